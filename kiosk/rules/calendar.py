"""School days and working days: one calendar for deadlines, charts and suspensions."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.errors import KioskError

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are free. All sets hold dates.

    `public` are the public holidays (Good Friday and 5 May each year among them), `school` the region's school
    holidays, `closed` the school's own closed days (study days), `opened` days on which the school is open whatever
    else says no. School holidays are known in full from `known_from` up to and including `known_until`; outside it a
    Monday to Friday that is in none of the sets counts as a school day and `knows` is False, for a banner to say so.
    """

    public: frozenset[date]
    school: frozenset[date]
    known_from: date
    known_until: date
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def knows(self, day: date) -> bool:
        """Whether the holidays of `day` are known."""
        return self.known_from <= day <= self.known_until

    def is_school_day(self, day: date) -> bool:
        """Monday to Friday, no holiday, not closed; or opened by the school."""
        if day in self.opened:
            return True
        return day.weekday() < 5 and not (day in self.public or day in self.school or day in self.closed)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no public holiday; school holidays are working days."""
        return day.weekday() < 5 and day not in self.public

    def next_school_day(self, day: date) -> date:
        """The first school day after `day`."""
        return self.add_school_days(day, 1)

    def add_school_days(self, day: date, days: int) -> date:
        """The school day that is `days` (0 or more) school days after `day`; `day` itself when `days` is 0.

        Raises `KioskError` when that lies past the last day a computer's calendar has (the end of the year 9999).
        """
        while days > 0:
            day = _day_after(day)
            days -= self.is_school_day(day)
        return day

    def add_working_days(self, day: date, days: int) -> date:
        """The working day that is `days` (0 or more) working days after `day`; the term for an objection (par. 11).

        `day` itself when `days` is 0. Raises `KioskError` past the end of the year 9999.
        """
        while days > 0:
            day = _day_after(day)
            days -= self.is_working_day(day)
        return day

    def school_days(self, first: date, last: date) -> int:
        """How many school days from `first` up to and including `last`; 0 when `last` is before `first`."""
        return sum(self.is_school_day(first + n * _DAY) for n in range((last - first).days + 1))

    def school_days_since(self, day: date, today: date) -> int:
        """How many school days after `day` have begun by `today`: 0 on the day itself."""
        return self.school_days(day, today) - self.is_school_day(day) if today > day else 0


def _day_after(day: date) -> date:
    if day == date.max:
        raise KioskError("Verder dan het jaar 9999 kan de kiosk niet rekenen.", "Kies een eerdere datum.")
    return day + _DAY


def school_year(day: date) -> str:
    """The school year of `day`, from 1 August to 31 July: "2026-2027"."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first:04d}-{first + 1:04d}"


def school_year_days(name: str) -> tuple[date, date]:
    """The first and last day of school year `name` ("2026-2027"); `KioskError` when that is not a school year."""
    written = re.fullmatch(r"([0-9]{4})-([0-9]{4})", name)
    if written is None or int(written[1]) < 1 or int(written[2]) != int(written[1]) + 1:
        raise KioskError("Dit is geen schooljaar.", "Schrijf een schooljaar zo: 2026-2027.")
    return date(int(written[1]), 8, 1), date(int(written[2]), 7, 31)
