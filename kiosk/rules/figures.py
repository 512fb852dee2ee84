"""What forms can be counted by, and how counts become figures.

F are the issued, non-voided forms by date of incident; D the school days of the period up to today; P the pupils
enrolled on the period's last day up to today. Where there is no D or no P, a figure is None, which people read as "-".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.timetable import Timetable


class By(StrEnum):
    """What forms are counted by or picked by; behind each the values it has.

    A form counts once in each: by its main behaviour, and by the home group and year group that the pupil had then.
    """

    SCHOOL_YEAR = "school_year"  # of the incident: "2026-2027"
    MONTH = "month"  # its first day: a month belongs to a year
    WEEKDAY = "weekday"  # 0 is Monday
    DAY_PART = "day_part"  # DayPart
    BEHAVIOUR = "behaviour"  # the policy's key
    PLACE = "place"  # the policy's key
    HOME_GROUP = "home_group"  # id, None for who had none
    YEAR_GROUP = "year_group"  # 1 to 8, None when unknown
    PHASE = "phase"  # Phase
    PUPIL = "pupil"  # id, None once retention has unlinked the pupil
    SLIP = "slip"  # SlipEnd (figures_way)
    TALK_MINUTES = "talk_minutes"  # whole minutes from incident to talk, None while there was no talk
    TALK_WAIT = "talk_wait"  # TalkWait (figures_way): the same, roughly
    KEPT = "kept"  # Kept (figures_way)


@dataclass(frozen=True)
class Where:
    """Which forms: those of incidents from `first` up to and including `last`.

    `only` are pairs of what a form must have, all of them: ((By.PLACE, "gym"), (By.HOME_GROUP, 3)). `groups` are the
    home groups that the reader may count (a teacher's own), None for all.
    """

    first: date
    last: date
    only: tuple[tuple[By, Any], ...] = ()
    groups: frozenset[int] | None = None

    def narrowed(self, by: By, value: Any) -> "Where":
        """These forms, of them only those with this value."""
        return replace(self, only=(*self.only, (by, value)))

    def until(self, today: date) -> date:
        """The period's last day, or today while it goes on; the day before `first` when it is still to come."""
        return max(min(self.last, today), self.first - _DAY)


def in_school_year(year: str) -> Where:
    """Every form of school year `year` ("2026-2027"); `KioskError` when that is not a school year."""
    return Where(*school_year_days(year))


class Phase(StrEnum):
    """The three phases (bouwen) of a Jenaplan school; a pupil without a year group is in none that is known."""

    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"
    UNKNOWN = "unknown"


def phase(year_group: int | None) -> Phase:
    """The phase of a year group: 1-2, 3-5 and 6-8, as the sample school combines its groups."""
    if year_group is None or not 1 <= year_group <= 8:
        return Phase.UNKNOWN
    return Phase.LOWER if year_group <= 2 else Phase.MIDDLE if year_group <= 5 else Phase.UPPER


@dataclass(frozen=True)
class Enrolled:
    """A pupil who is at school on some day, and where; without an id once retention has taken the name."""

    pupil_id: int | None
    group_id: int | None
    year_group: int | None

    def fits(self, where: Where) -> bool:
        """Whether the pupil is one of the groups or years that `where` picks; what else it picks says nothing of P."""
        if not where.only:
            return True
        own = {
            By.PUPIL: self.pupil_id,
            By.HOME_GROUP: self.group_id,
            By.YEAR_GROUP: self.year_group,
            By.PHASE: phase(self.year_group),
        }
        return all(own[by] == value for by, value in where.only if by in own)


class DayPart(StrEnum):
    """When on a day it happened."""

    BEFORE = "before"
    MORNING = "morning"
    BREAK = "break"
    AFTERNOON = "afternoon"
    AFTER = "after"


SCHOOL_BEGINS, NOON = time(8, 30), time(12)
BREAKS, END = (time(10, 15), time(12)), time(14)
"""An ordinary day, for a school whose timetable does not say."""
BREAK_LASTS = timedelta(minutes=30)


def day_part(day: date, at: time, timetable: Timetable, calendar: Calendar) -> DayPart:
    """The part of the day: breaks and the end as the timetable says, else those of an ordinary school day.

    A break lasts half an hour, coming back in included. What happens on a day without school happens after school.
    """
    if not calendar.is_school_day(day) or at >= (timetable.ends_on(day) or END):
        return DayPart.AFTER
    if at < SCHOOL_BEGINS:
        return DayPart.BEFORE
    minutes = _minutes(at)
    for begins in timetable.breaks or BREAKS:
        if _minutes(begins) <= minutes < _minutes(begins) + BREAK_LASTS // _MINUTE:
            return DayPart.BREAK
    return DayPart.MORNING if at < NOON else DayPart.AFTERNOON


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def average(forms: int, days: int) -> float | None:
    """F/D: forms a school day; None without school days."""
    return forms / days if days else None


def per_hundred(forms: int, pupils: int, days: int = 1) -> float | None:
    """F/P×100: forms for every 100 pupils; with D for `days`, a school day. None without pupils or without days."""
    return forms / pupils * 100 / days if pupils and days else None


def months(first: date, last: date) -> list[date]:
    """The first day of each month from `first` up to and including `last`."""
    found = []
    month = first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + 31 * _DAY).replace(day=1)
    return found


def same_month(month: date, first: date) -> date:
    """The same month in the school year that begins on `first`."""
    return month.replace(year=first.year + (month.month < first.month))


def days_of_months(calendar: Calendar, first: date, last: date) -> dict[date, int]:
    """The school days of each month, as far as they lie from `first` up to and including `last`."""
    return {
        month: calendar.school_days(max(month, first), min((month + 31 * _DAY).replace(day=1) - _DAY, last))
        for month in months(first, last)
    }


def days_of_weekdays(calendar: Calendar, first: date, last: date) -> dict[int, int]:
    """The school days on each weekday (0 is Monday) of the period; a weekend day only has those that were opened."""
    found = dict.fromkeys(range(7), 0)
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        found[day.weekday()] += calendar.is_school_day(day)
    return found


class Stair(StrEnum):
    """The steps of the triangle: how many forms a pupil got."""

    NONE = "0"
    FEW = "1-2"
    SOME = "3-5"
    MANY = "6+"


def stair(forms: int) -> Stair:
    """The step of a pupil with so many forms."""
    return Stair.NONE if forms < 1 else Stair.FEW if forms < 3 else Stair.SOME if forms < 6 else Stair.MANY


def triangle(enrolled: Iterable[int | None], forms: Mapping[int | None, int]) -> dict[Stair, int]:
    """How many of the `enrolled` pupils (ids) stand on each step, those without a form included; `forms` by pupil."""
    found = dict.fromkeys(Stair, 0)
    for pupil_id in enrolled:
        found[stair(forms.get(pupil_id, 0))] += 1
    return found


def same_school_day(year: str, today: date, calendar: Calendar) -> date:
    """Up to which day school year `year` is counted, to lie beside today's school year fairly.

    That is the day on which as many school days had begun; when no school is on today, also the free days after it.
    The year's last day when it had fewer, and on the last day of today's: a whole year lies beside a whole one.
    """
    (began, ends), (day, last) = school_year_days(school_year(today)), school_year_days(year)
    if today == ends:
        return last
    begun = calendar.school_days(began, today)
    wanted = begun + (not calendar.is_school_day(today))  # on a free day: up to the day before the next school day
    while day <= last:
        wanted -= calendar.is_school_day(day)
        if not wanted:
            return day if calendar.is_school_day(today) else day - _DAY
        day += _DAY
    return last
