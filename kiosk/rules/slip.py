"""The paper's way home and back (par. 8, steps 3 and 4): what is due, since when, and when directie takes over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.form import FactKind, Form, Outcome, Stage, stage

SCHOOL_DAYS_TO_REMIND = 2
"""A reminder not given within so many school days of becoming possible shows at directie."""


class SlipStep(StrEnum):
    """What the paper waits for."""

    NOT_YET = "not_yet"  # before the talk, or voided; who left before the talk goes to directie
    TO_PRINT = "to_print"
    TO_TAKE_HOME = "to_take_home"
    AT_HOME = "at_home"  # out, nothing to do yet
    DUE_TODAY = "due_today"
    TO_GIVE_AGAIN = "to_give_again"  # it came back unsigned today: it lies on the desk
    TO_REMIND = "to_remind"
    WITH_HEAD = "with_head"
    TO_FILE = "to_file"
    FILED = "filed"


@dataclass(frozen=True)
class Slip:
    """Where the paper is today.

    `since` is the day on which `step` began (the day the reminder became possible, say); `due_on` the day the paper
    must be back, once it went home; `reminder` is the number of the reminder that is due (TO_REMIND only) or 0;
    `reminder_late` says that it shows at directie as "aandringen blijft liggen"; `head_on` is the day from which
    directie takes over, once every reminder was given.
    """

    step: SlipStep
    since: date | None = None
    due_on: date | None = None
    reminder: int = 0
    reminder_late: bool = False
    head_on: date | None = None


def slip(
    form: Form, today: date, calendar: Calendar, reminders: int, left_on: date | None = None, due_days: int = 1
) -> Slip:
    """The paper's state on `today`; `reminders` and `due_days` as in the policy.

    `left_on` is the day the pupil left the school, if so: what is open then goes to directie, also a form that never
    came to a talk.
    """
    reached = stage(form)
    if reached is Stage.VOIDED:
        return Slip(SlipStep.NOT_YET)
    if filed := form.first(FactKind.FILED):
        return Slip(SlipStep.FILED, filed.at.date(), due_day(form, calendar, due_days))
    if ended := form.signature or form.first(FactKind.CLOSED):
        return Slip(SlipStep.TO_FILE, ended.at.date(), due_day(form, calendar, due_days))
    state = _open(form, reached, today, calendar, reminders, due_days)
    if left_on is None or today < left_on:
        return state
    already = state.since if state.step is SlipStep.WITH_HEAD else None
    return Slip(SlipStep.WITH_HEAD, min(already or left_on, left_on), state.due_on)


def _open(form: Form, reached: Stage, today: date, calendar: Calendar, reminders: int, due_days: int) -> Slip:
    """The state of a paper that is neither signed nor closed, of a pupil who is still here."""
    if reached < Stage.TALKED:
        return Slip(SlipStep.NOT_YET)
    if reached is Stage.TALKED:
        return Slip(SlipStep.TO_PRINT, _day_of(form, FactKind.TALK))
    if reached is Stage.PRINTED:
        return Slip(SlipStep.TO_TAKE_HOME, _day_of(form, FactKind.PRINTED))
    return _away(form, today, calendar, reminders, due_days)


def due_day(form: Form, calendar: Calendar, due_days: int = 1) -> date | None:
    """The day the paper must be back: so many school days after it was taken home (par. 8, step 3: the next one)."""
    taken_home = form.first(FactKind.TAKEN_HOME)
    return calendar.add_school_days(taken_home.at.date(), due_days) if taken_home else None


def next_step_day(form: Form, calendar: Calendar, due_days: int = 1) -> date | None:
    """The day from which the teacher may remind again, or directie takes over; None before it was taken home."""
    due_on = due_day(form, calendar, due_days)
    given = form.all(FactKind.REMINDED)
    return calendar.next_school_day(given[-1].at.date() if given else due_on) if due_on else None


def check_reminder(
    form: Form, today: date, calendar: Calendar, reminders: int, left_on: date | None = None, due_days: int = 1
) -> None:
    """Raise `Refused` unless the teacher may remind the parents today."""
    state = slip(form, today, calendar, reminders, left_on, due_days)
    if state.step is SlipStep.TO_REMIND:
        return
    if state.step in (SlipStep.AT_HOME, SlipStep.DUE_TODAY, SlipStep.TO_GIVE_AGAIN):
        raise Refused("Aandringen kan nog niet.", "Dat kan vanaf de schooldag na de dag waarop het papier terug moet.")
    if state.step is SlipStep.WITH_HEAD:
        raise Refused("Er is genoeg aangedrongen.", "Dit papier ligt nu bij de directie.")
    raise Refused("Aandringen kan zolang het papier thuis is.", "Kijk op de lijst wat de volgende stap is.")


def check_close(
    form: Form, today: date, calendar: Calendar, reminders: int, left_on: date | None = None, due_days: int = 1
) -> None:
    """Raise `Refused` unless the form or its paper lies with directie, who alone may close it unsigned."""
    if slip(form, today, calendar, reminders, left_on, due_days).step is not SlipStep.WITH_HEAD:
        raise Refused("Dit papier ligt nog niet bij de directie.", "Eerst dringt de leerkracht aan.")


def _away(form: Form, today: date, calendar: Calendar, reminders: int, due_days: int) -> Slip:
    due_on, next_step = due_day(form, calendar, due_days), next_step_day(form, calendar, due_days)
    if due_on is None or next_step is None:
        raise AssertionError("a paper at home was taken home")
    if escalated := form.first(FactKind.ESCALATED):
        return Slip(SlipStep.WITH_HEAD, escalated.at.date(), due_on)
    given = form.all(FactKind.REMINDED)
    if today < next_step:
        head_on = next_step if len(given) >= reminders else None
        back = form.last(FactKind.RETURNED)
        if back and back.outcome is Outcome.UNSIGNED and back.at.date() == today:
            return Slip(SlipStep.TO_GIVE_AGAIN, today, due_on, head_on=head_on)
        if today == due_on:
            return Slip(SlipStep.DUE_TODAY, due_on, due_on, head_on=head_on)
        return Slip(SlipStep.AT_HOME, _day_of(form, FactKind.TAKEN_HOME), due_on, head_on=head_on)
    if len(given) >= reminders:
        return Slip(SlipStep.WITH_HEAD, next_step, due_on)
    late = today > calendar.add_school_days(next_step, SCHOOL_DAYS_TO_REMIND)
    return Slip(SlipStep.TO_REMIND, next_step, due_on, reminder=len(given) + 1, reminder_late=late)


def _day_of(form: Form, kind: FactKind) -> date:
    """The day it first happened: a reprint does not make the wait any younger."""
    fact = form.first(kind)
    if fact is None:
        raise AssertionError(f"{kind} did not happen")
    return fact.at.date()
