"""KioskApp: one stack of screens above the start screen, opened in the morning and never left but through a PIN."""

import asyncio
import gc
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from kiosk.errors import KioskError
from kiosk.screens.base import LONGEST_IDLE, NOT_KEPT, KioskScreen, StaffScreen, drop_to_start
from kiosk.screens.calm_app import CalmApp
from kiosk.screens.desk import Desk
from kiosk.screens.once_parsed import OnceParsed
from kiosk.screens.start import StartScreen
from kiosk.screens.theme import BARE, DARK, LIGHT, theme_name
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.rules.permissions import Actor

DAY_OVER = "De schooldag is voorbij. Alles is bewaard."
GIVEN_UP = "De kiosk stond lang op slot. Wat nog niet bewaard was, is weg."


class KioskApp(CalmApp):
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
        self._last_touch = time.monotonic()
        self._was_in: tuple[Actor | None, datetime] = (None, datetime.min)
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
        # In the app's own turn, not the timer's: nothing else changes the screens meanwhile.
        self.set_interval(1, lambda: self.call_later(self._look_for_idle))
        self.set_interval(30, lambda: self.call_later(self._look_for_day_end))
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
            self._say_at_start("De voorbeeldschool wordt klaargezet. Heel even …")
            self.run_worker(self._prepare_then_open(self._prepare), exclusive=True)
        else:
            self._open_desk()

    async def _prepare_then_open(self, prepare: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(prepare)
        except KioskError as trouble:
            self._stop(trouble)
        else:
            self._say_at_start("")
            self._open_desk()

    def _say_at_start(self, sentence: str) -> None:
        if isinstance(self.screen, StartScreen):
            self.screen.say(sentence)

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
            self._say_at_start("De opslag gaat niet open. De kiosk zoekt een reservekopie …")
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

        self._say_at_start("")
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

    async def _close_the_day(self, now: datetime) -> None:
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

    # -- back to start -----------------------------------------------------------------------------------------------

    async def back_to_start(self, sentence: str = "") -> None:
        """Drop every screen above start with all its widgets; say `sentence` there, or that saving does not work."""
        kept = await drop_to_start(self, self.desk)
        self._say_at_start(sentence if kept else NOT_KEPT)

    def on_notify(self) -> None:
        """One sentence at a time: what was said before makes place, also when both were said in one turn."""
        self._notifications.clear()

    async def on_event(self, event: events.Event) -> None:
        """Every touch of the kiosk puts off the lock."""
        if isinstance(
            event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp | events.Paste
        ):
            self._last_touch = time.monotonic()
        if isinstance(event, events.Paste):
            event.text = clean(event.text)  # no field gets an escape sequence to pass on to the terminal
        if isinstance(event, events.Key) and not (event.is_forwarded or event.is_printable) and self._highest.WRITING:
            await self._earlier_keys_handled()
        await super().on_event(event)

    async def _earlier_keys_handled(self) -> None:
        """Textual does F2 or F8 at once, before the letters struck just before it: wait until those have arrived.

        At most half a second: a widget that is stuck must not hold up the keys that lead away from it.
        """
        target = self.focused or self.screen
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                for pump in (one for one in target.ancestors_with_self if one is not self):
                    handled = asyncio.Event()
                    if pump.call_later(handled.set):
                        await handled.wait()

    async def _look_for_idle(self) -> None:
        setting_up = self._first is not None
        idle = self._idle()
        if setting_up or isinstance(self.screen, StartScreen) or idle <= self._highest.idle_limit:
            return
        typing = self._who_would_lose_words()
        if typing is None:
            await self.back_to_start(self._highest.PAUSE)
        elif idle > LONGEST_IDLE:
            await self.back_to_start(GIVEN_UP)
        elif not self._locked:
            self._lock(typing)

    async def _look_for_day_end(self) -> None:
        """An hour after school, and at midnight, nobody of the staff stays in, however busy they are."""
        staff, now = self._staff, self.desk.clock()
        if self._first or not self.desk.is_open:
            return
        await self._close_the_day(now)
        (was_in, before), self._was_in = self._was_in, (staff, now)
        # Who came in since the last look came in after the day was over.
        if staff is None or staff is not was_in or not self.desk.store.settings.timetable.day_ended(before, now):
            return
        typing = self._who_would_lose_words()
        if typing is None:
            await self.back_to_start(DAY_OVER)
        elif not self._locked:
            self._lock(typing)

    def words_would_be_lost(self) -> bool:
        """Whether staff typed what is kept nowhere yet."""
        return self._who_would_lose_words() is not None

    def _who_would_lose_words(self) -> "Actor | None":
        """Whose words stand on a screen and nowhere else. A pupil's never do: the writer has them."""
        from kiosk.screens.dialogs import Dialog  # not needed for the first frame

        screens = self.screen_stack
        typed = any(screen.unsaved() for screen in screens if isinstance(screen, KioskScreen | Dialog))
        return self._staff if typed else None

    @property
    def _staff(self) -> "Actor | None":
        """Who of the staff is in, if anybody."""
        return next((screen.actor for screen in self.screen_stack if isinstance(screen, StaffScreen)), None)

    @property
    def _highest(self) -> KioskScreen[Any]:
        """The highest full screen: a card or dialog above it changes nothing. There is always start."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, KioskScreen))

    @property
    def _locked(self) -> bool:
        from kiosk.screens.lock import LockScreen

        return any(isinstance(screen, LockScreen) for screen in self.screen_stack)

    def _lock(self, actor: "Actor") -> None:
        """Cover the words; the same person goes on where they were."""
        from kiosk.screens.lock import LockScreen  # brings the store's libraries: not for the first frame

        self.clear_notifications()
        self.push_screen(LockScreen(self.desk, actor))

    def _idle(self) -> float:
        return time.monotonic() - self._last_touch
