"""Whatever refuses while the key or who has it is changed: the old words open, and nothing half lies about."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peewee
import pytest

from kiosk.db import cipher, keys
from kiosk.db.keys import add_opener, key_state, remove_opener, renew_key, replace_holder
from kiosk.errors import KioskError
from kiosk.rules.keys import Holding
from kiosk.vault.slots import read_slots, write_slots
from tests.db.key_words import (
    SHEETS,
    bytes_of_files,
    opens,
    reopen,
    slot_of,
    staff_id,
    words,
)
from tests.db.school import SampleSchool

pytestmark = pytest.mark.usefixtures("no_argon2")

DEEDS: dict[str, Callable[[SampleSchool], object]] = {
    "a new opener": lambda s: add_opener(s.store, s.head, staff_id(s.teacher), words("fenna")),
    "new words": lambda s: replace_holder(s.store, s.head, slot_of(s, staff_id(s.counsellor)), words("joosttwee")),
    "an opener less": lambda s: remove_opener(s.store, s.head, slot_of(s, staff_id(s.stranger))),
    "a new data key": lambda s: renew_key(s.store, s.head, Holding.HERE, SHEETS),
}


@pytest.fixture
def three_openers(locked: SampleSchool) -> SampleSchool:
    add_opener(locked.store, locked.head, staff_id(locked.stranger), words("gerda"))
    return locked


def full_disk(*_anything: object, **_more: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("deed", DEEDS)
def test_wherever_the_disk_refuses_the_old_words_and_the_old_key_stand_and_nothing_lies_aside(
    three_openers: SampleSchool, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place where the disk can refuse, one after the other, until the deed gets through."""
    school, counted, sentences = three_openers, [0], set()

    def at_the(nth: int, real: Callable[..., object]) -> Callable[..., object]:
        def run(*rest: object, **more: object) -> object:
            counted[0] += 1
            if counted[0] == nth:
                full_disk()
            return real(*rest, **more)

        return run

    slots, names = school.home.slots.read_bytes(), sorted(bytes_of_files(school.home))
    for nth in range(1, 40):
        counted[0] = 0
        failed = False
        with monkeypatch.context() as patch:
            for place, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Path, "touch"), (Path, "mkdir")):
                patch.setattr(place, name, at_the(nth, getattr(place, name)))
            try:
                DEEDS[deed](school)
            except KioskError as told:
                failed = True
                sentences.add(told.message)
        if not failed:
            break
        if school.home.slots.read_bytes() != slots:  # the last step of all: to have the folder kept
            assert deed != "a new data key"
            write_slots(school.home.slots, _slots_from(school, slots))
        assert sorted(bytes_of_files(school.home)) == names, nth
        assert school.store.first_fault() == ""
    assert nth > 4
    assert counted[0] < nth, "every place was tried"
    assert sentences == {"De sleutel kon niet worden veranderd (No space left on device)."}
    reopen(school, None if deed == "a new data key" else school.store.key)


def _slots_from(school: SampleSchool, content: bytes) -> Any:
    path = school.home.folder / "before"
    path.write_bytes(content)
    try:
        return read_slots(path)
    finally:
        path.unlink()


@pytest.mark.parametrize("statement", ["INSERT", "COMMIT", "VACUUM", "PRAGMA rekey", "PRAGMA quick_check"])
@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_sqlite_refuses_is_told_in_one_sentence_and_the_old_words_open(
    three_openers: SampleSchool, deed: str, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, execute, commit = three_openers, cipher.EncryptedDatabase.execute_sql, cipher.EncryptedDatabase.commit
    slots, names, key = school.home.slots.read_bytes(), sorted(bytes_of_files(school.home)), school.store.key

    def run(self: cipher.EncryptedDatabase, sql: str, *rest: object) -> object:
        if sql.startswith(statement):
            raise peewee.OperationalError("database or disk is full")
        return execute(self, sql, *rest)

    def not_committed(self: cipher.EncryptedDatabase) -> object:
        if statement == "COMMIT":
            raise peewee.OperationalError("database or disk is full")
        return commit(self)

    reached = deed == "a new data key" or statement in ("INSERT", "COMMIT")
    with monkeypatch.context() as patch:
        patch.setattr(cipher.EncryptedDatabase, "execute_sql", run)
        patch.setattr(cipher.EncryptedDatabase, "commit", not_committed)
        if not reached:
            DEEDS[deed](school)
            return
        with pytest.raises(KioskError, match=r"De schijf is vol of doet het niet\. Maak ruimte vrij"):
            DEEDS[deed](school)
    assert school.home.slots.read_bytes() == slots
    assert sorted(bytes_of_files(school.home)) == names
    reopen(school, key)
    assert school.store.first_fault() == ""
    assert opens(school, words("gerda"))


def test_a_plug_pulled_between_the_log_and_the_file_leaves_words_that_open(
    three_openers: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store says more than came of it: a row of a slot that is not in the file means nothing."""
    school, before = three_openers, key_state(three_openers.store, three_openers.head)

    def pull_the_plug(*_anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keys, "put_in_place", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            replace_holder(school.store, school.head, slot_of(school, staff_id(school.counsellor)), words("joosttwee"))
    assert key_state(school.store, school.head) == before
    assert (opens(school, words("joost")), opens(school, words("joosttwee"))) == (True, False)
    assert school.store.first_fault() == ""
