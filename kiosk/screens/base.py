"""What all screens share: the line at the top, the keys at the bottom, and one way to show trouble."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, Label

from kiosk.errors import KioskError
from kiosk.rules.dutch import day_and_time
from kiosk.screens.desk import Desk

Result = TypeVar("Result")


async def pop_to_start(app: App[Any]) -> None:
    """Drop every screen above start, with all their widgets."""
    while len(app.screen_stack) > 1 and not (isinstance(app.screen, KioskScreen) and app.screen.FLOOR):
        await app.pop_screen()


class TopLine(Horizontal):
    """The quiet line at the top: what this screen is, who is in, and the time."""

    def __init__(self, desk: Desk, title: str = "", who: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._title = title
        self._who = who
        self._time = Label(classes="top-time", markup=False)

    def compose(self) -> ComposeResult:
        yield Label(self._title, classes="top-title", markup=False)
        yield Label(self._who, classes="top-who", markup=False)
        yield self._time

    def on_mount(self) -> None:
        self._tick()
        self.set_interval(5, self._tick)

    def _tick(self) -> None:
        self._time.update(day_and_time(self._desk.clock()))


class KioskScreen(Screen[Result]):
    """A full screen: `TITLE_LINE` and `who` at the top, the keys (its bindings) at the bottom.

    Screens are made anew each time and never named, so that nothing of a former person can come back.
    """

    TITLE_LINE = ""
    AUTO_FOCUS = "*"
    FLOOR = False  # True only for start, above which every other screen lies

    def __init__(self, desk: Desk, who: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.who = who

    def compose(self) -> ComposeResult:
        yield TopLine(self.desk, self.TITLE_LINE, self.who)
        yield from self.body()
        yield Footer(show_command_palette=False)

    def body(self) -> ComposeResult:
        """The widgets between the top line and the keys."""
        yield from ()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Show expected trouble as a sentence at the foot of the screen, and go on."""
        try:
            yield
        except KioskError as trouble:
            self.tell(str(trouble), trouble=True)

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence for a few seconds, in the place of the one before; user text in it stays text."""
        self.app.clear_notifications()
        self.app.notify(sentence, severity="warning" if trouble else "information", timeout=8, markup=False)
