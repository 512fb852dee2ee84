"""By whom a paper was signed or refused, and what the parents wrote or said with it: one card, three keys."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from kiosk.rules.labels import PEOPLE_AT_HOME
from kiosk.screens.dialogs import Dialog
from kiosk.screens.fields import LineField
from kiosk.screens.keyed_list import KeyedList
from kiosk.text import clean_line

_SOMEONE = "someone"


@dataclass(frozen=True)
class Said:
    """Who of the parents it was, and their remark; both may be empty."""

    person: str
    remark: str


class ReturnDialog(Dialog[Said | None]):
    """Asks who, by one key, and then for the remark; Enter goes on without either. Returns both, or None."""

    CSS_PATH = ["../dialogs.tcss"]
    BINDINGS = [("escape", "cancel", "terug")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        choices = [*((one, one) for one in PEOPLE_AT_HOME), (_SOMEONE, "iemand anders …")]
        self._who = KeyedList(choices, id="who")
        self._someone = LineField(placeholder="wie?", max_length=60, id="name")
        self._remark = LineField(max_length=300, id="remark")
        self._someone.select_on_focus = self._remark.select_on_focus = False  # letters may stand there before the focus
        self._remark.border_title = "Opmerking van de ouders (mag leeg)"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            yield self._who
            yield self._someone
            yield self._remark
            yield Label("Enter verder, ook zonder keuze   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._who.styles.height = len(PEOPLE_AT_HOME) + 1
        self._who.styles.margin = (0, 0, 1, 0)
        self._someone.display = False
        self._who.focus()

    def unsaved(self) -> bool:
        return bool(self._someone.value.strip() or self._remark.value.strip())

    def on_key(self, event: events.Key) -> None:
        """A letter that the list has no use for, or that came before the field had the focus, goes into that field."""
        if event.is_printable and event.character and (event.character != " " or self.unsaved()):
            event.stop()
            self._to_field().insert_text_at_cursor(event.character)

    @on(KeyedList.Settled)
    def _to_field(self) -> LineField:
        """From the list on to the name of someone else, or else to the remark."""
        self._someone.display = self._who.chosen == (_SOMEONE,)
        field = self._someone if self._someone.display else self._remark
        self.set_focus(field)
        return field

    @on(Input.Submitted, "#name")
    def _named(self) -> None:
        self.set_focus(self._remark)

    @on(Input.Submitted, "#remark")
    def _done(self) -> None:
        chosen = self._who.chosen[0] if self._who.chosen else ""
        person = clean_line(self._someone.value) if chosen == _SOMEONE else chosen
        self.dismiss(Said(person, clean_line(self._remark.value)))
