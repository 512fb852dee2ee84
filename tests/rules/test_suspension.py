"""A suspension: its days by the calendar, what has to be done from day one, and how long parents can object."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from kiosk.rules.calendar import Calendar
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.suspension import (
    Duty,
    DutyDone,
    Suspension,
    conferences,
    is_open,
    next_task,
    objection_until,
    school_days,
    tasks,
)
from tests.rules.builders import HEAD, at, day, school_calendar
from tests.rules.road_builders import road
from tests.rules.suspension_builders import CALENDAR, PUPIL, TUESDAY, suspension

ONE_DAY = suspension()
TWO_DAYS = suspension(last_day=day("2026-11-25"))


def done(some: Suspension, *duties: Duty) -> Suspension:
    """The suspension with these tasks done on its first day."""
    return replace(some, done={duty: DutyDone(TUESDAY, at("2026-11-24 12:00"), HEAD) for duty in duties})


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-24", "2026-11-24", 1),
        ("2026-11-26", "2026-12-02", 5),
        ("2026-11-05", "2026-11-09", 2),  # a study day and a weekend between
        ("2026-12-17", "2027-01-05", 4),  # the Christmas holidays between
        ("2027-05-04", "2027-05-07", 2),  # 5 May and Ascension Day between
    ],
)
def test_each_school_day_at_home_is_one_and_no_other_day_is(first: str, last: str, days: int) -> None:
    assert school_days(suspension(day(first), day(last)), CALENDAR) == days


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        ("2026-11-23", "2026-11-30"),
        ("2026-12-21", "2026-12-29"),
        ("2027-03-22", "2027-03-31"),
        ("2027-04-22", "2027-04-30"),
    ],
)
def test_parents_can_object_for_five_working_days_of_the_decision(decided: str, until: str) -> None:
    made = suspension(decided_at=datetime.combine(day(decided), time(16, 0)))
    assert objection_until(made, CALENDAR) == day(until)


def test_the_term_is_the_setting_that_was_in_force_and_begins_at_the_decision() -> None:
    assert objection_until(replace(ONE_DAY, objection_days=3), CALENDAR) == day("2026-11-26")
    later = replace(ONE_DAY, first_day=day("2026-12-01"), last_day=day("2026-12-01"))
    assert objection_until(later, CALENDAR) == objection_until(ONE_DAY, CALENDAR)


def test_from_day_one_parents_board_and_attendance_officer_are_told_and_the_talk_is_on_the_way_back() -> None:
    assert [(one.duty, one.due_on) for one in tasks(ONE_DAY, CALENDAR)] == [
        (Duty.PARENTS_LETTER, TUESDAY),
        (Duty.BOARD, TUESDAY),
        (Duty.ATTENDANCE_OFFICER, TUESDAY),
        (Duty.RETURN_TALK, day("2026-11-25")),
    ]


def test_over_one_school_day_also_the_inspectorate() -> None:
    assert Duty.INSPECTORATE in [one.duty for one in tasks(TWO_DAYS, CALENDAR)]
    over_a_study_day = suspension(day("2026-11-05"), day("2026-11-06"))
    assert Duty.INSPECTORATE not in [one.duty for one in tasks(over_a_study_day, CALENDAR)]


def test_the_next_task_is_the_first_one_that_nobody_did() -> None:
    part = done(TWO_DAYS, Duty.PARENTS_LETTER, Duty.ATTENDANCE_OFFICER)
    task = next_task(part, CALENDAR)
    assert task is not None
    assert task.duty is Duty.BOARD
    assert [one.duty for one in tasks(part, CALENDAR) if one.done] == [Duty.PARENTS_LETTER, Duty.ATTENDANCE_OFFICER]
    assert next_task(done(TWO_DAYS, *Duty), CALENDAR) is None


@pytest.mark.parametrize(
    ("duties", "today", "still"),
    [
        (tuple(Duty), "2026-11-24", True),
        (tuple(Duty), "2026-11-25", False),
        ((Duty.PARENTS_LETTER,), "2027-02-01", True),
    ],
    ids=["at home", "back and all done", "never told the board"],
)
def test_it_is_open_while_the_child_is_at_home_or_something_is_not_done(
    duties: tuple[Duty, ...], today: str, still: bool
) -> None:
    assert is_open(done(ONE_DAY, *duties), CALENDAR, day(today)) is still


def test_withdrawn_it_asks_nothing_more() -> None:
    gone = replace(ONE_DAY, withdrawn_at=at("2026-11-23 15:00"), withdrawn_by=HEAD, withdrawn_why="Bezwaar gegrond.")
    assert next_task(gone, CALENDAR) is None
    assert not is_open(gone, CALENDAR, TUESDAY)


def test_the_conferences_are_the_pupils_own_and_not_void_the_newest_first() -> None:
    first = road(RoadKind.CONFERENCE, id=1, pupils=(PUPIL, 1), held_at=at("2026-10-01 10:00"))
    second = road(RoadKind.CONFERENCE, id=2, pupils=(9, PUPIL), held_at=at("2026-11-02 10:00"))
    of_others = road(RoadKind.CONFERENCE, id=3, pupils=(9,))
    void = road(RoadKind.CONFERENCE, id=4, pupils=(PUPIL,), voided_at=at("2026-11-03 10:00"))
    talk = road(RoadKind.GROUP_TALK, id=5, pupils=(PUPIL,))
    assert conferences([first, of_others, second, void, talk], PUPIL) == (second, first)


def test_a_day_the_school_opened_counts() -> None:
    saturday = day("2026-11-28")
    opened: Calendar = replace(school_calendar(), opened=frozenset({saturday}))
    assert school_days(suspension(day("2026-11-27"), day("2026-11-30")), opened) == 3


def test_of_days_still_far_away_the_parents_hear_while_they_can_object() -> None:
    later = replace(TWO_DAYS, first_day=day("2026-12-08"), last_day=day("2026-12-09"))
    due = {one.duty: one.due_on for one in tasks(later, CALENDAR)}
    assert due[Duty.PARENTS_LETTER] == TUESDAY
    assert due[Duty.BOARD] == due[Duty.INSPECTORATE] == day("2026-12-08")
