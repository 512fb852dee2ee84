"""A school year to look at: what each day is, how a day is turned, and where it stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.year_view import (
    WEEKDAY_COLUMNS,
    DayKind,
    column_of,
    day_in_column,
    days_of_month,
    kind_of,
    months_of,
    turned,
    unknown_words,
    year_beside,
)
from tests.rules.builders import day, school_calendar

THIS_YEAR = school_year_days("2026-2027")
DAYS = st.dates(*THIS_YEAR)


def after_turning(calendar: Calendar, *days: date) -> Calendar:
    own = turned(days, calendar)
    return replace(calendar, closed=own.closed, opened=own.opened)


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        ("2026-11-23", DayKind.SCHOOL),
        ("2026-11-06", DayKind.CLOSED),
        ("2026-10-12", DayKind.SCHOOL_HOLIDAY),
        ("2026-10-10", DayKind.WEEKEND),  # in the autumn break
        ("2026-12-25", DayKind.PUBLIC),  # in the Christmas break
        ("2026-12-26", DayKind.WEEKEND),  # a Saturday
    ],
)
def test_each_day_has_one_kind(on: str, kind: DayKind) -> None:
    assert kind_of(day(on), school_calendar()) is kind


def test_opened_is_a_day_that_would_be_free_and_no_ordinary_school_day() -> None:
    opened = frozenset(map(day, ("2026-11-06", "2026-10-12", "2026-11-28", "2026-11-23")))
    calendar = replace(school_calendar(), opened=opened)
    kinds = [kind_of(one, calendar) for one in sorted(opened)]
    assert kinds == [DayKind.OPENED, DayKind.OPENED, DayKind.SCHOOL, DayKind.OPENED]


@given(DAYS, st.frozensets(DAYS, max_size=5), st.frozensets(DAYS, max_size=5))
def test_turning_a_day_makes_it_what_it_was_not_and_touches_no_other(
    on: date, closed: frozenset[date], opened: frozenset[date]
) -> None:
    before = replace(school_calendar(), closed=closed | {on}, opened=opened)
    after = after_turning(before, on)
    first, last = THIS_YEAR
    others = [first + timedelta(n) for n in range((last - first).days + 1)]
    changed = [one for one in others if before.is_school_day(one) is not after.is_school_day(one)]
    assert changed == [on]
    assert after_turning(after, on).is_school_day(on) is before.is_school_day(on)


def test_a_week_that_is_turned_is_free_from_monday_to_friday_and_keeps_its_holidays() -> None:
    before = school_calendar()
    week = tuple(day("2027-04-19") + timedelta(n) for n in range(14))  # the second of them is the May break
    after = after_turning(before, *week)
    assert after.closed - before.closed == {day("2027-04-19") + timedelta(n) for n in range(5)}
    again = after_turning(after, *week)
    assert (again.closed, again.opened) == (before.closed, frozenset(one for one in week[7:] if one.weekday() < 5))


def test_a_weekend_is_turned_when_there_is_nothing_else() -> None:
    after = after_turning(school_calendar(), day("2026-11-28"), day("2026-11-29"))
    assert after.opened == {day("2026-11-28"), day("2026-11-29")}


def test_a_year_has_twelve_months_from_august_on() -> None:
    months = months_of("2026-2027")
    assert (months[0], months[4], months[5], months[-1]) == tuple(
        map(day, ("2026-08-01", "2026-12-01", "2027-01-01", "2027-07-01"))
    )
    assert sum(map(days_of_month, months)) == 365


@given(st.dates(date(2014, 8, 1), date(2040, 7, 31)))
def test_days_of_one_weekday_stand_in_columns_of_that_weekday(on: date) -> None:
    assert column_of(on) % 7 == on.weekday()
    assert 0 <= column_of(on) < WEEKDAY_COLUMNS
    assert day_in_column(on.replace(day=1), column_of(on)) == on


def test_a_column_that_a_month_does_not_have_is_its_first_or_last_day() -> None:
    august = day("2026-08-01")  # a Saturday
    assert (day_in_column(august, 0), day_in_column(august, 36)) == (august, day("2026-08-31"))


def test_the_year_beside_stops_where_nothing_is_known_any_more() -> None:
    calendar = school_calendar()
    assert year_beside("2026-2027", 1, calendar) == "2027-2028"
    assert year_beside("2026-2027", -1, calendar) == "2026-2027"
    assert year_beside("2032-2033", 1, calendar) == "2032-2033"


def test_only_a_year_whose_holidays_are_not_known_is_warned_of() -> None:
    calendar = school_calendar()
    assert unknown_words(school_year(day("2026-11-23")), calendar) == ""
    assert unknown_words("2027-2028", calendar).startswith("De schoolvakanties van 2027-2028 zijn nog niet bekend.")
    assert "kent de kiosk niet" in unknown_words("2013-2014", calendar)
