"""Writing down another road: which one, about whom, what its kind asks, and the day to look back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Button, Input, Label

from kiosk.db import roads
from kiosk.errors import Refused
from kiosk.rules.moment import doubt, read_day, read_moment
from kiosk.rules.permissions import Actor
from kiosk.rules.road_kinds import FIELDS, MEANINGS, NAMES, Asks, RoadKind
from kiosk.rules.roads import RoadRequest, check_day, check_pupils, check_road, clean_road, first_missing, kinds_for
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, stop_dialog
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.roads.road_fields import RoadFields

_WHICH = "Wat wil je opschrijven? Kies met het cijfer, of met ↑ ↓ en Enter."
_BY_OTHERS = "Een steungroep schrijft het KiVa-team, IB of de directie op."


class WriteRoadScreen(StaffScreen[int | None]):
    """Returns the id of the record that was kept, None when there is none."""

    CSS_PATH = "write.tcss"
    TITLE_LINE = "Opschrijven"
    AUTO_FOCUS = "#kinds"
    BINDINGS = [
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        choices = [(kind.value, f"{NAMES[kind]}: {MEANINGS[kind]}") for kind in kinds_for(actor)]
        self._kinds = KeyedList(choices, id="kinds")
        self._question = Label(_WHICH, id="question", markup=False)
        by_others = RoadKind.SUPPORT_GROUP not in kinds_for(actor)
        self._by_others = Label(_BY_OTHERS if by_others else "", id="by_others", markup=False)
        self._fields: RoadFields | None = None
        self._kept = False

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._question
            yield self._kinds
            yield self._by_others

    def unsaved(self) -> bool:
        return not self._kept and self._fields is not None and self._fields.touched

    @on(KeyedList.Settled)
    async def _settled(self) -> None:
        """The first list says which kind; after it, lists are fields. A key pressed twice there answers no field."""
        if self._fields is None:
            if self._kinds.chosen:  # Enter before anything was chosen chooses nothing
                await self._ask()
        elif isinstance(self.focused, KeyedList):
            self.focus_next()

    async def _ask(self) -> None:
        """Ask what the chosen kind asks, in the place of the kinds."""
        kind = RoadKind(self._kinds.chosen[0])
        self._kinds.display = self._by_others.display = False
        self._question.update(f"{NAMES[kind].capitalize()}: {MEANINGS[kind]}")
        self._fields = RoadFields(self.desk, self.actor, kind)
        await self.query_one("#page").mount(self._fields)
        self.set_focus(None)  # a key struck twice answers nothing that was not seen yet
        self.after_what_was_struck(self._fields.pupils.focus_letters)
        self.refresh_bindings()

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be kept before a kind was chosen."""
        return self._fields is not None if action == "save" else super().check_action(action, parameters)

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Keep the record; what is missing is said and shown, and every word stays."""
        if self._fields is None or self._kept:  # a key pressed twice keeps it once
            return
        with self.told():
            request = self._request(self._fields)
            why = doubt(request.held_at, self.desk.clock().date(), self.desk.store.settings.calendar)
            asked = ConfirmDialog("Klopt dit moment?", why, yes="Ja, dit klopt", no="Nee, veranderen")
            if why and not await self.app.push_screen_wait(asked):
                self._fields.show("held_at")
                return
            kept = roads.write_road(self.desk.store, self.actor, request)
            self._kept = True
            self.tell(f"Bewaard: {NAMES[kept.kind]}.")
            self.dismiss(kept.id)

    def _request(self, fields: RoadFields) -> RoadRequest:
        """What was filled in; `Refused`, with the focus on the field that it is about, when that cannot be kept."""
        now, texts = self.desk.clock(), fields.texts()
        with _pointing_at("pupils", fields):
            if fields.pupils.typed:
                raise Refused("Er staan nog letters bij de leerlingen.", "Kies met Enter, of haal ze weg.")
        with _pointing_at("held_at", fields):
            held_at = read_moment(texts.pop("held_at"), now)
        for key in [*(one.key for one in FIELDS[fields.kind] if one.asks is Asks.DAY), "evaluate_on"]:
            if texts[key]:
                with _pointing_at(key, fields):
                    day = read_day(texts[key], now.date(), held_at.date())
                    check_day(day, held_at.date(), self.desk.store.settings.calendar)
                    texts[key] = day.isoformat()
        iso = texts.pop("evaluate_on")
        evaluate_on = date.fromisoformat(iso) if iso else None
        request = clean_road(RoadRequest(fields.kind, held_at, fields.pupils.chosen, texts, evaluate_on))
        with _pointing_at("pupils", fields):
            check_pupils(request)
        missing = first_missing(request)
        with _pointing_at(missing.key if missing else "evaluate_on", fields):
            check_road(request, self.desk.store.settings.calendar, now)
        return request

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Back to the kinds, or away; asks first when something was filled in."""
        if self.unsaved() and not await self.app.push_screen_wait(stop_dialog()):
            return
        if self._fields is None or self.unsaved():
            self.dismiss(None)
            return
        self.app.clear_notifications()  # what was missing is not missing from the next kind
        await self._fields.remove()
        self._fields = None
        self._question.update(_WHICH)
        self._kinds.display = self._by_others.display = True
        self._kinds.focus()
        self.refresh_bindings()


@contextmanager
def _pointing_at(key: str, fields: RoadFields) -> Iterator[None]:
    """Trouble within is about the field of this key: it gets the focus."""
    try:
        yield
    except Refused:
        fields.show(key)
        raise
