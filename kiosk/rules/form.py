"""One Oeps form: the facts it carries, and the stage they add up to. Which fact may come next: `form_order`.

A form has no status. What happened is kept as facts with time and person; the stage is computed from them, so two
screens cannot disagree and a void corrects everything by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from kiosk.rules.way import Way


class FactKind(StrEnum):
    """What can happen to a form after it was issued."""

    FIRST_WORD = "first_word"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    TALK = "talk"
    BACK_IN_CLASS = "back_in_class"
    PARENTS_INFORMED = "parents_informed"
    PRINTED = "printed"
    TAKEN_HOME = "taken_home"
    REMINDED = "reminded"
    RETURNED = "returned"
    ESCALATED = "escalated"
    CLOSED = "closed"
    FILED = "filed"
    VOIDED = "voided"
    AGREEMENT_CHECKED = "agreement_checked"  # on the tenth school day after the talk: was it kept?
    FOLLOWED_UP = "followed_up"  # directie saw that the agreement was not kept, and wrote what is done about it
    ADDED = "added"  # a note to a talk that was held
    CORRECTED = "corrected"


REPEATING = frozenset(
    {
        FactKind.HANDED_IN,
        FactKind.SENT_BACK,
        FactKind.PRINTED,
        FactKind.REMINDED,
        FactKind.RETURNED,
        FactKind.ADDED,
        FactKind.CORRECTED,
    }
)
"""Facts that may happen more than once; every other fact is written once and never changed."""


class Outcome(StrEnum):
    """How a paper came back (RETURNED), how directie closed it (CLOSED), or how an agreement went."""

    SEEN = "seen"
    AGREED = "agreed"
    UNSIGNED = "unsigned"
    REFUSED = "refused"
    SIGNED_LATER = "signed_later"
    WITHOUT_SIGNATURE = "without_signature"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    NOT_KEPT = "not_kept"


class HarmedPart(StrEnum):
    """Whether the harmed child was asked to take part in the talk, and wanted to. For staff only, never printed."""

    NONE = ""  # nobody was harmed, or it was not written down
    JOINED = "joined"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


SIGNED = frozenset({Outcome.SEEN, Outcome.AGREED})
RETURN_OUTCOMES = (Outcome.SEEN, Outcome.AGREED, Outcome.UNSIGNED, Outcome.REFUSED)
CLOSE_OUTCOMES = (Outcome.SIGNED_LATER, Outcome.WITHOUT_SIGNATURE)
KEPT_OUTCOMES = (Outcome.KEPT, Outcome.PARTLY_KEPT, Outcome.NOT_KEPT)


class Stage(IntEnum):
    """How far a form is. Only a void and a send-back ever take a form to a lower or another branch of it."""

    WAITING = 1  # issued; the pupil wrote nothing yet
    WRITING = 2
    HANDED_IN = 3
    TALKED = 4  # the talk was held: the form can be printed
    PRINTED = 5
    AT_HOME = 6
    RETURNED = 7  # signed, or closed by directie
    FILED = 8
    VOIDED = 9


@dataclass(frozen=True)
class Fact:
    """Something that happened to a form.

    `at` is when it happened, in local time; `by` is the staff member's id, None for the pupil; `outcome` only for
    RETURNED, CLOSED and AGREEMENT_CHECKED; `note` is a reason, a way (how parents were told) or a remark, and may be
    empty; `person` is who of the parents it was, if said (for PARENTS_INFORMED: who of staff told them, if not `by`).
    """

    kind: FactKind
    at: datetime
    by: int | None = None
    note: str = ""
    outcome: Outcome | None = None
    person: str = ""


@dataclass(frozen=True)
class Talk:
    """The talk after a form (par. 8, step 2). `teacher_remark` is printed.

    `harmed_side` (what the harmed child needs) and `harmed_part` are for staff and never are.

    The agreement is an if-then plan: "Als {agreement_if}, dan {agreement_then}".
    """

    held_at: datetime
    held_by: int
    present: str
    outcome: str
    agreement_if: str = ""
    agreement_then: str = ""
    teacher_remark: str = ""
    missed_time: str = ""
    harmed_side: str = ""
    harmed_part: HarmedPart = HarmedPart.NONE

    @property
    def agreement(self) -> str:
        """The plan as one sentence, or "" when none was made."""
        if self.agreement_if and self.agreement_then:
            return f"Als {self.agreement_if}, dan {self.agreement_then}."
        return self.agreement_then


@dataclass(frozen=True)
class Form:
    """One Oeps form with everything that happened to it, in order of time.

    Three moments never mix: `happened_at` (figures count by it), `issued_at` (the ladder counts by it), and the log's.
    `pupil_id` is None once retention has unlinked the pupil; `group_id` is the home group of then; `way` is how the
    pupil answers.
    """

    id: int
    number: str
    school_year: str
    pupil_id: int | None
    group_id: int | None
    host_id: int | None
    happened_at: datetime
    place: str
    main: str
    behaviours: tuple[str, ...]
    what_was_seen: str
    consulted_id: int
    consulted_at: datetime
    issued_at: datetime
    issued_by: int
    way: Way = Way.TYPING
    facts: tuple[Fact, ...] = field(default=())

    def first(self, kind: FactKind) -> Fact | None:
        """The first fact of this kind, if it happened."""
        return next((fact for fact in self.facts if fact.kind is kind), None)

    def last(self, kind: FactKind) -> Fact | None:
        """The last fact of this kind, if it happened."""
        return next((fact for fact in reversed(self.facts) if fact.kind is kind), None)

    def all(self, kind: FactKind) -> tuple[Fact, ...]:
        """Every fact of this kind, in order."""
        return tuple(fact for fact in self.facts if fact.kind is kind)

    def has(self, kind: FactKind) -> bool:
        """Whether this ever happened."""
        return self.first(kind) is not None

    @property
    def voided(self) -> bool:
        return self.has(FactKind.VOIDED)

    @property
    def signature(self) -> Fact | None:
        """The first return as gezien or akkoord: it closes the paper's way (a second household's is only added)."""
        return next((fact for fact in self.all(FactKind.RETURNED) if fact.outcome in SIGNED), None)


def stage(form: Form) -> Stage:
    """How far the form is, from its facts alone."""
    if form.voided:
        return Stage.VOIDED
    if form.has(FactKind.FILED):
        return Stage.FILED
    if form.signature or form.has(FactKind.CLOSED):
        return Stage.RETURNED
    for kind, reached in (
        (FactKind.TAKEN_HOME, Stage.AT_HOME),
        (FactKind.PRINTED, Stage.PRINTED),
        (FactKind.TALK, Stage.TALKED),
    ):
        if form.has(kind):
            return reached
    return _writing_stage(form)


def _writing_stage(form: Form) -> Stage:
    last_turn = next(
        (fact.kind for fact in reversed(form.facts) if fact.kind in (FactKind.HANDED_IN, FactKind.SENT_BACK)), None
    )
    if last_turn is FactKind.HANDED_IN:
        return Stage.HANDED_IN
    return Stage.WRITING if last_turn or form.has(FactKind.FIRST_WORD) else Stage.WAITING
