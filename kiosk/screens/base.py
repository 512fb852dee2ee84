"""What all screens share: the line at the top, the keys at the bottom, one way to show trouble and one way out."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from kiosk.errors import KioskError
from kiosk.screens.desk import Desk
from kiosk.screens.key_line import KeyLine
from kiosk.screens.top_line import TopLine, Warnings
from kiosk.supervisor import LEFT_ON_PURPOSE

if TYPE_CHECKING:  # start, the first screen, has no need of who may do what
    from kiosk.rules.permissions import Actor
    from kiosk.screens.ordered_app import OrderedApp

Result = TypeVar("Result")
Answer = TypeVar("Answer")

IDLE_LIMIT = 300.0
"""Seconds without a key or touch after which the kiosk goes back to start, or locks over words of staff."""

LONGEST_IDLE = 3600.0
"""The same where staying long is meant, or where staff typed words that would be lost: they went home."""

NOT_KEPT = "Bewaren lukt even niet. Roep juf of meester."
"""What start and the calm screen say when words of a child wait for the store."""


async def pop_to_start(app: App[Any]) -> None:
    """Drop every screen above start, with all their widgets."""
    while len(app.screen_stack) > 1 and not (isinstance(app.screen, KioskScreen) and app.screen.FLOOR):
        await app.pop_screen()


async def drop_to_start(app: App[Any], desk: Desk) -> bool:
    """Flush, and leave nothing of this person: no screen above start, no sentence. True when every word is kept."""
    kept = desk.flush()
    desk.listener = None
    app.clear_notifications()
    await pop_to_start(app)
    return kept


EXPLAIN = Binding("f1,question_mark", "explain", "uitleg", key_display="F1")
"""For screens that show at the bottom that there is help; on the others it works as well."""


class KioskScreen(Screen[Result]):
    """A full screen: `TITLE_LINE` and `who` at the top, the keys (its bindings) at the bottom.

    Screens are made anew each time and never named, so that nothing of a former person can come back.
    """

    TITLE_LINE = ""
    HELP = ""  # what stands behind F1; the keys that work here when there is none
    PAUSE = "Even pauze. Alles is bewaard."  # what start says after this screen stood idle
    AUTO_FOCUS = "*"
    FLOOR = False  # True only for start, above which every other screen lies
    BINDINGS = [Binding("f1", "explain", "uitleg", key_display="F1", show=False)]

    def __init__(self, desk: Desk, who: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.who = who
        self._in_trouble = False
        self._help: Screen[None] | None = None

    def compose(self) -> ComposeResult:
        yield TopLine(self.desk, self.TITLE_LINE, self.who)
        yield from self.warnings()
        yield from self.body()
        yield from self.keys()

    def warnings(self) -> ComposeResult:
        """What is said below the top line; a child is never warned."""
        yield from ()

    def keys(self) -> ComposeResult:
        """The line at the bottom."""
        yield KeyLine()

    def body(self) -> ComposeResult:
        """The widgets between the top line and the keys."""
        yield from ()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with `result`, once: a key struck twice does not close what lies below. Its trouble goes with it."""
        if self._help is not None and self.app.screen is self._help:
            self.app.pop_screen()  # read while this screen was at work: it closes with what it is about
        if not self.is_active:
            return AwaitComplete()
        self.quiet()
        return super().dismiss(result)

    @property
    def idle_limit(self) -> float:
        """Seconds without a key or touch after which this screen does not stay open."""
        return IDLE_LIMIT

    def action_explain(self) -> None:
        """What this screen is for; else the keys that work here."""
        from kiosk.screens.dialogs import TellDialog  # not needed for the first frame

        self._help = TellDialog(self.TITLE_LINE, self.HELP or self._keys_here())
        self.app.push_screen(self._help)

    def _keys_here(self) -> str:
        shown = [one.binding for one in self.active_bindings.values() if one.binding.show]
        lines = (f"{self.app.get_key_display(one):8}{one.description}" for one in shown)
        return "\n".join(dict.fromkeys(lines))

    def unsaved(self) -> bool:
        """Whether this screen holds words of staff that are kept nowhere else: an idle kiosk then locks over it."""
        return False

    @contextmanager
    def told(self) -> Iterator[None]:
        """Show expected trouble as a sentence at the foot of the screen, and go on."""
        try:
            yield
        except KioskError as trouble:
            self.tell(str(trouble), trouble=True)

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence for a few seconds, in the place of the one before; user text in it stays text."""
        self._in_trouble = trouble
        self.app.notify(sentence, severity="warning" if trouble else "information", timeout=8, markup=False)

    async def patiently(self, patience: str, work: Callable[[], Answer]) -> Answer:
        """Do `work` in a thread, and return what it does; say that it takes a while as long as it does."""
        working = asyncio.ensure_future(asyncio.to_thread(work))
        try:
            seconds = 0.5
            while not (await asyncio.wait({working}, timeout=seconds))[0]:
                self.tell(patience)
                seconds = 6.0  # shorter than the sentence stays
            return await working
        finally:
            working.cancel()

    def after_what_was_struck(self, callback: Callable[..., None], *arguments: object) -> None:
        """Call it when every key is done that has been struck up to now; see the app's."""
        cast("OrderedApp", self.app).after_what_was_struck(callback, *arguments)

    def quiet(self) -> None:
        """Take away the trouble that this screen told: it was mended, or is not about what is asked now."""
        if self._in_trouble:
            self._in_trouble = False
            self.app.clear_notifications()


