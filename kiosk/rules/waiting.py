"""What waits for directie (par. 8, steps 4 to 6, par. 10 and 11): why, since when, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from kiosk.rules.calendar import Calendar, school_year
from kiosk.rules.form import FactKind, Form
from kiosk.rules.form_order import agreement_not_kept
from kiosk.rules.ladder import DueStep, Line, Mark, StepTaken
from kiosk.rules.out_of_group import Proposal
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.roads import Road
from kiosk.rules.slip import SlipStep, slip
from kiosk.rules.step_review import StepEvaluation
from kiosk.rules.suspension import Suspension, next_task


class WaitingKind(IntEnum):
    """Why something waits, in the order of the list."""

    STEP = 1  # a step of the ladder, or one that a deviation called for
    PROPOSAL = 2  # par. 11: time and again out of the group
    SUSPENSION = 3  # it is not over, or leaves something to do
    PAPER = 4  # reminded often enough, or refused: the paper lies with directie
    PAPER_OF_LEAVER = 5
    AGREEMENT = 6  # it was not kept, and directie wrote nothing about it yet
    REMINDER = 7  # the teacher could remind for some days and did not
    EVALUATION = 8  # the day to look back on another road, or on a step
    GROUNDLESS = 9  # a step carried out whose ground a void took away: it stays, and directie should know


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, since the day `since`; or until `due_on`, when that is a day to come.

    `form_id` is the form it is about, None for what hangs on none; `step` and `nth` (the how-manieth form set it off, 0
    for a deviation) belong to STEP, `taken` to GROUNDLESS, `reminders` (how often the parents were reminded) to papers,
    and one of the others to PROPOSAL, SUSPENSION and EVALUATION.
    """

    kind: WaitingKind
    pupil: Pupil
    since: date
    form_id: int | None = None
    step: DueStep | None = None
    nth: int = 0
    taken: StepTaken | None = None
    reminders: int = 0
    proposal: Proposal | None = None
    suspension: Suspension | None = None
    road: Road | None = None
    evaluation: StepEvaluation | None = None
    due_on: date | None = None

    @property
    def key(self) -> str:
        """What tells this row of the list from every other."""
        turn_id = self.step.turn_id if self.step else self.taken.turn_id if self.taken else None
        about = (
            self.proposal.road_id
            if self.proposal
            else self.suspension.id
            if self.suspension
            else self.road.id
            if self.road
            else self.evaluation.step_id
            if self.evaluation
            else turn_id
        )
        table = "road" if self.road else "step" if self.evaluation else ""
        return f"{self.kind:d}{table}-{self.pupil.id}-{self.form_id or 0}-{about or 0}"

    def presses(self, today: date, calendar: Calendar) -> bool:
        """Whether it is a suspension with something due on the next school day at the latest: it stands on top."""
        if self.kind is not WaitingKind.SUSPENSION or self.due_on is None:
            return False
        return self.due_on <= calendar.next_school_day(today)

    def is_later(self, today: date, calendar: Calendar) -> bool:
        """Whether its day is yet to come and does not press: it stands below what is due today."""
        return self.due_on is not None and self.due_on > today and not self.presses(today, calendar)


def end_of_week(today: date) -> date:
    """The Sunday up to which the list looks ahead."""
    return today + timedelta(days=6 - today.weekday())


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


def waiting_paper(
    pupil: Pupil, form: Form, today: date, calendar: Calendar, reminders: int, due_days: int = 1
) -> Waiting | None:
    """The pupil's form when it, or its paper, waits for directie on `today`; else None.

    `reminders` and `due_days` as in the policy.
    """
    state = slip(form, today, calendar, reminders, pupil.left_on, due_days)
    given = len(form.all(FactKind.REMINDED))
    if state.step is SlipStep.WITH_HEAD:
        here = pupil.left_on is None or today < pupil.left_on
        kind = WaitingKind.PAPER if here else WaitingKind.PAPER_OF_LEAVER
    elif state.reminder_late:
        kind = WaitingKind.REMINDER
    else:
        return None
    return Waiting(kind, pupil, state.since or today, form.id, reminders=given)


def waiting_agreement(pupil: Pupil, form: Form) -> Waiting | None:
    """The pupil's form when its agreement was not kept and directie wrote nothing about that yet; else None."""
    checked = form.first(FactKind.AGREEMENT_CHECKED)
    if checked is None or form.voided or form.has(FactKind.FOLLOWED_UP) or not agreement_not_kept(form):
        return None
    return Waiting(WaitingKind.AGREEMENT, pupil, checked.at.date(), form.id)


def waiting_proposal(pupil: Pupil, proposal: Proposal) -> Waiting:
    """What par. 11 proposes."""
    return Waiting(WaitingKind.PROPOSAL, pupil, proposal.since.date(), proposal=proposal)


def waiting_suspension(pupil: Pupil, suspension: Suspension, calendar: Calendar) -> Waiting:
    """A suspension that is not over, or leaves a task: due is the first task, else the day of return."""
    task = next_task(suspension, calendar)
    due_on = task.due_on if task else suspension.return_at.date()
    decided = suspension.decided_at.date()
    return Waiting(WaitingKind.SUSPENSION, pupil, decided, suspension=suspension, due_on=due_on)


def waiting_road(pupil: Pupil, road: Road) -> Waiting:
    """A record of another road, looked back on `road.due_on`; `pupil` is its first one."""
    return Waiting(WaitingKind.EVALUATION, pupil, road.due_on or road.held_at.date(), road=road, due_on=road.due_on)


def waiting_evaluation(pupil: Pupil, evaluation: StepEvaluation) -> Waiting:
    """A step that was taken and is to be looked back on."""
    day = evaluation.due_on
    return Waiting(WaitingKind.EVALUATION, pupil, day, evaluation=evaluation, due_on=day)


def in_order(found: Iterable[Waiting], today: date, calendar: Calendar) -> list[Waiting]:
    """As the list shows it: what presses, what is due by kind and how long it waits, what comes later by its day."""
    by_kind = sorted(found, key=lambda one: (one.kind, one.since, name_order(one.pupil), one.nth, one.key))

    def place(one: Waiting) -> tuple[bool, date]:
        presses = one.presses(today, calendar)
        return not presses, one.due_on if one.due_on and (presses or one.is_later(today, calendar)) else today

    return sorted(by_kind, key=place)


def marks_up_to(line: Line, form_id: int) -> tuple[Mark, ...]:
    """The marks of the form's round from the first up to and including it; empty for a voided form."""
    last = line.mark(form_id)
    if last is None:
        return ()
    up_to = line.marks[: line.marks.index(last) + 1]
    return tuple(mark for mark in up_to if mark.round == last.round)
