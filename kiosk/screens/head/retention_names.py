"""Whose words and names are past the retention term, one by one: read before directie says yes."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people
from kiosk.rules.people import name_order
from kiosk.rules.permissions import Actor
from kiosk.rules.retention import count_of_forms
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList


class RetentionNamesScreen(StaffScreen[None]):
    """The pupils of one row: `forms` says how many of each go, by pupil id. Enter opens a line, which is logged."""

    CSS_PATH = "retention_names.tcss"
    TITLE_LINE = "Bewaartermijn"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "lijn openen", key_display="Enter"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, what: str, forms: dict[int, int]) -> None:
        super().__init__(desk, actor)
        self._what, self._forms = what, forms
        self._rows = MainList((12, 10), empty="", id="rows")

    def body(self) -> ComposeResult:
        yield Label(f"{self._what}.\nOp de lijn van een kind lees je met o eerdere jaren.", id="what", markup=False)
        yield self._rows

    def on_mount(self) -> None:
        told = {one: count_of_forms(count) if count else "" for one, count in self._forms.items()}
        pupils = sorted(people.pupils_since(self.desk.store, date.min), key=name_order)
        self._rows.show([ListRow(str(one.id), (one.name, told[one.id])) for one in pupils if one.id in told])

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """The line of the highlighted pupil."""
        if self._rows.chosen_key:
            with self.told():
                self.app.push_screen(LineScreen(self.desk, self.actor, int(self._rows.chosen_key)))

    def action_back(self) -> None:
        """Back to what goes and what stays."""
        self.dismiss(None)
