"""The lock over a staff screen with typed words: nothing of them to be seen, and only the same person goes on."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label

from kiosk.errors import KioskError
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen, drop_to_start
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.fields import PinField
from kiosk.screens.pin_check import pin_is_right
from kiosk.vault.pins import PIN_DIGITS

_FOR_A_CHILD = "Ben je een leerling met een code? Dat kan hier nu niet. Haal {name}, of een andere juf of meester."


_HELP = """\
Iemand van de school was hier bezig en liep weg. Met de eigen pincode gaat die verder waar alles stond.

Wil iemand anders erbij, of een leerling met een code? Druk op F2 of Esc. Wat hier getypt was, is dan weg; de kiosk \
vraagt dat eerst."""


class LockScreen(StaffScreen[None]):
    """Covers everything until `actor` gives their PIN, and then goes away.

    Somebody else gets the kiosk only over a question that says what is lost.
    """

    CSS_PATH = "lock.tcss"
    TITLE_LINE = "Op slot"
    HELP = _HELP
    AUTO_FOCUS = "#pin"
    BINDINGS = [
        Binding("f2", "someone_else", "iemand anders", key_display="F2"),
        Binding("escape", "someone_else", "naar start", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._pin = PinField(PIN_DIGITS, id="pin")
        self._sentence = Label("", id="sentence", markup=False)

    def body(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Label("Even op slot. Wat je typte, staat er nog.", id="why", markup=False)
            yield Label(f"{self.actor.name}, typ je pincode.", id="asks", markup=False)
            yield self._pin
            yield self._sentence
            yield Label(_FOR_A_CHILD.format(name=self.actor.name), id="child", markup=False)

    @on(Input.Changed, "#pin")
    def _digits(self, event: Input.Changed) -> None:
        if len(event.value) == PIN_DIGITS:
            self._pin.value = ""
            self._check(event.value)

    @work(exclusive=True)
    async def _check(self, pin: str) -> None:
        if self.actor.staff_id is None:
            return
        try:
            right = await pin_is_right(self.desk, self.actor.staff_id, pin)
        except KioskError as trouble:
            self._sentence.update(str(trouble))
            return
        if right:
            self.dismiss(None)
        else:
            self._sentence.update("Deze pincode klopt niet. De code van een leerling werkt hier niet.")

    def action_someone_else(self) -> None:
        """To start, and away with what was typed, once that is sure."""
        self.workers.cancel_node(self)

        def answered(sure: bool | None) -> None:
            if sure:
                self.app.call_later(drop_to_start, self.app, self.desk)

        text = f"Wat {self.actor.name} typte, is niet bewaard. Het is dan weg."
        question = ConfirmDialog("Iemand anders?", text, yes="Ja, naar start", no="Nee, terug", careful=True)
        self.app.push_screen(question, answered)
