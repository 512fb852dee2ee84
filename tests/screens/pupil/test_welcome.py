"""The welcome, waiting, help, and the welcome for a form that was given back."""

from kiosk.db import facts
from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.question import QuestionScreen
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.welcome import SentBackScreen, WelcomeScreen
from tests.school import School, actor, hand_in
from tests.screens.pupil.sitting import ODD, come_back, kept, kiosk, on_screen, sit_down, strike


async def test_the_code_brings_the_welcome_and_enter_the_first_question(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        assert isinstance(app.screen, WelcomeScreen)
        seen = on_screen(app)
        for line in ("Hoi Luuk.", "Soms gaat er iets mis.", "iemand die kan helpen.", "Nog even wachten", "F1"):
            assert line in seen
        await pilot.press("enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.number == 1


async def test_waiting_and_help_are_calm_cards_that_come_back_here(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("right", "right", "enter")
        assert isinstance(app.screen, CalmCard)
        assert "Wachten mag." in on_screen(app)
        await pilot.press("enter")
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.press("left", "enter")
        assert "Steek je hand op." in on_screen(app)
        await pilot.press("escape", "f1", "f1")
        assert isinstance(app.screen, WelcomeScreen)
        assert kept(app, form) == {}


async def test_escape_and_other_keys_leave_the_welcome_as_it_is(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("escape", "f7", "f8", "x", "f12", "ctrl+q")
        assert isinstance(app.screen, WelcomeScreen)


async def test_a_form_that_was_given_back_first_shows_why_as_text_and_then_all_answers(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f2", "escape", "escape")
        hand_in(app.desk.store, form)
        facts.send_back(app.desk.store, actor(app.desk.store, "Fenna"), form.id, f"Vertel meer. {ODD}")
        await come_back(pilot, app, form)
        assert isinstance(app.screen, SentBackScreen)
        assert "Juf of meester vraagt of je iets wilt toevoegen:" in on_screen(app)
        assert "[@click=app.quit]klik[/] [/x]" in on_screen(app)
        await pilot.press("down", "up", "escape", "enter")
        assert isinstance(app.screen, ReadBackScreen)


async def test_a_long_reason_leaves_the_way_on_in_sight(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("f2", "escape", "escape")
        hand_in(app.desk.store, form)
        facts.send_back(app.desk.store, actor(app.desk.store, "Fenna"), form.id, "Vertel nog wat meer. " * 60 + "Einde")
        await come_back(pilot, app, form)
        assert "Verder" in on_screen(app)
        await strike(pilot, app, *["down"] * 40)
        assert "Einde" in on_screen(app)
