"""The school's ladder: how forms count, after how many of them each step comes, and what else of it has a number."""

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.db import ladder
from kiosk.errors import Refused
from kiosk.rules.labels import COUNTING_ASKS, COUNTING_NAMES, RESTART_ASKS, RESTART_NAMES, STEP_NAMES
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import MOST_FORMS, MOST_REMINDERS, MOST_TIME_OUTS, Counting, Policy, Restart
from kiosk.rules.policy_change import read_number
from kiosk.screens.admin.ladder_preview import LadderPreviewScreen
from kiosk.screens.admin.ladder_words import STEP_SIGNS, outlook_rows
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.fields import ChoiceLine, LineField
from kiosk.text import clean_line

_HELP = """\
Hier staat hoe de Oeps-lijn van de school telt (beleid, paragraaf 8 en 11). Wat nu geldt, is ingevuld.

G, W en S zijn de stappen die directie zet. De laatste stap komt daarna steeds opnieuw.

F8 laat eerst zien wat er verandert, ook bij leerlingen. Pas daarna bewaar je. Stappen die al gezet zijn, blijven staan.
Verandert er niets, dan bewaart F8 dat de lijn zo goed is."""


class NumberLine(Horizontal):
    """A number from 1 to `most` on a line: what it is about before it, what it means or what is wrong behind it."""

    def __init__(self, about: str, number: int, most: int, meaning: str, *, id: str) -> None:
        super().__init__()
        self.field = LineField(str(number), max_length=2, id=id)
        self._about, self._most, self._meaning = about, most, meaning
        self._told = Label(meaning, classes="told", markup=False)

    def compose(self) -> ComposeResult:
        yield Label(self._about, classes="about", markup=False)
        yield self.field
        yield self._told

    @property
    def number(self) -> int | None:
        """What was typed, None when that is no such number; what is wrong then stands behind the field."""
        try:
            number, wrong = read_number(clean_line(self.field.value), self._most), ""
        except Refused as refused:
            number, wrong = None, f"▲ {refused}"
        self._told.update(wrong or self._meaning)
        self._told.set_class(bool(wrong), "-trouble")
        return number


class LadderScreen(SettingScreen):
    """For who manages the policy. Returns True when another ladder was saved."""

    CSS_PATH = "ladder.tcss"
    TITLE_LINE = "De Oeps-lijn van de school"
    HELP = _HELP
    AUTO_FOCUS = "#counting"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]
    BINDINGS = [
        Binding("f8", "look", "bekijken en bewaren", key_display="F8", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._before = policy = desk.store.settings.policy
        self._counting = ChoiceLine(
            [COUNTING_NAMES[one] for one in Counting], list(Counting).index(policy.counting), id="counting"
        )
        self._restart = ChoiceLine(
            [RESTART_NAMES[one] for one in Restart], list(Restart).index(policy.restart), id="restart"
        )
        last = len(policy.steps) - 1
        self._steps = [
            NumberLine(
                f"{STEP_SIGNS[step.leads_to]}  {STEP_NAMES[step.leads_to]}",
                step.forms,
                MOST_FORMS,
                f"formulier(en){' verder' if place else ''}{', en zo steeds' if place == last else ''}",
                id=f"step-{place}",
            )
            for place, step in enumerate(policy.steps)
        ]
        self._reminders = NumberLine(
            "Aandringen op het papier",
            policy.reminders,
            MOST_REMINDERS,
            "keer, dan gaat het naar directie",
            id="reminders",
        )
        self._time_outs = NumberLine(
            "Buiten de groep",
            policy.out_of_group.time_outs,
            MOST_TIME_OUTS,
            "keer, dan een voorstel: gesprek",
            id="time_outs",
        )
        self._outlook = Label("", id="outlook", markup=False)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            for (question, hint), choice in ((COUNTING_ASKS, self._counting), (RESTART_ASKS, self._restart)):
                yield Label(question, classes="question", markup=False)
                yield choice
                yield Label(hint, classes="hint", markup=False)
            yield Label("Na hoeveel formulieren komt een stap?", classes="question", markup=False)
            yield from self._steps
            yield Label("Hoe vaak is te vaak?", classes="question gap", markup=False)
            yield self._reminders
            yield self._time_outs
        with Horizontal(id="foot"):
            yield self._outlook
            yield Button("Bekijken  F8", id="look", variant="primary")

    def on_mount(self) -> None:
        self._typed()

    def unsaved(self) -> bool:
        return self._new() != self._before

    @on(Input.Changed)
    def _typed(self) -> None:
        """What the first forms set off, while one types."""
        self._outlook.update(outlook_rows({"stap": self._new()}))

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def _new(self) -> Policy | None:
        """The policy as filled in; None while a number is none, which then stands behind its field."""
        forms = [one.number for one in self._steps]
        reminders, time_outs = self._reminders.number, self._time_outs.number
        numbers = [number for number in forms if number is not None]
        if len(numbers) < len(forms) or reminders is None or time_outs is None:
            return None
        return replace(
            self._before,
            counting=tuple(Counting)[self._counting.place],
            restart=tuple(Restart)[self._restart.place],
            steps=tuple(replace(step, forms=number) for step, number in zip(self._before.steps, numbers, strict=True)),
            reminders=reminders,
            out_of_group=replace(self._before.out_of_group, time_outs=time_outs),
        )

    @on(Button.Pressed, "#look")
    @work(exclusive=True)
    async def action_look(self) -> None:
        """Show what it changes, to save it there; a wrong number gets the focus, and everything typed stays."""
        with self.told():
            new = self._new()
            if new is None:
                lines = (*self._steps, self._reminders, self._time_outs)
                next(one for one in lines if one.number is None).field.focus()
                return
            if new == self._before:  # looked at and found right: setting up counts that as done
                ladder.change_ladder(self.desk.store, self.actor, new)
                self.tell("Bewaard: de lijn blijft zoals hij is.")
                self.dismiss(True)
                return
            changes = ladder.ladder_changes(self.desk.store, self.actor, new)
            if await self.app.push_screen_wait(LadderPreviewScreen(self.desk, self.actor, new, changes)):
                self._before = new
                self.tell("Bewaard. De nieuwe lijn geldt vanaf nu.")
                self.dismiss(True)
