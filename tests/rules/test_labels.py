"""Everything that code calls by a key has one name that people read."""

from kiosk.rules.form import CLOSE_OUTCOMES, KEPT_OUTCOMES, RETURN_OUTCOMES, HarmedPart, Outcome
from kiosk.rules.labels import ACTION_NAMES, HARMED_PARTS, INTIMACY, RETURN_CHOICES, ROLE_NAMES, STEP_NAMES
from kiosk.rules.own_list import OTHER
from kiosk.rules.permissions import Action, Role
from kiosk.rules.policy import StepKind
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.settings import default_policy


def test_no_step_outcome_or_role_goes_without_a_name() -> None:
    assert set(STEP_NAMES) == set(StepKind)
    assert set(OUTCOME_LABELS) == set(Outcome) == {*RETURN_OUTCOMES, *CLOSE_OUTCOMES, *KEPT_OUTCOMES}
    assert tuple(RETURN_CHOICES) == RETURN_OUTCOMES
    assert tuple(HARMED_PARTS) == tuple(HarmedPart)
    assert set(ROLE_NAMES) == set(Role) - {Role.PUPIL, Role.NOBODY}


def test_every_action_has_a_name_of_its_own_for_the_log() -> None:
    assert set(ACTION_NAMES) == set(Action)
    assert len(set(ACTION_NAMES.values())) == len(Action)
    assert all(len(name) <= 36 for name in ACTION_NAMES.values()), "one line of the log at 80 columns"


def test_no_name_says_that_a_suspension_comes_by_itself() -> None:
    assert STEP_NAMES[StepKind.SUSPENSION_REVIEW] == "schorsing overwegen"


def test_the_behaviours_with_a_sentence_of_their_own_are_in_the_policy() -> None:
    assert {INTIMACY, OTHER} <= {behaviour.key for behaviour in default_policy().behaviours}
