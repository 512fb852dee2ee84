"""Staff as the school keeps them: who must stay, and which roles the school's file makes likely."""

from collections.abc import Iterable, Mapping

from kiosk.errors import Refused
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.text import fold

_HINTS: Mapping[Role, tuple[str, ...]] = {
    Role.HEAD: ("dir", "directie", "directeur", "directrice", "adjunct", "adjunct-directeur", "schoolleider"),
    Role.COUNSELLOR: ("ib", "ib'er", "iber", "intern begeleider", "zorgcoordinator", "kwaliteitscoordinator"),
    Role.TEACHER: ("lrk", "lkr", "lk", "leerkracht", "groepsleerkracht", "vakleerkracht", "leraar", "docent", "juf"),
}
"""What administrations write about a function: EDEXML leaves the word free."""


def check_directie_stays(before: Iterable[Staff], after: Iterable[Staff]) -> None:
    """Raise `Refused` when directie of `before` would be gone in `after`.

    Par. 8 to 11 leave decisions to directie alone, and whoever cannot log in decides nothing: where somebody of
    directie has a PIN, one with a PIN stays.
    """
    had, has = list(_directie(before)), list(_directie(after))
    if had and not has:
        raise Refused("Zo blijft er niemand van directie over.", "Geef eerst iemand anders de rol directie.")
    if any(one.has_pin for one in had) and not any(one.has_pin for one in has):
        raise Refused(
            "Zo blijft er niemand van directie met een pincode over.", "Maak eerst een pincode voor een ander."
        )


def _directie(staff: Iterable[Staff]) -> Iterable[Staff]:
    return (one for one in staff if one.active and Role.HEAD in one.roles)


def waiting_for_pin(staff: Iterable[Staff]) -> list[Staff]:
    """Those who have a role and cannot log in yet, in the order of `staff`."""
    return [one for one in staff if one.active and one.roles and not one.has_pin]


def proposed_roles(staff: Iterable[Staff]) -> dict[int, Role]:
    """A likely role, by id, for each of the `staff` without any: from what the file says, else of who has a group.

    A proposal only: what a file says about a role grants nothing, a person confirms it.
    """
    found = {one.id: _likely(one) for one in staff if one.active and not one.roles}
    return {staff_id: role for staff_id, role in found.items() if role}


def _likely(member: Staff) -> Role | None:
    hint = fold(member.role_hint)
    if not hint:
        return Role.TEACHER if member.group_ids else None
    return next((role for role, words in _HINTS.items() if hint in words), None)
