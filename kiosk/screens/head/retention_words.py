"""The words of the retention term: what is past it, what goes and what stays."""

from collections.abc import Mapping

from kiosk.rules.dutch import counted
from kiosk.rules.policy import Counting
from kiosk.rules.retention import Past, Terms, count_of_forms, count_of_names

ROW = "retention"
"""The key of its row on Te doen."""

WHAT_TO_DO = "Lees wat weg mag en wat blijft. Er gaat niets vanzelf weg: de directie zegt ja."

GOES = (
    "Weg gaan alle antwoorden, gesprekken, brieven, redenen en verslagen, het formuliernummer, en van wie het was. "
    "Van wie van school is gaat ook de naam."
)
STAYS = (
    "Blijft, zonder naam: dag, plek, gedrag, groep, hoe het papier terugkwam en of de afspraak lukte. De cijfers "
    "blijven gelijk. Alleen hoeveel formulieren één leerling kreeg, is daarna niet meer te tellen."
)
COPIES = (
    "Reservekopieën hebben de woorden nog tot ze zijn vervangen: een half jaar. "
    "Losse kopieën en papier ruim je zelf op."
)


def terms(kept: Terms, counting: Counting) -> str:
    """How long the school keeps words and names."""
    leaving = f"{kept.after_leaving_years} jaar nadat een leerling van school is"
    if counting is Counting.WHOLE_SCHOOL:
        return f"Formulieren tellen de hele schooltijd mee. Woorden en naam gaan weg {leaving}."
    years = counted(kept.school_years, "schooljaar", "schooljaren")
    return f"Woorden gaan weg {years} na hun eigen schooljaar, namen {leaving}."


def todo_row(past: Past) -> tuple[str, str, str]:
    """Its row on Te doen: "○ bewaartermijn", "34 formulieren", "van 2023-2024"."""
    if past.forms:
        of = f"{len(past.forms)} schooljaren" if len(past.forms) > 1 else max(past.forms)
        return "○ bewaartermijn", count_of_forms(sum(past.forms.values())), f"van {of}"
    if past.pupils:
        return "○ bewaartermijn", count_of_names(len(past.pupils)), "van school"
    return "○ bewaartermijn", "oude aantekeningen", ""


def rows(past: Past, pupil_names: Mapping[int, str]) -> dict[str, tuple[str, str, str]]:
    """What goes and what stays for now, by key; that of a pupil whose year waits is "pupil-12-2023-2024"."""
    found = {}
    for year, count in past.forms.items():
        whose = counted(sum(one.school_year == year and one.forms > 0 for one in past.years), "leerling", "leerlingen")
        found[f"year-{year}"] = ("gaat weg", f"schooljaar {year}", f"{count_of_forms(count)} van {whose}")
    if turns := sum(not one.forms for one in past.years):
        found["turns"] = ("gaat weg", "besluiten zonder formulier", str(turns))
    if past.roads:
        found["roads"] = ("gaat weg", "andere wegen", _records(len(past.roads)))
    if past.pupils:
        found["names"] = ("gaat weg", "wie van school is", count_of_names(len(past.pupils)))
    for one in past.waiting:
        name = pupil_names.get(one.pupil_id, "")
        found[f"pupil-{one.pupil_id}-{one.school_year}"] = ("blijft", f"{name}, {one.school_year}", "iets staat open")
    if past.waiting_roads:
        found["waiting_roads"] = ("blijft", "andere wegen, nog terug te kijken", _records(len(past.waiting_roads)))
    return found


def forms_of(past: Past, row: str) -> dict[int, int]:
    """Of whom something goes by this row of `rows`, by pupil id, and how many forms; empty where nothing goes."""
    kind, _, year = row.partition("-")
    if kind == "year":
        return {one.pupil_id: one.forms for one in past.years if one.school_year == year and one.forms}
    if kind == "turns":
        return {one.pupil_id: 0 for one in past.years if not one.forms}
    if kind == "roads":
        return {pupil_id: 0 for road_id, pupil_id in past.links if road_id in past.roads}
    return dict.fromkeys(past.pupils, 0) if kind == "names" else {}


def amounts(past: Past) -> str:
    """All that goes in one line: "34 formulieren en 12 namen"."""
    sums = (
        (sum(past.forms.values()), count_of_forms),
        (len(past.roads), _records),
        (len(past.pupils), count_of_names),
    )
    parts = [say(count) for count, say in sums if count]
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts) or "oude aantekeningen"


def _records(count: int) -> str:
    return counted(count, "verslag", "verslagen")
