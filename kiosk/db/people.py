"""Pupils, staff and groups: reading them, and what people who look after the kiosk say about them.

The readers ask nobody: names and groups are what every member of staff knows. A pupil's screens import none of them.
"""

from collections.abc import Sequence
from datetime import date

from kiosk.db import rows, tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.people import Group, Pupil, Staff, name_order
from kiosk.rules.permissions import Action, Actor, Role
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
