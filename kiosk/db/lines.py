"""A pupil's line on the ladder, and the steps that wait for directie. SQL finds, `rules.ladder` decides.

`line_of` and `preview_mark` ask nobody: they are for verbs, and for screens that already hold a form of
this pupil which the actor may read, or are issuing one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kiosk.db import rows, tables
from kiosk.db.candidates import may_have_open_steps
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.calendar import school_year
from kiosk.rules.ladder import DueStep, LadderForm, Line, Mark, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line, preview
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import StepKind
from kiosk.rules.step_review import check_taking
from kiosk.text import clean

Facts = tuple[list[LadderForm], list[Turn], list[StepTaken]]
"""What the ladder of a pupil is computed from."""


@dataclass(frozen=True)
class PupilPlace:
    """A pupil's place on the ladder; `coming` is what one more form would set off.

    `this_year` is the number of valid forms of this school year.
    """

    pupil: Pupil
    line: Line
    coming: Mark
    this_year: int


def line_of(store: Store, pupil_id: int) -> Line:
    """The pupil's line, computed from all their forms, turns and steps taken."""
    return line(*facts_of([pupil_id])[pupil_id], store.settings.policy)


def preview_mark(store: Store, pupil_id: int) -> Mark:
    """What a form issued to this pupil now would set off."""
    return _coming(store, facts_of([pupil_id])[pupil_id])


def open_lines(store: Store, actor: Actor) -> list[tuple[Pupil, Line]]:
    """The pupils with a step that waits for directie, or one of this school year that lost its ground.

    For directie and IB ("escalations seen"); `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    policy = store.settings.policy
    facts = facts_of(may_have_open_steps(policy, store.clock().date()))
    found = {pupil_id: line(*its, policy) for pupil_id, its in facts.items()}
    waiting = {pupil_id: one for pupil_id, one in found.items() if one.open_steps or one.groundless}
    pupils = rows.load_pupils_of(waiting)
    return [(pupils[pupil_id], one) for pupil_id, one in waiting.items()]


def places_this_year(store: Store, actor: Actor) -> list[PupilPlace]:
    """Every pupil with a form this school year or a step that waits, in the order of a Dutch list.

    For directie and IB ("escalations seen"); `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    form, policy, today = tables.Form, store.settings.policy, store.clock().date()
    year = school_year(today)
    given = form.voided_at.is_null() & form.pupil.is_null(False) & (form.school_year == year)
    this_year = {pupil_id for (pupil_id,) in rows.tuples_of(form.select(form.pupil).where(given).distinct())}
    facts = facts_of(this_year | may_have_open_steps(policy, today))
    pupils = rows.load_pupils_of(facts)
    found = [
        PupilPlace(
            pupils[pupil_id],
            line(*its, policy),
            _coming(store, its),
            sum(form.school_year == year and not form.voided for form in its[0]),
        )
        for pupil_id, its in facts.items()
    ]
    return sorted((one for one in found if one.this_year or one.line.open_steps), key=lambda one: name_order(one.pupil))


def _coming(store: Store, facts: Facts) -> Mark:
    now = store.clock()
    return preview(*facts, store.settings.policy, issued_at=now, school_year=school_year(now.date()))


def facts_of(pupil_ids: Iterable[int]) -> dict[int, Facts]:
    """What the ladder of each of these pupils is computed from; for verbs and readers of `db`."""
    ids = sorted(set(pupil_ids))
    found: dict[int, Facts] = {pupil_id: ([], [], []) for pupil_id in ids}
    turn, taken = tables.Turn, tables.StepTaken
    for part in rows.in_parts(ids):
        for pupil_id, id, number, year, issued_at, voided_at in _ladder_forms(part):
            found[pupil_id][0].append(LadderForm(id, number, year, issued_at, voided_at is not None))
        turns = turn.select(turn.pupil, turn.id, turn.kind, turn.at, turn.step).where(turn.pupil.in_(part))
        for pupil_id, id, kind, at, step in rows.tuples_of(turns):
            found[pupil_id][1].append(Turn(id, TurnKind(kind), at, StepKind(step) if step else None))
        steps = taken.select(taken.pupil, taken.kind, taken.done_at, taken.form, taken.turn)
        for pupil_id, kind, at, form_id, turn_id in rows.tuples_of(steps.where(taken.pupil.in_(part))):
            found[pupil_id][2].append(StepTaken(StepKind(kind), at, form_id, turn_id))
    return found


def _ladder_forms(pupil_ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """The valid forms of these pupils, and of the voided ones those for which a step was carried out: no other counts.

    Two questions, because the index on pupils is one of valid forms; without it every form ever issued is looked at.
    """
    form, taken = tables.Form, tables.StepTaken
    asked = form.select(form.pupil, form.id, form.number, form.school_year, form.issued_at, form.voided_at)
    theirs = form.pupil.in_(pupil_ids)
    carried_out = taken.select(taken.form).where(taken.pupil.in_(pupil_ids))
    for query in (
        asked.where(theirs & form.voided_at.is_null()),
        asked.where(theirs & form.voided_at.is_null(False) & form.id.in_(carried_out)),
    ):
        yield from rows.tuples_of(query)


def take_step(
    store: Store,
    actor: Actor,
    pupil_id: int,
    step: DueStep,
    outcome: str,
    *,
    on: date | None = None,
    evaluate_on: date | None = None,
) -> Line:
    """Directie carried out an open step, today or on an earlier day `on`; `outcome` says what came of it.

    `evaluate_on` is the day to look back, which an official warning cannot be without.
    """
    if actor.staff_id is None:
        raise Refused("Een stap sluit de directie.", "Log in met je naam en pincode.")
    outcome = clean(outcome).strip()
    with store.act(actor, Action.CLOSE_STEP, subject=f"pupil {pupil_id}") as deed:
        if step not in line_of(store, pupil_id).open_steps:
            raise Refused("Deze stap staat niet meer open.", "Kijk op de lijst wat er nu nodig is.")
        today = deed.now.date()
        day = on or today
        check_taking(step, outcome, day, evaluate_on, today, store.settings.calendar)
        tables.StepTaken.create(
            pupil=pupil_id,
            kind=step.kind,
            form=step.form_id,
            turn=step.turn_id,
            done_at=deed.now if day == today else max(step.since, datetime.combine(day, time(12))),
            done_by=actor.staff_id,
            outcome=outcome,
            evaluate_on=evaluate_on,
        )
    return line_of(store, pupil_id)


def fresh_start(store: Store, actor: Actor, pupil_id: int, reason: str) -> Line:
    """The next form is form 1 of step 1; open steps stay open."""
    return _turn(store, actor, Action.FRESH_START, pupil_id, TurnKind.FRESH_START, None, reason)


def deviate(store: Store, actor: Actor, pupil_id: int, step: StepKind, reason: str) -> Line:
    """In an extremely unsafe situation directie may call for any step at once (par. 8, NB)."""
    return _turn(store, actor, Action.DEVIATE, pupil_id, TurnKind.DEVIATION, step, reason)


def _turn(
    store: Store, actor: Actor, action: Action, pupil_id: int, kind: TurnKind, step: StepKind | None, reason: str
) -> Line:
    reason = clean(reason).strip()
    if not reason:
        raise Refused("Hier hoort een reden bij.", "Schrijf in een paar woorden waarom.")
    with store.act(actor, action, subject=f"pupil {pupil_id}") as deed:
        tables.Turn.create(
            pupil=pupil_id,
            kind=kind,
            at=deed.now,
            step=step,
            reason=reason,
            by=actor.staff_id,
        )
    return line_of(store, pupil_id)
