"""Pupils, staff and groups: reading them, and taking over what the school's own export says.

The readers ask nobody: names and groups are what every member of staff knows. A pupil's screens import none of them.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from kiosk.db import rows, tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.people import Group, Pupil, Staff, name_order
from kiosk.rules.permissions import Action, Actor, Role
from kiosk.rules.roll import Roll, RollChanges, RollGroup, RollPupil, RollStaff, clean_roll, compare
from kiosk.text import clean_line


def pupils(_store: Store) -> list[Pupil]:
    """The pupils at school now, in the order of a Dutch list of names."""
    return sorted(rows.load_pupils(active_only=True), key=name_order)


def has_pupils(_store: Store) -> bool:
    """Whether any pupil is at school now: for a list that is empty because nothing was imported yet."""
    return bool(tables.Pupil.select().where(tables.Pupil.left_on.is_null()).exists())


def pupils_since(_store: Store, day: date) -> list[Pupil]:
    """The pupils who were at school on `day` or later, also those who left after it, in no particular order."""
    return [one for one in rows.load_pupils(active_only=False) if one.left_on is None or one.left_on >= day]


def pupil(_store: Store, pupil_id: int) -> Pupil:
    """One pupil, also one who left. Raises `KioskError` when there is none."""
    return rows.load_pupil(pupil_id)


def pupil_names(_store: Store) -> dict[int, str]:
    """Every pupil's name by id, those who left too: for records of what was."""
    return {one.id: one.name for one in rows.load_pupils(active_only=False)}


def groups(_store: Store) -> list[Group]:
    """The home groups in use, by name."""
    return rows.load_groups()


def staff(_store: Store) -> list[Staff]:
    """The staff at school now, in the order of a Dutch list of names."""
    return sorted((one for one in rows.load_staff() if one.active), key=name_order)


def staff_names(_store: Store) -> dict[int, str]:
    """Every staff member's name by id, those who left too: for lists and paper."""
    return {one.id: one.name for one in rows.load_staff()}


def consultants(store: Store) -> list[Staff]:
    """Those with whom a form is consulted (par. 8): directie and IB."""
    return [one for one in staff(store) if one.roles & {Role.HEAD, Role.COUNSELLOR}]


def actor_of(member: Staff) -> Actor:
    """`member` as the one who acts, with the roles and groups they have now."""
    return Actor(
        name=member.name,
        roles=frozenset(Role(role) for role in member.roles),
        staff_id=member.id,
        group_ids=member.group_ids,
    )


def actor_with(_store: Store, staff_id: int) -> Actor:
    """The staff member with this id as the one who acts. Raises `Refused` when they are not at school any more."""
    member = next((one for one in rows.load_staff() if one.id == staff_id and one.active), None)
    if member is None:
        raise Refused("Deze medewerker is niet (meer) op school.", "Kies een naam van de lijst.")
    return actor_of(member)


def roll_now(_store: Store) -> Roll:
    """The school as the store has it, in the words of an export: what a newer export is compared with."""
    group_keys = {row.id: row.key for row in tables.HomeGroup.select()}
    pupil_keys = {row.id: row.key for row in tables.Pupil.select()}
    staff_keys = {row.id: row.key for row in tables.Staff.select()}
    active = rows.load_groups()
    return Roll(
        groups=tuple(RollGroup(group_keys[group.id], group.name) for group in active),
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
        staff=tuple(
            RollStaff(
                key,
                one.given_name,
                one.prefix,
                one.surname,
                one.role_hint,
                tuple(sorted(group_keys[group] for group in one.group_ids)),
            )
            for one in rows.load_staff()
            if one.active and (key := staff_keys[one.id])
        ),
    )


def apply_roll(store: Store, actor: Actor, roll: Roll) -> RollChanges:
    """Take over an export, wholly or not at all, and say what it changed.

    Nobody is deleted: groups and staff that are gone become inactive, pupils get the day they left. A pupil who moves
    keeps where they were as an interval. Staff who are gone lose roles and PIN: who comes back begins anew. A role in
    the file grants nothing. Keys match people from export to export.
    """
    today = store.clock().date()
    with store.act(actor, Action.IMPORT, subject="roll"):
        changes = compare(roll_now(store), clean_roll(roll))
        _keep_a_head(changes)
        for group in (*changes.groups.new, *changes.groups.changed):
            _put_group(group)
        group_ids = {row.key: row.id for row in tables.HomeGroup.select()}
        for pupil in (*changes.pupils.new, *changes.pupils.changed):
            _put_pupil(pupil, group_ids, today)
        for member in (*changes.staff.new, *changes.staff.changed):
            _put_staff(member, group_ids)
        _retire(changes, today)
    return changes


