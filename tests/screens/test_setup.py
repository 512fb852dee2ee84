"""Setup: three things on one screen, each mistake one sentence, and then the kiosk is at start."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from kiosk import settings
from kiosk.app import KioskApp
from kiosk.db import people, tables
from kiosk.jobs import set_up as job
from kiosk.paths import Home
from kiosk.rules.permissions import Role
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.base import IDLE_LIMIT, KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.row_list import MainList
from kiosk.screens.setup import LOOK_AROUND, SetupScreen
from kiosk.settings import Region
from tests.school import HandClock


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cheap as Argon2 goes."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(job, "hash_pin", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash)


@pytest.fixture
def app(tmp_path: Path) -> KioskApp:
    desk = Desk(Home(tmp_path / "kiosk"), HandClock())
    return KioskApp(desk, first=lambda at, done: SetupScreen(at, done), calm_crash=False)


def told(pilot: Pilot[None], key: str) -> str:
    return str(pilot.app.screen.query_one(f"#told-{key}", Label).render())


async def fill(pilot: Pilot[None], pin: str = "730518", again: str = "730518", name: str = "De Uil") -> None:
    """All fields, as pasted."""
    await pilot.pause()
    values = {"school": name, "given": "Anneke", "prefix": "de", "surname": "Groot", "pin": pin, "again": again}
    for field, value in values.items():
        pilot.app.screen.query_one(f"#{field}", Input).value = value
    await pilot.pause()


async def finish(pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def later(pilot: Pilot[None]) -> None:
    """The other steps are for another day."""
    assert isinstance(pilot.app.screen, AdminScreen)
    await pilot.press("escape")
    await pilot.pause()


def at_start(app: KioskApp) -> bool:
    return isinstance(app.screen, KioskScreen) and app.screen.FLOOR


async def test_three_answers_make_a_kiosk_that_stands_at_start(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"Uil", "enter", "right", "enter", *"Ank", "enter", *"de", "enter")
        await pilot.press(*"Wit", "enter", *"730518", "enter", *"730518")
        await finish(pilot)
        await later(pilot)

        assert at_start(app)
        store = app.desk.store
        assert (store.settings.school.name, store.settings.school.region) == ("Uil", Region.MIDDEN)
        (head,) = people.staff(store)
        assert (head.name, set(head.roles)) == ("Ank de Wit", {Role.HEAD.value})
        assert app.screen.query_one("#middle").styles.align == ("center", "middle")  # start has its own look
        await pilot.press("f2", *"ank", "enter", *"730518")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not at_start(app)


async def test_each_mistake_is_one_sentence_at_its_field(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        assert told(pilot, "school") == "▲ Vul de naam van de school in."
        assert told(pilot, "head") == "▲ Vul ten minste de voornaam in."
        assert told(pilot, "pin") == "▲ Een pincode heeft 6 cijfers."
        assert pilot.app.focused is app.screen.query_one("#school")
        await pilot.press("D")

        assert "▲" not in told(pilot, "school")
        assert not app.desk.home.folder.exists()


async def test_two_different_pins_are_asked_again(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, again="730519")
        await pilot.press("f8")

        assert told(pilot, "pin") == "▲ De twee pincodes zijn niet gelijk. Typ ze nog eens."
        assert app.focused is app.screen.query_one("#pin")


@pytest.mark.parametrize("pin", ["000000", "123456", "210987", "482482", "114488"])
async def test_a_pin_that_anyone_would_try_is_refused_with_a_sentence(app: KioskApp, pin: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, pin=pin, again=pin)
        await pilot.press("f8")

        assert told(pilot, "pin") == "▲ Deze pincode is te makkelijk te raden. Kies een andere."
        assert not app.desk.home.folder.exists()


async def test_the_kiosk_can_make_the_pin_and_shows_it_until_another_is_typed(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        pin = app.screen.query_one("#pin", Input).value
        assert len(pin) == 6
        assert pin in told(pilot, "pin")
        app.screen.query_one("#pin").focus()
        await pilot.press("end", "backspace")

        assert pin not in told(pilot, "pin")


async def test_markup_and_escape_signs_in_a_name_are_text(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, name="[@click=app.quit] [/x] \x1b]0;x😀")
        await finish(pilot)
        await later(pilot)

        assert at_start(app)
        assert settings.load(app.desk.home).school.name == "[@click=app.quit] [/x] ]0;x😀"


async def test_f8_twice_builds_once(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot)
        await pilot.press("f8", "f8")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await later(pilot)

        assert at_start(app)
        assert app.trouble is None


async def test_trouble_of_the_disk_is_told_and_everything_typed_stays(app: KioskApp) -> None:
    app.desk.home.folder.write_text("in the way")
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot)
        await finish(pilot)

        assert isinstance(app.screen, SetupScreen)
        assert any("niet te beschrijven" in note.message for note in app._notifications)
        assert app.screen.query_one("#school", Input).value == "De Uil"


async def test_stopping_asks_first(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("D", "escape")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("escape")
        assert app.screen.query_one("#school", Input).value == "D"
        await pilot.press("escape", "enter")
        await pilot.pause()

        assert app._exit is True


async def test_everything_is_on_the_screen_at_eighty_by_twenty_four(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        page = app.screen.query_one("#page")
        assert page.virtual_size.height <= page.size.height
        assert all(field.region.right <= 80 for field in app.screen.query(Input))


async def test_after_setting_up_the_idle_lock_works_as_ever(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot)
        await finish(pilot)
        await later(pilot)
        await pilot.press("f2")
        await pilot.pause()
        assert not at_start(app)
        app._last_touch -= IDLE_LIMIT + 1
        await app._look_for_idle()

        assert at_start(app)


async def test_after_setting_up_directie_stands_on_beheer_at_the_first_step_to_do(app: KioskApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot)
        await finish(pilot)
        screen = app.screen
        assert isinstance(screen, AdminScreen)
        assert screen.actor.name == "Anneke de Groot"
        assert screen.query_one(MainList).chosen_key == "d"
        assert "0 van 10 stappen klaar" in str(screen.query_one("#sums", Label).render())
        assert app.desk.home.key.exists()
        assert tables.LogRow.select().where(tables.LogRow.action == "log_in").count() == 1


@pytest.mark.parametrize("way", ["f5", "#look"])
async def test_who_wants_to_look_around_first_leaves_nothing_behind(app: KioskApp, way: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await (pilot.press(way) if way == "f5" else pilot.click(way))
        await pilot.pause()
    assert app.return_code == LOOK_AROUND
    assert not app.desk.home.folder.exists()
