"""Looking back on what was agreed: the record to read, how it goes now to write, and the day of the next look back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label

from kiosk.errors import Refused
from kiosk.rules.moment import read_day
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import stop_dialog
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.head.wording import day_in_list


@dataclass(frozen=True)
class Record:
    """What is looked back on. `keep` writes what came of it and the next day, if any; None: there is only to read.

    `asks` is a line that helps to answer.
    """

    title: str
    story: str
    keep: Callable[[str, date | None], object] | None
    asks: str = ""


class LookBackScreen(StaffScreen[bool]):
    """A record to read; while it is open, also to look back on. Returns True when a look back was kept."""

    CSS_PATH = "look_back.tcss"
    TITLE_LINE = "Terugkijken"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f6", "other_side", "lezen of invullen", key_display="F6", priority=True),
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, record: Record) -> None:
        super().__init__(desk, actor)
        self._record = record
        self._kept = False
        self._story = VerticalScroll(id="story")
        self._outcome = WordsField(id="outcome")
        self._next_on = LineField(max_length=40, id="next_on")
        self._outcome.border_title = "Hoe gaat het nu?"
        self._outcome.border_subtitle = record.asks
        self._next_on.border_title = "Nog een keer terugkijken op"
        self._next_on.border_subtitle = "Laat dit leeg als het klaar is."

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Label(self._record.title, id="title", markup=False)
            with self._story:
                yield Label(self._record.story, id="told", markup=False)
            if self._record.keep:
                yield self._outcome
                yield self._next_on

    def on_mount(self) -> None:
        (self._outcome if self._record.keep else self._story).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is finished or void is only read."""
        if action in ("save", "other_side"):
            return self._record.keep is not None
        return super().check_action(action, parameters)

    def unsaved(self) -> bool:
        return not self._kept and bool(self._outcome.words or self._next_on.value.strip())

    def action_other_side(self) -> None:
        """Between the record, which moves under the arrow keys, and the fields."""
        (self._outcome if self._story.has_focus else self._story).focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Keep the look back; what is missing is said, and every word stays."""
        if self._kept or self._record.keep is None:  # a key pressed twice keeps it once
            return
        with self.told():
            try:
                typed, today = self._next_on.value.strip(), self.desk.clock().date()
                next_on = read_day(typed, today) if typed else None
            except Refused:
                self._next_on.focus()
                raise
            if not self._outcome.words:
                self._outcome.focus()
            self._record.keep(self._outcome.words, next_on)
            self._kept = True
            after = f"We kijken weer terug op {day_in_list(next_on, today)}." if next_on else "Dit is klaar."
            self.tell(f"Bewaard. {after}")
            self.dismiss(True)

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without keeping anything; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)
