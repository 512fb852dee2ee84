"""The register: how often what happened, without names, dates or consequences, for whoever accounts for the line.

Every combination of month, phase and behaviour has its row, so that a row by itself tells nothing; a count under five
is hidden, and so is a total that would give a hidden count away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.errors import Refused
from kiosk.rules.calendar import school_year_days
from kiosk.rules.figures import Phase, months
from kiosk.rules.figures_hidden import SMALLEST_CELL, in_doubt

SMALL = f"<{SMALLEST_CELL}"
TELLING = "niet getoond"
"""What stands for a total that would give hidden counts away."""

Cell = tuple[date, Phase, str]
"""The first day of a month, a phase, and a behaviour's key."""


@dataclass(frozen=True)
class RegisterRow:
    """One row. `month` is its first day; a total has no `phase` and no `behaviour`, that of the year no `month`."""

    school_year: str
    month: date | None
    phase: Phase | None
    behaviour: str
    count: str


@dataclass(frozen=True)
class _Month:
    """The counts of one month, noughts among them."""

    first: date
    cells: Mapping[tuple[Phase, str], int]

    @property
    def total(self) -> int:
        return sum(self.cells.values())

    @property
    def small(self) -> list[int]:
        """The counts that are hidden."""
        return [count for count in self.cells.values() if count < SMALLEST_CELL]

    @property
    def hidden(self) -> int:
        """What they add up to."""
        return sum(self.small)

    @property
    def most(self) -> int:
        """The most that they can add up to."""
        return (SMALLEST_CELL - 1) * len(self.small)

    @property
    def keeps_its_counts(self) -> bool:
        """Whether its total can be shown."""
        return self.total >= SMALLEST_CELL and in_doubt(self.small)

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most that they can be, for a reader who sees that the total is small, or not shown."""
        if self.total < SMALLEST_CELL:
            return 0, min(self.most, SMALLEST_CELL - 1)
        return max(SMALLEST_CELL - (self.total - self.hidden), 0), self.most


def check_begun(year: str, today: date) -> None:
    """Raise `Refused` while school year `year` has not begun; `KioskError` when it is not a school year."""
    if school_year_days(year)[0] > today:
        raise Refused(f"Het schooljaar {year} is nog niet begonnen.", "Kies een schooljaar dat al begonnen is.")


def register(year: str, counts: Mapping[Cell, int], behaviours: Sequence[str], today: date) -> tuple[RegisterRow, ...]:
    """The rows of school year `year` up to `today`, then the totals of its months, then that of the year.

    `behaviours` are the keys of the school's list; one that is counted and no longer on it comes after those. Raises
    `Refused` for a year that has not begun.
    """
    check_begun(year, today)
    first, last = school_year_days(year)
    keys = [*behaviours, *sorted({key for _, _, key in counts} - set(behaviours))]
    found = [
        _Month(month, {(phase, key): counts.get((month, phase, key), 0) for phase in Phase for key in keys})
        for month in months(first, min(last, today))
    ]
    rows = [
        RegisterRow(year, month.first, phase, key, _told(count, True))
        for month in found
        for (phase, key), count in month.cells.items()
    ]
    shown, year_is_shown = _what_is_shown(found)
    rows += [RegisterRow(year, month.first, None, "", _told(month.total, month.first in shown)) for month in found]
    total = sum(month.total for month in found)
    return (*rows, RegisterRow(year, None, None, "", _told(total, year_is_shown)))


def _told(count: int, shown: bool) -> str:
    if count < SMALLEST_CELL:
        return SMALL
    return str(count) if shown else TELLING


def _what_is_shown(found: Sequence[_Month]) -> tuple[set[date], bool]:
    """The months whose total is shown, and whether the year's is.

    Who takes the shown totals from the year's knows what the other months hold together. Where that would tell too
    much, the smallest other month is kept back as well: the year's total says more than a month's.
    """
    by_size = sorted(found, key=lambda month: (month.total, month.first))
    kept_back = [month for month in by_size if not month.keeps_its_counts]
    shown = [month for month in by_size if month.keeps_its_counts]
    while shown and not _year_can_be_shown(kept_back):
        kept_back.append(shown.pop(0))
    return {month.first for month in shown}, _year_can_be_shown(kept_back)


def _year_can_be_shown(kept_back: Sequence[_Month]) -> bool:
    ends, hidden = [month.bounds for month in kept_back], sum(month.hidden for month in kept_back)
    doubt = sum(least for least, _ in ends) < hidden < sum(most for _, most in ends)
    return not kept_back or (len(kept_back) > 1 and hidden >= SMALLEST_CELL and doubt)
