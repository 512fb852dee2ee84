"""The file itself: encrypted, and opened only when it is whole and ours."""

import stat
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from sqlite3 import connect

import pytest

from kiosk.db import cipher, tables
from kiosk.db.store import create_store, open_store
from kiosk.db.tables import database
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.vault import data_key
from tests.db.school import SETTINGS, SampleSchool, SetClock


def open_home(home: Home) -> None:
    open_store(home, SETTINGS, SetClock()).close()


def run_on(home: Home, *statements: str) -> None:
    """Change the closed store behind the kiosk's back, with its own key."""
    database.point_at(home.store, data_key.read_key(home.key))
    database.connect()
    for statement in statements:
        database.execute_sql(statement)
    database.close()


def overwrite(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def make_empty(home: Home) -> None:
    home.store.write_bytes(b"")


def cut_at_a_page(home: Home) -> None:
    home.store.write_bytes(home.store.read_bytes()[: 5 * 4096])


def cut_inside_a_page(home: Home) -> None:
    home.store.write_bytes(home.store.read_bytes()[:-1000])


def cut_inside_the_first_page(home: Home) -> None:
    home.store.write_bytes(home.store.read_bytes()[:300])


def overwrite_the_header(home: Home) -> None:
    overwrite(home.store, 0, 100)


def overwrite_a_page_in_the_middle(home: Home) -> None:
    middle = home.store.stat().st_size // 4096 // 2
    overwrite(home.store, middle * 4096, 4096)


def overwrite_one_byte_of_the_last_page(home: Home) -> None:
    overwrite(home.store, home.store.stat().st_size - 2000, 1)


def fill_with_zeros(home: Home) -> None:
    home.store.write_bytes(bytes(home.store.stat().st_size))


def put_a_plain_database_there(home: Home) -> None:
    home.store.unlink()
    plain = connect(home.store)
    plain.execute("CREATE TABLE pupil (name TEXT)")
    plain.commit()
    plain.close()


def put_another_key_there(home: Home) -> None:
    home.key.write_text("ab" * 32 + "\n", encoding="ascii")


def lose_the_key(home: Home) -> None:
    home.key.unlink()


def break_the_key(home: Home) -> None:
    home.key.write_text("geen sleutel\n", encoding="ascii")


def show_the_key_to_others(home: Home) -> None:
    home.key.chmod(0o644)


def take_our_mark_away(home: Home) -> None:
    run_on(home, "PRAGMA application_id = 1")


def take_our_mark_and_the_log_away(home: Home) -> None:
    run_on(home, "PRAGMA application_id = 1", "PRAGMA journal_mode = delete")


def come_from_the_future(home: Home) -> None:
    run_on(home, "PRAGMA user_version = 9999")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (make_empty, "De opslag is leeg."),
        (cut_at_a_page, "beschadigd"),
        (cut_inside_a_page, "beschadigd"),
        (cut_inside_the_first_page, "beschadigd"),
        (overwrite_the_header, "beschadigd"),
        (overwrite_a_page_in_the_middle, "beschadigd"),
        (overwrite_one_byte_of_the_last_page, "beschadigd"),
        (fill_with_zeros, "beschadigd"),
        (put_a_plain_database_there, "De opslag is niet versleuteld."),
        (put_another_key_there, "een andere sleutel"),
        (lose_the_key, "De sleutel van de opslag ontbreekt."),
        (break_the_key, "De sleutel van de opslag is beschadigd."),
        (show_the_key_to_others, "leesbaar voor anderen"),
        (take_our_mark_away, "Dit bestand is niet van de kiosk."),
        (take_our_mark_and_the_log_away, "Dit bestand is niet van de kiosk."),
        (come_from_the_future, "De opslag is van een nieuwere kiosk."),
    ],
)
def test_a_store_that_is_not_whole_or_not_ours_is_refused_and_stays_as_it_is(
    home: Home, harm: Callable[[Home], None], said: str
) -> None:
    harm(home)
    before = home.store.read_bytes()
    with pytest.raises(KioskError) as told:
        open_home(home)
    assert said in str(told.value)
    assert told.value.what_to_do
    assert home.store.read_bytes() == before
    assert database.is_closed()


def test_a_store_that_was_refused_opens_again_once_it_is_mended(home: Home) -> None:
    whole = home.store.read_bytes()
    overwrite_a_page_in_the_middle(home)
    with pytest.raises(KioskError):
        open_home(home)
    home.store.write_bytes(whole)
    open_home(home)


