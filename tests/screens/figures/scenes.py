"""Scenes at Cijfers: forms of this school year, and a way in for each person."""

import re

from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import people
from kiosk.db.store import Store
from kiosk.rules.permissions import Role, command_line
from kiosk.screens.figures.charts import BarList
from kiosk.screens.figures.screen import FiguresScreen
from kiosk.screens.staff import Home, make_home
from tests.school import actor, issue

_BARS = re.compile("[█▏▎▍▌▋▊▉]")


def store_of(pilot: Pilot[None]) -> Store:
    """The store of the kiosk under the pilot."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    return app.desk.store


async def come_in(pilot: Pilot[None], given_name: str = "Anneke", forms: int = 0) -> FiguresScreen:
    """Cijfers for this person, on the stack above start, in a school where De Egels got so many forms."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, KioskApp)
    for number in range(forms):
        issue(app.desk.store, pupil=number % 3)
    screen = make_home(Home.FIGURES, app.desk, actor(app.desk.store, given_name))
    await app.push_screen(screen)
    await pilot.pause()
    assert isinstance(screen, FiguresScreen)
    return screen


async def come_in_as_kiva(pilot: Pilot[None], forms: int) -> Store:
    """Tess, of the KiVa team and nothing else."""
    await pilot.pause()
    store = store_of(pilot)
    tess = actor(store, "Tess").staff_id
    assert tess is not None
    people.give_roles(store, command_line(), tess, [Role.KIVA_TEAM])
    await come_in(pilot, "Tess", forms)
    return store


def charts(pilot: Pilot[None]) -> dict[str, list[str]]:
    """The rows of every chart on the screen as words, by its title; bars left out."""
    found = {}
    for shown in pilot.app.screen.query(BarList):
        found[shown.chart.title] = [" ".join(_BARS.sub(" ", str(option.prompt)).split()) for option in shown.options]
    return found


def words(pilot: Pilot[None]) -> str:
    """Every label on the screen, as text."""
    return "\n".join(str(label.render()) for label in pilot.app.screen.query(Label) if label.display)
