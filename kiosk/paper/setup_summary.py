"""How the kiosk is set up, on paper: for the folder in the office, and for who takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.paper.sheet import LEFT, THIN, WIDTH, Column, Sheet, Style, numbered
from kiosk.rules.dutch import long_day

_TITLE = "Zo is de Oeps-kiosk ingericht"
_LABEL, _TEXT, _HEADING = Style(10, quiet=True), Style(11), Style(13, bold=True)
_FOR_LABEL, _HEADING_HEIGHT = 48.0, 22.0


@dataclass(frozen=True)
class SummaryPart:
    """A heading, and lines of a label with what is set."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SetupSummary:
    """What stands on it: whose kiosk, the day, and the parts in order. No secret, no pupil's name."""

    school: str
    made_on: date
    parts: Sequence[SummaryPart]


def setup_summary_pdf(told: SetupSummary) -> bytes:
    """The summary as a PDF of A4 pages. Takes up to half a second: not for the thread that draws the screen."""
    return numbered(lambda count: _draw(told, count))


def _draw(told: SetupSummary, pages: int) -> Sheet:
    texts = [told.school, *(text for part in told.parts for line in part.lines for text in line)]
    sheet = Sheet(_TITLE, told.made_on, "".join(texts), _TITLE, pages)
    sheet.flow(Column(LEFT, WIDTH, f"{told.school}  ·  {long_day(told.made_on)}", Style(11, quiet=True)))
    sheet.y += 1.5
    sheet.flow(Column(LEFT, WIDTH, _TITLE, Style(22, bold=True)))
    for part in told.parts:
        sheet.y += 5
        sheet.need(_HEADING_HEIGHT)
        sheet.flow(Column(LEFT, WIDTH, part.heading, _HEADING))
        sheet.y += 1
        for label, text in part.lines:
            sheet.pair((label, _LABEL), (text, _TEXT), _FOR_LABEL, THIN)
    return sheet
