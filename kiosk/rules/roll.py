"""The roll: who is at the school according to its own export, and what a newer export changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(frozen=True)
class RollGroup:
    """A home group. `key` is the school's own key for it, stable from export to export."""

    key: str
    name: str


@dataclass(frozen=True)
class RollPupil:
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
class RollStaff:
    """A staff member. `role_hint` is what the file says about a role: shown to people, grants nothing."""

    key: str
    given_name: str
    prefix: str
    surname: str
    role_hint: str
    group_keys: tuple[str, ...]


@dataclass(frozen=True)
class Roll:
    """One export, or the same facts as the store holds them now. `school_year` like "2026-2027", or "" if unknown."""

    school_year: str = ""
    groups: tuple[RollGroup, ...] = ()
    pupils: tuple[RollPupil, ...] = ()
    staff: tuple[RollStaff, ...] = ()


Entry = TypeVar("Entry", RollGroup, RollPupil, RollStaff)


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


def compare(known: Roll, newer: Roll) -> RollChanges:
    """What `newer` changes with respect to `known`, matched by key.

    A file that names no staff at all says nothing about staff: nobody is gone.
    """
    return RollChanges(
        groups=_changes(known.groups, newer.groups),
        pupils=_changes(known.pupils, newer.pupils),
        staff=_changes(known.staff, newer.staff or known.staff),
    )


def _changes(known: Iterable[Entry], newer: Iterable[Entry]) -> Changes[Entry]:
    before = {entry.key: entry for entry in known}
    after = {entry.key: entry for entry in newer}
    return Changes(
        new=tuple(entry for key, entry in after.items() if key not in before),
        changed=tuple(entry for key, entry in after.items() if key in before and before[key] != entry),
        gone=tuple(entry for key, entry in before.items() if key not in after),
    )
