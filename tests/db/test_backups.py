"""A backup is whole before it has a name; what fails on the way leaves the older ones, and nothing half."""

import errno
import os
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import peewee
import pytest

from kiosk.db import backups, cipher, log, tables
from kiosk.db.backups import UNFINISHED, backups_in, make_backup
from kiosk.db.store import open_store
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import by_itself, command_line
from tests.db.school import SETTINGS, SampleSchool, everything_stored, log_rows, names_in


def back_up(school: SampleSchool) -> Path:
    return school.home.backups / make_backup(school.store, by_itself()).name


def test_a_backup_opens_in_the_place_of_the_store_and_holds_every_word(school: SampleSchool) -> None:
    school.write(school.issue().form.id, "Ik duwde hem van de glijbaan.")
    before = everything_stored()
    copy = back_up(school)
    school.store.close()
    copy.replace(school.home.store)
    open_store(school.home, SETTINGS, school.clock)
    assert everything_stored() == before


def test_its_name_says_when_and_is_an_anchor_of_the_log(school: SampleSchool) -> None:
    seq, digits = log.anchor(school.store)
    assert back_up(school).name == f"oeps-2026-11-23-100000-nr{seq}-{digits}.db"


def test_no_name_and_no_word_can_be_read_in_it_and_it_is_its_owners_alone(school: SampleSchool) -> None:
    school.issue(what_was_seen="Gooide zand naar een ander.")
    copy = back_up(school)
    for plain in (b"SQLite format 3", b"Timmermans", b"zand naar een"):
        assert plain not in copy.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(school.home.backups.stat().st_mode) == 0o700


def test_the_log_tells_that_it_was_made_and_by_whom(school: SampleSchool) -> None:
    made = make_backup(school.store, command_line())
    assert log_rows()[-1] == ("beheer (opdrachtregel)", "back_up", f"backup {made.seq}-{made.digits}")
    make_backup(school.store, by_itself())
    assert log_rows()[-1][0] == "kiosk"


def test_only_directie_and_beheer_make_one(school: SampleSchool) -> None:
    make_backup(school.store, school.head)
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused):
            make_backup(school.store, actor)
    assert len(names_in(school.home.backups)) == 1


def test_it_is_made_beside_a_deed_that_is_not_done_and_holds_nothing_of_it(school: SampleSchool) -> None:
    """Another thread backs up while this one is in the middle of a transaction; it waits only to log it."""
    form_id = school.issue().form.id

    def on_another_thread() -> Path:
        with school.store.connection():
            return back_up(school)

    with ThreadPoolExecutor(1) as pool:
        with cipher.write_transaction(tables.database):
            tables.Form.update(place="gym").where(tables.Form.id == form_id).execute()
            making = pool.submit(on_another_thread)
            while not (backups_in(school.home.backups) or making.done()):
                time.sleep(0.005)
        copy = tables.database.beside(making.result())
    copy.connect()
    assert copy.execute_sql("SELECT place FROM form").fetchone() == ("playground",)
    copy.close()


def test_the_older_ones_rotate_out_and_the_copy_before_a_migration_stays(school: SampleSchool) -> None:
    school.home.backups.mkdir()
    (school.home.backups / "voor-migratie-0003-0004.db").write_bytes(b"old")
    for _day in range(60):
        back_up(school)
        school.clock.pass_time(hours=8)
        back_up(school)
        school.clock.pass_time(hours=16)
    kept = [one.at for one in backups_in(school.home.backups)]
    assert {at.hour for at in kept} == {18}
    assert [f"{at:%m-%d}" for at in kept[-7:]] == [f"01-{day}" for day in range(15, 22)]
    assert len(kept) == 11
    assert "voor-migratie-0003-0004.db" in names_in(school.home.backups)


# -- faults ------------------------------------------------------------------------------------------------------------


