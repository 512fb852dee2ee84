"""The app's own promises: no way out, nothing left behind at lock, and a calm screen when something breaks."""

import asyncio
from pathlib import Path

import pytest
from textual import on
from textual.app import ComposeResult
from textual.visual import Visual
from textual.widgets import Input, Label

from kiosk.app import KioskApp
from kiosk.db import answers
from kiosk.screens.base import KioskScreen
from kiosk.screens.crash import CrashScreen
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.start import StartScreen
from tests.school import PIN, School, issue

SECRET = "Ik schaamde me heel erg"


class BreakingLabel(Label):
    """A label that cannot be drawn once it is told so."""

    broken = False

    def render(self) -> Visual | str:
        if self.broken:
            raise ValueError(SECRET)
        return "heel"


class BreakingScreen(KioskScreen[None]):
    """Shows a child's words and breaks in four ways."""

    BINDINGS = [("x", "break_in_key", "toets"), ("w", "break_in_worker", "werk"), ("l", "break_in_layout", "beeld")]

    def body(self) -> ComposeResult:
        yield Label(SECRET, markup=False)
        yield BreakingLabel()
        yield Input(id="field")

    def action_break_in_key(self) -> None:
        words = SECRET
        raise RuntimeError(words)

    def action_break_in_layout(self) -> None:
        label = self.query_one(BreakingLabel)
        label.broken = True
        label.refresh(layout=True)

    def action_break_in_worker(self) -> None:
        async def work() -> None:
            raise KeyError(SECRET)

        self.run_worker(work())

    @on(Input.Changed, "#field")
    def _break_in_handler(self) -> None:
        raise LookupError(SECRET)


@pytest.mark.parametrize(
    ("way", "error"),
    [("x", "RuntimeError"), ("w", "KeyError"), ("l", "ValueError"), ("tab", "LookupError")],
)
async def test_a_crash_shows_the_calm_screen_and_goes_on_from_start(
    way: str, error: str, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = BreakingScreen(app.desk)
        await app.push_screen(screen)
        if way == "tab":
            screen.query_one(Input).value = "breek"
        else:
            screen.set_focus(None)
            app.simulate_key(way)
        while not isinstance(app.screen, CrashScreen):
            await asyncio.sleep(0.01)
        await pilot.pause()
        assert SECRET not in app.export_screenshot()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)  # and everything still works
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)
    assert f"{error} at" in caplog.text
    assert SECRET not in caplog.text


async def test_a_crash_on_start_itself_is_survived_too(school: School, caplog: pytest.LogCaptureFixture) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        floor = app.screen
        floor.call_later(lambda: 1 / 0)
        while not isinstance(app.screen, CrashScreen):
            await asyncio.sleep(0.01)
        await pilot.press("enter")
        await pilot.pause()
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)
    assert "ZeroDivisionError at" in caplog.text


@pytest.mark.parametrize(
    "key", ["ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+backslash", "escape", "f5", "f10", "f12", "ctrl+d"]
)
async def test_no_key_leaves_start(school: School, key: str) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, StartScreen)


async def test_an_idle_kiosk_goes_back_to_start_with_the_words_kept(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press(*"bal")
        app._last_touch -= app.desk.store.settings.pupil.cover_minutes * 60 + 1
        await pilot.pause(1.5)  # longer than the app takes to look
        assert isinstance(app.screen, StartScreen)
        assert str(app.screen.query_one("#sentence", Label).content) == PupilScreen.PAUSE
        assert answers.pupil_form(app.desk.store, issued.form.id).words[0].text == "bal"
        assert "bal" not in str(app.screen.query_one("#sentence", Label).content)


async def test_a_store_that_will_not_open_ends_in_one_sentence(school: School) -> None:
    school.home.store.write_bytes(b"")
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert app.trouble is not None
    assert str(app.trouble) == "De opslag is leeg. Haal een reservekopie terug; begin niet opnieuw."
    assert app.return_code == 1


async def test_staff_cannot_come_in_before_the_store_is_open(tmp_path: Path, school: School) -> None:
    desk = school.desk()
    app = KioskApp(desk, prepare=lambda: None, calm_crash=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert desk.is_open
        await pilot.press("f2", "f", "e", "enter", *PIN)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)
