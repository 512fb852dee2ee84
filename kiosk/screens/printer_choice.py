"""Which way a document becomes paper: the usual printer first, another one, or a file on a stick."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.paper.cups import Queue, queues
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.screens.base import Answer, KioskScreen
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog

FOLDER, OUT_ALREADY, BY_HAND = "folder", "out", "by_hand"
"""The ways without a printer of this kiosk, beside those that are a queue's."""

READY = "het papier ligt er al"
_QUEUE, _ONE, _TWO, _OTHER = "queue:", "one", "two", "other"

_FOLDER_WARNING = (
    "Dit bestand gaat over een kind. Gebruik een stick van school. Na het printen: haal het bestand van de stick, en "
    "leg de stick terug in de kluis."
)


@dataclass(frozen=True)
class Document:
    """What is to be on paper.

    `name` names the job and the file, which others can read: digits or letters, never a person's name. `title` stands
    above the choice of a printer. `what` it is ("de brief"), and how it `stays` when no paper came ("hier klaarstaan").
    `make` gives the PDF and runs in a thread. `settle` is awaited before each try ("which names stay on it?"): False
    goes back to the choice. `warning` is what to know about the file on a stick. A form `is_asked_after` it was saved:
    its paper is still to be printed elsewhere. Any other document is done once it is saved. `by_hand` is given for what
    opens everything: such a document comes on paper once and on no stick, or a person copies it by hand, which is
    awaited (False: they went back).
    """

    name: str
    title: str
    what: str
    stays: str
    make: Callable[[], bytes]
    settle: Callable[[], Awaitable[bool]] | None = None
    two_copies: str = "twee exemplaren op {} (twee huishoudens)"
    warning: str = _FOLDER_WARNING
    is_asked_after: bool = False
    by_hand: Callable[[], Awaitable[bool]] | None = None

    @property
    def elsewhere(self) -> list[tuple[str, str]]:
        """The ways without a printer of this kiosk."""
        if self.by_hand:
            return [(BY_HAND, "overschrijven van het scherm")]
        saved = [(FOLDER, "opslaan op een stick of in een map")]
        return [*saved, (OUT_ALREADY, READY)] if self.is_asked_after else saved

    @property
    def begin(self) -> str:
        """What it is, at the beginning of a sentence."""
        return self.what[0].upper() + self.what[1:]

    @property
    def patience(self) -> str:
        return f"Even geduld. {self.begin} gaat naar de printer."


@dataclass(frozen=True)
class Way:
    """How the paper is made: `kind` is one of the choices; the queue and copies for a printer."""

    kind: str
    queue: str = ""
    copies: int = 1


@dataclass
class Printing:
    """One conversation about printing: what is settled so far is kept when a step is taken again."""

    screen: KioskScreen[Any]
    actor: Actor
    document: Document
    queue: str
    trouble: str = ""

    async def ask(self, asking: Screen[Answer]) -> Answer | None:
        return await self.screen.app.push_screen_wait(asking)


async def choose_way(printing: Printing) -> Way | None:
    """The way to paper; the usual printer is offered first. None when the person went back."""
    screen, document = printing.screen, printing.document
    demo = screen.desk.never_print  # the fictional school keeps off real printers
    while True:
        found = () if demo else await screen.patiently("Even geduld. De printers worden opgezocht.", queues)
        its = next((one for one in found if one.name == printing.queue), None)
        usual = its if its and its.ready and not printing.trouble else None
        chosen: str | None = _OTHER
        if usual:
            two = [] if document.by_hand else [(_TWO, document.two_copies.format(usual.name))]
            choices = [(_ONE, f"printen op {usual.name}"), *two]
            other = [(_OTHER, "andere printer")] if len(found) > 1 else []
            asked = ChooseDialog(document.title, [*choices, *other, *document.elsewhere], usual.message)
            chosen = await printing.ask(asked)
            if chosen in (_ONE, _TWO):
                return Way(_QUEUE, usual.name, 2 if chosen == _TWO else 1)
        if chosen == _OTHER:
            chosen = await _choose_queue(printing, found, its)
            if chosen and chosen.startswith(_QUEUE):
                await _use(printing, found, chosen.removeprefix(_QUEUE))
                continue
            if usual and chosen is None:  # back to the usual one
                continue
        return Way(chosen) if chosen else None


async def _choose_queue(printing: Printing, found: tuple[Queue, ...], its: Queue | None) -> str | None:
    """A printer of the list ("queue:<name>"), or another way to paper; says what is wrong with the usual one."""
    text = printing.trouble
    if not text and its is not None and not its.ready:
        text = f"Printer {its.name}: {its.message}"
    elif not text and printing.queue and its is None and found:
        text = f"De printer {printing.queue} is niet gevonden. Kies een andere."
    if not found:
        text = f"{text} Op deze computer is geen printer gevonden.".strip()
    if printing.screen.desk.never_print:
        text = "De voorbeeldschool print niet echt."
    printing.trouble = ""
    choices = [(_QUEUE + queue.name, _label(queue)) for queue in found]
    return await printing.ask(ChooseDialog(printing.document.title, [*choices, *printing.document.elsewhere], text))


async def _use(printing: Printing, found: tuple[Queue, ...], queue: str) -> None:
    """Print on `queue` this time; and from now on, when there was no usual printer or the person says so."""
    printing.queue, store = queue, printing.screen.desk.store
    usual = chosen_printer(store)
    if not next(one for one in found if one.name == queue).ready or queue == usual:
        return
    if not reach(printing.actor, Action.CHOOSE_PRINTER):
        return
    if usual in (one.name for one in found):
        asked = ConfirmDialog(
            f"Voortaan altijd op {queue}?",
            f"Bij nee: alleen dit papier. Anders print de kiosk op {usual}.",
            careful=True,
        )
        if not await printing.ask(asked):
            return
    choose_printer(store, printing.actor, queue)


def _label(queue: Queue) -> str:
    usual = " (de gewone)" if queue.default else ""
    return f"printer {queue.name}{usual}" + (f": {queue.message}" if queue.message else "")
