"""Every verb tried by every role: refused unless the table of `rules.permissions` lets it, and then nothing is left."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from kiosk.db.tables import LogRow
from kiosk.errors import Refused
from kiosk.rules.issue import IssueRequest
from kiosk.rules.permissions import TABLE, Action, Actor, Role, Scope
from tests.db.deeds import OTHER_DEEDS, PREPARED_DEEDS, write_road
from tests.db.form_deeds import DEEDS_ON_A_FORM, form_that_is
from tests.db.school import SampleSchool, everything_stored, log_rows, row_count

NOT_TRIED = {
    *("answers.save_answer", "answers.hand_in", "answers.open_with_code"),  # with the code of one form
    *("logins.finish_login", "logins.fail_login", "logins.fail_once_code", "logins.take_new_pin"),  # nobody is in yet
    "logbook.open_log",  # of two actions, by who asks: see test_logbook
    "enrolment.apply_roll",  # the command line, as those below
    *("backups.make_backup", "backups.copy_backup", "restore.record_restore"),
}
OWN_IS_ENOUGH = {"chosen_printer.choose_printer", "roads.write_road", "forms.issue_form"}
"""What a role does that reaches its own only: the printer is everybody's, what one writes or issues is one's own."""


@dataclass
class OneRole(SampleSchool):
    """The sample school in which everybody who acts has this one role, and no form or group of their own."""

    role: Role = Role.TEACHER

    def actor(self, key: str) -> Actor:
        known = super().actor("M14" if key != "M10" else key)
        return Actor(known.name, frozenset({self.role}), known.staff_id)

    def request(self, **other: Any) -> IssueRequest:
        head = SampleSchool(self.store, self.clock, self.home).head
        return super().request(consulted_id=head.staff_id, **other)


Try = tuple[Action, Callable[[SampleSchool], Any], Callable[[SampleSchool, Any], object]]


def with_three_forms(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue()
    write_road(school)


def tries() -> dict[str, Try]:
    """By verb: its action, what has to be before, and the deed."""
    found: dict[str, Try] = {}
    for verb, (action, reached, on_form) in DEEDS_ON_A_FORM.items():
        found[verb] = Action(action), partial(form_that_is, reached=reached), on_form
    for verb, (action, _, deed) in OTHER_DEEDS.items():
        found[verb] = Action(action), with_three_forms, partial(_alone, deed)
    for verb, (action, _, prepare, prepared) in PREPARED_DEEDS.items():
        found[verb] = Action(action), prepare, prepared
    return {verb: one for verb, one in found.items() if verb not in NOT_TRIED}


def _alone(deed: Callable[[SampleSchool], object], school: SampleSchool, _nothing: None) -> object:
    return deed(school)


TRIES = tries()


@pytest.mark.parametrize("verb", TRIES)
def test_a_verb_is_refused_to_every_role_that_the_table_does_not_let(school: SampleSchool, verb: str) -> None:
    action, prepare, deed = TRIES[verb]
    prepared = prepare(school)
    before, rows = everything_stored(), row_count(LogRow)
    needed = {Scope.OWN, Scope.ALL} if verb in OWN_IS_ENOUGH else {Scope.ALL}
    refused = [role for role in Role if not TABLE[action].get(role, frozenset()) & needed]
    assert Role.NOBODY in refused
    assert Role.PUPIL in refused
    for role in refused:
        with pytest.raises(Refused):
            deed(OneRole(school.store, school.clock, school.home, role), prepared)
        assert row_count(LogRow) == rows, role
    assert everything_stored() == before


@pytest.mark.parametrize("verb", TRIES)
def test_a_verb_is_done_by_a_role_that_the_table_lets_do_it_for_all(school: SampleSchool, verb: str) -> None:
    action, prepare, deed = TRIES[verb]
    *_, allowed = (role for role in Role if Scope.ALL in TABLE[action].get(role, frozenset()))
    prepared = prepare(school)
    one = OneRole(school.store, school.clock, school.home, allowed)
    deed(one, prepared)
    assert log_rows()[-1][:2] == (f"staff {one.teacher.staff_id}", str(action))
