"""From rows to the rules' dataclasses: the one place where tables become facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from kiosk.db import tables
from kiosk.errors import KioskError
from kiosk.rules.form import Fact, FactKind, Form, HarmedPart, Outcome, Talk
from kiosk.rules.people import Group, Pupil, Staff
from kiosk.rules.suspension import Duty, DutyDone, Ground, LastChance, Suspension
from kiosk.rules.way import Way

Value = TypeVar("Value")

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
    for part in in_parts(ids):
        fact = tables.FormFact
        told = fact.select(fact.form, fact.kind, fact.at, fact.by, fact.note, fact.outcome, fact.person)
        for form_id, kind, at, by, note, outcome, person in tuples_of(
            told.where(fact.form.in_(part)).order_by(fact.id)
        ):
            facts[form_id].append(Fact(FactKind(kind), at, by, note, Outcome(outcome) if outcome else None, person))
        talk = tables.Talk
        held = talk.select(talk.form, talk.held_at, talk.held_by).where(talk.form.in_(part))
        for form_id, at, by in tuples_of(held):
            facts[form_id].append(Fact(FactKind.TALK, at, by))
        named = tables.FormBehaviour
        listed = named.select(named.form, named.behaviour).where(named.form.in_(part)).order_by(named.id)
        for form_id, behaviour in tuples_of(listed):
            behaviours[form_id].append(behaviour)
    return [_form(row, behaviours[row.id], facts[row.id]) for row in rows]


def tuples_of(query: Any) -> Iterable[tuple[Any, ...]]:
    """The rows of a select as plain tuples: they cost a third of rows with names, and every list begins with some."""
    rows: Iterable[tuple[Any, ...]] = query.tuples()
    return rows


_AT_ONCE = 500


def in_parts(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    """SQLite takes a limited number of values in one statement."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


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


def load_talk(form_id: int) -> Talk | None:
    """The talk after this form, if it was held."""
    return load_talks([form_id]).get(form_id)


def load_talks(form_ids: Sequence[int]) -> dict[int, Talk]:
    """The talks after these forms, by form; those that were held."""
    talk = tables.Talk
    return {row.form_id: _talk(row) for part in in_parts(form_ids) for row in talk.select().where(talk.form.in_(part))}


def _talk(row: Any) -> Talk:
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


def load_suspensions(where: Any) -> list[Suspension]:
    """The suspensions found `where`, with what was done of their tasks, in order of their days: two queries."""
    suspension, task = tables.Suspension, tables.SuspensionTask
    found = list(suspension.select().where(where).order_by(suspension.first_day, suspension.id))
    done: defaultdict[int, dict[Duty, DutyDone]] = defaultdict(dict)
    for part in in_parts([row.id for row in found]):
        for row in task.select().where(task.suspension.in_(part)):
            done[row.suspension_id][Duty(row.kind)] = DutyDone(row.done_on, row.at, row.by_id, row.note)
    return [_suspension(row, done[row.id]) for row in found]


def _suspension(row: Any, done: dict[Duty, DutyDone]) -> Suspension:
    return Suspension(
        id=row.id,
        pupil_id=row.pupil_id,
        ground=Ground(row.form_id, row.turn_id, row.road_id),
        decided_at=row.decided_at,
        decided_by=row.decided_by_id,
        first_day=row.first_day,
        last_day=row.last_day,
        return_at=row.return_at,
        reason=row.reason,
        heard=row.heard,
        heard_on=row.heard_on,
        schoolwork=row.schoolwork,
        contact=row.contact,
        last_chance=LastChance(row.last_chance),
        last_chance_why=row.last_chance_why,
        conference_id=row.conference_id,
        objection_days=row.objection_days,
        done=done,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by_id,
        withdrawn_why=row.withdrawn_why,
    )


def groups_now(pupil_ids: Iterable[int]) -> dict[int, int | None]:
    """The home group of each of these pupils now, or the last one they had, by pupil: reads no other pupil."""
    member = tables.Membership
    found: dict[int, int | None] = {}
    for part in in_parts(sorted(set(pupil_ids))):
        of_these = member.select(member.pupil, member.group).where(member.pupil.in_(part))
        for pupil_id, group_id in tuples_of(of_these.order_by(member.first_day, member.id)):
            found[pupil_id] = group_id  # the newest of each comes last
    return found


_NAMES = (tables.Pupil.id, tables.Pupil.given_name, tables.Pupil.prefix, tables.Pupil.surname, tables.Pupil.left_on)
_HAS_NAME = tables.Pupil.key.is_null(False)  # else retention took it, and it is nobody's any more
_PLACE = (tables.Membership.year_group, tables.Membership.group, tables.HomeGroup.name)


def load_pupils(*, active_only: bool) -> list[Pupil]:
    """All pupils with where they are now (or were last), in no particular order."""
    member, pupil = tables.Membership, tables.Pupil
    places = member.select(member.pupil, *_PLACE).left_outer_join(tables.HomeGroup)
    names = pupil.select(*_NAMES).where(_HAS_NAME)
    if active_only:  # where they were before, in years of moving up, is not asked for
        places = places.where(member.last_day.is_null())
        names = names.where(pupil.left_on.is_null())
    newest = {pupil_id: place for pupil_id, *place in tuples_of(places.order_by(member.first_day, member.id))}
    return [_pupil(row, newest.get(row[0])) for row in tuples_of(names)]


def load_pupil(pupil_id: int) -> Pupil:
    """One pupil. Raises `KioskError` when there is none with this id."""
    member, pupil = tables.Membership, tables.Pupil
    row = next(iter(tuples_of(pupil.select(*_NAMES).where(_HAS_NAME & (pupil.id == pupil_id)))), None)
    if row is None:
        raise KioskError("Deze leerling bestaat niet.", "Kies een leerling van de lijst.")
    places = member.select(*_PLACE).left_outer_join(tables.HomeGroup).where(member.pupil == pupil_id)
    newest_first = places.order_by(member.first_day.desc(), member.id.desc()).limit(1)
    return _pupil(row, next(iter(tuples_of(newest_first)), None))


def load_pupils_of(pupil_ids: Iterable[int]) -> dict[int, Pupil]:
    """These pupils by id, with where they are now (or were last): reads no other pupil."""
    member, pupil = tables.Membership, tables.Pupil
    found: dict[int, Pupil] = {}
    for part in in_parts(sorted(set(pupil_ids))):
        places = member.select(member.pupil, *_PLACE).left_outer_join(tables.HomeGroup).where(member.pupil.in_(part))
        newest = {one: place for one, *place in tuples_of(places.order_by(member.first_day, member.id))}
        names = pupil.select(*_NAMES).where(pupil.id.in_(part))
        found |= {row[0]: _pupil(row, newest.get(row[0])) for row in tuples_of(names)}
    return found


def _pupil(row: Sequence[Any], place: Sequence[Any] | None) -> Pupil:
    pupil_id, given_name, prefix, surname, left_on = row
    year_group, group_id, group_name = place or (None, None, None)
    return Pupil(pupil_id, given_name, prefix, surname, year_group, group_id, group_name or "zonder groep", left_on)


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
