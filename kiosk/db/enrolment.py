"""Who is at school: what the store has of it, and taking over what the school's own export says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import peewee as pw

from kiosk.db import new_keys, rows, tables
from kiosk.db.people import let_go
from kiosk.db.store import Store
from kiosk.rules.permissions import Action, Actor, reach, require
from kiosk.rules.roll import (
    Roll,
    RollChanges,
    RollGroup,
    RollPupil,
    RollStaff,
    clean_roll,
    compare,
    renewed_group_keys,
    with_group_keys,
)
from kiosk.rules.roll_preview import Lookalike, Preview, open_questions, preview_roll, with_new_keys
from kiosk.rules.staffing import check_directie_stays


def _group_keys() -> dict[int, str]:
    """The school's key of each group, also of those that are gone, by id."""
    return dict(rows.tuples_of(tables.HomeGroup.select(tables.HomeGroup.id, tables.HomeGroup.key)))


def _staff_now(group_keys: Mapping[int, str]) -> dict[int, RollStaff]:
    """The staff at school by id; the key of who was added by hand is ""."""
    keys = dict(rows.tuples_of(tables.Staff.select(tables.Staff.id, tables.Staff.key)))
    return {
        one.id: RollStaff(
            keys[one.id] or "",
            one.given_name,
            one.prefix,
            one.surname,
            one.role_hint,
            tuple(sorted(group_keys[group] for group in one.group_ids)),
        )
        for one in rows.load_staff()
        if one.active
    }


def roll_now(_store: Store) -> Roll:
    """The school as the store has it, in the words of an export: what a newer export is compared with."""
    group_keys = _group_keys()
    pupil_keys = dict(rows.tuples_of(tables.Pupil.select(tables.Pupil.id, tables.Pupil.key)))
    return Roll(
        groups=tuple(RollGroup(group_keys[group.id], group.name) for group in rows.load_groups()),
        pupils=tuple(
            RollPupil(
                key,
                one.given_name,
                one.prefix,
                one.surname,
                one.year_group,
                group_keys[one.group_id] if one.group_id is not None else None,
            )
            for one in rows.load_pupils(active_only=True)
            if (key := pupil_keys[one.id])
        ),
        staff=tuple(one for one in _staff_now(group_keys).values() if one.key),
    )


def preview(store: Store, actor: Actor, roll: Roll, same: Sequence[Lookalike] = ()) -> Preview:
    """What `apply_roll` would change, by name, and who is still to be asked about.

    Asked about is who is new by their key and has the name of somebody who would be gone, or of staff who were added by
    hand. Forms that are not finished are told to who may see them. Raises `Refused` for who may not import, and as
    `compare` does.
    """
    require(actor, Action.IMPORT)
    known = roll_now(store)
    renewed = _renewed(known, clean_roll(roll))
    known = with_new_keys(with_group_keys(known, renewed), same)
    forms = _open_forms() if reach(actor, Action.SEE_ESCALATIONS) else None
    found = preview_roll(known, roll, store.clock().date(), forms)
    return replace(found, alike=tuple(open_questions(_alike(found.changes, renewed), same)))


def apply_roll(store: Store, actor: Actor, roll: Roll, same: Sequence[Lookalike] = ()) -> RollChanges:
    """Take over an export, wholly or not at all, and say what it changed.

    Those of whom a person said that they are the `same` (some who were `alike` in the preview) get the key of the
    export first, and keep what is theirs. Nobody is deleted: groups and staff that are gone become inactive, pupils
    get the day they left. A pupil who moves keeps where they were as an interval. Staff who are gone lose roles and
    PIN: who comes back begins anew. A role in the file grants nothing. Keys match people from export to export; a
    group that has another key and the same name goes on as what it was. Which groups the staff of the file have, is as
    the file says: what was chosen by hand before (see `people.give_groups`) ends there.
    """
    today = store.clock().date()
    with store.act(actor, Action.IMPORT, subject="roll"):
        newer = clean_roll(roll)
        known = roll_now(store)
        renewed = _renewed(known, newer)
        for key, new_key in renewed.items():
            tables.HomeGroup.update(key=new_key).where(tables.HomeGroup.key == key).execute()
        changes = compare(with_group_keys(known, renewed), newer)
        if same:
            new_keys.give(same, _alike(changes))
            changes = compare(roll_now(store), newer)
        _keep_a_head(changes)
        for group in (*changes.groups.new, *changes.groups.changed):
            _put_group(group)
        group_ids = new_keys.ids_by_key(tables.HomeGroup)
        _put_pupils((*changes.pupils.new, *changes.pupils.changed), group_ids, today)
        for member in (*changes.staff.new, *changes.staff.changed):
            _put_staff(member, group_ids)
        _retire(changes, today)
    return changes


def _renewed(known: Roll, newer: Roll) -> dict[str, str]:
    return renewed_group_keys(known, newer, taken=new_keys.ids_by_key(tables.HomeGroup))


