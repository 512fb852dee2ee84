"""Any document becomes paper: a printer or a stick, one copy or two, and whether the paper came out.

The usual printer comes first. A person says whether the paper came out; until then nothing was printed, and whatever
they say, nothing of it stays in the printer's queue. The fictional school keeps off real printers.
"""

import asyncio
import threading
from pathlib import Path
from typing import Any

from kiosk.db.chosen_printer import chosen_printer
from kiosk.errors import KioskError
from kiosk.paper import printer, stick
from kiosk.paper.printer import Sent
from kiosk.rules.permissions import Actor
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.screens.printer_choice import (
    BY_HAND,
    FOLDER,
    OUT_ALREADY,
    READY,
    Document,
    Printing,
    Way,
    choose_way,
)

__all__ = ["EXAMPLE", "Document", "to_paper", "to_stick"]

EXAMPLE = "bijvoorbeeld /media/stick"
"""What stands in an empty field for a folder."""


async def to_paper(screen: KioskScreen[Any], actor: Actor, document: Document) -> bool:
    """Print or save `document`, asking on top of `screen` (in one of its workers).

    True when a person said that the paper came out, or when it lies on the stick and nothing is asked after that. False
    when they went back or nothing came out; trouble was told. Stores nothing but which printer is used.
    """
    with screen.told():
        printing = Printing(screen, actor, document, chosen_printer(screen.desk.store))
        while (way := await choose_way(printing)) is not None:
            came_out = await _goes(printing, way)
            if came_out is not None:
                return came_out
    return False


async def _goes(printing: Printing, way: Way) -> bool | None:
    """Make paper in this way; None when the person went back, or the printer would not and another way is chosen."""
    document, sent = printing.document, None
    if way.kind == BY_HAND and document.by_hand:
        return await document.by_hand() or None
    if way.kind != OUT_ALREADY:
        if document.settle and not await document.settle():
            return None
        if way.kind == FOLDER:
            if not await _to_folder(printing):
                return None
            if not document.is_asked_after:
                return True
        else:
            try:
                printing.screen.tell(document.patience)
                sent = await _send(printing, way)
            except KioskError as error:
                printing.trouble = str(error)
                return None
    return await _came_out(printing, sent, way)


async def _send(printing: Printing, way: Way) -> Sent:
    """Put the document in the queue; when the person goes away meanwhile, nothing of it stays there."""
    gone, document = threading.Event(), printing.document

    def send() -> Sent:
        sent = printer.send(document.make(), document.name, way.queue, way.copies)
        if gone.is_set():
            printer.let_go(sent)
        return sent

    try:
        return await printing.screen.patiently(document.patience, send)
    except asyncio.CancelledError:
        gone.set()
        raise


# -- a stick ---------------------------------------------------------------------------------------------------------


async def to_stick(screen: KioskScreen[Any], actor: Actor, document: Document) -> None:
    """Save `document` where the person says, asking on top of `screen` (in one of its workers); trouble is told."""
    with screen.told():
        await _to_folder(Printing(screen, actor, document, ""))


async def _to_folder(printing: Printing) -> bool:
    """Save the PDF where the person says; asks again after trouble. False when they went back.

    When they go away while it is being made, nothing of it stays on the stick: nobody would know that it is there.
    """
    gone, trouble, document, desk = threading.Event(), "", printing.document, printing.screen.desk
    typed = "" if document.warning else desk.last_folder  # about a child: a stick chosen each time

    def save(folder: Path) -> Path:
        saved = stick.save(document.make(), folder, document.name)
        if gone.is_set():
            saved.unlink(missing_ok=True)
        return saved

    while True:
        text = "\n\n".join(part for part in (trouble, document.warning) if part)
        asked = AskDialog("In welke map van de stick?", text, value=typed, placeholder=EXAMPLE)
        if (answer := await printing.ask(asked)) is None:
            return False
        typed = answer
        try:
            saved = await asyncio.to_thread(save, stick.absolute(typed))
        except KioskError as error:
            trouble = str(error)
        except asyncio.CancelledError:
            gone.set()
            raise
        else:
            desk.last_folder = typed
            after = " Print het, en haal het dan van de stick." if document.warning else ""
            printing.screen.tell(f"Bewaard als {saved.name}.{after}")
            return True


# -- and the paper ---------------------------------------------------------------------------------------------------


async def _came_out(printing: Printing, sent: Sent | None, way: Way) -> bool:
    """Whether the paper came out, as the person says; afterwards nothing of it is in the queue."""
    document = printing.document
    question = "Kwam het papier eruit?" if way.copies == 1 else "Kwamen beide papieren eruit?"
    look = f"Kijk of het papier er helemaal is. Zo niet, dan blijft {document.what} {document.stays}."
    if way.kind == FOLDER:  # the paper comes out elsewhere, and later
        look = f"Print nu het bestand van de stick. Doe je dat later? Kies Nee, en daarna bij het printen: {READY}."
    busy = f"{sent.busy}\n\n" if sent and sent.busy else ""
    try:
        came_out = await printing.ask(ConfirmDialog(question, busy + look, yes="Ja, het is er", no="Nee"))
    except asyncio.CancelledError:  # the person went away, perhaps to the printer: nobody will say it
        _let_go(sent)
        raise
    if came_out:
        _let_go(sent)
        return True
    if sent:
        await asyncio.to_thread(printer.take_back, sent)
    printing.screen.tell(f"{document.begin} blijft {document.stays}.")
    return False


def _let_go(sent: Sent | None) -> None:
    """Leave nothing in the queue; the printer may be at work for a while yet: nobody waits for that."""
    if sent:
        asyncio.get_running_loop().run_in_executor(None, printer.let_go, sent)
