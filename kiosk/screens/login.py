"""Staff log in: two letters of the name, choose, six digits; or a colleague's code, which gets them a new PIN."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from kiosk.db import logins, people
from kiosk.errors import KioskError
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Actor
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.fields import NameField, PinField
from kiosk.screens.pin_check import once_code_is_right, pin_is_right
from kiosk.screens.row_list import ListRow, RowList
from kiosk.vault.pins import PIN_DIGITS, PinIsOff, generate_pin, hash_pin

FEWEST_LETTERS = 2

# The same for a typing mistake, a stranger and a colleague without a PIN or role: it does not tell who works here.
_NOBODY = "Geen naam gevonden. Typ een ander stukje van je naam. Heb je nog geen pincode? Vraag directie of beheer."
_NAME_FIRST = "Typ eerst twee letters van je naam. Je pincode komt daarna."
_HOW = "Typ twee letters van je naam, en kies jezelf met de pijltjes en Enter."

_OFF = (
    "Je pincode staat uit, na tien verkeerde. Een collega kan je helpen: leerkracht, IB, directie of beheer "
    "logt in, drukt op a en geeft je een code. Typ die hier."
)
_REMEMBER = "Onthoud hem. Niemand anders hoort hem te zien, en je ziet hem maar één keer."


_HELP = """\
Typ twee letters van je naam, kies jezelf met ↑ ↓ en Enter, en typ je pincode.

Pincode vergeten, of nog geen? Een collega logt in, drukt op a en geeft je een code. Kies dan hier je naam, druk op F3 \
en typ die code."""


class LoginScreen(KioskScreen[Actor | None]):
    """Returns the person who gave their PIN, or None. Wrong tries count for the person who was chosen."""

    CSS_PATH = "login.tcss"
    TITLE_LINE = "Personeel"
    HELP = _HELP
    AUTO_FOCUS = "#name"
    BINDINGS = [
        Binding("f3", "by_code", "code van een collega", key_display="F3"),
        Binding("escape", "back", "terug", key_display="Esc"),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        helped = logins.with_once_code(desk.store)
        self._everyone = [one for one in people.staff(desk.store) if one.roles and (one.has_pin or one.id in helped)]
        self._chosen: Staff | None = None
        self._by_code = False  # the digits are the code of a colleague, and get a new PIN
        self._name_field = NameField(placeholder="twee letters van je naam, en Enter", id="name")
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

    @on(NameField.NoDigits)
    def _name_first(self) -> None:
        self._say(_NAME_FIRST)

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
        self._name_field.display = self._hits.display = False
        self._pin.display = True
        off = logins.is_off(self.desk.store, self._chosen.id)
        self._ask(by_code=off or not self._chosen.has_pin, say=_OFF if off else "")

    def _ask(self, *, by_code: bool, say: str = "") -> None:
        """Ask who was chosen for the PIN, or for the code of a colleague."""
        if self._chosen:
            self._by_code = by_code
            asks = "typ de code die je van een collega kreeg" if by_code else "wat is je pincode"
            self._asks.update(f"{self._chosen.name}, {asks}{'.' if by_code else '?'}")
            self._say(say)
            self._pin.value = ""
            self._pin.focus()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The code of a colleague is of somebody who was chosen."""
        if action == "by_code":
            return self._chosen is not None and not self._by_code
        return super().check_action(action, parameters)

    def action_by_code(self) -> None:
        """A colleague helped: with their code comes a new PIN."""
        self._ask(by_code=True)

    @on(Input.Changed, "#pin")
    def _digits(self, event: Input.Changed) -> None:
        if len(event.value) == PIN_DIGITS and self._chosen:
            self._pin.value = ""
            if self._by_code:
                self._check_code(self._chosen, event.value)
            else:
                self._check(self._chosen, event.value)

    @work(exclusive=True)
    async def _check(self, chosen: Staff, pin: str) -> None:
        """Let the person in, or say that the PIN was wrong; neither when they went back to the names meanwhile."""
        try:
            right = await pin_is_right(self.desk, chosen.id, pin)
        except PinIsOff:
            self._ask(by_code=True, say=_OFF)
            return
        except KioskError as trouble:
            self._say(str(trouble))
            return
        if self._chosen is not chosen:
            return
        if right:
            self.dismiss(people.actor_of(chosen))
        elif logins.is_off(self.desk.store, chosen.id):
            self._ask(by_code=True, say=_OFF)
        else:
            self._say("Deze pincode klopt niet. Probeer het nog eens.")
            self._pin.focus()

    @work(exclusive=True)
    async def _check_code(self, chosen: Staff, code: str) -> None:
        """Show a new PIN until one sticks, and ask for it; or say that the code was wrong."""
        try:
            if not await once_code_is_right(self.desk, chosen.id, code):
                self._say("Deze code klopt niet. Kijk nog eens op het briefje.")
                return
            taken: bool | None = False
            while taken is False:
                pin = generate_pin()
                taken = await self.app.push_screen_wait(
                    DigitsDialog("Je nieuwe pincode", pin, _REMEMBER, take="Deze onthoud ik")
                )
            if taken:
                logins.take_new_pin(self.desk.store, chosen.id, await asyncio.to_thread(hash_pin, pin))
                self._ask(by_code=False, say="Je nieuwe pincode is bewaard. Typ hem nu om in te loggen.")
        except KioskError as trouble:
            self._say(str(trouble))

    def _say(self, sentence: str) -> None:
        self._sentence.update(sentence)

    def action_back(self) -> None:
        """From the PIN to the name; from the name to start."""
        if self._chosen is None:
            self.dismiss(None)
            return
        self.workers.cancel_node(self)  # a PIN that is being checked lets nobody in any more
        self._chosen, self._by_code = None, False
        self._pin.value = ""
        self._pin.display = False
        self._name_field.display = self._hits.display = True
        self._asks.update("Wie ben je?")
        self._say("")
        self._name_field.focus()
        self.refresh_bindings()