def _put_group(group: RollGroup) -> None:
    known = tables.HomeGroup.get_or_none(tables.HomeGroup.key == group.key)
    if known:
        tables.HomeGroup.update(name=group.name, active=True).where(tables.HomeGroup.id == known.id).execute()
    else:
        tables.HomeGroup.create(key=group.key, name=group.name)


def _put_pupil(pupil: RollPupil, group_ids: dict[str, int], today: date) -> None:
    names = {"given_name": pupil.given_name, "prefix": pupil.prefix, "surname": pupil.surname}
    known = tables.Pupil.get_or_none(tables.Pupil.key == pupil.key)
    if known:
        tables.Pupil.update(**names, left_on=None).where(tables.Pupil.id == known.id).execute()
    else:
        known = tables.Pupil.create(key=pupil.key, **names)
    group_id = group_ids[pupil.group_key] if pupil.group_key else None
    member = tables.Membership
    current = member.get_or_none((member.pupil == known.id) & member.last_day.is_null())
    if current and (current.group_id, current.year_group) == (group_id, pupil.year_group):
        return
    if current:
        _end_membership(current, today)
    member.create(pupil=known.id, group=group_id, year_group=pupil.year_group, first_day=today)


def _end_membership(current: tables.Membership, today: date) -> None:
    """The last day somewhere is yesterday; who came today and moves today never was there."""
    if current.first_day >= today:
        current.delete_instance()
    else:
        tables.Membership.update(last_day=today - timedelta(days=1)).where(tables.Membership.id == current.id).execute()


def _put_staff(member: RollStaff, group_ids: dict[str, int]) -> None:
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
    gone = {member.key for member in changes.staff.gone}
    member, role = tables.Staff, tables.StaffRole
    heads = member.select().join(role).where((role.role == Role.HEAD) & member.active)
    keys = [head.key for head in heads]
    if keys and all(key in gone for key in keys):
        raise Refused("In dit bestand staat niemand van de directie meer.", "Geef eerst iemand anders de rol directie.")


def _retire(changes: RollChanges, today: date) -> None:
    """The gone become inactive: their forms keep pointing at them."""
    for group in changes.groups.gone:
        tables.HomeGroup.update(active=False).where(tables.HomeGroup.key == group.key).execute()
    for pupil in changes.pupils.gone:
        row = tables.Pupil.get(tables.Pupil.key == pupil.key)
        tables.Pupil.update(left_on=today).where(tables.Pupil.id == row.id).execute()
        for current in tables.Membership.select().where(
            (tables.Membership.pupil == row.id) & tables.Membership.last_day.is_null()
        ):
            _end_membership(current, today)
    for member in changes.staff.gone:
        known = tables.Staff.get(tables.Staff.key == member.key)
        tables.Staff.update(active=False, pin_hash="").where(tables.Staff.id == known.id).execute()
        for held in (tables.StaffRole, tables.StaffGroup):
            held.delete().where(held.staff == known.id).execute()


def add_staff(store: Store, actor: Actor, given_name: str, prefix: str, surname: str) -> Staff:
    """Add somebody who is not in the school's export (the first directie at setup, say), without role or PIN."""
    given_name, prefix, surname = clean_line(given_name), clean_line(prefix), clean_line(surname)
    if not given_name:
        raise Refused("Een medewerker heeft een naam.", "Vul ten minste de voornaam in.")
    with store.act(actor, Action.MANAGE_PEOPLE) as deed:
        row = tables.Staff.create(key=None, given_name=given_name, prefix=prefix, surname=surname, role_hint="")
        deed.subject = f"staff {row.id}"
    return next(one for one in staff(store) if one.id == row.id)


def give_roles(store: Store, actor: Actor, staff_id: int, roles: Sequence[Role]) -> None:
    """Make `roles` the roles of this staff member. The last directie cannot be removed."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        role, member = tables.StaffRole, tables.Staff
        others = role.select().join(member).where((role.role == Role.HEAD) & (role.staff != staff_id) & member.active)
        heads = others.count()  # who left the school is no directie any more
        is_head = role.select().where((role.role == Role.HEAD) & (role.staff == staff_id)).exists()
        if is_head and Role.HEAD not in roles and not heads:
            raise Refused("Dit is de laatste directie.", "Geef eerst iemand anders de rol directie.")
        role.delete().where(role.staff == staff_id).execute()
        for one in roles:
            role.create(staff=staff_id, role=one)


def choose_host(store: Store, actor: Actor, group_id: int, host_id: int | None) -> None:
    """Make `host_id` the parallel group of `group_id` (par. 8, step 1); a group cannot be its own."""
    if group_id == host_id:
        raise Refused("Een groep is niet haar eigen parallelgroep.", "Kies een andere groep.")
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"group {group_id}"):
        tables.HomeGroup.update(host=host_id).where(tables.HomeGroup.id == group_id).execute()
