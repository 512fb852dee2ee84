"""A suspension (par. 11; WPO article 40c): its days, what has to be done from day one, and how long one can object.

What it cannot be without: `suspension_checks`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.rules.calendar import Calendar
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import Road


class LastChance(StrEnum):
    """The last chance to repair (par. 10), before a suspension: the conference was held, could not be, or is open."""

    HELD = "held"
    IMPOSSIBLE = "impossible"
    OPEN = "open"


class Duty(StrEnum):
    """What a suspension asks of directie, in order: who is told from day one, and the talk when the child is back."""

    PARENTS_LETTER = "parents_letter"  # par. 11: "dit wordt vastgelegd in een brief"; WPO 40c: in writing, with reasons
    BOARD = "board"  # par. 11: "het schoolbestuur [wordt] op de hoogte gesteld"
    ATTENDANCE_OFFICER = "attendance_officer"  # par. 11: "de afdeling leerplicht van de gemeente"
    INSPECTORATE = "inspectorate"  # WPO 40c: a suspension of more than one day, with the reasons
    RETURN_TALK = "return_talk"  # par. 11: how the wanted behaviour will be shown; the day that the child is back


DUTY_NAMES = {
    Duty.PARENTS_LETTER: "brief aan de ouders",
    Duty.BOARD: "bericht aan het schoolbestuur",
    Duty.ATTENDANCE_OFFICER: "bericht aan leerplicht",
    Duty.INSPECTORATE: "bericht aan de inspectie",
    Duty.RETURN_TALK: "terugkeergesprek",
}
"""What people call them in a list."""


@dataclass(frozen=True)
class Ground:
    """What led to a suspension, one of three.

    A step of the ladder hangs on a form (`form_id`) or a deviation (`turn_id`), a proposal of par. 11 on the time-out
    that made it due (`road_id`).
    """

    form_id: int | None = None
    turn_id: int | None = None
    road_id: int | None = None


@dataclass(frozen=True)
class SuspensionRequest:
    """What directie fills in.

    `heard` is who of pupil and parents was heard, on `heard_on`; `contact` is whom they reach; `conference_id` the
    record of the conference (par. 10) when the last chance was held, `last_chance_why` the reason when it was not.
    """

    pupil_id: int
    ground: Ground
    first_day: date
    last_day: date
    return_at: datetime
    reason: str
    heard: str
    heard_on: date
    schoolwork: str
    contact: str
    last_chance: LastChance
    last_chance_why: str = ""
    conference_id: int | None = None


@dataclass(frozen=True)
class DutyDone:
    """Who did a duty and on which day; `by` is a staff id, `at` when it was written down."""

    done_on: date
    at: datetime
    by: int
    note: str = ""


@dataclass(frozen=True)
class Suspension(SuspensionRequest):
    """A suspension that directie decided; `objection_days` is the setting that was in force."""

    id: int = field(kw_only=True)
    decided_at: datetime = field(kw_only=True)
    decided_by: int = field(kw_only=True)
    objection_days: int = field(kw_only=True)
    done: dict[Duty, DutyDone] = field(default_factory=dict, kw_only=True)
    withdrawn_at: datetime | None = field(default=None, kw_only=True)
    withdrawn_by: int | None = field(default=None, kw_only=True)
    withdrawn_why: str = field(default="", kw_only=True)

    @property
    def form_id(self) -> int | None:
        """The form that the ladder's step hung on."""
        return self.ground.form_id

    @property
    def turn_id(self) -> int | None:
        """The deviation that had called for the step."""
        return self.ground.turn_id

    @property
    def road_id(self) -> int | None:
        """The time-out that had made the proposal due."""
        return self.ground.road_id


def preview(request: SuspensionRequest, at: datetime, by: int, objection_days: int) -> Suspension:
    """The suspension that this request would become if it were decided now: read before it is confirmed."""
    return Suspension(**vars(request), id=0, decided_at=at, decided_by=by, objection_days=objection_days)


@dataclass(frozen=True)
class Task:
    """A duty of one suspension: `due_on`, and `done` once somebody did it."""

    duty: Duty
    due_on: date
    done: DutyDone | None = None


def tasks(suspension: Suspension, calendar: Calendar) -> tuple[Task, ...]:
    """What directie has to do, due on the first day; the talk on the day of return.

    The letter on the school day after the decision, when that comes first: the term to object runs from then.
    """
    due = dict.fromkeys(Duty, suspension.first_day) | {Duty.RETURN_TALK: suspension.return_at.date()}
    after = calendar.next_school_day(suspension.decided_at.date())
    due[Duty.PARENTS_LETTER] = min(suspension.first_day, after)
    if school_days(suspension, calendar) <= 1:
        del due[Duty.INSPECTORATE]
    return tuple(Task(duty, due[duty], suspension.done.get(duty)) for duty in Duty if duty in due)


def next_task(suspension: Suspension, calendar: Calendar) -> Task | None:
    """The first task that is still to be done; None when all are, or when the suspension was withdrawn."""
    left = () if suspension.withdrawn_at else tasks(suspension, calendar)
    return next((one for one in left if one.done is None), None)


def is_open(suspension: Suspension, calendar: Calendar, today: date) -> bool:
    """Whether directie still has to look at it: it was not withdrawn, and is not over or leaves a task."""
    if suspension.withdrawn_at:
        return False
    return today < suspension.return_at.date() or next_task(suspension, calendar) is not None


def school_days(suspension: SuspensionRequest, calendar: Calendar) -> int:
    """How many school days it takes: each day at home is one."""
    return calendar.school_days(suspension.first_day, suspension.last_day)


def objection_until(suspension: Suspension, calendar: Calendar) -> date:
    """The last day on which parents can object to the board (par. 11: "binnen vijf werkdagen" of the decision)."""
    return calendar.add_working_days(suspension.decided_at.date(), suspension.objection_days)


def conferences(roads: Iterable[Road], pupil_id: int) -> tuple[Road, ...]:
    """The conferences of par. 10 that were held with this pupil, the newest first; void ones are none."""
    theirs = [
        road
        for road in roads
        if road.kind is RoadKind.CONFERENCE and road.voided_at is None and pupil_id in road.pupils
    ]
    return tuple(sorted(theirs, key=lambda road: (road.held_at, road.id), reverse=True))
