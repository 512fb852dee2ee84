"""The printer's test page: what every paper of the kiosk leans on, and nothing of any child."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.paper.logo import Logo
from kiosk.paper.sheet import GAP, LEFT, RIGHT, THICK, WIDTH, Column, Sheet, Style
from kiosk.rules.dutch import day_in_full_and_time

LETTERS = "Łukasz Nguyễn · Şeyma · Zoë · Daniël · François · Müller · Søren"
"""Names as classes have them; with Nguyễn the second typeface is in it too."""

_TEXT, _HEADING = Style(11), Style(12, bold=True)
_SCALE = 100.0
_FOR_NUMBER = 7.0
_NUMBER = "0123456789"


@dataclass(frozen=True)
class Proof:
    """What stands on it: whose kiosk, the name of the printer ("" for another computer's), when, and the logo."""

    school: str
    printer: str
    at: datetime
    logo: Logo | None = None


def proof_pdf(told: Proof) -> bytes:
    """The test page as a PDF of one A4 page. Takes up to half a second: not for the thread that draws the screen."""
    sheet = Sheet("Proefpagina", told.at.date(), told.school + told.printer + LETTERS, "", 1)
    width = WIDTH
    if told.logo:
        width -= sheet.picture(told.logo, 60, right=True) + GAP
    sheet.flow(Column(LEFT, width, told.school, Style(13)))
    sheet.y += 2
    sheet.flow(Column(LEFT, width, "Proefpagina", Style(22, bold=True)))
    sheet.y = max(sheet.y, 34)
    where = f"printer {told.printer}" if told.printer else "geprint op een andere computer"
    sheet.flow(Column(LEFT, WIDTH, f"Oeps-kiosk · {where} · {day_in_full_and_time(told.at)}", Style(11, quiet=True)))
    sheet.y += 3
    sheet.rule(thick=THICK)
    sheet.y += 6
    _part(sheet, 1, "Letters", "Zie je in elke naam alle letters en streepjes, en geen lege hokjes?")
    sheet.flow(Column(LEFT + _FOR_NUMBER, WIDTH - _FOR_NUMBER, LETTERS, Style(14)))
    sheet.flow(Column(LEFT + _FOR_NUMBER, WIDTH - _FOR_NUMBER, LETTERS, Style(14, bold=True)))
    sheet.y += 9
    _part(sheet, 2, "Maat", "Leg er een liniaal langs: is dit vak precies 10 centimeter breed?")
    with sheet.at(sheet.y + 1):
        sheet.box(LEFT + _FOR_NUMBER, _SCALE, 5)
    sheet.y += 15
    _part(sheet, 3, "Streepjes", "Zo staat het nummer op elk formulier, voor een scanner. Zijn de streepjes scherp?")
    with sheet.at(sheet.y + 1):
        x = sheet.bar_code(_NUMBER)
        sheet.line(LEFT + _FOR_NUMBER, f"Een scanner typt: {_NUMBER}", _TEXT)
    with sheet.at(sheet.y + 12):
        sheet.line(x, "geen echt formulier", Style(9.5), right=True)
    sheet.y += 26
    _part(sheet, 4, "Grijs", "Is ook de kleine grijze tekst goed te lezen?")
    small = Style(9, quiet=True)
    sheet.flow(Column(LEFT + _FOR_NUMBER, WIDTH - _FOR_NUMBER, "Zo klein is de kleinste tekst op papier.", small))
    sheet.y += 9
    sheet.rule(quiet=True)
    sheet.y += 5
    sheet.flow(Column(LEFT, WIDTH, "Op dit blad staat niets van een kind. Het mag bij het oud papier.", _TEXT))
    return sheet.finish()


def _part(sheet: Sheet, number: int, heading: str, question: str) -> None:
    """What to look at, and the question to answer about it."""
    x = LEFT + _FOR_NUMBER
    sheet.flow(Column(LEFT, _FOR_NUMBER, f"{number}", _HEADING), Column(x, RIGHT - x, heading, _HEADING))
    sheet.flow(Column(x, RIGHT - x, question, _TEXT))
    sheet.y += 2
