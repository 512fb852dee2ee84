"""What was struck is done in its order, also when a busy machine gets all of it at once."""

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static, TextArea

from kiosk.screens import ordered_app
from kiosk.screens.desk import Desk
from kiosk.screens.login import LoginScreen
from kiosk.screens.ordered_app import OrderedApp
from tests.school import School
from tests.screens.pupil.sitting import kept, kiosk, sit_down, strike


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
