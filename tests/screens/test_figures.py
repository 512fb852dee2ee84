"""Cijfers: numbers per group for the KiVa team, small ones hidden, and no name of anyone."""

from textual.pilot import Pilot
from textual.widgets import Footer, Label

from kiosk.app import KioskApp
from kiosk.db import people
from kiosk.db.store import Store
from kiosk.rules.permissions import Role, command_line
from kiosk.screens.base import KioskScreen
from kiosk.screens.figures import FiguresScreen
from kiosk.screens.row_list import RowList
from kiosk.screens.staff import Home, make_home
from tests.school import School, actor, issue


async def come_in(pilot: Pilot[None], forms: int) -> Store:
    """Tess, of the KiVa team and nothing else, in a school where De Egels got so many forms."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, KioskApp)
    store = app.desk.store
    for _ in range(forms):
        issue(store)
    tess = actor(store, "Tess").staff_id
    assert tess is not None
    people.give_roles(store, command_line(), tess, [Role.KIVA_TEAM])
    await app.push_screen(make_home(Home.FIGURES, app.desk, actor(store, "Tess")))
    await pilot.pause()
    return store


def rows(pilot: Pilot[None]) -> list[str]:
    return [" ".join(str(option.prompt).split()) for option in pilot.app.screen.query_one(RowList).options]


def words(pilot: Pilot[None]) -> str:
    return "\n".join(str(label.render()) for label in pilot.app.screen.query(Label))


async def test_the_kiva_team_sees_numbers_per_group_with_small_ones_hidden(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, 5)

        assert isinstance(pilot.app.screen, FiguresScreen)
        assert rows(pilot)[:2] == ["De Bijen minder dan 5", "De Dassen minder dan 5"]
        assert "De Egels 5" in rows(pilot)
        everything = "\n".join([*rows(pilot), words(pilot)])
        assert not any(pupil.name in everything for pupil in people.pupils(store))


async def test_a_total_that_would_give_a_small_number_away_is_not_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, 2)

        assert "Formulieren dit schooljaar: niet te tonen" in words(pilot)


async def test_no_key_leads_from_the_figures_to_people_and_escape_is_the_lock(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, 1)
        assert pilot.app.screen.query_one(Footer).virtual_size.width <= 80
        await pilot.press("p", "r", "g", "slash", "b", "v", "d", "i", "enter")
        assert isinstance(pilot.app.screen, FiguresScreen)
        await pilot.press("escape")
        await pilot.pause()

        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.FLOOR
