"""A clock put back more than five minutes, or gone ahead more than a day, is doubted; a holiday is not."""

from datetime import datetime, timedelta

import pytest

from kiosk.rules.wrong_clock import ClockDoubt, clock_doubt

NOW = datetime(2026, 11, 23, 10, 0)
BEHIND, AHEAD = ClockDoubt.BEHIND, ClockDoubt.AHEAD


@pytest.mark.parametrize(
    ("newest", "doubt"),
    [
        (None, None),
        (NOW, None),
        (NOW + timedelta(minutes=5), None),
        (NOW + timedelta(minutes=5, seconds=1), BEHIND),
        (NOW + timedelta(days=3000), BEHIND),
        (NOW - timedelta(days=3), None),
        (NOW - timedelta(days=50), None),
        (NOW - timedelta(days=61), AHEAD),
    ],
)
def test_what_the_store_tells_of_the_clock(newest: datetime | None, doubt: ClockDoubt | None) -> None:
    assert clock_doubt(NOW, newest) is doubt


@pytest.mark.parametrize(
    ("slipped", "doubt"),
    [
        (timedelta(minutes=-5), None),
        (timedelta(minutes=-6), BEHIND),
        (timedelta(hours=23), None),
        (timedelta(hours=25), AHEAD),
    ],
)
def test_what_the_machine_counted_tells_of_the_clock(slipped: timedelta, doubt: ClockDoubt | None) -> None:
    assert clock_doubt(NOW, NOW, slipped) is doubt


def test_a_summer_holiday_of_six_weeks_is_no_doubt() -> None:
    last_day, first_day = datetime(2027, 7, 9, 15, 0), datetime(2027, 8, 23, 7, 30)
    assert clock_doubt(first_day, last_day) is None
