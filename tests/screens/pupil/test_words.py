"""The questions: typing, going on and back, starters, and that every word is kept."""

from textual.widgets import Label

from kiosk.db import facts
from kiosk.rules.answer import MAX_LENGTH
from kiosk.rules.form import FactKind
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.pupil_screen import NO_LONGER_OPEN, NOT_SAVED, QUIET
from kiosk.screens.pupil.question_page import MORE
from kiosk.screens.pupil.words import AT_THE_KEYS, EMPTY, FULL, WordsScreen
from kiosk.screens.start import StartScreen
from tests.school import School, actor
from tests.screens.pupil.sitting import (
    ODD,
    come_back,
    kept,
    kiosk,
    number,
    on_screen,
    pupil_screens,
    sit_down,
    strike,
    write,
)


async def test_what_is_typed_is_in_the_store_and_goes_on_to_the_next_question(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik was boos.")
        await pilot.press("f8")
        await write(pilot, app, "Oei")
        await pilot.press("f7")
        assert number(app) == 1
        assert app.screen.query_one(AnswerArea).text == "Ik was boos."
        assert kept(app, form) == {1: "Ik was boos.", 2: "Oei"}


async def test_bewaard_stands_there_after_the_commit_and_the_keys_are_on_the_screen(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        await pilot.press("f8")
        await write(pilot, app, "Jij")
        app.desk.flush()
        await pilot.pause(QUIET + 0.2)
        seen = on_screen(app)
        for piece in ("Vraag 2 van 8   ● ◉ ○", "Bewaard.", "Wat dacht je?", "F1", "hulpzin", "F7", "F8 verder"):
            assert piece in seen


async def test_bewaard_does_not_flicker_between_the_keys_of_a_child_that_types_on(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        for _ in range(3):
            await write(pilot, app, "Ik")
            app.desk.flush()
            await pilot.pause(QUIET / 2)
            assert "Bewaard." not in on_screen(app)
        await pilot.pause(QUIET)
        assert "Bewaard." in on_screen(app)


async def test_tab_and_enter_reach_every_way_on(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter", "f8")
        ways = []
        for _ in range(6):
            await pilot.press("tab")
            ways.append(app.focused.id if app.focused else None)
        assert ways == ["key-f1", "key-f2", "key-f3", "key-f7", "key-f8", "answer"]
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert number(app) == 3
        await pilot.press("shift+tab", "shift+tab", "enter")
        await pilot.pause()
        assert number(app) == 2


async def test_on_the_first_question_back_and_escape_do_nothing(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        await pilot.press("escape", "f7")
        assert number(app) == 1
        assert kept(app, form) == {1: "Ik"}


async def test_escape_goes_back_a_question_and_loses_nothing(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8")
        await write(pilot, app, "Ik dacht")
        await pilot.press("escape")
        assert number(app) == 1
        assert kept(app, form)[2] == "Ik dacht"


async def test_an_empty_answer_may_stay_empty_and_that_is_said_kindly(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        assert EMPTY in on_screen(app)
        await pilot.press("f8")
        assert "Vraag 1 is nog leeg. Deze vraag bespreken we straks samen." in on_screen(app)
        await write(pilot, app, "Ik dacht even niet na.")
        await pilot.press("f8")
        assert "bespreken we straks" not in on_screen(app)


async def test_odd_text_is_shown_as_text(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, ODD)
        await write(pilot, app, "\x1b[31m")
        await pilot.press("f8", "f7")
        assert kept(app, form)[1].startswith(ODD)
        assert "\x1b" not in kept(app, form)[1]
        assert "[@click=app.quit]klik[/] [/x]" in on_screen(app)


async def test_no_key_but_f3_and_undo_changes_the_words(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await strike(pilot, app, *"een", "f8", *"twee", "f8", "f8", *"drie", "f7", "f7")
        await strike(pilot, app, *[f"f{number}" for number in range(4, 13)])
        await pilot.press("f1", "escape")
        await strike(pilot, app, *[f"ctrl+{letter}" for letter in "abcdefghjklnopqrstuvwx"])
        assert isinstance(app.screen, WordsScreen)
        stored = kept(app, form)
        assert [stored[number] for number in (1, 2, 3)] == ["een", "twee", "drie"]


async def test_no_letter_is_lost_while_a_screen_changes_or_a_button_has_the_focus(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await strike(pilot, app, *"een", "f8", *"twee", "f8", "f7", *" keer")
        await pilot.press("tab", "!")
        assert kept(app, form) == {1: "een", 2: "twee keer!", 3: ""}


async def test_a_full_answer_is_told_kindly(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        app.screen.query_one(AnswerArea).insert("a" * (MAX_LENGTH + 1))
        await pilot.pause()
        assert FULL in on_screen(app)
        assert len(kept(app, form)[1]) == MAX_LENGTH


async def test_the_same_code_opens_the_same_question_with_the_same_words(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "f8", "f8")
        await write(pilot, app, "bang")
        await app.back_to_start()
        await come_back(pilot, app, form)
        assert number(app) == 4
        assert app.screen.query_one(AnswerArea).text == "bang"
        assert "Welkom terug, Luuk. Alles is bewaard. Je was bij vraag 4." in on_screen(app)


async def test_when_saving_does_not_work_the_child_hears_that_it_is_not_to_blame(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        assert isinstance(app.screen, WordsScreen)
        app.desk.flush()
        await pilot.pause()
        app.desk.listener = None  # from here on the test says how saving goes
        app.screen.show_saved(False)
        assert str(app.screen.query_one("#said", Label).content) == NOT_SAVED
        await write(pilot, app, "ben")
        assert "Roep juf of" in on_screen(app)
        app.screen.show_saved(True)
        assert str(app.screen.query_one("#said", Label).content) == ""
        assert app.screen.query_one(AnswerArea).text == "Ikben"


async def test_a_form_that_an_adult_took_in_meanwhile_says_so(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        facts.void_form(app.desk.store, actor(app.desk.store, "Anneke"), form.id, "Verkeerde leerling")
        await write(pilot, app, "x")
        app.desk.flush()
        await pilot.pause()
        assert NO_LONGER_OPEN in on_screen(app)


async def test_f2_keeps_the_words_clears_the_screen_and_lets_staff_log_in(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "geheim")
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert pupil_screens(app) == 0
        assert kept(app, form) == {1: "geheim"}
        await pilot.press("escape")
        assert isinstance(app.screen, StartScreen)
        assert "geheim" not in on_screen(app)
        assert "Luuk" not in on_screen(app)
        assert kept(app, form) == {1: "geheim"}
        assert not form.has(FactKind.HANDED_IN)


async def test_help_covers_the_words_and_keeps_them(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "geheim")
        await pilot.press("f1")
        assert "geheim" not in on_screen(app)
        assert "Steek je hand op." in on_screen(app)
        await pilot.press("f8", "x", "enter", "!")
        assert kept(app, form) == {1: "geheim!"}


async def test_with_the_arrows_and_enter_alone_a_child_leaves_the_field_and_comes_back(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        await pilot.press("down")
        assert app.focused
        assert app.focused.id == "key-f8"
        assert AT_THE_KEYS in on_screen(app)
        await pilot.press("up")
        assert AT_THE_KEYS not in on_screen(app)
        await pilot.press("down", "tab")  # round to the field again, where Enter is no way on
        assert app.focused.id == "answer"
        assert AT_THE_KEYS not in on_screen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert number(app) == 2
        assert kept(app, form)[1] == "Ik"


async def test_below_the_question_with_feelings_own_words_may_follow(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "down", "enter", "f8")
        assert number(app) == 3
        seen = on_screen(app)
        assert "boos (een beetje)" in seen
        assert MORE in seen


async def test_f2_struck_behind_enter_on_a_key_of_the_bar_is_not_lost(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        app.screen.query_one("#key-f1").focus()
        await pilot.pause()
        await strike(pilot, app, "enter", "f2")
        assert isinstance(app.screen, LoginScreen)