def full_disk(*_anything: object, **_more: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def refuse_to_vacuum(patch: pytest.MonkeyPatch) -> None:
    execute = cipher.EncryptedDatabase.execute_sql

    def run(self: cipher.EncryptedDatabase, sql: str, *rest: object) -> object:
        if sql.startswith("VACUUM"):
            raise peewee.OperationalError("database or disk is full")
        return execute(self, sql, *rest)

    patch.setattr(cipher.EncryptedDatabase, "execute_sql", run)


def stop_halfway_the_copy(patch: pytest.MonkeyPatch) -> None:
    """The copy that VACUUM made lacks its last page: the disk said that it wrote it."""
    copy_into = cipher.copy_into

    def run(database: cipher.EncryptedDatabase, path: Path) -> None:
        copy_into(database, path)
        os.truncate(path, path.stat().st_size - 4096)

    patch.setattr(cipher, "copy_into", run)


def flip_a_byte_of_the_copy(patch: pytest.MonkeyPatch) -> None:
    copy_into = cipher.copy_into

    def run(database: cipher.EncryptedDatabase, path: Path) -> None:
        copy_into(database, path)
        whole = bytearray(path.read_bytes())
        whole[len(whole) // 2] ^= 1
        path.write_bytes(whole)

    patch.setattr(cipher, "copy_into", run)


def copy_another_store(patch: pytest.MonkeyPatch) -> None:
    """What was copied has another log: not a moment of this store."""
    real = backups.check_copy
    patch.setattr(backups, "check_copy", lambda copy: (real(copy)[0], "0" * 64))


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "no new file can be made": lambda patch: patch.setattr(os, "open", full_disk),
    "the copy does not fit": refuse_to_vacuum,
    "a page of the copy is missing": stop_halfway_the_copy,
    "a byte of the copy is wrong": flip_a_byte_of_the_copy,
    "the copy is of another store": copy_another_store,
    "the copy does not reach the disk": lambda patch: patch.setattr(os, "fsync", full_disk),
    "the copy gets no name": lambda patch: patch.setattr(Path, "replace", full_disk),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_leaves_the_older_backup_and_nothing_half(
    school: SampleSchool, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = back_up(school)
    before, rows = older.read_bytes(), everything_stored()
    school.clock.pass_time(hours=4)
    with monkeypatch.context() as patch:
        FAULTS[fault](patch)
        with pytest.raises(KioskError) as told:
            back_up(school)
    assert told.value.what_to_do
    assert everything_stored() == rows, "what was not made is not logged either"
    assert names_in(school.home.backups) == [older.name]
    assert older.read_bytes() == before
    school.clock.pass_time(minutes=15)
    newer = back_up(school)
    assert names_in(school.home.backups) == [newer.name]


def test_a_fault_at_any_write_leaves_the_old_or_the_new_and_never_a_mix(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place where the disk can refuse, one after the other, until a backup gets through."""
    counted = [0]

    def at_the(nth: int, real: Callable[..., object]) -> Callable[..., object]:
        def run(*rest: object, **more: object) -> object:
            counted[0] += 1
            if counted[0] == nth:
                full_disk()
            return real(*rest, **more)

        return run

    back_up(school)
    for nth in range(1, 40):
        school.clock.pass_time(days=1)
        counted[0], failed = 0, False
        with monkeypatch.context() as patch:
            for place, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Path, "unlink")):
                patch.setattr(place, name, at_the(nth, getattr(place, name)))
            try:
                back_up(school)
            except KioskError:
                failed = True
        for name in set(names_in(school.home.backups)) - {UNFINISHED}:  # only where removing was what failed
            copy = tables.database.beside(school.home.backups / name)
            copy.connect()
            backups.check_copy(copy)
            copy.close()
        if not failed:
            break
    assert nth > 6
    assert counted[0] < nth, "every place was tried"


def test_what_a_pulled_plug_left_is_written_over(school: SampleSchool) -> None:
    school.home.backups.mkdir()
    (school.home.backups / UNFINISHED).write_bytes(b"half a copy")
    back_up(school)
    assert UNFINISHED not in names_in(school.home.backups)
    assert len(names_in(school.home.backups)) == 1


@pytest.mark.skipif(os.name != "posix", reason="the limit is POSIX's")
def test_a_disk_that_is_really_full_is_told_and_a_backup_comes_through_once_there_is_room(school: SampleSchool) -> None:
    """The machine itself refuses to write more than 64 kB a file: SQLite's own trouble, not a patched one."""
    import resource
    import signal

    older = back_up(school)
    school.clock.pass_time(hours=4)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    try:
        with pytest.raises(KioskError, match=r"De schijf is vol of doet het niet\. Maak ruimte vrij"):
            back_up(school)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert names_in(school.home.backups) == [older.name]
    newer = back_up(school)
    assert names_in(school.home.backups) == [newer.name]
