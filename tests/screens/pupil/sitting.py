"""A pupil at the kiosk: a form, its code, typing, and what stands on the screen."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import answers, forms
from kiosk.rules.form import Form
from kiosk.rules.way import Way
from kiosk.screens.pupil.pupil_screen import ChoiceScreen, PupilScreen
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.session import PupilSession
from tests.school import School, actor, issue
from tests.screens.under_pilot import wait_until

ODD = "[@click=app.quit]klik[/] [/x] 😀"
"""What must stay text: an action, a tag that closes nothing, an emoji."""


@asynccontextmanager
async def kiosk(school: School, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[None], KioskApp]]:
    """The kiosk at its start screen, closed in an orderly way afterwards; 80x24 is the smallest that must do."""
    app = school.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app
        app.desk.close()


async def sit_down(pilot: Pilot[None], app: KioskApp, way: Way = Way.TYPING, pupil: int = 0) -> Form:
    """Issue a form, type its code and get calm: the welcome stands."""
    issued = issue(app.desk.store, pupil=pupil)
    forms.choose_way(app.desk.store, actor(app.desk.store, "Fenna"), issued.form.id, way)
    await write(pilot, app, issued.code)
    await pilot.press("enter")
    return issued.form


async def come_back(pilot: Pilot[None], app: KioskApp, form: Form) -> None:
    """Type a new code for the same form on the start screen."""
    await write(pilot, app, forms.new_code(app.desk.store, actor(app.desk.store, "Fenna"), form.id))


async def read_back(pilot: Pilot[None], app: KioskApp, words: Mapping[int, str]) -> Form:
    """A pupil with these words by question, at the read-back."""
    form = issue(app.desk.store).form
    session = PupilSession(app.desk, answers.pupil_form(app.desk.store, form.id))
    for number, text in words.items():
        session.write(number, text)
    await app.push_screen(ReadBackScreen(session))
    await pilot.pause()
    return form


async def write(pilot: Pilot[None], app: KioskApp, text: str) -> None:
    """Type `text` in one go, as a quick hand or a scanner does."""
    await strike(pilot, app, *text)


async def strike(pilot: Pilot[None], app: KioskApp, *keys: str) -> None:
    """Strike letters and named keys without waiting for the screen in between."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def choose(pilot: Pilot[None]) -> None:
    """Enter, on a screen whose buttons come a moment after its words."""
    screen = pilot.app.screen
    assert isinstance(screen, ChoiceScreen)
    assert screen.LATE
    await wait_until(pilot, lambda: screen.focused)
    await pilot.press("enter")
    await pilot.pause()


def kept(app: KioskApp, form: Form) -> dict[int, str]:
    """The stored words by question, as the teacher may read them."""
    assert app.desk.flush()
    words = answers.answers(app.desk.store, actor(app.desk.store, "Fenna"), form.id)
    return {one.question: one.text for one in words}


def pupil_screens(app: KioskApp) -> int:
    """How many screens of a pupil there still are."""
    return sum(isinstance(screen, PupilScreen) for screen in app.screen_stack)


def number(app: KioskApp) -> int:
    """The question that stands on the screen."""
    assert isinstance(app.screen, QuestionPage), app.screen
    return app.screen.stop.number


def on_screen(app: KioskApp) -> str:
    """Every line that is drawn now."""
    return "\n".join("".join(part.text for part in line).rstrip() for line in app.screen._compositor.render_strips())
