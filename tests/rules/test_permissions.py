"""Who may do what: DESIGN's table, written out by hand, and nothing more."""

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Form
from kiosk.rules.permissions import (
    Action,
    Actor,
    Role,
    Scope,
    command_line,
    form_scopes,
    may_for_form,
    pupil_with_code,
    reach,
    require,
    require_for_form,
)
from tests.rules.builders import HOME_GROUP, HOST_GROUP, OTHER_GROUP, TEACHER, fact, form_with, life_until

STAFF = (Role.TEACHER, Role.COUNSELLOR, Role.HEAD, Role.KIVA_TEAM, Role.ADMIN)
CELLS = {
    "-": frozenset[Scope](),
    "own": frozenset({Scope.OWN}),
    "own+hosted": frozenset({Scope.OWN, Scope.HOSTED}),
    "all": frozenset(Scope),
}
# action: teacher, counsellor, head, kiva_team, admin (DESIGN section 3; "yes" is "all")
TABLE = {
    Action.ISSUE: ("own", "all", "all", "-", "-"),
    Action.NEW_CODE: ("own+hosted", "all", "all", "-", "-"),
    Action.CHOOSE_WAY: ("own+hosted", "all", "all", "-", "-"),
    Action.WRITE_DOWN: ("own+hosted", "all", "all", "-", "-"),
    Action.HAND_IN_FOR: ("own+hosted", "all", "all", "-", "-"),
    Action.SEND_BACK: ("own", "all", "all", "-", "-"),
    Action.TALK: ("own+hosted", "all", "all", "-", "-"),
    Action.INFORM_PARENTS: ("own", "all", "all", "-", "-"),  # a later half of the talk, without the host
    Action.PRINT: ("own", "all", "all", "-", "-"),
    Action.TAKE_HOME: ("own", "all", "all", "-", "-"),
    Action.REMIND: ("own", "all", "all", "-", "-"),
    Action.RETURN: ("own", "all", "all", "-", "-"),
    Action.ESCALATE: ("own", "all", "all", "-", "-"),
    Action.FILE: ("own", "all", "all", "-", "-"),
    Action.CHECK_AGREEMENT: ("own", "all", "all", "-", "-"),
    Action.ADD_NOTE: ("own", "all", "all", "-", "-"),
    Action.CHOOSE_PRINTER: ("own", "all", "all", "-", "all"),
    Action.CORRECT: ("own", "all", "all", "-", "-"),
    Action.VOID: ("own", "all", "all", "-", "-"),
    Action.OTHER_ROADS: ("own", "all", "all", "all", "-"),
    Action.SUPPORT_GROUP: ("-", "all", "all", "all", "-"),
    Action.READ_FORM: ("own+hosted", "all", "all", "-", "-"),
    Action.READ_LINE: ("own+hosted", "all", "all", "-", "-"),
    Action.SEE_ESCALATIONS: ("-", "all", "all", "-", "-"),
    Action.CLOSE_STEP: ("-", "-", "all", "-", "-"),
    Action.CLOSE_UNSIGNED: ("-", "-", "all", "-", "-"),
    Action.FRESH_START: ("-", "-", "all", "-", "-"),
    Action.DEVIATE: ("-", "-", "all", "-", "-"),
    Action.SUSPEND: ("-", "-", "all", "-", "-"),
    Action.WRITE_LETTER: ("-", "-", "all", "-", "-"),
    Action.FIGURES_WITH_NAMES: ("-", "all", "all", "-", "-"),
    Action.FIGURES_WITHOUT_NAMES: ("own", "all", "all", "all", "-"),
    Action.WRITE_REGISTER: ("-", "all", "all", "all", "all"),  # without names; beheer at the command line
    Action.SUBJECT_ACCESS: ("-", "-", "all", "-", "-"),
    Action.READ_LOG: ("-", "-", "all", "-", "-"),
    Action.READ_LOG_WITHOUT_SUBJECTS: ("-", "-", "all", "-", "all"),
    Action.APPLY_RETENTION: ("-", "-", "all", "-", "-"),
    Action.IMPORT: ("-", "-", "all", "-", "all"),
    Action.MANAGE_PEOPLE: ("-", "-", "all", "-", "all"),
    Action.MANAGE_SCHOOL: ("-", "-", "all", "-", "all"),
    Action.MANAGE_CALENDAR: ("-", "-", "all", "-", "all"),
    Action.MANAGE_POLICY: ("-", "-", "all", "-", "all"),
    Action.BACK_UP: ("-", "-", "all", "-", "all"),
    Action.RESTORE: ("-", "-", "all", "-", "all"),
    Action.MANAGE_KEYS: ("-", "-", "all", "-", "all"),
    Action.TRUST_CLOCK: ("-", "-", "all", "-", "all"),
    Action.RESET_PIN: ("all", "all", "all", "-", "all"),
    Action.LEAVE_KIOSK: ("all", "all", "all", "all", "all"),
    Action.LOG_IN: ("all", "all", "all", "all", "all"),
    Action.FAIL_LOG_IN: ("-", "-", "-", "-", "-"),  # nobody is in yet
    Action.LOCK_OUT: ("-", "-", "-", "-", "-"),
    Action.TAKE_NEW_PIN: ("all", "all", "all", "all", "all"),
    Action.OPEN_WITH_CODE: ("-", "-", "-", "-", "-"),
    Action.WRITE_FIRST_WORD: ("-", "-", "-", "-", "-"),  # the child's own, with the code
    Action.HAND_IN: ("-", "-", "-", "-", "-"),
}
ROWS = [(action, role, cell) for action, row in TABLE.items() for role, cell in zip(STAFF, row, strict=True)]
BY_COLLEAGUE = 77


