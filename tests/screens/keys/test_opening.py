"""The morning: nothing of the school before the right words; after school the store closes again."""

import asyncio
import logging
import threading
from datetime import datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from kiosk.app import KioskApp
from kiosk.jobs import unlock
from kiosk.paths import Home
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.keys.opening import OpeningScreen
from kiosk.screens.start import StartScreen
from tests.locked import ANNEKES, ON_SHEETS, lock
from tests.school import PIN, School
from tests.screens.under_pilot import wait_until


def said(pilot: Pilot[None]) -> str:
    return " ".join(" ".join(str(label.render()) for label in pilot.app.screen.query(Label)).split())


def app_of(pilot: Pilot[None]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


async def asked(pilot: Pilot[None]) -> None:
    await wait_until(
        pilot, lambda: isinstance(pilot.app.screen, OpeningScreen) and bool(pilot.app.screen.query("#words"))
    )


async def answer(pilot: Pilot[None], words: str) -> None:
    pilot.app.screen.query_one("#words", Input).value = words
    await pilot.press("enter")


async def test_the_kiosk_asks_for_the_dagsleutel_and_then_works(school: School) -> None:
    lock(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        assert not app_of(pilot).desk.is_open
        await pilot.press("f2", "escape", "f1", "escape", "ctrl+q")
        assert isinstance(pilot.app.screen, OpeningScreen), "no key leads away from it"
        await answer(pilot, ANNEKES)
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)
        assert isinstance(pilot.app.screen, StartScreen)
        await pilot.press("f2", *"anneke", "enter", *PIN)
        await wait_until(pilot, lambda: "Anneke de Groot" in said(pilot))


async def test_wrong_words_say_so_and_stay_out_of_sight_and_out_of_the_log(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    lock(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        with caplog.at_level(logging.INFO, "kiosk"):
            await answer(pilot, "paars paars paars paars")
            await wait_until(pilot, lambda: "kiosk niet" in said(pilot) or "staat niet in de lijst" in said(pilot))
        assert not app_of(pilot).desk.is_open
        field = pilot.app.screen.query_one("#words", Input)
        assert "paars" not in str(field.render())
        assert "paars" not in caplog.text
        assert "opening: WrongWords" in caplog.text
        await pilot.press("f4")
        assert not field.password
        await answer(pilot, ANNEKES)
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)


async def test_help_read_while_the_words_are_tried_closes_with_the_screen_that_it_is_about(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(school)
    read = threading.Event()

    at_once = unlock.unlock

    def slow(home: Home, typed: str) -> unlock.Unlocked:
        read.wait(30)
        return at_once(home, typed)

    monkeypatch.setattr(unlock, "unlock", slow)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        await answer(pilot, ANNEKES)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, TellDialog)
        read.set()
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)
        assert isinstance(pilot.app.screen, StartScreen)


async def test_enter_twice_tries_once(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(school)
    tries: list[str] = []
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, OpeningScreen)
        monkeypatch.setattr(screen, "_unlock", tries.append)
        pilot.app.screen.query_one("#words", Input).value = ANNEKES
        await pilot.press("enter", "enter")
        assert tries == [ANNEKES]


async def test_who_opened_with_a_sheet_is_told_where_new_words_are_given_out(school: School) -> None:
    lock(school)
    async with school.app().run_test(size=(120, 40)) as pilot:
        await asked(pilot)
        await answer(pilot, ON_SHEETS[0])
        await wait_until(pilot, lambda: app_of(pilot).desk.is_open)
        await pilot.press("f2", *"tess", "enter", *PIN)
        await wait_until(pilot, lambda: "geopend met een herstelblad" in said(pilot))


async def test_after_school_the_store_closes_after_its_last_backup_and_asks_again(school: School) -> None:
    lock(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        await answer(pilot, ANNEKES)
        app = app_of(pilot)
        await wait_until(pilot, lambda: app.desk.is_open)
        await app._look_for_day_end()
        assert app.desk.is_open, "it is still day"
        school.clock.now = datetime(2026, 11, 23, 19, 0)
        await app._look_for_day_end()
        assert app.desk.is_open, "first the backup that is due"
        assert app.desk.keeper
        await asyncio.to_thread(app.desk.keeper.run)
        await pilot.press("f1")
        await app._look_for_day_end()
        assert app.desk.is_open, "somebody is at it"
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        await app._look_for_day_end()
        assert not app.desk.is_open
        assert app.desk.key is None
        await asked(pilot)
        await answer(pilot, ANNEKES)
        await wait_until(pilot, lambda: app.desk.is_open)
        await app._look_for_day_end()
        assert app.desk.is_open, "opened after hours: it stays open until midnight"


async def test_a_fault_before_the_opening_asks_for_the_words_again(school: School) -> None:
    lock(school)
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        app._handle_exception(RuntimeError("x"))
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, OpeningScreen))
        await pilot.press("enter")
        await asked(pilot)


async def test_after_school_words_that_are_not_in_the_store_yet_keep_it_open(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        await answer(pilot, ANNEKES)
        app = app_of(pilot)
        await wait_until(pilot, lambda: app.desk.is_open and isinstance(pilot.app.screen, StartScreen))
        assert app.desk.keeper
        school.clock.now = datetime(2026, 11, 23, 19, 0)
        await asyncio.to_thread(app.desk.keeper.run)
        with monkeypatch.context() as patch:
            patch.setattr(app.desk, "flush", lambda: False)
            await app._look_for_day_end()
            assert app.desk.is_open
        await app._look_for_day_end()
        assert not app.desk.is_open


@pytest.mark.parametrize("turns", [2, 8, 20])
async def test_a_fault_just_before_the_opening_stands_there_does_not_make_two_of_it(school: School, turns: int) -> None:
    lock(school)
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        app._first = None
        await app.pop_screen()
        app._handle_exception(RuntimeError("x"))
        for _ in range(turns):  # somewhere on the way to the calm screen
            await asyncio.sleep(0)
        app._open_desk()
        await wait_until(pilot, lambda: not app._crashing and app._first is not None)
        await pilot.pause(0.3)
        assert [type(one) for one in app.screen_stack].count(OpeningScreen) == 1
