"""Start: a code field that waits, and no list of anyone."""

from collections.abc import Callable
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Input, Label

from kiosk.errors import KioskError
from kiosk.rules.code import CODE_DIGITS
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.key_bar import KeyBar
from kiosk.screens.theme import theme_name

if TYPE_CHECKING:  # none of it is needed for the first frame
    from kiosk.db.answers import PupilForm
    from kiosk.rules.permissions import Actor

WAIT = "Nu even wachten. Juf of meester helpt je met de code."
HELPERS = "Juf of meester helpt je. Steek je hand op, of loop erheen."
OTHERS = "Met deze mensen kun je ook praten:"

_BANNER = "\n".join(
    line.ljust(35, "\u00a0")  # as wide as the widest, or each line would stand in the middle by itself
    for line in (
        "█▀▀▀█  █▀▀▀▀  █▀▀▀█  █▀▀▀▀",
        "█   █  █▀▀▀   █▀▀▀▀  ▀▀▀▀█",
        "▀▀▀▀▀  ▀▀▀▀▀  ▀      ▀▀▀▀▀  ▀  ▀  ▀",
    )
)


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
        self._when_open: Callable[[], None] | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label(_BANNER, id="banner", markup=False)
            yield Label("Oeps… dat ging even mis…", id="title", markup=False)
            yield Label("Heb je een briefje met een code? Typ hem hier.", id="question", markup=False)
            with Center():
                yield self._code
            yield self._sentence

    def keys(self) -> ComposeResult:
        """Both ways on can be reached with Tab."""
        yield KeyBar([one for one in self.BINDINGS if isinstance(one, Binding)])

    def action_focus_main(self) -> None:
        """Up from the keys at the bottom."""
        self._code.focus()

    def on_screen_resume(self) -> None:
        """Back at start: an empty field, the cursor in it, and nothing of the person before: no sentence, no folder."""
        self.app.clear_notifications()
        self.desk.last_folder = ""
        self._code.value = ""
        self._code.focus()
        if self.desk.is_open:
            self.desk_opened()

    def desk_opened(self) -> None:
        """The store is open: the school's own look; the fictional school shows who can come in."""
        self.app.theme = theme_name(dark=self.desk.store.settings.pupil.look == "dark", bare=self.desk.bare)
        notes = [f"{note.digits}  {note.who}" for note in self.desk.demo_notes]
        if notes:
            half = (len(notes) + 1) // 2
            pairs = zip_longest(notes[:half], notes[half:], fillvalue="")
            lines = [f"{left:38}{right}" for left, right in pairs]
            text = "\n".join(["Voorbeeldschool. Deze mensen bestaan niet. Klaar met kijken: log in, en dan q.", *lines])
            if not self.query("#notes"):
                self.query_one("#middle").mount(Center(Label(text, id="notes", markup=False)))
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
        from kiosk.db.answers import open_with_code  # neither is needed for the first frame
        from kiosk.vault.pins import MustWait

        self._code.value = ""
        if not self.desk.is_open:
            self._once_open(lambda: self._open(code))
            return
        try:
            form = open_with_code(self.desk.store, code)
        except MustWait as wait:
            minutes = -(-wait.seconds // 60)  # whole ones: a child counts no seconds
            how_long = "een minuut" if minutes == 1 else f"{minutes} minuten"
            self.say(f"{WAIT}\nOver {how_long} mag je het nog eens proberen.")
            return
        except KioskError as trouble:
            self.say(f"{trouble.message}\n{trouble.what_to_do}")
            return
        self._sit_down(form)

    def _sit_down(self, form: "PupilForm", scribe: "Actor | None" = None) -> None:
        from kiosk.screens.pupil.pages import first_screen  # not needed for the first frame

        self.say("")
        self.app.push_screen(first_screen(self.desk, form, scribe))

    def action_write_down(self, form_id: int) -> None:
        """An adult logs in to type what the child of this form tells."""
        from kiosk.db.answers import write_down

        def begin(actor: "Actor") -> None:
            try:
                self._sit_down(write_down(self.desk.store, actor, form_id), actor)
            except KioskError as trouble:
                self.say(str(trouble))

        self._log_in(begin)

    def action_who_helps(self) -> None:
        """Who a child can go to: by name and place, as the school set it."""
        from kiosk.screens.pupil.calm_card import CalmCard  # not needed for the first frame

        if not self.desk.is_open:
            self._once_open(self.action_who_helps)
            return
        contacts = self.desk.store.settings.contacts
        people = [f"{one.name}, {one.role.label}\n{one.place}" for one in contacts]
        told = [HELPERS, *([OTHERS, *people] if people else [])]
        self.app.push_screen(CalmCard("Wie kan mij helpen?", told, on_again="Terug"))

    def action_staff(self) -> None:
        """Staff log in; then their own first screen."""
        from kiosk.screens.staff import home_screen

        if not self.desk.is_open:
            self._once_open(self.action_staff)
            return
        self._log_in(lambda actor: self.app.push_screen(home_screen(self.desk, actor)))

    def _log_in(self, then: "Callable[[Actor], object]") -> None:
        """Do `then` with who gave their PIN; nothing when they went back."""
        from kiosk.screens.login import LoginScreen

        def come_in(actor: "Actor | None") -> None:
            if actor:
                then(actor)

        self.app.push_screen(LoginScreen(self.desk), come_in)
