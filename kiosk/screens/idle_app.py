"""An app that nobody leaves open: idle, or at the day's end, it goes back to start, or locks over words of staff."""

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import events

from kiosk.screens.base import LONGEST_IDLE, NOT_KEPT, KioskScreen, StaffScreen, drop_to_start
from kiosk.screens.desk import Desk
from kiosk.screens.ordered_app import OrderedApp
from kiosk.screens.start import StartScreen
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.rules.permissions import Actor

DAY_OVER = "De schooldag is voorbij. Alles is bewaard."
GIVEN_UP = "De kiosk stond lang op slot. Wat nog niet bewaard was, is weg."


class IdleApp(OrderedApp):
    """Knows when somebody last touched the kiosk, and who of the staff is in."""

    def __init__(self, desk: Desk, *, calm_crash: bool) -> None:
        super().__init__(desk, calm_crash=calm_crash)
        self._last_touch = time.monotonic()
        self._was_in: tuple[Actor | None, datetime] = (None, datetime.min)

    def watch_idle(self) -> None:
        """Look each second for idleness, and twice a minute for the day's end.

        In the app's own turn, not the timer's: nothing else changes the screens meanwhile.
        """
        self.set_interval(1, lambda: self.call_later(self._look_for_idle))
        self.set_interval(30, lambda: self.call_later(self._look_for_day_end))

    @property
    def first_stands(self) -> bool:
        """Whether what comes before start (setting up, say) still stands there: that may stay as long as it likes."""
        return False

    async def close_the_day(self, now: datetime) -> None:
        """Asked now and then while nobody has to be in any more; see the kiosk."""

    def say_at_start(self, sentence: str) -> None:
        """A sentence on start, if that is what stands there."""
        if isinstance(self.screen, StartScreen):
            self.screen.say(sentence)

    async def back_to_start(self, sentence: str = "") -> None:
        """Drop every screen above start with all its widgets; say `sentence` there, or that saving does not work."""
        kept = await drop_to_start(self, self.desk)
        self.say_at_start(sentence if kept else NOT_KEPT)

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
        await super().on_event(event)

    async def _look_for_idle(self) -> None:
        idle = self._idle()
        if self.first_stands or isinstance(self.screen, StartScreen) or idle <= self._highest.idle_limit:
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
        if self.first_stands or not self.desk.is_open:
            return
        await self.close_the_day(now)
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
