"""The kiosk backs up by itself, tells in one sentence when that fails, and goes on."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk import settings
from kiosk.db import backups
from kiosk.db.backups import backups_in, make_backup
from kiosk.db.store import Store, open_store
from kiosk.jobs import keep_backups
from kiosk.jobs.keep_backups import BackupKeeper
from kiosk.rules.backups import Backup
from kiosk.rules.permissions import Actor
from tests.school import School, actor


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


@pytest.fixture
def stick(store: Store, tmp_path: Path) -> Path:
    """The folder of a stick that the school set; the stick itself is still out."""
    folder = tmp_path / "stick"
    store.settings = replace(store.settings, backup_folder=folder)
    return folder


def run(keeper: BackupKeeper) -> None:
    """On a thread of its own, as in the kiosk."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(keeper.run).result()


def test_a_first_backup_is_due_then_one_every_four_hours_and_at_the_end_of_the_day(
    school: School, store: Store
) -> None:
    keeper = BackupKeeper(store)
    made = []
    for _minute in range(10 * 60):  # from ten in the morning to eight at night
        if keeper.is_due():
            run(keeper)
            made.append(f"{school.clock.now:%H:%M}")
        school.clock.forward(minutes=1)
    assert made == ["10:00", "14:00", "16:00"]
    assert len(backups_in(school.home.backups)) == 1, "of one day the last one stays"


def test_a_full_disk_is_one_sentence_and_is_tried_again_after_a_while(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = BackupKeeper(store)
    now = [1000.0]
    monkeypatch.setattr("kiosk.jobs.keep_backups.time", SimpleNamespace(monotonic=lambda: now[0]))
    with monkeypatch.context() as patch:
        patch.setattr(backups, "put_in_place", _full)
        run(keeper)
    assert keeper.trouble.startswith("De reservekopie is niet gelukt. Een reservekopie in ")
    assert not keeper.is_due()
    now[0] += 15 * 60 + 1
    assert keeper.is_due()
    run(keeper)
    assert keeper.trouble == ""
    assert not keeper.is_due()


def _full(*_anything: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_fault_that_nobody_foresaw_is_logged_by_kind_and_place_and_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_anything: object) -> None:
        raise ZeroDivisionError("woorden van een kind")

    monkeypatch.setattr(keep_backups, "make_backup", break_down)
    monkeypatch.setattr(logging.getLogger("kiosk"), "propagate", True)
    keeper = BackupKeeper(store)
    run(keeper)
    assert "kiosk.log" in keeper.trouble
    assert "ZeroDivisionError at" in caplog.text
    assert "woorden" not in caplog.text


def test_a_stick_that_is_out_is_told_and_the_kiosks_own_backup_is_there(
    school: School, store: Store, stick: Path
) -> None:
    keeper = BackupKeeper(store)
    run(keeper)
    assert len(backups_in(school.home.backups)) == 1
    assert keeper.trouble == f"De map {stick} voor de reservekopie is er niet. Doe de stick erin, of kies een map."
    assert not stick.exists()
    stick.mkdir()
    school.clock.forward(hours=4)
    run(keeper)
    assert keeper.trouble == ""
    assert backups_in(stick) == backups_in(school.home.backups)


def test_a_backup_folder_that_cannot_be_read_is_told_and_no_fault_of_the_kiosk(school: School, store: Store) -> None:
    school.home.backups.write_bytes(b"a file in its place")
    keeper = BackupKeeper(store)
    assert keeper.is_due()
    run(keeper)
    assert keeper.trouble.startswith("De reservekopie is niet gelukt.")


def test_a_backup_that_became_due_while_somebody_asked_for_one_is_not_made_beside_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    count = []

    def slowly(of: Store, who: Actor) -> Backup:
        count.append(who.name)
        begun.set()
        assert go_on.wait(10)
        return make_backup(of, who)

    monkeypatch.setattr(keep_backups, "make_backup", slowly)
    keeper, tess = BackupKeeper(store), actor(store, "Tess")
    with ThreadPoolExecutor(2) as pool:
        asked_for = pool.submit(keeper.back_up_now, tess, None)
        assert begun.wait(10)
        by_itself = pool.submit(keeper.run)  # the loop found it due just before
        wait([by_itself], timeout=1)
        go_on.set()
        asked_for.result()
        by_itself.result()
    assert (count, keeper.trouble, keeper.is_busy) == ([tess.name], "", False)


def test_without_a_second_place_its_trouble_is_over_and_the_kiosks_own_stays(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = BackupKeeper(store)
    run(keeper)
    assert str(stick) in keeper.trouble
    keeper.forget_second()
    assert keeper.trouble == ""
    monkeypatch.setattr(backups, "put_in_place", _full)
    run(keeper)
    keeper.forget_second()
    assert keeper.trouble.startswith("De reservekopie is niet gelukt.")
