"""A pupil's line on the ladder, the steps that wait for directie, and the counts. SQL finds, `rules.ladder` decides.

`line_of`, `preview_mark` and `count_forms` ask nobody: they are for verbs, and for screens that already hold a form of
this pupil which the actor may read, or are issuing one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import peewee as pw

from kiosk.db import rows, tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.ladder import DueStep, LadderForm, Line, Mark, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line, preview
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import StepKind
from kiosk.text import clean


@dataclass(frozen=True)
class PupilLine:
    """A pupil with their place on the ladder; `this_year` is the number of valid forms of this school year."""

    pupil: Pupil
    line: Line
    this_year: int


def line_of(store: Store, pupil_id: int) -> Line:
    """The pupil's line, computed from all their forms, turns and steps taken."""
    return line(*facts_of([pupil_id])[pupil_id], store.settings.policy)


def preview_mark(store: Store, pupil_id: int) -> Mark:
    """What a form issued to this pupil now would set off."""
    now = store.clock()
    facts = facts_of([pupil_id])[pupil_id]
    return preview(*facts, store.settings.policy, issued_at=now, school_year=school_year(now.date()))


def lines_this_year(store: Store, actor: Actor) -> list[PupilLine]:
    """Every pupil with a form this school year or an open step, in the order of a Dutch list.

    For directie and IB ("escalations seen"); `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    year = school_year(store.clock().date())
    found = {pupil.id: pupil for pupil in rows.load_pupils(active_only=False)}
    result = []
    for pupil_id, facts in facts_of(_candidates(store, year)).items():
        its_line = line(*facts, store.settings.policy)
        this_year = sum(form.school_year == year and not form.voided for form in facts[0])
        if this_year or its_line.open_steps or its_line.groundless:
            result.append(PupilLine(found[pupil_id], its_line, this_year))
    return sorted(result, key=lambda one: name_order(one.pupil))


def _candidates(store: Store, year: str) -> set[int]:
    """Who can have something on the list: a form this year, enough forms ever for a step, a turn, or a step taken."""
    form = tables.Form
    valid = form.voided_at.is_null() & form.pupil.is_null(False)
    fewest = store.settings.policy.steps[0].forms
    many = form.select(form.pupil).where(valid).group_by(form.pupil).having(pw.fn.COUNT(form.id) >= fewest)
    this_year = form.select(form.pupil).where(valid & (form.school_year == year)).distinct()
    return {
        row.pupil_id
        for query in (this_year, many, tables.Turn.select(), tables.StepTaken.select())
        for row in query
        if row.pupil_id is not None
    }


Facts = tuple[list[LadderForm], list[Turn], list[StepTaken]]


def facts_of(pupil_ids: Iterable[int]) -> dict[int, Facts]:
    """What the ladder of each of these pupils is computed from; for verbs and readers of `db`."""
    ids = list(pupil_ids)
    found: defaultdict[int, Facts] = defaultdict(lambda: ([], [], []))
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for row in _ladder_forms(part):
            found[_id(row)][0].append(rows.ladder_form(row))
        for turn in tables.Turn.select().where(tables.Turn.pupil.in_(part)):
            step = StepKind(turn.step) if turn.step else None
            found[_id(turn)][1].append(Turn(turn.id, TurnKind(turn.kind), turn.at, step))
        for taken in tables.StepTaken.select().where(tables.StepTaken.pupil.in_(part)):
            found[_id(taken)][2].append(StepTaken(StepKind(taken.kind), taken.done_at, taken.form_id, taken.turn_id))
    return {pupil_id: found[pupil_id] for pupil_id in ids}


def _ladder_forms(pupil_ids: Sequence[int]) -> Iterable[Any]:
    """The valid forms of these pupils, and of the voided ones those for which a step was carried out: no other counts.

    Two questions, because the index on pupils is one of valid forms; without it every form ever issued is looked at.
    """
    form, taken = tables.Form, tables.StepTaken
    theirs = form.pupil.in_(pupil_ids)
    carried_out = taken.select(taken.form).where(taken.pupil.in_(pupil_ids))
    yield from form.select().where(theirs & form.voided_at.is_null())
    yield from form.select().where(theirs & form.voided_at.is_null(False) & form.id.in_(carried_out))


def _id(row: Any) -> int:
    return int(row.pupil_id)


def take_step(store: Store, actor: Actor, pupil_id: int, step: DueStep, outcome: str) -> Line:
    """Directie carried out an open step; `outcome` says in a few words what came of it."""
    if actor.staff_id is None:
        raise Refused("Een stap sluit de directie.", "Log in met je naam en pincode.")
    outcome = clean(outcome).strip()
    if not outcome:
        raise Refused("Wat kwam eruit?", "Schrijf in een paar woorden wat er is afgesproken.")
    with store.act(actor, Action.CLOSE_STEP, subject=f"pupil {pupil_id}") as deed:
        if step not in line_of(store, pupil_id).open_steps:
            raise Refused("Deze stap staat niet meer open.", "Kijk op de lijst wat er nu nodig is.")
        tables.StepTaken.create(
            pupil=pupil_id,
            kind=step.kind,
            form=step.form_id,
            turn=step.turn_id,
            done_at=deed.now,
            done_by=actor.staff_id,
            outcome=outcome,
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


def count_forms(_store: Store, by: str, year: str) -> dict[Any, int]:
    """Valid forms of school year `year` by "home_group", "main" or "place": {value: count}, ids for groups.

    Counted by the day of the incident, as every figure is (a form for an incident in July counts in July's year).
    """
    first, last = school_year_days(year)
    form = tables.Form
    column: Any = {"home_group": form.home_group, "main": form.main, "place": form.place}[by]
    after_last = datetime.combine(last, time()) + timedelta(days=1)
    counted = form.voided_at.is_null() & (form.happened_at >= datetime.combine(first, time()))
    query: Any = form.select(column, pw.fn.COUNT(form.id)).where(counted & (form.happened_at < after_last))
    return dict(query.group_by(column).tuples())
