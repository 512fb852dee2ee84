"""The ladder of par. 8, steps 5 and 6: what a pupil's line on it consists of. How it is worked out: `ladder_walk`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.rules.policy import Policy, StepKind

STEP_LABELS = {
    StepKind.PARENTS_TALK: "gesprek leerling-ouders-directie",
    StepKind.OFFICIAL_WARNING: "officiële waarschuwing",
    StepKind.SUSPENSION_REVIEW: "schorsing overwegen",
}


@dataclass(frozen=True)
class LadderForm:
    """What the ladder needs of a form; `school_year` is the one in which it was issued."""

    id: int
    number: str
    school_year: str
    issued_at: datetime
    voided: bool = False


class TurnKind(StrEnum):
    FRESH_START = "fresh_start"
    DEVIATION = "deviation"


@dataclass(frozen=True)
class Turn:
    """A turn that directie gave to a pupil's line, with a reason: a fresh start, or a step out of order (deviation)."""

    id: int
    kind: TurnKind
    at: datetime
    step: StepKind | None = None


@dataclass(frozen=True)
class StepTaken:
    """A step that directie carried out. `form_id` is the form that had set it off, `turn_id` the deviation that had."""

    kind: StepKind
    done_at: datetime
    form_id: int | None = None
    turn_id: int | None = None


@dataclass(frozen=True)
class Mark:
    """Where one form stands on the ladder.

    `nth` is the how-manieth form that counts, of its school year or of the whole school; `round` numbers the rounds
    between fresh starts (and school years, if the school counts by them), from 1.
    `position` of `size` is its place within the step of kind `step` (beyond `size` when the old round goes on, see
    `Restart.AFTER_TALK`); `sets_off` is the step that it makes due, if any.
    """

    form_id: int
    nth: int
    position: int
    size: int
    step: StepKind
    sets_off: StepKind | None
    round: int = 1


@dataclass(frozen=True)
class DueStep:
    """A step that a form or a deviation made due at `since`; `taken` once directie carried it out."""

    kind: StepKind
    since: datetime
    form_id: int | None = None
    turn_id: int | None = None
    taken: StepTaken | None = None


@dataclass(frozen=True)
class Line:
    """A pupil's whole line.

    `groundless` are steps carried out whose ground a void, or another ladder, took away: "grondslag vervallen".
    """

    marks: tuple[Mark, ...] = ()
    steps: tuple[DueStep, ...] = ()
    groundless: tuple[StepTaken, ...] = ()

    @property
    def open_steps(self) -> tuple[DueStep, ...]:
        """The steps that wait for directie, oldest first."""
        return tuple(step for step in self.steps if step.taken is None)

    def mark(self, form_id: int) -> Mark | None:
        """Where a form stands; None for a voided form."""
        return next((mark for mark in self.marks if mark.form_id == form_id), None)


def outlook(policy: Policy, forms: int) -> tuple[StepKind | None, ...]:
    """What each of a pupil's first `forms` forms sets off, when every step is taken before the next form comes."""
    found: list[StepKind | None] = []
    for index in range(forms):
        step = policy.steps[min(index, len(policy.steps) - 1)]
        found += [None] * (step.forms - 1) + [step.leads_to]
    return tuple(found[:forms])


def dots(mark: Mark, *, coming: bool = False) -> str:
    """The step as dots: "● ● ○" for form 2 of 3; the coming form itself is drawn as ◉."""
    own = "◉" if coming else "●"
    filled = min(mark.position, mark.size)
    return " ".join(["●"] * (filled - 1) + [own] + ["○"] * (mark.size - filled))
