"""What waits for directie (par. 8, steps 4 to 6), from which day, and in which order."""

from dataclasses import replace

import pytest

from kiosk.rules.form import Form, Outcome
from kiosk.rules.ladder import LadderForm, Line, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line
from kiosk.rules.people import Pupil
from kiosk.rules.policy import StepKind
from kiosk.rules.waiting import Waiting, WaitingKind, in_order, marks_up_to, waiting_paper, waiting_steps
from tests.rules.builders import at, at_home, day, form_with, reminded, returned, school_calendar, school_policy

DAAN = Pupil(1, "Daan", "", "Vos", 6, 31, "De Egels")


def forms(count: int, *, voided: int = 0) -> list[LadderForm]:
    """Forms 1 to `count` on the days from 2 November on; number `voided` is void."""
    return [
        LadderForm(n, f"12326{n:05d}", "2026-2027", at(f"2026-11-{n + 1:02d} 09:00"), voided=n == voided)
        for n in range(1, count + 1)
    ]


def line_of(count: int, *taken: StepTaken, turns: tuple[Turn, ...] = (), voided: int = 0) -> Line:
    return line(forms(count, voided=voided), turns, taken, school_policy())


def paper(form: Form, today: str, left_on: str | None = None) -> Waiting | None:
    pupil = replace(DAAN, left_on=day(left_on)) if left_on else DAAN
    return waiting_paper(pupil, form, day(today), school_calendar(), 2)


def test_the_third_form_makes_a_talk_wait_since_the_day_it_was_issued() -> None:
    (one,) = waiting_steps(DAAN, line_of(3), day("2026-11-23"))

    assert (one.kind, one.nth, one.form_id, one.since) == (WaitingKind.STEP, 3, 3, day("2026-11-04"))


def test_a_step_that_was_taken_waits_no_more() -> None:
    taken = StepTaken(StepKind.PARENTS_TALK, at("2026-11-06 09:00"), form_id=3)

    assert waiting_steps(DAAN, line_of(3, taken), day("2026-11-23")) == []


def test_a_deviation_waits_without_a_form() -> None:
    turn = Turn(4, TurnKind.DEVIATION, at("2026-11-05 09:00"), StepKind.SUSPENSION_REVIEW)
    (one,) = waiting_steps(DAAN, line_of(1, turns=(turn,)), day("2026-11-23"))

    assert (one.nth, one.form_id, one.key) == (0, None, "1-1-0-4")


@pytest.mark.parametrize(("today", "shown"), [("2026-11-23", True), ("2027-07-31", True), ("2027-08-01", False)])
def test_a_step_without_ground_shows_until_the_school_year_is_over(today: str, shown: bool) -> None:
    taken = StepTaken(StepKind.PARENTS_TALK, at("2026-11-06 09:00"), form_id=3)
    found = waiting_steps(DAAN, line_of(3, taken, voided=3), day(today))

    assert [one.kind for one in found] == ([WaitingKind.GROUNDLESS] if shown else [])


@pytest.mark.parametrize(
    ("today", "kind", "since"),
    [
        ("2026-11-24", None, None),  # due
        ("2026-11-25", None, None),  # reminder 1 becomes possible
        ("2026-11-27", None, None),  # two school days later
        ("2026-11-30", WaitingKind.REMINDER, "2026-11-25"),
    ],
)
def test_a_reminder_is_left_lying_after_two_school_days(today: str, kind: WaitingKind | None, since: str) -> None:
    one = paper(at_home(), today)

    assert (one and one.kind, one and one.since) == (kind, day(since) if since else None)


def test_a_paper_reminded_twice_waits_from_the_school_day_after() -> None:
    form = at_home(reminded("2026-11-25 09:00"), reminded("2026-11-26 09:00"))
    assert paper(form, "2026-11-26") is None
    one = paper(form, "2026-11-27")

    assert one is not None
    assert (one.kind, one.since, one.reminders) == (WaitingKind.PAPER, day("2026-11-27"), 2)


def test_the_open_paper_of_a_leaver_waits_and_a_signed_one_does_not() -> None:
    one = paper(at_home(), "2026-11-24", left_on="2026-11-24")

    assert one is not None
    assert one.kind is WaitingKind.PAPER_OF_LEAVER
    assert paper(at_home(returned("2026-11-24 08:30", Outcome.SEEN)), "2026-11-24", left_on="2026-11-24") is None


def test_the_form_of_a_leaver_who_never_came_to_a_talk_waits_too() -> None:
    one = paper(form_with(), "2026-11-24", left_on="2026-11-24")

    assert one is not None
    assert (one.kind, one.since) == (WaitingKind.PAPER_OF_LEAVER, day("2026-11-24"))
    assert paper(form_with(), "2026-11-23", left_on="2026-11-24") is None


def test_the_list_goes_by_kind_then_by_how_long_it_waits() -> None:
    late = Waiting(WaitingKind.STEP, DAAN, day("2026-11-20"))
    early = Waiting(WaitingKind.STEP, DAAN, day("2026-11-19"))
    slip = Waiting(WaitingKind.PAPER, DAAN, day("2026-11-02"))

    assert in_order([slip, late, early]) == [early, late, slip]


def test_the_forms_behind_a_step_are_those_of_its_round_up_to_it() -> None:
    fresh = Turn(1, TurnKind.FRESH_START, at("2026-11-03 12:00"))
    the_line = line_of(6, turns=(fresh,), voided=4)

    assert [mark.form_id for mark in marks_up_to(the_line, 6)] == [3, 5, 6]
    assert marks_up_to(the_line, 4) == ()
