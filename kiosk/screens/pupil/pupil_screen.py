"""What the pupil's screens share: help, reading aloud, the way in for staff, and whether the words are kept."""

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Label

from kiosk.screens.base import LONGEST_IDLE, KioskScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.key_bar import KeyBar
from kiosk.screens.pupil.calm_card import HelpCard
from kiosk.screens.pupil.session import PupilSession
from kiosk.screens.theme import LIGHT, theme_name

NOT_SAVED = "Bewaren lukt even niet. Dat komt niet door jou. Roep juf of meester."
NO_VOICE = "Ik kan nu niet voorlezen."
NO_LONGER_OPEN = "Dit formulier is niet meer open. Roep juf of meester."

QUIET = 0.4
"""Seconds without a new word after which "Bewaard." appears. While a child types on, a word that comes and goes three
times a second is no rest, and each time it was painted the next letter waited for a frame of its own (17 ms)."""


class PupilScreen(KioskScreen[None]):
    """A screen of this session. At the top: how far the child is, and "Bewaard." once the newest words are kept.

    No clock: a child need not hurry.
    """

    CSS_PATH = ["pupil_screen.tcss"]
    PAUSE = "Even pauze. Het scherm is dicht. Niemand ziet wat jij schreef."
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-tall")]
    BINDINGS = [
        Binding("f1", "help", "ik wil hulp", key_display="F1", priority=True),
        Binding("f2", "staff", "personeel", key_display="F2", priority=True),
        Binding("f4", "read_aloud", "voorlezen", key_display="F4", priority=True),
        Binding("f6", "other_look", "licht of donker", key_display="F6", priority=True, show=False),
    ]

    def __init__(self, session: PupilSession) -> None:
        super().__init__(session.desk)
        self.session = session
        self._cover_after = self.desk.store.settings.pupil.cover_minutes * 60.0
        self._kept = Label("", id="kept", markup=False)
        self._kept_soon: Timer | None = None
        self._said = Label("", id="said", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Label(self.progress(), id="progress", markup=False)
            yield self._kept
        beside = self.beside()
        yield Label(beside, id="together", classes="-said" if beside else "", markup=False)
        yield from self.body()
        yield self._said
        yield from self.keys()

    def keys(self) -> ComposeResult:
        """Each key a button: laptops hide the function keys."""
        yield KeyBar(self._shown_keys())

    def on_mount(self) -> None:
        self.session.on_saved = self.show_saved

    def on_unmount(self) -> None:
        self.desk.speaker.stop()

    @property
    def idle_limit(self) -> float:
        """The school's own limit; while an adult types along, a long talk without a key covers nothing."""
        return LONGEST_IDLE if self.session.scribe else self._cover_after

    def _shown_keys(self) -> Sequence[Binding]:
        """The keys of this screen that mean something now, in the order of the keyboard."""
        found: dict[str, Binding] = {}
        for kind in reversed(type(self).__mro__):
            for one in kind.__dict__.get("BINDINGS", ()):
                if isinstance(one, Binding):
                    found[one.key] = one
        if self.desk.speaker.voice is None:
            del found["f4"]
        return sorted(
            (one for one in found.values() if one.show and self.check_action(one.action, ())), key=lambda one: one.key
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A bare console has one look."""
        return action != "other_look" or not self.desk.bare

    def progress(self) -> str:
        """How far the child is, at the top left."""
        return ""

    def beside(self) -> str:
        """What stays in sight below it: who tells and who types."""
        return self.session.together_line

    def aloud(self) -> str:
        """What F4 reads."""
        return ""

    def keep(self) -> None:
        """Hand what stands on the screen to the session; called at every change."""

    def settle(self) -> None:
        """Hand it over for good before the screen goes."""
        self.keep()

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in the quiet line of this screen; "" takes it away."""
        if self._said.content != sentence:  # called at every key, and an update lays the screen out anew
            self._said.update(sentence)
        self._said.set_class(trouble, "-trouble")

    @property
    def in_trouble(self) -> bool:
        """Whether the quiet line says that the words are not kept."""
        return self._said.has_class("-trouble")

    def show_saved(self, kept: bool) -> None:
        """The newest words were committed, or could not be for now."""
        if not self.is_attached:  # the report was on its way when this screen went
            return
        if not kept:
            self._show_kept("Nog niet bewaard.")
            self.say(NO_LONGER_OPEN if self.session.refused else NOT_SAVED, trouble=True)
        elif self.in_trouble:
            self._show_kept("Bewaard.")
            self.say("")
        else:
            self._kept_soon = self.set_timer(QUIET, lambda: self._show_kept("Bewaard."))

    def not_yet_kept(self) -> None:
        """New words: "Bewaard." is no longer true. Called at every key, so nothing is laid out anew for it."""
        self._show_kept("")

    def _show_kept(self, word: str) -> None:
        if self._kept_soon:
            self._kept_soon.stop()
        if self._kept.content != word:
            self._kept.update(word, layout=False)

    def action_focus_main(self) -> None:
        """Up from the keys at the bottom."""
        self.set_focus(next(iter(self.query(self.AUTO_FOCUS or ".choices Button").results(Widget)), None))

    def action_help(self) -> None:
        """Call an adult, without a word of the child in sight."""
        self.desk.speaker.stop()
        if self.is_active:
            self.app.push_screen(HelpCard(), lambda _: self.action_focus_main())

    def action_read_aloud(self) -> None:
        """Read this screen aloud; once more, and it is silent. A machine without a voice says so."""
        if self.desk.speaker.voice is None:
            if not self.in_trouble:
                self.say(NO_VOICE)
        elif self.desk.speaker.speaking:
            self.desk.speaker.stop()
        else:
            self.desk.speaker.say(self.aloud())

    def action_other_look(self) -> None:
        """A dark screen instead of a light one, or the other way, until this child is done."""
        self.app.theme = theme_name(dark=self.app.theme == LIGHT.name, bare=self.desk.bare)

    @work(exclusive=True)
    async def action_staff(self) -> None:
        """Keep every word, clear the screen, and let a member of staff log in; the child's code opens it again."""
        self.settle()
        if not self.desk.flush():
            anyway = ConfirmDialog(
                "Bewaren lukt even niet. Toch naar personeel?",
                "De kiosk blijft het proberen. Zet hem niet uit.",
                yes="Ja, naar personeel",
                no="Nee, hier blijven",
            )
            if not await self.app.push_screen_wait(anyway):
                return
        if not self.leave():
            return
        # Who logs in, and how, is the start screen's own matter: this room knows no other name.
        self.app.call_later(self.app.run_action, "screen.staff")

    def switch_to(self, screen: "PupilScreen") -> bool:
        """Show `screen` in the place of this one; False when this one is gone, or lies under a card.

        Textual would replace whatever is on top: a key struck twice, or just before F1, comes here too late.
        """
        if not self.is_active:
            return False
        self.app.switch_screen(screen)
        return True

    def leave(self) -> bool:
        """Back to start, with nothing left of the child; False when this screen is gone or lies under a card."""
        if not self.is_active:
            return False
        self.session.end()
        self.dismiss()
        return True


class ChoiceScreen(PupilScreen):
    """A screen that ends in a row of buttons: the arrows go along them.

    Where `LATE` names one, they come `WAIT` seconds after the words, and then that one takes the keys: Enter pressed
    once too often on the screen before decides nothing here.
    """

    WAIT = 0.5
    LATE = ""

    BINDINGS = [
        Binding("left,up", "beside(-1)", show=False),
        Binding("right,down", "beside(1)", show=False),
    ]

    def action_beside(self, step: int) -> None:
        """To the button beside this one, and never on into the line of keys: Tab leads there."""
        buttons = list(self.query(".choices Button").results(Button))
        at = next((place for place, one in enumerate(buttons) if one.has_focus), None)
        if at is None:
            self.action_focus_main()
        elif 0 <= at + step < len(buttons):
            buttons[at + step].focus()

    def on_mount(self) -> None:
        if self.LATE:
            self.query_one(".choices").visible = False
            self.set_timer(self.WAIT, self._offer_choices)

    def _offer_choices(self) -> None:
        self.query_one(".choices").visible = True
        if self.focused is None:
            self.query_one(self.LATE, Button).focus()
