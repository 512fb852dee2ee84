"""The form becomes paper: choose a printer or a stick, and say whether the paper came out."""

import asyncio
from pathlib import Path

from kiosk.db import facts
from kiosk.errors import KioskError
from kiosk.jobs import print_form
from kiosk.paper.form import FormPage
from kiosk.paper.printer import Queue, queues
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case

_QUEUE, _FOLDER, _OUT_ALREADY = "queue:", "folder", "out"

_FOLDER_WARNING = (
    "In dit bestand staan woorden van een kind. Gebruik een stick van school. Na het printen: haal het bestand van "
    "de stick, en leg de stick terug in de kluis."
)


async def print_paper(case: Case) -> None:
    """Print the form. Only a person's yes to "Kwam het papier eruit?" makes it printed; any trouble leaves it."""
    with case.screen.told():
        page = print_form.prepare(case.store, case.actor, case.form.id)
        way = await _choose(case)
        if way is None:
            return
        if way == _FOLDER and not await _to_folder(case, page):
            return
        if way.startswith(_QUEUE):
            case.screen.tell("Even geduld. Het formulier gaat naar de printer.")
            await asyncio.to_thread(print_form.to_queue, page, way.removeprefix(_QUEUE))
        await _ask_whether_it_came_out(case)


async def _choose(case: Case) -> str | None:
    """The way to paper: "queue:<name>", a folder, or that it lies there already."""
    demo = case.screen.desk.never_print  # the fictional school keeps off real printers
    found = () if demo else await asyncio.to_thread(queues)
    choices = [(_QUEUE + queue.name, _label(queue)) for queue in found]
    choices += [(_FOLDER, "opslaan op een stick of in een map"), (_OUT_ALREADY, "het papier ligt er al")]
    text = "" if found else "Op deze computer is geen printer gevonden."
    if demo:
        text = "De voorbeeldschool print niet echt."
    return await case.ask(ChooseDialog(f"Het formulier van {case.child} printen", choices, text))


def _label(queue: Queue) -> str:
    usual = " (de gewone)" if queue.default else ""
    return f"printer {queue.name}{usual}" + (f": {queue.message}" if queue.message else "")


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


async def _ask_whether_it_came_out(case: Case) -> None:
    came_out = await case.ask(
        ConfirmDialog(
            "Kwam het papier eruit?",
            "Kijk of het papier er helemaal is. Zo niet, dan blijft het formulier op de lijst om te printen.",
            yes="Ja, het is er",
            no="Nee",
        )
    )
    if came_out:
        facts.record_printed(case.store, case.actor, case.form.id)
        case.screen.tell(f"Geprint. Geef het papier nu mee met {case.child}.")
    else:
        case.screen.tell("Het formulier blijft op de lijst om te printen.")
