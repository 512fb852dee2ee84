"""The app's own promises: no way out, and nothing left behind at lock. (Faults: test_crash.py.)"""

from pathlib import Path

import pytest
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import answers
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.start import StartScreen
from tests.school import PIN, School, issue


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
