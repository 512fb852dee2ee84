"""The school's calendar: which terms another one would move, and the change itself."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import peewee as pw

from kiosk.db import roads, rows, step_reviews, tables
from kiosk.db.school import Part, change_school
from kiosk.db.store import Store
from kiosk.rules import calendar_change as rule
from kiosk.rules.calendar import Calendar
from kiosk.rules.calendar_change import Moved, Moves, PupilMoved
from kiosk.rules.form import FactKind
from kiosk.rules.permissions import Action, Actor, reach, require
from kiosk.rules.timetable import Timetable
from kiosk.settings import Region

_AGREEMENTS_BACK = timedelta(days=90)
"""The tenth school day after a talk lies within this, the summer and a free week among them."""


def calendar_changes(store: Store, actor: Actor, new: Calendar) -> Moves:
    """What `new` would move of papers, agreements and suspensions that are open, and which chosen days it would free.

    For who manages the calendar, else `Refused`. Only who sees escalations reads what and whose, and of days to look
    back; beheer, who sees no forms, that something moves.
    """
    require(actor, Action.MANAGE_CALENDAR)
    old, today = store.settings.calendar, store.clock().date()
    found = [*_papers(store, new), *_agreements(old, new, today), *_suspensions(old, new, today)]
    if not reach(actor, Action.SEE_ESCALATIONS):
        pupils = rows.load_pupils_of(pupil_id for pupil_id, _ in found)
        return Moves(hidden=any(one.active for one in pupils.values()))
    look_back = [(road.pupils[0], road.due_on) for road in roads.due_roads(store, actor, date.max)]
    look_back += [(one.pupil_id, one.due_on) for one in step_reviews.due_evaluations(store, actor, date.max)]
    for pupil_id, day in look_back:
        if day:
            found += [(pupil_id, one) for one in rule.chosen_day_stands(day, old, new, today, "terugkijken")]
    pupils = rows.load_pupils_of(pupil_id for pupil_id, _ in found)
    return Moves(tuple(PupilMoved(moved, pupils[pupil_id]) for pupil_id, moved in found if pupils[pupil_id].active))


def change_calendar(
    store: Store, actor: Actor, region: Region, closed: frozenset[date], opened: frozenset[date], timetable: Timetable
) -> None:
    """From now on this is the school's calendar and timetable: in its file, and in `store.settings` at once.

    Also with nothing changed it is logged: somebody found it right. `Refused` for who does not manage the calendar;
    another `KioskError` when the file or the log cannot be written, and then nothing was changed.
    """
    school = replace(store.settings.school, region=region)
    moved = {} if school == store.settings.school else {"school": school}
    change_school(store, actor, Part.CALENDAR, closed=closed, opened=opened, timetable=timetable, **moved)


def _papers(store: Store, new: Calendar) -> list[tuple[int, Moved]]:
    """Of each paper that is at home, by pupil."""
    form, fact = tables.Form, tables.FormFact
    today, settings = store.clock().date(), store.settings
    policy = settings.policy
    taken_home = fact.select(fact.form).where(fact.kind == FactKind.TAKEN_HOME)
    open_ones = form.voided_at.is_null() & form.filed_at.is_null() & form.pupil.is_null(False)
    return [
        (one.pupil_id, moved)
        for one in rows.load_forms(form.select().where(open_ones & form.id.in_(taken_home)))
        for moved in rule.paper_moves(one, settings.calendar, new, today, policy.reminders, policy.due_days)
        if one.pupil_id is not None
    ]


def _agreements(old: Calendar, new: Calendar, today: date) -> list[tuple[int, Moved]]:
    """Of each agreement that nobody looked at yet, by pupil."""
    talk, form, fact = tables.Talk, tables.Form, tables.FormFact
    checked = fact.select(fact.id).where((fact.form == talk.form) & (fact.kind == FactKind.AGREEMENT_CHECKED))
    query: Any = talk.select(talk.form, form.pupil).join(form)
    query = query.where(talk.held_at >= datetime.combine(today - _AGREEMENTS_BACK, time()))
    query = query.where((talk.agreement_then != "") & form.voided_at.is_null() & form.pupil.is_null(False))
    pupil_of = dict(query.where(~pw.fn.EXISTS(checked)).tuples())
    return [
        (pupil_of[form_id], moved)
        for form_id, held in rows.load_talks(list(pupil_of)).items()
        for moved in rule.agreement_moves(held, old, new, today)
    ]


def _suspensions(old: Calendar, new: Calendar, today: date) -> list[tuple[int, Moved]]:
    """Of each suspension that is not over, by pupil."""
    one = tables.Suspension
    coming = one.withdrawn_at.is_null() & (one.return_at >= datetime.combine(today, time()))
    return [
        (each.pupil_id, moved)
        for each in rows.load_suspensions(coming)
        for moved in rule.suspension_moves(each, old, new, today)
    ]
