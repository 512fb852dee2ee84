"""A school year on one screen: a row for each month, days of one weekday under each other, a cursor on one of them."""

from collections.abc import Collection
from datetime import date, timedelta

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.dutch import month_name, weekday_name
from kiosk.rules.year_view import (
    DAY_KINDS,
    WEEKDAY_COLUMNS,
    DayKind,
    column_of,
    day_in_column,
    days_of_month,
    kind_of,
    months_of,
)

_MONTH_WIDTH = 4
_NUMBERED = 3
"""Columns for a day: from here on there is room for the numbers of school days."""

_STYLES = {
    DayKind.SCHOOL: "$text-muted",
    DayKind.CLOSED: "bold $warning",
    DayKind.OPENED: "bold $success",
    DayKind.SCHOOL_HOLIDAY: "$primary",
    DayKind.PUBLIC: "$primary",
}


class YearView(Widget, can_focus=True):
    """The days of the school year in which the `cursor` lies, as signs: what `calendar` says of each."""

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "month(-1)", show=False),
        Binding("down", "month(1)", show=False),
        Binding("home", "edge(False)", show=False),
        Binding("end", "edge(True)", show=False),
    ]
    cursor: reactive[date] = reactive(date.min)

    class Turn(Message):
        """The day under the cursor was touched."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        super().__init__(id="year")
        self._calendar, self._today, self._changed = calendar, today, frozenset[date]()
        self.set_reactive(YearView.cursor, today)

    @property
    def year(self) -> str:
        """The school year that is shown."""
        return school_year(self.cursor)

    def show(self, calendar: Calendar, changed: Collection[date]) -> None:
        """Draw this calendar; the `changed` days are not saved yet."""
        self._calendar, self._changed = calendar, frozenset(changed)
        self.refresh()

    def render(self) -> Content:
        """The weekdays, and twelve months below them."""
        letters = [weekday_name(column % 7)[0].rjust(self._cell) for column in range(WEEKDAY_COLUMNS)]
        head = Content.assemble((" " * _MONTH_WIDTH, "bold"), ("".join(letters), "$text-muted"))
        rows = [head, *map(self._row, months_of(self.year))]
        return Content("\n" * self._row_height).join(rows)

    def _row(self, first: date) -> Content:
        days = [first + timedelta(n) for n in range(days_of_month(first))]
        parts: list[tuple[str, str]] = [
            (month_name(first).ljust(_MONTH_WIDTH), "bold"),
            (" " * first.weekday() * self._cell, ""),
        ]
        for day in days:
            kind = kind_of(day, self._calendar)
            sign = DAY_KINDS[kind][0]
            if kind is DayKind.SCHOOL and self._cell >= _NUMBERED:
                sign = str(day.day)
            style = _STYLES.get(kind, "")
            if day in self._changed:
                style = f"{style} underline"
            if day == self._today:
                sign, style = f">{sign}", f"{style} bold"
            if day == self.cursor:
                style = f"{style} reverse" if self.has_focus else f"{style} underline"
                parts.append((sign.rjust(self._cell), style.strip()))
                continue
            parts += [(" " * (self._cell - len(sign)), ""), (sign, style.strip())]
        return Content.assemble(*parts)

    @property
    def _cell(self) -> int:
        """How wide a day is."""
        return _NUMBERED if self.size.width >= _MONTH_WIDTH + _NUMBERED * WEEKDAY_COLUMNS else 2

    @property
    def _row_height(self) -> int:
        """How many lines a month takes, the empty one above it among them where there is room."""
        return 2 if self.size.height >= 1 + 2 * 12 else 1

    def action_move(self, days: int) -> None:
        """So many days on, within the year."""
        self._go(self.cursor + timedelta(days))

    def action_month(self, by: int) -> None:
        """The month above or below, as near as can be to the same column."""
        months = months_of(self.year)
        place = months.index(self.cursor.replace(day=1)) + by
        if 0 <= place < len(months):
            self._go(day_in_column(months[place], column_of(self.cursor)))

    def action_edge(self, last: bool) -> None:
        """The first or the last day of this month."""
        self._go(self.cursor.replace(day=days_of_month(self.cursor) if last else 1))

    def _go(self, day: date) -> None:
        first, last = school_year_days(self.year)
        self.cursor = min(max(day, first), last)

    def on_click(self, event: events.Click) -> None:
        """A touch goes to a day; a touch on the day where one is turns it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        row, column = (at.y - 1) // self._row_height, (at.x - _MONTH_WIDTH) // self._cell
        months = months_of(self.year)
        if not 0 <= row < len(months):
            return
        day = day_in_column(months[row], column)
        if column_of(day) != column:
            return
        if day == self.cursor:
            self.post_message(self.Turn())
        self.cursor = day
