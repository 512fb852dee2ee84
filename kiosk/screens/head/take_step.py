"""Closing a step of the ladder: when it was done, what came of it, and when school and parents look back."""

from collections.abc import Sequence
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.db import lines
from kiosk.errors import Refused
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.ladder import DueStep
from kiosk.rules.letters import Letter
from kiosk.rules.moment import read_day, read_past_day
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import StepKind
from kiosk.rules.roads import LOOK_BACK_AFTER
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, stop_dialog
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.head.wording import day_in_list, letters_sent
from kiosk.text import clean_line

_ASKS = {
    StepKind.PARENTS_TALK: (
        "Wat kwam er uit het gesprek?",
        "Wat ging mis, wat gaat goed, wat helpt, en wat is afgesproken.",
    ),
    StepKind.OFFICIAL_WARNING: ("Hoe is de waarschuwing gegeven?", "Met wie besproken, en wat is afgesproken."),
    StepKind.SUSPENSION_REVIEW: ("Wat heb je besloten?", "Schrijf ook op waarom. Schorsen hoeft niet."),
}


class TakeStepScreen(StaffScreen[bool]):
    """Closes `step` of `pupil`. `letters` are those that went out about it. Returns True when it was closed."""

    CSS_PATH = "take_step.tcss"
    TITLE_LINE = "Stap afsluiten"
    AUTO_FOCUS = "#outcome"
    BINDINGS = [
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, pupil: Pupil, step: DueStep, letters: Sequence[Letter]) -> None:
        super().__init__(desk, actor)
        self._pupil, self._step, self._letters, self._kept = pupil, step, tuple(letters), False
        self._on = LineField("vandaag", max_length=40, id="on")
        self._on.border_title = "Wanneer was het"
        self._outcome = WordsField(limit=2000, id="outcome")
        self._outcome.border_title, self._outcome.border_subtitle = _ASKS[step.kind]
        self._evaluate_on = LineField(self._day_to_look_back(), max_length=40, id="evaluate_on")
        self._evaluate_on.border_title = "Samen terugkijken op"
        must = step.kind is StepKind.OFFICIAL_WARNING
        self._evaluate_on.border_subtitle = (
            "De dag die in de brief staat." if must else "Laat dit leeg als dat niet nodig is."
        )

    def _day_to_look_back(self) -> str:
        """The day that is proposed: what the warning's letter promised, else the usual one."""
        if self._step.kind is StepKind.SUSPENSION_REVIEW:
            return ""
        calendar, today = self.desk.store.settings.calendar, self.desk.clock().date()
        promised = next((one.evaluate_on for one in reversed(self._letters) if one.evaluate_on), None)
        return day_in_list(
            promised if promised and promised > today else calendar.add_school_days(today, LOOK_BACK_AFTER), today
        )

    def body(self) -> ComposeResult:
        yield Label(f"{self._pupil.name} · {STEP_NAMES[self._step.kind]}", id="whose", markup=False)
        yield Label(letters_sent(self._letters, self._step, self.desk.clock().date()), id="letters", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            yield self._outcome
            yield self._on
            yield self._evaluate_on
            yield Button("Bewaren  F8", id="save", variant="primary")

    def unsaved(self) -> bool:
        return not self._kept and bool(self._outcome.words)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Close the step; what is missing is said and gets the focus, and every word stays."""
        if self._kept:  # a key pressed twice closes it once
            return
        with self.told():
            on_day, evaluate_on = self._days()
            if not self._outcome.words:
                self._outcome.focus()
            elif not self._letters and self._step.kind is StepKind.OFFICIAL_WARNING:
                text = "De waarschuwing gaat met een brief naar leerling en ouders. Hier is nog geen brief gemaakt."
                asked = ConfirmDialog("Zonder brief afsluiten?", text, yes="Ja, afsluiten", no="Nee", careful=True)
                if not await self.app.push_screen_wait(asked):
                    return
            lines.take_step(
                self.desk.store,
                self.actor,
                self._pupil.id,
                self._step,
                self._outcome.words,
                on=on_day,
                evaluate_on=evaluate_on,
            )
            self._kept = True
            after = (
                f"Jullie kijken terug op {day_in_list(evaluate_on, self.desk.clock().date())}." if evaluate_on else ""
            )
            self.tell(f"Opgeschreven. Deze stap is gesloten. {after}".strip())
            self.dismiss(True)

    def _days(self) -> tuple[date, date | None]:
        """The day that it was done and the day to look back; `Refused`, with the focus there, when one cannot be."""
        today, typed = self.desk.clock().date(), clean_line(self._evaluate_on.value)
        field = self._on
        try:
            on_day = read_past_day(self._on.value, today)
            field = self._evaluate_on
            return on_day, read_day(typed, today) if typed else None
        except Refused as refused:
            field.focus()
            raise Refused(refused.said_of(str(field.border_title)), refused.what_to_do) from None

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without keeping anything; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)
