"""Sentence starters: put at the cursor with F3, and no answer as long as the child adds nothing."""

from dataclasses import replace

from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.words import WordsScreen
from tests.school import School
from tests.screens.pupil.sitting import (
    kept,
    kiosk,
    on_screen,
    sit_down,
    write,
)


async def test_f3_walks_through_the_starters_and_the_child_types_on(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f3")
        await write(pilot, app, "boos.")
        await pilot.press("f3", "f3")
        await write(pilot, app, "rende ik")
        assert kept(app, form)[1] == "Ik was boos. Toen rende ik"


async def test_a_question_without_starters_puts_none(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        assert isinstance(app.screen, WordsScreen)
        app.screen.question = replace(app.screen.question, starters=())
        app.screen.action_starter()
        assert not any(kept(app, form).values())


async def test_a_wide_screen_shows_the_starters_beside_the_field(school: School) -> None:
    async with kiosk(school, (120, 40)) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
        assert "F3  Ik was …" in on_screen(app)
        await pilot.press("f3")
        assert "F3  Eerst …" in on_screen(app)


async def test_a_starter_left_as_it_was_is_no_answer(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f3", "f8")
        assert kept(app, form)[1] == ""
        await pilot.press("f3", *"bang", "f8")
        assert kept(app, form)[2] == "Ik dacht: bang"


async def test_a_starter_left_as_it_was_is_no_answer_either_when_an_adult_takes_over(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f3", "f2")
        assert isinstance(app.screen, LoginScreen)
        assert kept(app, form)[2] == ""


async def test_a_starter_that_is_a_whole_sentence_is_an_answer(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f3", "f3", "f3", "f3", "f8")
        assert kept(app, form)[2].strip() == "Ik dacht even niet na."
