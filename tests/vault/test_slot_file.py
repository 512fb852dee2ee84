"""The slot file: whole or the old one, its owner's alone, and whatever else lies in its place is refused plainly."""

import copy
import json
import os
import stat
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.vault import slots
from kiosk.vault.slots import (
    LEAST_MEMORY,
    MIB,
    MOST_MEMORY,
    BrokenSlots,
    Cost,
    Slot,
    WrongWords,
    open_slots,
    read_slots,
    slots_aside,
    write_slots,
)
from tests.locked import ANNEKES as WORDS
from tests.vault.conftest import KEY


def test_what_is_written_is_read_back_and_is_its_owners_alone(tmp_path: Path, opener: Slot, sheet: Slot) -> None:
    path = tmp_path / "data.slots"
    write_slots(path, [opener, sheet])
    assert read_slots(path) == (opener, sheet)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["data.slots"]


def test_a_wide_umask_gives_nobody_else_the_file(tmp_path: Path, opener: Slot) -> None:
    before = os.umask(0)
    try:
        write_slots(tmp_path / "data.slots", [opener])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data.slots").stat().st_mode) == 0o600


def test_what_a_pulled_plug_left_beside_it_is_written_over(tmp_path: Path, opener: Slot) -> None:
    (tmp_path / "data.slots.new").write_bytes(b"half")
    write_slots(tmp_path / "data.slots", [opener])
    assert [one.name for one in tmp_path.iterdir()] == ["data.slots"]