def staff(*roles: Role, staff_id: int = TEACHER, groups: tuple[int, ...] = ()) -> Actor:
    return Actor("Eva Bos", frozenset(roles), staff_id, frozenset(groups))


OWN_FORM = form_with(*life_until(FactKind.HANDED_IN), issued_by=TEACHER, host_id=OTHER_GROUP)
FORM_OF_A_COLLEAGUE = form_with(*life_until(FactKind.HANDED_IN), issued_by=BY_COLLEAGUE, host_id=HOST_GROUP)
# A form, the groups of the one who acts, and how far a role must reach for it.
CLOSENESS: dict[str, tuple[Form, tuple[int, ...], Scope]] = {
    "issued by me": (OWN_FORM, (), Scope.OWN),
    "of my home group": (FORM_OF_A_COLLEAGUE, (HOME_GROUP,), Scope.OWN),
    "with me in the parallel class": (FORM_OF_A_COLLEAGUE, (HOST_GROUP,), Scope.HOSTED),
    "of another": (FORM_OF_A_COLLEAGUE, (OTHER_GROUP,), Scope.ALL),
}


def test_every_action_is_in_the_table_of_this_test() -> None:
    assert set(TABLE) == set(Action)
    assert set(STAFF) | {Role.PUPIL, Role.NOBODY} == set(Role)


@pytest.mark.parametrize(("action", "role", "cell"), ROWS)
def test_a_role_reaches_as_far_as_its_cell_says(action: Action, role: Role, cell: str) -> None:
    assert reach(staff(role), action) == CELLS[cell]
    if Scope.ALL in CELLS[cell]:
        require(staff(role), action)
    else:
        with pytest.raises(Refused):
            require(staff(role), action)


@pytest.mark.parametrize("closeness", CLOSENESS)
@pytest.mark.parametrize(("action", "role", "cell"), ROWS)
def test_a_form_is_within_reach_or_not(action: Action, role: Role, cell: str, closeness: str) -> None:
    form, groups, needed = CLOSENESS[closeness]
    actor = staff(role, groups=groups)
    may = needed in CELLS[cell] or Scope.ALL in CELLS[cell]
    assert may_for_form(actor, action, form, HOME_GROUP) is may
    if may:
        require_for_form(actor, action, form, HOME_GROUP)
    else:
        with pytest.raises(Refused, match="niet van jou"):
            require_for_form(actor, action, form, HOME_GROUP)


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(reach(staff(), action) for action in Action)
    with pytest.raises(Refused):
        require(staff(), Action.LEAVE_KIOSK)


