"""The forms: issuing one, the pupil's code, and reading them. What happens to a form afterwards: `facts`.

Every reader asks whether `actor` may, except `similar_form` and `came_on`: who issues forms may do so for any pupil;
and `last_consulted`, which looks at the actor's own forms only.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import peewee as pw

from kiosk.db import rows, tables
from kiosk.db.store import Store, group_now
from kiosk.errors import Refused
from kiosk.rules import number
from kiosk.rules.calendar import school_year
from kiosk.rules.code import CODE_DIGITS
from kiosk.rules.form import Fact, FactKind, Form
from kiosk.rules.form_order import check_next
from kiosk.rules.issue import IssueRequest, check_host, check_request, check_was_here, clean_request
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor, Role, Scope, may_for_form, require_for_form
from kiosk.rules.way import Way
from kiosk.vault.pins import random_digits


@dataclass(frozen=True)
class Issued:
    """A new form and the six digits with which the pupil opens it today."""

    form: Form
    code: str


def issue_form(store: Store, actor: Actor, request: IssueRequest) -> Issued:
    """Issue a form with the next number of this school year, and a code for the pupil.

    Raises `Refused` when something that must be there is missing, lies in the future or before the pupil came, or the
    consultation was with somebody who is not directie or IB.
    """
    if actor.staff_id is None:
        raise Refused("Een formulier geeft een leerkracht, IB of directie.", "Log in met je naam en pincode.")
    request = clean_request(request)
    with store.act(actor, Action.ISSUE, scopes=frozenset({Scope.OWN, Scope.ALL})) as deed:
        check_request(request, store.settings.policy, deed.now)
        pupil = _check_people(store, request)
        year = school_year(deed.now.date())
        row = tables.Form.create(
            number=_next_number(store, year),
            school_year=year,
            pupil=pupil.id,
            home_group=pupil.group_id,
            year_group=pupil.year_group,
            host=request.host_id,
            way=request.way,
            happened_at=request.happened_at,
            place=request.place,
            main=request.main,
            what_was_seen=request.what_was_seen,
            consulted=request.consulted_id,
            consulted_at=request.consulted_at,
            issued_at=deed.now,
            issued_by=actor.staff_id,
        )
        for behaviour in dict.fromkeys((request.main, *request.behaviours)):
            tables.FormBehaviour.create(form=row.id, behaviour=behaviour)
        code = give_code(row.id, deed.now.date())
        deed.subject = f"form {row.id}"
        return Issued(rows.load_form(row.id), code)


def _check_people(store: Store, request: IssueRequest) -> Pupil:
    """The pupil; raise `Refused` unless pupil, consulted and group are there and fit each other."""
    role = tables.StaffRole
    consulted = (role.staff == request.consulted_id) & tables.Staff.active
    agreed = role.select().join(tables.Staff).where(consulted & role.role.in_([Role.HEAD.value, Role.COUNSELLOR.value]))
    if not agreed.exists():
        raise Refused("Overleg eerst met de directie of IB.", "Kies met wie je hebt overlegd.")
    here = (tables.Pupil.id == request.pupil_id) & tables.Pupil.left_on.is_null()
    if not tables.Pupil.select().where(here).exists():
        raise Refused("Deze leerling is niet (meer) op school.", "Kies een leerling van de lijst.")
    if request.host_id is not None and not tables.HomeGroup.select().where(tables.HomeGroup.id == request.host_id):
        raise Refused("Deze groep bestaat niet.", "Kies een parallelgroep van de lijst.")
    pupil = rows.load_pupil(request.pupil_id)
    check_host(request.host_id, pupil.group_id)
    check_was_here(request.happened_at, came_on(store, pupil.id), pupil.given_name)
    return pupil


def came_on(_store: Store, pupil_id: int) -> date | None:
    """The pupil's first day at school; None for who stood in the first import of all, and came some day before it."""
    member = tables.Membership
    earliest = member.select(pw.fn.MIN(member.first_day))
    came: date | None = earliest.where(member.pupil == pupil_id).scalar()
    return came if came != earliest.scalar() else None


