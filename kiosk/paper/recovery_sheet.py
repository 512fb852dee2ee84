"""A recovery sheet as one page: twelve words that open the kiosk when nobody and nothing else does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.paper.sheet import LEFT, RIGHT, THICK, WIDTH, Column, Sheet, Style
from kiosk.rules.dutch import long_day

_TEXT, _HEADING, _WORD, _NUMBER = Style(11), Style(12, bold=True), Style(21, bold=True), Style(13, quiet=True)
_FOR_NUMBER, _FOR_STEP = 13.0, 7.0
_BETWEEN_WORDS, _BETWEEN_PARTS = 3.0, 5.0

_WARNING = "Wie deze twaalf woorden heeft, kan alles in de kiosk lezen. Bewaar dit blad als een sleutel."
_WHAT_FOR = (
    "Kan niemand de kiosk meer openen, of is de computer kapot of weg? Dan gaat de kiosk, of een reservekopie, open "
    "met deze woorden."
)
_STEPS = (
    "Op deze computer: vraagt de kiosk om woorden, typ dan deze twaalf in de plaats van de dagsleutel.",
    "Op een andere computer: installeer de kiosk, zet school.toml in zijn map (het bestand .toml naast de kopie), en "
    "geef: kiosk restore BESTAND. De kiosk vraagt om de woorden. Het bestand met .slots hoort naast de "
    "reservekopie te liggen.",
    "Daarna: geef op Beheer, met s, nieuwe woorden aan wie de kiosk 's morgens opent.",
)
_KEEP = (
    "In een dichte envelop in de kluis; het andere blad op een andere plek. Maak er geen foto van, en typ de woorden "
    "nergens anders dan in de kiosk."
)
_LOST = "Kwijt? Maak op Beheer, met s, een nieuw blad. Zag iemand anders de woorden? Kies daar dan: alles nieuw."


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on it: whose kiosk, the mark that the list on Beheer shows too, the day, and the words in order."""

    school: str
    mark: str
    made_on: date
    words: Sequence[str] = field(repr=False)


def recovery_sheet_pdf(told: RecoverySheet) -> bytes:
    """The sheet as a PDF of one A4 page. Takes up to half a second: not for the thread that draws the screen."""
    sheet = Sheet("Herstelblad", told.made_on, told.school + " ".join(told.words), "", 1)
    sheet.flow(Column(LEFT, WIDTH, told.school, Style(13)))
    sheet.y += 2
    sheet.rule(quiet=True)
    sheet.y += 6
    sheet.flow(Column(LEFT, WIDTH, "Herstelblad van de Oeps-kiosk", Style(22, bold=True)))
    sheet.y += 1
    sheet.flow(Column(LEFT, WIDTH, f"blad {told.mark}  ·  gemaakt op {long_day(told.made_on)}", Style(12)))
    sheet.y += _BETWEEN_PARTS
    sheet.flow(Column(LEFT, WIDTH, _WARNING, Style(11, bold=True)))
    sheet.y += 4
    _draw_words(sheet, told.words)
    for heading, text in (("Waarvoor is dit blad?", _WHAT_FOR), ("Zo gebruik je het", ""), ("Zo bewaar je het", _KEEP)):
        sheet.flow(Column(LEFT, WIDTH, heading, _HEADING))
        sheet.y += 0.5
        if text:
            sheet.flow(Column(LEFT, WIDTH, text, _TEXT))
        else:
            _draw_steps(sheet)
        sheet.y += _BETWEEN_PARTS
    sheet.flow(Column(LEFT, WIDTH, "Kwijt of gezien?", _HEADING))
    sheet.y += 0.5
    sheet.flow(Column(LEFT, WIDTH, _LOST, _TEXT))
    return sheet.finish()


def _draw_words(sheet: Sheet, words: Sequence[str]) -> None:
    """Numbered, down the left column first and then down the right one, between two lines."""
    sheet.rule(thick=THICK)
    sheet.y += 4
    half = (len(words) + 1) // 2
    top, width = sheet.y, WIDTH / 2
    for place, word in enumerate(words):
        x = LEFT + width * (place // half)
        with sheet.at(top + place % half * (_WORD.leading + _BETWEEN_WORDS)):
            with sheet.at(sheet.y + _WORD.leading - _NUMBER.leading - 0.6):  # on one foot with the word
                sheet.line(x, f"{place + 1}", _NUMBER)
            sheet.line(x + _FOR_NUMBER, word, _WORD)
    sheet.y = top + half * (_WORD.leading + _BETWEEN_WORDS)
    sheet.y += 1
    sheet.rule(thick=THICK)
    sheet.y += 7


def _draw_steps(sheet: Sheet) -> None:
    for number, step in enumerate(_STEPS, start=1):
        x = LEFT + _FOR_STEP
        sheet.flow(Column(LEFT, _FOR_STEP, f"{number}.", _TEXT), Column(x, RIGHT - x, step, _TEXT))
        sheet.y += 1
