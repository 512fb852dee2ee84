"""One child, its own words, and nothing of them afterwards: in what the screens can reach, and in every cell."""

import ast
import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

import kiosk.screens.pupil
from kiosk.app import KioskApp
from kiosk.screens.crash import CrashScreen
from kiosk.screens.pupil.done import DoneScreen
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.start import StartScreen
from tests.school import School
from tests.screens.pupil.sitting import choose, number, on_screen, pupil_screens, sit_down, write
from tests.screens.pupil.sitting import kiosk as at_start

MODULES = sorted(Path(kiosk.screens.pupil.__file__).parent.glob("*.py"))
MAY_REACH = {"kiosk.db.answers", "kiosk.db.writer"}
"""All that a pupil's screens know of the store: one form's answers, and the thread that keeps them."""

SECRET = "Ik verstopte me achter de schuur"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_list_no_count_and_no_other_name_is_within_reach(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    found |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name for name in found if name.startswith("kiosk.db")} <= MAY_REACH
    assert not {name for name in found if name.startswith(("kiosk.screens.teacher", "kiosk.screens.head"))}
    assert "kiosk.screens.login" not in found


def nothing_of_the_child(app: KioskApp) -> None:
    """Not in a cell, a widget below it, the clipboard, a notification or the title."""
    seen = on_screen(app)
    for trace in (SECRET, "schuur", "boos", "Luuk"):
        assert trace not in seen
        for screen in app.screen_stack:
            for widget in screen.query("*"):
                assert trace not in str(widget.render())
    assert app.clipboard == ""
    assert "schuur" not in app.title
    assert app.desk.listener is None


async def answer(pilot: Pilot[None], app: KioskApp) -> None:
    """A secret, and a feeling."""
    await sit_down(pilot, app)
    await pilot.press("enter")
    await write(pilot, app, SECRET)
    await pilot.press("f8", "f8", "down", "enter", "enter")
    assert number(app) == 3
    assert "boos" in on_screen(app)


async def test_after_the_hand_in(school: School) -> None:
    async with at_start(school) as (pilot, app):
        await answer(pilot, app)
        await pilot.press(*["f8"] * 9)
        await choose(pilot)
        assert isinstance(app.screen, DoneScreen)
        assert SECRET not in on_screen(app)
        assert "boos" not in on_screen(app)
        await choose(pilot)
        assert isinstance(app.screen, StartScreen)
        nothing_of_the_child(app)


async def test_after_the_cover(school: School) -> None:
    async with at_start(school) as (pilot, app):
        await answer(pilot, app)
        app._last_touch -= app.desk.store.settings.pupil.cover_minutes * 60 + 1
        await app._look_for_idle()
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert PupilScreen.PAUSE in on_screen(app)
        nothing_of_the_child(app)


async def test_not_covered_while_the_child_is_at_it(school: School) -> None:
    async with at_start(school) as (pilot, app):
        await answer(pilot, app)
        app._last_touch -= app.desk.store.settings.pupil.cover_minutes * 60 - 5
        await app._look_for_idle()
        assert pupil_screens(app) == 1


async def test_after_a_crash(school: School, caplog: pytest.LogCaptureFixture) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await answer(pilot, app)
        nothing: dict[str, str] = {}
        app.screen.call_later(lambda: nothing[SECRET])
        while not isinstance(app.screen, CrashScreen):
            await asyncio.sleep(0.01)
        await pilot.pause()
        assert "Even opnieuw. Alles wat je schreef is bewaard." in on_screen(app)
        nothing_of_the_child(app)
        app.desk.close()
    assert "schuur" not in caplog.text