class StaffScreen(KioskScreen[Result]):
    """A screen on which `actor`, who gave their PIN, is at work; `who` stands at the top instead of their name."""

    WARNS_OF_BACKUPS = False
    BINDINGS = [Binding("question_mark", "explain", show=False)]

    def __init__(self, desk: Desk, actor: "Actor", who: str = "") -> None:
        super().__init__(desk, who or actor.name)
        self.actor = actor

    def on_mount(self) -> None:
        """What was said on the screen below was about somebody or something else."""
        self.app.clear_notifications()

    def on_input_changed(self) -> None:
        """Somebody is mending what was told."""
        self.quiet()

    def on_text_area_changed(self) -> None:
        """The same, in a larger field."""
        self.quiet()

    def warnings(self) -> ComposeResult:
        """The clock, on every screen of staff; backups where somebody can do something about them."""
        yield Warnings(self.desk, of_backups=self.WARNS_OF_BACKUPS)

    def dated(self, text: str) -> str:
        """`text` about a due day or another term, marked while the clock is in doubt: it may be another day."""
        return f"{text}?" if self.desk.clock_watch and self.desk.clock_watch.doubt() else text

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that are shown: not those of others, which say whose they are when they are struck anyway.

        Help and the way back stand last, whichever class binds them.
        """
        others = self.of_others()
        active = [(key, one) for key, one in super().active_bindings.items() if one.binding.action not in others]
        return dict(sorted(active, key=lambda of: (of[0] == "escape", of[1].binding.action == "explain")))

    def of_others(self) -> Collection[str]:
        """The actions that this person sees done here, and may not do."""
        return ()

    @property
    def at_home(self) -> bool:
        """Whether only start lies below: Esc then is the lock."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self in stack else None
        return isinstance(below, KioskScreen) and below.FLOOR

    def action_leave(self) -> None:
        """Close the kiosk, once that is sure: the one way out of it (key q on every screen where staff begin)."""
        from kiosk.rules.permissions import Action, require  # neither is needed for the first frame
        from kiosk.screens.dialogs import ConfirmDialog

        with self.told():
            require(self.actor, Action.LEAVE_KIOSK)
            kept = "Alles is bewaard." if self.desk.flush() else "Let op: nog niet alle woorden zijn bewaard."
            text = f"{kept} Leerlingen kunnen dan niet meer schrijven tot hij weer start."
            self.app.push_screen(ConfirmDialog("De kiosk sluiten?", text, yes="Ja, sluiten", no="Nee"), self._left)

    def _left(self, sure: bool | None) -> None:
        if sure:
            self.app.exit(return_code=LEFT_ON_PURPOSE)
