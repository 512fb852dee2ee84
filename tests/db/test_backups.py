"""A backup is whole before it has a name; what fails on the way leaves the older ones, and nothing half."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import peewee
import pytest

from kiosk.db import backups, cipher, log, tables
from kiosk.db.backups import UNFINISHED, backups_in, copy_backup, make_backup
from kiosk.db.store import open_store
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import by_itself, command_line
from tests.db.school import SETTINGS, SampleSchool, everything_stored, log_rows


def back_up(school: SampleSchool) -> Path:
    return school.home.backups / make_backup(school.store, by_itself()).name


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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


# -- the stick ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_copy_on_the_stick_is_the_same_store_and_is_logged(school: SampleSchool, stick: Path) -> None:
    made = make_backup(school.store, by_itself())
    copy = copy_backup(school.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [made.name]
    assert copy.read_bytes() == (school.home.backups / made.name).read_bytes()
    assert [action for _who, action, _what in log_rows()[-2:]] == ["back_up", "back_up"]


def test_the_settings_go_beside_the_copy_under_its_name_and_over_no_other_file(
    written: SampleSchool, stick: Path
) -> None:
    (stick / "school.toml").write_text("van een andere kiosk")
    made = make_backup(written.store, by_itself())
    copy_backup(written.store, by_itself(), made, stick, rotate=False)
    assert (stick / made.settings).read_bytes() == written.home.settings.read_bytes()
    assert (stick / "school.toml").read_text() == "van een andere kiosk"


def test_a_good_edit_by_hand_goes_along_and_of_a_faulty_one_the_settings_that_were_last_good(
    written: SampleSchool, stick: Path
) -> None:
    """The last good ones are those of the last start: older than the file itself, as long as that has no fault."""
    home, made = written.home, make_backup(written.store, by_itself())
    good = home.settings.read_bytes()
    home.last_good.write_bytes(good)
    for edit, told in ((good + b"# anders\n", good + b"# anders\n"), (b"[school\n", good)):
        home.settings.write_bytes(edit)
        copy_backup(written.store, by_itself(), made, stick, rotate=False)
        assert (stick / made.settings).read_bytes() == told
        assert home.settings.read_bytes() == edit


def test_a_copy_into_the_kiosks_own_folder_writes_no_settings_there(written: SampleSchool) -> None:
    before = {one.name: one.read_bytes() for one in written.home.folder.glob("*.toml")}
    copy_backup(written.store, by_itself(), make_backup(written.store, by_itself()), written.home.folder, rotate=False)
    assert {one.name: one.read_bytes() for one in written.home.folder.glob("*.toml")} == before


def test_settings_that_do_not_fit_beside_it_leave_no_copy_and_no_log_row(written: SampleSchool, stick: Path) -> None:
    made, rows = make_backup(written.store, by_itself()), log_rows()
    (stick / made.settings).mkdir()
    with pytest.raises(KioskError, match="lukt niet"):
        copy_backup(written.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [made.settings]
    assert log_rows() == rows


def test_on_the_stick_slots_and_settings_rotate_out_with_their_copy(written: SampleSchool, stick: Path) -> None:
    for _time in range(2):
        copy_backup(written.store, by_itself(), make_backup(written.store, by_itself()), stick, rotate=True)
        written.clock.pass_time(hours=4)
    (kept,) = backups_in(stick)
    assert names_in(stick) == sorted((kept.name, kept.settings))


def test_a_stick_that_is_out_is_told_and_no_folder_is_made_in_its_place(school: SampleSchool, tmp_path: Path) -> None:
    made = make_backup(school.store, by_itself())
    with pytest.raises(KioskError, match=r"is er niet\. Doe de stick erin"):
        copy_backup(school.store, by_itself(), made, tmp_path / "stick", rotate=True)
    assert not (tmp_path / "stick").exists()


def test_a_stick_that_writes_badly_keeps_its_older_copy(
    school: SampleSchool, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = copy_backup(school.store, by_itself(), make_backup(school.store, by_itself()), stick, rotate=True)
    school.clock.pass_time(days=1)
    made = make_backup(school.store, by_itself())

    def lose_a_page(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-4096])

    monkeypatch.setattr(shutil, "copyfile", lose_a_page)
    with pytest.raises(KioskError, match="werd niet goed en is niet bewaard"):
        copy_backup(school.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [older.name]


def test_a_folder_named_by_hand_loses_nothing(school: SampleSchool, tmp_path: Path) -> None:
    for _day in range(9):
        copy_backup(school.store, command_line(), make_backup(school.store, command_line()), tmp_path, rotate=False)
        school.clock.pass_time(days=1)
    assert len(backups_in(tmp_path)) == 9


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


def test_a_second_folder_that_the_disk_cannot_even_name_is_one_sentence(school: SampleSchool, tmp_path: Path) -> None:
    made = make_backup(school.store, school.head)
    with pytest.raises(KioskError, match="lukt niet"):
        copy_backup(school.store, school.head, made, tmp_path / ("a" * 260), rotate=True)
