"""The ladder of par. 8, steps 5 and 6, with the readings that the policy leaves open."""

from datetime import datetime, timedelta

import pytest

from kiosk.rules.calendar import school_year
from kiosk.rules.ladder import (
    STEP_LABELS,
    DueStep,
    LadderForm,
    Line,
    Mark,
    StepTaken,
    Turn,
    TurnKind,
    dots,
    outlook,
)
from kiosk.rules.ladder_walk import line, preview
from kiosk.rules.policy import Counting, Policy, Restart, StepKind
from tests.rules.builders import at, school_policy

TALK, WARNING, REVIEW = StepKind.PARENTS_TALK, StepKind.OFFICIAL_WARNING, StepKind.SUSPENSION_REVIEW
DEFAULT = school_policy()
AFTER_TALK = school_policy(restart=Restart.AFTER_TALK)
WHOLE_SCHOOL = school_policy(counting=Counting.WHOLE_SCHOOL)


def issued(n: int) -> datetime:
    """Form n is issued n weeks after Monday 31 August 2026, at ten."""
    return at("2026-08-31 10:00") + timedelta(weeks=n)


def form(n: int, *, when: datetime | None = None, number: str | None = None, voided: bool = False) -> LadderForm:
    moment = when or issued(n)
    return LadderForm(n, number or f"12326{n:04d}0", school_year(moment.date()), moment, voided)


def forms(count: int, *, voided: tuple[int, ...] = ()) -> list[LadderForm]:
    return [form(n, voided=n in voided) for n in range(1, count + 1)]


def taken(kind: StepKind, form_id: int, days_later: int = 2) -> StepTaken:
    """The step that form `form_id` set off, carried out so many days after it was issued."""
    return StepTaken(kind, issued(form_id) + timedelta(days=days_later), form_id=form_id)


def fresh_start(when: datetime) -> Turn:
    return Turn(1, TurnKind.FRESH_START, when)


def line_of(
    some: list[LadderForm],
    done: list[StepTaken] | None = None,
    turns: list[Turn] | None = None,
    policy: Policy = DEFAULT,
) -> Line:
    return line(some, turns or [], done or [], policy)


def set_off(found: Line) -> dict[int, StepKind]:
    return {mark.form_id: mark.sets_off for mark in found.marks if mark.sets_off}


def waiting(found: Line) -> list[tuple[StepKind, int | None]]:
    return [(step.kind, step.form_id) for step in found.open_steps]


@pytest.mark.parametrize("policy", [DEFAULT, WHOLE_SCHOOL], ids=["per school year", "whole school"])
@pytest.mark.parametrize(
    ("nth", "leads_to"),
    [
        (1, None),
        (2, None),
        (3, TALK),
        (4, None),
        (5, None),
        (6, WARNING),
        (7, REVIEW),
        (8, REVIEW),
        (9, REVIEW),
        (10, REVIEW),
        (11, REVIEW),
        (12, REVIEW),
    ],
)
def test_what_each_form_sets_off(nth: int, leads_to: StepKind | None, policy: Policy) -> None:
    mark = line_of(forms(nth), policy=policy).mark(nth)
    assert mark is not None
    assert (mark.nth, mark.sets_off) == (nth, leads_to)


@pytest.mark.parametrize("count", [0, 2, 3, 12])
def test_the_outlook_says_what_the_line_does_when_nothing_is_voided(count: int) -> None:
    assert outlook(DEFAULT, count) == tuple(mark.sets_off for mark in line_of(forms(count)).marks)


def test_a_suspension_is_only_ever_considered() -> None:
    assert STEP_LABELS == {
        TALK: "gesprek leerling-ouders-directie",
        WARNING: "officiële waarschuwing",
        REVIEW: "schorsing overwegen",
    }


def test_a_pupil_without_forms_has_an_empty_line() -> None:
    assert line_of([]) == Line()


def test_fourth_form_counts_on_while_the_parents_talk_is_still_due() -> None:
    found = line_of(forms(4))
    assert found.mark(4) == Mark(4, nth=4, position=1, size=3, step=WARNING, sets_off=None)
    assert waiting(found) == [(TALK, 3)]


def test_an_open_step_waits_until_directie_closes_it_and_names_the_form_that_set_it_off() -> None:
    assert waiting(line_of(forms(8))) == [(TALK, 3), (WARNING, 6), (REVIEW, 7), (REVIEW, 8)]
    done = [taken(WARNING, 6), taken(REVIEW, 8)]
    found = line_of(forms(8), done)
    assert waiting(found) == [(TALK, 3), (REVIEW, 7)]
    assert found.steps[1] == DueStep(WARNING, issued(6), form_id=6, taken=done[0])
    assert found.groundless == ()


