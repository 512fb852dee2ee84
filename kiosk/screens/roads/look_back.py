"""Looking back on a road: the record to read, what came of it to write, and the day of the next look back, if any."""

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label

from kiosk.db import roads
from kiosk.errors import Refused
from kiosk.rules.dutch import short_day
from kiosk.rules.moment import read_day
from kiosk.rules.permissions import Actor
from kiosk.rules.road_kinds import LOOK_BACK_ASKS, NAMES
from kiosk.rules.roads import Road
from kiosk.screens.base import KioskScreen, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, stop_dialog
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.roads.road_words import road_words


class LookBackScreen(StaffScreen[bool]):
    """The record of `road` to read; while it is open, also to look back on. Returns True when a look back was kept."""

    CSS_PATH = "look_back.tcss"
    TITLE_LINE = "Andere wegen"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f6", "other_side", "lezen of invullen", key_display="F6", priority=True),
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, road: Road) -> None:
        super().__init__(desk, actor)
        self._road = road
        self._words = road_words(desk.store)
        self._kept = False
        self._story = VerticalScroll(id="story")
        self._outcome = WordsField(id="outcome")
        self._next_on = LineField(max_length=40, id="next_on")
        self._outcome.border_title = "Hoe gaat het nu?"
        self._outcome.border_subtitle = LOOK_BACK_ASKS.get(road.kind, "")
        self._next_on.border_title = "Nog een keer terugkijken op"
        self._next_on.border_subtitle = "Laat dit leeg als het klaar is."

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Label(self._words.title(self._road), id="title", markup=False)
            with self._story:
                yield Label(self._words.story(self._road), id="told", markup=False)
            if self._road.is_open:
                yield self._outcome
                yield self._next_on

    def on_mount(self) -> None:
        (self._outcome if self._road.is_open else self._story).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is finished or void is only read."""
        return self._road.is_open if action in ("save", "other_side") else super().check_action(action, parameters)

    def unsaved(self) -> bool:
        return not self._kept and bool(self._outcome.words or self._next_on.value.strip())

    def action_other_side(self) -> None:
        """Between the record, which moves under the arrow keys, and the fields."""
        (self._outcome if self._story.has_focus else self._story).focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Keep the look back; what is missing is said, and every word stays."""
        if self._kept:  # a key pressed twice keeps it once
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
            roads.review_road(self.desk.store, self.actor, self._road.id, self._outcome.words, next_on)
            self._kept = True
            after = f"We kijken weer terug op {short_day(next_on)}." if next_on else "Dit is klaar."
            self.tell(f"Bewaard. {after}")
            self.dismiss(True)

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without keeping anything; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)


async def look_back(screen: KioskScreen[Any], actor: Actor, road: Road) -> bool:
    """Read a road, and look back on it while it is open; True when a look back was kept. In one of screen's workers."""
    kept: bool | None = await screen.app.push_screen_wait(LookBackScreen(screen.desk, actor, road))
    return bool(kept)


async def void(screen: KioskScreen[Any], actor: Actor, road: Road) -> bool:
    """Make a record void, with a reason; True when that was done. In one of the screen's workers."""
    name = NAMES[road.kind]
    reason = await screen.app.push_screen_wait(
        AskDialog(f"Waarom is dit ongeldig: {name}?", "Bijvoorbeeld: verkeerde leerling. De reden blijft bewaard.")
    )
    if reason is None:
        return False
    text = "Niemand hoeft er nog op terug te kijken. Het blijft te lezen, met jouw naam en de reden.\n\n"
    text += "Dit kun je niet terugdraaien."
    sure = ConfirmDialog("Ongeldig maken?", text, yes="Ja, ongeldig maken", no="Nee", careful=True)
    if not await screen.app.push_screen_wait(sure):
        return False
    roads.void_road(screen.desk.store, actor, road.id, reason)
    screen.tell("Ongeldig gemaakt.")
    return True
