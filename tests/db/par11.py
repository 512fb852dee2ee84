"""Par. 11 in the sample school: time-outs, what they propose, and a suspension filled in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from kiosk.db import lines, proposals, suspensions
from kiosk.rules.out_of_group import Proposal
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import BACK_ON, RoadKind
from kiosk.rules.roads import Road
from kiosk.rules.suspension import Duty, Ground, LastChance, Suspension, SuspensionRequest
from tests.db.school import SampleSchool
from tests.db.test_roads import request as roads_request
from tests.db.test_roads import write


def time_out(school: SampleSchool, *pupils: int) -> Road:
    """A time-out of now, of the first pupil unless told; a minute passes."""
    asked = roads_request(school, RoadKind.TIME_OUT)
    back = school.store.settings.calendar.next_school_day(school.clock.now.date())
    texts = asked.texts | {BACK_ON: back.isoformat()}
    made = write(school, RoadKind.TIME_OUT, school.head, pupils=pupils or asked.pupils, texts=texts, evaluate_on=None)
    school.clock.pass_time(minutes=1)
    return made


def proposed(school: SampleSchool, pupil: int | None = None) -> Proposal:
    """What is proposed now about this pupil, the first one unless told."""
    line = proposals.out_of_group_of(school.store, school.head, pupil or school.pupils[0])
    assert line.open is not None
    return line.open


def after_the_talk(school: SampleSchool) -> Proposal:
    """Two time-outs, the talk held, and a third one: a suspension of one day is proposed."""
    for _ in range(2):
        time_out(school)
    proposals.hold_talk(
        school.store, school.head, school.pupils[0], proposed(school), school.clock.now, "Elke dag een startgesprek."
    )
    school.clock.pass_time(minutes=1)
    time_out(school)
    return proposed(school)


def to_look_at(school: SampleSchool) -> Ground:
    """A deviation that asks directie to look whether the first pupil is to be suspended."""
    line = lines.deviate(
        school.store, school.head, school.pupils[0], StepKind.SUSPENSION_REVIEW, "Extreem onveilig op het plein."
    )
    (step,) = line.open_steps
    return Ground(turn_id=step.turn_id)


def request(school: SampleSchool, ground: Ground, **other: Any) -> SuspensionRequest:
    """A suspension of tomorrow with everything in it, without a conference; `other` replaces fields."""
    calendar, today = school.store.settings.calendar, school.clock.now.date()
    first = other.get("first_day", today + timedelta(days=1))
    last: date = other.get("last_day", first)
    made = SuspensionRequest(
        pupil_id=school.pupils[0],
        ground=ground,
        first_day=first,
        last_day=last,
        return_at=datetime.combine(calendar.next_school_day(last), time(8, 30)),
        reason="Sloeg op het plein.",
        heard="kind en moeder",
        heard_on=today,
        schoolwork="rekenen en taal",
        contact="Anneke de Groot, 0320 123 456",
        last_chance=LastChance.IMPOSSIBLE,
        last_chance_why="De ouders willen niet.",
    )
    return replace(made, **other)


def suspend(school: SampleSchool, ground: Ground, **other: Any) -> Suspension:
    return suspensions.suspend(school.store, school.head, request(school, ground, **other))


def _two_time_outs(school: SampleSchool) -> Proposal:
    for _ in range(2):
        time_out(school)
    return proposed(school)


def _suspended(school: SampleSchool) -> Suspension:
    return suspend(school, to_look_at(school))


Prepare = Callable[[SampleSchool], Any]
Deed = Callable[[SampleSchool, Any], object]

DEEDS: dict[str, tuple[str, str, Prepare, Deed]] = {
    "proposals.hold_talk": (
        "close_step",
        r"pupil \d+ proposal \d+",
        _two_time_outs,
        lambda s, one: proposals.hold_talk(s.store, s.head, s.pupils[0], one, s.clock.now, "Afspraken."),
    ),
    "proposals.decline": (
        "close_step",
        r"pupil \d+ proposal \d+",
        _two_time_outs,
        lambda s, one: proposals.decline(s.store, s.head, s.pupils[0], one, "Nu niet."),
    ),
    "suspensions.suspend": (
        "suspend",
        r"suspension \d+",
        lambda s: Ground(road_id=after_the_talk(s).road_id),
        suspend,
    ),
    "suspensions.open_suspension": (
        "read_line",
        r"pupil \d+ suspension \d+",
        _suspended,
        lambda s, one: suspensions.open_suspension(s.store, s.counsellor, one.id),
    ),
    "suspensions.do_task": (
        "suspend",
        r"suspension \d+ board",
        _suspended,
        lambda s, one: suspensions.do_task(s.store, s.head, one.id, Duty.BOARD, s.clock.now.date()),
    ),
    "suspensions.withdraw": (
        "suspend",
        r"suspension \d+ withdrawn",
        _suspended,
        lambda s, one: suspensions.withdraw(s.store, s.head, one.id, "Bezwaar."),
    ),
}
"""By verb: the action in the log, what the log says it was about, what has to be before, and the deed."""
