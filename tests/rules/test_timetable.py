"""Until when a pupil works in the parallel class: the next break, or the end of the day (par. 8, step 1)."""

from datetime import datetime, time

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


def test_a_school_that_did_not_say_has_neither() -> None:
    now = datetime.fromisoformat("2026-11-23T09:00")
    assert Timetable().next_break(now) is None
    assert Timetable().end(now) is None
    assert Timetable(breaks=(time(10, 15),)).next_break(now) == time(10, 15)
