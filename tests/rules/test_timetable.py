"""Until when a pupil works in the parallel class: the next break, or the end of the day (par. 8, step 1)."""

from datetime import date, datetime, time

import pytest

from kiosk.rules.timetable import Timetable

WEEK = Timetable(
    breaks=(time(12, 0), time(10, 15)), ends=(time(14, 0), time(14, 0), time(12, 0), time(14, 0), time(14, 0))
)


@pytest.mark.parametrize(
    ("moment", "pause", "end"),
    [
        ("2026-11-23T09:00", time(10, 15), time(14, 0)),  # Monday
        ("2026-11-23T10:15", time(12, 0), time(14, 0)),
        ("2026-11-23T12:30", None, time(14, 0)),
        ("2026-11-23T14:00", None, None),
        ("2026-11-25T10:30", None, time(12, 0)),  # on Wednesday school ends at twelve: that is no break
        ("2026-11-28T09:00", None, None),  # Saturday
    ],
)
def test_the_next_break_or_the_end_of_the_day(moment: str, pause: time | None, end: time | None) -> None:
    now = datetime.fromisoformat(moment)
    assert WEEK.next_break(now) == pause
    assert WEEK.end(now) == end
    assert WEEK.ends_on(now.date()) == (None if moment.startswith("2026-11-28") else WEEK.ends[now.weekday()])
    assert WEEK.ends_on(now.date()) == (None if moment.startswith("2026-11-28") else WEEK.ends[now.weekday()])


def test_a_school_that_did_not_say_has_neither() -> None:
    now = datetime.fromisoformat("2026-11-23T09:00")
    assert Timetable().next_break(now) is None
    assert Timetable().end(now) is None
    assert Timetable(breaks=(time(10, 15),)).next_break(now) == time(10, 15)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2026-11-23", "15:15"),  # a Monday
        ("2026-11-25", "13:15"),  # a Wednesday
        ("2026-11-28", "18:00"),  # a Saturday
    ],
)
def test_a_day_is_over_an_hour_after_school_and_at_six_where_there_is_none(day: str, closes: str) -> None:
    table = Timetable(ends=(time(14, 15), time(14, 15), time(12, 15), time(14, 15), time(14, 15)))
    assert table.closes(date.fromisoformat(day)) == datetime.fromisoformat(f"{day} {closes}")
    assert Timetable().closes(date.fromisoformat(day)) == datetime.fromisoformat(f"{day} 18:00")


@pytest.mark.parametrize(
    ("before", "now", "ended"),
    [
        ("2026-11-23 17:59", "2026-11-23 18:00", True),
        ("2026-11-23 10:00", "2026-11-23 17:59", False),
        ("2026-11-23 18:00", "2026-11-23 18:01", False),  # who comes in later works on
        ("2026-11-23 23:59", "2026-11-24 00:00", True),  # until midnight
        ("2026-11-23 10:00", "2026-11-27 09:00", True),  # the machine slept
        ("2026-11-23 18:01", "2026-11-23 17:00", False),  # a clock that was put back
        ("2026-11-24 00:01", "2026-11-23 18:01", False),
    ],
)
def test_a_day_ends_when_it_is_over_and_at_midnight(before: str, now: str, ended: bool) -> None:
    assert Timetable().day_ended(datetime.fromisoformat(before), datetime.fromisoformat(now)) is ended
