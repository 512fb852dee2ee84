"""Staff come in by two letters of their name and six digits; nobody else does."""

import threading
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from textual.pilot import Pilot
from textual.widgets import Input, Label

from kiosk.app import KioskApp
from kiosk.db import logins, people
from kiosk.db.tables import LogRow, OnceCode, Tries
from kiosk.rules.permissions import Role
from kiosk.screens import help_colleague, login, pin_check
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.large_signs import in_threes, large
from kiosk.screens.login import LoginScreen
from kiosk.screens.staff import home_screen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.today import TodayScreen
from kiosk.vault.pins import OFF_AFTER, Waits
from tests.school import PIN, PIN_HASH, School, actor


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


async def test_a_pin_typed_in_the_place_of_the_name_never_stands_there_to_be_read(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", *PIN)
        assert isinstance(app.screen, LoginScreen)
        assert app.screen.query_one("#name", Input).value == ""
        assert said(app.screen) == "Typ eerst twee letters van je naam. Je pincode komt daarna."
        await pilot.press("f", "e", "enter")
        assert app.screen.query_one("#pin").has_focus


async def test_a_name_that_is_full_is_no_pin_and_is_told_nothing_of_one(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        screen = pilot.app.screen
        assert isinstance(screen, LoginScreen)
        screen.query_one("#name", Input).value = "a" * 40
        await pilot.press("a")
        await pilot.pause()
        assert "Je pincode komt daarna." not in said(screen)


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


# -- a colleague helps -------------------------------------------------------------------------------------------------

CODE = "730518"
# As cheap as Argon2 goes.
CHEAP_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs and codes that are made here cost no time."""
    monkeypatch.setattr(login, "hash_pin", CHEAP_HASH)
    monkeypatch.setattr(help_colleague, "hash_pin", CHEAP_HASH)


def one_after_another(monkeypatch: pytest.MonkeyPatch, *digits: str) -> None:
    """What is generated, at the log-in and for a colleague, in this order."""
    made = iter(digits)
    for room in (login, help_colleague):
        monkeypatch.setattr(room, "generate_pin", lambda: next(made))


async def settle(pilot: Pilot[None]) -> None:
    """Until what was typed has been looked at."""
    for _ in range(5):
        await pilot.pause(0.05)


def off(app: KioskApp, name: str) -> None:
    """Ten wrong PINs of this person."""
    who = actor(app.desk.store, name).staff_id
    Tries.create(who=f"staff {who}", wrong=OFF_AFTER)


async def test_a_pin_that_is_off_is_told_with_who_can_help_and_the_right_pin_opens_nothing(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        off(app, "Fenna")
        await pilot.press("f2", "f", "e", "enter")
        assert isinstance(app.screen, LoginScreen)
        assert "leerkracht, IB, directie of beheer logt in, drukt op a" in said(app.screen)
        await pilot.press(*PIN)
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen) == "Er is geen code van een collega voor jou. Vraag een collega om er een te maken."


async def test_the_tenth_wrong_pin_says_that_it_is_off(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        off(app, "Fenna")
        Tries.update(wrong=OFF_AFTER - 1).execute()
        app.desk.store.waits = Waits(iter(range(0, 10**6, 1000)).__next__)
        await pilot.press("f2", "f", "e", "enter", *"000000")
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen).startswith("Je pincode staat uit")


async def test_a_colleague_gives_a_code_and_the_person_gets_a_pin_that_the_colleague_does_not_see(
    school: School, monkeypatch: pytest.MonkeyPatch, quick_hash: None
) -> None:
    one_after_another(monkeypatch, CODE, "111222", "904713")
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        off(app, "Fenna")
        await app.push_screen(TodayScreen(app.desk, actor(app.desk.store, "Ruud")))
        await pilot.press("a", *"fenna", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DigitsDialog)
        assert shown(app) == drawn(CODE)
        await pilot.press("enter", "escape", "f2", "f", "e", "enter", *"000000")
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen) == "Deze code klopt niet. Kijk nog eens op het briefje."
        await pilot.press(*CODE)
        await settle(pilot)
        assert isinstance(app.screen, DigitsDialog)
        assert shown(app) == drawn("111222")
        await pilot.press("right", "enter")  # another one
        await settle(pilot)
        assert shown(app) == drawn("904713")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LoginScreen)
        assert said(app.screen) == "Je nieuwe pincode is bewaard. Typ hem nu om in te loggen."
        await pilot.press(*"904713")
        await settle(pilot)
        assert type(app.screen).__name__ == "TodayScreen"
        assert Tries.select().count() == OnceCode.select().count() == 0
        actions = [row.action for row in LogRow.select().order_by(LogRow.seq)][-4:]
        assert actions == ["reset_pin", "fail_log_in", "take_new_pin", "log_in"]


async def test_who_goes_back_from_the_new_pin_keeps_the_old_one_and_the_code(
    school: School, monkeypatch: pytest.MonkeyPatch, quick_hash: None
) -> None:
    one_after_another(monkeypatch, "904713")
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store, fenna = app.desk.store, actor(app.desk.store, "Fenna").staff_id
        assert fenna is not None
        logins.give_once_code(store, actor(store, "Ruud"), fenna, CHEAP_HASH(CODE))
        await pilot.press("f2", "f", "e", "enter", "f3", *CODE)
        await settle(pilot)
        assert isinstance(app.screen, DigitsDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert logins.with_once_code(store) == {fenna}
        assert logins.begin_login(store, fenna) == PIN_HASH


async def test_a_new_colleague_without_a_pin_comes_in_by_a_code(school: School, quick_hash: None) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store = app.desk.store
        wilma = next(one for one in people.staff(store) if one.given_name == "Wilma")
        people.give_roles(store, actor(store, "Tess"), wilma.id, [Role.TEACHER])
        logins.give_once_code(store, actor(store, "Ruud"), wilma.id, CHEAP_HASH(CODE))
        await pilot.press("f2", *"wilma", "enter")
        assert "typ de code die je van een collega kreeg" in str(app.screen.query_one("#asks", Label).content)
        await pilot.press(*CODE)
        await settle(pilot)
        assert isinstance(app.screen, DigitsDialog)


async def test_who_may_not_reset_a_pin_has_no_key_for_it(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        someone = replace(actor(app.desk.store, "Gerda"), roles=frozenset({Role.KIVA_TEAM}))
        await app.push_screen(home_screen(app.desk, someone))
        before = app.screen
        await pilot.press("a")
        await settle(pilot)
        assert app.screen is before


def shown(app: KioskApp) -> list[str]:
    return [line.rstrip() for line in str(app.screen.query_one("#digits", Label).render()).split("\n")]


def drawn(digits: str) -> list[str]:
    return [line.rstrip() for line in large(in_threes(digits)).split("\n")]
