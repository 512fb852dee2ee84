"""The second place for backups: a stick or a folder, which counts once a backup lies there."""

import asyncio
import errno
import os
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db import tables
from kiosk.db.backups import backups_in
from kiosk.db.store import Store
from kiosk.jobs import find_exports
from kiosk.screens.admin import backup_folder
from kiosk.screens.admin.backup_folder import BackupFolderScreen
from kiosk.screens.dialogs import AskDialog
from tests.school import School, actor
from tests.screens.head.scenes import kiosk
from tests.screens.under_pilot import UnderPilot


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one stick that is in this machine."""
    folder = tmp_path / "media" / "STICK"
    folder.mkdir(parents=True)
    monkeypatch.setattr(find_exports, "_STICKS", (f"{tmp_path}/media/*",))
    monkeypatch.setattr(Path, "is_mount", lambda place: place == folder)
    return folder


async def come_in(pilot: Pilot[None]) -> tuple[UnderPilot, Store]:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(BackupFolderScreen(app.desk, actor(app.desk.store, "Tess")))
    at = UnderPilot(pilot, app)
    await wait_for(at, "Op deze computer")
    return at, app.desk.store


async def wait_for(at: UnderPilot, words: str) -> None:
    await at.wait_until(lambda: words in at.says() + at.told())


async def test_a_stick_is_tried_with_a_backup_and_then_kept(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        assert "Tweede plek        nog niet gekozen" in at.says()
        assert at.rows()[0].startswith("○ STICK")
        assert at.rows()[-1] == "● nergens alleen op deze computer"
        await at.press("home", "enter")
        await wait_for(at, "Gelukt: er staat nu een kopie in oeps-123.")
        await wait_for(at, "Tweede plek        maandag 23 november 2026, 10.00 uur (zojuist)")
        folder = stick / "oeps-123"
        assert settings.load(school.home).backup_folder == store.settings.backup_folder == folder
        assert backups_in(folder) == backups_in(school.home.backups) != ()
        assert "dezelfde schijf" in at.told()  # as the test's own folder is
        assert at.rows()[0].startswith("● STICK")
        row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
        assert (row.action, row.subject) == ("manage_school", "backup")


async def test_a_folder_that_is_not_there_is_told_and_nothing_changes(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        await at.press("slash")
        await at.until(AskDialog)
        pilot.app.screen.query_one(Input).value = str(stick / "weg")
        await at.press("enter")
        await wait_for(at, "weg is er niet.")
        assert pilot.app.screen.query_one(Input).value == str(stick / "weg")
        pilot.app.screen.query_one(Input).value = "stick"
        await at.press("enter")
        await wait_for(at, "Schrijf de hele map.")
        await at.press("escape")
        await at.until(BackupFolderScreen)
        assert store.settings.backup_folder is None
        assert "folder" not in school.home.settings.read_text(encoding="utf-8").split("[backup]")[-1].partition("=")[2]


async def test_a_typed_folder_gets_one_of_this_kiosk_and_is_proposed_the_next_time(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        assert str(school.home.folder) in at.says()
        assert "Maak twee herstelbladen" in at.says()
        for proposed, typed in (("", stick), (str(stick), stick / "oeps-123")):
            await at.press("slash")
            await at.until(AskDialog)
            assert pilot.app.screen.query_one(Input).value == proposed
            pilot.app.screen.query_one(Input).value = str(typed)
            await at.press("enter")
            await at.until(BackupFolderScreen)
            await wait_for(at, "Gelukt: er staat nu een kopie in oeps-123.")
            assert store.settings.backup_folder == stick / "oeps-123"
            assert [one.name for one in stick.iterdir()] == ["oeps-123"]
        assert kiosk(pilot).desk.last_folder == ""  # no place for a child's paper


async def test_none_is_off_and_a_stick_that_is_out_keeps_its_row(school: School, stick: Path) -> None:
    settings.save(school.home, backup_folder=Path("/media/kiosk/OUT/oeps"))
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        assert "▲ die is er nu niet.\nSteek de stick erin, of zorg dat de map er is.\n" in at.says()
        assert at.rows()[0] == "● /media/kiosk/OUT/oeps zoals het nu is"
        await at.press("n")
        await wait_for(at, "/media/kiosk/OUT/oeps voor de reservekopie is er niet")
        keeper = kiosk(pilot).desk.keeper
        assert keeper
        await asyncio.to_thread(keeper.run)
        assert "/media/kiosk/OUT/oeps" in keeper.trouble
        await at.press("end", "enter")
        await wait_for(at, "Kopieën blijven alleen op deze computer")
        assert keeper.trouble == ""
        assert store.settings.backup_folder is None
        await at.press("n")
        await wait_for(at, "De reservekopie is gemaakt.")
        assert len(backups_in(school.home.backups)) == 1


async def test_while_the_kiosk_looks_again_enter_takes_the_stick_that_stands_there(
    school: School, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = stick.with_name("ANDER")
    other.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda place: place in (stick, other))
    real, go_on = backup_folder._age, threading.Event()
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        assert at.rows()[0].startswith("○ ANDER")
        await at.press("home")

        def slowly(folder: Path, now: datetime) -> str:
            assert go_on.wait(10)
            return real(folder, now)

        monkeypatch.setattr(backup_folder, "_age", slowly)
        other.rename(stick.parent.with_name("uit"))
        await at.press("v")
        await at.press("enter")
        try:
            await wait_for(at, "ANDER is er niet.")
        finally:
            go_on.set()
        assert store.settings.backup_folder is None
        assert list(stick.iterdir()) == []


async def test_a_stick_that_was_pulled_out_and_hangs_there_still_is_as_good_as_out(
    school: School, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(school.home, backup_folder=Path("/media/kiosk/STUK/oeps"))
    real = os.stat

    def stat(place: Any, *about: Any, **more: Any) -> os.stat_result:
        if str(place).startswith("/media/kiosk/STUK"):
            raise OSError(errno.EIO, "Input/output error")
        return real(place, *about, **more)

    monkeypatch.setattr(os, "stat", stat)
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot)
        assert "▲ die is er nu niet." in at.says()
        assert at.rows()[0] == "● /media/kiosk/STUK/oeps zoals het nu is"
