"""KioskApp: one stack of screens above the start screen, opened in the morning and never left but through a PIN."""

import asyncio
import gc
from collections.abc import Callable
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from kiosk.errors import KioskError
from kiosk.screens.desk import Desk
from kiosk.screens.idle_app import IdleApp
from kiosk.screens.once_parsed import OnceParsed
from kiosk.screens.start import StartScreen
from kiosk.screens.theme import BARE, DARK, LIGHT, theme_name

if TYPE_CHECKING:
    pass


class KioskApp(IdleApp):
    """The kiosk on one terminal.

    `prepare` runs on a thread before the store opens (the demo is made there); `first` makes another first screen than
    start (setup). `calm_crash` is as in `CalmApp`.
    """

    CSS_PATH = "app.tcss"
    TITLE = "Oeps-kiosk"
    NOTIFICATION_TIMEOUT = 8

    def __init__(
        self,
        desk: Desk,
        *,
        prepare: Callable[[], None] | None = None,
        first: Callable[[Desk, Callable[[], None]], Screen[None]] | None = None,
        calm_crash: bool = True,
    ) -> None:
        super().__init__(desk, calm_crash=calm_crash)
        self._prepare = prepare
        self._first = first
        self._opened_at = datetime.min
        self._warmed: Timer | None = None
        self.trouble: KioskError | None = None
        for theme in (LIGHT, DARK, BARE):
            self.register_theme(theme)
        self.theme = theme_name(dark=False, bare=desk.bare)
        # After the theme: its colours are part of what was parsed, and each sheet would be parsed for two of them.
        self.stylesheet = OnceParsed(variables=self.get_css_variables())
        self.set_class(desk.bare, "-bare")

    async def on_mount(self) -> None:
        self.guard_signals()
        self.watch_idle()
        self.set_interval(60, self._keep_backups)
        # Not as the default screen: a screen that broke must be replaceable by a fresh one.
        await self.push_screen(StartScreen(self.desk))
        self.keep_sheets()
        await self.stand_first()
        if not self._first:
            self.call_after_refresh(self._begin)

    async def stand_first(self) -> None:
        """Above start, what comes before anybody can begin: set-up, the dagsleutel, a store that does not open."""
        if self._first:
            await self.push_screen(self._first(self.desk, self._first_done))

    def _first_done(self) -> None:
        """The first screen did its work and is gone: from here on this is any other kiosk, idle lock and all."""
        self._first = None
        self._open_desk()

    def _begin(self) -> None:
        """After the first frame: make the demo if asked, then open the store."""
        if self._prepare:
            self.say_at_start("De voorbeeldschool wordt klaargezet. Heel even …")
            self.run_worker(self._prepare_then_open(self._prepare), exclusive=True)
        else:
            self._open_desk()

    async def _prepare_then_open(self, prepare: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(prepare)
        except KioskError as trouble:
            self._stop(trouble)
        else:
            self.say_at_start("")
            self._open_desk()

    def _open_desk(self) -> None:
        """Open the store; when that cannot be, leave with one sentence."""
        # In the app's own context: a screen that hears of a save may start a timer, which asks whose it is.
        call_soon = partial(asyncio.get_running_loop().call_soon_threadsafe, context=copy_context())
        try:
            if self.desk.key is None and self.desk.is_locked():
                self.call_later(self._ask_for_words)  # in the app's own turn, as a recovery: never two of them
                return
            self.desk.open(call_soon)
        except KioskError as trouble:
            self._not_opened(trouble)
            return
        self._opened_at = self.desk.clock()
        settings = self.desk.store.settings
        for screen in self.screen_stack:
            if isinstance(screen, StartScreen):
                screen.desk_opened()

        def warm_up() -> None:
            """While start stands there: bring in what the next screens need, so that nobody waits for it."""
            self.desk.speaker.look_for_voice()  # first: a quick child should see its key
            import kiosk.screens.figures.screen
            import kiosk.screens.head.todo
            import kiosk.screens.pupil.pages
            import kiosk.screens.teacher.today  # noqa: F401

            _ = settings.calendar

        self.run_worker(self._warm_up(warm_up))

    async def _warm_up(self, warm_up: Callable[[], None]) -> None:
        await asyncio.to_thread(warm_up)
        self._warmed = self.set_interval(1, self._keep_what_start_brought)  # a timer: nobody waits for it to end

    def _keep_what_start_brought(self) -> None:
        """Tell the garbage collector that all of it stays: looking through it again took 50 ms, amid the keys.

        Only while start stands there: words on another screen would never be let go.
        """
        stack = self.screen_stack  # empty when the app just ends
        if stack and isinstance(stack[-1], StartScreen) and self._warmed:
            self._warmed.stop()
            gc.collect()
            gc.freeze()

    def _not_opened(self, trouble: KioskError) -> None:
        from kiosk.db.cipher import Damaged  # brings the store's libraries: not for the first frame

        if isinstance(trouble, Damaged):
            self.say_at_start("De opslag gaat niet open. De kiosk zoekt een reservekopie …")
            self.run_worker(self._offer_backup(trouble))
        else:
            self._stop(trouble)

    async def _offer_backup(self, trouble: KioskError) -> None:
        """The store is damaged or gone: people decide about the newest good backup. Without one: leave, told."""
        from kiosk.jobs.put_back import good_backups

        others = good_backups(self.desk.home, self.desk.clock, self.desk.key)
        offer = await asyncio.to_thread(next, others, None)
        if offer is None:
            self._stop(trouble)
            return
        from kiosk.screens.recovery import RecoveryScreen  # hardly ever needed

        self.say_at_start("")
        self._first = partial(RecoveryScreen, trouble=trouble, offer=offer, others=others, leave=self._stop)
        await self.stand_first()

    def _keep_backups(self) -> None:
        """Every minute: a backup when one is due, on a thread of its own; the keeper tells what goes wrong."""
        keeper = self.desk.keeper
        if keeper and keeper.is_due():
            self.run_worker(asyncio.to_thread(keeper.run), group="backups")

    def _stop(self, trouble: KioskError) -> None:
        self.trouble = trouble
        self.exit(return_code=trouble.exit_code)

    # -- the dagsleutel ----------------------------------------------------------------------------------------------

    async def _ask_for_words(self) -> None:
        """The store opens only with somebody's words: ask for them, and go on as if the kiosk just started."""
        from kiosk.screens.keys.opening import OpeningScreen  # not for who has the key on the computer

        self._first = OpeningScreen
        await self.stand_first()

    @property
    def first_stands(self) -> bool:
        return self._first is not None

    async def close_the_day(self, now: datetime) -> None:
        """An hour after school the store closes where the dagsleutel opened it.

        Not before a backup that is due, nor while words of a child still wait for the store.
        """
        keeper, opened_at = self.desk.keeper, self._opened_at
        waits = not isinstance(self.screen, StartScreen) or keeper is None or keeper.is_busy or keeper.is_due()
        if self.desk.key is None or waits or not self.desk.store.settings.timetable.day_ended(opened_at, now):
            return
        if not self.desk.flush():
            return
        self.desk.close()
        self.desk.key = None
        await self._ask_for_words()
