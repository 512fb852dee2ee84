"""What a void, another pupil or another ladder does to a line, told before it happens: who gains, who loses, and which
step.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.calendar import school_year
from kiosk.rules.ladder import LadderForm, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_change import Change, if_comes, if_gone, if_ladder, if_void, in_sentences
from kiosk.rules.ladder_walk import line
from kiosk.rules.policy import Counting, Policy, Restart, StepKind
from tests.rules.builders import at, school_policy
from tests.rules.test_line_properties import any_lines

TALK, WARNING, REVIEW = StepKind.PARENTS_TALK, StepKind.OFFICIAL_WARNING, StepKind.SUSPENSION_REVIEW
POLICY = school_policy()
YEAR = "2026-2027"


def issued(n: int) -> datetime:
    """Form n is issued n weeks after Monday 31 August 2026, at ten."""
    return at("2026-08-31 10:00") + timedelta(weeks=n)


def form(n: int, *, when: datetime | None = None, voided: bool = False) -> LadderForm:
    moment = when or issued(n)
    return LadderForm(n, f"12326{n:04d}0", school_year(moment.date()), moment, voided)


def forms(count: int, *, voided: tuple[int, ...] = ()) -> list[LadderForm]:
    return [form(n, voided=n in voided) for n in range(1, count + 1)]


def taken(kind: StepKind, form_id: int) -> StepTaken:
    return StepTaken(kind, issued(form_id) + timedelta(days=2), form_id=form_id)


Goes = Callable[[Sequence[LadderForm], Sequence[Turn], Sequence[StepTaken], Policy, int], Change]
both_ways = pytest.mark.parametrize("goes", [if_void, if_gone])
"""Made void, or another pupil's after all: the line that the form leaves changes in the same way."""


@both_ways
def test_the_only_form_that_goes_leaves_none(goes: Goes) -> None:
    assert goes(forms(1), [], [], POLICY, 1) == Change(1, 0, YEAR)


@both_ways
def test_without_its_third_form_the_talk_with_parents_that_waited_lapses(goes: Goes) -> None:
    assert goes(forms(3), [], [], POLICY, 3) == Change(3, 2, YEAR, lapses=(TALK,))
    assert goes(forms(3), [], [], POLICY, 1) == Change(3, 2, YEAR, lapses=(TALK,))


@both_ways
def test_a_fourth_form_takes_the_place_of_a_third_that_goes(goes: Goes) -> None:
    assert goes(forms(4), [], [], POLICY, 3) == Change(4, 3, YEAR)
    assert goes(forms(4), [], [taken(TALK, 3)], POLICY, 2) == Change(4, 3, YEAR)


@both_ways
def test_a_talk_that_was_held_stays_and_loses_its_ground(goes: Goes) -> None:
    assert goes(forms(3), [], [taken(TALK, 3)], POLICY, 3) == Change(3, 2, YEAR, groundless=(TALK,))


@both_ways
def test_a_sixth_form_that_goes_takes_the_open_warning_along_and_leaves_the_talk(goes: Goes) -> None:
    assert goes(forms(6), [], [taken(TALK, 3)], POLICY, 6) == Change(6, 5, YEAR, lapses=(WARNING,))


@both_ways
def test_only_forms_of_the_same_school_year_are_counted_unless_the_whole_school_counts(goes: Goes) -> None:
    some = [*forms(2), form(3, when=at("2027-08-24 10:00"))]
    assert goes(some, [], [], POLICY, 3) == Change(1, 0, "2027-2028")
    assert goes(some, [], [], school_policy(Counting.WHOLE_SCHOOL), 3) == Change(3, 2, lapses=(TALK,))


@both_ways
def test_a_deviation_does_not_hang_on_the_form_that_goes(goes: Goes) -> None:
    turn = Turn(5, TurnKind.DEVIATION, issued(1), REVIEW)
    assert goes(forms(1), [turn], [], POLICY, 1) == Change(1, 0, YEAR)


def test_a_form_that_is_void_already_changes_nothing() -> None:
    assert if_void(forms(3, voided=(3,)), [], [], POLICY, 3) == Change(2, 2, YEAR)


