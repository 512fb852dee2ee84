"""An app that does what was struck in the order in which it was struck, however fast the hands or slow the machine."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from weakref import ref

from textual import events
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.message_pump import MessagePump

from kiosk.screens.calm_app import CalmApp
from kiosk.screens.desk import Desk

PATIENCE = 0.5
"""Seconds: a widget that is stuck (or gone, with what it was asked) holds up the keys behind it no longer."""


class OrderedApp(CalmApp):
    """Begins with a key, paste or touch when the one before it is done.

    Textual does a priority key at once, and any other bound key when it has gone by every widget and come back: "a",
    Backspace, "b" struck together would leave the "a", and F8 would leave a field whose last letters are still coming.
    """

    def __init__(self, desk: Desk, *, calm_crash: bool) -> None:
        super().__init__(desk, calm_crash=calm_crash)
        self._struck: deque[events.Event] = deque()
        # The widget that got the last one, until that is known to be done. It keeps no child's field alive.
        self._at: ref[DOMNode] | None = None
        self._was_letter = False
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
        await self._take_turns()

    async def _take_turns(self) -> None:
        while self._struck and self._held is None:
            if self._is_under_way(self._struck[0]):
                self._held = asyncio.get_running_loop().call_later(PATIENCE, self._done)
                self._follow(self._way_up(), self._held)
                return
            event = self._struck.popleft()
            if target := self._goes_to(event):
                self._at, self._was_letter = ref(target), _is_letter_for(target, event)
            await super().on_event(event)

    def _goes_to(self, event: events.Event) -> DOMNode | None:
        """The widget that `event` is for, when it may set something off: a mouse that moves does not."""
        if isinstance(event, events.Key | events.Paste):
            return self.focused or self.screen
        if isinstance(event, events.MouseUp):
            try:
                return self.get_widget_at(event.x, event.y)[0]
            except NoWidget:
                return self.screen
        return None

    @property
    def _target(self) -> DOMNode | None:
        return self._at() if self._at else None

    def _is_under_way(self, event: events.Event) -> bool:
        """Whether the last one may not be done yet. Letters into one field need not wait: it takes them in order."""
        target = self._target
        if target is None:
            return False
        same_field = self.focused is target
        return not (self._was_letter and same_field and _is_letter_for(target, event))

    def _way_up(self) -> Iterator[MessagePump]:
        """Every widget that the last one goes by, up to the app; and once more, for what it set off."""
        above = [one for one in self._target.ancestors_with_self if one is not self] if self._target else []
        yield from (*above, self, *above, self)

    def _follow(self, way: Iterator[MessagePump], held: asyncio.TimerHandle) -> None:
        """Go the way of the last one, each time behind it in the queue."""
        if self._held is held and not any(one.call_later(self._follow, way, held) for one in way):
            self._done()

    def _handle_exception(self, error: Exception) -> None:
        """What broke took the last key with it; those behind it were not meant for the calm screen."""
        self._struck.clear()
        self._done()
        super()._handle_exception(error)

    def _done(self) -> None:
        if self._held is not None:
            self._held.cancel()
        self._held, self._at = None, None
        self.call_later(self._take_turns)


def _is_letter_for(target: DOMNode, event: events.Event) -> bool:
    """Whether this is a letter that `target` takes for itself, as a field does."""
    return isinstance(event, events.Key) and event.is_printable and target.check_consume_key(event.key, event.character)
