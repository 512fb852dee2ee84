"""Cards: chosen with the arrows and Enter alone, in every way of answering where they belong."""

import pytest
from textual.geometry import Offset

from kiosk.app import KioskApp
from kiosk.db import answers, forms
from kiosk.rules.answer import Pick
from kiosk.rules.form import FactKind, Form
from kiosk.rules.way import Part, Way
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.card_grid import CardFace, CardGrid
from kiosk.screens.pupil.cards import CardsScreen
from kiosk.screens.pupil.done import DoneScreen
from kiosk.screens.pupil.hand_in import HandInScreen
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.session import Stop
from kiosk.screens.pupil.words import WordsScreen
from tests.school import School, actor
from tests.screens.pupil.sitting import (
    choose,
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

ROOS_OF_GROUP_4 = 2
"""Her place among the pupils of De Egels."""


def picked(app: KioskApp, form: Form) -> dict[int, tuple[Pick, ...]]:
    """The stored cards by question, without the questions that have none."""
    assert app.desk.flush()
    words = answers.answers(app.desk.store, actor(app.desk.store, "Fenna"), form.id)
    return {one.question: one.picks for one in words if one.picks}


async def test_every_question_is_answered_with_the_arrows_and_enter_alone(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter")
        for _ in range(9):  # eight questions, and with whom
            assert isinstance(app.screen, CardsScreen)
            await pilot.press("down", "enter")
            while app.screen.query_one(CardGrid).has_focus:
                await pilot.press("down")
            assert app.focused
            assert app.focused.id == "key-f8"
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, ReadBackScreen)
        for _ in range(12):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HandInScreen)
        await choose(pilot)
        assert isinstance(app.screen, DoneScreen)
        said = answers.answers(app.desk.store, actor(app.desk.store, "Fenna"), form.id)
        assert [one.said for one in said] == [
            "Er was ruzie.",
            "Dit is niet eerlijk.",
            "boos (een beetje)",
            "Ik duwde, sloeg of schopte.",
            "Een ander kind.",
            "Ik zeg: stop, ik wil dit niet.",
            "Ik vraag hoe het gaat.",
            "mijzelf\nIk praat rustig.",
        ]
        assert forms.read_form(app.desk.store, actor(app.desk.store, "Fenna"), form.id).has(FactKind.FIRST_WORD)


async def test_a_feeling_grows_with_each_press_and_then_goes(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "down")
        seen = []
        for _ in range(4):
            await pilot.press("enter")
            await pilot.pause()
            seen.append(
                next((words for words in ("een beetje", "best wel", "heel erg") if words in on_screen(app)), "")
            )
        assert seen == ["een beetje", "best wel", "heel erg", ""]
        await pilot.press("enter", "right", "enter", "enter", "end", "enter")
        assert picked(app, form)[3] == (
            Pick("angry", 1, "boos (een beetje)"),
            Pick("sad", 2, "verdrietig (best wel)"),
            Pick("dont_know", 1, "weet ik niet"),
        )


async def test_the_youngest_see_six_feelings_and_a_simple_hint_below_the_same_question(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app, pupil=ROOS_OF_GROUP_4)
        await pilot.press("enter", "f8", "f8")
        assert number(app) == 3
        labels = [face.card.label for face in app.screen.query(CardFace)]
        first_six = ["boos", "verdrietig", "bang", "blij", "geschrokken", "zenuwachtig"]
        assert labels == [*first_six, "iets anders", "weet ik niet"]
        seen = on_screen(app)
        assert "Ik voelde mij:" in seen
        assert "Hoe voelde jij je? Meer kiezen mag ook." in seen


