"""The sheet that hangs beside the machine: how a child begins, how it gets help, and what staff do when it will not.

Documentation, not a paper of the kiosk's: drawn by `make pictures` into `docs/naast-de-kiosk.pdf`, and checked in.
"""

from datetime import date

from kiosk.paper.sheet import LEFT, RIGHT, THICK, WIDTH, Column, Sheet, Style

KEYS = {
    "F8": ("verder", "verder naar de volgende vraag"),
    "F7": ("terug", "terug naar de vraag ervoor"),
    "F1": ("ik wil hulp", "ik wil hulp. Je mag ook je hand opsteken."),
    "F4": ("voorlezen", "voorlezen, als dat op deze computer kan"),
}
"""What a child presses while it answers: how the screen calls the key, and what the sheet says of it."""

_STEPS = (
    "Typ de zes cijfers van je briefje.",
    "Word eerst rustig. Dan komen er acht vragen. Zie je kaartjes? Ga er met een pijltje heen en druk op Enter.",
    "Lees alles nog eens. Klopt het? Lever het in met F8.",
)
_NO_HURRY = (
    "Je hoeft je niet te haasten. Foutjes geven niet. Alles wordt vanzelf bewaard. Moet je even weg? "
    "Typ straks dezelfde code. Dan ga je verder waar je was."
)
_STAFF = (
    ("Inloggen", "Druk op F2. Typ twee letters van je naam, kies jezelf met Enter, typ je pincode. Klaar? Esc."),
    ("Code kwijt", "F2, kies het kind op Vandaag, druk op c. Een code geldt één dag; maak daarna een nieuwe."),
    ("Pincode kwijt", "Een collega logt in, drukt op a en geeft je een code. Jij kiest je naam en drukt op F3."),
    ("Even pauze", "Het scherm van een kind gaat dicht als niemand typt. De code van het kind opent het weer."),
    ("Even op slot", "Wie bezig was, typt zijn pincode. Dan staat alles er nog."),
    ("Vraagt om woorden", "'s Morgens opent iemand de kiosk met zijn eigen vier woorden: zie hieronder."),
    (
        "Scherm zwart",
        "Druk op Shift. Nog zwart? Kijk naar het lampje van scherm en computer. Zet de computer uit en aan.",
    ),
    ("Niets helpt", "Laat het kind op papier schrijven. Wat al getypt was, blijft bewaard. Bel dan."),
)
_TO_FILL_IN = (("Opent 's morgens", ""), ("Helpt bij storing", "telefoon"))

_TEXT, _LARGE, _KEY = Style(12), Style(15), Style(17, bold=True)
_LABEL, _HEADING = Style(12, bold=True), Style(17, bold=True)
_FOR_NUMBER, _FOR_KEY, _FOR_WHAT = 11.0, 19.0, 40.0


def beside_the_kiosk_pdf(made_on: date) -> bytes:
    """The sheet as a PDF of one A4 page: the upper half for the child, in large letters."""
    sheet = Sheet("Naast de kiosk", made_on, "", "", 1)
    sheet.flow(Column(LEFT, WIDTH, "Heb je een code?", Style(36, bold=True)))
    sheet.y += 4
    for number, step in enumerate(_STEPS, start=1):
        x = LEFT + _FOR_NUMBER
        sheet.flow(Column(LEFT, _FOR_NUMBER, f"{number}", _KEY), Column(x, RIGHT - x, step, _KEY))
        sheet.y += 1.5
    sheet.y += 4
    for key, (_, what) in KEYS.items():
        with sheet.at(sheet.y - 1):
            sheet.box(LEFT, _FOR_KEY - 6, _KEY.leading + 1.5)
        sheet.flow(Column(LEFT + 2.8, _FOR_KEY, key, _KEY), Column(LEFT + _FOR_KEY, WIDTH - _FOR_KEY, what, _LARGE))
        sheet.y += 3.5
    sheet.y += 2
    sheet.flow(Column(LEFT, WIDTH, _NO_HURRY, _LARGE))
    sheet.y += 6
    sheet.rule(thick=THICK)
    sheet.y += 5
    sheet.flow(Column(LEFT, WIDTH, "Voor juf of meester", _HEADING))
    sheet.y += 2
    for what, how in _STAFF:
        sheet.pair((what, _LABEL), (how, _TEXT), _FOR_WHAT)
        sheet.y += 1.6
    sheet.y += 7
    for label, second in _TO_FILL_IN:
        _to_fill_in(sheet, label, second)
    return sheet.finish()


def _to_fill_in(sheet: Sheet, label: str, second: str) -> None:
    """A line to write on behind `label`, and another one behind `second`."""
    half = LEFT + WIDTH * (0.62 if second else 1)
    sheet.line(LEFT, label, _LABEL)
    with sheet.at(sheet.y + _TEXT.leading):
        sheet.rule(LEFT + _FOR_WHAT + 6, half)
    if second:
        sheet.line(half + 4, second, _LABEL)
        with sheet.at(sheet.y + _TEXT.leading):
            sheet.rule(half + 22, RIGHT)
    sheet.y += 12
