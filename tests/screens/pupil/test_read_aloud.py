"""Reading aloud with F4: what is read on each screen, and when it is silent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.rules.way import Way
from kiosk.screens.login import LoginScreen
from kiosk.speech import Speaker, Voice
from tests.school import School
from tests.screens.pupil.sitting import kiosk, number, on_screen, read_back, sit_down, write


class Listener(Speaker):
    """A voice that nobody hears: it remembers what it was asked to say, and speaks until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.voice = Voice("luister", ())
        self.said: list[str] = []
        self.now = False

    @property
    def speaking(self) -> bool:
        return self.now

    def say(self, text: str) -> None:
        self.said.append(text)
        self.now = True

    def stop(self) -> None:
        self.now = False

    def look_for_voice(self) -> None:
        """It is there."""


@asynccontextmanager
async def listening(school: School) -> AsyncIterator[tuple[Pilot[None], KioskApp, Listener]]:
    """The kiosk on a machine with a voice."""
    async with kiosk(school) as (pilot, app):
        listener = app.desk.speaker = Listener()
        yield pilot, app, listener


async def test_the_question_and_its_hint_are_read_and_the_same_key_is_silent(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await sit_down(pilot, app)
        await pilot.press("enter", "f4")
        assert listener.said == ["Wat gebeurde er?\nVertel het van begin tot eind. Wat zag en hoorde je?\n"]
        assert listener.speaking
        await pilot.press("f4")
        assert not listener.speaking
        assert len(listener.said) == 1


async def test_what_the_child_wrote_is_read_after_the_question(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik rende.")
        await pilot.press("f4")
        assert listener.said[-1].endswith("\nIk rende.")


async def test_with_cards_first_the_question_and_then_each_card(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "f4", "f4", "right", "f4")
        assert listener.said[0].startswith("Wat gebeurde er?\n")
        assert listener.said[1] == "Er was ruzie."


async def test_at_the_read_back_the_answers_are_read_from_the_chosen_one_on(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await read_back(pilot, app, {1: "Ik rende.", 4: "Ik duwde."})
        await pilot.press("f4", "f4", "down", "f4")
        assert listener.said == [
            "Wat gebeurde er?\nIk rende.\nWat deed je en waarom?\nIk duwde.",
            "Wat deed je en waarom?\nIk duwde.",
        ]


async def test_the_welcome_and_the_end_are_read_too(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await sit_down(pilot, app)
        await pilot.press("f4")
        assert listener.said[-1].startswith("Soms gaat er iets mis.")


async def test_it_is_silent_when_the_screen_goes_or_help_or_an_adult_comes(school: School) -> None:
    async with listening(school) as (pilot, app, listener):
        await sit_down(pilot, app)
        await pilot.press("enter", "f4", "f8")
        assert number(app) == 2
        assert not listener.speaking
        await pilot.press("f4", "f1")
        assert not listener.speaking
        await pilot.press("f1", "f4", "f2")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert not listener.speaking


async def test_a_machine_without_a_voice_shows_no_key_for_it_and_says_so_when_it_is_struck(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter", "f4")
        assert "F4" not in on_screen(app)
        assert "Ik kan nu niet voorlezen." in on_screen(app)
        assert number(app) == 1
