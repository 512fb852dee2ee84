"""Looking back on a step that was taken: what an official warning cannot go without (par. 8, step 6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.ladder import DueStep
from kiosk.rules.policy import StepKind
from kiosk.rules.roads import check_day


@dataclass(frozen=True)
class StepReview:
    """A look back: when, by whom (a staff id), what came of it, and the day of the next one, if there is one."""

    at: datetime
    by: int
    outcome: str
    next_on: date | None = None


@dataclass(frozen=True)
class StepEvaluation:
    """A step that was taken and is to be looked back on `due_on`. `step_id` is the id of what was taken."""

    step_id: int
    pupil_id: int
    kind: StepKind
    done_at: datetime
    outcome: str
    due_on: date


def check_taking(
    step: DueStep, outcome: str, on: date, evaluate_on: date | None, today: date, calendar: Calendar
) -> None:
    """Raise `Refused` unless the step can be closed: something came of it, on a day since it was due, up to today.

    An official warning says when school and parents look back; the day to look back is a school day to come.
    """
    if not outcome:
        raise Refused("Wat kwam eruit?", "Schrijf in een paar woorden wat er is afgesproken.")
    if on > today:
        raise Refused("Deze dag ligt in de toekomst.", "Schrijf het op als het gedaan is.")
    if on < step.since.date():
        raise Refused("Toen stond deze stap nog niet open.", "Kijk de dag nog eens na.")
    if evaluate_on:
        check_day(evaluate_on, today + timedelta(days=1), calendar)
    elif step.kind is StepKind.OFFICIAL_WARNING:
        raise Refused(
            "Wanneer kijken jullie terug?", "Een waarschuwing heeft een dag om terug te kijken. Typ een dag zoals 8-12."
        )


def check_review(
    evaluation: StepEvaluation | None, outcome: str, next_on: date | None, today: date, calendar: Calendar
) -> None:
    """Raise `Refused` unless there is still a look back to be held, it says something, and the next day can be."""
    if evaluation is None:
        raise Refused("Hier is al op teruggekeken: het is klaar.", "Kijk op de lijst wat er nu nodig is.")
    if not outcome:
        raise Refused("Hoe gaat het nu?", "Schrijf in een of twee zinnen wat er wel en niet lukt.")
    if next_on:
        check_day(next_on, today + timedelta(days=1), calendar)
