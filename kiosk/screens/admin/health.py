"""Whether the kiosk is well: everything the doctor looks at, and what to do about what it finds."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.jobs.doctor import examine_open
from kiosk.rules.health import Finding, in_short
from kiosk.rules.permissions import Action, Actor, require
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.row_list import ListRow, MainList

_PATIENCE = "De kiosk wordt nagekeken …"
_HELP = """\
De kiosk kijkt hier zichzelf na: de opslag en het logboek helemaal, en alles wat hij nodig heeft.

▲ vraagt iets van jou. Ga erop staan: onderaan staat wat je eraan doet. Enter laat alles lezen.

Of deze computer goed is dichtgezet, staat hier niet. Dat zegt: kiosk doctor --kiosk. Hoe het moet, staat in \
docs/kiosk-linux.md."""


class HealthScreen(StaffScreen[None]):
    """For who looks after the kiosk; what needs care stands first."""

    CSS_PATH = "health.tcss"
    TITLE_LINE = "Gezondheid van de kiosk"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "tell_more", "lees meer", key_display="Enter"),
        Binding("v", "look_again", "opnieuw kijken", key_display="v"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        require(actor, Action.MANAGE_SCHOOL)
        self._findings: dict[str, Finding] = {}
        self._short = Label(_PATIENCE, id="short", markup=False)
        self._rows = MainList((9, 14, 49, 0), empty="", id="rows")
        self._todo = Label("", id="todo", markup=False)

    def body(self) -> ComposeResult:
        yield self._short
        yield self._rows
        yield self._todo

    def on_mount(self) -> None:
        self.action_look_again()

    @work(exclusive=True, group="look")
    async def action_look_again(self) -> None:
        """On a thread with a reader of its own: a large store takes seconds."""
        self._short.update(_PATIENCE)
        with self.told():
            found = await asyncio.to_thread(examine_open, self.desk.store, self.actor)
            self._short.update(in_short(found))
            self._short.set_class(any(one.needs_care for one in found), "-care")
            ordered = sorted(found, key=lambda one: not one.needs_care)
            self._findings = {one.name: one for one in ordered}
            self._rows.show([ListRow(one.name, (_state(one), one.label, one.text, "")) for one in ordered])

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """What to do about the highlighted row."""
        one = self._findings.get(self._rows.chosen_key or "")
        self._todo.update((one.todo or "Hier hoef je niets te doen.") if one else "")

    @on(OptionList.OptionSelected)
    def action_tell_more(self) -> None:
        """All of the highlighted row: a column may be too narrow for it."""
        if one := self._findings.get(self._rows.chosen_key or ""):
            text = f"Nu: {one.text.rstrip('.')}.\n\nWat doe je? {one.todo or 'Niets: dit is goed.'}"
            self.app.push_screen(TellDialog(f"{_state(one)}: {one.label}", text))

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


def _state(one: Finding) -> str:
    return "▲ let op" if one.needs_care else "● goed"
