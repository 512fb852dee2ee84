"""One pupil's whole line, as it is read before deciding. Every look at it is in the log."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.db import letters, lines, proposals, roads, rows, step_reviews, suspensions, tables
from kiosk.db.answers import words_of
from kiosk.db.store import Store
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, Form, Talk
from kiosk.rules.ladder import Line, Mark
from kiosk.rules.letters import Letter
from kiosk.rules.out_of_group import OutOfGroupLine
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor, Scope, may_for_form, reach
from kiosk.rules.roads import Road
from kiosk.rules.step_review import StepReview
from kiosk.rules.suspension import Suspension


@dataclass(frozen=True)
class Decided:
    """What directie wrote with a decision: the outcome of a step, or the reason of a turn; `by` is a staff id.

    `words` is "" for who does not read along with directie; they do not see the first day to look back either.
    """

    at: datetime
    by: int
    words: str
    evaluate_on: date | None = None


StepKey = tuple[int | None, int | None]
"""What a step hangs on: the ids of its form and of its turn, one of them None."""


@dataclass(frozen=True)
class PupilHistory:
    """One pupil's line as one person may see it. `coming` is what one more form would set off.

    `forms` in order of issue, voided ones too; `words` are the child's own and `talks` what came of the talk, by form
    id. `outcomes` and `reviews` (the looks back) by step; `reasons` by turn id; `fresh_starts` are the ids of turns
    that began anew; `roads` are the policy's other roads with this pupil, in order of time. `letters`, `suspensions`
    and `out_of_group` (par. 11) are empty for who does not read along with directie.
    """

    pupil: Pupil
    line: Line
    coming: Mark
    forms: tuple[Form, ...]
    words: dict[int, tuple[Words, ...]]
    talks: dict[int, Talk]
    outcomes: dict[StepKey, Decided]
    reasons: dict[int, Decided]
    fresh_starts: tuple[int, ...]
    roads: tuple[Road, ...]
    reviews: dict[StepKey, list[StepReview]]
    letters: tuple[Letter, ...]
    suspensions: tuple[Suspension, ...]
    out_of_group: OutOfGroupLine

    def form(self, form_id: int | None) -> Form | None:
        """One of the pupil's forms."""
        return next((form for form in self.forms if form.id == form_id), None)


def pupil_history(store: Store, actor: Actor, pupil_id: int) -> PupilHistory:
    """Open one pupil's line: every look at it comes through here, and is in the log.

    Directie and IB see all of it. A teacher sees the line of a pupil of the own group, or with a form that they may
    read and that is not void; of the forms only theirs, and not what directie wrote. `Refused` for others.
    """
    pupil, forms = rows.load_pupil(pupil_id), _forms_of(actor, pupil_id)
    mine = any(not one.voided for one in forms) or pupil.group_id in actor.group_ids
    scopes = frozenset(Scope) if mine else frozenset({Scope.ALL})
    with store.act(actor, Action.READ_LINE, subject=f"pupil {pupil_id}", scopes=scopes):
        return history_of(store, actor, pupil_id)


def history_of(store: Store, actor: Actor, pupil_id: int) -> PupilHistory:
    """The same within another deed, which has asked and is logged itself."""
    step, turn, all_of_it = tables.StepTaken, tables.Turn, bool(reach(actor, Action.SEE_ESCALATIONS))
    forms = _forms_of(actor, pupil_id)

    def decided(at: datetime, by: int, words: str, evaluate_on: date | None = None) -> Decided:
        return Decided(at, by, words, evaluate_on) if all_of_it else Decided(at, by, "")

    ids = [one.id for one in forms]
    taken = step.select().where(step.pupil == pupil_id)
    turns = list(turn.select().where(turn.pupil == pupil_id).order_by(turn.at, turn.id))
    return PupilHistory(
        pupil=rows.load_pupil(pupil_id),
        line=lines.line_of(store, pupil_id),
        coming=lines.preview_mark(store, pupil_id),
        forms=tuple(forms),
        words={form_id: words_of(form_id) for form_id in ids},
        talks=rows.load_talks(ids),
        outcomes={
            (row.form_id, row.turn_id): decided(row.done_at, row.done_by_id, row.outcome, row.evaluate_on)
            for row in taken
        },
        reasons={row.id: decided(row.at, row.by_id, row.reason) for row in turns},
        fresh_starts=tuple(row.id for row in turns if row.step is None),
        roads=tuple(roads.roads_of(store, actor, pupil_id)),
        reviews=step_reviews.reviews_of(store, actor, pupil_id) if all_of_it else {},
        letters=tuple(letters.letters_of(store, actor, pupil_id)) if all_of_it else (),
        suspensions=tuple(suspensions.suspensions_of(store, actor, pupil_id)) if all_of_it else (),
        out_of_group=proposals.out_of_group_of(store, actor, pupil_id) if all_of_it else OutOfGroupLine(),
    )


def _forms_of(actor: Actor, pupil_id: int) -> list[Form]:
    """The pupil's forms that `actor` may read, in order of issue, voided ones too; with what directie wrote in them
    only for who reads along with directie."""
    form, group_id = tables.Form, rows.load_pupil(pupil_id).group_id
    found = rows.load_forms(form.select().where(form.pupil == pupil_id).order_by(form.issued_at, form.number))
    theirs = [one for one in found if may_for_form(actor, Action.READ_FORM, one, group_id)]
    return theirs if reach(actor, Action.SEE_ESCALATIONS) else [_without_directie(one) for one in theirs]


def _without_directie(form: Form) -> Form:
    by_head = (FactKind.CLOSED, FactKind.FOLLOWED_UP)
    return replace(form, facts=tuple(replace(one, note="") if one.kind in by_head else one for one in form.facts))
