"""Issuing a form, worked with keys only: what every room of its tests needs."""

from typing import cast

from textual import events
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import forms, people
from kiosk.db.store import Store
from kiosk.rules.form import Form
from kiosk.rules.people import Pupil
from kiosk.screens.teacher.issue import IssueScreen
from tests.school import actor

Kiosk = Pilot[None]


async def begin(pilot: Kiosk, by: str = "Fenna") -> list[int | None]:
    """Open the screen as a teacher who came in; what it returns ends up in the list."""
    await pilot.pause()
    app = cast(KioskApp, pilot.app)
    app.animation_level = "none"
    returned: list[int | None] = []
    app.push_screen(IssueScreen(app.desk, actor(app.desk.store, by)), returned.append)
    await pilot.pause()
    return returned


def shown(pilot: Kiosk) -> str:
    """All text of the labels that are in sight."""
    labels = [label for label in pilot.app.screen.query(Label) if label.display]
    return "\n".join(str(label.content) for label in labels)


async def press(pilot: Kiosk, *keys: str) -> None:
    """Press keys as fast as a person: letters of a word follow each other, the screen settles after any other key."""
    for key in keys:
        if len(key) == 1:
            pilot.app.post_message(events.Key(key, key))
        else:
            await pilot.pause()
            await pilot.press(key)
    await pilot.pause()


async def up_to_check(pilot: Kiosk, name: str = "roos", what: str = "5") -> None:
    """From the name to the last question, everything else as it is proposed."""
    await press(pilot, *name, "enter")
    await press(pilot, what, "enter")
    await press(pilot, "1")
    await press(pilot, "enter")
    await press(pilot, *"Duwde.", "f8")
    await press(pilot, "enter")
    await press(pilot, "enter")


def store_of(pilot: Kiosk) -> Store:
    return cast(KioskApp, pilot.app).desk.store


def only_form(store: Store) -> Form:
    (form,) = forms.open_forms(store, actor(store, "Anneke"))
    return form


def pupil_called(store: Store, given_name: str) -> Pupil:
    return next(one for one in people.pupils(store) if one.given_name == given_name and one.group_name == "De Egels")


async def to_when(pilot: Kiosk) -> None:
    await press(pilot, *"roos", "enter", "5", "enter")
    await press(pilot, "1")


def twice(pilot: Kiosk, key: str) -> None:
    """The same key two times before the kiosk could answer the first."""
    for _ in range(2):
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


def all_forms(pilot: Kiosk) -> list[Form]:
    store = store_of(pilot)
    return forms.open_forms(store, actor(store, "Anneke"))