def test_a_voided_form_has_no_mark_and_does_not_count() -> None:
    found = line_of(forms(4, voided=(2,)))
    assert found.mark(2) is None
    assert [mark.nth for mark in found.marks] == [1, 2, 3]
    assert set_off(found) == {4: TALK}


def test_a_void_before_the_talk_was_held_takes_the_talk_away() -> None:
    found = line_of(forms(3, voided=(3,)))
    assert (waiting(found), found.groundless) == ([], ())


def test_a_void_after_the_talk_was_held_leaves_it_standing_without_ground() -> None:
    held = taken(TALK, 3)
    for voided in (1, 2, 3):
        found = line_of(forms(3, voided=(voided,)), [held])
        assert found.groundless == (held,)
        assert found.steps == ()


def test_a_talk_without_ground_counts_for_the_form_that_becomes_the_third() -> None:
    held = taken(TALK, 3)
    found = line_of(forms(4, voided=(3,)), [held])
    assert found.steps == (DueStep(TALK, issued(4), form_id=4, taken=held),)
    assert found.groundless == ()


def test_voiding_an_early_form_moves_the_steps_on_and_keeps_what_was_carried_out() -> None:
    done = [taken(TALK, 3), taken(WARNING, 6), taken(REVIEW, 7)]
    found = line_of(forms(8, voided=(1,)), done)
    assert set_off(found) == {4: TALK, 7: WARNING, 8: REVIEW}
    assert waiting(found) == []
    assert found.groundless == ()


def test_voiding_the_eighth_form_does_not_close_the_look_that_is_still_due_for_the_seventh() -> None:
    looked = taken(REVIEW, 8)
    done = [taken(TALK, 3), taken(WARNING, 6), looked]
    found = line_of(forms(8, voided=(8,)), done)
    assert waiting(found) == [(REVIEW, 7)]
    assert found.groundless == (looked,)


def test_a_step_of_a_form_that_is_no_longer_this_pupils_stays_without_ground() -> None:
    held = taken(TALK, 3)
    assert line_of(forms(2), [held]).groundless == (held,)


def test_a_form_that_turns_out_to_be_this_pupils_and_older_moves_the_talk_to_another_form() -> None:
    older = form(9, when=issued(1) + timedelta(days=1))
    for policy in (DEFAULT, AFTER_TALK):
        found = line_of([*forms(3), older], [taken(TALK, 3)], policy=policy)
        assert set_off(found) == {2: TALK}
        assert (waiting(found), found.groundless) == ([], ())
        next_one = line_of([*forms(4), older], [taken(TALK, 3)], policy=policy).mark(4)
        assert next_one is not None
        assert next_one.step is WARNING


def test_forms_are_ordered_by_moment_of_issue_and_then_by_number() -> None:
    same = at("2026-10-05 10:00")
    late, first, second = form(1, when=issued(9)), form(3, when=same, number="b"), form(2, when=same, number="c")
    found = line_of([late, second, first])
    assert [mark.form_id for mark in found.marks] == [3, 2, 1]
    assert set_off(found) == {1: TALK}


def test_after_a_fresh_start_the_next_form_is_form_1_of_step_1_and_open_steps_stay_open() -> None:
    found = line_of(forms(7), turns=[fresh_start(issued(3) + timedelta(days=1))])
    assert found.mark(4) == Mark(4, nth=4, position=1, size=3, step=TALK, sets_off=None, round=2)
    assert set_off(found) == {3: TALK, 6: TALK}
    assert waiting(found) == [(TALK, 3), (TALK, 6)]


def test_a_form_of_the_very_moment_of_a_fresh_start_is_the_first_after_it() -> None:
    found = line_of(forms(3), turns=[fresh_start(issued(3))])
    assert [mark.position for mark in found.marks] == [1, 2, 1]
    assert [mark.nth for mark in found.marks] == [1, 2, 3]  # it stays the third of this school year


def test_a_talk_from_before_a_fresh_start_does_not_count_for_the_third_form_after_it() -> None:
    found = line_of(forms(6, voided=(3,)), [taken(TALK, 3)], [fresh_start(issued(3) + timedelta(days=3))])
    assert waiting(found) == [(TALK, 6)]
    assert found.groundless == (taken(TALK, 3),)


def test_a_deviation_makes_any_step_due_at_once_and_leaves_the_count_as_it_was() -> None:
    turn = Turn(5, TurnKind.DEVIATION, issued(1) + timedelta(hours=2), REVIEW)
    found = line_of(forms(2), turns=[turn])
    assert found.open_steps == (DueStep(REVIEW, turn.at, turn_id=5),)
    assert [mark.nth for mark in found.marks] == [1, 2]
    done = StepTaken(REVIEW, issued(2), turn_id=5)
    found = line_of(forms(2), [done], [turn])
    assert (found.open_steps, found.groundless) == ((), ())
    assert found.steps[0].taken == done


