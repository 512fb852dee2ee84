"""Bytes that changed and files that were cut: told in one sentence, or harmless; never a traceback, never wrong data.

What harmless is: a store that opens holds what it held after some commit, row for row. A write-ahead log that is broken
is to SQLite what a pulled plug leaves: the commits before the break stand, those after it are gone. The store itself
cannot know that they were; the number of the log that stands on paper and in a backup's name does.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.__main__ import main
from kiosk.db import cipher, log
from kiosk.db.backups import make_backup
from kiosk.db.restore import look_into
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.permissions import by_itself
from tests.db.earlier_versions import Rows, stored_rows
from tests.db.school import MONDAY_MORNING, SETTINGS, SampleSchool, SetClock
from tests.faults.damage import damaged
from tests.faults.whole import in_two_sentences
from tests.faults.work import opened

HIT = (*("oeps.db", "oeps.db-wal") * 4, "oeps.db-shm", "data.key")
"""The files that are damaged, as often as they stand here."""

HARMLESS, EARLIER = "harmless", "what it held some commits ago"
DAMAGED = "beschadigd: haal een reservekopie terug"


@dataclass(frozen=True)
class Pulled:
    """A school as a pulled plug leaves it: its files, and what its store held after each commit that is in the log."""

    files: dict[str, bytes]
    held: list[Rows]
    anchor: tuple[int, str]


@pytest.fixture
def pulled(home: Home) -> Pulled:
    """Some of what is written stands in the file and some in the write-ahead log, which is larger than a few pages."""
    store = opened(home)
    school = SampleSchool(store, SetClock(), home)
    held = [stored_rows()]
    for pupil in school.pupils[1:4]:
        form_id = school.issue(pupil_id=pupil).form.id
        held.append(stored_rows())
        school.write(form_id, "Ik pakte de bal. " * 20)
        held.append(stored_rows())
    files = {name: (home.folder / name).read_bytes() for name in HIT}
    anchor = log.anchor(store)
    store.close()
    return Pulled(files, held, anchor)


def put(home: Home, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (home.folder / name).write_bytes(content)


def look(home: Home, pulled: Pulled, what: str) -> str:
    """What is told when the store in `home` is opened and looked through; when nothing is, what it is."""
    try:
        store = opened(home)
    except KioskError as trouble:
        return in_two_sentences(trouble)
    try:
        if fault := store.first_fault():
            return fault
        found = stored_rows()
        assert found in pulled.held, f"{what}: what it holds was never so"
        if found == pulled.held[-1]:
            return HARMLESS
        assert store.first_fault(pulled.anchor), what
        return EARLIER
    finally:
        store.close()


@pytest.mark.parametrize("looked_through", [cipher.CHECKED_WHOLE, 0], ids=["small store", "large store"])
@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_damage_to_a_store_is_told_or_harmless_and_never_gives_wrong_data(
    home: Home, pulled: Pulled, times: int, looked_through: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large store is not looked through page by page when it opens; `kiosk verify` does."""
    put(home, pulled.files)
    assert look(home, pulled, "nothing") == HARMLESS
    monkeypatch.setattr(cipher, "CHECKED_WHOLE", looked_through)
    chance, seen = random.Random(looked_through + times), Counter[tuple[str, str]]()  # noqa: S311  (the same in every run)
    for _time in range(times):
        what, files = damaged(pulled.files, HIT, chance)
        put(home, files)
        seen[what, look(home, pulled, what)] += 1
    print("\n".join(f"{count:5} {what}: {told}" for (what, told), count in sorted(seen.items())))
    found = {told for (_what, told) in seen}
    assert found > {HARMLESS, EARLIER}
    assert (DAMAGED in found) == (looked_through == 0)


@pytest.mark.parametrize("times", [10, pytest.param(100, marks=pytest.mark.long)])
def test_kiosk_verify_tells_of_damage_in_one_line(
    home: Home, pulled: Pulled, times: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(home.folder))
    policy = SETTINGS.policy
    settings.save_school(home, SETTINGS.school, policy.counting, policy.restart)
    chance, codes = random.Random(times), Counter[int]()  # noqa: S311  (the same in every run)
    for _time in range(times):
        what, files = damaged(pulled.files, HIT, chance)
        put(home, files)
        codes[code := main(["verify"], lambda: MONDAY_MORNING)] += 1
        out, told = capsys.readouterr()
        if code:
            assert (code, out) == (1, ""), what
            assert re.fullmatch(r"kiosk: [A-Z][^\n]+\.\n", told), what
        else:
            assert (out, told) == ("De opslag en het logboek zijn heel.\n", ""), what
    assert codes[1]


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.long)])
def test_damage_to_a_backup_is_always_found_before_it_is_put_back(home: Home, times: int) -> None:
    store = opened(home)
    file: Path = home.backups / make_backup(store, by_itself()).name
    store.close()
    whole, chance = {file.name: file.read_bytes()}, random.Random(times)  # noqa: S311  (the same in every run)
    for _time in range(times):
        _what, files = damaged(whole, [file.name], chance)
        if files == whole:  # a page was swapped with itself
            continue
        file.write_bytes(files[file.name])
        with pytest.raises(KioskError) as told:
            look_into(home, file)
        in_two_sentences(told.value)
