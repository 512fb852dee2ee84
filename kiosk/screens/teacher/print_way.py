"""The form becomes paper: which names stay, a printer or a stick, and whether the paper came out."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.db import facts
from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.errors import KioskError
from kiosk.jobs import print_form
from kiosk.paper import printer
from kiosk.paper.cups import Queue, queues
from kiosk.paper.form import FormPage
from kiosk.paper.printer import Sent
from kiosk.rules.masking import Hit
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case

Answer = TypeVar("Answer")

_QUEUE, _ONE, _TWO, _OTHER, _FOLDER, _OUT_ALREADY = "queue:", "one", "two", "other", "folder", "out"
_READY = "het papier ligt er al"
_ELSEWHERE = [(_FOLDER, "opslaan op een stick of in een map"), (_OUT_ALREADY, _READY)]

_FOLDER_WARNING = (
    "In dit bestand staan woorden van een kind. Gebruik een stick van school. Na het printen: haal het bestand van "
    "de stick, en leg de stick terug in de kluis."
)
_PATIENCE = "Even geduld. Het formulier gaat naar de printer."


@dataclass(frozen=True)
class _Way:
    """How the paper is made: `kind` is one of the choices; the queue and copies for a printer."""

    kind: str
    queue: str = ""
    copies: int = 1


@dataclass
class _Printing:
    """One conversation about printing: what is settled so far is kept when a step is taken again."""

    case: Case
    page: FormPage
    hits: tuple[Hit, ...]
    left: frozenset[Hit] = frozenset()
    queue: str = ""
    trouble: str = ""

    async def copy(self) -> FormPage | None:
        """The page as parents may read it; None when the person went back. Asks only when somebody is named."""
        if not self.hits:
            return self.page
        from kiosk.screens.teacher.masking import MaskingScreen, Text  # only when a name stands there

        wheres = [*(f"vraag {n}" for n, _ in enumerate(self.page.answers, 1)), "afspraak", "opmerking"]
        texts = [Text(*pair) for pair in zip(wheres, print_form.written(self.page), strict=True)]
        left = await self.case.ask(MaskingScreen(self.case.screen.desk, self.case.actor, texts, self.hits, self.left))
        if left is None:
            return None
        self.left = left
        return print_form.without_names(self.page, [hit for hit in self.hits if hit not in left])


async def print_paper(case: Case) -> None:
    """Print the form. Only a person's yes to "Kwam het papier eruit?" makes it printed; any trouble leaves it."""
    with case.screen.told():
        page = print_form.prepare(case.store, case.actor, case.form.id)
        hits = print_form.names_on(case.store, case.form, page)
        printing = _Printing(case, page, hits, queue=chosen_printer(case.store))
        while (way := await _choose(printing)) is not None:
            if await _goes(printing, way):
                return


async def _goes(printing: _Printing, way: _Way) -> bool:
    """Make paper in this way; False when the person went back, or the printer would not and another way is chosen."""
    case, sent = printing.case, None
    if way.kind != _OUT_ALREADY:
        page = await printing.copy()
        if page is None:
            return False
        if way.kind == _FOLDER:
            if not await _to_folder(case, page):
                return False
        else:
            try:
                case.screen.tell(_PATIENCE)
                sent = await _send(case, page, way)
            except KioskError as error:
                printing.trouble = str(error)
                return False
    await _ask_whether_it_came_out(case, sent, way)
    return True


async def _send(case: Case, page: FormPage, way: _Way) -> Sent:
    """Put the page in the queue; when the person goes away meanwhile, nothing of it stays there."""
    gone = threading.Event()

    def send() -> Sent:
        sent = print_form.to_queue(page, way.queue, way.copies)
        if gone.is_set():
            printer.let_go(sent)
        return sent

    try:
        return await _patiently(case, _PATIENCE, send)
    except asyncio.CancelledError:
        gone.set()
        raise


# -- which printer ---------------------------------------------------------------------------------------------------


async def _choose(printing: _Printing) -> _Way | None:
    """The way to paper; the usual printer is offered first. None when the person went back."""
    case = printing.case
    demo = case.screen.desk.never_print  # the fictional school keeps off real printers
    while True:
        found = () if demo else await _patiently(case, "Even geduld. De printers worden opgezocht.", queues)
        its = next((one for one in found if one.name == printing.queue), None)
        if its is None or not its.ready or printing.trouble:
            chosen = await _choose_queue(printing, found, its)
            if chosen is None or not chosen.startswith(_QUEUE):
                return _Way(chosen) if chosen else None
            await _use(printing, found, chosen.removeprefix(_QUEUE))
            continue
        choices = [(_ONE, f"printen op {its.name}"), (_TWO, f"twee exemplaren op {its.name} (twee huishoudens)")]
        other = [(_OTHER, "andere printer")] if len(found) > 1 else []
        asked = ChooseDialog(_title(case), [*choices, *other, *_ELSEWHERE], its.message)
        chosen = await case.ask(asked)
        if chosen in (_ONE, _TWO):
            return _Way(_QUEUE, its.name, 2 if chosen == _TWO else 1)
        if chosen != _OTHER:
            return _Way(chosen) if chosen else None
        chosen = await _choose_queue(printing, found, its)
        if chosen is not None:
            if not chosen.startswith(_QUEUE):
                return _Way(chosen)
            await _use(printing, found, chosen.removeprefix(_QUEUE))


