"""Every deed on a form, in every state that a form can be in, by every role; and the same by direct SQL.

What `rules.form_order` lets follow is done; all else is refused in a sentence, and leaves every row as it was.
"""

from collections.abc import Callable

import peewee
import pytest

from kiosk.db import facts, retention
from kiosk.db.tables import database
from kiosk.errors import Refused
from kiosk.rules.form import Outcome
from kiosk.rules.permissions import TABLE, Action, Role, Scope
from tests.db import expired
from tests.db.earlier_versions import stored_rows
from tests.db.form_deeds import DEEDS_ON_A_FORM, form_that_is
from tests.db.school import SampleSchool
from tests.db.test_roles_and_verbs import NOT_TRIED, OneRole
from tests.faults.whole import in_two_sentences


def writing(school: SampleSchool) -> int:
    form_id = school.issue().form.id
    school.write(form_id)
    return form_id


def closed(school: SampleSchool) -> int:
    form_id = form_that_is(school, "with_head")
    facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Na gesprek.")
    return form_id


def filed(school: SampleSchool) -> int:
    form_id = school.signed()
    facts.file_form(school.store, school.teacher, form_id)
    return form_id


def void(school: SampleSchool) -> int:
    form_id = school.handed_in()
    facts.void_form(school.store, school.teacher, form_id, "Vergissing.")
    return form_id


def past_its_term(school: SampleSchool) -> int:
    expired.long_ago(school)
    form_id = expired.finished_form(school)
    school.clock.move_to(expired.NOW)
    retention.apply_retention(school.store, school.head, retention.past(school.store, school.head))
    return form_id


def reached(name: str) -> Callable[[SampleSchool], int]:
    return lambda school: form_that_is(school, name)


STATES: dict[str, Callable[[SampleSchool], int]] = {
    "waiting": reached("issued"),
    "together": reached("together"),
    "writing": writing,
    "handed in": reached("handed_in"),
    "talked": reached("agreed"),
    "not kept": reached("not_kept"),
    "printed": reached("printed"),
    "at home": reached("at_home"),
    "late": reached("late"),
    "refused": reached("refused"),
    "with head": reached("with_head"),
    "signed": reached("signed"),
    "closed": closed,
    "filed": filed,
    "void": void,
    "expired": past_its_term,
}
"""How a form comes there. Expired is not void: its words and its name went at the end of its term."""

DRAFT = {"waiting", "together", "writing"}
ON_PAPER = {"printed", "at home", "late", "refused", "with head", "signed", "closed", "filed"}
HELD = {"talked", "not kept"} | ON_PAPER
BEFORE_THE_TALK = DRAFT | {"handed in"}
ALL_BUT_GONE = set(STATES) - {"void", "expired"}

MAY: dict[str, set[str]] = {
    "forms.new_code": DRAFT,
    "forms.same_code": DRAFT,
    "forms.choose_way": DRAFT,
    "answers.write_down": {"together"},
    "answers.save_answer": DRAFT,
    "answers.hand_in": DRAFT,
    "answers.hand_in_for": DRAFT,
    "facts.void_form": ALL_BUT_GONE,  # by a teacher: see below
    "facts.send_back": {"handed in"},
    "facts.record_talk": {"handed in"},
    "facts.record_parents_informed": BEFORE_THE_TALK | {"talked", "not kept"},  # the others tell it with the talk
    "facts.add_note": HELD,
    "facts.record_printed": HELD,
    "facts.record_taken_home": {"printed"},
    "facts.remind": {"late"},
    "facts.record_return": ON_PAPER - {"printed", "filed"},
    "facts.escalate": {"refused"},
    "facts.close_unsigned": {"with head"},
    "facts.file_form": {"signed", "closed"},
    "agreements.check_agreement": {"talked"},
    "facts.follow_up": {"not kept"},
    "corrections.correct_behaviours": ALL_BUT_GONE,
    "corrections.correct_place": ALL_BUT_GONE,
}
"""By verb: the states in which it may be done."""

LETS: dict[str, set[str]] = {
    "INSERT INTO answer (form_id, question, asked_text, text, rev) VALUES ({0}, 8, '', 'erbij', 9)": DRAFT,
    "UPDATE answer SET text = 'anders' WHERE form_id = {0} AND text <> ''": DRAFT | {"expired"},
    "DELETE FROM answer WHERE form_id = {0}": {"waiting", "together", "expired"},  # there is none
    "UPDATE form SET voided_at = '2026-11-30' WHERE id = {0}": set(STATES) - {"void"},
    "UPDATE form SET filed_at = '2026-11-30' WHERE id = {0}": set(STATES) - {"filed", "expired"},
    "UPDATE form_fact SET at = '2026-11-30' WHERE form_id = {0}": {"waiting", "together"},
    "DELETE FROM form_fact WHERE form_id = {0}": {"waiting", "together"},
    "UPDATE talk SET outcome = 'anders' WHERE form_id = {0}": BEFORE_THE_TALK | {"void"},
    "DELETE FROM talk WHERE form_id = {0}": BEFORE_THE_TALK | {"void"},
}
"""By statement: the states in which the store itself lets it pass, whoever asks."""


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def form_id(sample: SampleSchool, state: str) -> int:
    """A form in that state; it is a minute later."""
    made = STATES[state](sample)
    sample.clock.pass_time(minutes=1)
    return made


def is_done(deed: Callable[[SampleSchool, int], object], school: SampleSchool, form_id: int) -> bool:
    """Whether the deed is done; when it is refused, nothing of it is left. Either way it is taken back."""
    before = stored_rows()
    with database.atomic() as tried:
        try:
            deed(school, form_id)
        except Refused as refused:
            in_two_sentences(refused)
            assert stored_rows() == before
            return False
        tried.rollback()
    return True


def test_every_deed_on_a_form_stands_in_the_table() -> None:
    assert set(MAY) == set(DEEDS_ON_A_FORM)


def test_a_deed_is_done_in_the_states_of_the_table_and_refused_in_all_others(
    sample: SampleSchool, state: str, form_id: int
) -> None:
    done = {verb for verb, (_action, _reached, deed) in DEEDS_ON_A_FORM.items() if is_done(deed, sample, form_id)}
    too_late = set() if state in BEFORE_THE_TALK else {"facts.void_form"}  # for a teacher, who does it here
    assert done == {verb for verb, states in MAY.items() if state in states} - too_late


@pytest.mark.long
@pytest.mark.parametrize("role", Role)
def test_by_every_role_it_is_done_where_both_tables_let_it_and_nowhere_else(
    sample: SampleSchool, state: str, form_id: int, role: Role
) -> None:
    """`role` has no form and no group of its own: what only who has it may do is refused to it."""
    one = OneRole(sample.store, sample.clock, sample.home, role)
    tried = {verb: deed for verb, deed in DEEDS_ON_A_FORM.items() if verb not in NOT_TRIED}
    done = {verb for verb, (_action, _reached, deed) in tried.items() if is_done(deed, one, form_id)}
    assert done == {
        verb
        for verb, (action, _reached, _deed) in tried.items()
        if state in MAY[verb] and Scope.ALL in TABLE[Action(action)].get(role, frozenset())
    }


def test_by_direct_sql_the_store_itself_holds_what_is_frozen_and_what_was_written_once(
    sample: SampleSchool, state: str, form_id: int
) -> None:
    passed = set()
    for statement in LETS:
        with database.atomic() as tried:
            try:
                database.execute_sql(statement.format(form_id))
                passed.add(statement)
            except peewee.IntegrityError:
                pass
            tried.rollback()
    assert passed == {statement for statement, states in LETS.items() if state in states}
