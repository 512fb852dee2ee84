"""The welcome: what happens now, who reads it, and that there is time. And what comes before it for some."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Label

from kiosk.rules.way import Way
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.pupil.pages import question_page
from kiosk.screens.pupil.pupil_screen import ChoiceScreen, PupilScreen
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

HOW_TO_CHOOSE = "Je kiest kaartjes met de pijltjes en Enter. Typen mag ook."

TOGETHER = """\
Jij vertelt. Een groot mens typt.
Steek je hand op. Juf of meester komt zo."""


class WelcomeScreen(ChoiceScreen):
    """Greets the child and waits until they begin."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = "#begin"
    BINDINGS = [Binding("f8", "begin", "ik begin", key_display="F8", priority=True)]

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield from (Label(part, classes="part", markup=False) for part in self._parts())
            with Horizontal(classes="choices"):
                yield Button("Ik begin", variant="primary", id="begin", action="screen.begin")
                yield Button("Ik wil hulp", id="help", action="screen.help")
                yield Button("Nog even wachten", id="wait", action="screen.wait")

    def _parts(self) -> list[str]:
        how = [HOW_TO_CHOOSE] if self.session.way is Way.CHOOSING else []
        return [WHAT_HAPPENS, *how, WHO_READS, WHEN_WE_WORRY]

    def aloud(self) -> str:
        """What stands here."""
        return "\n".join(self._parts())

    def action_begin(self) -> None:
        """To the first question."""
        self.switch_to(question_page(self.session, self.session.first_stop(1)))

    def action_wait(self) -> None:
        """Back to where a child can stay."""
        self.switch_to(CoolDownScreen(self.session))


class SentBackScreen(PupilScreen):
    """Tells kindly that an adult asks the child to add something, and what."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = "#on"
    BINDINGS = [
        Binding("up", "scroll_reason(-1)", show=False),
        Binding("down", "scroll_reason(1)", show=False),
        Binding("f8", "on", "verder", key_display="F8", priority=True),
    ]

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(f"Hoi {self.session.given_name}.", classes="greeting", markup=False)
            yield Label("Juf of meester vraagt of je iets wilt toevoegen:", classes="part", markup=False)
            with VerticalScroll(id="reason", can_focus=False):
                yield Label(self.session.reason, id="asked", markup=False)
            yield Label("Wat je schreef, staat er nog. Jij kiest wat je erbij zet.", classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Verder", variant="primary", id="on", action="screen.on")

    def aloud(self) -> str:
        """What the adult asks."""
        return f"Juf of meester vraagt of je iets wilt toevoegen:\n{self.session.reason}"

    def action_on(self) -> None:
        """To all the answers; to the beginning for a child who wrote nothing yet."""
        session = self.session
        self.switch_to(ReadBackScreen(session) if session.begun else CoolDownScreen(session))

    def action_scroll_reason(self, lines: int) -> None:
        """A long reason moves under the arrow keys."""
        self.query_one("#reason").scroll_relative(y=lines, animate=False, immediate=True)


class TogetherScreen(ChoiceScreen):
    """The child tells and an adult types: waits for the adult, who logs in. Start asks who, this room does not."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = "#adult"

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(f"Hoi {self.session.given_name}.", classes="greeting", markup=False)
            yield Label(TOGETHER, classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Ik ben er om te typen", variant="primary", id="adult", action="screen.adult")
                yield Button("Ik wil hulp", id="help", action="screen.help")
                yield Button("Naar het begin", id="leave", action="screen.leave")

    def aloud(self) -> str:
        """What stands here."""
        return f"Hoi {self.session.given_name}.\n{TOGETHER}"

    def action_adult(self) -> None:
        """The adult is here."""
        form_id = self.session.form_id
        if self.leave():
            self.app.call_later(self.app.run_action, f"screen.write_down({form_id})")

    def action_leave(self) -> None:
        """Not now."""
        self.leave()
