"""The year report on paper: charts as bars with their numbers beside them, readable in grey, each with its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.paper.sheet import BOTTOM, LEFT, TOP, WIDTH, Column, Sheet, Style, numbered
from kiosk.text import clean_line

TITLE = "Jaarverslag van de Oeps-lijn"

_BETWEEN = 10.0
_CHART_WIDTH = (WIDTH - _BETWEEN) / 2
_LABEL_WIDTH, _BAR_WIDTH, _NUMBER_WIDTH = 29.0, 16.0, 17.5
_ROW, _BAR, _THIN_BAR = 4.8, 2.4, 1.1
"""Millimetres from row to row, and how high a bar is, this year's and the one of the year before."""
_LAYER, _HEADING = 8.5, 4.2
_TALLEST = BOTTOM - TOP - 20
"""A taller list goes on in a chart of its own, so that each fits on a page."""
_DARK, _LIGHT, _LINE, _SHADES = 95, 185, 225, (235, 205, 165, 110)

_NAME, _SMALL = Style(11, bold=True), Style(8.5)
_QUIET, _MEANING = Style(8.5, quiet=True), Style(7.5, quiet=True)


@dataclass(frozen=True)
class Number:
    """A figure: its `length` as a bar, in the chart's own measure (None: no number), and the `text` that says it."""

    length: float | None
    text: str


@dataclass(frozen=True)
class Bar:
    """One row of a chart; `before` is the same of the year before, in a chart that has it."""

    label: str
    now: Number
    before: Number | None = None


@dataclass(frozen=True)
class Chart:
    """A chart and what its numbers mean. A `triangle` is drawn as one, its first bar at the foot."""

    title: str
    bars: tuple[Bar, ...]
    meaning: str
    triangle: bool = False


@dataclass(frozen=True)
class Report:
    """Everything that stands in the report: `numbers` are a name and a figure each; `notes` what to know beforehand."""

    school_name: str
    year: str
    period: str
    made_on: date
    numbers: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    charts: tuple[Chart, ...]


def report_pdf(report: Report) -> bytes:
    """The report as a PDF of A4 pages, the same bytes for the same report. For a thread: takes tenths of a second."""
    return numbered(lambda count: _draw(report, count))


def _draw(report: Report, pages: int) -> Sheet:
    labels = "".join(bar.label for chart in report.charts for bar in chart.bars)
    title = f"{TITLE} {report.year}"
    sheet = Sheet(title, report.made_on, report.school_name + labels, title, pages)
    _draw_head(sheet, report)
    charts = [part for chart in report.charts for part in _parts(sheet, chart)]
    for place in range(0, len(charts), 2):
        _draw_row(sheet, charts[place : place + 2])
    return sheet


def _draw_head(sheet: Sheet, report: Report) -> None:
    sheet.flow(Column(LEFT, WIDTH, clean_line(report.school_name), Style(10, quiet=True)))
    sheet.y += 1.5
    sheet.flow(Column(LEFT, WIDTH, TITLE, Style(22, bold=True)))
    sheet.y += 1.5
    sheet.flow(Column(LEFT, WIDTH, f"Schooljaar {report.year}: {report.period}", Style(11)))
    sheet.y += 4
    if report.numbers:
        width = WIDTH / len(report.numbers)
        columns = [(LEFT + place * width, *pair) for place, pair in enumerate(report.numbers)]
        sheet.flow(*(Column(x, width - 3, figure, Style(17, bold=True)) for x, _, figure in columns))
        sheet.flow(*(Column(x, width - 3, name, _QUIET) for x, name, _ in columns))
        sheet.y += 4
    for note in report.notes:
        sheet.flow(Column(LEFT, WIDTH, note, Style(9.5)))
        sheet.y += 1.5


def _parts(sheet: Sheet, chart: Chart) -> list[Chart]:
    """The chart, or the charts that it takes when it is tall."""
    parts = [replace(chart, bars=chart.bars[:1])]
    for bar in chart.bars[1:]:
        longer = replace(parts[-1], bars=(*parts[-1].bars, bar))
        if _height(sheet, longer) > _TALLEST:
            parts.append(replace(chart, title=f"{chart.title} (vervolg)", bars=(bar,)))
        else:
            parts[-1] = longer
    return parts


# -- one chart -------------------------------------------------------------------------------------------------------


