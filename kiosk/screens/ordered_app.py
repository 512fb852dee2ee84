"""An app that does what was struck in the order in which it was struck, however fast the hands or slow the machine."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from kiosk.screens.calm_app import CalmApp
from kiosk.screens.desk import Desk

PATIENCE = 0.5
"""Seconds: a widget that is stuck (or gone, with what it was asked) holds up the keys behind it no longer."""


class OrderedApp(CalmApp):
    """Begins with a key, paste or touch when the key before it is done.

    Textual does a priority key at once, and any other bound key when it has gone by every widget and come back: "a",
    Backspace, "b" struck together would leave the "a", and F8 would leave a field whose last letters are still coming.
    """

    def __init__(self, desk: Desk, *, calm_crash: bool) -> None:
        super().__init__(desk, calm_crash=calm_crash)
        self._struck: deque[events.Event] = deque()
        self._key: events.Key | None = None
        self._at: DOMNode = self
        self._held: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keep what people do in its order; everything else, and a key that came back unused, goes on as it comes."""
        if event.is_forwarded or not isinstance(event, events.InputEvent | events.Paste):
            await super().on_event(event)
            return
        await self._line_up(event)

    def after_what_was_struck(self, callback: Callable[..., None], *arguments: object) -> None:
        """Call it when every key is done that has been struck up to now: those were not meant for what it opens."""
        self.call_later(self._line_up, events.Callback(callback=partial(callback, *arguments)))

    async def _line_up(self, event: events.Event) -> None:
        self._struck.append(event)
        if self._held is None:
            await self._take_turns()

    async def _take_turns(self) -> None:
        while self._struck:
            if self._is_under_way(self._struck[0]):
                self._held = asyncio.get_running_loop().call_later(PATIENCE, self._done)
                self._follow(self._way_up(), self._held)
                return
            event = self._struck.popleft()
            if isinstance(event, events.Key):
                self._key, self._at = event, self.focused or self.screen
            await super().on_event(event)

    def _is_under_way(self, event: events.Event) -> bool:
        """Whether the last key may not be done yet. Letters into one field need not wait: it takes them in order."""
        if self._key is None:
            return False
        letters = isinstance(event, events.Key) and self._takes(self._key) and self._takes(event)
        return not (letters and self._at is self.focused)

    def _takes(self, key: events.Key) -> bool:
        """Whether the widget that got the last key takes this one for itself: a letter that is typed into it."""
        return key.is_printable and self._at.check_consume_key(key.key, key.character)

    def _way_up(self) -> Iterator[MessagePump]:
        """Every widget that the last key goes by, up to the app; and once more, for what the key set off."""
        above = [one for one in self._at.ancestors_with_self if one is not self]
        yield from (*above, self, *above, self)

    def _follow(self, way: Iterator[MessagePump], held: asyncio.TimerHandle) -> None:
        """Go the way of the last key, each time behind it in the queue."""
        if self._held is held and not any(one.call_later(self._follow, way, held) for one in way):
            self._done()

    def _handle_exception(self, error: Exception) -> None:
        """What broke took the last key with it."""
        self._done()
        super()._handle_exception(error)

    def _done(self) -> None:
        if self._held is not None:
            self._held.cancel()
        self._held, self._key = None, None
        self.call_later(self._take_turns)
