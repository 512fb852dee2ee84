"""The second place for backups: it works, with a real backup in it, or it is not chosen."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db.backups import backups_in
from kiosk.db.store import Store, open_store
from kiosk.errors import KioskError, Refused
from kiosk.jobs.keep_backups import BackupKeeper
from kiosk.jobs.second_backup import own_folder, try_place
from kiosk.rules.permissions import Actor, Role
from tests.school import School, actor


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "STICK"
    place.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda folder: folder == place)
    return place


def attempt(store: Store, folder: Path, stick: Path | None = None, who: Actor | None = None) -> BackupKeeper:
    """As the screen does, on a thread."""
    keeper = BackupKeeper(store)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(try_place, store, keeper, who or actor(store, "Tess"), folder, stick).result()
    return keeper


def test_a_stick_gets_a_folder_of_this_kiosk_with_a_backup_in_it_at_once(store: Store, stick: Path) -> None:
    folder = own_folder(store, stick)
    keeper = attempt(store, folder, stick)
    assert folder.name == "oeps-123"
    assert backups_in(folder) == backups_in(store.home.backups) != ()
    (made,) = backups_in(folder)
    assert (folder / made.settings).read_bytes() == store.home.settings.read_bytes()
    assert {one.suffix for one in folder.iterdir()} == {".db", ".toml"}
    assert not keeper.is_busy
    assert not keeper.is_due()


def test_a_typed_folder_is_not_made_for_the_stick_may_be_out(store: Store, stick: Path) -> None:
    with pytest.raises(KioskError, match="is er niet"):
        attempt(store, stick / "weg")
    assert not (stick / "weg").exists()


def test_where_no_stick_is_mounted_nothing_is_made_on_the_kiosks_own_disk(store: Store, tmp_path: Path) -> None:
    empty = tmp_path / "media"
    empty.mkdir()
    with pytest.raises(Refused, match=r"op de schijf van de kiosk zelf\. Zit de stick erin\?.*map oeps-123 in"):
        attempt(store, own_folder(store, empty), empty)
    assert list(empty.iterdir()) == []
    (empty / "oeps-123").mkdir()  # who does want it makes it
    attempt(store, own_folder(store, empty), empty)
    assert len(backups_in(empty / "oeps-123")) == 1


@pytest.mark.parametrize("inside", ["", "backups", "../kiosk/letters"])
def test_the_kiosks_own_folder_is_no_second_place(store: Store, inside: str) -> None:
    with pytest.raises(Refused, match="van de kiosk zelf"):
        attempt(store, store.home.folder / inside)
    assert backups_in(store.home.backups) == ()


def test_a_link_elsewhere_that_leads_into_the_kiosks_own_folder_is_no_second_place(store: Store, stick: Path) -> None:
    (stick / "oeps").symlink_to(store.home.folder)
    with pytest.raises(Refused, match="van de kiosk zelf"):
        attempt(store, stick / "oeps" / "kopie")
    assert backups_in(store.home.backups) == ()


@pytest.mark.parametrize("name", ["twee  spaties", "regel\neinde", "x" * 301])
def test_a_folder_whose_name_the_settings_would_not_read_back_is_refused(store: Store, stick: Path, name: str) -> None:
    with pytest.raises(Refused, match="gewone naam"):
        attempt(store, stick / name)


def test_who_does_not_look_after_backups_makes_no_folder(store: Store, stick: Path) -> None:
    with pytest.raises(Refused):
        attempt(store, own_folder(store, stick), stick, Actor("juf", frozenset({Role.TEACHER}), staff_id=1))
    assert list(stick.iterdir()) == []


def test_a_stick_that_cannot_be_written_is_one_sentence(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_args: object, **_more: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Path, "mkdir", refuses)
    with pytest.raises(KioskError, match="kan de kiosk niet schrijven"):
        attempt(store, own_folder(store, stick), stick)


def test_while_a_backup_is_being_made_there_is_no_second_one(store: Store, stick: Path) -> None:
    keeper = BackupKeeper(store)
    with keeper._at_work:
        with pytest.raises(KioskError, match="net een reservekopie"):
            try_place(store, keeper, actor(store, "Tess"), stick)
        assert keeper.is_busy
    assert not keeper.is_busy
