"""The agreements of talks: which ones to look at today, how each went, and what the one before it was."""

from datetime import datetime, time, timedelta
from typing import Any

import peewee as pw

from kiosk.db import rows, tables
from kiosk.db.facts import add_fact
from kiosk.db.forms import read_form
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.agreement import SCHOOL_DAYS_TO_CHECK, EarlierAgreement, check_day, is_to_check
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.form import KEPT_OUTCOMES, Fact, FactKind, Form, Outcome, Talk
from kiosk.rules.permissions import Action, Actor, Scope, may_for_form, reach, require

_BEFORE_THE_SUMMER = timedelta(days=60)
"""Ten school days before 1 August lie well within this."""


def agreements_to_check(store: Store, actor: Actor) -> list[tuple[Form, Talk]]:
    """The forms whose agreement `actor` should ask about today, with their talks, oldest first.

    Of a talk just before the summer that is after it. What was to be asked in an earlier school year and was not, is
    let go: a new year begins with a clean slate.
    """
    today, calendar = store.clock().date(), store.settings.calendar
    year_began = school_year_days(school_year(today))[0]
    earliest = datetime.combine(year_began - _BEFORE_THE_SUMMER, time())
    latest = datetime.combine(today - timedelta(days=SCHOOL_DAYS_TO_CHECK), time())  # the calendar looks closer below
    talk, form, fact, pupil = tables.Talk, tables.Form, tables.FormFact, tables.Pupil
    checked = fact.select(pw.SQL("1")).where((fact.form == talk.form) & (fact.kind == FactKind.AGREEMENT_CHECKED))
    query = (
        form.select()
        .join(talk)
        .switch(form)
        .join(pupil)
        .where(pupil.left_on.is_null())
        .where((talk.agreement_then != "") & (talk.held_at >= earliest) & (talk.held_at < latest))
        .where(form.voided_at.is_null() & ~pw.fn.EXISTS(checked))
        .order_by(talk.held_at)
    )
    if Scope.ALL not in reach(actor, Action.CHECK_AGREEMENT):  # most are of others: do not load those
        query = query.where((form.issued_by == actor.staff_id) | form.pupil.in_(_pupils_of(actor)))
    found = rows.load_forms(query)
    talks = rows.load_talks([one.id for one in found])
    group_now = rows.groups_now(one.pupil_id for one in found if one.pupil_id is not None)
    return [
        (one, talks[one.id])
        for one in found
        if may_for_form(actor, Action.CHECK_AGREEMENT, one, group_now.get(one.pupil_id or 0))
        and is_to_check(one, talks[one.id], today, calendar)
        and check_day(talks[one.id], calendar) >= year_began
    ]


def _pupils_of(actor: Actor) -> Any:
    """The pupils who are in one of the actor's home groups now."""
    member = tables.Membership
    return member.select(member.pupil).where(member.last_day.is_null() & member.group.in_(list(actor.group_ids)))


def not_kept(store: Store, actor: Actor) -> list[Form]:
    """The forms whose agreement, looked at this school year, was not kept, and directie wrote nothing about it yet.

    For directie and IB; `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    form, fact, follow = tables.Form, tables.FormFact, tables.FormFact.alias()
    began = datetime.combine(school_year_days(school_year(store.clock().date()))[0], time())
    # Written out, for the index of these few rows is only found when the words stand in the question.
    was_not_kept = pw.SQL("kind = 'agreement_checked' AND outcome = 'not_kept'")
    followed = follow.select(follow.id).where((follow.form == fact.form) & (follow.kind == FactKind.FOLLOWED_UP))
    unseen: Any = fact.select(fact.form).where(was_not_kept & (fact.at >= began) & ~pw.fn.EXISTS(followed))
    ids = [form_id for (form_id,) in unseen.tuples()]
    return rows.load_forms(form.select().where(form.id.in_(ids) & form.voided_at.is_null())) if ids else []


def check_agreement(store: Store, actor: Actor, form_id: int, outcome: Outcome, note: str = "") -> Form:
    """Somebody asked whether the agreement was kept: yes, partly or no. Once a form; `Refused` without an agreement."""
    if outcome not in KEPT_OUTCOMES:
        raise Refused("Zo gaat een afspraak niet.", "Kies gelukt, voor een deel gelukt of niet gelukt.")
    with store.act(actor, Action.CHECK_AGREEMENT, form=form_id) as deed:
        talk = rows.load_talk(form_id)
        if talk and not talk.agreement:
            raise Refused("In dit gesprek is geen afspraak gemaakt.", "Er is niets om na te kijken.")
        fact = Fact(FactKind.AGREEMENT_CHECKED, deed.now, actor.staff_id, note, outcome)
        add_fact(deed.about, fact, deed.now)
    return rows.load_form(form_id)


def earlier_agreement(store: Store, actor: Actor, form_id: int) -> EarlierAgreement | None:
    """The newest agreement of this school year that the same pupil made after an earlier form, if any.

    Who may read the form may read this of the one before it: did the plan work?
    """
    now = read_form(store, actor, form_id)
    if now.pupil_id is None:  # nobody knows any more whose form it was: there is no "same pupil"
        return None
    form, talk, fact = tables.Form, tables.Talk, tables.FormFact
    before = (form.issued_at < now.issued_at) | ((form.issued_at == now.issued_at) & (form.number < now.number))
    same = (form.pupil == now.pupil_id) & (form.school_year == now.school_year) & form.voided_at.is_null()
    query = form.select(form.id).join(talk).where(same & before & (talk.agreement_then != ""))
    found = query.order_by(form.issued_at.desc(), form.number.desc()).first()
    held = rows.load_talk(found.id) if found else None
    if held is None:
        return None
    checked = fact.get_or_none((fact.form == found.id) & (fact.kind == FactKind.AGREEMENT_CHECKED))
    if checked is None:
        return EarlierAgreement(held.held_at.date(), held.agreement)
    return EarlierAgreement(held.held_at.date(), held.agreement, Outcome(str(checked.outcome)), str(checked.note))
