"""What directie reads before deciding: everything that waits, one pupil's whole line, and the forms per home group."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.db import lines, roads, rows, tables
from kiosk.db.answers import Words, words_of
from kiosk.db.forms import open_forms
from kiosk.db.store import Store
from kiosk.rules.calendar import school_year
from kiosk.rules.form import Form
from kiosk.rules.ladder import Line, Mark
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor, Scope, may_for_form, reach, require
from kiosk.rules.roads import Road
from kiosk.rules.waiting import Waiting, in_order, waiting_paper, waiting_steps


@dataclass(frozen=True)
class Decided:
    """What directie wrote with a decision: the outcome of a step, or the reason of a turn; `by` is a staff id.

    `words` is "" for who does not read along with directie.
    """

    at: datetime
    by: int
    words: str


@dataclass(frozen=True)
class PupilHistory:
    """One pupil's line as one person may see it. `coming` is what one more form would set off.

    `forms` in order of issue, voided ones too; `words` are the child's own, by form id. `outcomes` by (form, turn) id
    of the step that was carried out; `reasons` by turn id; `fresh_starts` are the ids of turns that began anew; `roads`
    are the policy's other roads with this pupil, in order of time.
    """

    pupil: Pupil
    line: Line
    coming: Mark
    forms: tuple[Form, ...]
    words: dict[int, tuple[Words, ...]]
    outcomes: dict[tuple[int | None, int | None], Decided]
    reasons: dict[int, Decided]
    fresh_starts: tuple[int, ...]
    roads: tuple[Road, ...]

    def form(self, form_id: int | None) -> Form | None:
        """One of the pupil's forms."""
        return next((form for form in self.forms if form.id == form_id), None)


@dataclass(frozen=True)
class PupilPlace:
    """A pupil with a form this school year (`this_year` is how many), or with a step still open."""

    pupil: Pupil
    line: Line
    coming: Mark
    this_year: int


def waiting(store: Store, actor: Actor) -> list[Waiting]:
    """Everything that waits for directie, in the order of the list. For directie and IB; `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    today, policy, calendar = store.clock().date(), store.settings.policy, store.settings.calendar
    found = [step for one in lines.lines_this_year(store, actor) for step in waiting_steps(one.pupil, one.line, today)]
    pupils = {pupil.id: pupil for pupil in rows.load_pupils(active_only=False)}
    for form in open_forms(store, actor):
        if form.pupil_id is not None:
            paper = waiting_paper(pupils[form.pupil_id], form, today, calendar, policy.reminders)
            found += [paper] if paper else []
    return in_order(found)


def pupil_history(store: Store, actor: Actor, pupil_id: int) -> PupilHistory:
    """Open one pupil's line: every look at it comes through here.

    Directie and IB see all of it. A teacher sees the line of a pupil of the own group, or with a form that they may
    read and that is not void; of the forms only theirs, and not what directie wrote. `Refused` for others.
    """
    form, step, turn = tables.Form, tables.StepTaken, tables.Turn
    pupil, all_of_it = rows.load_pupil(pupil_id), bool(reach(actor, Action.SEE_ESCALATIONS))
    forms = [
        one
        for one in rows.load_forms(form.select().where(form.pupil == pupil_id).order_by(form.issued_at, form.number))
        if may_for_form(actor, Action.READ_FORM, one, pupil.group_id)
    ]
    mine = any(not one.voided for one in forms) or pupil.group_id in actor.group_ids
    require(actor, Action.READ_FORM, frozenset(Scope) if mine else frozenset({Scope.ALL}))

    def decided(at: datetime, by: int, words: str) -> Decided:
        return Decided(at, by, words if all_of_it else "")

    taken = step.select().where(step.pupil == pupil_id)
    turns = list(turn.select().where(turn.pupil == pupil_id).order_by(turn.at, turn.id))
    return PupilHistory(
        pupil=pupil,
        line=lines.line_of(store, pupil_id),
        coming=lines.preview_mark(store, pupil_id),
        forms=tuple(forms),
        words={one.id: words_of(one.id) for one in forms},
        outcomes={(row.form_id, row.turn_id): decided(row.done_at, row.done_by_id, row.outcome) for row in taken},
        reasons={row.id: decided(row.at, row.by_id, row.reason) for row in turns},
        fresh_starts=tuple(row.id for row in turns if row.step is None),
        roads=tuple(roads.roads_of(store, actor, pupil_id)),
    )


def pupil_places(store: Store, actor: Actor) -> list[PupilPlace]:
    """Every pupil with a form this school year or an open step, in the order of a Dutch list. For directie and IB."""
    return [
        PupilPlace(one.pupil, one.line, lines.preview_mark(store, one.pupil.id), one.this_year)
        for one in lines.lines_this_year(store, actor)
        if one.this_year or one.line.open_steps
    ]


def forms_per_group(store: Store, actor: Actor) -> dict[str, int]:
    """This school year's valid forms by name of the home group of then: those in use all, others with a form.

    For who may see the figures of the whole school; `Refused` for others.
    """
    require(actor, Action.FIGURES_WITHOUT_NAMES)
    counted = lines.count_forms(store, "home_group", school_year(store.clock().date()))
    found: dict[str, int] = {}
    for group in tables.HomeGroup.select().order_by(tables.HomeGroup.name):
        if group.active or group.id in counted:
            found[group.name] = found.get(group.name, 0) + counted.get(group.id, 0)
    if None in counted:
        found["zonder groep"] = counted[None]
    return found
