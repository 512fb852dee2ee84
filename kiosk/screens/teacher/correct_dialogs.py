"""What a correction asks: one or more of a short list by their keys, and another pupil by a few letters."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from kiosk.rules.people import Finder, Pupil
from kiosk.screens.dialogs import Dialog
from kiosk.screens.fields import LineField
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line

_ROWS = 10


class KeyedDialog(Dialog[tuple[str, ...] | None]):
    """Asks for one of `choices`, or with `many` for several of which the first is the main one; `now` is what it is.

    Returns the keys that were chosen, or None.
    """

    CSS_PATH = ["../dialogs.tcss", "correct_dialogs.tcss"]
    BINDINGS = [("escape", "cancel", "terug")]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], now: Sequence[str], *, many: bool = False
    ) -> None:
        super().__init__()
        self._question, self._count, self._many = question, len(choices), many
        self._list = KeyedList(choices, many=many)
        self._list.chosen = tuple(now)

    def compose(self) -> ComposeResult:
        keys = "cijfer of letter: aan of uit   Enter klaar" if self._many else "cijfer of ↑ ↓ kiezen   Enter"
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            yield self._list
            yield Label(f"{keys}   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._list.styles.height = self._count
        self._list.focus()

    @on(KeyedList.Settled)
    def _settled(self) -> None:
        self.dismiss(self._list.chosen)


class PupilDialog(Dialog[Pupil | None]):
    """Asks for a pupil, found by a few letters of any part of the name. Returns the pupil, or None."""

    CSS_PATH = ["../dialogs.tcss"]
    BINDINGS = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        ("escape", "cancel", "terug"),
    ]

    def __init__(self, question: str, pupils: Sequence[Pupil]) -> None:
        super().__init__()
        self._question = question
        self._everyone = {str(one.id): one for one in pupils}
        self._finder = Finder(pupils)
        self._letters = LineField(placeholder="naam", max_length=60, id="letters")
        self._hits = RowList((3, 2), empty="Niemand met deze naam. Typ minder letters.", id="hits")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            yield self._letters
            yield self._hits
            yield Label("letters van de naam   ↑ ↓ kiezen   Enter   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._hits.styles.height = _ROWS
        self._hits.can_focus = False
        self._look()
        self._letters.focus()

    @on(Input.Changed)
    def _look(self) -> None:
        """Without a letter nobody is pointed at: Enter then chooses no child."""
        letters = clean_line(self._letters.value)
        found = self._finder.find(letters)
        self._hits.show([ListRow(str(one.id), (one.name, one.group_name)) for one in found])
        self._hits.highlighted = 0 if letters and found else None

    def action_move(self, rows: int) -> None:
        """The next or the former hit, while the letters keep the focus."""
        if rows > 0:
            self._hits.action_cursor_down()
        else:
            self._hits.action_cursor_up()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        if pupil := self._everyone.get(self._hits.chosen_key or ""):
            self.dismiss(pupil)
