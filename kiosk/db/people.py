"""Pupils, staff and groups: reading them, and what people who look after the kiosk say about them.

The readers ask nobody: names and groups are what every member of staff knows. A pupil's screens import none of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kiosk.db import rows, tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.people import Group, Pupil, Staff, name_order
from kiosk.rules.permissions import Action, Actor, Role, reach, require
from kiosk.rules.staffing import check_directie_stays
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


def former_staff(_store: Store) -> list[Staff]:
    """The staff who left, in the order of a Dutch list of names."""
    return sorted((one for one in rows.load_staff() if not one.active), key=name_order)


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
    give_roles_to_several(store, actor, {staff_id: roles})


def give_roles_to_several(store: Store, actor: Actor, roles_of: Mapping[int, Sequence[Role]]) -> None:
    """The same for several, by staff id, in one deed: `Refused` for one of them, nobody's roles change."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=_each("staff", roles_of)):
        for staff_id in roles_of:
            actor_with(store, staff_id)
        before = rows.load_staff()
        given = {staff_id: frozenset(str(one) for one in roles) for staff_id, roles in roles_of.items()}
        check_directie_stays(before, [replace(one, roles=given.get(one.id, one.roles)) for one in before])
        role = tables.StaffRole
        role.delete().where(role.staff.in_(list(roles_of))).execute()
        for staff_id, roles in roles_of.items():
            for one in roles:
                role.create(staff=staff_id, role=one)


def give_groups(store: Store, actor: Actor, staff_id: int, group_ids: Collection[int]) -> None:
    """Make these the home groups of this staff member, until a file of the school with staff says otherwise."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        actor_with(store, staff_id)
        if not set(group_ids) <= {group.id for group in groups(store)}:
            raise Refused("Deze groep is niet meer in gebruik.", "Kies een groep van de lijst.")
        link = tables.StaffGroup
        link.delete().where(link.staff == staff_id).execute()
        for group_id in group_ids:
            link.create(staff=staff_id, group=group_id)


def look_at_leaving(store: Store, actor: Actor, staff_id: int) -> int | None:
    """How many forms of this staff member are not finished, for who may see them (else None).

    Raises `Refused` where `staff_left` would.
    """
    require(actor, Action.MANAGE_PEOPLE)
    _check_leaving(store, actor, staff_id)
    if not reach(actor, Action.SEE_ESCALATIONS):
        return None
    form = tables.Form
    unfinished = (form.issued_by == staff_id) & form.filed_at.is_null() & form.voided_at.is_null()
    return int(form.select().where(unfinished).count())


def staff_left(store: Store, actor: Actor, staff_id: int) -> None:
    """This staff member left: no PIN, role or group any more, and no name to log in with; old forms keep the name.

    The last directie cannot leave, and nobody sends themselves away: `Refused`.
    """
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        _check_leaving(store, actor, staff_id)
        let_go(staff_id)


def staff_back(store: Store, actor: Actor, staff_id: int) -> None:
    """Who left is at school again, and begins without PIN, role or group. `Refused` for who did not leave."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        member = tables.Staff
        if not member.update(active=True).where((member.id == staff_id) & ~member.active).execute():
            raise Refused("Deze collega is niet weg van school.", "Kies een collega die van school is.")


def let_go(staff_id: int) -> None:
    """What leaving takes from a staff member, also what a colleague gave to get a new PIN with, and wrong tries.

    For within a deed: nobody is asked who does this.
    """
    tables.Staff.update(active=False, pin_hash="").where(tables.Staff.id == staff_id).execute()
    for held in (tables.StaffRole, tables.StaffGroup, tables.OnceCode):
        held.delete().where(held.staff == staff_id).execute()
    tables.Tries.delete().where(tables.Tries.who == f"staff {staff_id}").execute()


def _check_leaving(store: Store, actor: Actor, staff_id: int) -> None:
    if staff_id == actor.staff_id:
        raise Refused("Je kunt jezelf niet van school halen.", "Vraag het directie of een collega van beheer.")
    actor_with(store, staff_id)
    before = rows.load_staff()
    check_directie_stays(before, [one for one in before if one.id != staff_id])


def choose_host(store: Store, actor: Actor, group_id: int, host_id: int | None) -> None:
    """Make `host_id` the parallel group of `group_id` (par. 8, step 1); a group cannot be its own."""
    choose_hosts(store, actor, {group_id: host_id})


def choose_hosts(store: Store, actor: Actor, host_of: Mapping[int, int | None]) -> None:
    """The same for several groups in one deed: `Refused` for one of them, none gets another parallel group.

    `Refused` also when one of the groups is not in use any more.
    """
    with store.act(actor, Action.MANAGE_PEOPLE, subject=_each("group", host_of)):
        if not {*host_of, *host_of.values()} <= {None, *(group.id for group in groups(store))}:
            raise Refused("Deze groep is niet meer in gebruik.", "Kies een groep van de lijst.")
        for group_id, host_id in host_of.items():
            if group_id == host_id:
                raise Refused("Een groep is niet haar eigen parallelgroep.", "Kies een andere groep.")
            tables.HomeGroup.update(host=host_id).where(tables.HomeGroup.id == group_id).execute()


def _each(kind: str, ids: Iterable[int]) -> str:
    return ", ".join(f"{kind} {one}" for one in sorted(ids))
