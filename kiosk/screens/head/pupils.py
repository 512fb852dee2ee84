"""Leerlingen: every pupil with a form this school year, and where each stands."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from kiosk.db import decisions
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head import wording
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList


class PupilsScreen(StaffScreen[None]):
    """Name, group, place on the ladder, forms this school year, and what comes. Enter opens a pupil's line."""

    CSS_PATH = "pupils.tcss"
    TITLE_LINE = "Leerlingen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "lijn openen", key_display="Enter"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor, who="met een formulier dit schooljaar")
        self._rows = MainList(
            (20, 13, 9, 5, 30),
            empty="Nog geen formulieren dit schooljaar. Een leerkracht geeft er een op het scherm Vandaag.",
            id="rows",
        )

    def body(self) -> ComposeResult:
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again, also when coming back from a line."""
        with self.told():
            self._rows.show(
                [
                    ListRow(
                        str(one.pupil.id),
                        (
                            one.pupil.name,
                            one.pupil.group_name if one.pupil.active else "van school",
                            wording.place_dots(one),
                            f"{one.this_year}x",
                            wording.next_on_ladder(one),
                        ),
                    )
                    for one in decisions.pupil_places(self.desk.store, self.actor)
                ]
            )

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the highlighted pupil's line."""
        if self._rows.chosen_key:
            with self.told():
                self.app.push_screen(LineScreen(self.desk, self.actor, int(self._rows.chosen_key)))

    def action_back(self) -> None:
        """Back to Te doen."""
        self.dismiss(None)
