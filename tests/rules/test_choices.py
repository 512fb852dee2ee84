"""What can be chosen for a form: as much as the rules allow, and no more."""

import pytest

from kiosk.rules import choices
from kiosk.rules.form import RETURN_OUTCOMES, Fact, FactKind, Form, Outcome
from kiosk.rules.form_order import check_next
from kiosk.rules.slip import Slip, SlipStep
from tests.rules.builders import at, at_home, fact, form_with, life_until, returned

NOW = at("2026-11-25 09:00")
VOIDED = fact(FactKind.VOIDED, "2026-11-25 08:00", note="verkeerde leerling")


def test_a_paper_at_home_can_come_back_in_four_ways() -> None:
    assert choices.possible_returns(at_home(), NOW) == RETURN_OUTCOMES


def test_after_a_signature_only_a_second_households_signature_is_offered() -> None:
    signed = at_home(returned("2026-11-24 08:30", Outcome.SEEN))
    assert choices.possible_returns(signed, NOW) == (Outcome.SEEN, Outcome.AGREED)


@pytest.mark.parametrize("kind", [FactKind.HANDED_IN, FactKind.TALK, FactKind.PRINTED, FactKind.FILED])
def test_a_paper_that_is_not_out_does_not_come_back(kind: FactKind) -> None:
    assert choices.possible_returns(form_with(*life_until(kind)), NOW) == ()


def test_a_paper_that_directie_closed_before_it_went_home_does_not_come_back() -> None:
    closed = fact(FactKind.CLOSED, "2026-11-24 09:00", note="verhuisd", outcome=Outcome.WITHOUT_SIGNATURE)
    assert choices.possible_returns(form_with(*life_until(FactKind.PRINTED), closed), NOW) == ()


@pytest.mark.parametrize("form", [at_home(), at_home(returned("2026-11-24 08:30", Outcome.AGREED))])
def test_every_offered_return_is_one_that_the_rules_take(form: Form) -> None:
    for outcome in choices.possible_returns(form, NOW):
        check_next(form, Fact(FactKind.RETURNED, NOW, outcome=outcome), NOW)


def test_directie_at_once_is_offered_after_a_refusal_and_only_once() -> None:
    refused = returned("2026-11-24 08:30", Outcome.REFUSED)
    brought = fact(FactKind.ESCALATED, "2026-11-24 09:00", note="boos")
    assert not choices.may_escalate(at_home(), NOW)
    assert choices.may_escalate(at_home(refused), NOW)
    assert not choices.may_escalate(at_home(refused, brought), NOW)


def test_a_reminder_is_offered_when_the_paper_waits_for_one() -> None:
    assert [step for step in SlipStep if choices.may_remind(Slip(step))] == [SlipStep.TO_REMIND]


def test_parents_are_to_be_told_from_the_talk_until_somebody_did() -> None:
    assert not choices.parents_to_tell(form_with(*life_until(FactKind.HANDED_IN)))
    assert choices.parents_to_tell(form_with(*life_until(FactKind.TALK)))
    assert choices.parents_to_tell(at_home())
    told = fact(FactKind.PARENTS_INFORMED, "2026-11-23 15:00", note="gebeld")
    assert not choices.parents_to_tell(at_home(told))
    assert not choices.parents_to_tell(form_with(*life_until(FactKind.TALK), VOIDED))


def test_on_an_earlier_day_the_paper_came_back_only_if_it_was_away() -> None:
    assert choices.possible_returns(at_home(), NOW, at("2026-11-24 12:00")) == RETURN_OUTCOMES
    assert choices.possible_returns(at_home(), NOW, at("2026-11-20 12:00")) == ()


def test_a_talk_is_added_to_once_it_was_held_and_anything_but_a_void_form_is_corrected() -> None:
    talked, closed_early = form_with(*life_until(FactKind.TALK)), form_with(*life_until(FactKind.HANDED_IN))
    assert choices.may_add_to_talk(talked)
    assert not choices.may_add_to_talk(closed_early)
    assert not choices.may_add_to_talk(form_with(*life_until(FactKind.TALK), VOIDED))
    assert choices.may_correct(form_with())
    assert choices.may_correct(form_with(*life_until(FactKind.FILED)))
    assert not choices.may_correct(form_with(VOIDED))


@pytest.mark.parametrize(
    ("last", "offered"),
    [
        (None, {"waits_for_words", "may_void"}),
        (FactKind.FIRST_WORD, {"waits_for_words", "may_void"}),
        (FactKind.HANDED_IN, {"may_give_back", "may_void"}),
        (FactKind.TALK, {"may_void"}),
        (FactKind.PRINTED, {"paper_is_out", "may_void"}),
        (FactKind.TAKEN_HOME, {"paper_is_out", "may_void"}),
        (FactKind.RETURNED, {"paper_is_out", "may_void"}),
        (FactKind.FILED, {"may_void"}),
    ],
)
def test_each_key_means_something_in_its_own_stages(last: FactKind | None, offered: set[str]) -> None:
    form = form_with(*(life_until(last) if last else ()))
    keys = (choices.waits_for_words, choices.may_give_back, choices.paper_is_out, choices.may_void)
    assert {may.__name__ for may in keys if may(form)} == offered


def test_nothing_is_offered_for_a_void_form() -> None:
    void = form_with(*life_until(FactKind.TAKEN_HOME), VOIDED)
    keys = (choices.waits_for_words, choices.may_give_back, choices.paper_is_out, choices.may_void)
    assert not any(may(void) for may in keys)
    assert choices.possible_returns(void, NOW) == ()


def test_the_pupil_can_be_corrected_until_the_first_word() -> None:
    assert choices.may_change_pupil(form_with())
    assert not choices.may_change_pupil(form_with(*life_until(FactKind.FIRST_WORD)))
    assert not choices.may_change_pupil(form_with(*life_until(FactKind.HANDED_IN)))
    assert not choices.may_change_pupil(form_with(VOIDED))
