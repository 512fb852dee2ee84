"""Every room of Beheer, for who may not be there: it stays shut, or what is done in it is refused."""

from pathlib import Path

from textual.widgets import Input

from kiosk.db import log
from kiosk.paths import asset
from kiosk.screens.admin.home import _ROOMS, AdminScreen
from tests.school import School, actor
from tests.screens.under_pilot import UnderPilot

REFUSED = "Dit mag je niet doen in de kiosk. Vraag het aan de directie of IB."
SHUT = "srvwhzo"
TRIES: dict[str, list[tuple[str | Path, ...]]] = {
    "d": [("f8",)],
    "j": [("f8",), ("enter", "f8")],
    "b": [("slash", asset("demo/voorbeeldschool.edexml.xml"), "enter")],
    "g": [("enter", "enter")],
    "c": [("down", "r", "enter", "f8")],
    "l": [("f8",)],
    "p": [("enter",)],
    "u": [("enter",), ("n",)],
}
"""What a person tries in a room that opens: keys, and a path in the line that is asked for."""


async def test_a_teacher_is_refused_in_every_room_and_nothing_changes(school: School, no_printers: Path) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        here, store = UnderPilot(pilot, app), app.desk.store
        home = AdminScreen(app.desk, actor(store, "Fenna"))
        await app.push_screen(home)
        before = log.anchor(store), school.home.settings.read_bytes()

        async def refused(tried: str) -> None:
            await here.wait_until(here.told)
            assert here.told() == REFUSED, tried
            app.clear_notifications()

        for room in _ROOMS:
            await pilot.pause()
            app.clear_notifications()  # what home itself asked was refused, too
            await here.press(room.letter)
            if room.letter in SHUT:
                assert app.screen is home, room.name
                await refused(room.name)
                continue
            for keys in TRIES[room.letter]:
                for key in keys:
                    if isinstance(key, Path):
                        app.screen.query_one(Input).value = str(key)
                    else:
                        await here.press(key)
                await refused(f"{room.name}: {keys}")
            assert app.screen is not home, room.name
            while app.screen is not home:
                await app.pop_screen()
        assert (log.anchor(store), school.home.settings.read_bytes()) == before, "every verb writes in the log"
