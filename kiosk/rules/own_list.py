"""A school's own list of behaviours or places (par. 8 says "bijvoorbeeld"): added, renamed, switched off, moved.

Nothing is ever taken out: old forms name what stands in it by its key.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count, product
from string import ascii_lowercase
from typing import TypeVar

from kiosk.errors import Refused
from kiosk.rules.policy import Listed
from kiosk.text import clean_line, fold

LABEL_LENGTH, KEY_LENGTH = 48, 24
"""How many signs of a label fit on a line of a list, and the most of a key."""

MOST_LISTED = 36
"""The most that can be chosen from: each has its own key on the keyboard."""

OTHER = "other"
"""The key of the last one: the policy's list is open. It is always offered."""

One = TypeVar("One", bound=Listed)


def whole_list(own: Sequence[One], base: Sequence[One]) -> tuple[One, ...]:
    """`own` as the school wrote it, with what it leaves out of the program's `base`.

    That is switched off, for old forms can name it; but the open end is there always, and last.
    """
    found = {one.key: one for one in base if one.key == OTHER} | {one.key: one for one in own}
    left_out = [replace(one, off=True) for one in base if one.key not in found]
    open_end = [found.pop(OTHER)] if OTHER in found else []
    return (*found.values(), *left_out, *open_end)


def offered(entries: Sequence[One], named: Sequence[str] = ()) -> tuple[One, ...]:
    """What can be chosen: all that is not switched off, and what a form names already (`named`, by key)."""
    return tuple(one for one in entries if not one.off or one.key in named)


def add(entries: Sequence[One], label: str) -> tuple[One, ...]:
    """`entries` with a new one before the open end. `Refused` without a good label, or when there are too many."""
    label = _good_label(entries, label)
    if len(offered(entries)) >= MOST_LISTED:
        raise Refused("De lijst is vol.", "Zet eerst iets uit.")
    new = replace(entries[-1], key=_new_key(entries, label), label=label, off=False)
    end = len(entries) - (entries[-1].key == OTHER)
    return (*entries[:end], new, *entries[end:])


def rename(entries: Sequence[One], key: str, label: str) -> tuple[One, ...]:
    """`entries` with another label at `key`, in old forms too. `Refused` when it is no good label."""
    label = _good_label([one for one in entries if one.key != key], label)
    return tuple(replace(one, label=label) if one.key == key else one for one in entries)


def switch(entries: Sequence[One], key: str) -> tuple[One, ...]:
    """`entries` with `key` off where it was on, and on where it was off. `Refused` for the open end."""
    if key == OTHER:
        raise Refused("Dit blijft altijd in de lijst staan.", "Zo is er ook iets te kiezen als niets anders past.")
    now = tuple(replace(one, off=not one.off) if one.key == key else one for one in entries)
    if len(offered(now)) > MOST_LISTED:
        raise Refused("De lijst is vol.", "Zet eerst iets anders uit.")
    return now


def move(entries: Sequence[One], key: str, by: int) -> tuple[One, ...]:
    """`entries` with `key` one place up (`by` is -1) or down (1); the open end stays the last."""
    place = next(place for place, one in enumerate(entries) if one.key == key)
    there = place + by
    if not 0 <= there < len(entries) or OTHER in (key, entries[there].key):
        return tuple(entries)
    moved = list(entries)
    moved[place], moved[there] = moved[there], moved[place]
    return tuple(moved)


def what_changes(old: Sequence[One], new: Sequence[One]) -> list[str]:
    """One sentence for each change from `old` to `new`."""
    before = {one.key: one for one in old}
    told = []
    for one in new:
        was = before.get(one.key)
        if was is None:
            told.append(f"Nieuw: {one.label}.")
            continue
        if one.label != was.label:
            told.append(f"'{was.label}' heet nu '{one.label}', ook op formulieren van vroeger.")
        if one.off and not was.off:
            told.append(f"Niet meer te kiezen: {one.label}. Op formulieren van vroeger blijft het staan.")
        if was.off and not one.off:
            told.append(f"Weer te kiezen: {one.label}.")
    if [one.key for one in new if one.key in before] != list(before):
        told.append("De volgorde is anders.")
    return told


def _good_label(others: Sequence[Listed], label: str) -> str:
    label = clean_line(label)
    if not label:
        raise Refused("Hier hoort een naam.", "Typ een paar woorden.")
    if len(label) > LABEL_LENGTH:
        raise Refused(f"Deze naam is te lang: {len(label)} tekens.", f"Er passen er {LABEL_LENGTH} op een regel.")
    same = next((one for one in others if fold(one.label) == fold(label)), None)
    if same:
        raise Refused("Dit staat al in de lijst.", "Het staat uit. Zet het weer aan." if same.off else "")
    return label


def _new_key(entries: Sequence[Listed], label: str) -> str:
    """A key that says what the label says, and that no other has."""
    words = "_".join(re.findall("[a-z]+", fold(label))) or "eigen"
    taken = {one.key for one in entries}
    letters = (product(ascii_lowercase, repeat=length) for length in count(1))  # a key has no digits
    ends = chain([""], ("_" + "".join(end) for end in chain.from_iterable(letters)))
    keys = (words[: KEY_LENGTH - len(end)].rstrip("_") + end for end in ends)
    return next(key for key in keys if key not in taken)