def test_a_form_that_comes_counts_from_its_own_moment() -> None:
    assert if_comes([], [], [], POLICY, form(1)) == Change(0, 1, YEAR)
    assert if_comes(forms(2), [], [], POLICY, form(9)) == Change(2, 3, YEAR, opens=(TALK,))
    earlier = form(9, when=issued(0))
    assert if_comes(forms(2), [], [], POLICY, earlier) == Change(2, 3, YEAR, opens=(TALK,))


def test_a_form_that_comes_in_front_leaves_the_talk_that_was_held_as_it_is() -> None:
    assert if_comes(forms(3), [], [taken(TALK, 3)], POLICY, form(9, when=issued(0))) == Change(3, 4, YEAR)


def test_a_step_without_ground_stands_on_the_form_that_comes() -> None:
    some = forms(3, voided=(3,))
    assert if_comes(some, [], [taken(TALK, 3)], POLICY, form(9)) == Change(2, 3, YEAR, grounded=(TALK,))


@given(any_lines())
def test_what_is_told_before_a_void_is_what_the_line_is_after_it(
    some: tuple[list[LadderForm], list[Turn], list[StepTaken], Policy],
) -> None:
    some_forms, turns, done, policy = some
    for one in some_forms:
        told = if_void(some_forms, turns, done, policy, one.id)
        before = line(some_forms, turns, done, policy)
        after = line([replace(f, voided=f.voided or f.id == one.id) for f in some_forms], turns, done, policy)
        gained, lost = len(told.opens) + len(told.grounded), len(told.lapses) + len(told.groundless)
        if before == after:
            assert (told.before - told.after, gained, lost) == (0, 0, 0)
        assert told.before - told.after == (not one.voided)
        assert len(told.groundless) - len(told.grounded) == len(after.groundless) - len(before.groundless)


# -- as a person reads it --------------------------------------------------------------------------------------------


def test_a_change_of_the_count_alone_says_that_no_step_changes() -> None:
    assert in_sentences(Change(2, 1, YEAR), "Daan", YEAR) == [
        "Daan heeft dan 1 formulier dit schooljaar. Nu: 2.",
        "Aan de stappen verandert niets.",
    ]


def test_every_step_that_opens_lapses_or_loses_its_ground_is_named() -> None:
    change = Change(3, 2, YEAR, opens=(WARNING,), lapses=(TALK,), groundless=(REVIEW,), grounded=(TALK,))
    assert in_sentences(change, "[/x]", YEAR) == [
        "[/x] heeft dan 2 formulieren dit schooljaar. Nu: 3.",
        "Deze stap gaat open: officiële waarschuwing.",
        "Deze stap vervalt: gesprek leerling-ouders-directie.",
        "Deze stap is al gezet en blijft staan, als 'grondslag vervallen': schorsing overwegen.",
        "Deze stap is al gezet en hoort dan weer bij een formulier: gesprek leerling-ouders-directie.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(1, 0, YEAR), "geen formulier dit schooljaar. Nu: 1."),
        (Change(1, 0, "2025-2026"), "geen formulier in schooljaar 2025-2026. Nu: 1."),
        (Change(4, 3), "3 formulieren tot nu toe. Nu: 4."),
    ],
)
def test_the_period_in_which_is_counted_is_said(change: Change, said: str) -> None:
    assert in_sentences(change, "Daan", YEAR)[0] == f"Daan heeft dan {said}"


# -- another ladder --------------------------------------------------------------------------------------------------


def ladder(*numbers: int, counting: Counting = Counting.SCHOOL_YEAR, restart: Restart = Restart.AT_STEP) -> Policy:
    """The three steps of par. 8, each after another number of forms."""
    policy = school_policy(counting, restart)
    steps = tuple(replace(step, forms=forms) for step, forms in zip(policy.steps, numbers, strict=True))
    return replace(policy, steps=steps)


def test_the_same_ladder_changes_nothing() -> None:
    change = if_ladder(forms(7), [], [taken(TALK, 3)], POLICY, ladder(3, 3, 1), YEAR)
    assert change == Change(7, 7, YEAR)
    assert not change.touches_steps


