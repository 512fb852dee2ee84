"""Getting calm, the welcome, help, and the welcome for a form that was given back."""

from dataclasses import replace

from kiosk.db import answers, facts
from kiosk.rules.way import Way
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.calm_card import HelpCard
from kiosk.screens.pupil.cool_down import STAY, CoolDownScreen
from kiosk.screens.pupil.pages import question_page
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.session import PupilSession
from kiosk.screens.pupil.welcome import SentBackScreen, WelcomeScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.theme import DARK, LIGHT
from tests.school import School, actor, hand_in, issue
from tests.screens.pupil.sitting import ODD, come_back, kept, kiosk, number, on_screen, sit_down, strike, write


async def test_the_code_brings_a_calm_beginning_then_the_welcome_then_the_first_question(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await write(pilot, app, issue(app.desk.store).code)
        assert isinstance(app.screen, CoolDownScreen)
        seen = on_screen(app)
        for line in ("Hoi Luuk.", "Ga rustig zitten.", "Er is geen haast.", "Adem in", "F1 ik wil hulp"):
            assert line in seen
        await pilot.press("enter")
        assert isinstance(app.screen, WelcomeScreen)
        seen = on_screen(app)
        for line in ("Soms gaat er iets mis.", "iemand die kan helpen.", "Nog even wachten", "F1 ik wil hulp"):
            assert line in seen
        await pilot.press("enter")
        assert number(app) == 1


async def test_the_key_that_goes_on_everywhere_else_goes_on_here_too(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = issue(app.desk.store)
        await write(pilot, app, form.code)
        await pilot.press("f8")
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.press("f8")
        assert number(app) == 1
        await app.back_to_start()
        hand_in(app.desk.store, form.form)
        facts.send_back(app.desk.store, actor(app.desk.store, "Fenna"), form.form.id, "Vertel meer.")
        await come_back(pilot, app, form.form)
        await pilot.press("f8")
        assert isinstance(app.screen, ReadBackScreen)
        await pilot.press("enter")
        await write(pilot, app, "Ook")
        assert "Juf of meester vraagt: Vertel meer." in on_screen(app)  # still in sight while the child answers


async def test_a_child_may_stay_where_it_gets_calm_and_come_back_there(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("right", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CoolDownScreen)
        app._last_touch -= STAY - 5
        await app._look_for_idle()
        assert isinstance(app.screen, CoolDownScreen)
        app._last_touch -= 10
        await app._look_for_idle()
        assert isinstance(app.screen, StartScreen)


async def test_help_is_a_card_for_the_whole_room_and_comes_back_here(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HelpCard)
        seen = on_screen(app)
        assert "Steek je hand op." in seen
        assert "██  ██" in seen  # the word HULP, in blocks
        await pilot.press("escape", "f1", "f1")
        assert isinstance(app.screen, WelcomeScreen)
        assert kept(app, form) == {}


async def test_the_adult_who_comes_to_help_logs_in_over_the_card(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "geheim")
        await pilot.press("f1", "f2")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert kept(app, form) == {1: "geheim"}


async def test_escape_and_other_keys_leave_the_welcome_as_it_is(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("escape", "f7", "x", "f12", "ctrl+q")
        assert isinstance(app.screen, WelcomeScreen)


async def test_who_chooses_cards_reads_how_that_goes(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app, Way.CHOOSING)
        assert "Je kiest kaartjes met de pijltjes en Enter. Typen mag ook." in on_screen(app)


async def test_a_child_that_wants_the_dark_has_it_until_the_next_one_comes(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        assert app.theme == LIGHT.name
        await pilot.press("f6", "enter")
        assert app.theme == DARK.name
        await app.back_to_start()
        await pilot.pause()
        assert app.theme == LIGHT.name


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
        await pilot.pause()
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


async def test_what_an_adult_asked_is_cut_at_a_word_beside_a_question_and_stands_whole_at_the_answers(
    school: School,
) -> None:
    asked = "Vertel ook waar de bal lag, wie erbij was, en hoe het voor Nena was. " * 4 + "Einde."
    async with kiosk(school) as (pilot, app):
        form = issue(app.desk.store).form
        for way in (Way.TYPING, Way.TOGETHER):  # then who types stands beside it too
            session = PupilSession(
                app.desk,
                replace(answers.pupil_form(app.desk.store, form.id), reason=asked, way=way),
                actor(app.desk.store, "Fenna"),
            )
            await app.push_screen(question_page(session, session.first_stop(1)))
            await pilot.pause()
            beside, left, _ = " ".join(on_screen(app).split()).partition(" … ")
            assert left
            assert asked.startswith(beside.partition("Juf of meester vraagt: ")[2] + " ")
        read_back = ReadBackScreen(session)
        await app.push_screen(read_back)
        await pilot.pause()
        assert f"Juf of meester vraagt: {asked}" in " ".join(on_screen(app).split())
        assert f"Juf of meester vraagt: {asked}" in read_back.aloud()
