"""Days, times and ranks as Dutch writes them."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.rules.dutch import clock_time, day_in_full_and_time, long_day, ordinal, short_day


def test_a_day_in_full_has_its_weekday_and_year() -> None:
    assert long_day(date(2026, 11, 24)) == "dinsdag 24 november 2026"
    assert long_day(date(2027, 3, 1)) == "maandag 1 maart 2027"


def test_a_moment_can_be_written_as_its_day() -> None:
    assert long_day(datetime(2026, 8, 31, 23, 59)) == "maandag 31 augustus 2026"


def test_a_day_in_a_list_is_short() -> None:
    assert short_day(date(2026, 11, 24)) == "di 24 nov"
    assert short_day(date(2027, 3, 6)) == "za 6 mrt"


def test_every_day_of_a_year_begins_with_its_own_weekday() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {long_day(day).split()[0] for day in days if day.weekday() == 4} == {"vrijdag"}
    assert len({long_day(day).split()[2] for day in days}) == 12
    assert all(long_day(day).startswith(short_day(day).split()[0]) for day in days)


def test_a_time_is_written_with_a_point_and_without_a_leading_zero() -> None:
    assert clock_time(datetime(2026, 11, 23, 8, 5)) == "8.05 uur"
    assert clock_time(datetime(2026, 11, 23, 14, 30)) == "14.30 uur"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "eerste"), (3, "derde"), (8, "achtste"), (12, "twaalfde"), (18, "achttiende"), (20, "twintigste")],
)
def test_ranks_up_to_twenty_are_written_in_letters(number: int, written: str) -> None:
    assert ordinal(number) == written


def test_ranks_above_twenty_are_written_in_digits() -> None:
    assert ordinal(21) == "21e"
    assert ordinal(101) == "101e"


def test_a_moment_that_may_be_long_ago_has_its_year_and_its_time() -> None:
    assert day_in_full_and_time(datetime(2026, 11, 23, 9, 5)) == "maandag 23 november 2026, 9.05 uur"
