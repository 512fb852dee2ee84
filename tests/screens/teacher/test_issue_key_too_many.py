"""A key too many while a form is issued: nobody and nothing is chosen by it, and no second form is issued."""

import pytest
from textual.widgets import OptionList

from kiosk.db import forms
from kiosk.screens.teacher.code import CodeScreen
from tests.school import School, actor
from tests.screens.teacher.issue_screen import begin, press, shown, store_of, twice, up_to_check


async def test_nothing_chosen_goes_nowhere(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"xqxq", "enter")
        assert "stap 1 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 4, *"roos", "enter", "enter", "z", "f5")
        assert "stap 2 van 8" in shown(pilot)
        await press(pilot, "space", "enter", "enter")
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "down", "enter", "enter", "f8")
        assert "stap 5 van 8" in shown(pilot)
        await press(pilot, "space", "tab", "enter")
        assert "stap 5 van 8" in shown(pilot)


async def test_a_key_pressed_twice_answers_no_question_that_was_not_seen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter")
        assert "stap 3 van 8" in shown(pilot)
        twice(pilot, "2")
        await pilot.pause()
        assert "stap 4 van 8" in shown(pilot)  # and not 5: nobody said when it was


@pytest.mark.parametrize("key", ["enter", "f8"])
async def test_a_double_press_on_the_way_never_issues_unseen(school: School, key: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter", "1", "enter", *"Duwde.", "f8", "enter")
        assert "stap 7 van 8" in shown(pilot)
        twice(pilot, key)
        await pilot.pause()
        assert "stap 8 van 8" in shown(pilot)
        assert forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke")) == []
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodeScreen)


async def test_a_double_press_on_the_check_issues_one_form(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        twice(pilot, "f8")
        await pilot.pause()
        assert len(forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke"))) == 1


async def test_a_digit_pressed_twice_chooses_nothing_on_the_step_it_leads_to(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        twice(pilot, "3")
        await pilot.pause()
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "escape")
        assert "3 Waar\nplein" in shown(pilot)


async def test_enter_picks_no_place_that_nobody_chose(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter", "enter", "enter")
        assert "stap 3 van 8" in shown(pilot)
        assert pilot.app.screen.query_one("WhereStep OptionList", OptionList).highlighted is None
        await press(pilot, "down", "down", "enter")
        assert "3 Waar\nklas" in shown(pilot)
