"""The calendar of DESIGN section 3: school days, working days and school years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.settings import Region, make_calendar

NOORD = make_calendar(Region.NOORD)
KNOWN_DAYS = st.dates(NOORD.known_from, NOORD.known_until)


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        (date(2026, 10, 9), date(2026, 10, 19)),  # autumn break
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 12, 18), date(2027, 1, 4)),  # Christmas break
        (date(2027, 3, 25), date(2027, 3, 30)),  # Good Friday and Easter
        (date(2027, 5, 4), date(2027, 5, 7)),  # 5 May, and Ascension Day on the 6th
        (date(2027, 7, 9), date(2027, 8, 23)),  # summer break
    ],
)
def test_the_next_school_day_in_noord_skips_weekends_and_holidays(day: date, next_day: date) -> None:
    assert NOORD.next_school_day(day) == next_day


@pytest.mark.parametrize(
    ("day", "five_on"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 12, 21), date(2026, 12, 29)),  # the Christmas break counts, Christmas does not
        (date(2027, 3, 22), date(2027, 3, 31)),  # Good Friday and Easter Monday
        (date(2027, 4, 22), date(2027, 4, 30)),  # King's Day
    ],
)
def test_five_working_days_on_skips_public_holidays_but_not_school_holidays(day: date, five_on: date) -> None:
    assert NOORD.add_working_days(day, 5) == five_on


@pytest.mark.parametrize("year", range(2026, 2031))
def test_good_friday_and_the_fifth_of_may_are_free_every_year(year: int) -> None:
    good_friday = {2026: (4, 3), 2027: (3, 26), 2028: (4, 14), 2029: (3, 30), 2030: (4, 19)}[year]
    for day in (date(year, 5, 5), date(year, *good_friday)):
        assert day in NOORD.public
        assert not NOORD.is_school_day(day)
        assert not NOORD.is_working_day(day)


def test_a_school_holiday_is_a_working_day_and_no_school_day() -> None:
    in_autumn_break = date(2026, 10, 14)
    assert NOORD.is_working_day(in_autumn_break)
    assert not NOORD.is_school_day(in_autumn_break)


@pytest.mark.parametrize(
    ("region", "back_after_summer", "back_after_autumn"),
    [
        (Region.NOORD, date(2027, 8, 23), date(2026, 10, 19)),
        (Region.MIDDEN, date(2027, 8, 30), date(2026, 10, 26)),
        (Region.ZUID, date(2027, 9, 6), date(2026, 10, 26)),
    ],
)
def test_each_region_has_its_own_holidays(region: Region, back_after_summer: date, back_after_autumn: date) -> None:
    calendar = make_calendar(region)
    assert calendar.next_school_day(date(2027, 8, 1)) == back_after_summer
    assert calendar.next_school_day(date(2026, 10, 24 if region is not Region.NOORD else 10)) == back_after_autumn
    assert calendar.public == NOORD.public


def test_a_closed_day_is_a_working_day_but_no_school_day() -> None:
    study_day = date(2026, 11, 24)
    calendar = make_calendar(Region.NOORD, closed=frozenset({study_day}))
    assert calendar.next_school_day(date(2026, 11, 23)) == date(2026, 11, 25)
    assert calendar.is_working_day(study_day)


@pytest.mark.parametrize(
    ("closed", "day", "next_day"),
    [
        (date(2026, 10, 19), date(2026, 10, 9), date(2026, 10, 20)),  # a study day after the autumn break
        (date(2027, 1, 4), date(2026, 12, 18), date(2027, 1, 5)),
        (date(2027, 5, 7), date(2027, 5, 4), date(2027, 5, 10)),  # the Friday after Ascension Day
        (date(2027, 8, 23), date(2027, 7, 9), date(2027, 8, 24)),
    ],
)
def test_a_study_day_at_the_edge_of_a_holiday_makes_it_longer_and_moves_no_objection(
    closed: date, day: date, next_day: date
) -> None:
    calendar = make_calendar(Region.NOORD, closed=frozenset({closed}))
    assert calendar.next_school_day(day) == next_day
    assert calendar.add_working_days(day, 5) == NOORD.add_working_days(day, 5)


def test_an_opened_day_is_a_school_day_in_a_holiday_in_a_weekend_and_when_also_closed() -> None:
    in_autumn_break, saturday, both = date(2026, 10, 12), date(2026, 11, 28), date(2026, 11, 24)
    opened = frozenset({in_autumn_break, saturday, both})
    calendar = make_calendar(Region.NOORD, closed=frozenset({both}), opened=opened)
    assert calendar.next_school_day(date(2026, 10, 9)) == in_autumn_break
    assert calendar.is_school_day(saturday)
    assert calendar.is_school_day(both)
    assert not calendar.is_working_day(saturday)


def test_holidays_are_known_from_august_2014_to_the_end_of_2029_2030() -> None:
    assert (NOORD.known_from, NOORD.known_until) == (date(2014, 8, 1), date(2030, 7, 31))
    assert NOORD.knows(date(2014, 8, 1))
    assert NOORD.knows(date(2030, 7, 31))
    assert not NOORD.knows(date(2014, 7, 31))
    assert not NOORD.knows(date(2030, 8, 1))


def test_the_last_known_school_year_ends_in_a_summer_break_that_is_still_known() -> None:
    assert NOORD.next_school_day(date(2030, 7, 19)) == date(2030, 9, 2)


def test_outside_the_known_years_an_ordinary_monday_is_a_school_day_and_christmas_is_not() -> None:
    assert NOORD.is_school_day(date(2035, 10, 15))
    assert not NOORD.is_school_day(date(2035, 12, 25))


def test_a_week_has_five_school_days_and_a_period_that_ends_before_it_begins_none() -> None:
    assert NOORD.school_days(date(2026, 11, 23), date(2026, 11, 29)) == 5
    assert NOORD.school_days(date(2026, 11, 23), date(2026, 11, 23)) == 1
    assert NOORD.school_days(date(2026, 11, 24), date(2026, 11, 23)) == 0


def test_school_days_since_a_day_do_not_count_the_day_itself() -> None:
    friday = date(2026, 10, 9)
    assert NOORD.school_days_since(friday, friday) == 0
    assert NOORD.school_days_since(friday, date(2026, 10, 18)) == 0
    assert NOORD.school_days_since(friday, date(2026, 10, 19)) == 1
    assert NOORD.school_days_since(date(2026, 10, 10), date(2026, 10, 20)) == 2
    assert NOORD.school_days_since(friday, date(2026, 10, 8)) == 0


def test_zero_days_on_is_the_day_itself_even_a_sunday() -> None:
    sunday = date(2026, 11, 22)
    assert NOORD.add_school_days(sunday, 0) == sunday
    assert NOORD.add_working_days(sunday, 0) == sunday


@given(KNOWN_DAYS)
def test_the_next_school_day_is_a_school_day_with_none_in_between(day: date) -> None:
    found = NOORD.next_school_day(day)
    assert found > day
    assert NOORD.is_school_day(found)
    assert NOORD.school_days_since(day, found) == 1


@given(KNOWN_DAYS, st.integers(1, 60))
def test_adding_school_days_one_by_one_or_at_once_is_the_same(day: date, days: int) -> None:
    assert NOORD.add_school_days(NOORD.add_school_days(day, days - 1), 1) == NOORD.add_school_days(day, days)
    assert NOORD.school_days_since(day, NOORD.add_school_days(day, days)) == days


@given(KNOWN_DAYS, st.integers(1, 30))
def test_working_days_on_are_never_later_than_school_days_on(day: date, days: int) -> None:
    found = NOORD.add_working_days(day, days)
    assert NOORD.is_working_day(found)
    assert found <= NOORD.add_school_days(day, days)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_no_date_at_all_makes_the_calendar_stumble(day: date) -> None:
    assert NOORD.next_school_day(day) > day
    assert NOORD.school_days_since(day, day) == 0
    assert NOORD.knows(day) == (NOORD.known_from <= day <= NOORD.known_until)


def test_past_the_last_date_there_is_one_sentence_instead_of_an_overflow() -> None:
    for add in (NOORD.add_school_days, NOORD.add_working_days):
        with pytest.raises(KioskError, match="Kies een eerdere datum"):
            add(date.max, 1)
    assert NOORD.school_days_since(date.max, date.max) == 0
    assert NOORD.school_days(date.max, date.max) == 1  # 31 December 9999 is a Friday


def test_a_calendar_without_holidays_still_rests_at_the_weekend() -> None:
    empty = Calendar(frozenset(), frozenset(), date(2026, 8, 1), date(2027, 7, 31))
    assert empty.next_school_day(date(2026, 11, 27)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
        (date(2027, 7, 31), "2026-2027"),
        (date(2027, 8, 1), "2027-2028"),
    ],
)
def test_a_school_year_runs_from_1_august_to_31_july(day: date, year: str) -> None:
    assert school_year(day) == year


@given(st.dates(date(1, 8, 1), date(9999, 7, 31)))
def test_every_day_lies_in_its_own_school_year(day: date) -> None:
    first, last = school_year_days(school_year(day))
    assert first <= day <= last
    assert last - first in (timedelta(364), timedelta(365))


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-2026", "2026-2028", "2026/2027", "0000-0001", "9999-10000", "²026-2027"]
)
def test_what_is_not_a_school_year_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(KioskError, match="2026-2027"):
        school_year_days(name)
