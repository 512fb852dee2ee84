"""One Oeps form: the facts it carries, the stage they add up to, and which fact may come next.

A form has no status. What happened is kept as facts with time and person; the stage is computed from them, so two
screens cannot disagree and a void corrects everything by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from kiosk.errors import Refused


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


REPEATING = frozenset({FactKind.HANDED_IN, FactKind.SENT_BACK, FactKind.PRINTED, FactKind.REMINDED, FactKind.RETURNED})
"""Facts that may happen more than once; every other fact is written once and never changed."""


class Outcome(StrEnum):
    """How a paper came back (RETURNED), or how directie closed it (CLOSED)."""

    SEEN = "seen"
    AGREED = "agreed"
    UNSIGNED = "unsigned"
    REFUSED = "refused"
    SIGNED_LATER = "signed_later"
    WITHOUT_SIGNATURE = "without_signature"


SIGNED = frozenset({Outcome.SEEN, Outcome.AGREED})
RETURN_OUTCOMES = (Outcome.SEEN, Outcome.AGREED, Outcome.UNSIGNED, Outcome.REFUSED)
CLOSE_OUTCOMES = (Outcome.SIGNED_LATER, Outcome.WITHOUT_SIGNATURE)


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
    RETURNED and CLOSED; `note` is a reason, a way (how parents were told) or a remark, and may be empty.
    """

    kind: FactKind
    at: datetime
    by: int | None = None
    note: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Talk:
    """The talk after a form (par. 8, step 2). `teacher_remark` is printed; `harmed_side` is for staff and never is.

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
    `pupil_id` is None once retention has unlinked the pupil; `group_id` is the home group of then.
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


# For each fact: the stages in which it may happen, and what to say when it may not.
_MAY_FOLLOW: dict[FactKind, tuple[frozenset[Stage], str]] = {
    # Also while writing: a form that an adult handed in and gave back has no word of the child yet.
    FactKind.FIRST_WORD: (frozenset({Stage.WAITING, Stage.WRITING}), "Schrijven kan tot het inleveren."),
    FactKind.HANDED_IN: (frozenset({Stage.WAITING, Stage.WRITING}), "Dit formulier is al ingeleverd."),
    FactKind.SENT_BACK: (
        frozenset({Stage.HANDED_IN}),
        "Teruggeven kan alleen na het inleveren en voor het gesprek.",
    ),
    FactKind.TALK: (
        frozenset({Stage.HANDED_IN}),
        "Een gesprek kan na het inleveren, en wordt één keer vastgelegd.",
    ),
    FactKind.BACK_IN_CLASS: (
        frozenset({Stage.TALKED, Stage.PRINTED, Stage.AT_HOME, Stage.RETURNED, Stage.FILED}),
        "Eerst het herstelgesprek, dan terug naar de groep.",
    ),
    FactKind.PARENTS_INFORMED: (frozenset(Stage) - {Stage.VOIDED}, "Dit formulier is ongeldig gemaakt."),
    FactKind.PRINTED: (
        frozenset({Stage.TALKED, Stage.PRINTED, Stage.AT_HOME, Stage.RETURNED, Stage.FILED}),
        "Printen kan na het herstelgesprek.",
    ),
    FactKind.TAKEN_HOME: (frozenset({Stage.PRINTED}), "Meegeven kan één keer, nadat het papier geprint is."),
    FactKind.REMINDED: (frozenset({Stage.AT_HOME}), "Aandringen kan zolang het papier thuis is."),
    FactKind.RETURNED: (
        frozenset({Stage.AT_HOME, Stage.RETURNED}),
        "Terugkomen kan nadat het papier is meegegeven en tot het in ParnaSys hangt.",
    ),
    FactKind.ESCALATED: (frozenset({Stage.AT_HOME}), "Naar directie kan zolang het papier niet ondertekend is."),
    FactKind.CLOSED: (
        frozenset({Stage.TALKED, Stage.PRINTED, Stage.AT_HOME}),
        "Afsluiten kan zolang het papier niet ondertekend is.",
    ),
    FactKind.FILED: (frozenset({Stage.RETURNED}), "In ParnaSys hangen kan als het papier terug of afgesloten is."),
    FactKind.VOIDED: (frozenset(Stage) - {Stage.VOIDED}, "Dit formulier is al ongeldig gemaakt."),
}


_OUTCOMES: dict[FactKind, tuple[Outcome, ...]] = {
    FactKind.RETURNED: RETURN_OUTCOMES,
    FactKind.CLOSED: CLOSE_OUTCOMES,
}


def check_next(form: Form, fact: Fact, now: datetime) -> None:
    """Raise `Refused` unless `fact` may be added to `form` at moment `now`.

    Holds the order of DESIGN section 3: hand-in before talk, talk before back in class and before print, print before
    taken home, returned or closed before filed; what happens once happens once; nothing happens in the future or
    before the step it comes after; a return and a close say how. (When a reminder may be given, and when directie
    may close, also depends on the calendar: see `rules.slip`.)
    """
    stages, sentence = _MAY_FOLLOW[fact.kind]
    if stage(form) not in stages:
        if form.voided:
            sentence = "Dit formulier is ongeldig gemaakt."
        raise Refused(sentence, "Kijk op de lijst wat de volgende stap is.")
    if fact.kind not in REPEATING and form.has(fact.kind):
        raise Refused("Dit staat er al.", "Kijk op de lijst wat de volgende stap is.")
    if fact.kind is FactKind.ESCALATED and not _refused(form):
        raise Refused("Meteen naar directie kan als ouders weigeren te tekenen.", "Leg eerst de weigering vast.")
    if fact.outcome not in _OUTCOMES.get(fact.kind, (None,)):
        raise Refused("Dit past niet bij deze stap.", "Kies hoe het papier terugkwam of hoe het is afgesloten.")
    if fact.at > now:
        raise Refused("Dit moment ligt in de toekomst.", "Kies een moment dat al geweest is.")
    if fact.at < _earliest(form, fact.kind):
        raise Refused("Dit moment ligt voor de vorige stap.", "Kies een later moment.")
    if fact.kind is FactKind.HANDED_IN and fact.by is not None and not fact.note.strip():
        raise Refused("Inleveren voor een kind vraagt een reden.", "Schrijf waarom het kind het niet zelf doet.")
    if fact.kind in (FactKind.VOIDED, FactKind.SENT_BACK, FactKind.ESCALATED) and not fact.note.strip():
        raise Refused("Hier hoort een reden bij.", "Schrijf in een paar woorden waarom.")


_COMES_AFTER: dict[FactKind, tuple[FactKind, ...]] = {
    FactKind.FIRST_WORD: (FactKind.SENT_BACK,),
    FactKind.SENT_BACK: (FactKind.HANDED_IN,),
    FactKind.HANDED_IN: (FactKind.SENT_BACK, FactKind.FIRST_WORD),
    FactKind.TALK: (FactKind.HANDED_IN,),
    FactKind.BACK_IN_CLASS: (FactKind.TALK,),
    FactKind.PRINTED: (FactKind.TALK,),
    FactKind.TAKEN_HOME: (FactKind.PRINTED,),
    FactKind.REMINDED: (FactKind.TAKEN_HOME, FactKind.REMINDED),
    FactKind.RETURNED: (FactKind.TAKEN_HOME,),
    FactKind.ESCALATED: (FactKind.RETURNED,),
    FactKind.CLOSED: (
        FactKind.TALK,
        FactKind.PRINTED,
        FactKind.TAKEN_HOME,
        FactKind.REMINDED,
        FactKind.RETURNED,
        FactKind.ESCALATED,
    ),
    FactKind.FILED: (FactKind.RETURNED, FactKind.CLOSED),
}


def _earliest(form: Form, kind: FactKind) -> datetime:
    """The moment before which a fact of `kind` cannot have happened: the last of what it comes after."""
    before = [last.at for earlier in _COMES_AFTER.get(kind, ()) if (last := form.last(earlier))]
    if kind is FactKind.TAKEN_HOME and (printed := form.first(FactKind.PRINTED)):
        before = [printed.at]  # a reprint does not move the day the paper went home
    return max([form.issued_at, *before])


def _refused(form: Form) -> bool:
    return any(fact.outcome is Outcome.REFUSED for fact in form.all(FactKind.RETURNED))