def test_several_roles_add_up() -> None:
    both = staff(Role.TEACHER, Role.ADMIN)
    assert reach(both, Action.IMPORT) == frozenset(Scope)
    assert reach(both, Action.TALK) == {Scope.OWN, Scope.HOSTED}
    assert reach(both, Action.CLOSE_STEP) == frozenset()


def test_a_narrower_scope_may_be_asked_for() -> None:
    own_group = frozenset({Scope.OWN})
    require(staff(Role.TEACHER), Action.FIGURES_WITHOUT_NAMES, own_group)
    with pytest.raises(Refused):
        require(staff(Role.TEACHER), Action.FIGURES_WITH_NAMES, own_group)


def test_a_teacher_voids_an_own_form_only_before_the_talk_and_directie_and_ib_also_after() -> None:
    before, after = form_with(*life_until(FactKind.HANDED_IN)), form_with(*life_until(FactKind.TALK))
    assert may_for_form(staff(Role.TEACHER), Action.VOID, before, HOME_GROUP)
    assert not may_for_form(staff(Role.TEACHER), Action.VOID, after, HOME_GROUP)
    with pytest.raises(Refused, match=r"^Na het gesprek .* Vraag het aan de directie of IB"):  # it is theirs
        require_for_form(staff(Role.TEACHER), Action.VOID, after, HOME_GROUP)
    for role in (Role.HEAD, Role.COUNSELLOR):
        assert may_for_form(staff(role), Action.VOID, after, HOME_GROUP)
    assert may_for_form(staff(Role.TEACHER, Role.HEAD), Action.VOID, after, HOME_GROUP)


@pytest.mark.parametrize(
    ("last", "hosted"),
    [
        (None, True),
        (FactKind.FIRST_WORD, True),
        (FactKind.HANDED_IN, True),
        (FactKind.TALK, False),
        (FactKind.PRINTED, False),
        (FactKind.TAKEN_HOME, False),
        (FactKind.FILED, False),
    ],
)
def test_a_form_is_hosted_until_the_talk_was_held(last: FactKind | None, hosted: bool) -> None:
    form = form_with(*(life_until(last) if last else ()), issued_by=BY_COLLEAGUE)
    host = staff(Role.TEACHER, groups=(HOST_GROUP,))
    assert may_for_form(host, Action.READ_FORM, form, HOME_GROUP) is hosted
    assert (Scope.HOSTED in form_scopes(host, form, HOME_GROUP)) is hosted


def test_a_voided_form_is_no_longer_hosted() -> None:
    voided = form_with(fact(FactKind.VOIDED, "2026-11-23 09:30", note="verkeerd kind"), issued_by=BY_COLLEAGUE)
    assert not may_for_form(staff(Role.TEACHER, groups=(HOST_GROUP,)), Action.READ_FORM, voided, HOME_GROUP)


def test_the_home_group_of_today_counts_and_no_group_is_nobodys() -> None:
    form = form_with(issued_by=BY_COLLEAGUE, host_id=None)
    teacher = staff(Role.TEACHER, groups=(HOME_GROUP,))
    assert may_for_form(teacher, Action.PRINT, form, HOME_GROUP)
    assert not may_for_form(teacher, Action.PRINT, form, OTHER_GROUP)
    assert not may_for_form(teacher, Action.PRINT, form, None)


def test_a_child_with_a_code_writes_and_hands_in_that_one_form_and_nothing_else() -> None:
    child, mine, other = pupil_with_code(1), form_with(form_id=1), form_with(form_id=2)
    for action in Action:
        may = action in (Action.OPEN_WITH_CODE, Action.WRITE_FIRST_WORD, Action.HAND_IN)
        assert may_for_form(child, action, mine, HOME_GROUP) is may
        assert not may_for_form(child, action, other, HOME_GROUP)
        with pytest.raises(Refused):
            require(child, action)


def test_the_command_line_looks_after_the_machine_and_reads_no_form() -> None:
    actor = command_line()
    assert actor.name == "beheer (opdrachtregel)"
    for action, row in TABLE.items():
        assert reach(actor, action) == CELLS[row[STAFF.index(Role.ADMIN)]]
    assert not may_for_form(actor, Action.READ_FORM, form_with(), HOME_GROUP)