async def test_the_last_question_first_asks_with_whom(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", *["f8"] * 8)
        assert number(app) == 8
        assert "Met wie maak je deze afspraak?" in on_screen(app)
        await pilot.press("down", "enter", "right", "right", "enter", "f8")
        assert isinstance(app.screen, WordsScreen)
        assert "mijzelf, de groep" in on_screen(app)
        await write(pilot, app, "Ik spreek af dat ik wacht.")
        assert kept(app, form)[8] == "Ik spreek af dat ik wacht."
        assert [pick.key for pick in picked(app, form)[8]] == ["with_myself", "with_group"]


async def test_something_else_gives_a_field_and_without_it_cards_are_enough(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "down", "enter", "f8", "f7")
        assert number(app) == 1
        await pilot.press("end", "left", "enter", "f8")
        assert isinstance(app.screen, WordsScreen)
        assert app.screen.stop == Stop(1, Part.WORDS)
        await write(pilot, app, "We deden tikkertje.")
        await pilot.press("f8")
        assert number(app) == 2
        await pilot.press("f7")
        assert app.screen.query_one("#answer").has_focus
        assert kept(app, form)[1] == "We deden tikkertje."


async def test_who_types_on_the_cards_gets_the_field_and_loses_no_letter(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "down", "enter")
        await write(pilot, app, "Hij begon.")
        await pilot.pause()
        assert isinstance(app.screen, WordsScreen)
        assert kept(app, form)[1] == "Hij begon."
        await pilot.press("f7")
        assert "Je schreef: Hij begon." in on_screen(app)
        assert [pick.key for pick in picked(app, form)[1]] == ["quarrel"]


async def test_a_touch_on_a_card_is_a_press(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter")
        second = app.screen.query(CardFace)[1]
        await pilot.click(second, offset=Offset(3, 0))
        assert [pick.key for pick in picked(app, form)[1]] == ["done_to_me"]


async def test_the_same_code_opens_the_same_cards_as_they_were(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "f8", "down", "enter", "down", "enter")
        await app.back_to_start()
        await come_back(pilot, app, form)
        assert number(app) == 2
        assert isinstance(app.screen, CardsScreen)
        assert on_screen(app).count("●") == 2 + 0  # two cards; no dot for the question at hand


async def test_an_adult_may_change_the_way_and_nothing_is_lost(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "down", "enter", "f8")
        await app.back_to_start()
        forms.choose_way(app.desk.store, actor(app.desk.store, "Fenna"), form.id, Way.TYPING)
        await come_back(pilot, app, form)
        await pilot.press("f7")
        assert isinstance(app.screen, WordsScreen)
        assert "Er was ruzie." in on_screen(app)
        await write(pilot, app, "Om de bal.")
        assert kept(app, form)[1] == "Om de bal."
        assert [pick.key for pick in picked(app, form)[1]] == ["quarrel"]


@pytest.mark.parametrize("size", [(80, 24), (100, 39), (120, 40), (200, 60)])
async def test_every_card_can_be_seen_whole_at_once(school: School, size: tuple[int, int]) -> None:
    async with kiosk(school, size) as (pilot, app):
        await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter")
        for _ in range(9):
            grid = app.screen.query_one(CardGrid)
            await pilot.pause()
            assert grid.max_scroll_y == 0
            seen = on_screen(app)
            for face in app.screen.query(CardFace):
                assert face.card.label in seen
            await pilot.press("f8")


async def test_a_bare_console_gets_faces_of_plain_signs(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "down", "enter", "enter")
        seen = on_screen(app)
        assert ">:( boos" in seen
        assert "##. best wel" in seen
        assert "Vraag 3 van 8   - - > - - - - -" in seen
        assert all(ord(sign) < 0x2600 for sign in seen)


async def test_with_tab_and_enter_alone_every_card_and_the_way_on_are_reached(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "tab", "tab", "enter", *["tab"] * 11)
        assert app.focused
        assert app.focused.id == "key-f1"
        await pilot.press("tab", "tab", "tab", "enter")  # past F2 and F3
        await pilot.pause()
        assert number(app) == 2
        assert [pick.key for pick in picked(app, form)[1]] == ["done_to_me"]


async def test_enter_pressed_once_too_often_chooses_no_card(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "enter", "enter", "space")
        assert picked(app, form) == {}
        await pilot.press("down", "enter")
        assert [pick.key for pick in picked(app, form)[1]] == ["quarrel"]


@pytest.mark.parametrize("keys", [("x", "f2"), ("x", "f2", "f8"), ("a", "b", "f2"), ("enter", "f2")])
async def test_keys_struck_at_once_lose_nothing_and_leave_start_standing(school: School, keys: tuple[str, ...]) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "down", "enter")
        await strike(pilot, app, *keys)
        for _ in range(5):
            await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert pupil_screens(app) == 0
        assert kept(app, form)[3] == "".join(key for key in keys if len(key) == 1)
        assert [pick.key for pick in picked(app, form)[3]] == ["angry"]


async def test_help_struck_at_once_after_a_letter_lies_over_the_field(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8")
        await strike(pilot, app, "x", "f1")
        for _ in range(5):
            await pilot.pause()
        assert pupil_screens(app) == 1


async def test_an_answer_that_comes_late_takes_no_place_after_the_end(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter")
        await write(pilot, app, "Ik")
        assert isinstance(app.screen, WordsScreen)
        session = app.screen.session
        session.end()
        session.write(1, "")
        session.visit(1)
        assert kept(app, form) == {1: "Ik"}


async def test_a_strength_that_the_school_took_away_still_shows_and_opens(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app)
        await pilot.press("enter", "f8", "f8", "down", "enter", "enter", "enter")
        assert picked(app, form)[3] == (Pick("angry", 3, "boos (heel erg)"),)
        await app.back_to_start()
    with school.home.settings.open("a", encoding="utf-8") as file:
        file.write('\n[[question]]\nnumber = 3\nfirst_strengths = ["weinig", "veel"]\n')
    async with kiosk(school) as (pilot, app):
        await come_back(pilot, app, form)
        assert number(app) == 3
        assert "veel" in on_screen(app)


async def test_the_key_to_type_works_also_after_something_else_was_chosen(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "end", "left", "enter", "f3")
        assert isinstance(app.screen, WordsScreen)


async def test_space_on_the_line_of_keys_changes_no_answer(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await sit_down(pilot, app, Way.CHOOSING)
        await pilot.press("enter", "end")
        await pilot.press("down")
        assert app.focused
        assert app.focused.id == "key-f8"
        await pilot.press("space")
        assert picked(app, form) == {}
