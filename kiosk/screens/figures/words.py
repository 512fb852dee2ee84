"""What the figures are called, and what each of them means: the sentences behind the key ?."""

from kiosk.db.figures_book import FigureBook
from kiosk.rules.calendar import school_year
from kiosk.rules.dutch import counted, month_name
from kiosk.rules.figures import By
from kiosk.rules.figures_way import SlipEnd

HIDDEN = "verborgen"
HOW_HIDDEN = "Verborgen is een getal onder de 5, of een dat zo'n getal zou verraden: zo zie je niet om wie het gaat."

HELP = """\
← → ↑ ↓  langs de getallen
cijfer  een ander blad: de nummers staan bovenaan
f  alleen een groep, plek, gedrag …; twee tegelijk kan
j  een ander schooljaar
Enter  de formulieren achter een getal (directie en IB)
q  de kiosk sluiten"""

FILTERS = {
    By.BEHAVIOUR: "gedrag",
    By.PLACE: "plek",
    By.HOME_GROUP: "stamgroep",
    By.YEAR_GROUP: "leerjaar",
    By.DAY_PART: "dagdeel",
    By.WEEKDAY: "weekdag",
    By.MONTH: "maand",
}
"""What can be filtered by, in the order in which it is offered."""

_NEUTER = {By.BEHAVIOUR, By.YEAR_GROUP, By.DAY_PART}

PAGES = ("overzicht", "gedrag", "groepen", "daarna", "jaren")

IN_TIME_OR_NOT = (
    SlipEnd.IN_TIME,
    SlipEnd.LATE,
    SlipEnd.AFTER_1,
    SlipEnd.AFTER_2,
    SlipEnd.REFUSED,
    SlipEnd.WITH_HEAD,
)
"""The papers of which it is known whether they came back in time; not those that are still at home or went nowhere."""

_ALWAYS = (
    "Een formulier telt op de dag waarop het gebeurde, niet op de dag waarop het is gegeven. "
    "Ongeldig gemaakte formulieren tellen niet."
)


def about(*sentences: str) -> str:
    """A definition, with what holds for every number at the end."""
    return "\n\n".join((" ".join(sentences), _ALWAYS))


MONTH = about("Formulieren van die maand, gedeeld door de schooldagen van die maand tot en met vandaag.")
WEEKDAY = about("Formulieren van die dag, gedeeld door hoeveel van die dagen een schooldag waren. Ernaast het aantal.")
PLACE = about("Waar het gebeurde.")
DAY_PART = about(
    "Wanneer het gebeurde. Voor school is voor 8.30 uur. Een pauze duurt hier een half uur vanaf het begin.",
    "Tot 12.00 uur is ochtend, daarna middag. Na school is ook: op een dag zonder school.",
    "De pauzes en schooltijden staan op Beheer, j, t; anders gelden 10.15, 12.00 en 14.00 uur.",
)
BEHAVIOUR = about("Het hoofdgedrag van het formulier: elk formulier telt een keer.")
HOME_GROUP = about(
    "De stamgroep waarin het kind toen zat. Ernaast: formulieren per 100 leerlingen die nu in die groep zitten",
    "(of aan het eind van het schooljaar).",
)
YEAR_GROUP = about(
    "Het leerjaar waarin het kind toen zat. Ernaast: formulieren per 100 leerlingen die nu in dat jaar zitten",
    "(of aan het eind van het schooljaar).",
)
NOT_KEPT = "namen zijn niet meer bewaard"
"""Instead of how many pupils got how many forms, once retention has unlinked them."""
TRIANGLE = about(
    "Hoeveel leerlingen geen, 1 of 2, 3 tot 5, of 6 of meer formulieren kregen.",
    "Alle leerlingen tellen mee die nu op school zitten (of aan het eind van het schooljaar).",
)
SLIP = about(
    "Hoe het papier terugkwam. Op tijd is uiterlijk op de dag dat het terug moest zijn.",
    "Na 1 keer, of na 2 keer of vaker: zo vaak was er aangedrongen toen het getekend terugkwam.",
    "Geweigerd: de ouders weigerden en tekenden daarna niet. Naar directie: de directie heeft het, of sloot het af.",
)
TALK_WAIT = about(
    "De tijd van het incident tot het gesprek, op de klok: ook de nacht en het weekend tellen.",
    "Het midden: de helft van de gesprekken was eerder. Tussen de twee getallen erna ligt de middelste helft.",
)
KEPT = about("Of de afspraak uit het gesprek lukte, zoals iemand het tien schooldagen later opschreef.")
YEARS = about(
    "Elk schooljaar tot en met dezelfde schooldag: er waren toen evenveel schooldagen begonnen als nu.",
    "Ernaast: formulieren per schooldag.",
)
RATE = about(
    "Per schooldag: formulieren gedeeld door de schooldagen tot en met vandaag.",
    "Per 100 leerlingen: formulieren gedeeld door de leerlingen die nu op school zitten, keer 100.",
    "En dat per schooldag: per 100 leerlingen, nog gedeeld door de schooldagen.",
)


def which(by: By) -> str:
    """The question for a value to filter by: "Welk gedrag?", "Welke plek?"."""
    return f"{'Welk' if by in _NEUTER else 'Welke'} {FILTERS[by]}?"


def period(book: FigureBook) -> str:
    """ "1 aug - 23 nov 2026" while the school year goes on, then "schooljaar 2025-2026"."""
    first, last = book.where.first, max(book.last, book.where.first)
    if last == book.where.last:
        return f"schooljaar {school_year(first)}"
    until = f"{last.day} {month_name(last)} {last.year}"
    if first == last:
        return until
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {month_name(first)}{year} - {until}"


def heading(book: FigureBook) -> str:
    """What is counted: the period, its school days, the pupils and how many forms."""
    total = counted(book.total, "formulier", "formulieren") if book.total is not None else f"aantal {HIDDEN}"
    pupils = counted(len(book.pupils), "leerling", "leerlingen")
    return f"{period(book)} · {counted(book.days, 'schooldag', 'schooldagen')} · {pupils} · {total}"


def notes(book: FigureBook) -> str:
    """What there is to know of the numbers on the screen: why there are none, or why they are dashes or hidden."""
    said = []
    if book.total == 0:
        said.append("In deze periode zijn er geen formulieren." + (" Met f kies je anders." if book.where.only else ""))
    if not book.pupils:
        said.append("Van deze periode zijn geen leerlingen bekend: dan staat er een streepje.")
    if not book.days_are_known:
        said.append("De schoolvakanties zijn hier onbekend: elke maandag tot en met vrijdag telt als schooldag.")
    if not book.with_names:
        said.append(HOW_HIDDEN)
    return "\n".join(said)
