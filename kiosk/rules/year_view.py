"""A school year as people look at it: what each day is, and the day on another month's row."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiosk.rules.calendar import Calendar, school_year, school_year_days

_DAY = timedelta(days=1)
YEARS_AHEAD = 5
"""So many school years past the last one whose holidays are known can be filled in by hand."""
WEEKDAY_COLUMNS = 37
"""A month that begins on a Sunday and has 31 days reaches this far when its days stand under their weekdays."""


class DayKind(StrEnum):
    """What a day is at school."""

    SCHOOL = "school"
    WEEKEND = "weekend"
    SCHOOL_HOLIDAY = "school_holiday"
    PUBLIC = "public"
    CLOSED = "closed"
    OPENED = "opened"


DAY_KINDS = {
    DayKind.SCHOOL: ("·", "schooldag"),
    DayKind.WEEKEND: (" ", "weekend"),
    DayKind.SCHOOL_HOLIDAY: ("V", "vakantie"),
    DayKind.PUBLIC: ("F", "feestdag"),
    DayKind.CLOSED: ("S", "vrije dag"),
    DayKind.OPENED: ("O", "toch school"),
}
"""The sign of each, and what people call it."""


@dataclass(frozen=True)
class OwnDays:
    """The days that the school itself set: `closed` and `opened` (a day in both is open)."""

    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()


def kind_of(day: date, calendar: Calendar) -> DayKind:
    """What `day` is; an opened day only where there would be no school otherwise."""
    if day in calendar.opened and (_is_free_anyway(day, calendar) or day in calendar.closed):
        return DayKind.OPENED
    if calendar.is_school_day(day):
        return DayKind.SCHOOL
    if day.weekday() > 4:
        return DayKind.WEEKEND
    if day in calendar.public:
        return DayKind.PUBLIC
    return DayKind.SCHOOL_HOLIDAY if day in calendar.school else DayKind.CLOSED


def turned(days: tuple[date, ...], calendar: Calendar) -> OwnDays:
    """The school's own days once `days` are turned: all free when one of them is a school day, else all school.

    Of several days those at the weekend are left as they are, unless there are no others.
    """
    closed, opened = set(calendar.closed), set(calendar.opened)
    asked = [day for day in days if day.weekday() < 5] or list(days)
    if any(map(calendar.is_school_day, asked)):
        opened -= set(asked)
        closed |= {day for day in asked if not _is_free_anyway(day, calendar)}
    else:
        closed -= set(asked)
        opened |= {day for day in asked if _is_free_anyway(day, calendar)}
    return OwnDays(frozenset(closed), frozenset(opened))


def _is_free_anyway(day: date, calendar: Calendar) -> bool:
    """Whether there is no school on `day` if the school itself says nothing."""
    return day.weekday() > 4 or day in calendar.public or day in calendar.school


def months_of(school_year_name: str) -> tuple[date, ...]:
    """The first days of its twelve months, August first."""
    first, _ = school_year_days(school_year_name)
    return tuple(date(first.year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(8, 20))


def days_of_month(first: date) -> int:
    """How many days the month that begins on `first` has."""
    return monthrange(first.year, first.month)[1]


def column_of(day: date) -> int:
    """The column of `day` in its month's row, from 0: days of one weekday stand under each other."""
    return day.replace(day=1).weekday() + day.day - 1


def day_in_column(first: date, column: int) -> date:
    """The day in `column` of the month that begins on `first`; its first or last day where the row has none there."""
    return first + _DAY * min(max(column - first.weekday(), 0), days_of_month(first) - 1)


def year_beside(name: str, by: int, calendar: Calendar) -> str:
    """The school year that is `by` years after (before) school year `name`, as far as there are any to look at."""
    first = min(max(int(name[:4]) + by, calendar.known_from.year), calendar.known_until.year + YEARS_AHEAD)
    return school_year(date(first, 8, 1))


def unknown_words(name: str, calendar: Calendar) -> str:
    """What is said of a school year whose school holidays are not known; "" when they are."""
    if all(map(calendar.knows, school_year_days(name))):
        return ""
    return (
        f"De schoolvakanties van {name} zijn nog niet bekend. Vul ze zelf in, of installeer een nieuwere kiosk."
        if school_year_days(name)[0] > calendar.known_until
        else f"De schoolvakanties van {name} kent de kiosk niet."
    )
