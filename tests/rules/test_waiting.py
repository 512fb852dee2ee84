"""What waits for directie (par. 8, steps 4 to 6), from which day, and in which order."""

from dataclasses import replace

import pytest

from kiosk.rules.form import Fact, FactKind, Form, Outcome
from kiosk.rules.ladder import DueStep, LadderForm, Line, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line
from kiosk.rules.out_of_group import Proposal, ProposalKind
from kiosk.rules.people import Pupil
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import Road
from kiosk.rules.step_review import StepEvaluation
from kiosk.rules.waiting import (
    Waiting,
    WaitingKind,
    end_of_week,
    in_order,
    marks_up_to,
    waiting_agreement,
    waiting_evaluation,
    waiting_paper,
    waiting_proposal,
    waiting_road,
    waiting_steps,
    waiting_suspension,
)
from tests.rules import suspension_builders
from tests.rules.builders import (
    at,
    at_home,
    day,
    fact,
    form_with,
    life_until,
    reminded,
    returned,
    school_calendar,
    school_policy,
)

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

    assert in_order([slip, late, early], day("2026-11-23"), school_calendar()) == [early, late, slip]


def checked(outcome: Outcome, *after: Fact) -> Form:
    talked = (*life_until(FactKind.TALK), fact(FactKind.AGREEMENT_CHECKED, "2026-12-07 09:00", outcome=outcome))
    return form_with(*talked, *after)


def test_an_agreement_that_was_not_kept_waits_until_directie_wrote_about_it() -> None:
    one = waiting_agreement(DAAN, checked(Outcome.NOT_KEPT))
    followed = fact(FactKind.FOLLOWED_UP, "2026-12-08 09:00", note="nieuw plan")

    assert one is not None
    assert (one.kind, one.since, one.form_id) == (WaitingKind.AGREEMENT, day("2026-12-07"), 1)
    assert waiting_agreement(DAAN, checked(Outcome.NOT_KEPT, followed)) is None
    assert waiting_agreement(DAAN, checked(Outcome.PARTLY_KEPT)) is None
    assert waiting_agreement(DAAN, form_with()) is None


def evaluation(due_on: str, step_id: int = 1) -> Waiting:
    kind = StepKind.OFFICIAL_WARNING
    return waiting_evaluation(DAAN, StepEvaluation(step_id, 1, kind, at("2026-11-02 09:00"), "Besproken.", day(due_on)))


def test_what_comes_later_this_week_stands_below_what_is_due_by_its_day() -> None:
    today = day("2026-11-23")
    friday, wednesday, overdue = evaluation("2026-11-27"), evaluation("2026-11-25", 2), evaluation("2026-11-20", 3)
    gone = Waiting(WaitingKind.GROUNDLESS, DAAN, today)

    assert in_order([friday, gone, wednesday, overdue], today, school_calendar()) == [overdue, gone, wednesday, friday]
    assert [one.is_later(today, school_calendar()) for one in (friday, wednesday, overdue, gone)] == [
        True,
        True,
        False,
        False,
    ]


def test_a_suspension_whose_letter_is_due_on_the_next_school_day_stands_above_all() -> None:
    friday, calendar = day("2026-11-27"), school_calendar()
    decided = suspension_builders.suspension(day("2026-12-01"), decided_at=at("2026-11-27 09:00"))
    letter = waiting_suspension(DAAN, decided, calendar)
    at_home = replace(letter, due_on=day("2026-12-02"))
    step, look_back = Waiting(WaitingKind.STEP, DAAN, day("2026-11-02")), evaluation("2026-12-01")
    on_monday = evaluation("2026-11-30", 2)

    assert letter.due_on == on_monday.due_on == day("2026-11-30")
    assert in_order([look_back, on_monday, step, at_home, letter], friday, calendar) == [
        letter,
        step,
        on_monday,
        look_back,
        at_home,
    ]


@pytest.mark.parametrize("today", ["2026-11-23", "2026-11-27", "2026-11-29"])
def test_the_list_looks_ahead_to_the_end_of_the_week(today: str) -> None:
    assert end_of_week(day(today)) == day("2026-11-29")


def test_no_two_rows_have_the_same_key() -> None:
    rows = [
        Waiting(
            WaitingKind.STEP, DAAN, day("2026-11-20"), 3, DueStep(StepKind.PARENTS_TALK, at("2026-11-20 09:00"), 3)
        ),
        Waiting(WaitingKind.PAPER, DAAN, day("2026-11-20"), 3),
        evaluation("2026-11-27"),
        evaluation("2026-11-27", 2),
        waiting_proposal(DAAN, Proposal(ProposalKind.ONE_DAY, 1, at("2026-11-20 09:00"), (1,))),
        waiting_road(DAAN, made_road(1)),
        waiting_road(DAAN, made_road(2)),
    ]

    assert len({one.key for one in rows}) == len(rows)


def made_road(road_id: int) -> Road:
    return Road(
        RoadKind.REPAIR_PLAN,
        at("2026-11-09 15:00"),
        (1,),
        {},
        day("2026-11-27"),
        id=road_id,
        group_id=31,
        written_at=at("2026-11-09 16:00"),
        written_by=1,
    )


def test_the_forms_behind_a_step_are_those_of_its_round_up_to_it() -> None:
    fresh = Turn(1, TurnKind.FRESH_START, at("2026-11-03 12:00"))
    the_line = line_of(6, turns=(fresh,), voided=4)

    assert [mark.form_id for mark in marks_up_to(the_line, 6)] == [3, 5, 6]
    assert marks_up_to(the_line, 4) == ()
