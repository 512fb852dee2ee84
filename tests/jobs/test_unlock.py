"""Words give the key: of the store, also when its slots are damaged, and of a backup of any time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db.backups import make_backup
from kiosk.db.keys import key_state
from kiosk.db.store import is_locked, open_store
from kiosk.errors import KioskError, Refused
from kiosk.jobs.put_back import put_back
from kiosk.jobs.unlock import unlock, unlock_backup
from kiosk.paths import Home
from kiosk.rules.keys import Holding
from kiosk.rules.permissions import by_itself, command_line
from kiosk.vault.slots import BrokenSlots, WrongWords
from tests.locked import ANNEKES, ON_SHEETS, TESSES, lock
from tests.school import School

HARMS: list[Callable[[Path], object]] = [
    Path.unlink,
    lambda path: path.write_text("{"),
    lambda path: path.write_bytes(b"\0"),
]


def backup(school: School, key: str | None) -> Path:
    store = open_store(school.home, settings.load(school.home), school.clock, key)
    try:
        return school.home.backups / make_backup(store, by_itself()).name
    finally:
        store.close()


def other_machine(school: School, tmp_path: Path) -> Home:
    """A fresh kiosk with the school's settings and nothing else."""
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    other.settings.write_bytes(school.home.settings.read_bytes())
    return other


@pytest.mark.parametrize(
    ("typed", "by_sheet"), [(ANNEKES, False), (TESSES.upper(), False), (f" 1. {ON_SHEETS[1]}", True)]
)
def test_everybodys_own_words_and_each_sheet_open_the_store(school: School, typed: str, by_sheet: bool) -> None:
    key = lock(school)
    assert is_locked(school.home)
    unlocked = unlock(school.home, typed)
    assert (unlocked.key, unlocked.by_sheet) == (key, by_sheet)
    open_store(school.home, settings.load(school.home), school.clock, unlocked.key).close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tafel regen fiets", "Dit zijn 3 woorden. De dagsleutel heeft 4 woorden, een herstelblad 12."),
        ("", "Er staat nog niets."),
        ("tafel regen fiets fiets", "Deze woorden openen de kiosk niet."),
        ("tafel regen fietss lepel", "Woord 3 staat niet in de lijst."),
    ],
)
def test_wrong_words_are_told_in_one_sentence(
    school: School, typed: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.vault.passphrase.words", lambda: ("fiets", "lepel", "regen", "tafel"))
    lock(school)
    with pytest.raises(Refused, match=said):
        unlock(school.home, typed)


@pytest.mark.parametrize("harm", HARMS)
def test_damaged_slots_are_taken_from_beside_the_newest_backup_and_put_back(
    school: School, harm: Callable[[Path], object]
) -> None:
    key = lock(school)
    backup(school, key)
    whole = school.home.slots.read_bytes()
    harm(school.home.slots)
    assert is_locked(school.home)
    assert unlock(school.home, TESSES).key == key
    assert school.home.slots.read_bytes() == whole


def test_without_any_slots_there_is_one_sentence(school: School) -> None:
    lock(school)
    school.home.slots.write_text("[]")
    with pytest.raises(BrokenSlots, match="beschadigd"):
        unlock(school.home, ANNEKES)


@pytest.mark.parametrize(("holding", "locked"), [(Holding.DAY, True), (Holding.HERE, False)])
def test_with_a_recovery_sheet_a_backup_comes_back_on_another_machine(
    school: School, tmp_path: Path, holding: Holding, locked: bool
) -> None:
    key = lock(school, holding)
    file, other = backup(school, key), other_machine(school, tmp_path)
    unlocked = unlock_backup(other, file, ON_SHEETS[0])
    put_back(other, school.clock, file, command_line(), unlocked.key, unlocked.slots)
    assert is_locked(other) == locked
    store = open_store(other, settings.load(other), school.clock, unlock(other, ON_SHEETS[1]).key if locked else None)
    assert len(key_state(store, command_line()).sheets) == 2
    assert store.first_fault() == ""
    store.close()


def test_a_backup_of_before_a_new_key_opens_with_the_words_of_then_and_what_is_now_goes_aside(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backup(school, lock(school))
    unlocked = unlock_backup(school.home, old, TESSES)
    assert unlocked.slots == (), "this kiosk's own slots gave the key, and stay: who was taken off does not come back"
    store_key = unlocked.key
    school.home.slots.unlink()
    again = unlock_backup(school.home, old, TESSES)
    assert (again.key, len(again.slots)) == (store_key, 4)
    school.clock.forward(days=1)
    put_back(school.home, school.clock, old, command_line(), again.key, again.slots)
    assert unlock(school.home, TESSES).key == store_key
    assert school.home.aside(school.clock.now).exists()


def test_a_backup_without_slots_beside_it_asks_for_them(school: School, tmp_path: Path) -> None:
    file, other = backup(school, lock(school)), other_machine(school, tmp_path)
    file.with_suffix(".slots").unlink()
    with pytest.raises(KioskError, match=r"Zet oeps-.*\.slots erbij"):
        unlock_backup(other, file, ANNEKES)


def test_the_slots_of_another_kiosk_open_no_backup(school: School, tmp_path: Path) -> None:
    file, other = backup(school, lock(school)), other_machine(school, tmp_path)
    with pytest.raises(WrongWords):
        unlock_backup(other, file, "wolk brood jas tafel")


def test_slots_of_before_a_new_key_never_take_the_place_of_damaged_ones(school: School) -> None:
    lock(school, Holding.HERE)
    backup(school, None)
    new = lock(school, Holding.HERE)
    school.home.key.unlink()
    whole = school.home.slots.read_bytes()
    school.home.slots.write_bytes(whole + b"}")
    assert unlock(school.home, ON_SHEETS[0]).key != new
    assert school.home.slots.read_bytes() == whole + b"}", "somebody who can mend it still has it"


@pytest.mark.parametrize("had_sheets", [False, True])
def test_a_backup_put_back_with_the_key_file_of_then_has_no_sheets_of_another_key(
    school: School, had_sheets: bool
) -> None:
    if had_sheets:
        lock(school, Holding.HERE)
    old, old_key = backup(school, None), school.home.key.read_bytes()
    lock(school, Holding.HERE)
    school.home.key.write_bytes(old_key)
    put_back(school.home, school.clock, old, command_line())
    store = open_store(school.home, settings.load(school.home), school.clock)
    assert len(key_state(store, command_line()).sheets) == 2 * had_sheets
    store.close()
    if had_sheets:
        assert unlock(school.home, ON_SHEETS[0]).key.encode() == old_key.strip()
    assert school.home.aside(school.clock.now).with_suffix(".slots").exists()


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\0" * 9000)])
def test_a_damaged_store_keeps_its_sheets_when_its_backup_is_put_back(
    school: School, harm: Callable[[Path], object]
) -> None:
    key = lock(school, Holding.HERE)
    file = backup(school, None)
    harm(school.home.store)
    put_back(school.home, school.clock, file, command_line())
    assert unlock(school.home, ON_SHEETS[1]).key == key
    assert school.home.key.exists()