def test_a_wrong_key_loses_nothing_of_what_a_cut_short_kiosk_left_in_its_write_ahead_log(
    school: SampleSchool, tmp_path: Path
) -> None:
    school.write(school.issue().form.id, "Dit staat alleen nog in het logboek van SQLite.")
    after_the_plug_was_pulled = Home(tmp_path / "copy")
    copytree(school.home.folder, after_the_plug_was_pulled.folder)
    school.store.close()
    right_key = after_the_plug_was_pulled.key.read_bytes()
    put_another_key_there(after_the_plug_was_pulled)
    with pytest.raises(KioskError, match="een andere sleutel"):
        open_home(after_the_plug_was_pulled)
    after_the_plug_was_pulled.key.write_bytes(right_key)
    store = open_store(after_the_plug_was_pulled, SETTINGS, SetClock())
    assert [row.text for row in tables.Answer.select()] == ["Dit staat alleen nog in het logboek van SQLite."]
    store.close()


def test_opening_never_makes_a_store_where_there_is_none(home: Home) -> None:
    home.store.unlink()
    before = sorted(home.folder.iterdir())
    with pytest.raises(KioskError, match=r"De opslag ontbreekt\. Haal een reservekopie terug"):
        open_home(home)
    assert sorted(home.folder.iterdir()) == before


def test_opening_in_a_folder_that_is_not_there_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="De opslag ontbreekt"):
        open_home(Home(tmp_path / "nergens"))
    assert not (tmp_path / "nergens").exists()


def test_a_folder_in_the_place_of_the_store_is_told_plainly(home: Home) -> None:
    home.store.unlink()
    home.store.mkdir()
    with pytest.raises(KioskError, match="De opslag is niet te lezen"):
        open_home(home)


def test_the_file_shows_neither_sqlite_nor_a_name_nor_a_word(school: SampleSchool) -> None:
    form_id = school.issue(what_was_seen="Gooide zand naar een ander.").form.id
    school.write(form_id, "Ik was heel erg boos op hem.")
    written = home_bytes(school.home)
    assert len(written) > 100_000
    for plain in ("SQLite format 3", "Vertrokken", "Timmermans", "Öztürk", "Marjan", "zand naar een", "heel erg boos"):
        assert plain.encode() not in written


def home_bytes(home: Home) -> bytes:
    log = home.store.with_name(home.store.name + "-wal")
    assert log.stat().st_size > 0
    return home.store.read_bytes() + log.read_bytes()


def test_the_store_keeps_the_promises_that_sqlite_makes_only_when_asked(school: SampleSchool) -> None:
    def value(name: str) -> object:
        return database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    assert (value("journal_mode"), value("synchronous")) == ("wal", 2)
    assert (value("foreign_keys"), value("secure_delete")) == (1, 1)
    assert value("application_id") == cipher.APPLICATION_ID


def test_another_threads_connection_makes_the_same_promises(school: SampleSchool) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def promises() -> tuple[object, ...]:
        with school.store.connection():
            return tuple(
                database.execute_sql(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            )

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(promises).result() == ("wal", 2, 1, 1)


def test_a_too_old_sqlite_is_refused_before_anything_is_touched(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.db.cipher.dbapi2.sqlite_version_info", (3, 52, 9))
    with pytest.raises(KioskError, match="De databasebibliotheek is te oud"):
        open_home(home)
    with pytest.raises(KioskError, match="De databasebibliotheek is te oud"):
        create_store(Home(tmp_path / "new"), SETTINGS, SetClock())
    assert not (tmp_path / "new").exists()
    monkeypatch.setattr("kiosk.db.cipher.dbapi2.sqlite_version_info", (3, 53, 0))
    open_home(home)


def test_the_versions_in_use_are_named() -> None:
    versions = cipher.versions()
    assert versions["sqlite"].startswith("3.")
    assert versions["sqlcipher"].startswith("4.")


def test_a_backup_is_a_whole_store_with_the_same_key_that_opens_in_its_place(home: Home) -> None:
    store = open_store(home, SETTINGS, SetClock())
    copy = home.folder / "copy.db"
    copy.write_bytes(b"an older copy")
    cipher.backup_into(database, copy)
    store.close()
    assert sorted(path.name for path in home.folder.glob("copy*")) == ["copy.db"]
    assert not copy.read_bytes().startswith(b"SQLite format 3")
    copy.replace(home.store)
    open_home(home)


def test_a_new_store_and_its_key_belong_to_their_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    create_store(home, SETTINGS, SetClock()).close()
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.key.stat().st_mode) == 0o600
    open_home(home)