def _next_number(store: Store, year: str) -> str:
    form = tables.Form
    last = form.select(form.number).where(form.school_year == year).order_by(form.number.desc()).first()
    serial = int(last.number[5:9]) + 1 if last else 1
    return number.make_number(store.settings.school.tag, year, serial)


def give_code(form_id: int, today: date) -> str:
    """A code that no other open form has, in place of the form's older one.

    Those of other forms stay, also of earlier days: a child may be writing while the clock is put right.
    """
    tables.Code.delete().where(tables.Code.form == form_id).execute()
    while True:
        code = random_digits(CODE_DIGITS)
        if not tables.Code.select().where(tables.Code.code == code).exists():
            tables.Code.create(form=form_id, code=code, valid_on=today)
            return code


def new_code(store: Store, actor: Actor, form_id: int) -> str:
    """A fresh code for a form that still waits for the pupil's words; the old code no longer opens it."""
    with store.act(actor, Action.NEW_CODE, form=form_id) as deed:
        check_next(deed.about, Fact(FactKind.HANDED_IN, deed.now), deed.now)
        return give_code(form_id, deed.now.date())


def same_code(store: Store, actor: Actor, form_id: int) -> str:
    """Today's code of this form once more, for a child who lost the slip; a fresh one when there is none today."""
    with store.act(actor, Action.NEW_CODE, form=form_id) as deed:
        check_next(deed.about, Fact(FactKind.HANDED_IN, deed.now), deed.now)
        today = deed.now.date()
        known = tables.Code.get_or_none((tables.Code.form == form_id) & (tables.Code.valid_on == today))
        return str(known.code) if known else give_code(form_id, today)


def choose_way(store: Store, actor: Actor, form_id: int, way: Way) -> None:
    """From now on the pupil answers in this way; what was answered before stays. `Refused` after the hand-in."""
    with store.act(actor, Action.CHOOSE_WAY, form=form_id) as deed:
        check_next(deed.about, Fact(FactKind.HANDED_IN, deed.now), deed.now)
        tables.Form.update(way=way).where(tables.Form.id == form_id).execute()


def last_consulted(store: Store, actor: Actor) -> int | None:
    """With whom `actor` consulted for the form they issued last this school year; None when they issued none."""
    form = tables.Form
    mine = (form.school_year == school_year(store.clock().date())) & (form.issued_by == actor.staff_id)
    newest = form.select(form.consulted).where(mine).order_by(form.issued_at.desc(), form.id.desc()).first()
    return newest.consulted_id if newest else None


def similar_form(_store: Store, pupil_id: int, day: date, main: str) -> Form | None:
    """A form of the same pupil, day and main behaviour, if there is one: the teacher is asked, not refused."""
    form, start = tables.Form, datetime(day.year, day.month, day.day)
    query = form.select().where(
        (form.pupil == pupil_id)
        & (form.main == main)
        & (form.happened_at >= start)
        & (form.happened_at < start + timedelta(days=1))
        & form.voided_at.is_null()
    )
    found = rows.load_forms(query)
    return found[0] if found else None


def open_forms(_store: Store, actor: Actor) -> list[Form]:
    """The forms that are neither filed nor voided and that `actor` may read, oldest first."""
    form = tables.Form
    query = form.select().where(form.voided_at.is_null() & form.filed_at.is_null()).order_by(form.issued_at)
    found = rows.load_forms(query)
    where_now = rows.groups_now(one.pupil_id for one in found if one.pupil_id is not None)
    return [one for one in found if may_for_form(actor, Action.READ_FORM, one, where_now.get(one.pupil_id or 0))]


def read_form(_store: Store, actor: Actor, form_id: int) -> Form:
    """One form that `actor` may read; `Refused` otherwise."""
    form = rows.load_form(form_id)
    require_for_form(actor, Action.READ_FORM, form, group_now(form))
    return form


def form_by_number(store: Store, actor: Actor, typed: str) -> Form:
    """The form whose number a person typed or a scanner read. Raises `Refused` with the reason."""
    digits = number.read_number(typed, store.settings.school.tag)
    row = tables.Form.get_or_none(tables.Form.number == digits)
    if row is None:
        raise Refused("Dit nummer is nooit uitgegeven.", "Kijk het nummer op het papier nog eens na.")
    return read_form(store, actor, row.id)
