"""Who may do what: one table as data. What is not in it is refused."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Form, Stage, stage


class Role(StrEnum):
    """A staff member has a set of these; in a small school one person is teacher, head and admin."""

    TEACHER = "teacher"
    COUNSELLOR = "counsellor"
    HEAD = "head"
    KIVA_TEAM = "kiva_team"
    ADMIN = "admin"
    NOBODY = "nobody"  # whoever stands at the log-in and gave no right PIN yet
    PUPIL = "pupil"  # whoever typed the code of one form: the child, and only for that form


class Scope(StrEnum):
    """How far a role reaches. OWN: issued by me, or of my home group. HOSTED: with me now, in the parallel class."""

    OWN = "own"
    HOSTED = "hosted"
    ALL = "all"


class Action(StrEnum):
    """Everything a person can do that changes or shows something."""

    LOG_IN = "log_in"
    FAIL_LOG_IN = "fail_log_in"
    LOCK_OUT = "lock_out"
    TAKE_NEW_PIN = "take_new_pin"
    OPEN_WITH_CODE = "open_with_code"
    WRITE_FIRST_WORD = "write_first_word"
    HAND_IN = "hand_in"
    ISSUE = "issue"
    NEW_CODE = "new_code"
    CHOOSE_WAY = "choose_way"
    WRITE_DOWN = "write_down"
    HAND_IN_FOR = "hand_in_for"
    SEND_BACK = "send_back"
    TALK = "talk"
    INFORM_PARENTS = "inform_parents"
    PRINT = "print"
    TAKE_HOME = "take_home"
    REMIND = "remind"
    RETURN = "return"
    ESCALATE = "escalate"
    FILE = "file"
    CHECK_AGREEMENT = "check_agreement"
    ADD_NOTE = "add_note"
    CHOOSE_PRINTER = "choose_printer"
    CORRECT = "correct"
    VOID = "void"
    OTHER_ROADS = "other_roads"
    SUPPORT_GROUP = "support_group"
    READ_FORM = "read_form"
    READ_LINE = "read_line"
    SEE_ESCALATIONS = "see_escalations"
    CLOSE_STEP = "close_step"
    CLOSE_UNSIGNED = "close_unsigned"
    FRESH_START = "fresh_start"
    DEVIATE = "deviate"
    SUSPEND = "suspend"
    WRITE_LETTER = "write_letter"
    FIGURES_WITH_NAMES = "figures_with_names"
    FIGURES_WITHOUT_NAMES = "figures_without_names"
    WRITE_REGISTER = "write_register"
    SUBJECT_ACCESS = "subject_access"
    READ_LOG = "read_log"
    READ_LOG_WITHOUT_SUBJECTS = "read_log_without_subjects"
    APPLY_RETENTION = "apply_retention"
    IMPORT = "import"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SCHOOL = "manage_school"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_POLICY = "manage_policy"
    BACK_UP = "back_up"
    RESTORE = "restore"
    MANAGE_KEYS = "manage_keys"
    TRUST_CLOCK = "trust_clock"
    RESET_PIN = "reset_pin"
    LEAVE_KIOSK = "leave_kiosk"


_OWN = frozenset({Scope.OWN})
_OWN_AND_HOSTED = frozenset({Scope.OWN, Scope.HOSTED})
_ALL = frozenset(Scope)

_EVERYDAY = {Role.TEACHER: _OWN, Role.COUNSELLOR: _ALL, Role.HEAD: _ALL}
_ALSO_HOSTED = {Role.TEACHER: _OWN_AND_HOSTED, Role.COUNSELLOR: _ALL, Role.HEAD: _ALL}
_HEAD_ONLY = {Role.HEAD: _ALL}
_KEEPERS = {Role.HEAD: _ALL, Role.ADMIN: _ALL}
_ALL_STAFF = dict.fromkeys((Role.TEACHER, Role.COUNSELLOR, Role.HEAD, Role.KIVA_TEAM, Role.ADMIN), _ALL)

TABLE: dict[Action, dict[Role, frozenset[Scope]]] = {
    Action.LOG_IN: _ALL_STAFF,
    Action.FAIL_LOG_IN: {Role.NOBODY: _ALL},
    Action.LOCK_OUT: {Role.NOBODY: _ALL},
    Action.TAKE_NEW_PIN: _ALL_STAFF,  # with a colleague's once-code, each for themselves
    Action.OPEN_WITH_CODE: {Role.PUPIL: _OWN},
    Action.WRITE_FIRST_WORD: {Role.PUPIL: _OWN},
    Action.HAND_IN: {Role.PUPIL: _OWN},
    Action.ISSUE: _EVERYDAY,
    Action.NEW_CODE: _ALSO_HOSTED,
    Action.CHOOSE_WAY: _ALSO_HOSTED,
    Action.WRITE_DOWN: _ALSO_HOSTED,  # the child tells, this adult types
    Action.HAND_IN_FOR: _ALSO_HOSTED,
    Action.SEND_BACK: _EVERYDAY,
    Action.TALK: _ALSO_HOSTED,
    Action.INFORM_PARENTS: _EVERYDAY,  # in the talk's own record also who hosts the child
    Action.PRINT: _EVERYDAY,
    Action.TAKE_HOME: _EVERYDAY,
    Action.REMIND: _EVERYDAY,
    Action.RETURN: _EVERYDAY,
    Action.ESCALATE: _EVERYDAY,
    Action.FILE: _EVERYDAY,
    Action.CHECK_AGREEMENT: _EVERYDAY,
    Action.ADD_NOTE: _EVERYDAY,
    Action.CHOOSE_PRINTER: {**_EVERYDAY, Role.ADMIN: _ALL},  # one for the kiosk, whoever needs it first
    Action.CORRECT: _EVERYDAY,
    Action.VOID: _EVERYDAY,  # a teacher only before the talk: see `require_for_form`
    Action.OTHER_ROADS: {**_EVERYDAY, Role.KIVA_TEAM: _ALL},
    Action.SUPPORT_GROUP: {Role.COUNSELLOR: _ALL, Role.HEAD: _ALL, Role.KIVA_TEAM: _ALL},
    Action.READ_FORM: _ALSO_HOSTED,
    Action.READ_LINE: _ALSO_HOSTED,
    Action.SEE_ESCALATIONS: {Role.COUNSELLOR: _ALL, Role.HEAD: _ALL},
    Action.CLOSE_STEP: _HEAD_ONLY,
    Action.CLOSE_UNSIGNED: _HEAD_ONLY,
    Action.FRESH_START: _HEAD_ONLY,
    Action.DEVIATE: _HEAD_ONLY,
    Action.SUSPEND: _HEAD_ONLY,
    Action.WRITE_LETTER: _HEAD_ONLY,
    Action.FIGURES_WITH_NAMES: {Role.COUNSELLOR: _ALL, Role.HEAD: _ALL},
    Action.FIGURES_WITHOUT_NAMES: {
        Role.TEACHER: _OWN,
        Role.COUNSELLOR: _ALL,
        Role.HEAD: _ALL,
        Role.KIVA_TEAM: _ALL,
    },
    # As figures without names; and the command line, which is beheer, so that the promise of `kiosk register` holds:
    # the file has no names and no small counts, and no screen of beheer has it.
    Action.WRITE_REGISTER: {Role.COUNSELLOR: _ALL, Role.HEAD: _ALL, Role.KIVA_TEAM: _ALL, Role.ADMIN: _ALL},
    Action.SUBJECT_ACCESS: _HEAD_ONLY,
    Action.READ_LOG: _HEAD_ONLY,
    Action.READ_LOG_WITHOUT_SUBJECTS: _KEEPERS,
    Action.APPLY_RETENTION: _HEAD_ONLY,
    Action.IMPORT: _KEEPERS,
    Action.MANAGE_PEOPLE: _KEEPERS,
    Action.MANAGE_SCHOOL: _KEEPERS,
    Action.MANAGE_CALENDAR: _KEEPERS,
    Action.MANAGE_POLICY: _KEEPERS,
    Action.BACK_UP: _KEEPERS,
    Action.RESTORE: _KEEPERS,
    Action.MANAGE_KEYS: _KEEPERS,
    Action.TRUST_CLOCK: _KEEPERS,
    Action.RESET_PIN: {
        Role.TEACHER: _ALL,
        Role.COUNSELLOR: _ALL,
        Role.HEAD: _ALL,
        Role.ADMIN: _ALL,
    },
    Action.LEAVE_KIOSK: _ALL_STAFF,
}


@dataclass(frozen=True)
class Actor:
    """Who acts: a logged-in staff member, the pupil behind a code, or the command line.

    `staff_id` is None for a pupil and for the command line; `group_ids` are the home groups a teacher has.
    """

    name: str
    roles: frozenset[Role]
    staff_id: int | None = None
    group_ids: frozenset[int] = frozenset()
    form_id: int | None = None


def command_line() -> Actor:
    """The person at the command line looks after the machine; the log calls them "beheer (opdrachtregel)"."""
    return Actor(name="beheer (opdrachtregel)", roles=frozenset({Role.ADMIN}))


def by_itself() -> Actor:
    """The kiosk, which makes its backups unasked; the log calls it "kiosk"."""
    return Actor(name="kiosk", roles=frozenset({Role.ADMIN}))


def at_the_login() -> Actor:
    """Somebody at the log-in who gave a wrong PIN: the log knows for whom it was tried, and not who tried."""
    return Actor(name="inlogscherm", roles=frozenset({Role.NOBODY}))


def pupil_with_code(form_id: int) -> Actor:
    """The child whose code opened this one form."""
    return Actor(name="leerling", roles=frozenset({Role.PUPIL}), form_id=form_id)


def reach(actor: Actor, action: Action) -> frozenset[Scope]:
    """The scopes in which `actor` may do `action`: the union over their roles, empty when refused."""
    cells = TABLE.get(action, {})
    return frozenset().union(*(cells.get(role, frozenset()) for role in actor.roles))


def require(actor: Actor, action: Action, scopes: frozenset[Scope] = frozenset({Scope.ALL})) -> None:
    """Raise `Refused` unless `actor` may do `action` in at least one of `scopes`."""
    if not reach(actor, action) & scopes:
        raise Refused("Dit mag je niet doen in de kiosk.", "Vraag het aan de directie of IB.")


def form_scopes(actor: Actor, form: Form, group_now: int | None) -> frozenset[Scope]:
    """In which ways `form` is the actor's; `group_now` is the pupil's present home group.

    Hosted is what sits in the parallel class now: until the talk was held.
    """
    if actor.form_id is not None:
        return frozenset({Scope.OWN}) if actor.form_id == form.id else frozenset()
    scopes = {Scope.ALL}
    if form.issued_by == actor.staff_id or group_now in actor.group_ids:
        scopes.add(Scope.OWN)
    with_host = stage(form) in (Stage.WAITING, Stage.WRITING, Stage.HANDED_IN)
    if form.host_id in actor.group_ids and with_host:
        scopes.add(Scope.HOSTED)
    return frozenset(scopes)


def may_for_form(actor: Actor, action: Action, form: Form, group_now: int | None) -> bool:
    """Whether `actor` may do `action` with this form."""
    reached = reach(actor, action) & form_scopes(actor, form, group_now)
    if action is Action.VOID and Scope.ALL not in reached and form.has(FactKind.TALK):
        return False  # a teacher voids their own form only before the talk
    return bool(reached)


def require_for_form(actor: Actor, action: Action, form: Form, group_now: int | None) -> None:
    """Raise `Refused` unless `actor` may do `action` with this form."""
    if not may_for_form(actor, action, form, group_now):
        if reach(actor, action) & form_scopes(actor, form, group_now):
            raise Refused(
                "Na het gesprek maak je een formulier niet meer ongeldig.", "Vraag het aan de directie of IB."
            )
        raise Refused("Dit formulier is niet van jou.", "Vraag het aan de leerkracht, de directie of IB.")
