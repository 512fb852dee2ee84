"""Reading back, changing an answer, handing in, and what is left afterwards: nothing on the screen."""

import pytest

from kiosk.app import KioskApp
from kiosk.db import facts, forms
from kiosk.rules.form import FactKind, Form
from kiosk.screens.pupil import done
from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.done import DoneScreen
from kiosk.screens.pupil.hand_in import HandInScreen
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.start import StartScreen
from tests.school import School, actor
from tests.screens.pupil.sitting import (
    ODD,
    choose,
    kept,
    kiosk,
    number,
    on_screen,
    pupil_screens,
    read_back,
    sit_down,
    strike,
    write,
)
from tests.screens.under_pilot import wait_until


def handed_in(app: KioskApp, form: Form) -> bool:
    """Whether the store says so."""
    return forms.read_form(app.desk.store, actor(app.desk.store, "Fenna"), form.id).has(FactKind.HANDED_IN)


async def test_all_answers_stand_in_order_with_the_empty_ones_named(school: School) -> None:
    async with kiosk(school, (120, 40)) as (pilot, app):
        await read_back(pilot, app, {1: ODD})
        seen = on_screen(app)
        places = [seen.index(question.text[:40]) for question in app.desk.store.settings.policy.questions]
        assert places == sorted(places)
        assert "[@click=app.quit]klik[/] [/x]" in seen
        assert seen.count("○ Nog leeg. Deze vraag bespreken we straks samen.") == 7


async def test_arrows_choose_enter_changes_and_f8_comes_back(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("up", "down", "down", "enter")
        assert number(app) == 3
        await write(pilot, app, "bang")
        await pilot.press("f8")
        assert isinstance(app.screen, ReadBackScreen)
        await pilot.pause()
        assert "bang" in on_screen(app)
        await pilot.press("enter")
        await write(pilot, app, "!")
        await pilot.press("escape", "escape")  # past the feelings of the same question
        assert isinstance(app.screen, ReadBackScreen)
        assert kept(app, form)[3] == "bang!"


async def test_a_long_answer_can_be_read_to_its_end_with_the_arrows(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "woord " * 400 + "SLOT"})
        assert "SLOT" not in on_screen(app)
        for _ in range(20):
            await pilot.press("down")
            if "SLOT" in on_screen(app):
                break
        assert "SLOT" in on_screen(app)
        await pilot.press("home", "enter")
        assert number(app) == 1


async def test_the_arrows_reach_the_last_answer_and_stop_there(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {})
        await strike(pilot, app, *["down"] * 7, "enter")
        assert number(app) == 8


async def test_below_the_last_answer_the_arrows_reach_handing_in(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {})
        await pilot.press(*["down"] * 8, "enter")
        await pilot.pause()
        assert isinstance(app.screen, HandInScreen)
        await pilot.press("enter", "enter")  # a key pressed too often decides nothing
        assert isinstance(app.screen, HandInScreen)
        await wait_until(pilot, lambda: app.screen.focused)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadBackScreen)


async def test_back_goes_to_the_last_question(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("escape")
        assert number(app) == 8


async def test_all_that_is_asked_before_handing_in_is_read_aloud(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("f8")
        assert isinstance(app.screen, HandInScreen)
        assert app.screen.aloud().splitlines()[:2] == ["Wil je inleveren?", "Er is nog iets leeg. Dat mag."]
        assert all(line in on_screen(app) for line in app.screen.aloud().splitlines())


async def test_not_yet_leaves_everything_open(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("f8")
        assert isinstance(app.screen, HandInScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, ReadBackScreen)
        assert not handed_in(app, form)


async def test_handing_in_keeps_all_eight_answers_and_thanks_the_child(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await strike(pilot, app, *"Ik was boos.", *["f8"] * 10)
        assert isinstance(app.screen, ReadBackScreen)
        await pilot.press("f8")
        await choose(pilot)
        assert isinstance(app.screen, DoneScreen)
        assert "Klaar. Dank je wel dat je dit vertelde." in on_screen(app)
        assert handed_in(app, form)
        assert kept(app, form) == {1: "Ik was boos."} | dict.fromkeys(range(2, 9), "")
        await choose(pilot)
        assert isinstance(app.screen, StartScreen)
        assert pupil_screens(app) == 0
        assert "Luuk" not in on_screen(app)
        assert app.desk.listener is None


async def test_enter_struck_before_the_buttons_came_hands_in_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HandInScreen, "WAIT", 60.0)
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("f8")
        await pilot.pause()
        assert not app.screen.query_one(".choices").visible
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HandInScreen)


async def test_when_handing_in_is_refused_the_words_stay(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await read_back(pilot, app, {1: "Ik was boos."})
        facts.void_form(app.desk.store, actor(app.desk.store, "Anneke"), form.id, "Verkeerde leerling")
        await pilot.press("f8")
        await choose(pilot)
        assert isinstance(app.screen, ReadBackScreen)
        seen = on_screen(app)
        assert "Dit formulier is ongeldig gemaakt. Roep juf of meester." in seen
        assert "Ik was boos." in seen


async def test_the_done_screen_goes_away_by_itself_but_not_under_the_help_card(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "STAYS", 0.25)
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "Ik was boos."})
        assert isinstance(app.screen, ReadBackScreen)
        await app.switch_screen(DoneScreen(app.screen.session))
        await strike(pilot, app, "f1")
        await pilot.pause(0.3)
        assert isinstance(app.screen, CalmCard)
        await strike(pilot, app, "f1")
        await pilot.pause(0.3)
        assert isinstance(app.screen, StartScreen)
        assert pupil_screens(app) == 0


async def test_with_tab_and_enter_alone_every_answer_can_be_changed_and_handed_in(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await read_back(pilot, app, {1: "Ik was boos."})
        await pilot.press("tab", "tab", "tab", "enter")
        await pilot.pause()
        assert number(app) == 4
        await pilot.press("f8", *["tab"] * 5)
        assert app.focused
        assert app.focused.id == "key-f1"
        await pilot.press("tab", "tab", "tab", "enter")  # past F2 and F7
        await pilot.pause()
        assert isinstance(app.screen, HandInScreen)
