"""Until when a pupil works in the parallel class: the next break, or the end of the day (par. 8, step 1)."""

from datetime import date, datetime, time

import pytest

from kiosk.errors import Refused
from kiosk.rules.timetable import Timetable, read_breaks, read_end, timetable_words, week_of

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


def test_breaks_are_read_as_people_type_them_in_order_and_once() -> None:
    assert read_breaks("12.00 uur; 1015, 12:00") == (time(10, 15), time(12))
    assert read_breaks("  ") == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("pauze", "Deze tijd kan ik niet lezen. Typ bijvoorbeeld 10:15."),
        ("10:15 12:00", "Deze tijd kan ik niet lezen"),
        ("10:15,", "Deze tijd kan ik niet lezen"),
        ("morgen 10:15", "Deze tijd kan ik niet lezen"),
        ("10:75", "Deze tijd bestaat niet"),
        ("2:00", "Om 2.00 uur is er geen school. Typ een tijd van 7:00 tot en met 18:00."),
        ("8:00,9:00,10:00,11:00,12:00,13:00,14:00", "Dat zijn meer dan 6 pauzes"),
    ],
)
def test_what_is_no_time_at_school_is_refused_in_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_breaks(typed)


def test_a_week_has_five_ends_or_none() -> None:
    ends = [read_end(one) for one in ("14:00", "14:00", "12:30", "14:00", "14u15")]
    assert week_of(ends) == (time(14), time(14), time(12, 30), time(14), time(14, 15))
    assert week_of([read_end("")] * 5) == ()
    with pytest.raises(Refused, match="Vul alle vijf de dagen in"):
        week_of([*ends[:4], None])


def test_the_timetable_is_told_on_one_line() -> None:
    assert timetable_words(WEEK) == "Pauze 12.00 10.15   Uit (ma-vr) 14.00 14.00 12.00 14.00 14.00"
    assert timetable_words(Timetable()) == "Pauzes: nog niet ingevuld   Uit: nog niet ingevuld"
