"""Leerlingen: every pupil with a form this school year or an open suspension, and where each stands."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList

from kiosk.db import lines, people, suspensions
from kiosk.db.lines import PupilPlace
from kiosk.rules.people import Finder, Pupil, name_order
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.screens.head import wording
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList
from kiosk.text import clean_line


class PupilsScreen(StaffScreen[None]):
    """Name, group, place on the ladder, forms this school year, and what comes. Enter opens a pupil's line.

    By name every other pupil is found too, who left as well: parents may ask for a whole file, directie may deviate.
    """

    CSS_PATH = "pupils.tcss"
    TITLE_LINE = "Leerlingen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "lijn openen", key_display="Enter"),
        Binding("down", "to_rows", show=False),
        Binding("slash", "look_for", "zoek", key_display="/"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor, who="met een formulier, of geschorst")
        self._places: list[PupilPlace] = []
        self._suspended: dict[int, Pupil] = {}
        self._everyone: Finder[Pupil] | None = None  # once a name is typed
        self._wanted = LineField(placeholder="naam van een leerling", max_length=40, id="wanted")
        self._rows = MainList(
            (20, 12, 7, 5, 32),
            empty="Nog geen formulieren dit schooljaar. Een leerkracht geeft er een op het scherm Vandaag.",
            id="rows",
        )

    def body(self) -> ComposeResult:
        yield self._wanted
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again, also when coming back from a line."""
        with self.told():
            store, actor = self.desk.store, self.actor
            self._places = lines.places_this_year(store, actor)
            self._suspended = {one.pupil.id: one.pupil for one in suspensions.open_suspensions(store, actor)}
            self._show()

    def _show(self) -> None:
        wanted = clean_line(self._wanted.value)
        if wanted and self._everyone is None:
            self._everyone = Finder(people.pupils_since(self.desk.store, date.min))
        found = self._everyone.find(wanted) if wanted and self._everyone else []
        ids, placed = {one.id for one in found}, {place.pupil.id for place in self._places}
        listed = [
            (one.pupil, _row(one.pupil, wording.place_dots(one), one.this_year, wording.next_on_ladder(one)))
            for one in self._places
        ]
        listed += [(one, _row(one, "", 0, "◆ schorsing")) for one in self._suspended.values() if one.id not in placed]
        placed |= self._suspended.keys()
        rows = [
            row for pupil, row in sorted(listed, key=lambda one: name_order(one[0])) if not wanted or pupil.id in ids
        ]
        rows += [_row(one, "", 0, "geen formulier dit jaar") for one in found if one.id not in placed]
        if wanted and not rows:
            rows = [ListRow("", ("Niemand met deze naam. Typ minder letters.",))]
        self._rows.show(rows)

    def action_look_for(self) -> None:
        """Open the field for a name."""
        self._wanted.add_class("-shown")
        self._wanted.focus()

    @on(Input.Changed, "#wanted")
    def _look(self) -> None:
        self._show()
        self._rows.highlighted = 0

    def action_to_rows(self) -> None:
        """From the name that is typed into the list below it."""
        self._rows.focus()
        self._rows.action_cursor_down()

    @on(Input.Submitted, "#wanted")
    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the highlighted pupil's line."""
        if self._rows.chosen_key:
            with self.told():
                self.app.push_screen(LineScreen(self.desk, self.actor, int(self._rows.chosen_key)))

    def action_back(self) -> None:
        """Clear the search, else back to Te doen."""
        if not self._wanted.has_class("-shown"):
            self.dismiss(None)
            return
        self._wanted.value = ""
        self._wanted.remove_class("-shown")
        self._rows.focus()


def _row(pupil: Pupil, dots: str, forms: int, coming: str) -> ListRow:
    where = pupil.group_name if pupil.active else "van school"
    return ListRow(str(pupil.id), (pupil.name, where, dots, f"{forms}x", coming))
