"""Done: what comes next, and until when the child works on here."""

from datetime import datetime, time

import pytest

from kiosk.rules.timetable import Timetable
from kiosk.screens.pupil.done import until_when

WEEK = Timetable((time(10, 15),), (time(14, 0),) * 5)


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-23T09:50", "Nu werk je hier rustig verder tot de pauze van 10.15 uur."),
        ("2026-11-23T13:00", "Nu werk je hier rustig verder tot 14.00 uur. Dan is de school uit."),
        ("2026-11-23T15:00", "Nu werk je hier rustig verder."),
    ],
)
def test_until_the_next_break_or_the_end_of_the_day(moment: str, sentence: str) -> None:
    assert until_when(WEEK, datetime.fromisoformat(moment)) == sentence


def test_a_school_without_a_timetable_promises_no_time() -> None:
    assert until_when(Timetable(), datetime(2026, 11, 23, 9)) == "Nu werk je hier rustig verder tot de pauze."
