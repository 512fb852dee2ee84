"""Vandaag on a sample school, worked with keys only: what both rooms of tests need."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from kiosk.db import facts, forms
from kiosk.db.store import Store
from kiosk.rules.form import Fact, FactKind, Form, Talk
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.under_pilot import UnderPilot


@dataclass
class AtToday(UnderPilot):
    """The kiosk with Vandaag open."""

    @property
    def store(self) -> Store:
        return self.app.desk.store

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    async def write(self, text: str) -> None:
        """Type a line and give Enter."""
        await self.pilot.press(*text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """Paste into the line that a dialog asks for."""
        field = self.screen.query_one(Input)
        field.clear()
        field.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until_it_says(self, sentence: str) -> None:
        """Wait until this stands on the screen on top."""
        await self.wait_until(lambda: sentence in self.says())

    def form(self, form_id: int) -> Form:
        return forms.read_form(self.store, actor(self.store, "Anneke"), form_id)

    def last(self, kind: FactKind) -> Fact:
        """The newest fact of this kind of form 1."""
        fact = self.form(1).last(kind)
        assert fact is not None
        return fact


@asynccontextmanager
async def at_today(
    school: School, prepare: Callable[[Store], object], who: str = "Fenna", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[AtToday]:
    """Vandaag of `who`, opened after `prepare` made something happen."""
    app = school.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        prepare(app.desk.store)
        app.push_screen(TodayScreen(app.desk, actor(app.desk.store, who)))
        await pilot.pause()
        yield AtToday(pilot, app)
    app.desk.close()


def nothing(_store: Store) -> None:
    """An empty school: no forms."""


def handed_in(store: Store) -> Form:
    form = issue(store).form
    hand_in(store, form)
    return form


def talked(store: Store) -> Form:
    return talk(store, handed_in(store))


def talked_untold(store: Store) -> Form:
    """The talk was held, and nobody told the parents yet."""
    form, fenna = handed_in(store), actor(store, "Fenna")
    assert fenna.staff_id is not None
    held = Talk(store.clock(), fenna.staff_id, "juf en kind", "Sorry gezegd.")
    return facts.record_talk(store, fenna, form.id, held, store.clock(), "")


def printed(store: Store) -> Form:
    return facts.record_printed(store, actor(store, "Fenna"), talked(store).id)


def taken_home(store: Store) -> Form:
    return facts.record_taken_home(store, actor(store, "Fenna"), printed(store).id)
