"""What the pupil's screens share: help, the way in for staff, and whether the words are kept."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Footer, Label

from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.session import PupilSession

NOT_SAVED = "Bewaren lukt even niet. Dat komt niet door jou. Roep juf of meester."
NO_LONGER_OPEN = "Dit formulier is niet meer open. Roep juf of meester."


class PupilScreen(KioskScreen[None]):
    """A screen of this session. At the top: how far the child is, and "Bewaard." once the newest words are kept.

    No clock: a child need not hurry.
    """

    CSS_PATH = ["pupil_screen.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS = [
        Binding("f1", "help", "ik wil hulp", key_display="F1", priority=True),
        Binding("f2", "staff", "personeel", key_display="F2", priority=True),
    ]

    def __init__(self, session: PupilSession) -> None:
        super().__init__(session.desk)
        self.session = session
        self._kept = Label("", id="kept", markup=False)
        self._said = Label("", id="said", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Label(self.progress(), id="progress", markup=False)
            yield self._kept
        yield from self.body()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.session.on_saved = self.show_saved

    def progress(self) -> str:
        """How far the child is, at the top left."""
        return ""

    def keep(self) -> None:
        """Hand what stands on the screen to the session; called before the screen goes."""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in the quiet line of this screen; "" takes it away."""
        self._said.update(sentence)
        self._said.set_class(trouble, "-trouble")

    def show_saved(self, kept: bool) -> None:
        """The newest words were committed, or could not be for now."""
        if not self.is_attached:  # the report was on its way when this screen went
            return
        if kept:
            self._kept.update("Bewaard.")
            if self._said.has_class("-trouble"):
                self.say("")
        else:
            self._kept.update("Nog niet bewaard.")
            self.say(NO_LONGER_OPEN if self.session.refused else NOT_SAVED, trouble=True)

    @on(Button.Pressed, "#help")
    def action_help(self) -> None:
        """What to do now, without a word of the child in sight."""
        self.app.push_screen(
            CalmCard("Steek je hand op.", ("Juf of meester komt zo.", "Alles wat je schreef blijft staan."))
        )

    @work(exclusive=True)
    async def action_staff(self) -> None:
        """Keep every word, clear the screen, and let a member of staff log in; the child's code opens it again."""
        self.keep()
        if not self.desk.flush():
            anyway = ConfirmDialog(
                "Bewaren lukt even niet. Toch naar personeel?",
                "De kiosk blijft het proberen. Zet hem niet uit.",
                yes="Ja, naar personeel",
                no="Nee, hier blijven",
            )
            if not await self.app.push_screen_wait(anyway):
                return
        self.leave()
        # Who logs in, and how, is the start screen's own matter: this room knows no other name.
        self.app.call_later(self.app.run_action, "screen.staff")

    def leave(self) -> None:
        """Back to start, with nothing left of the child."""
        self.session.end()
        self.dismiss()
