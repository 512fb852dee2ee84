"""The roll: who is at the school according to its own export, and what a newer export changes."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from kiosk.errors import Refused
from kiosk.rules.calendar import school_year
from kiosk.rules.people import HasName
from kiosk.text import clean_line, fold


@dataclass(frozen=True)
class RollGroup:
    """A home group. `key` is the school's own key for it, stable from export to export."""

    key: str
    name: str


@dataclass(frozen=True)
class RollPupil(HasName):
    """A pupil, and nothing about them that the kiosk does not need.

    `year_group` is 1 to 8, or None when the file does not say; `group_key` is None for a pupil "zonder groep";
    `surname` and `prefix` may be empty.
    """

    key: str
    given_name: str
    prefix: str
    surname: str
    year_group: int | None
    group_key: str | None


@dataclass(frozen=True)
class RollStaff(HasName):
    """A staff member. `role_hint` is what the file says about a role: shown to people, grants nothing."""

    key: str
    given_name: str
    prefix: str
    surname: str
    role_hint: str
    group_keys: tuple[str, ...]


@dataclass(frozen=True)
class Roll:
    """One export, or the same facts as the store holds them now. `school_year` like "2026-2027", or "" if unknown.

    `groups_by_name`: the file has no keys for groups, and each has its name for one (see `in_known_groups`).
    """

    school_year: str = ""
    groups: tuple[RollGroup, ...] = ()
    pupils: tuple[RollPupil, ...] = ()
    staff: tuple[RollStaff, ...] = ()
    groups_by_name: bool = False


Entry = TypeVar("Entry", RollGroup, RollPupil, RollStaff)
Named = TypeVar("Named", RollPupil, RollStaff)


@dataclass(frozen=True)
class Changes(Generic[Entry]):
    """What a newer roll means for one kind of entry; every tuple in the order of the newer roll (`gone`: the older)."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    def __str__(self) -> str:
        return f"{len(self.new)} nieuw, {len(self.changed)} gewijzigd, {len(self.gone)} weg"


@dataclass(frozen=True)
class RollChanges:
    """Everything a newer roll changes. Nobody is deleted: the gone become inactive."""

    groups: Changes[RollGroup]
    pupils: Changes[RollPupil]
    staff: Changes[RollStaff]


def clean_roll(roll: Roll) -> Roll:
    """`roll` with every name as it may be kept, on one line, and groups in one order, whichever reader brought it."""
    return replace(
        roll,
        groups=tuple(replace(one, name=clean_line(one.name)) for one in roll.groups),
        pupils=tuple(_clean_names(one) for one in roll.pupils),
        staff=tuple(
            _clean_names(replace(one, role_hint=clean_line(one.role_hint), group_keys=tuple(sorted(one.group_keys))))
            for one in roll.staff
        ),
    )


def _clean_names(one: Named) -> Named:
    return replace(
        one,
        given_name=clean_line(one.given_name),
        prefix=clean_line(one.prefix),
        surname=clean_line(one.surname),
    )


def doubt(roll: Roll, today: date) -> str:
    """Why a person should look at this export again, as a sentence: it is of an earlier school year. "" if it is not.

    Not refused: in the first weeks of August a school may still work with the old year.
    """
    now = school_year(today)
    if not roll.school_year or roll.school_year >= now:
        return ""
    return f"Let op: dit bestand is van schooljaar {roll.school_year}. Het is nu {now}."


def compare(known: Roll, newer: Roll) -> RollChanges:
    """What `newer` changes with respect to `known`, matched by key.

    A file that names no staff at all says nothing about staff: nobody is gone. One without a single pupil is refused
    (`Refused`), whichever reader brought it: it would send the whole school away.
    """
    if not newer.pupils:
        raise Refused("In dit bestand staan geen leerlingen.", "Kies bij het exporteren ook de leerlingen.")
    if newer.groups_by_name:
        newer = in_known_groups(known, newer)
    return RollChanges(
        groups=_changes(known.groups, newer.groups),
        pupils=_changes(known.pupils, newer.pupils),
        staff=_changes(known.staff, newer.staff or known.staff),
    )


def renewed_group_keys(known: Roll, newer: Roll, taken: Container[str] = ()) -> dict[str, str]:
    """The new key of each known group, by the one it had, that `newer` has under the same name and another key.

    Some administrations number their groups anew each year: De Egels then stays what it was, with its parallel group.
    A name that two groups have says nothing, and a key in `taken` was another group's before. A roll without keys for
    groups renews none (see `in_known_groups`).
    """
    if newer.groups_by_name:
        return {}
    before, after = {one.key for one in known.groups}, {one.key for one in newer.groups}
    had, has = (Counter(fold(one.name) for one in roll.groups) for roll in (known, newer))
    new = {
        fold(one.name): one.key
        for one in newer.groups
        if one.key not in before and one.key not in taken and has[fold(one.name)] == 1
    }
    return {
        one.key: new[fold(one.name)]
        for one in known.groups
        if one.key not in after and had[fold(one.name)] == 1 and fold(one.name) in new
    }


def with_group_keys(known: Roll, renewed: Mapping[str, str]) -> Roll:
    """`known`, in which each group has its key of `renewed` already."""
    if not renewed:
        return known
    return replace(
        known,
        groups=tuple(replace(one, key=renewed.get(one.key, one.key)) for one in known.groups),
        pupils=tuple(replace(one, group_key=renewed.get(one.group_key or "", one.group_key)) for one in known.pupils),
        staff=tuple(
            replace(one, group_keys=tuple(sorted(renewed.get(key, key) for key in one.group_keys)))
            for one in known.staff
        ),
    )


def in_known_groups(known: Roll, newer: Roll) -> Roll:
    """`newer`, which names its groups only, with the school's own keys for those that are known; the others are new.

    A group answers to its name, however accents and capitals are written, and else to its key: some lists have that.
    Two known groups with one name are `Refused` where that name is asked for: their pupils would be guessed at.
    """
    by_name: dict[str, RollGroup] = {}
    twice = set()
    for group in known.groups:
        if by_name.setdefault(fold(group.name), group) is not group:
            twice.add(fold(group.name))
    by_key = {group.key: group for group in known.groups}
    found: dict[str, RollGroup] = {}
    for group in newer.groups:
        name = fold(group.name)
        if name in twice:
            raise Refused(
                f"Twee groepen heten {group.name}.", "Lees een EDEXML-bestand in: daarin zijn ze te onderscheiden."
            )
        found[group.key] = by_name.get(name) or by_key.get(group.key) or group
    return replace(
        newer,
        groups=tuple({group.key: group for group in found.values()}.values()),
        pupils=tuple(
            replace(one, group_key=found[one.group_key].key if one.group_key else None) for one in newer.pupils
        ),
        groups_by_name=False,
    )


def _changes(known: Iterable[Entry], newer: Iterable[Entry]) -> Changes[Entry]:
    before = {entry.key: entry for entry in known}
    after = {entry.key: entry for entry in newer}
    return Changes(
        new=tuple(entry for key, entry in after.items() if key not in before),
        changed=tuple(entry for key, entry in after.items() if key in before and before[key] != entry),
        gone=tuple(entry for key, entry in before.items() if key not in after),
    )