def test_a_step_carried_out_for_a_deviation_does_not_close_the_step_of_a_form() -> None:
    turn = Turn(5, TurnKind.DEVIATION, issued(1), TALK)
    found = line_of(forms(3), [StepTaken(TALK, issued(2), turn_id=5)], [turn])
    assert waiting(found) == [(TALK, 3)]


def test_a_new_school_year_begins_anew_and_keeps_what_is_still_open() -> None:
    some = [*forms(5), form(6, when=at("2027-08-23 10:00")), form(7, when=at("2027-08-24 10:00"))]
    found = line_of(some)
    assert found.mark(6) == Mark(6, nth=1, position=1, size=3, step=TALK, sets_off=None, round=2)
    assert waiting(found) == [(TALK, 3)]


def test_counted_over_the_whole_school_a_new_year_counts_on() -> None:
    some = [*forms(5), form(6, when=at("2027-08-23 10:00"))]
    found = line_of(some, policy=WHOLE_SCHOOL)
    assert found.mark(6) == Mark(6, nth=6, position=3, size=3, step=WARNING, sets_off=WARNING)


def test_with_restart_after_the_talk_forms_before_it_belong_to_the_old_round() -> None:
    held = taken(TALK, 3, days_later=17)  # in the week of form 5, which was issued before it
    found = line_of(forms(8), [held], policy=AFTER_TALK)
    assert found.mark(4) == Mark(4, nth=4, position=4, size=3, step=TALK, sets_off=None)
    assert found.mark(5) == Mark(5, nth=5, position=5, size=3, step=TALK, sets_off=None)
    assert found.mark(6) == Mark(6, nth=6, position=1, size=3, step=WARNING, sets_off=None)
    assert set_off(found) == {3: TALK, 8: WARNING}


def test_with_restart_after_the_talk_a_form_of_the_very_moment_of_the_talk_begins_the_new_round() -> None:
    mark = line_of(forms(4), [taken(TALK, 3, days_later=7)], policy=AFTER_TALK).mark(4)
    assert mark == Mark(4, nth=4, position=1, size=3, step=WARNING, sets_off=None)


def test_with_restart_after_the_talk_nothing_more_is_set_off_while_it_was_not_held() -> None:
    found = line_of(forms(9), policy=AFTER_TALK)
    assert set_off(found) == {3: TALK}
    assert waiting(found) == [(TALK, 3)]


def test_with_restart_after_the_talk_only_the_talk_is_waited_for() -> None:
    found = line_of(forms(8), [taken(TALK, 3)], policy=AFTER_TALK)
    assert set_off(found) == {3: TALK, 6: WARNING, 7: REVIEW, 8: REVIEW}


def test_with_restart_after_the_talk_a_void_keeps_the_talk_that_was_held() -> None:
    held = taken(TALK, 3, days_later=10)  # after form 4
    found = line_of(forms(5, voided=(2,)), [held], policy=AFTER_TALK)
    assert set_off(found) == {4: TALK}
    assert found.mark(5) == Mark(5, nth=4, position=1, size=3, step=WARNING, sets_off=None)
    assert waiting(found) == []


@pytest.mark.parametrize("policy", [DEFAULT, AFTER_TALK, WHOLE_SCHOOL])
@pytest.mark.parametrize("count", range(9))
def test_the_preview_says_what_the_form_does_once_it_is_issued(count: int, policy: Policy) -> None:
    done = [taken(TALK, 3)] if count >= 3 else []
    coming = form(count + 1)
    seen = preview(forms(count), [], done, policy, issued_at=coming.issued_at, school_year=coming.school_year)
    real = line_of([*forms(count), coming], done, policy=policy).mark(coming.id)
    assert real is not None
    assert (seen.nth, seen.position, seen.size, seen.step, seen.sets_off) == (
        real.nth,
        real.position,
        real.size,
        real.step,
        real.sets_off,
    )


def test_the_preview_stands_behind_a_form_of_the_same_moment() -> None:
    seen = preview(forms(2), [], [], DEFAULT, issued_at=issued(2), school_year="2026-2027")
    assert (seen.nth, seen.sets_off) == (3, TALK)


@pytest.mark.parametrize(
    ("position", "size", "coming", "drawn"),
    [
        (1, 3, False, "● ○ ○"),
        (2, 3, False, "● ● ○"),
        (3, 3, False, "● ● ●"),
        (2, 3, True, "● ◉ ○"),
        (3, 3, True, "● ● ◉"),
        (5, 3, True, "● ● ◉"),  # a form of the old round
        (1, 1, False, "●"),
        (1, 1, True, "◉"),
    ],
)
def test_a_step_is_drawn_in_dots(position: int, size: int, coming: bool, drawn: str) -> None:
    assert dots(Mark(1, position, position, size, TALK, None), coming=coming) == drawn
