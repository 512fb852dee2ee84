"""The desk: what every screen works with, passed down from the app. It opens the store after the first frame."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.screens.signs import BARE, RICH, Signs, is_bare
from kiosk.speech import Speaker

if TYPE_CHECKING:  # the store's libraries cost start-up, and the first screen does not need them
    from kiosk.db.keys import NewHolder
    from kiosk.db.store import Store
    from kiosk.db.writer import AnswerWriter, SaveReport
    from kiosk.jobs.demo_weeks import DemoNote
    from kiosk.jobs.keep_backups import BackupKeeper
    from kiosk.jobs.watch_clock import ClockWatch
    from kiosk.rules.keys import Holding
    from kiosk.rules.permissions import Actor
    from kiosk.settings.last_good import Found

    CallSoon = Callable[[Callable[[SaveReport], None], SaveReport], object]


class Desk:
    """One kiosk at work: where its files are, what time it is, the open store and the answers' writer.

    `demo_notes` is empty for a real school. `never_print` keeps the fictional school off real printers. `bare` is a
    console without emoji; `speaker` reads aloud where the machine can. `key` opens the store; None is the one that lies
    on this computer; `opened_by_sheet` says that nobody's own words did. `keeper` and `clock_watch` are there while the
    store is open. `last_folder` is where this person saved something last: proposed for what is not about a child, and
    forgotten at start.
    """

    def __init__(self, home: Home, clock: Clock, *, never_print: bool = False) -> None:
        self.home = home
        self.clock = clock
        self.never_print = never_print
        self.demo_notes: tuple[DemoNote, ...] = ()
        self.bare = is_bare(os.environ.get("TERM", ""))
        self.speaker = Speaker()
        self.listener: Callable[[SaveReport], None] | None = None
        self._store: Store | None = None
        self._writer: AnswerWriter | None = None
        self._call_soon: CallSoon | None = None
        self.key: str | None = None
        self.opened_by_sheet = False
        self.last_folder = ""
        self.keeper: BackupKeeper | None = None
        self.clock_watch: ClockWatch | None = None
        self._found: Found | None = None

    @property
    def is_open(self) -> bool:
        return self._store is not None

    @property
    def signs(self) -> Signs:
        """The signs that this terminal can show."""
        return BARE if self.bare else RICH

    @property
    def store(self) -> Store:
        """The open store. Raises `KioskError` while it is still being opened."""
        if self._store is None:
            raise KioskError("De kiosk start nog op.", "Wacht heel even en probeer het dan nog eens.")
        return self._store

    @property
    def writer(self) -> AnswerWriter:
        """The writer of the pupils' answers; opened with the store."""
        if self._writer is None:
            raise KioskError("De kiosk start nog op.", "Wacht heel even en probeer het dan nog eens.")
        return self._writer

    @property
    def settings_trouble(self) -> str:
        """What is wrong with the school's file since this kiosk opened; "" once a screen could write a good one."""
        store, found = self._store, self._found
        return found.trouble if store and found and store.settings is found.settings else ""

    def is_locked(self) -> bool:
        """Whether the store opens only with somebody's words. Raises `KioskError` as `db.store.is_locked` does."""
        from kiosk.db.store import is_locked

        return is_locked(self.home)

    def open(self, call_soon: CallSoon) -> None:
        """Open the store and start the writer; `call_soon` brings a save report from its thread to the event loop.

        With the last good settings while the file of the school is faulty. Raises `KioskError` with one sentence when
        there are none, or the store cannot be opened.
        """
        from kiosk import settings
        from kiosk.db.store import open_store
        from kiosk.db.writer import AnswerWriter
        from kiosk.jobs.keep_backups import BackupKeeper
        from kiosk.jobs.watch_clock import ClockWatch

        self._call_soon = call_soon
        self._found = settings.find_settings(self.home)
        self._store = open_store(self.home, self._found.settings, self.clock, self.key)

        def report(saved: SaveReport) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody is left to tell, and the words are kept
                call_soon(self._hear, saved)

        self._writer = AnswerWriter(self._store, report)
        self.keeper, self.clock_watch = BackupKeeper(self._store), ClockWatch(self._store)

    async def renew_key(self, actor: Actor, holding: Holding, holders: Sequence[NewHolder]) -> None:
        """Have a new data key (see `db.keys.renew_key`); the store is closed meanwhile.

        A backup follows, for those of before open only with the words of then. Raises `KioskError`: the old key stands,
        and the store is open again with it; or, where even that fails, it is not open at all.
        """
        from kiosk.jobs.renew_key import renew_key
        from kiosk.rules.keys import Holding

        if self._call_soon is None or (self.keeper and self.keeper.is_busy):
            raise KioskError("Er wordt net een reservekopie gemaakt.", "Wacht heel even en probeer het dan nog eens.")
        if not self.flush():
            raise KioskError(
                "Er staan nog niet alle woorden in de opslag.", "Wacht heel even en probeer het dan nog eens."
            )
        self.close()
        try:
            key = await asyncio.to_thread(renew_key, self.home, self.clock, self.key, actor, holding, holders)
            self.key = key if holding is Holding.DAY else None
            self.opened_by_sheet = False
        finally:
            self.open(self._call_soon)
        if self.keeper:
            await asyncio.to_thread(self.keeper.run)

    def flush(self) -> bool:
        """Wait until every word typed so far is in the store; True when it is (or when nothing was open)."""
        return self._writer.flush() if self._writer else True

    def close(self) -> bool:
        """Flush, end the writer and close the store; True when every word was kept. Can be called twice."""
        self.speaker.stop()
        kept = self._writer.close() if self._writer else True
        if self._store:
            self._store.close()
        self._store = self._writer = self.keeper = self.clock_watch = None
        return kept

    def _hear(self, report: SaveReport) -> None:
        if self.listener:
            self.listener(report)
