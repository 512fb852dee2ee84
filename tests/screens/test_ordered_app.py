"""What was struck is done in its order, also when a busy machine gets all of it at once."""

import asyncio
from collections.abc import Iterator

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.widgets import Input, Static, TextArea

from kiosk.screens import ordered_app
from kiosk.screens.crash import CrashScreen
from kiosk.screens.desk import Desk
from kiosk.screens.login import LoginScreen
from kiosk.screens.ordered_app import OrderedApp
from tests.school import School
from tests.screens.pupil.sitting import kept, kiosk, sit_down, strike
from tests.screens.under_pilot import wait_until


async def test_backspace_takes_the_digit_before_it_and_not_one_behind_it(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await strike(pilot, app, "1", "9", "backspace", "2", "3")
        assert app.screen.query_one("#code", Input).value == "123"


async def test_in_a_childs_words_every_key_works_where_it_was_struck(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await strike(pilot, app, *"bal ", "backspace", "backspace", "d", "home", "e", "x", "backspace", "end", "f8")
        assert kept(app, form) == {1: "ebad", 2: ""}


async def test_a_paste_stays_between_the_keys_around_it(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        for struck in (events.Key("x", "x"), events.Key("backspace", None), events.Paste("bal"), events.Key("s", "s")):
            app.post_message(struck)
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "bals"


async def test_letters_behind_a_key_that_opens_a_screen_land_on_that_screen(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await strike(pilot, app, "f2", *"fen")
        assert isinstance(app.screen, LoginScreen)
        assert app.screen.query_one(Input).value == "fen"


class Stuck(Static, can_focus=True):
    """Not done with a key before it is `freed`."""

    def __init__(self) -> None:
        super().__init__()
        self.freed = asyncio.Event()

    async def on_key(self) -> None:
        await self.freed.wait()


class AppWithStuck(OrderedApp):
    """Only the widget, and a key that leads away from it."""

    BINDINGS = [Binding("f2", "away", priority=True)]
    went_away = False

    def compose(self) -> ComposeResult:
        yield Stuck()

    def action_away(self) -> None:
        self.went_away = True


async def test_a_widget_that_is_stuck_holds_no_key_for_long(monkeypatch: pytest.MonkeyPatch, school: School) -> None:
    monkeypatch.setattr(ordered_app, "PATIENCE", 0.1)
    app = AppWithStuck(Desk(school.home, school.clock), calm_crash=False)
    async with app.run_test() as pilot:
        stuck = app.query_one(Stuck)
        stuck.focus()
        await pilot.pause()
        for key in ("x", "f2"):
            app.post_message(events.Key(key, None))
        async with asyncio.timeout(30):
            while not app.went_away:
                await asyncio.sleep(0.01)
        stuck.freed.set()
    assert app.went_away


async def test_keys_one_by_one_leave_no_wait_behind(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    at_last = OrderedApp._follow

    def follow(app: OrderedApp, way: Iterator[MessagePump], held: asyncio.TimerHandle) -> None:
        begun.append(held)
        at_last(app, way, held)

    monkeypatch.setattr(OrderedApp, "_follow", follow)
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        for key in (*"bal ", "backspace", "backspace", "d", "home", "e", "x", "backspace", "end") * 10:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        await pilot.pause()
        assert begun
        assert all(one.cancelled() for one in begun if one is not app._held)


async def test_a_touch_is_done_before_the_keys_behind_it(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        place = app.screen.query_one("#key-f2").region
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(kind(None, place.x, place.y, 0, 0, 1, False, False, False, place.x, place.y))
        await strike(pilot, app, *"fen")
        assert isinstance(app.screen, LoginScreen)
        assert app.screen.query_one(Input).value == "fen"


async def test_keys_struck_behind_one_that_breaks_do_not_close_the_calm_screen(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = TextArea._on_key

    async def breaks(area: TextArea, event: events.Key) -> None:
        if event.key == "x":
            raise ValueError
        await typed(area, event)

    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        monkeypatch.setattr(app, "_calm_crash", True)
        monkeypatch.setattr(TextArea, "_on_key", breaks)
        await strike(pilot, app, "home", "x", "f2", "enter", "enter", "4", "2")
        await wait_until(pilot, lambda: isinstance(app.screen, CrashScreen))
        await pilot.pause(1)
        assert isinstance(app.screen, CrashScreen)
