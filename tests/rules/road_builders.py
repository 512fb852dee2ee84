"""Records of the policy's other roads, as the tests ask for them."""

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.rules.permissions import Actor, Role
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import Road, RoadRequest, RoadReview
from tests.rules.builders import COUNSELLOR, HOME_GROUP, TEACHER, at, day, school_calendar

CALENDAR = school_calendar()
NOW = at("2026-11-23 10:00")
TODAY = NOW.date()
IN_TWO_WEEKS = day("2026-12-07")


def request(kind: RoadKind = RoadKind.REPAIR_PLAN, supporters: int = 6, **other: Any) -> RoadRequest:
    """A record of today with everything in it that its kind asks; `other` replaces fields."""
    texts = {one.key: "woorden" for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    texts |= {one.key: "2026-11-24" for one in FIELDS[kind] if one.asks is Asks.DAY}
    pupils = tuple(range(1, supporters + 2)) if kind is RoadKind.SUPPORT_GROUP else (1,)
    made = RoadRequest(kind, NOW, pupils, texts, IN_TWO_WEEKS)
    return replace(made, **other)


def road(kind: RoadKind = RoadKind.REPAIR_PLAN, *reviews: RoadReview, **other: Any) -> Road:
    """The same, as it was kept by a teacher."""
    asked = request(kind)
    fields: dict[str, Any] = {
        "kind": kind,
        "held_at": asked.held_at,
        "pupils": asked.pupils,
        "texts": asked.texts,
        "evaluate_on": asked.evaluate_on,
        "id": 5,
        "group_id": HOME_GROUP,
        "written_at": NOW,
        "written_by": TEACHER,
        "reviews": reviews,
    }
    return Road(**(fields | other))


def review(
    outcome: str = "Het gaat beter.", next_on: date | None = None, moment: str = "2026-12-07 09:00"
) -> RoadReview:
    return RoadReview(at(moment), COUNSELLOR, outcome, next_on)


def staff(*roles: Role, staff_id: int = 99, groups: tuple[int, ...] = ()) -> Actor:
    return Actor("Eva Bos", frozenset(roles), staff_id, frozenset(groups))