@pytest.mark.parametrize("place", ["open", "fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, opener: Slot, sheet: Slot, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.slots"
    write_slots(path, [opener])

    def refuse(*_anything: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path if place == "replace" else os, place, refuse)
        with pytest.raises(OSError, match="No space"):
            write_slots(path, [sheet])
    assert read_slots(path) == (opener,)
    assert [one.name for one in tmp_path.iterdir()] == ["data.slots"]


def test_slots_that_are_not_put_in_their_place_leave_nothing(tmp_path: Path, opener: Slot) -> None:
    def cut_off() -> None:
        with slots_aside(tmp_path / "data.slots", [opener]) as new:
            assert read_slots(new) == (opener,)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert list(tmp_path.iterdir()) == []


Change = Callable[[dict[str, Any]], object]
WHOLE_FILES: dict[str, bytes] = {
    "empty": b"",
    "a zero": b"\0",
    "not JSON": b"tafel regen fiets lepel",
    "not UTF-8": b'{"format": "\xff"}',
    "a megabyte of spaces": b" " * 1_000_000,
    "a megabyte of one text": b'"' + b"a" * 1_000_000 + b'"',
    "nested too deep": b"[" * 30_000,
    "nested too deep in a slot": b'{"format": 1, "slots": ' + b"[" * 20_000 + b"]" * 10_000,
    "a number": b"7",
    "nothing": b"null",
    "a list": b"[1]",
    "a text": b'"format"',
    "no slots": b'{"format": 1}',
    "an empty list of slots": b'{"format": 1, "slots": []}',
    "a number for slots": b'{"format": 1, "slots": 3}',
    "a text for slots": b'{"format": 1, "slots": "abc"}',
    "slots by name": b'{"format": 1, "slots": {"id": 1}}',
    "an endless format": b'{"format": ' + b"9" * 5000 + b', "slots": []}',
    "a format of later": b'{"format": 2, "slots": []}',
}


@pytest.mark.parametrize("content", WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_is_no_slot_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data.slots"
    path.write_bytes(content)
    with pytest.raises(BrokenSlots, match=r"^De sleutelgegevens zijn beschadigd\. Haal een reservekopie terug") as told:
        read_slots(path)
    assert told.value.__suppress_context__, "no traceback of the parser is shown beside it"


BAD_SLOTS: dict[str, Change] = {
    "2 GiB": lambda told: told["cost"].update(memory_kib=2048 * MIB),
    "a KiB over 1 GiB": lambda told: told["cost"].update(memory_kib=MOST_MEMORY + 1),
    "a KiB under 64 MiB": lambda told: told["cost"].update(memory_kib=LEAST_MEMORY - 1),
    "negative memory": lambda told: told["cost"].update(memory_kib=-LEAST_MEMORY),
    "memory as text": lambda told: told["cost"].update(memory_kib="65536"),
    "memory as a fraction": lambda told: told["cost"].update(memory_kib=65536.0),
    "endless memory": lambda told: told["cost"].update(memory_kib=float("inf")),
    "memory that is no number": lambda told: told["cost"].update(memory_kib=float("nan")),
    "no passes": lambda told: told["cost"].update(passes=0),
    "true passes": lambda told: told["cost"].update(passes=True),
    "negative passes": lambda told: told["cost"].update(passes=-1),
    "a thousand passes": lambda told: told["cost"].update(passes=1000),
    "no lanes": lambda told: told["cost"].update(lanes=0),
    "a lane too many": lambda told: told["cost"].update(lanes=17),
    "ten to the four hundredth lanes": lambda told: told["cost"].update(lanes=10**400),
    "lanes in a list": lambda told: told["cost"].update(lanes=[1]),
    "no lanes named": lambda told: told["cost"].pop("lanes"),
    "a cost that is a list": lambda told: told.update(cost=[65536, 1, 1]),
    "no cost": lambda told: told.pop("cost"),
    "another kind": lambda told: told.update(kind="pin"),
    "no kind": lambda told: told.update(kind=None),
    "an id that is a list": lambda told: told.update(id=["aa"]),
    "an id with spaces in it": lambda told: told.update(id="\n0b 0b0b0b"),
    "an id in capitals": lambda told: told.update(id="0B0B0B0B"),
    "an id of nothing": lambda told: told.update(id=""),
    "an id that is too long": lambda told: told.update(id="ab" * 400),
    "an id in letters of another script": lambda told: told.update(id="０１２３４５６７"),
    "a salt that is no number": lambda told: told.update(salt="zz" * 16),
    "half a salt": lambda told: told.update(salt=told["salt"][:16]),
    "no nonce": lambda told: told.pop("nonce"),
    "a key without its tag": lambda told: told.update(wrapped=told["wrapped"][:64]),
    "a key too many": lambda told: told.update(wrapped=told["wrapped"] * 2),
}


@pytest.mark.parametrize("change", BAD_SLOTS.values(), ids=BAD_SLOTS)
def test_a_doctored_slot_is_refused_before_anything_is_spent_on_it(
    tmp_path: Path, opener: Slot, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = copy.deepcopy(asdict(opener)) | {"id": "0b0b0b0b"}
    change(told)
    path = tmp_path / "data.slots"
    path.write_text(json.dumps({"format": 1, "slots": [asdict(opener), told]}), encoding="utf-8")

    def spend(*_anything: object) -> bytes:
        raise AssertionError("memory was asked for")

    monkeypatch.setattr(slots, "_slot_key", spend)
    with pytest.raises(BrokenSlots, match="beschadigd"):
        read_slots(path)


@pytest.mark.parametrize(
    ("cost", "read"),
    [
        (Cost(MOST_MEMORY, 10, 16), True),
        (Cost(LEAST_MEMORY, 1, 1), True),
        (Cost(MOST_MEMORY + 1, 1, 1), False),
        (Cost(LEAST_MEMORY - 1, 10, 1), False),
    ],
)
def test_a_cost_asks_for_64_mib_at_least_and_1_gib_at_most(
    tmp_path: Path, opener: Slot, cost: Cost, read: bool
) -> None:
    path = tmp_path / "data.slots"
    write_slots(path, [replace(opener, cost=cost)])
    if read:
        assert read_slots(path)[0].cost == cost
    else:
        with pytest.raises(BrokenSlots):
            read_slots(path)


def test_sixteen_slots_are_read_and_one_more_is_refused(tmp_path: Path, opener: Slot) -> None:
    path = tmp_path / "data.slots"
    many = [replace(opener, id=f"{number:08x}") for number in range(17)]
    write_slots(path, many[:16])
    assert len(read_slots(path)) == 16
    write_slots(path, many)
    with pytest.raises(BrokenSlots, match="beschadigd"):
        read_slots(path)


def test_every_file_that_was_cut_off_is_refused(tmp_path: Path, opener: Slot) -> None:
    path = tmp_path / "data.slots"
    write_slots(path, [opener])
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(BrokenSlots):
            read_slots(path)


@pytest.mark.usefixtures("derived_once")
def test_a_flipped_bit_anywhere_is_refused_or_gives_the_right_key_or_none(tmp_path: Path, opener: Slot) -> None:
    path = tmp_path / "data.slots"
    write_slots(path, [opener])
    whole = path.read_bytes()
    read = []
    for place in range(len(whole)):
        for bit in (0x01, 0x20):
            doctored = bytearray(whole)
            doctored[place] ^= bit
            path.write_bytes(doctored)
            try:
                read.append(read_slots(path)[0])
            except BrokenSlots:
                continue
    assert 0 < len(read) < 2 * len(whole)
    changed = {one for one in read if one != opener}
    other_salt = sorted((one for one in changed if one.salt.lower() != opener.salt), key=lambda one: one.salt)
    for slot in (changed - set(other_salt)) | set(other_salt[::8]):
        try:
            assert open_slots([slot], slot.kind, WORDS).key == KEY
        except WrongWords:
            continue


def test_a_file_that_is_missing_or_a_folder_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(BrokenSlots, match=r"De sleutelgegevens ontbreken\. Haal een reservekopie terug"):
        read_slots(tmp_path / "data.slots")
    with pytest.raises(BrokenSlots, match=r"niet te lezen\. Kijk of deze gebruiker erbij mag"):
        read_slots(tmp_path)


def test_a_file_that_this_user_may_not_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BrokenSlots, match=r"niet te lezen\. Kijk of deze gebruiker erbij mag"):
        read_slots(tmp_path / "data.slots")


def test_a_slot_that_stands_there_twice_is_refused(tmp_path: Path, opener: Slot) -> None:
    """Whoever can write the file needs no word for that, and the list of who holds the key knows each by its id."""
    path = tmp_path / "data.slots"
    write_slots(path, [opener, opener])
    with pytest.raises(BrokenSlots, match="beschadigd"):
        read_slots(path)
