"""The store does not open: the newest good backup is offered, and people decide. Nothing happens by itself."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Label

from kiosk.errors import KioskError
from kiosk.jobs.put_back import Offer, put_back
from kiosk.rules.dutch import day_in_full_and_time
from kiosk.rules.permissions import by_itself
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.text import fold

_CONFIRMATION = "terugzetten"


class RecoveryScreen(KioskScreen[None]):
    """Shows what `trouble` the store has and the first of the `offers`; puts it back when that is typed, then `done`.

    `leave` closes the kiosk with the trouble told.
    """

    CSS_PATH = "recovery.tcss"
    TITLE_LINE = "Reservekopie"
    AUTO_FOCUS = "#typed"
    BINDINGS = [
        Binding("f4", "older", "een oudere kopie", key_display="F4", priority=True),
        Binding("escape", "leave", "sluiten, niets doen", key_display="Esc"),
    ]

    def __init__(
        self,
        desk: Desk,
        done: Callable[[], None],
        *,
        trouble: KioskError,
        offer: Offer,
        others: Iterator[Offer],
        leave: Callable[[KioskError], None],
    ) -> None:
        super().__init__(desk, who="voor beheer of directie")
        self._done, self._trouble, self._leave = done, trouble, leave
        self._offer, self._others = offer, others
        self._busy = False
        self._found = Label("", id="found", markup=False)
        self._typed = LineField(placeholder=_CONFIRMATION, max_length=20, id="typed")

    @property
    def idle_limit(self) -> float:
        """There is no start to go back to."""
        return float("inf")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Label(self._trouble.message, id="trouble", markup=False)
            yield Label("Roep wie de kiosk beheert, of de directie. Er gaat niets vanzelf.", markup=False)
            yield self._found
            yield Label(f"Typ {_CONFIRMATION} en geef Enter om deze kopie te gebruiken.", id="ask", markup=False)
            yield self._typed

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self._found.update(_words(self._offer, self._last_written()))

    def _last_written(self) -> datetime | None:
        """When something was last written in the store that does not open, or in what SQLite keeps beside it."""
        store = self.desk.home.store
        files = (store, store.with_name(store.name + "-wal"))
        written = [file.stat().st_mtime for file in files if file.exists()]
        return datetime.fromtimestamp(max(written)) if written else None

    @on(Input.Submitted)
    def _decided(self) -> None:
        if fold(self._typed.value.strip()) != _CONFIRMATION:
            self.tell(f"Typ het hele woord: {_CONFIRMATION}. Of geef Esc: dan gebeurt er niets.", trouble=True)
        elif not self._busy:
            self._busy = True
            self._put_back()

    @work(exclusive=True)
    async def _put_back(self) -> None:
        """On a thread: a large store takes a second to look through."""
        self.tell("Even geduld. De kopie wordt nagekeken en teruggezet.")
        home, clock = self.desk.home, self.desk.clock
        try:
            await asyncio.to_thread(put_back, home, clock, self._offer.file, by_itself(), self.desk.key)
        except KioskError as trouble:
            self.tell(str(trouble), trouble=True)
            return
        finally:
            self._busy = False
        self.app.clear_notifications()
        self.dismiss(None)
        self._done()

    def action_older(self) -> None:
        """Offer the one before; not while a copy is being put back, which a second worker would cut short."""
        if not self._busy:
            self._busy = True
            self._look_older()

    @work(exclusive=True)
    async def _look_older(self) -> None:
        """On a thread, for each one is looked through first."""
        try:
            older = await asyncio.to_thread(next, self._others, None)
        finally:
            self._busy = False
        if older is None:
            self.tell("Er is geen oudere kopie die heel is.")
            return
        self._offer = older
        self._show()

    def action_leave(self) -> None:
        """Close the kiosk and leave all as it is."""
        if not self._busy:
            self._leave(self._trouble)


def _words(offer: Offer, last_written: datetime | None) -> str:
    """What the backup holds, until when, and what would be lost."""
    contents = offer.contents
    until = f" van {day_in_full_and_time(contents.until)}" if contents.until else ""
    lost = "Wat daarna is geschreven, ook door kinderen, is dan weg."
    if last_written:
        lost += f" In de opslag is het laatst geschreven op {day_in_full_and_time(last_written)}."
    return (
        f"Er is een goede reservekopie{until}.\n"
        f"{offer.file.name}\nin {offer.file.parent}\n\n"
        f"Hierin: leerlingen {contents.pupils} · formulieren {contents.forms} · nog niet klaar {contents.open_forms}\n"
        f"{lost}\n\n"
        "De opslag van nu wordt niet weggegooid: hij blijft in dezelfde map, als oeps-opzij-…"
    )
