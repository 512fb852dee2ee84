"""Getting calm before the first question. A child may stay here as long as it wants."""

from itertools import cycle

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Button, Label

from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.session import PupilSession

CALM = """\
Ga rustig zitten. Je voeten op de grond.
Adem mee met de streep. Er is geen haast."""

STAY = 900.0
"""Seconds without a key that a child may sit here."""

_WIDEST = 28
_STEP = 0.25  # seconds from one length of the line to the next: a breath of seven seconds in and out each


class CoolDownScreen(PupilScreen):
    """A line that grows and shrinks slowly, to breathe along with; nothing is asked."""

    CSS_PATH = ["pupil_screen.tcss", "cool_down.tcss"]
    AUTO_FOCUS = "#on"
    BINDINGS = [
        Binding("f6", "other_look", "licht of donker", key_display="F6", priority=True),
        Binding("f8", "on", "verder", key_display="F8", priority=True),
    ]

    def __init__(self, session: PupilSession) -> None:
        super().__init__(session)
        self._line = Label("", id="line", markup=False)
        self._breath = Label("", id="breath", markup=False)
        self._lengths = cycle([*range(1, _WIDEST), *range(_WIDEST, 1, -1)])
        self._length = 0

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(f"Hoi {self.session.given_name}.", classes="greeting", markup=False)
            yield Label(CALM, classes="part", markup=False)
            yield self._breath
            with Center(id="breathing"):
                yield self._line
            with Center(id="way-on"):
                yield Button("Verder", variant="primary", id="on", action="screen.on")

    def on_mount(self) -> None:
        self._breathe()
        self.set_interval(_STEP, self._breathe)

    def _breathe(self) -> None:
        before, self._length = self._length, next(self._lengths)
        self._breath.update("Adem in …" if self._length > before else "Adem uit …", layout=False)
        self._line.update(self.desk.signs.line * (2 * self._length), layout=False)

    @property
    def idle_limit(self) -> float:
        """Staying is what this screen is for, and no word of the child stands on it; but not until the next child."""
        return STAY

    def aloud(self) -> str:
        """What stands here."""
        return f"Hoi {self.session.given_name}.\n{CALM}"

    def action_on(self) -> None:
        """To the welcome."""
        from kiosk.screens.pupil.welcome import WelcomeScreen  # from there a child can come back here

        self.switch_to(WelcomeScreen(self.session))
