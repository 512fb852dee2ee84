"""Who can open the store: two ways to hold its key, and how many people and sheets of paper hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.errors import Refused

LEAST_OPENERS, MOST_OPENERS = 2, 4
"""One opener who is ill would keep the whole school out; more than four is a secret that everybody knows."""

SHEETS = 2
"""Kept in two places: one fire must not take both."""


def mark_of(slot_id: str) -> str:
    """What tells recovery sheets apart, on paper and in the list: the first four signs of their slot's id."""
    return slot_id[:4].upper()


class Holding(StrEnum):
    """How the kiosk gets at its key when it starts."""

    DAY = "day"
    """Somebody types the dagsleutel in the morning; what lies on the disk opens nothing."""
    HERE = "here"
    """The key lies beside the store; the kiosk starts by itself."""


class SlotKind(StrEnum):
    """Whose words open a slot: a person's, for every morning, or those on a sheet of paper in a safe."""

    OPENER = "opener"
    SHEET = "sheet"


@dataclass(frozen=True)
class Holder:
    """A slot that opens the store, by its id, and whose it is: a person's, or a sheet's (no `staff_id`).

    `made_at` is None for a slot that this store knows nothing of, such as that of a backup which was put back.
    """

    slot_id: str
    kind: SlotKind
    staff_id: int | None
    made_at: datetime | None


@dataclass(frozen=True)
class KeyState:
    """How the key is held now, and by whom."""

    holding: Holding
    holders: tuple[Holder, ...]

    @property
    def openers(self) -> tuple[Holder, ...]:
        """The people who open the kiosk in the morning."""
        return tuple(one for one in self.holders if one.kind is SlotKind.OPENER)

    @property
    def sheets(self) -> tuple[Holder, ...]:
        """The recovery sheets."""
        return tuple(one for one in self.holders if one.kind is SlotKind.SHEET)


def check_holders(holding: Holding, people: Sequence[int], sheets: int) -> None:
    """Raise `Refused` unless so many people (by staff id) and sheets can hold the key in this way."""
    if sheets != SHEETS:
        raise Refused(f"Er horen {SHEETS} herstelbladen te zijn.", "Maak ze allebei, en typ ze een keer over.")
    if len(set(people)) != len(people):
        raise Refused("Iemand staat er twee keer bij.", "Kies verschillende mensen: ieder heeft eigen woorden.")
    if holding is Holding.DAY and not LEAST_OPENERS <= len(people) <= MOST_OPENERS:
        raise Refused(
            f"De kiosk gaat open met de woorden van {LEAST_OPENERS} tot {MOST_OPENERS} mensen.",
            "Kies wie er 's morgens zijn.",
        )
    if holding is Holding.HERE and people:
        raise Refused("Met de sleutel op deze computer opent niemand de kiosk.", "Kies dan geen mensen.")


def check_addition(state: KeyState, staff_id: int) -> None:
    """Raise `Refused` unless this member of staff can get words of their own; who had some gets others."""
    if state.holding is Holding.HERE:
        raise Refused("De sleutel ligt op deze computer: niemand hoeft te openen.", "Kies eerst de dagsleutel.")
    if sum(one.staff_id != staff_id for one in state.openers) >= MOST_OPENERS:
        raise Refused(f"Er zijn al {MOST_OPENERS} mensen die openen.", "Haal eerst iemand weg.")


def check_replacement(holder: Holder) -> None:
    """Raise `Refused` unless it is known whose the new words of `holder` will be."""
    if holder.kind is SlotKind.OPENER and holder.staff_id is None:
        raise Refused("Van wie deze woorden zijn, is niet bekend.", "Haal ze weg, en geef iemand nieuwe.")


def check_removal(state: KeyState, holder: Holder) -> None:
    """Raise `Refused` unless `holder` can be missed: a sheet is only ever replaced, and two people can always open."""
    if holder.kind is SlotKind.SHEET:
        raise Refused("Een herstelblad gaat niet weg.", "Maak er een nieuw voor in de plaats.")
    left = [one for one in state.openers if one.slot_id != holder.slot_id]
    people = {one.slot_id if one.staff_id is None else one.staff_id for one in left}  # nobody counts twice
    if state.holding is Holding.DAY and len(people) < LEAST_OPENERS:
        raise Refused(
            f"Er moeten {LEAST_OPENERS} mensen kunnen openen.", "Geef eerst iemand anders woorden, of vervang deze."
        )
