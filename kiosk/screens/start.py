"""Start: a code field that waits, and no list of anyone."""

from collections.abc import Callable
from itertools import zip_longest

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Input, Label

from kiosk.errors import KioskError
from kiosk.rules.code import CODE_DIGITS
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk

_BANNER = """\
█▀▀▀█  █▀▀▀▀  █▀▀▀█  █▀▀▀▀
█   █  █▀▀▀   █▀▀▀▀  ▀▀▀▀█
▀▀▀▀▀  ▀▀▀▀▀  ▀      ▀▀▀▀▀  ▀  ▀  ▀"""


class StartScreen(KioskScreen[None]):
    """The floor of the stack. A right code opens the one form it belongs to; F2 lets staff in."""

    CSS_PATH = "start.tcss"
    AUTO_FOCUS = "#code"
    FLOOR = True
    BINDINGS = [
        Binding("f1", "who_helps", "Wie kan mij helpen?", key_display="F1", priority=True),
        Binding("f2", "staff", "Personeel", key_display="F2", priority=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._code = Input(max_length=CODE_DIGITS, restrict=r"[0-9]*", id="code", select_on_focus=False)
        self._sentence = Label("", id="sentence", markup=False)
        self._notes = Label("", id="notes", markup=False)
        self._when_open: Callable[[], None] | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="middle"):
            with Center():
                yield Label(_BANNER, id="banner", markup=False)
            yield Label("Oeps… dat ging even mis…", id="title", markup=False)
            yield Label("Heb je een briefje met een code? Typ hem hier.", id="question", markup=False)
            with Center():
                yield self._code
            yield self._sentence
            with Center():
                yield self._notes

    def on_screen_resume(self) -> None:
        """Back at start: an empty field, the cursor in it, and no sentence of the person before."""
        self.app.clear_notifications()
        self._code.value = ""
        self._code.focus()
        if self.desk.is_open:
            self.desk_opened()

    def desk_opened(self) -> None:
        """The store is open: the fictional school shows who can come in."""
        notes = [f"{note.digits}  {note.who}" for note in self.desk.demo_notes]
        if notes:
            half = (len(notes) + 1) // 2
            pairs = zip_longest(notes[:half], notes[half:], fillvalue="")
            lines = [f"{left:38}{right}" for left, right in pairs]
            self._notes.update("\n".join(["Voorbeeldschool. Deze mensen bestaan niet.", *lines]))
        if self._when_open:
            wanted, self._when_open = self._when_open, None
            self.say("")
            wanted()

    def _once_open(self, wanted: Callable[[], None]) -> None:
        """Do what a quick hand asked for in the first moment, as soon as the store is open."""
        self._when_open = wanted
        self.say("De kiosk start nog op. Heel even …")

    def say(self, sentence: str) -> None:
        """A sentence below the field; nothing about anyone."""
        self._sentence.update(sentence)

    @on(Input.Changed, "#code")
    def _typed(self, event: Input.Changed) -> None:
        if event.value:
            self.say("")
        if len(event.value) == CODE_DIGITS:
            self._open(event.value)

    @on(Input.Submitted, "#code")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value:
            self.say(f"Een code heeft {CODE_DIGITS} cijfers.")

    def _open(self, code: str) -> None:
        from kiosk.db.answers import open_with_code  # not needed for the first frame
        from kiosk.screens.pupil.session import first_screen

        self._code.value = ""
        if not self.desk.is_open:
            self._once_open(lambda: self._open(code))
            return
        try:
            form = open_with_code(self.desk.store, code)
        except KioskError as trouble:
            self.say(str(trouble))
            return
        self.say("")
        self.app.push_screen(first_screen(self.desk, form))

    def action_who_helps(self) -> None:
        """Who a child can go to."""
        from kiosk.screens.dialogs import TellDialog  # not needed for the first frame

        self.app.push_screen(
            TellDialog("Wie kan mij helpen?", "Juf of meester helpt je.\nSteek je hand op, of loop erheen.")
        )

    def action_staff(self) -> None:
        """Staff log in; then their own first screen."""
        from kiosk.rules.permissions import Actor
        from kiosk.screens.login import LoginScreen
        from kiosk.screens.staff import home_screen

        if not self.desk.is_open:
            self._once_open(self.action_staff)
            return

        def come_in(actor: Actor | None) -> None:
            if actor:
                self.app.push_screen(home_screen(self.desk, actor))

        self.app.push_screen(LoginScreen(self.desk), come_in)
