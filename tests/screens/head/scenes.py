"""Scenes at directie: forms of the weeks before Monday 23 November 2026, and a way in for each person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Label
from textual.widgets._footer import FooterKey

from kiosk import settings
from kiosk.app import KioskApp
from kiosk.db import facts
from kiosk.db.store import Store, open_store
from kiosk.rules.form import Form
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.row_list import RowList
from tests.school import School, actor, hand_in, issue, talk


@contextmanager
def earlier(school: School, moment: str) -> Iterator[Store]:
    """The open store at an earlier moment, before the app opens it."""
    now, school.clock.now = school.clock.now, datetime.fromisoformat(moment)
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        yield store
    finally:
        school.clock.now = now
        store.close()


def three_forms(school: School, pupil: int = 0) -> list[int]:
    """Three forms of one pupil on Thursday 19 November; returns their ids."""
    with earlier(school, "2026-11-19 10:00") as store:
        return [issue(store, pupil=pupil, main=main).form.id for main in ("violence", "bullying", "theft")]


def paper_at_home(store: Store, pupil: int = 1) -> Form:
    """A form whose paper went home now."""
    form = issue(store, pupil=pupil).form
    hand_in(store, form)
    talk(store, form)
    facts.record_printed(store, actor(store, "Fenna"), form.id)
    return facts.record_taken_home(store, actor(store, "Fenna"), form.id)


async def come_in(pilot: Pilot[None], given_name: str = "Anneke") -> TodoScreen:
    """Te doen for this person, on the stack above start."""
    await pilot.pause()
    app = kiosk(pilot)
    screen = TodoScreen(app.desk, actor(app.desk.store, given_name))
    await app.push_screen(screen)
    await pilot.pause()
    return screen


def keys_shown(pilot: Pilot[None]) -> list[str]:
    """What the keys at the foot are for."""
    return [key.description for key in pilot.app.screen.query(FooterKey)]


def kiosk(pilot: Pilot[None]) -> KioskApp:
    """The app under the pilot."""
    app: App[None] = pilot.app
    assert isinstance(app, KioskApp)
    return app


def rows(pilot: Pilot[None]) -> list[str]:
    """The rows of the list on the screen, as text."""
    shown = pilot.app.screen.query_one(RowList)
    return [" ".join(str(option.prompt).split()) for option in shown.options]


def words(pilot: Pilot[None]) -> str:
    """Every label on the screen, as text."""
    return "\n".join(str(label.render()) for label in pilot.app.screen.query(Label))


def told(pilot: Pilot[None]) -> str:
    """What the screen said at its foot."""
    return "\n".join(note.message for note in kiosk(pilot)._notifications)
