"""A slot opens with its own words only; whatever is changed in it, it opens no more."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest

from kiosk.errors import KioskError
from kiosk.rules.keys import SlotKind
from kiosk.vault import slots
from kiosk.vault.slots import (
    LEAST_MEMORY,
    MIB,
    Cost,
    Slot,
    WrongWords,
    fitting_cost,
    make_slot,
    open_slots,
)
from tests.locked import ANNEKES as WORDS
from tests.locked import CHEAP, ON_SHEETS
from tests.vault.conftest import KEY


def test_a_slot_gives_the_key_to_its_own_words_and_says_which_it_was(opener: Slot, sheet: Slot) -> None:
    for slot, kind, words in ((opener, SlotKind.OPENER, WORDS), (sheet, SlotKind.SHEET, ON_SHEETS[0])):
        opened = open_slots([opener, sheet], kind, words)
        assert (opened.key, opened.slot) == (KEY, slot)


@pytest.mark.parametrize(
    "words", ["", "tafel", "tafel regen fiets", "regen tafel fiets lepel", "tafel regen fiets lepels", WORDS + " "]
)
def test_other_words_open_nothing_and_are_told_kindly(opener: Slot, words: str) -> None:
    with pytest.raises(WrongWords, match=r"openen de kiosk niet\. Kijk of elk woord goed staat"):
        open_slots([opener], SlotKind.OPENER, words)


def test_a_slot_of_another_kind_is_not_even_tried(opener: Slot, monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(*_anything: object) -> bytes:
        raise AssertionError("a try of a slot that is not meant")

    monkeypatch.setattr(slots, "_slot_key", tried)
    with pytest.raises(WrongWords):
        open_slots([opener], SlotKind.SHEET, WORDS)


def test_neither_the_key_nor_the_words_can_be_read_in_a_slot_or_in_what_it_shows_of_itself(opener: Slot) -> None:
    assert KEY not in json.dumps(asdict(opener))
    assert "tafel" not in json.dumps(asdict(opener))
    assert KEY not in repr(open_slots([opener], SlotKind.OPENER, WORDS))


def test_the_same_key_and_words_make_another_slot_each_time(opener: Slot) -> None:
    again = make_slot(KEY, SlotKind.OPENER, WORDS, CHEAP)
    for name in ("id", "salt", "nonce", "wrapped"):
        assert getattr(again, name) != getattr(opener, name)


def test_a_slot_takes_the_id_that_a_sheet_already_bears() -> None:
    slot_id = slots.new_slot_id()
    assert make_slot(KEY, SlotKind.SHEET, ON_SHEETS[0], CHEAP, slot_id).id == slot_id


# -- whatever is changed -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("derived_once")
@pytest.mark.parametrize("name", ["salt", "nonce", "wrapped"])
def test_one_bit_in_any_byte_of_a_slot_and_it_opens_no_more(opener: Slot, name: str) -> None:
    whole = bytes.fromhex(getattr(opener, name))
    doctored = []
    for place in range(len(whole)):
        one = bytearray(whole)
        one[place] ^= 1
        change: dict[str, Any] = {name: one.hex()}
        doctored.append(replace(opener, **change))
    with pytest.raises(WrongWords):
        open_slots(doctored, SlotKind.OPENER, WORDS)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "00000000"},
        {"kind": SlotKind.SHEET},
        {"cost": Cost(LEAST_MEMORY + 8, 1, 1)},
        {"cost": Cost(LEAST_MEMORY, 2, 1)},
        {"cost": Cost(LEAST_MEMORY, 1, 2)},
    ],
)
def test_what_a_slot_says_of_itself_is_bound_to_it(opener: Slot, change: dict[str, Any]) -> None:
    doctored = replace(opener, **change)
    with pytest.raises(WrongWords):
        open_slots([doctored], doctored.kind, WORDS)


def test_the_label_is_bound_even_where_it_changes_nothing_of_the_derived_key(opener: Slot) -> None:
    """Id and kind are no input of Argon2: only the bound data holds them."""
    assert slots._slot_key(opener, WORDS) == slots._slot_key(replace(opener, id="00000000"), WORDS)
    assert slots._bound(opener) != slots._bound(replace(opener, kind=SlotKind.SHEET))


# -- the machine -------------------------------------------------------------------------------------------------------


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[float, float], Cost]:
    """The cost that fits a machine with so many GiB of memory, which does the least try in so many seconds."""

    def of(gib: float, seconds: float) -> Cost:
        moments = iter((100.0, 100.0 + seconds))
        monkeypatch.setattr(slots, "_slot_key", lambda *_: b"")
        monkeypatch.setattr(slots, "_memory", lambda: gib * 2**30)
        monkeypatch.setattr("kiosk.vault.slots.time.perf_counter", lambda: next(moments))
        return fitting_cost()

    return of


@pytest.mark.parametrize(
    ("gib", "seconds", "mib"),
    [
        (8, 0.1, 256),
        (1, 0.1, 256),
        (0.9, 0.1, 128),
        (0.5, 0.1, 128),
        (0.4, 0.1, 64),
        (0.1, 0.1, 64),
        (8, 0.5, 256),
        (8, 0.6, 128),
        (8, 1.1, 64),
        (8, 60, 64),
        (float("inf"), 0.1, 256),
    ],
)
def test_a_small_or_slow_machine_takes_less_and_never_less_than_64_mib(
    machine: Callable[[float, float], Cost], gib: float, seconds: float, mib: int
) -> None:
    assert machine(gib, seconds) == Cost(mib * MIB, 3, 4)


def test_the_cost_on_this_machine_is_one_that_a_file_may_ask_for() -> None:
    cost = fitting_cost()
    assert LEAST_MEMORY <= cost.memory_kib <= 256 * MIB
    assert (cost.passes, cost.lanes) == (3, 4)


def test_a_system_that_does_not_tell_its_memory_is_not_taken_for_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sysconf")
    assert slots._memory() == float("inf")


def test_a_machine_without_the_memory_is_told_how_much_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import low_level
    from argon2.exceptions import HashingError

    def no_memory(*_anything: object, **_more: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(low_level, "hash_secret_raw", no_memory)
    with pytest.raises(KioskError, match=r"te weinig geheugen .* er is 64 MB nodig"):
        make_slot(KEY, SlotKind.OPENER, WORDS, CHEAP)
