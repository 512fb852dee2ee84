"""Staff log in: two letters of the name, choose, six digits."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from kiosk.db import people
from kiosk.errors import KioskError
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Actor
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField, PinField
from kiosk.screens.pin_check import pin_is_right
from kiosk.screens.row_list import ListRow, RowList
from kiosk.vault.pins import PIN_DIGITS

FEWEST_LETTERS = 2

# The same for a typing mistake, a stranger and a colleague without a PIN or role: it does not tell who works here.
_NOBODY = "Geen naam gevonden. Typ een ander stukje van je naam. Heb je nog geen pincode? Vraag directie of beheer."
_HOW = "Typ twee letters van je naam, en kies jezelf met de pijltjes en Enter."


class LoginScreen(KioskScreen[Actor | None]):
    """Returns the person who gave their PIN, or None. Wrong tries count for the person who was chosen."""

    CSS_PATH = "login.tcss"
    TITLE_LINE = "Personeel"
    AUTO_FOCUS = "#name"
    BINDINGS = [
        Binding("escape", "back", "terug", key_display="Esc"),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._everyone = [one for one in people.staff(desk.store) if one.has_pin and one.roles]
        self._chosen: Staff | None = None
        self._name_field = LineField(placeholder="twee letters van je naam", max_length=40, id="name")
        self._hits = RowList((1,), empty="", id="hits")
        self._pin = PinField(PIN_DIGITS, id="pin")
        self._sentence = Label("", id="sentence", markup=False)
        self._asks = Label("Wie ben je?", id="asks", markup=False)

    def body(self) -> ComposeResult:
        with Vertical(id="card"):
            yield self._asks
            yield self._name_field
            yield self._hits
            yield self._pin
            yield self._sentence

    def on_mount(self) -> None:
        self._pin.display = False

    @on(Input.Changed, "#name")
    def _look(self, event: Input.Changed) -> None:
        wanted = event.value.strip()
        found = search(wanted, self._everyone) if len(wanted) >= FEWEST_LETTERS else ()
        self._hits.show([ListRow(str(one.id), (one.name,)) for one in found])
        self._say(_NOBODY if len(wanted) >= FEWEST_LETTERS and not found else "")

    def action_down(self) -> None:
        """The next hit, while the name field keeps the focus."""
        self._hits.action_cursor_down()

    def action_up(self) -> None:
        """The hit before."""
        self._hits.action_cursor_up()

    @on(Input.Submitted, "#name")
    def _take_highlighted(self) -> None:
        self._choose(self._hits.chosen_key)

    @on(OptionList.OptionSelected)
    def _take_selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option.id)

    def _choose(self, key: str | None) -> None:
        self._chosen = next((one for one in self._everyone if str(one.id) == key), None)
        if self._chosen is None:
            if len(self._name_field.value.strip()) < FEWEST_LETTERS:
                self._say(_HOW)
            return
        self._say("")
        self._asks.update(f"{self._chosen.name}, wat is je pincode?")
        self._name_field.display = self._hits.display = False
        self._pin.display = True
        self._pin.focus()

    @on(Input.Changed, "#pin")
    def _digits(self, event: Input.Changed) -> None:
        if len(event.value) == PIN_DIGITS and self._chosen:
            self._pin.value = ""
            self._check(self._chosen, event.value)

    @work(exclusive=True)
    async def _check(self, chosen: Staff, pin: str) -> None:
        """Let the person in, or say that the PIN was wrong; neither when they went back to the names meanwhile."""
        try:
            right = await pin_is_right(self.desk, chosen.id, pin)
        except KioskError as trouble:
            self._say(str(trouble))
            return
        if self._chosen is not chosen:
            return
        if right:
            self.dismiss(people.actor_of(chosen))
        else:
            self._say("Deze pincode klopt niet. Probeer het nog eens.")
            self._pin.focus()

    def _say(self, sentence: str) -> None:
        self._sentence.update(sentence)

    def action_back(self) -> None:
        """From the PIN to the name; from the name to start."""
        if self._chosen is None:
            self.dismiss(None)
            return
        self.workers.cancel_node(self)  # a PIN that is being checked lets nobody in any more
        self._chosen = None
        self._pin.value = ""
        self._pin.display = False
        self._name_field.display = self._hits.display = True
        self._asks.update("Wie ben je?")
        self._say("")
        self._name_field.focus()
