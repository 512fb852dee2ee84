"""A store that does not open: a good backup is offered, a person types the word, and nothing happens by itself."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk import settings
from kiosk.app import KioskApp
from kiosk.db import forms, tables
from kiosk.db.backups import make_backup
from kiosk.db.store import open_store
from kiosk.jobs.put_back import put_back
from kiosk.rules.permissions import by_itself
from kiosk.screens.crash import CrashScreen
from kiosk.screens.recovery import RecoveryScreen
from kiosk.screens.start import StartScreen
from tests.school import School, actor, issue
from tests.screens.under_pilot import wait_until


@pytest.fixture
def two_backups(school: School) -> list[Path]:
    """A backup without a form, a later one with one form; after it a second form was issued."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    made = []
    for pupil in range(2):
        made.append(school.home.backups / make_backup(store, by_itself()).name)
        issue(store, pupil=pupil)
        school.clock.forward(days=1)
    store.close()
    return made


def empty(school: School) -> None:
    school.home.store.write_bytes(b"")


def cut(school: School) -> None:
    school.home.store.write_bytes(school.home.store.read_bytes()[: 5 * 4096])


def lose(school: School) -> None:
    school.home.store.unlink()


@asynccontextmanager
async def started(school: School, *, calm_crash: bool = False) -> AsyncIterator[Pilot[None]]:
    app = KioskApp(school.desk(), calm_crash=calm_crash)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_until(pilot, lambda: "goede reservekopie" in said(pilot) or app.trouble is not None)
        yield pilot


def said(pilot: Pilot[None]) -> str:
    return " ".join("\n".join(str(label.render()) for label in pilot.app.screen.query(Label)).split())


def app_of(pilot: Pilot[None]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


@pytest.mark.parametrize("harm", [empty, cut, lose])
async def test_the_newest_good_backup_is_offered_with_what_it_holds_and_nothing_is_done(
    school: School, two_backups: list[Path], harm: Callable[[School], None]
) -> None:
    harm(school)
    before = sorted(path.name for path in school.home.folder.iterdir())
    async with started(school) as pilot:
        words = said(pilot)
        assert "Er is een goede reservekopie van dinsdag 24 november 2026, 10.00 uur." in words
        assert f"{two_backups[1].name} in {school.home.backups}" in words
        assert "leerlingen 229 · formulieren 1 · nog niet klaar 1" in words
        assert "Wat daarna is geschreven, ook door kinderen, is dan weg." in words
        assert sorted(path.name for path in school.home.folder.iterdir()) == before


async def test_who_types_the_word_gets_the_kiosk_back_and_the_broken_store_stays(
    school: School, two_backups: list[Path]
) -> None:
    cut(school)
    broken = school.home.store.read_bytes()
    async with started(school) as pilot:
        await pilot.press(*"Terugzetten", "enter")
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        desk = app_of(pilot).desk
        assert len(forms.open_forms(desk.store, actor(desk.store, "Anneke"))) == 1
        row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
        assert (row.actor, row.action) == ("kiosk", "restore")
    (aside,) = school.home.folder.glob("oeps-opzij-*.db")
    assert aside.read_bytes() == broken


async def test_half_the_word_does_nothing(school: School, two_backups: list[Path]) -> None:
    cut(school)
    broken = school.home.store.read_bytes()
    async with started(school) as pilot:
        await pilot.press(*"terug", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RecoveryScreen)
        assert any("Typ het hele woord" in one.message for one in pilot.app._notifications)
    assert school.home.store.read_bytes() == broken


async def test_escape_leaves_everything_as_it_is_and_tells_what_is_wrong(
    school: School, two_backups: list[Path]
) -> None:
    empty(school)
    async with started(school) as pilot:
        await pilot.press("escape")
        await wait_until(pilot, lambda: app_of(pilot).trouble is not None)
    assert str(app_of(pilot).trouble).startswith("De opslag is leeg.")
    assert school.home.store.read_bytes() == b""


async def test_an_older_one_can_be_chosen_and_a_broken_one_is_never_offered(
    school: School, two_backups: list[Path]
) -> None:
    cut(school)
    async with started(school) as pilot:
        await pilot.press("f4")
        await wait_until(pilot, lambda: "maandag 23 november 2026" in said(pilot))
        assert "formulieren 0" in said(pilot)
        await pilot.press("f4")
        await wait_until(pilot, lambda: bool(pilot.app._notifications))
        assert any("geen oudere kopie" in one.message for one in pilot.app._notifications)
    two_backups[1].write_bytes(two_backups[1].read_bytes()[:-4096])
    async with started(school) as pilot:
        assert "maandag 23 november 2026" in said(pilot)


@pytest.mark.parametrize("key", ["f4", "enter"])
async def test_a_key_too_many_does_not_cut_short_what_is_put_back(
    school: School, two_backups: list[Path], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*args: Any) -> Any:
        begun.set()
        assert go_on.wait(10)
        return put_back(*args)

    monkeypatch.setattr("kiosk.screens.recovery.put_back", slowly)
    cut(school)
    async with started(school) as pilot:
        await pilot.press(*"terugzetten", "enter")
        await wait_until(pilot, begun.is_set)
        await pilot.press(key, key)
        go_on.set()
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)


async def test_asking_twice_for_an_older_one_looks_once(
    school: School, two_backups: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(school)
    async with started(school) as pilot:
        await pilot.press("f4", "f4")
        await wait_until(pilot, lambda: "maandag 23 november 2026" in said(pilot))
        assert isinstance(pilot.app.screen, RecoveryScreen)


@pytest.mark.parametrize("spoil", ["no backup", "only broken ones"])
async def test_without_a_good_backup_the_kiosk_leaves_with_one_sentence(
    school: School, two_backups: list[Path], spoil: str
) -> None:
    for made in two_backups:
        made.unlink() if spoil == "no backup" else made.write_bytes(b"x" * 9000)
    empty(school)
    async with started(school) as pilot:
        assert str(app_of(pilot).trouble).startswith("De opslag is leeg. Haal een reservekopie terug")


async def test_a_lost_key_offers_no_backup_for_none_would_open(school: School, two_backups: list[Path]) -> None:
    school.home.key.unlink()
    async with started(school) as pilot:
        assert str(app_of(pilot).trouble).startswith("De sleutel van de opslag ontbreekt.")


async def test_a_backup_that_was_spoiled_meanwhile_is_told_and_the_store_is_not_touched(
    school: School, two_backups: list[Path]
) -> None:
    cut(school)
    broken = school.home.store.read_bytes()
    async with started(school) as pilot:
        two_backups[1].write_bytes(two_backups[1].read_bytes()[:-4096])
        await pilot.press(*"terugzetten", "enter")
        await wait_until(pilot, lambda: any("gaat niet open" in one.message for one in pilot.app._notifications))
        assert isinstance(pilot.app.screen, RecoveryScreen)
    assert school.home.store.read_bytes() == broken


async def test_nobody_at_the_keys_and_a_crash_both_end_on_the_same_screen(
    school: School, two_backups: list[Path]
) -> None:
    cut(school)
    async with started(school, calm_crash=True) as pilot:
        app = app_of(pilot)
        app._last_touch -= timedelta(days=1).total_seconds()
        await app._look_for_idle()
        assert isinstance(app.screen, RecoveryScreen)
        app._handle_exception(ZeroDivisionError())
        await wait_until(pilot, lambda: isinstance(app.screen, CrashScreen))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RecoveryScreen))
        await pilot.press(*"terugzetten", "enter")
        await wait_until(pilot, lambda: app.desk.is_open)
