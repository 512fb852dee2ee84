"""What the store holds that is past its retention term, and what of it is still open."""

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date, datetime, time
from typing import Any

import peewee as pw

from kiosk.db import rows, step_reviews, tables
from kiosk.db.store import Store
from kiosk.db.waiting import waiting
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.permissions import Actor
from kiosk.rules.retention import Kept, KeptRoad, Past, PupilYear, Term, Terms, past_term
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.waiting import Waiting, WaitingKind


def term_of(store: Store, terms: Terms | None = None) -> Term:
    """The terms as they fall today: those of the school, or others that it could have."""
    return Term(store.clock().date(), store.settings.policy.counting, terms or store.settings.retention)


def leavers(term: Term) -> Any:
    """Who left too long ago, as a question about a pupil who still has a name."""
    pupil = tables.Pupil
    return pupil.key.is_null(False) & (pupil.left_on <= term.last_leaving)


def is_over(term: Term) -> Any:
    """Past its term, as a question about a form."""
    form, pupil = tables.Form, tables.Pupil
    by_leaving = form.pupil.in_(pupil.select(pupil.id).where(leavers(term)))
    return by_leaving if term.last_year is None else (form.school_year <= term.last_year) | by_leaving


def past_today(store: Store, actor: Actor) -> Past:
    """What is past its term; cheap while nothing is."""
    term = term_of(store)
    pupil = tables.Pupil
    left_on: dict[int, date | None] = dict(rows.tuples_of(pupil.select(pupil.id, pupil.left_on).where(leavers(term))))
    years, roads = _years(term, left_on), _roads(term)
    if not (years or roads or left_on):
        return Past()
    open_years, open_roads = _open(waiting(store, actor))
    return past_term(
        Kept(
            left_on,
            tuple(
                PupilYear(pupil_id, year, count, (pupil_id, year) in open_years)
                for (pupil_id, year), count in sorted(years.items())
            ),
            tuple(
                KeptRoad(one.id, one.kind, one.school_year, one.pupils, one.waits or one.id in open_roads)
                for one in roads
            ),
        ),
        term,
    )


def _years(term: Term, leavers_of_long_ago: Container[int]) -> dict[tuple[int, str], int]:
    """The school years of pupils that are past their term, with how many forms are in each."""
    form, turn = tables.Form, tables.Turn
    query = form.select(form.pupil, form.school_year, pw.fn.COUNT(form.id))
    query = query.where(form.pupil.is_null(False) & is_over(term)).group_by(form.pupil, form.school_year)
    # By hand, as the figures do: after thirty years without it these are twenty thousand rows of plain values.
    found = {(pupil_id, year): int(count) for pupil_id, year, count in tables.database.execute(query).fetchall()}
    for pupil_id, at in rows.tuples_of(turn.select(turn.pupil, turn.at).where(turn.pupil.is_null(False))):
        year = school_year(at.date())
        if pupil_id in leavers_of_long_ago or (term.last_year is not None and year <= term.last_year):
            found.setdefault((pupil_id, year), 0)
    return found


def _roads(term: Term) -> list[KeptRoad]:
    """The records that are past the term of one of their pupils, or may be."""
    road, named, pupil = tables.Road, tables.RoadPupil, tables.Pupil
    of_leavers = named.select(named.road).join(pupil).where(leavers(term))
    is_old: Any = road.id.in_(of_leavers)
    if term.last_year is not None:
        after = datetime.combine(school_year_days(term.last_year)[1], time.max)
        is_old |= (road.held_at <= after) & road.id.in_(named.select(named.road))
    pupils: defaultdict[int, list[int]] = defaultdict(list)
    old = road.select(road.id).where(is_old)
    for road_id, pupil_id in rows.tuples_of(
        named.select(named.road, named.pupil).where(named.road.in_(old)).order_by(named.id)
    ):
        pupils[road_id].append(pupil_id)
    review = tables.RoadReview
    found = road.select(road.id, road.kind, road.held_at, road.evaluate_on, road.voided_at).where(is_old)
    last: dict[int, date | None] = dict(
        rows.tuples_of(review.select(review.road, review.next_on).where(review.road.in_(old)).order_by(review.id))
    )
    return [
        KeptRoad(
            road_id,
            RoadKind(kind),
            school_year(held_at.date()),
            tuple(pupils[road_id]),
            voided_at is None and last.get(road_id, evaluate_on) is not None,
        )
        for road_id, kind, held_at, evaluate_on, voided_at in rows.tuples_of(found)
    ]


def _open(found: Iterable[Waiting]) -> tuple[set[tuple[int | None, str]], set[int]]:
    """What is still open: school years of pupils with an unfinished form or something that waits, and records.

    A paper that is not in ParnaSys waits for a teacher; everything else that waits stands on directie's list, or will.
    """
    form = tables.Form
    unfinished = form.pupil.is_null(False) & form.voided_at.is_null() & form.filed_at.is_null()
    years = set(rows.tuples_of(form.select(form.pupil, form.school_year).where(unfinished)))
    grounds: list[tuple[int | None, int | None, int | None]] = []
    for one in found:
        if one.kind is WaitingKind.GROUNDLESS:
            continue  # it is only told
        grounds.append((one.form_id, one.step.turn_id if one.step else None, one.road.id if one.road else None))
        if one.suspension:
            ground = one.suspension.ground
            grounds.append((ground.form_id, ground.turn_id, ground.road_id))
        if one.proposal:
            grounds += [(None, None, road_id) for road_id in one.proposal.road_ids]
    grounds += [(form_id, turn_id, None) for form_id, turn_id in step_reviews.grounds_to_look_back_on()]
    turn = tables.Turn
    of_forms = [form_id for form_id, _, _ in grounds if form_id]
    of_turns = [turn_id for _, turn_id, _ in grounds if turn_id]
    years |= set(rows.tuples_of(form.select(form.pupil, form.school_year).where(form.id.in_(of_forms))))
    for pupil_id, at in rows.tuples_of(turn.select(turn.pupil, turn.at).where(turn.id.in_(of_turns))):
        years.add((pupil_id, school_year(at.date())))
    return years, {road_id for _, _, road_id in grounds if road_id}
