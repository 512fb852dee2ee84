"""The first screen of a new kiosk: three things about the school; the other steps stand on Beheer after it."""

import asyncio
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.errors import KioskError, Refused
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.fields import ChoiceLine, LineField, PinField
from kiosk.settings import Region
from kiosk.supervisor import LEFT_ON_PURPOSE
from kiosk.text import clean_line
from kiosk.vault.pins import PIN_DIGITS, check_pin, generate_pin

LOOK_AROUND = 11
"""How a kiosk ends whose people want to see the fictional school first; set-up comes back after it."""

_WELCOME = (
    "Deze kiosk is nog leeg. Na drie vragen staat hij klaar; de andere stappen, zoals leerlingen inlezen, vind je "
    "daarna op Beheer. Eerst zien hoe het werkt? F5 opent een school die niet bestaat."
)
_SCHOOL = "Deze naam staat straks op het papier voor de ouders."
_REGION = "Kies met ← →, en ga verder met Enter. Zo kent de kiosk de vakanties."
_HEAD = "Dat ben jij zelf, of wie er naast je zit."
_PIN = "Een pincode van zes cijfers, twee keer. Met F4 maakt de kiosk er een."


_HELP = """\
Met deze vragen staat de kiosk klaar. Al het andere regel je daarna op Beheer, stap voor stap.

F4  maakt een pincode voor je: schrijf hem op
F8  klaar
F5  eerst rondkijken, in een school die niet bestaat"""