def _alike(changes: RollChanges, renewed: Mapping[str, str] = MappingProxyType({})) -> list[Lookalike]:
    """Who may be somebody known; `renewed` are the keys of groups that the store does not have yet."""
    group_keys = {group_id: renewed.get(key, key) for group_id, key in _group_keys().items()}
    return new_keys.find_in(changes, _staff_now(group_keys), group_keys)


def _open_forms() -> dict[str, int]:
    """How many forms of each pupil are neither filed nor void, by the pupil's key."""
    form, pupil = tables.Form, tables.Pupil
    counted = form.select(pupil.key, pw.fn.COUNT(form.id)).join(pupil)
    open_now = counted.where(form.voided_at.is_null() & form.filed_at.is_null()).group_by(pupil.key)
    return dict(rows.tuples_of(open_now))


def _put_group(group: RollGroup) -> None:
    known = tables.HomeGroup.get_or_none(tables.HomeGroup.key == group.key)
    if known:
        tables.HomeGroup.update(name=group.name, active=True).where(tables.HomeGroup.id == known.id).execute()
    else:
        tables.HomeGroup.create(key=group.key, name=group.name)


def _put_pupils(pupils: Sequence[RollPupil], group_ids: Mapping[str, int], today: date) -> None:
    """New ones and those who changed, many rows at a time: a school's year begins with all of them."""
    pupil, member = tables.Pupil, tables.Membership
    fields = (pupil.key, pupil.given_name, pupil.prefix, pupil.surname)
    had = {key: rest for key, *rest in rows.tuples_of(pupil.select(*fields, pupil.left_on))}
    for one in pupils:
        names = [one.given_name, one.prefix, one.surname]
        if one.key in had and had[one.key] != [*names, None]:
            changes = dict(zip(fields[1:], names, strict=True))
            pupil.update({**changes, pupil.left_on: None}).where(pupil.key == one.key).execute()
    _insert(fields, [(one.key, one.given_name, one.prefix, one.surname) for one in pupils if one.key not in had])
    ids = new_keys.ids_by_key(pupil)
    is_at = member.select(member.pupil, member.group, member.year_group).where(member.last_day.is_null())
    places = {pupil_id: tuple(place) for pupil_id, *place in rows.tuples_of(is_at)}
    wanted = {ids[one.key]: (group_ids[one.group_key] if one.group_key else None, one.year_group) for one in pupils}
    moved = [pupil_id for pupil_id, place in wanted.items() if places.get(pupil_id, ()) != place]
    _end_stays(moved, today)
    stay = (member.pupil, member.group, member.year_group, member.first_day)
    _insert(stay, [(pupil_id, *wanted[pupil_id], today) for pupil_id in moved])


def _insert(fields: Sequence[pw.Field], values: Sequence[tuple[object, ...]]) -> None:
    for part in rows.in_parts(values):
        fields[0].model.insert_many(part, fields=fields).execute()


def _end_stays(pupil_ids: Sequence[int], today: date) -> None:
    """Their last day where they are is yesterday; who came today and moves today never was there."""
    member = tables.Membership
    for part in rows.in_parts(pupil_ids):
        current = member.pupil.in_(part) & member.last_day.is_null()
        member.delete().where(current & (member.first_day >= today)).execute()
        member.update(last_day=today - timedelta(days=1)).where(current).execute()


def _put_staff(member: RollStaff, group_ids: Mapping[str, int]) -> None:
    fields = {
        "given_name": member.given_name,
        "prefix": member.prefix,
        "surname": member.surname,
        "role_hint": member.role_hint,
    }
    known = tables.Staff.get_or_none(tables.Staff.key == member.key)
    if known:
        tables.Staff.update(**fields, active=True).where(tables.Staff.id == known.id).execute()
    else:
        known = tables.Staff.create(key=member.key, **fields)
    tables.StaffGroup.delete().where(tables.StaffGroup.staff == known.id).execute()
    for key in member.group_keys:
        tables.StaffGroup.create(staff=known.id, group=group_ids[key])


def _keep_a_head(changes: RollChanges) -> None:
    """Raise `Refused` when nobody of directie would be left to decide or to log in."""
    ids, staff = new_keys.ids_by_key(tables.Staff), rows.load_staff()
    gone = {ids[one.key] for one in changes.staff.gone}
    check_directie_stays(staff, [one for one in staff if one.id not in gone])


def _retire(changes: RollChanges, today: date) -> None:
    """The gone become inactive: their forms keep pointing at them. A group that is gone hosts nobody any more."""
    group, pupil = tables.HomeGroup, tables.Pupil
    group_ids, pupil_ids, staff_ids = (new_keys.ids_by_key(table) for table in (group, pupil, tables.Staff))
    unused = [group_ids[one.key] for one in changes.groups.gone]
    group.update(active=False).where(group.id.in_(unused)).execute()
    group.update(host=None).where(group.host.in_(unused)).execute()
    gone = [pupil_ids[one.key] for one in changes.pupils.gone]
    for part in rows.in_parts(gone):
        pupil.update(left_on=today).where(pupil.id.in_(part)).execute()
    _end_stays(gone, today)
    for one in changes.staff.gone:
        let_go(staff_ids[one.key])
