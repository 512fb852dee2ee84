"""The welcome: what happens now, who reads it, and that there is time. And the one for a form that was given back."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Label

from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.question import QuestionScreen
from kiosk.screens.pupil.read_back import ReadBackScreen

WHAT_HAPPENS = """\
Soms gaat er iets mis. Dat gebeurt bij iedereen.
Hier vertel je rustig hoe het ging. Er zijn acht vragen.
Je hoeft je niet te haasten. Foutjes in woorden geven niet."""

WHO_READS = """\
Wie leest dit? Jij, juf of meester, en thuis.
De directeur en de IB'er kunnen het ook lezen.
Het papier komt in je map op school."""

WHEN_WE_WORRY = """\
Soms maken we ons zorgen.
Dan praten we met iemand die kan helpen."""


class WelcomeScreen(PupilScreen):
    """Greets the child and waits until they begin."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = "#begin"
    BINDINGS = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(f"Hoi {self.session.given_name}.", classes="greeting", markup=False)
            for part in (WHAT_HAPPENS, WHO_READS, WHEN_WE_WORRY):
                yield Label(part, classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Ik begin", variant="primary", id="begin")
                yield Button("Ik wil hulp", id="help")
                yield Button("Nog even wachten", id="wait")

    @on(Button.Pressed, "#begin")
    def action_begin(self) -> None:
        """To the first question."""
        self.app.switch_screen(QuestionScreen(self.session, 1))

    @on(Button.Pressed, "#wait")
    def action_wait(self) -> None:
        """A calm card; Enter comes back here."""
        self.app.push_screen(
            CalmCard("Wachten mag.", ("Adem rustig in. En weer uit.", "Er is geen haast."), on_again="Ik ben er weer")
        )


class SentBackScreen(PupilScreen):
    """Tells kindly that an adult asks the child to add something, and what."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = "#on"
    BINDINGS = [
        Binding("up", "scroll_reason(-1)", show=False),
        Binding("down", "scroll_reason(1)", show=False),
    ]

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(f"Hoi {self.session.given_name}.", classes="greeting", markup=False)
            yield Label("Juf of meester vraagt of je iets wilt toevoegen:", classes="part", markup=False)
            with VerticalScroll(id="reason", can_focus=False):
                yield Label(self.session.reason, id="asked", markup=False)
            yield Label("Wat je schreef, staat er nog. Jij kiest wat je erbij zet.", classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Verder", variant="primary", id="on")

    @on(Button.Pressed, "#on")
    def action_on(self) -> None:
        """To all the answers; to the welcome for a child who wrote nothing yet."""
        session = self.session
        self.app.switch_screen(ReadBackScreen(session) if session.begun else WelcomeScreen(session))

    def action_scroll_reason(self, lines: int) -> None:
        """A long reason moves under the arrow keys."""
        self.query_one("#reason").scroll_relative(y=lines, animate=False, immediate=True)
