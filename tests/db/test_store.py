"""One kiosk at a time, and one deed at a time: transaction, permission and log row, or nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import peewee
import pytest

from kiosk.db import cipher, forms, log, tables
from kiosk.db.store import create_store, open_store
from kiosk.errors import KioskError, Refused
from kiosk.paths import Home
from kiosk.rules.permissions import Action, command_line
from tests.db.school import SETTINGS, SampleSchool, SetClock, everything_stored

OPEN_AND_WAIT = """
import sys
from pathlib import Path
from kiosk.db.store import open_store
from kiosk.paths import Home
from tests.db.school import SETTINGS, SetClock
store = open_store(Home(Path(sys.argv[1])), SETTINGS, SetClock())
print("open", flush=True)
sys.stdin.readline()
store.close()
"""
NOBODY = 65534


@contextmanager
def another_kiosk(home: Home) -> Iterator[None]:
    """Another process that has the store open."""
    command = [sys.executable, "-c", OPEN_AND_WAIT, str(home.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.communicate("\n", timeout=10)
    assert process.returncode == 0


def test_a_second_kiosk_in_another_process_is_refused_at_once_and_opens_afterwards(home: Home) -> None:
    with another_kiosk(home):
        before = home.store.read_bytes()
        with pytest.raises(KioskError, match=r"De kiosk staat al open op deze computer\. Sluit die eerst\."):
            open_store(home, SETTINGS, SetClock())
        assert home.store.read_bytes() == before
    open_store(home, SETTINGS, SetClock()).close()


def test_a_second_kiosk_in_this_process_is_refused_and_leaves_the_first_one_open(school: SampleSchool) -> None:
    with pytest.raises(KioskError, match="De kiosk staat al open"):
        open_store(school.home, SETTINGS, school.clock)
    assert school.issue().code


def test_a_new_store_never_takes_the_place_of_an_old_one(home: Home) -> None:
    store, key = home.store.read_bytes(), home.key.read_bytes()
    with pytest.raises(KioskError, match="Er is al een opslag in deze map"):
        create_store(home, SETTINGS, SetClock())
    assert home.store.read_bytes() == store
    home.store.unlink()
    with pytest.raises(KioskError, match="Er ligt al een sleutel van een andere opslag"):
        create_store(home, SETTINGS, SetClock())
    assert not home.store.exists()
    assert home.key.read_bytes() == key


def test_a_store_cannot_be_made_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(KioskError, match="De map van de kiosk kan niet gemaakt worden"):
        create_store(Home(tmp_path / "file" / "kiosk"), SETTINGS, SetClock())


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may write everywhere; while this lasts we are nobody in particular."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told_plainly_and_the_store_stays_as_it_is(home: Home) -> None:
    with TemporaryDirectory() as name:
        locked = Home(Path(name) / "kiosk")
        home.folder.rename(locked.folder)
        for path in (Path(name), locked.folder, *locked.folder.iterdir()):
            path.chmod(0o700 if path.is_dir() else 0o400)
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)
        locked.folder.chmod(0o500)
        before = locked.store.read_bytes()
        with as_an_ordinary_user(), pytest.raises(KioskError, match=r"niet te beschrijven\. Kijk of deze gebruiker"):
            open_store(locked, SETTINGS, SetClock())
        assert locked.store.read_bytes() == before
        locked.folder.chmod(0o700)


def test_a_refused_permission_stores_nothing_at_all(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    before = everything_stored()
    with pytest.raises(Refused), school.store.act(school.stranger, Action.PRINT, form=form_id):
        tables.Form.update(place="gym").execute()
    assert everything_stored() == before


def test_a_fault_halfway_a_deed_stores_nothing_at_all(school: SampleSchool) -> None:
    def rename_everybody_and_fail() -> None:
        with school.store.act(command_line(), Action.MANAGE_PEOPLE):
            tables.Staff.update(given_name="Weg").execute()
            raise ZeroDivisionError

    before = everything_stored()
    with pytest.raises(ZeroDivisionError):
        rename_everybody_and_fail()
    assert everything_stored() == before


def test_a_log_that_cannot_be_written_stores_nothing_at_all(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_to_append(*_anything: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    before = everything_stored()
    monkeypatch.setattr(log, "append", refuse_to_append)
    with pytest.raises(KioskError, match=r"De schijf is vol"):
        school.issue()
    assert everything_stored() == before


def test_a_verb_that_fails_after_its_first_rows_stores_nothing_at_all(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_code(*_anything: object) -> str:
        raise Refused("Geen code.", "")

    before = everything_stored()
    monkeypatch.setattr(forms, "give_code", no_code)
    with pytest.raises(Refused, match="Geen code"):
        school.issue()
    assert everything_stored() == before


def test_a_disk_that_fails_is_told_in_one_sentence_but_a_broken_constraint_is_our_own_fault() -> None:
    with pytest.raises(KioskError, match="De schijf is vol"), cipher.told_plainly():
        raise peewee.OperationalError("disk I/O error")
    with pytest.raises(peewee.IntegrityError), cipher.told_plainly():
        raise peewee.IntegrityError("UNIQUE constraint failed: form.number")


def test_a_connection_that_opened_only_halfway_is_closed_so_that_the_next_one_opens(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        monkeypatch.undo()
        raise peewee.OperationalError("disk I/O error")

    def open_twice() -> list[str]:
        said = []
        monkeypatch.setattr(tables.database, "_initialize_connection", fail)
        for _try in range(2):
            try:
                with school.store.connection():
                    said.append("open")
            except KioskError as trouble:
                said.append(trouble.message)
        return said

    with ThreadPoolExecutor(1) as other_thread:  # a connection belongs to its thread
        assert other_thread.submit(open_twice).result() == ["De schijf is vol of doet het niet.", "open"]