async def _choose_queue(printing: _Printing, found: tuple[Queue, ...], its: Queue | None) -> str | None:
    """A printer of the list ("queue:<name>"), or another way to paper; says what is wrong with the usual one."""
    text = printing.trouble
    if not text and its is not None and not its.ready:
        text = f"Printer {its.name}: {its.message}"
    elif not text and printing.queue and its is None and found:
        text = f"De printer {printing.queue} is niet gevonden. Kies een andere."
    if not found:
        text = f"{text} Op deze computer is geen printer gevonden.".strip()
    if printing.case.screen.desk.never_print:
        text = "De voorbeeldschool print niet echt."
    printing.trouble = ""
    choices = [(_QUEUE + queue.name, _label(queue)) for queue in found]
    return await printing.case.ask(ChooseDialog(_title(printing.case), [*choices, *_ELSEWHERE], text))


async def _use(printing: _Printing, found: tuple[Queue, ...], queue: str) -> None:
    """Print on `queue` this time; and from now on, when there was no usual printer or the person says so."""
    case, printing.queue = printing.case, queue
    usual = chosen_printer(case.store)
    if not next(one for one in found if one.name == queue).ready or queue == usual:
        return
    if usual in (one.name for one in found):
        asked = ConfirmDialog(
            f"Voortaan altijd op {queue}?",
            f"Bij nee: alleen dit papier. Anders print de kiosk op {usual}.",
            careful=True,
        )
        if not await case.ask(asked):
            return
    choose_printer(case.store, case.actor, queue)


def _title(case: Case) -> str:
    return f"Het formulier van {case.child} printen"


def _label(queue: Queue) -> str:
    usual = " (de gewone)" if queue.default else ""
    return f"printer {queue.name}{usual}" + (f": {queue.message}" if queue.message else "")


async def _patiently(case: Case, patience: str, work: Callable[[], Answer]) -> Answer:
    """Do `work` in a thread; say that it takes a while as long as it does."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        seconds = 0.5
        while not (await asyncio.wait({working}, timeout=seconds))[0]:
            case.screen.tell(patience)
            seconds = 6.0  # shorter than the sentence stays
        return await working
    finally:
        working.cancel()


# -- a stick ---------------------------------------------------------------------------------------------------------


async def _to_folder(case: Case, page: FormPage) -> bool:
    """Save the PDF where the person says; asks again after trouble. False when they went back."""
    trouble = ""
    while True:
        text = f"{trouble}\n\n{_FOLDER_WARNING}" if trouble else _FOLDER_WARNING
        asked = AskDialog("In welke map van de stick?", text, placeholder="/media/stick")
        folder = await case.ask(asked)
        if folder is None:
            return False
        try:
            saved = await asyncio.to_thread(print_form.to_folder, page, _absolute(folder))
        except KioskError as error:
            trouble = str(error)
        else:
            case.screen.tell(f"Bewaard als {saved.name}. Print het, en haal het dan van de stick.")
            return True


def _absolute(folder: str) -> Path:
    path = Path(folder)
    if not path.is_absolute():
        raise KioskError("Schrijf de hele map.", "Zo begint die: /media/ en dan de naam van de stick.")
    return path


# -- and the paper ---------------------------------------------------------------------------------------------------


async def _ask_whether_it_came_out(case: Case, sent: Sent | None, way: _Way) -> None:
    question = "Kwam het papier eruit?" if way.copies == 1 else "Kwamen beide papieren eruit?"
    look = "Kijk of het papier er helemaal is. Zo niet, dan blijft het formulier op de lijst om te printen."
    if way.kind == _FOLDER:  # the paper comes out elsewhere, and later
        look = f"Print nu het bestand van de stick. Doe je dat later? Kies Nee, en daarna bij het printen: {_READY}."
    busy = f"{sent.busy}\n\n" if sent and sent.busy else ""
    try:
        came_out = await case.ask(ConfirmDialog(question, busy + look, yes="Ja, het is er", no="Nee"))
    except asyncio.CancelledError:  # the person went away, perhaps to the printer: nobody will say it
        _let_go(sent)
        raise
    if came_out:
        _let_go(sent)
        facts.record_printed(case.store, case.actor, case.form.id)
        case.screen.tell(f"Geprint. Geef het papier nu mee met {case.child}.")
        return
    if sent:
        await asyncio.to_thread(printer.take_back, sent)
    case.screen.tell("Het formulier blijft op de lijst om te printen.")


def _let_go(sent: Sent | None) -> None:
    """Leave nothing in the queue; the printer may be at work for a while yet: nobody waits for that."""
    if sent:
        asyncio.get_running_loop().run_in_executor(None, printer.let_go, sent)
