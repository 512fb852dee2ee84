"""Colleagues: their roles, groups and PINs, who comes and who left; no form and no pupil's name."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.widgets import Footer, Label

from kiosk.db import logins, people, tables
from kiosk.db.store import Store
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.screens.admin import pins
from kiosk.screens.admin.people import PeopleScreen
from kiosk.screens.admin.staff_dialogs import NameDialog, TicksDialog
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.large_signs import in_threes, large
from kiosk.screens.row_list import RowList
from kiosk.vault.pins import generate_pin, pin_matches
from tests.school import PIN_HASH, School, actor, issue
from tests.screens.under_pilot import UnderPilot

FENNA, YOUSSEF = 0, 1  # rows of the list


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cheap as Argon2 goes."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(pins, "hash_pin", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash)


@pytest.fixture
def made_pins(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every PIN that the kiosk makes, in order."""
    made: list[str] = []

    def make() -> str:
        made.append(generate_pin())
        return made[-1]

    monkeypatch.setattr(pins, "generate_pin", make)
    return made


@asynccontextmanager
async def at_the_list(school: School, given_name: str = "Tess") -> AsyncIterator[tuple[UnderPilot, Store]]:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(PeopleScreen(app.desk, actor(app.desk.store, given_name)))
        await pilot.pause()
        yield UnderPilot(pilot, app), app.desk.store


def colleague(store: Store, given_name: str) -> Staff:
    return next(one for one in people.staff(store) if one.given_name == given_name)


async def find(here: UnderPilot, name: str) -> None:
    await here.press("slash", *name, "enter")


async def test_the_list_says_of_everyone_what_they_may_and_has_no_pupils_name(school: School) -> None:
    async with at_the_list(school) as (here, store):
        assert "18 collega's, van wie 12 zonder pincode" in here.says()
        assert here.rows()[:2] == [
            "Beek, Fenna ter leerkracht De Egels pincode: ja",
            "Benali, Youssef nog geen rol De Bijen pincode: nee",
        ]
        assert "Fenna ter Beek · leerkracht · De Egels · pincode: ja · functie in het bestand: LRK" in here.says()
        everything = "\n".join([*here.rows(), here.says()])
        assert not any(pupil.name in everything for pupil in people.pupils(store))
        assert here.app.screen.query_one(Footer).virtual_size.width <= 80


async def test_a_new_pin_is_shown_once_and_lets_the_colleague_in(school: School, made_pins: list[str]) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("down", "p")
        await here.until(DigitsDialog)
        shown = here.app.screen.query_one("#digits", Label)
        (pin,) = made_pins
        drawn = str(shown.render()).split("\n")
        assert [line.rstrip() for line in drawn] == [line.rstrip() for line in large(in_threes(pin)).split("\n")]
        assert shown.region.right <= 80
        assert "Youssef heeft nog geen rol." in here.says()
        await here.press("escape")  # nobody wrote it down
        assert here.rows()[YOUSSEF] == "Benali, Youssef nog geen rol De Bijen pincode: nee"
        await here.press("p")
        await here.until(DigitsDialog)
        await here.press("enter")
        await here.until(PeopleScreen)
        await here.wait_until(lambda: here.rows()[YOUSSEF] == "Benali, Youssef nog geen rol De Bijen pincode: ja")
        assert "De pincode van Youssef werkt nu." in here.told()
        assert pin_matches(logins.begin_login(store, colleague(store, "Youssef").id), made_pins[-1])
        assert not pin_matches(logins.begin_login(store, colleague(store, "Youssef").id), pin)


async def test_another_pin_is_made_until_one_sticks(school: School, made_pins: list[str]) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("down", "p")
        await here.until(DigitsDialog)
        await here.press("right", "enter")
        await here.pilot.pause(0.1)
        await here.until(DigitsDialog)
        await here.press("enter")
        await here.until(PeopleScreen)
        first, second = made_pins
        await here.wait_until(lambda: colleague(store, "Youssef").has_pin)
        assert pin_matches(logins.begin_login(store, colleague(store, "Youssef").id), second)
        assert first != second


