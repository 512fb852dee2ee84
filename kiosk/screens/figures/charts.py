"""A chart in the terminal: rows with a bar beside the number, and what lies behind each.

Drawn here, in the blocks that every console has: a sparkline has no labels, and a plotting library draws a picture in
which no row can be chosen, from signs that the plain console lacks (and costs 60 ms at its first import).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.containers import Vertical
from textual.widgets import Label

from kiosk.rules.figures import Where
from kiosk.screens.row_list import ListRow, MainList

_BLOCK, _EIGHTHS = "█", " ▏▎▍▌▋▊▉"
_LEAST_BAR, _LEAST_LABEL = 3, 12
_GOOD_BAR = 8
"""Columns: a shorter bar is left out, a longer label is cut off to make room for a bar that says something."""
_LONG_NAME = 24
"""Signs of a label from which on its column is wider than the others."""


@dataclass(frozen=True)
class Behind:
    """Which forms a number counts; with `pupils`, of them only those of these pupils (ids)."""

    where: Where
    pupils: frozenset[int] | None = None


@dataclass(frozen=True)
class Bar:
    """One row: what it is, the number as people read it, and how long its bar is (None: no bar).

    `beside` is a second number, shown where there is room. `behind` are its forms; or `leads_to` is the page and the
    place of the chart where more of it is.
    """

    label: str
    value: str
    size: float | None = None
    beside: str = ""
    behind: Behind | None = None
    leads_to: tuple[int, int] | None = None


@dataclass(frozen=True)
class Chart:
    """Rows under a title; `about` says what is counted, and how."""

    title: str
    bars: tuple[Bar, ...]
    about: str


def draw(chart: Chart, width: int, *, bare: bool) -> list[str]:
    """The rows in so many columns: labels at the left, numbers at the right, bars on one scale where there is room.

    `bare` is a console that has whole blocks only.
    """
    has_bars = any(bar.size is not None for bar in chart.bars)
    values = max((cell_len(bar.value) for bar in chart.bars if bar.size is not None), default=0)
    beside = max((cell_len(bar.beside) for bar in chart.bars), default=0)
    labels = max((cell_len(bar.label) for bar in chart.bars), default=0)
    if not has_bars:
        numbers = max((cell_len(bar.value) + (2 + beside if beside else 0) for bar in chart.bars), default=0)
        gap = " " * max(1, min(3, width - labels - numbers))  # closer together, before a number is cut off
        lines = [f"{_fit(bar.label, labels)}{gap}{bar.value}  {bar.beside}".rstrip() for bar in chart.bars]
        return [row if cell_len(row) <= width else _fit(row, width) for row in lines]
    if beside and min(labels, _LEAST_LABEL) + 1 + _LEAST_BAR + 1 + values + 2 + beside > width:
        beside = 0
    right = values + (2 + beside if beside else 0)
    labels = min(labels, max(width - right - 2 - _GOOD_BAR, _LEAST_LABEL))
    room = width - labels - 1 - right - 1
    most = max(bar.size or 0 for bar in chart.bars)
    rows = []
    for bar in chart.bars:
        drawn = _bar(bar.size or 0, most, room, bare=bare) if room >= _LEAST_BAR else ""
        told = bar.value.rjust(room + 1 + values - cell_len(drawn))  # a word for a number may take the bar's place too
        row = f"{_fit(bar.label, labels)} {drawn}{told}"
        rows.append(row + (f"  {bar.beside.rjust(beside)}" if beside else ""))
    return rows


def _bar(size: float, most: float, room: int, *, bare: bool) -> str:
    """`size` on a scale of which `most` fills the room; what is there at all shows, however small."""
    if size <= 0 or most <= 0:
        return ""
    if bare:
        return _BLOCK * max(round(size / most * room), 1)
    whole, rest = divmod(max(round(size / most * room * 8), 1), 8)
    return _BLOCK * whole + _EIGHTHS[rest].strip()


def _fit(text: str, width: int) -> str:
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


class BarList(MainList):
    """A chart of which one row is highlighted while it has the focus. Past either end lies the next chart."""

    def __init__(self, chart: Chart, *, bare: bool, columns: int) -> None:
        super().__init__((1,), empty="Hier is nog niets te tellen.")
        self.chart, self._bare, self._columns = chart, bare, columns
        self._drawn: list[str] = []

    @property
    def bar(self) -> Bar | None:
        """The highlighted row."""
        return self.chart.bars[int(self.chosen_key)] if self.chosen_key else None

    def on_mount(self) -> None:
        self.show([ListRow(str(place), (bar.label,)) for place, bar in enumerate(self.chart.bars)])

    def _line(self, row: ListRow, width: int) -> str:
        if not self.size.width:  # before it has a place: nearly what it will have
            width = (self.app.size.width - 2) // self._columns - 5
        if row.key == "0":
            self._drawn = draw(self.chart, width, bare=self._bare)
        return self._drawn[int(row.key)]

    def on_focus(self, _event: events.Focus) -> None:
        if self.highlighted is None and self.chart.bars:
            self.highlighted = 0

    def action_cursor_down(self) -> None:
        """Down; from the last row to the chart after this one."""
        if self.chart.bars and self.highlighted == len(self.chart.bars) - 1:
            self.screen.focus_next(BarList)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Up; from the first row to the chart before this one."""
        if not self.highlighted:
            self.screen.focus_previous(BarList)
        else:
            super().action_cursor_up()


def column(charts: Sequence[Chart], columns: int, *, bare: bool) -> Vertical:
    """One of so many columns: one chart or two, below each other.

    One alone has all the height, and moves where that is too little.
    """
    parts: list[Label | BarList] = []
    for chart in charts:
        parts.append(Label(chart.title, classes="chart-title" + (" below" if parts else ""), markup=False))
        parts.append(BarList(chart, bare=bare, columns=columns))
        parts[-1].styles.height = "1fr" if len(charts) == 1 else max(len(chart.bars), 1)
    long_names = any(len(bar.label) > _LONG_NAME for chart in charts for bar in chart.bars)
    return Vertical(*parts, classes="column -wide" if long_names else "column")