def test_a_shorter_step_opens_what_was_not_yet_due() -> None:
    assert if_ladder(forms(2), [], [], POLICY, ladder(2, 3, 1), YEAR) == Change(2, 2, YEAR, opens=(TALK,))
    assert if_ladder(forms(5), [], [taken(TALK, 3)], POLICY, ladder(3, 2, 1), YEAR).opens == (WARNING,)


def test_a_longer_step_lets_an_open_one_lapse() -> None:
    assert if_ladder(forms(3), [], [], POLICY, ladder(4, 3, 1), YEAR) == Change(3, 3, YEAR, lapses=(TALK,))


def test_a_talk_that_was_held_stands_for_the_earlier_form_that_calls_for_it_now() -> None:
    assert not if_ladder(forms(3), [], [taken(TALK, 3)], POLICY, ladder(2, 3, 1), YEAR).touches_steps


def test_a_talk_that_was_held_too_early_for_the_new_ladder_stands_without_its_ground_and_finds_it_again() -> None:
    held = [taken(TALK, 3)]
    assert if_ladder(forms(3), [], held, POLICY, ladder(4, 3, 1), YEAR) == Change(3, 3, YEAR, groundless=(TALK,))
    assert if_ladder(forms(3), [], held, ladder(4, 3, 1), POLICY, YEAR) == Change(3, 3, YEAR, grounded=(TALK,))
    assert not if_ladder(forms(4), [], held, POLICY, ladder(4, 3, 1), YEAR).touches_steps


def test_counting_the_whole_school_adds_the_years_and_counting_by_year_takes_them_apart() -> None:
    some = [*forms(2), form(3, when=at("2027-08-24 10:00"))]
    whole = ladder(3, 3, 1, counting=Counting.WHOLE_SCHOOL)
    assert if_ladder(some, [], [], POLICY, whole, "2027-2028") == Change(1, 3, opens=(TALK,))
    assert if_ladder(some, [], [], whole, POLICY, "2027-2028") == Change(3, 1, "2027-2028", lapses=(TALK,))


def test_counting_on_after_the_talk_only_takes_the_forms_between_out_of_the_next_step() -> None:
    late = StepTaken(TALK, issued(5) + timedelta(days=1), form_id=3)
    change = if_ladder(forms(6), [], [late], POLICY, ladder(3, 3, 1, restart=Restart.AFTER_TALK), YEAR)
    assert change == Change(6, 6, YEAR, lapses=(WARNING,))


def test_a_step_that_opens_for_forms_of_an_earlier_school_year_is_told_apart() -> None:
    some = [*forms(2), form(3, when=at("2027-08-24 10:00")), form(4, when=at("2027-08-25 10:00"))]
    change = if_ladder(some, [], [], POLICY, ladder(2, 3, 1), "2027-2028")
    assert (change.opens, change.opens_of_earlier_years) == ((TALK, TALK), 1)
    assert if_ladder(forms(2), [], [], POLICY, ladder(2, 3, 1), YEAR).opens_of_earlier_years == 0


@given(any_lines(), st.tuples(*[st.integers(1, 4)] * 3), st.sampled_from(Counting), st.sampled_from(Restart))
def test_every_step_that_was_taken_stands_under_any_ladder(
    some: tuple[list[LadderForm], list[Turn], list[StepTaken], Policy],
    numbers: tuple[int, int, int],
    counting: Counting,
    restart: Restart,
) -> None:
    some_forms, turns, done, policy = some
    new = ladder(*numbers, counting=counting, restart=restart)
    told = if_ladder(some_forms, turns, done, policy, new, YEAR)
    before, after = line(some_forms, turns, done, policy), line(some_forms, turns, done, new)
    for one in (before, after):
        assert sorted(map(repr, done)) == sorted(map(repr, [*(s.taken for s in one.steps if s.taken), *one.groundless]))
    assert len(after.groundless) - len(before.groundless) == len(told.groundless) - len(told.grounded)
    assert told.opens_of_earlier_years <= len(told.opens)
    if before.open_steps == after.open_steps and before.groundless == after.groundless:
        assert not told.touches_steps
