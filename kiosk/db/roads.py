"""The other roads of the policy (par. 8, 10 and 11): writing one down, looking back, a void, and who reads what."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import peewee as pw

from kiosk.db import rows, tables
from kiosk.db.forms import came_on
from kiosk.db.store import Deed, Store
from kiosk.errors import KioskError, Refused
from kiosk.rules.issue import check_was_here
from kiosk.rules.permissions import Actor, Scope
from kiosk.rules.road_kinds import AGREEMENTS, PEOPLE, RoadKind, action_of
from kiosk.rules.roads import (
    Road,
    RoadRequest,
    RoadReview,
    check_review,
    check_road,
    check_void,
    clean_road,
    in_order,
    kinds_for,
    may_for_road,
    road_scopes,
)
from kiosk.text import clean, clean_line


def write_road(store: Store, actor: Actor, request: RoadRequest) -> Road:
    """Keep a record. `Refused` when something is missing or cannot be, or a pupil is not at school (any more)."""
    writer, request = _staff_id(actor), clean_road(request)
    # What I write is mine, whichever group the pupils are of: as with a form.
    with store.act(actor, action_of(request.kind), scopes=frozenset({Scope.OWN, Scope.ALL})) as deed:
        check_road(request, store.settings.calendar, deed.now)
        details = {key: text for key, text in request.texts.items() if text and key not in (PEOPLE, AGREEMENTS)}
        row = tables.Road.create(
            kind=request.kind,
            held_at=request.held_at,
            group=_group_of_first(store, request),
            people=request.texts.get(PEOPLE, ""),
            agreements=request.texts.get(AGREEMENTS, ""),
            evaluate_on=request.evaluate_on,
            details=json.dumps(details, ensure_ascii=False),
            written_at=deed.now,
            written_by=writer,
        )
        for pupil_id in request.pupils:
            tables.RoadPupil.create(road=row.id, pupil=pupil_id)
        deed.subject = f"road {row.id}"
    return _load_one(row.id)


def review_road(store: Store, actor: Actor, road_id: int, outcome: str, next_on: date | None = None) -> Road:
    """Look back on a road: what came of it. With `next_on` another look back follows; without, the road is finished."""
    by = _staff_id(actor)
    with _about(store, actor, road_id) as (deed, road):
        review = RoadReview(deed.now, by, clean(outcome).strip(), next_on)
        check_review(road, review, store.settings.calendar)
        row = tables.RoadReview.create(
            road=road_id, at=review.at, by=by, outcome=review.outcome, next_on=review.next_on
        )
        deed.subject = f"road {road_id} review {row.id}"
    return replace(road, reviews=(*road.reviews, review))


def void_road(store: Store, actor: Actor, road_id: int, reason: str) -> Road:
    """Make a record void, with a reason: it stays to be read, and waits for nobody any more."""
    by, why = _staff_id(actor), clean_line(reason)
    with _about(store, actor, road_id) as (deed, road):
        check_void(road, actor, why)
        this = tables.Road.id == road_id
        tables.Road.update(voided_at=deed.now, voided_by=by, voided_why=why).where(this).execute()
        deed.subject = f"road {road_id} voided"
    return replace(road, voided_at=deed.now, voided_by=by, voided_why=why)


def roads(_store: Store, actor: Actor) -> list[Road]:
    """Every record that `actor` may see, void ones too: what is to be looked back on first."""
    return in_order(_seen_by(actor, tables.Road.id.is_null(False)))


def roads_of(_store: Store, actor: Actor, pupil_id: int) -> list[Road]:
    """The records about this pupil that `actor` may see, void ones too, in order of time."""
    named = tables.RoadPupil.select(tables.RoadPupil.road).where(tables.RoadPupil.pupil == pupil_id)
    return sorted(_seen_by(actor, tables.Road.id.in_(named)), key=lambda road: (road.held_at, road.id))


def open_road(store: Store, actor: Actor, road_id: int) -> Road:
    """Open one record to read it: every look at it comes through here, and is in the log. `Refused` for others."""
    with _about(store, actor, road_id) as (deed, road):
        deed.subject = f"road {road_id} read"
    return road


def due_roads(store: Store, actor: Actor, until: date | None = None) -> list[Road]:
    """What `actor` may see and is to be looked back on up to day `until` (today unless given): longest ago first."""
    # Vandaag asks this each time: one look through the records, and then only for those that are found.
    due = [row.id for row in tables.Road.select(tables.Road.id).where(_due_by(until or store.clock().date()))]
    return in_order(_seen_by(actor, tables.Road.id.in_(due))) if due else []


def _due_by(today: date) -> Any:
    """Rows of `Road` whose last review, or else the record itself, names a day up to `today`."""
    road, review = tables.Road, tables.RoadReview
    later = review.alias()
    reviews = review.select(review.id).where(review.road == road.id)
    is_last = ~pw.fn.EXISTS(later.select(later.id).where((later.road == review.road) & (later.id > review.id)))
    set_again = reviews.where((review.next_on <= today) & is_last)
    first_time = (road.evaluate_on <= today) & ~pw.fn.EXISTS(reviews)
    return road.voided_at.is_null() & (first_time | pw.fn.EXISTS(set_again))


def _staff_id(actor: Actor) -> int:
    if actor.staff_id is None:
        raise Refused("Dit schrijft een medewerker op.", "Log in met je naam en pincode.")
    return actor.staff_id


@contextmanager
def _about(store: Store, actor: Actor, road_id: int) -> Iterator[tuple[Deed, Road]]:
    """A deed about a record that was kept, for who may see it; the record as it is within the transaction."""
    road = _load_one(road_id)
    scopes = road_scopes(actor, road, rows.groups_now(road.pupils).values())
    with store.act(actor, action_of(road.kind), scopes=scopes) as deed:
        yield deed, _load_one(road_id)


def _group_of_first(store: Store, request: RoadRequest) -> int | None:
    """The home group of its first pupil; `Refused` unless all of them are at school, and were when it happened."""
    found = [rows.load_pupil(pupil_id) for pupil_id in request.pupils]
    for one in found:
        if not one.active:
            raise Refused(f"{one.name} is niet meer op school.", "Kies een leerling van de lijst.")
        check_was_here(request.held_at, came_on(store, one.id), one.given_name)
    return found[0].group_id


def _seen_by(actor: Actor, where: Any) -> list[Road]:
    """The records that are found `where`, without those that `actor` may not see."""
    if not kinds_for(actor):
        return []
    found = _load(where)
    groups = rows.groups_now(one for road in found for one in road.pupils)
    return [road for road in found if may_for_road(actor, road, [groups.get(one) for one in road.pupils])]


def _load_one(road_id: int) -> Road:
    found = _load(tables.Road.id == road_id)
    if not found:
        raise KioskError("Dit is er niet.", "Kies iets van de lijst.")
    return found[0]


def _load(where: Any) -> list[Road]:
    """The records that are found `where`, with their pupils and reviews: three queries, however many records."""
    road, named, review = tables.Road, tables.RoadPupil, tables.RoadReview
    these = road.select(road.id).where(where)
    pupils: defaultdict[int, list[int]] = defaultdict(list)
    for link in named.select().where(named.road.in_(these)).order_by(named.id):
        pupils[link.road_id].append(link.pupil_id)
    reviews: defaultdict[int, list[RoadReview]] = defaultdict(list)
    for row in review.select().where(review.road.in_(these)).order_by(review.id):
        reviews[row.road_id].append(RoadReview(row.at, row.by_id, row.outcome, row.next_on))
    return [
        Road(
            id=row.id,
            kind=RoadKind(row.kind),
            held_at=row.held_at,
            pupils=tuple(pupils[row.id]),
            texts={**json.loads(row.details), PEOPLE: row.people, AGREEMENTS: row.agreements},
            evaluate_on=row.evaluate_on,
            group_id=row.group_id,
            written_at=row.written_at,
            written_by=row.written_by_id,
            reviews=tuple(reviews[row.id]),
            voided_at=row.voided_at,
            voided_by=row.voided_by_id,
            voided_why=row.voided_why,
        )
        for row in road.select().where(where)
        if pupils[row.id]  # else retention has unlinked all of them, and there is nothing to read
    ]
