"""Beheer: colleagues, PINs, roles and parallel groups; no form and no pupil's name."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Label

from kiosk.app import KioskApp
from kiosk.db import logins, people, tables
from kiosk.db.store import Store
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.screens.admin import people as room
from kiosk.screens.admin.people import AdminScreen
from kiosk.screens.admin.staff_dialogs import RolesDialog
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.large_signs import in_threes, large
from kiosk.screens.row_list import RowList
from kiosk.vault.pins import generate_pin, pin_matches
from tests.school import PIN_HASH, School, actor


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cheap as Argon2 goes."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(room, "hash_pin", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash)


async def come_in(pilot: Pilot[None], given_name: str = "Tess") -> Store:
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, KioskApp)
    await app.push_screen(AdminScreen(app.desk, actor(app.desk.store, given_name)))
    await pilot.pause()
    return app.desk.store


def rows(pilot: Pilot[None]) -> list[str]:
    return [" ".join(str(option.prompt).split()) for option in pilot.app.screen.query_one(RowList).options]


def words(pilot: Pilot[None]) -> str:
    return "\n".join(str(label.render()) for label in pilot.app.screen.query(Label))


def colleague(store: Store, given_name: str) -> Staff:
    return next(one for one in people.staff(store) if one.given_name == given_name)


async def test_it_says_what_there_is_and_what_the_command_line_does(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)

        assert "229 leerlingen · 9 groepen · 18 medewerkers, van wie 12 zonder pincode" in words(pilot)
        assert "kiosk import BESTAND" in words(pilot)
        assert rows(pilot)[:2] == [
            "Beek, Fenna ter leerkracht pincode: ja",
            "Benali, Youssef nog geen rol pincode: nee",
        ]
        everything = "\n".join([*rows(pilot), words(pilot)])
        assert not any(pupil.name in everything for pupil in people.pupils(store))


async def test_a_new_pin_is_shown_once_and_lets_the_colleague_in(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_pins: list[str] = []

    def made() -> str:
        made_pins.append(generate_pin())
        return made_pins[-1]

    monkeypatch.setattr(room, "generate_pin", made)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("down", "p")
        await until_shown(pilot)
        drawn = str(pilot.app.screen.query_one("#digits", Label).render())
        (pin,) = made_pins
        assert [line.rstrip() for line in drawn.split("\n")] == [
            line.rstrip() for line in large(in_threes(pin)).split("\n")
        ]
        assert pilot.app.screen.query_one("#digits", Label).region.right <= 80
        assert "Youssef heeft nog geen rol." in words(pilot)
        assert pin_matches(logins.begin_login(store, colleague(store, "Youssef").id), pin)
        await pilot.press("escape")
        assert rows(pilot)[1] == "Benali, Youssef nog geen rol pincode: ja"


async def test_another_pin_is_made_until_one_sticks(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("down", "p")
        await until_shown(pilot)
        first = logins.begin_login(store, colleague(store, "Youssef").id)
        await pilot.press("right", "enter")
        await pilot.pause(0.1)
        await until_shown(pilot)
        assert logins.begin_login(store, colleague(store, "Youssef").id) != first
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AdminScreen)


async def until_shown(pilot: Pilot[None]) -> None:
    """Until the digits stand there: they are hashed first, on a thread."""
    for _ in range(3000):
        if isinstance(pilot.app.screen, DigitsDialog):
            return
        await pilot.pause(0.02)
    raise AssertionError("no digits")


async def test_a_pin_that_is_there_is_replaced_only_after_yes(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("p")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("escape")

        assert logins.begin_login(store, colleague(store, "Fenna").id) == PIN_HASH


async def test_roles_are_given_by_hand_and_the_file_is_only_a_hint(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("down", "r")
        assert isinstance(pilot.app.screen, RolesDialog)
        assert "In het bestand van de school staat:" in words(pilot)
        assert rows(pilot) == ["□ leerkracht nee", "□ IB'er nee", "□ directie nee", "□ KiVa-team nee", "□ beheer nee"]
        await pilot.press("enter", "down", "down", "down", "space")
        assert rows(pilot)[0] == "■ leerkracht ja"
        await pilot.press("f8")
        await pilot.pause()

        assert colleague(store, "Youssef").roles == {Role.TEACHER, Role.KIVA_TEAM}
        assert rows(pilot)[1] == "Benali, Youssef leerkracht, KiVa-team pincode: nee"


async def test_escape_from_the_roles_changes_nothing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("down", "r", "enter", "escape")

        assert colleague(store, "Youssef").roles == frozenset()
        assert isinstance(pilot.app.screen, AdminScreen)


async def test_the_last_directie_cannot_be_taken_away(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("slash", *"anneke", "enter", "r", "down", "down", "enter", "f8")
        await pilot.pause()

        assert colleague(store, "Anneke").roles == {Role.HEAD}
        app = pilot.app
        assert any("laatste directie" in note.message for note in app._notifications)


async def test_searching_finds_a_colleague_and_escape_clears_the_search(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("slash", *"ozt")
        assert [row.split(",")[0] for row in rows(pilot)] == ["Öztürk"]
        await pilot.press(*"[/x]")
        assert "Geen collega met deze naam." in rows(pilot)[0]
        await pilot.press("enter", "p", "r", "escape")

        assert isinstance(pilot.app.screen, AdminScreen)
        assert len(rows(pilot)) == 18


async def test_a_parallel_group_is_chosen_and_taken_away(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await pilot.press("g")
        choices = rows(pilot)
        place = choices.index("De Egels → De Uilen")
        await pilot.press(*["down"] * place, "enter", "end", "enter")
        await pilot.pause()

        assert next(group for group in people.groups(store) if group.name == "De Egels").host_id is None


async def test_markup_in_a_colleagues_name_and_hint_is_text(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        tables.Staff.update(given_name="[@click=app.quit]A[/x] 😀", role_hint="[/x]").execute()
        tables.HomeGroup.update(name="[/x]").where(tables.HomeGroup.name == "De Egels").execute()
        await pilot.press("slash", "a", "backspace", "enter", "r")
        assert "In het bestand van de school staat: [/x]." in words(pilot)
        await pilot.press("escape", "escape", "p", "escape", "g", "enter", "escape")

        assert isinstance(pilot.app.screen, AdminScreen)
        assert len(people.staff(store)) == 18


async def test_escape_locks_and_all_keys_fit_on_eighty_columns(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        footer = pilot.app.screen.query_one(Footer)
        assert footer.virtual_size.width <= 80
        assert "slot" in [str(key.description) for key in footer.query("FooterKey") if hasattr(key, "description")]
        await pilot.press("escape")
        await pilot.pause()

        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.FLOOR


async def test_the_kiosk_closes_only_after_yes(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("q", "escape")
        assert app._exit is False
        await pilot.press("q", "enter")
        await pilot.pause()

        assert app._exit is True
