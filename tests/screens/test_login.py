"""Staff come in by two letters of their name and six digits; nobody else does."""

import threading

import pytest
from textual.widgets import Label

from kiosk.db.tables import Tries
from kiosk.screens import pin_check
from kiosk.screens.login import LoginScreen
from kiosk.screens.start import StartScreen
from tests.school import PIN, School


def said(screen: LoginScreen) -> str:
    return str(screen.query_one("#sentence", Label).content)


async def test_two_letters_and_six_digits_let_a_teacher_in(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("f", "e", "enter", *PIN)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert type(app.screen).__name__ == "TodayScreen"
        assert Tries.select().count() == 0


async def test_directie_comes_in_on_te_doen(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "g", "r", "o", "o", "t", "enter", *PIN)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert type(app.screen).__name__ == "TodoScreen"


async def test_a_wrong_pin_is_told_and_counted_for_that_person(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "e", "enter", *"000000")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen) == "Deze pincode klopt niet. Probeer het nog eens."
        assert [(row.who.split()[0], row.wrong) for row in Tries.select()] == [("staff", 1)]


async def test_after_five_wrong_pins_even_the_right_one_waits_and_a_colleague_does_not(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "e", "enter")
        for pin in (*["000000"] * 5, PIN):
            await pilot.press(*pin)
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert "Wacht 15 seconden" in said(app.screen)
        await pilot.press("escape", "backspace", "backspace", "r", "u", "enter", *PIN)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert type(app.screen).__name__ == "TodayScreen"


async def test_one_letter_shows_nobody(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert "Typ twee letters van je naam" in said(app.screen)


@pytest.mark.parametrize("name", ["zzz", "wilma"])  # nobody, and Wilma Tuin who has no PIN
async def test_a_name_without_a_pin_is_told_the_same_as_one_that_nobody_has(school: School, name: str) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", *name, "enter")
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen) == (
            "Geen naam gevonden. Typ een ander stukje van je naam. Heb je nog geen pincode? Vraag directie of beheer."
        )
        await pilot.press(*["backspace"] * len(name), "f", "e")
        await pilot.pause()
        assert said(app.screen) == ""


async def test_escape_goes_from_the_pin_to_the_name_to_start(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "e", "enter", "1", "2", "escape")
        await pilot.pause()
        assert isinstance(app.screen, LoginScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_escape_after_the_sixth_digit_lets_nobody_in(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = threading.Event()

    def slowly(pin_hash: str, pin: str) -> bool:
        return checked.wait(5)

    monkeypatch.setattr(pin_check, "pin_matches", slowly)
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "e", "enter", *PIN)
        await pilot.press("escape")
        checked.set()
        await pilot.pause(0.05)
        assert isinstance(app.screen, LoginScreen)
        assert str(app.screen.query_one("#asks", Label).content) == "Wie ben je?"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
