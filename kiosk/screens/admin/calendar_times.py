"""The school's times: when the breaks begin and when school ends, so that a child knows until when it works here."""

from datetime import time

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.errors import Refused
from kiosk.rules.dutch import weekday_name
from kiosk.rules.permissions import Actor
from kiosk.rules.timetable import Timetable, read_breaks, read_end, week_of
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import stop_dialog
from kiosk.screens.fields import LineField

_WHY = "Een kind ziet zo tot wanneer het in de parallelgroep werkt. Leeg mag."


class TimesScreen(StaffScreen[Timetable | None]):
    """Returns the timetable as typed, to be saved with the calendar; None when it stays as it was."""

    CSS_PATH = "calendar.tcss"
    TITLE_LINE = "De tijden van de school"
    AUTO_FOCUS = "#breaks"
    BINDINGS = [
        Binding("f8", "done", "klaar", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, times: Timetable) -> None:
        super().__init__(desk, actor)
        self._breaks = LineField(", ".join(map(_typed, times.breaks)), max_length=60, id="breaks")
        ends = [_typed(one) for one in times.ends] or [""] * 5
        self._ends = [LineField(one, max_length=12, id=f"end-{day}") for day, one in enumerate(ends)]
        self._at_first = self._values()
        self._wrong = Label("", id="wrong", markup=False)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Label(_WHY, classes="hint", markup=False)
            yield Label("Wanneer beginnen de pauzes?", classes="question", markup=False)
            with Horizontal(classes="line"):
                yield self._breaks
                yield Label("zoals 10:15, 12:00; elke dag hetzelfde", classes="told", markup=False)
            yield Label("Wanneer gaat de school uit?", classes="question", markup=False)
            for day, field in enumerate(self._ends):
                with Horizontal(classes="line"):
                    yield Label(weekday_name(day), classes="about", markup=False)
                    yield field
                    yield Label("zoals 14:00" if day == 0 else "", classes="told", markup=False)
            yield self._wrong
            yield Button("Klaar  F8", id="done", variant="primary")

    def _values(self) -> list[str]:
        return [field.value.strip() for field in (self._breaks, *self._ends)]

    def unsaved(self) -> bool:
        return self._values() != self._at_first

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Take the times over; what is wrong is told below them, and everything typed stays."""
        field = self._breaks
        try:
            breaks, ends = read_breaks(field.value), []
            for field in self._ends:
                ends.append(read_end(field.value))
            field = self._ends[ends.index(None)] if None in ends else field
            times = Timetable(breaks, week_of(ends))
        except Refused as refused:
            self._wrong.update(f"▲ {refused}")
            field.focus()
            return
        self.dismiss(times)

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without taking them over; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(None)


def _typed(when: time) -> str:
    """A time as people type it: "8:45"."""
    return f"{when.hour}:{when.minute:02d}"
