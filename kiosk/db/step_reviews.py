"""Looking back on the steps that directie took: which are due, and what came of it."""

from collections import defaultdict
from datetime import date
from typing import Any

import peewee as pw

from kiosk.db import tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import StepKind
from kiosk.rules.step_review import StepEvaluation, StepReview, check_review
from kiosk.text import clean


def due_evaluations(_store: Store, actor: Actor, until: date) -> list[StepEvaluation]:
    """The steps to be looked back on up to and including day `until`. For directie and IB; `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    return [one for one in _evaluations() if one.due_on <= until]


def grounds_to_look_back_on() -> list[tuple[int | None, int | None]]:
    """The (form, turn) id of every step with a look back still to come. Asks nobody: for verbs of `db`."""
    taken = tables.StepTaken
    ids = [one.step_id for one in _evaluations()]
    found: Any = taken.select(taken.form, taken.turn).where(taken.id.in_(ids))
    return list(found.tuples())


def reviews_of(_store: Store, actor: Actor, pupil_id: int) -> dict[tuple[int | None, int | None], list[StepReview]]:
    """What each look back on a pupil's steps gave, by (form, turn) id of the step. For directie and IB."""
    require(actor, Action.SEE_ESCALATIONS)
    taken, review = tables.StepTaken, tables.StepReview
    found: defaultdict[tuple[int | None, int | None], list[StepReview]] = defaultdict(list)
    asked: Any = review.select(taken.form, taken.turn, review.at, review.by, review.outcome, review.next_on).join(taken)
    for form_id, turn_id, *rest in asked.where(taken.pupil == pupil_id).order_by(review.id).tuples():
        found[form_id, turn_id].append(StepReview(*rest))
    return dict(found)


def open_evaluation(store: Store, actor: Actor, step_id: int) -> StepEvaluation:
    """Open a step that waits for a look back, to read it: a look at the pupil's line, which is in the log.

    For directie and IB; `Refused` for others, and when nobody looks back on it any more.
    """
    require(actor, Action.SEE_ESCALATIONS)
    found = next((one for one in _evaluations() if one.step_id == step_id), None)
    if found is None:
        raise Refused("Hierop is al teruggekeken.", "Kies iets anders van de lijst.")
    with store.act(actor, Action.READ_LINE, subject=f"pupil {found.pupil_id} step {step_id}"):
        return found


def review_step(
    store: Store, actor: Actor, step_id: int, outcome: str, next_on: date | None = None
) -> StepEvaluation | None:
    """Directie looked back on a step: what came of it. With `next_on` another look back follows, which is returned."""
    outcome = clean(outcome).strip()
    with store.act(actor, Action.CLOSE_STEP) as deed:
        evaluation = next((one for one in _evaluations() if one.step_id == step_id), None)
        check_review(evaluation, outcome, next_on, deed.now.date(), store.settings.calendar)
        if actor.staff_id is None or evaluation is None:
            raise Refused("Terugkijken doet de directie.", "Log in met je naam en pincode.")
        tables.StepReview.create(step=step_id, at=deed.now, by=actor.staff_id, outcome=outcome, next_on=next_on)
        deed.subject = f"pupil {evaluation.pupil_id} step {step_id}"
    return next((one for one in _evaluations() if one.step_id == step_id), None)


def _evaluations() -> list[StepEvaluation]:
    """Every step with a look back still to come, oldest first: the day that its newest review names, else its own."""
    taken, review = tables.StepTaken, tables.StepReview
    later = review.alias()
    newer = later.select(later.id).where((later.step == review.step) & (later.id > review.id))
    columns = (taken.id, taken.pupil, taken.kind, taken.done_at, taken.outcome)
    none_yet = ~pw.fn.EXISTS(review.select(review.id).where(review.step == taken.id))
    first: Any = taken.select(*columns, taken.evaluate_on).where(taken.evaluate_on.is_null(False) & none_yet)
    again: Any = taken.select(*columns, review.next_on).join(review, on=(review.step == taken.id))
    again = again.where(review.next_on.is_null(False) & ~pw.fn.EXISTS(newer))
    found = [
        StepEvaluation(id, pupil_id, StepKind(kind), done_at, outcome, due_on)
        for query in (first, again)
        for id, pupil_id, kind, done_at, outcome, due_on in query.tuples()
    ]
    return sorted(found, key=lambda one: (one.due_on, one.step_id))