def _draw_row(sheet: Sheet, charts: Sequence[Chart]) -> None:
    """One or two charts side by side, whole on a page."""
    places = (LEFT, LEFT + _CHART_WIDTH + _BETWEEN)
    height = max(_height(sheet, chart) for chart in charts)
    sheet.y += 5
    sheet.need(height)
    top = sheet.y
    for x, chart in zip(places, charts, strict=False):
        with sheet.at(top):
            _draw_chart(sheet, x, chart)
    sheet.y = top + height


def _height(sheet: Sheet, chart: Chart) -> float:
    meaning = Column(0, _CHART_WIDTH, chart.meaning, _MEANING)
    rows = len(chart.bars) * _LAYER if chart.triangle else sum(_row_height(sheet, bar) for bar in chart.bars)
    heading = _HEADING if any(bar.before for bar in chart.bars) else 0
    return _NAME.leading + 3 + heading + rows + 1.5 + len(sheet.split(meaning)) * _MEANING.leading


def _label(x: float, bar: Bar) -> Column:
    return Column(x, _LABEL_WIDTH - 2, clean_line(bar.label), _SMALL)


def _row_height(sheet: Sheet, bar: Bar) -> float:
    return max(_ROW, len(sheet.split(_label(0, bar))) * _SMALL.leading + 0.9)


def _draw_chart(sheet: Sheet, x: float, chart: Chart) -> None:
    sheet.flow(Column(x, _CHART_WIDTH, chart.title, _NAME))
    sheet.y += 1
    sheet.rule(x, x + _CHART_WIDTH, quiet=True)
    sheet.y += 2
    if any(bar.before for bar in chart.bars):
        columns = x + _LABEL_WIDTH + _BAR_WIDTH + 2
        for at, heading in ((columns, "dit jaar"), (columns + _NUMBER_WIDTH, "vorig jaar")):
            sheet.line(at, heading, _MEANING)
        sheet.y += _HEADING
    if chart.triangle:
        _draw_triangle(sheet, x, chart.bars)
    else:
        _draw_bars(sheet, x, chart.bars)
    sheet.y += 1.5
    sheet.flow(Column(x, _CHART_WIDTH, chart.meaning, _MEANING))


def _draw_bars(sheet: Sheet, x: float, bars: Sequence[Bar]) -> None:
    """Each label, its bars and their numbers; a thin line where the bars begin."""
    longest = max((number.length or 0 for bar in bars for number in (bar.now, bar.before) if number), default=0)
    start, columns = x + _LABEL_WIDTH, x + _LABEL_WIDTH + _BAR_WIDTH + 2
    for bar in bars:
        height, top = _row_height(sheet, bar), sheet.y
        with sheet.at(top):
            sheet.flow(_label(x, bar))
        _rectangle(sheet, start - 0.2, top - 0.4, 0.2, height, _LINE)
        _rectangle(sheet, start, top + 0.4, _share(bar.now, longest), _BAR, _DARK)
        _say(sheet, columns, bar.now)
        if bar.before:
            _rectangle(sheet, start, top + 0.4 + _BAR, _share(bar.before, longest), _THIN_BAR, _LIGHT)
            _say(sheet, columns + _NUMBER_WIDTH, bar.before, quiet=True)
        sheet.y = top + height


def _share(number: Number, longest: float) -> float:
    return _BAR_WIDTH * number.length / longest if number.length and longest else 0


def _say(sheet: Sheet, x: float, number: Number, *, quiet: bool = False) -> None:
    sheet.line(x, number.text, _QUIET if quiet or number.length is None else _SMALL)


def _draw_triangle(sheet: Sheet, x: float, bars: Sequence[Bar]) -> None:
    """The bars as layers of a triangle, the first one the broadest; lighter is more, and each says its number."""
    middle, half, foot = x + _LABEL_WIDTH / 2, _LABEL_WIDTH / 2, sheet.y + len(bars) * _LAYER
    for place, bar in enumerate(bars):
        low, high = half * (1 - place / len(bars)), half * (1 - (place + 1) / len(bars))
        under, above = foot - place * _LAYER, foot - (place + 1) * _LAYER + 0.6
        corners = [(middle - low, under), (middle + low, under), (middle + high, above), (middle - high, above)]
        sheet.fill(corners, _SHADES[place % len(_SHADES)])
        with sheet.at((under + above) / 2 - _SMALL.leading / 2):
            sheet.line(x + _LABEL_WIDTH + 3, f"{clean_line(bar.label)}: {bar.now.text}", _SMALL)
    sheet.y = foot


def _rectangle(sheet: Sheet, x: float, y: float, width: float, height: float, grey: int) -> None:
    if width > 0:
        sheet.fill([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], grey)