class SetupScreen(KioskScreen[None]):
    """Asks what the kiosk must know, builds it on a thread, and calls `done` when the store can be opened.

    Who set it up then stands on Beheer, where each next step can be left and resumed.
    """

    CSS_PATH = "setup.tcss"
    TITLE_LINE = "Inrichten"
    HELP = _HELP
    AUTO_FOCUS = "#school"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]
    BINDINGS = [
        Binding("f4", "make_pin", "pincode maken", key_display="F4", priority=True),
        Binding("f8", "finish", "klaar", key_display="F8", priority=True),
        Binding("enter", "next_field", show=False),  # where a field has no Enter of its own: the choice of a region
        Binding("f5", "look_around", "eerst rondkijken", key_display="F5", priority=True),
        Binding("escape", "stop", "stoppen", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, done: Callable[[], None]) -> None:
        super().__init__(desk, who="drie vragen, dan kan het beginnen")
        self._done = done
        self._busy = False
        self._school = LineField(max_length=80, id="school")
        self._region = ChoiceLine([region.value for region in Region], id="region")
        self._given = LineField(placeholder="voornaam", max_length=40, id="given")
        self._prefix = LineField(placeholder="tussenv.", max_length=20, id="prefix")
        self._surname = LineField(placeholder="achternaam", max_length=60, id="surname")
        self._pin = PinField(PIN_DIGITS, placeholder="zes cijfers", id="pin", classes="pin")
        self._again = PinField(PIN_DIGITS, placeholder="nog een keer", id="again", classes="pin")
        self._told: dict[str, Label] = {
            key: Label(text, id=f"told-{key}", classes="told", markup=False)
            for key, text in (
                ("school", _SCHOOL),
                ("region", _REGION),
                ("head", _HEAD),
                ("pin", _PIN),
            )
        }

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Label(_WELCOME, id="welcome", markup=False)
            yield Label("1  Hoe heet de school?", classes="question", markup=False)
            yield self._school
            yield self._told["school"]
            yield Label("2  In welke regio ligt de school?", classes="question", markup=False)
            yield self._region
            yield self._told["region"]
            yield Label("3  Wie is directie?", classes="question", markup=False)
            with Horizontal(classes="fields"):
                yield self._given
                yield self._prefix
                yield self._surname
            yield self._told["head"]
            with Horizontal(classes="fields"):
                yield self._pin
                yield self._again
            yield self._told["pin"]
        with Horizontal(id="buttons"):
            yield Button("Klaar", variant="primary", id="finish")
            yield Button("Maak een pincode", id="make")
            yield Button("Eerst rondkijken", id="look")

    @on(Input.Submitted)
    def action_next_field(self) -> None:
        """On to the next question."""
        self.focus_next()

    @on(Input.Changed, "#school,#given")
    def _mended(self, event: Input.Changed) -> None:
        """Who types has read what was wrong."""
        key, text = ("school", _SCHOOL) if event.input is self._school else ("head", _HEAD)
        self._say(key, text)

    @on(Input.Changed, ".pin")
    def _pin_typed(self) -> None:
        """Digits that were typed are not the ones that were made: no longer show those."""
        if self._pin.value != self._again.value:
            self._say("pin", _PIN)

    @on(Button.Pressed, "#make")
    def action_make_pin(self) -> None:
        """Make a PIN, fill it in twice, and show it this once."""
        pin = generate_pin()
        with self.prevent(Input.Changed):
            self._pin.value = self._again.value = pin
        self._say("pin", f"Je pincode is {pin}. Schrijf hem op: je ziet hem alleen nu.")
        self._told["pin"].add_class("-once")

    @on(Button.Pressed, "#finish")
    def action_finish(self) -> None:
        """Check every field; when all is well, build the kiosk."""
        if self._busy:
            return
        wrong = self._mistakes()
        for key, text in (("school", _SCHOOL), ("head", _HEAD)):
            self._say(key, wrong.get(key, text), trouble=key in wrong)
        if "pin" in wrong:
            self._say("pin", wrong["pin"], trouble=True)
        if not wrong:
            self._build()
            return
        {"school": self._school, "head": self._given, "pin": self._pin}[next(iter(wrong))].focus()

    def _mistakes(self) -> dict[str, str]:
        """One sentence for each field that is not right yet."""
        wrong = {}
        if not clean_line(self._school.value):
            wrong["school"] = "Vul de naam van de school in."
        if not clean_line(self._given.value):
            wrong["head"] = "Vul ten minste de voornaam in."
        try:
            check_pin(self._pin.value)
        except Refused as trouble:
            wrong["pin"] = str(trouble)
        else:
            if self._pin.value != self._again.value:
                wrong["pin"] = "De twee pincodes zijn niet gelijk. Typ ze nog eens."
        return wrong

    @work(exclusive=True)
    async def _build(self) -> None:
        """Build on a thread (the PIN's hash and the new store take half a second), then hand over to start."""
        from kiosk.jobs.set_up import set_up  # the store's libraries cost start-up, and the first frame needs none

        self._busy = True
        self.tell("Even geduld. De kiosk wordt ingericht.")
        try:
            await asyncio.to_thread(
                set_up,
                self.desk.home,
                self.desk.clock,
                self._school.value,
                tuple(Region)[self._region.place],
                self._given.value,
                self._prefix.value,
                self._surname.value,
                self._pin.value,
            )
        except KioskError as trouble:
            self._busy = False
            self.tell(str(trouble), trouble=True)
            return
        self.app.clear_notifications()
        app = self.app
        self.dismiss(None)
        self._done()
        if self.desk.is_open:
            from kiosk.db import logins, people
            from kiosk.screens.admin.home import AdminScreen

            (head,) = people.staff(self.desk.store)  # who gave their PIN just now
            with self.told():
                logins.finish_login(self.desk.store, head.id)  # who came in is in the log, also the first time
            app.push_screen(AdminScreen(self.desk, people.actor_of(head)))

    def _say(self, key: str, sentence: str, *, trouble: bool = False) -> None:
        self._told[key].update(f"▲ {sentence}" if trouble else sentence)
        self._told[key].set_class(trouble, "-trouble").remove_class("-once")

    @on(Button.Pressed, "#look")
    def action_look_around(self) -> None:
        """The fictional school; set-up comes back when somebody closes it."""
        if not self._busy:
            self.app.exit(return_code=LOOK_AROUND)

    def action_stop(self) -> None:
        """Leave without setting up, once that is sure."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.app.exit(return_code=LEFT_ON_PURPOSE)

        if not self._busy:
            question = ConfirmDialog("Stoppen met inrichten?", "Wat je hier typte, wordt niet bewaard.", yes="Stoppen")
            self.app.push_screen(question, answered)
