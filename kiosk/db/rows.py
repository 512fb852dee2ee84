"""From rows to the rules' dataclasses: the one place where tables become facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.db import tables
from kiosk.errors import KioskError
from kiosk.rules.form import Fact, FactKind, Form, HarmedPart, Outcome, Talk
from kiosk.rules.ladder import LadderForm
from kiosk.rules.people import Group, Pupil, Staff
from kiosk.rules.way import Way

# Facts live in several tables and moments go by the second. At equal moments: what belongs to the writing first, then
# the talk, then the rest as it was written down.
_AT_EQUAL_MOMENTS = {
    FactKind.FIRST_WORD: 0,
    FactKind.HANDED_IN: 0,
    FactKind.SENT_BACK: 0,
    FactKind.TALK: 1,
    FactKind.FILED: 3,
    FactKind.VOIDED: 4,
}


def load_form(form_id: int) -> Form:
    """One form with its facts. Raises `KioskError` when there is no such form."""
    found = load_forms(tables.Form.select().where(tables.Form.id == form_id))
    if not found:
        raise KioskError("Dit formulier bestaat niet.", "Kijk het nummer nog eens na.")
    return found[0]


def load_forms(query: Any) -> list[Form]:
    """The forms of a select on `Form`, with their behaviours and facts: four queries, however many forms."""
    rows = list(query)
    ids = [row.id for row in rows]
    facts: defaultdict[int, list[Fact]] = defaultdict(list)
    behaviours: defaultdict[int, list[str]] = defaultdict(list)
    for part in _in_parts(ids):
        fact = tables.FormFact
        for row in fact.select().where(fact.form.in_(part)).order_by(fact.id):
            outcome = Outcome(row.outcome) if row.outcome else None
            facts[row.form_id].append(Fact(FactKind(row.kind), row.at, row.by_id, row.note, outcome, row.person))
        talk = tables.Talk
        for held in talk.select().where(talk.form.in_(part)):
            facts[held.form_id].append(Fact(FactKind.TALK, held.held_at, held.held_by_id))
        named = tables.FormBehaviour
        for one in named.select().where(named.form.in_(part)).order_by(named.id):
            behaviours[one.form_id].append(one.behaviour)
    return [_form(row, behaviours[row.id], facts[row.id]) for row in rows]


def _in_parts(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """SQLite takes a limited number of values in one IN list."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _form(row: Any, behaviours: list[str], facts: list[Fact]) -> Form:
    if row.filed_at:
        facts.append(Fact(FactKind.FILED, row.filed_at, row.filed_by_id, row.filed_note))
    if row.voided_at:
        facts.append(Fact(FactKind.VOIDED, row.voided_at, row.voided_by_id, row.voided_why))
    return Form(
        id=row.id,
        number=row.number,
        school_year=row.school_year,
        pupil_id=row.pupil_id,
        group_id=row.home_group_id,
        host_id=row.host_id,
        happened_at=row.happened_at,
        place=row.place,
        main=row.main,
        behaviours=tuple(sorted(behaviours, key=lambda key: key != row.main)),
        what_was_seen=row.what_was_seen,
        consulted_id=row.consulted_id,
        consulted_at=row.consulted_at,
        issued_at=row.issued_at,
        issued_by=row.issued_by_id,
        way=Way(row.way),
        facts=tuple(sorted(facts, key=lambda fact: (fact.at, _AT_EQUAL_MOMENTS.get(fact.kind, 2)))),
    )


def ladder_form(row: Any) -> LadderForm:
    """What the ladder needs of a `Form` row."""
    return LadderForm(row.id, row.number, row.school_year, row.issued_at, row.voided_at is not None)


def load_talk(form_id: int) -> Talk | None:
    """The talk after this form, if it was held."""
    row = tables.Talk.get_or_none(tables.Talk.form == form_id)
    if row is None:
        return None
    return Talk(
        held_at=row.held_at,
        held_by=row.held_by_id,
        present=row.present,
        outcome=row.outcome,
        agreement_if=row.agreement_if,
        agreement_then=row.agreement_then,
        teacher_remark=row.teacher_remark,
        missed_time=row.missed_time,
        harmed_side=row.harmed_side,
        harmed_part=HarmedPart(row.harmed_part),
    )


def load_pupils(*, active_only: bool) -> list[Pupil]:
    """All pupils with where they are now (or were last), in no particular order."""
    member, group = tables.Membership, tables.HomeGroup
    newest: dict[int, Any] = {}
    for row in member.select(member, group).left_outer_join(group).order_by(member.first_day, member.id):
        newest[row.pupil_id] = row
    query = tables.Pupil.select()
    if active_only:
        query = query.where(tables.Pupil.left_on.is_null())
    return [_pupil(row, newest.get(row.id)) for row in query]


def load_pupil(pupil_id: int) -> Pupil:
    """One pupil. Raises `KioskError` when there is none with this id."""
    row = tables.Pupil.get_or_none(tables.Pupil.id == pupil_id)
    if row is None:
        raise KioskError("Deze leerling bestaat niet.", "Kies een leerling van de lijst.")
    member = tables.Membership
    newest = member.select().where(member.pupil == pupil_id).order_by(member.first_day.desc(), member.id.desc())
    return _pupil(row, newest.first())


def _pupil(row: Any, member: Any) -> Pupil:
    return Pupil(
        id=row.id,
        given_name=row.given_name,
        prefix=row.prefix,
        surname=row.surname,
        year_group=member.year_group if member else None,
        group_id=member.group_id if member else None,
        group_name=member.group.name if member and member.group_id else "zonder groep",
        left_on=row.left_on,
    )


def load_groups() -> list[Group]:
    """The home groups in use, in order of name."""
    query = tables.HomeGroup.select().where(tables.HomeGroup.active).order_by(tables.HomeGroup.name)
    return [Group(row.id, row.name, row.host_id) for row in query]


def load_staff() -> list[Staff]:
    """All staff with their roles and groups, the inactive ones too."""
    roles: defaultdict[int, set[str]] = defaultdict(set)
    for given in tables.StaffRole.select():
        roles[given.staff_id].add(given.role)
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for link in tables.StaffGroup.select():
        groups[link.staff_id].add(link.group_id)
    return [
        Staff(
            id=row.id,
            given_name=row.given_name,
            prefix=row.prefix,
            surname=row.surname,
            role_hint=row.role_hint,
            roles=frozenset(roles[row.id]),
            group_ids=frozenset(groups[row.id]),
            has_pin=bool(row.pin_hash),
            active=row.active,
        )
        for row in tables.Staff.select()
    ]