async def test_a_pin_that_is_there_is_replaced_only_after_yes(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("p")
        await here.until(ConfirmDialog)
        await here.press("escape")
        assert logins.begin_login(store, colleague(store, "Fenna").id) == PIN_HASH


async def test_roles_are_given_by_hand_and_the_file_is_only_a_hint(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("down", "r")
        await here.until(TicksDialog)
        assert "In het bestand van de school staat: LRK." in here.says()
        assert here.rows() == ["□ leerkracht nee", "□ IB'er nee", "□ directie nee", "□ KiVa-team nee", "□ beheer nee"]
        await here.press("enter", "down", "down", "down", "space")
        assert here.rows()[0] == "■ leerkracht ja"
        await here.press("escape", "r", "f8")  # Escape changed nothing
        assert colleague(store, "Youssef").roles == frozenset()
        await here.press("r", "enter", "down", "down", "down", "space", "f8")
        assert colleague(store, "Youssef").roles == {Role.TEACHER, Role.KIVA_TEAM}


async def test_roles_out_of_the_file_are_proposed_and_who_would_see_all_is_chosen_by_hand(school: School) -> None:
    async with at_the_list(school) as (here, store):
        assert "R  stelt rollen voor, uit het bestand: voor 12 collega's" in here.says()
        await here.press("R")
        await here.until(TicksDialog)
        assert here.rows()[0] == "■ Benali, Youssef leerkracht (LRK) ja"
        assert "□ Idrissi, Samira el IB'er (IB) nee" in here.rows()
        logged = tables.LogRow.select().count()
        await here.press("enter", "f8")
        assert tables.LogRow.select().count() == logged + 1
        assert colleague(store, "Dirk").roles == {Role.TEACHER}
        assert not colleague(store, "Youssef").roles | colleague(store, "Samira").roles
        assert "P  maakt pincodes, één voor één: voor 10 collega's met een rol" in here.says()


async def test_pins_for_all_go_one_by_one_and_only_what_was_written_down_is_kept(
    school: School, made_pins: list[str]
) -> None:
    async with at_the_list(school) as (here, store):
        for name in ("Carla", "Dirk", "Youssef"):
            people.give_roles(store, actor(store, "Tess"), colleague(store, name).id, [Role.TEACHER])
        await here.press("v", "P", "enter")  # v reads the list again
        await here.until(DigitsDialog)
        assert "1 van 3: de pincode van Youssef Benali" in here.says()
        await here.press("right", "enter")  # later
        assert "2 van 3: de pincode van Carla Nijhuis" in here.says()
        await here.press("enter")
        await here.wait_until(lambda: "3 van 3" in here.says())
        assert "3 van 3: de pincode van Dirk Öztürk" in here.says()
        await here.press("escape")
        await here.until(PeopleScreen)
        assert [colleague(store, name).has_pin for name in ("Youssef", "Carla", "Dirk")] == [False, True, False]
        assert pin_matches(logins.begin_login(store, colleague(store, "Carla").id), made_pins[1])
        assert "1 van 3 pincodes gemaakt." in here.told()


async def test_enter_struck_twice_neither_ends_the_pins_nor_opens_what_lies_below(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(pin: str) -> str:
        time.sleep(0.2)  # as long as Argon2 takes on a school's computer: the dialog is gone meanwhile
        return PIN_HASH

    monkeypatch.setattr(pins, "hash_pin", slow)
    async with at_the_list(school) as (here, store):
        for name in ("Carla", "Dirk"):
            people.give_roles(store, actor(store, "Tess"), colleague(store, name).id, [Role.TEACHER])
        await here.press("v", "P", "enter")
        await here.until(DigitsDialog)
        here.app.post_message(events.Key("enter", None))
        await here.wait_until(lambda: type(here.app.screen) is PeopleScreen)
        here.app.post_message(events.Key("enter", None))
        await here.wait_until(lambda: type(here.app.screen) is not PeopleScreen)
        assert "2 van 2: de pincode van Dirk Öztürk" in here.says()
        assert colleague(store, "Carla").has_pin


async def test_a_search_stands_at_who_is_found_first(school: School) -> None:
    async with at_the_list(school) as (here, _):
        await here.press("end", "slash", *"el", "enter")
        assert len(here.rows()) > 1
        assert here.app.screen.query_one(RowList).highlighted == 0


async def test_groups_are_chosen_beside_who_else_has_them(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("g")
        await here.until(TicksDialog)
        assert "een volgend bestand van de school" in here.says().lower()
        assert here.rows()[:3] == [
            "□ De Bijen ook Youssef, Tess nee",
            "□ De Dassen ook Carla nee",
            "■ De Egels ook Gerda ja",
        ]
        assert "1 van de 9 aan · je ziet er 8, ↓ voor meer" in here.says()
        await here.press("enter")
        assert "2 van de 9 aan" in here.says()
        await here.press("f8")
        names = {group.id: group.name for group in people.groups(store)}
        assert {names[key] for key in colleague(store, "Fenna").group_ids} == {"De Bijen", "De Egels"}
        assert here.rows()[FENNA].startswith("Beek, Fenna ter leerkracht De Bijen, De Egels")


async def test_the_last_directie_cannot_be_taken_away_or_leave(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await find(here, "anneke")
        await here.press("r", "down", "down", "enter", "f8")
        assert "Zo blijft er niemand van directie over." in here.told()
        await here.press("w")
        assert type(here.app.screen) is PeopleScreen  # not even asked
        assert colleague(store, "Anneke").roles == {Role.HEAD}


async def test_beheer_is_asked_before_they_shut_themselves_out_and_cannot_leave_by_themselves(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await find(here, "tess")
        await here.press("r", "end", "enter", "f8")
        await here.until(ConfirmDialog)
        assert "Wil je je eigen toegang tot Beheer weghalen?" in here.says()
        await here.press("enter")  # no is what has the focus
        assert colleague(store, "Tess").roles == {Role.ADMIN}
        await here.press("w")
        assert "Je kunt jezelf niet van school halen." in here.told()
        await here.press("r", "end", "enter", "f8", "left", "enter")
        assert colleague(store, "Tess").roles == frozenset()


async def test_who_leaves_goes_from_the_list_and_comes_back_with_v(school: School) -> None:
    async with at_the_list(school, "Anneke") as (here, store):
        issue(store)
        await here.press("w")
        await here.until(ConfirmDialog)
        assert "Nog niet klaar: 1 formulier van Fenna." in here.says()
        await here.press("left", "enter")
        assert [one.name for one in people.former_staff(store)] == ["Fenna ter Beek"]
        assert "1 van school: v toont ze" in here.says()
        await here.press("v", "end")
        assert here.rows()[-1] == "Beek, Fenna ter van school"
        await here.press("p", "r", "g")
        assert type(here.app.screen) is PeopleScreen
        assert "Fenna ter Beek is van school." in here.told()
        await here.press("w", "enter")
        assert here.rows()[FENNA] == "Beek, Fenna ter nog geen rol pincode: nee"


async def test_a_colleague_is_added_by_hand_and_a_name_that_is_there_is_asked_about(school: School) -> None:
    async with at_the_list(school) as (here, store):
        await here.press("n", "f8")
        assert "Vul de voornaam in." in here.says()
        await here.press(*"Zoë", "enter", *"van", "enter", *"Dam", "enter")
        await here.until(PeopleScreen)
        assert "Zoë van Dam · nog geen rol · geen groep · pincode: nee" in here.says()
        await here.press("n", *"fenna", "tab", *"ter", "tab", *"beek", "f8")
        await here.until(ConfirmDialog)
        assert "Er is al een Fenna ter Beek. Toch toevoegen?" in here.says()
        await here.press("enter")
        assert len(people.staff(store)) == 19
        await here.press("n", "x", "escape")
        assert isinstance(here.app.screen, NameDialog)  # what was typed is not gone at one Escape


async def test_searching_finds_a_colleague_and_escape_clears_the_search(school: School) -> None:
    async with at_the_list(school) as (here, _store):
        await here.press("slash", *"ozt")
        assert [row.split(",")[0] for row in here.rows()] == ["Öztürk"]
        await here.press(*"[/x]")
        assert "Geen collega met deze naam." in here.rows()[0]
        await here.press("enter", "p", "r", "g", "w", "escape")
        assert type(here.app.screen) is PeopleScreen
        assert len(here.rows()) == 18


async def test_markup_in_a_colleagues_name_and_hint_is_text(school: School) -> None:
    async with at_the_list(school) as (here, store):
        tables.Staff.update(given_name="[@click=app.quit]A[/x] 😀", role_hint="[/x]").execute()
        tables.HomeGroup.update(name="[/x]").where(tables.HomeGroup.name == "De Egels").execute()
        await here.press("slash", "a", "backspace", "enter", "r")
        assert "In het bestand van de school staat: [/x]." in here.says()
        await here.press(
            "escape", "g", "escape", "w", "escape", "R", "escape", "p", "escape", "question_mark", "escape"
        )
        assert type(here.app.screen) is PeopleScreen
        assert len(people.staff(store)) == 18
