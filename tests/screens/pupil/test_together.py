"""The child tells, an adult types: who may, what is kept of it, and that a long talk is not covered."""

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import answers, forms
from kiosk.db.people import staff_names
from kiosk.rules.answer import told_by
from kiosk.rules.form import Form
from kiosk.rules.way import Way
from kiosk.screens.base import IDLE_LIMIT, LONGEST_IDLE
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.calm_card import HelpCard
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.pupil.welcome import TogetherScreen
from kiosk.screens.pupil.words import WordsScreen
from kiosk.screens.start import StartScreen
from tests.school import PIN, School, actor, issue
from tests.screens.pupil.sitting import kept, kiosk, on_screen, write


async def come_in(pilot: Pilot[None], app: KioskApp) -> Form:
    """A child that will tell its answers types its code."""
    issued = issue(app.desk.store)
    forms.choose_way(app.desk.store, actor(app.desk.store, "Fenna"), issued.form.id, Way.TOGETHER)
    await write(pilot, app, issued.code)
    return issued.form


async def log_in(pilot: Pilot[None], app: KioskApp, name: str) -> None:
    """From the child's first screen: the adult says they are there, gives two letters of the name and the PIN."""
    assert isinstance(app.screen, TogetherScreen)
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()
    assert isinstance(app.screen, LoginScreen)
    await pilot.press(*name, "enter", *PIN)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_code_first_asks_for_an_adult_who_logs_in(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        form = await come_in(pilot, app)
        await log_in(pilot, app, "ru")  # Ruud of De Uilen, where the child sits now
        assert isinstance(app.screen, CoolDownScreen)
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, WordsScreen)
        assert "Jij vertelt. Ruud Smits typt." in on_screen(app)
        await write(pilot, app, "Hij zei dat ik weg moest.")
        await pilot.press("f8", "f8", "down", "enter")
        assert kept(app, form)[1] == "Hij zei dat ik weg moest."
        store = app.desk.store
        words = answers.answers(store, actor(store, "Fenna"), form.id)
        ruud = actor(store, "Ruud").staff_id
        assert [one.typed_by for one in words if one.said] == [ruud, ruud]
        assert told_by(words, "Luuk", staff_names(store)) == "Verteld door Luuk, opgeschreven door Ruud Smits."


async def test_an_adult_with_nothing_to_do_with_the_child_is_refused(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await come_in(pilot, app)
        await log_in(pilot, app, "tess")  # Tess looks after the machine
        assert isinstance(app.screen, StartScreen)
        assert "Dit formulier is niet van jou." in on_screen(app)


async def test_the_child_may_wait_for_help_or_go_back_to_start(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await come_in(pilot, app)
        seen = on_screen(app)
        assert "Jij vertelt. Een groot mens typt." in seen
        assert "Steek je hand op. Juf of meester komt zo." in seen
        await pilot.press("right", "enter")
        assert isinstance(app.screen, HelpCard)
        await pilot.press("enter", "right", "right", "enter")  # help gives the keys back to the first button
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.desk.listener is None


async def test_while_the_adult_is_in_a_long_talk_is_not_covered(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await come_in(pilot, app)
        await log_in(pilot, app, "fe")
        await pilot.press("enter", "enter")
        await write(pilot, app, "geheim")
        app._last_touch -= IDLE_LIMIT * 3
        await app._look_for_idle()
        assert isinstance(app.screen, WordsScreen)
        app._last_touch -= LONGEST_IDLE
        await app._look_for_idle()
        assert isinstance(app.screen, StartScreen)
        assert "Niemand ziet wat jij schreef." in on_screen(app)
        assert "geheim" not in on_screen(app)
