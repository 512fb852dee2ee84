"""Te doen: everything that waits for directie, read with few questions however many forms there are."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from kiosk.db import lines, proposals, roads, rows, step_reviews, suspensions
from kiosk.db.agreements import not_kept
from kiosk.db.forms import open_forms
from kiosk.db.store import Store
from kiosk.rules.form import Form
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.waiting import (
    Waiting,
    end_of_week,
    in_order,
    waiting_agreement,
    waiting_evaluation,
    waiting_paper,
    waiting_proposal,
    waiting_road,
    waiting_steps,
    waiting_suspension,
)

One = TypeVar("One")


def waiting(store: Store, actor: Actor) -> list[Waiting]:
    """What is to be decided or done today, and until the end of this week, in the order of the list.

    For directie and IB; `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    today, calendar = store.clock().date(), store.settings.calendar
    policy = store.settings.policy
    found = [step for pupil, line in lines.open_lines(store, actor) for step in waiting_steps(pupil, line, today)]
    found += [waiting_proposal(one.pupil, one.proposal) for one in proposals.open_proposals(store, actor)]
    found += [
        waiting_suspension(one.pupil, one.suspension, calendar) for one in suspensions.open_suspensions(store, actor)
    ]

    def paper(pupil: Pupil, form: Form) -> Waiting | None:
        return waiting_paper(pupil, form, today, calendar, policy.reminders, policy.due_days)

    found += _of_pupils(open_forms(store, actor), lambda form: form.pupil_id, paper)
    found += _of_pupils(not_kept(store, actor), lambda form: form.pupil_id, waiting_agreement)
    until = end_of_week(today)
    found += _of_pupils(roads.due_roads(store, actor, until), lambda road: road.pupils[0], waiting_road)
    due = step_reviews.due_evaluations(store, actor, until)
    found += _of_pupils(due, lambda evaluation: evaluation.pupil_id, waiting_evaluation)
    return in_order(found, today, calendar)


def _of_pupils(
    found: Iterable[One], pupil_of: Callable[[One], int | None], make: Callable[[Pupil, One], Waiting | None]
) -> list[Waiting]:
    """What waits of these things, each with its pupil; retention may have unlinked one."""
    of = [(pupil_id, one) for one in found if (pupil_id := pupil_of(one)) is not None]
    pupils = rows.load_pupils_of(pupil_id for pupil_id, _ in of)
    return [row for pupil_id, one in of if (row := make(pupils[pupil_id], one))]
