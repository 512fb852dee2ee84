"""What waits for directie (par. 8, steps 4 to 6): open steps, papers that were not signed, reminders left lying."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kiosk.rules.calendar import Calendar, school_year
from kiosk.rules.form import FactKind, Form
from kiosk.rules.ladder import DueStep, Line, Mark, StepTaken
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.slip import SlipStep, slip


class WaitingKind(IntEnum):
    """Why something waits, in the order of the list."""

    STEP = 1  # a step of the ladder, or one that a deviation called for
    PAPER = 2  # reminded often enough, or refused: the paper lies with directie
    PAPER_OF_LEAVER = 3
    REMINDER = 4  # the teacher could remind for some days and did not
    GROUNDLESS = 5  # a step carried out whose ground a void took away: it stays, and directie should know


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, since the day `since`.

    `form_id` is the form it is about, None for a deviation; `step` and `nth` (the how-manieth form set it off, 0 for a
    deviation) belong to STEP, `taken` to GROUNDLESS, `reminders` (how often the parents were reminded) to papers.
    """

    kind: WaitingKind
    pupil: Pupil
    since: date
    form_id: int | None = None
    step: DueStep | None = None
    nth: int = 0
    taken: StepTaken | None = None
    reminders: int = 0

    @property
    def key(self) -> str:
        """What tells this row of the list from every other."""
        turn_id = self.step.turn_id if self.step else self.taken.turn_id if self.taken else None
        return f"{self.kind:d}-{self.pupil.id}-{self.form_id or 0}-{turn_id or 0}"


def waiting_steps(pupil: Pupil, line: Line, today: date) -> list[Waiting]:
    """The pupil's open steps, and the steps of this school year whose ground is gone."""
    found = []
    for step in line.open_steps:
        mark = line.mark(step.form_id) if step.form_id is not None else None
        nth = mark.nth if mark else 0
        found.append(Waiting(WaitingKind.STEP, pupil, step.since.date(), step.form_id, step, nth))
    for taken in line.groundless:
        day = taken.done_at.date()
        if school_year(day) == school_year(today):
            found.append(Waiting(WaitingKind.GROUNDLESS, pupil, day, taken.form_id, taken=taken))
    return found


def waiting_paper(pupil: Pupil, form: Form, today: date, calendar: Calendar, reminders: int) -> Waiting | None:
    """The pupil's form when it, or its paper, waits for directie on `today`; else None.

    `reminders` is how often the teacher insists by policy.
    """
    state = slip(form, today, calendar, reminders, pupil.left_on)
    given = len(form.all(FactKind.REMINDED))
    if state.step is SlipStep.WITH_HEAD:
        here = pupil.left_on is None or today < pupil.left_on
        kind = WaitingKind.PAPER if here else WaitingKind.PAPER_OF_LEAVER
    elif state.reminder_late:
        kind = WaitingKind.REMINDER
    else:
        return None
    return Waiting(kind, pupil, state.since or today, form.id, reminders=given)


def in_order(found: Iterable[Waiting]) -> list[Waiting]:
    """As the list shows it: by kind, what waits longest first."""
    return sorted(found, key=lambda one: (one.kind, one.since, name_order(one.pupil), one.nth, one.key))


def marks_up_to(line: Line, form_id: int) -> tuple[Mark, ...]:
    """The marks of the form's round from the first up to and including it; empty for a voided form."""
    last = line.mark(form_id)
    if last is None:
        return ()
    up_to = line.marks[: line.marks.index(last) + 1]
    return tuple(mark for mark in up_to if mark.round == last.round)
