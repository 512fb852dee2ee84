"""Any document becomes paper: told as what it is, done once it lies on a stick, and nobody's name in the queue."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.errors import KioskError
from kiosk.rules.permissions import Actor, Role
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.to_paper import Document, to_paper
from tests.school import School, actor
from tests.screens.teacher.printers import Printers
from tests.screens.under_pilot import UnderPilot


def document(**other: Any) -> Document:
    """A report without anybody's words."""
    fields: dict[str, Any] = {
        "name": "jaarverslag-2026-2027",
        "title": "Het jaarverslag printen",
        "what": "het jaarverslag",
        "stays": "hier klaarstaan",
        "make": lambda: b"%PDF-1.4 verslag",
        "two_copies": "twee exemplaren op {}",
        "warning": "",
    }
    return Document(**(fields | other))


class Reports(StaffScreen[None]):
    """A screen from which something is printed; `done` says how each time ended."""

    done: list[bool]

    def __init__(self, desk: Desk, who: Actor, printed: Document) -> None:
        super().__init__(desk, who)
        self.printed, self.done = printed, []

    def on_mount(self) -> None:
        self.again()

    def again(self) -> None:
        self.run_worker(self._print())

    async def _print(self) -> None:
        self.done.append(await to_paper(self, self.actor, self.printed))


@dataclass
class AtReports(UnderPilot):
    """At the screen that prints."""

    screen: Reports


@asynccontextmanager
async def at_reports(school: School, printed: Document, *, usual: str = "") -> AsyncIterator[AtReports]:
    app = school.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        head = actor(app.desk.store, "Anneke")
        if usual:
            choose_printer(app.desk.store, head, usual)
        screen = Reports(app.desk, head, printed)
        app.push_screen(screen)
        await pilot.pause()
        yield AtReports(pilot, app, screen)


async def test_it_is_printed_once_a_person_says_that_it_came_out(school: School, printers: Printers) -> None:
    async with at_reports(school, document(), usual="team") as here:
        await here.until(ChooseDialog)
        assert "Het jaarverslag printen" in here.says()
        assert here.rows() == [
            "printen op team",
            "twee exemplaren op team",
            "andere printer",
            "opslaan op een stick of in een map",
        ]
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert "-t jaarverslag-2026-2027 -n 1 " in printers.said
        assert here.screen.done == []
        await here.press("enter")
        assert here.screen.done == [True]


async def test_what_opens_everything_comes_once_and_on_no_stick_or_is_copied_by_hand(
    school: School, printers: Printers
) -> None:
    answers = [False, True]

    async def copied() -> bool:
        return answers.pop(0)

    async with at_reports(school, document(by_hand=copied), usual="team") as here:
        await here.until(ChooseDialog)
        assert here.rows() == ["printen op team", "andere printer", "overschrijven van het scherm"]
        await here.press("end", "enter")
        await here.until(ChooseDialog)  # back from copying: to the same choice
        assert (here.screen.done, answers) == ([], [True])
        await here.press("end", "enter")
        assert here.screen.done == [True]
        assert "said" not in printers


async def test_when_no_paper_came_it_is_told_where_the_document_stays(school: School, printers: Printers) -> None:
    async with at_reports(school, document(), usual="team") as here:
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert "Zo niet, dan blijft het jaarverslag hier klaarstaan." in here.says()
        await here.press("escape")
        await here.wait_until(lambda: here.screen.done)
        assert here.screen.done == [False]
        assert "Het jaarverslag blijft hier klaarstaan." in here.told()


async def test_saved_on_a_stick_it_is_done_without_a_question(school: School, no_printers: Path) -> None:
    async with at_reports(school, document()) as here:
        await here.until(ChooseDialog)
        assert here.rows() == ["opslaan op een stick of in een map"]
        await here.press("enter")
        await here.until(AskDialog)
        assert "gaat over een kind" not in here.says()  # a report has none
        here.app.screen.query_one(Input).value = str(no_printers)
        await here.press("enter")
        await here.until(Reports)
        assert here.screen.done == [True]
        assert [path.name for path in no_printers.iterdir()] == ["jaarverslag-2026-2027.pdf"]
        assert here.told() == "Bewaard als jaarverslag-2026-2027.pdf."


async def test_a_document_with_a_child_s_words_warns_before_it_is_on_a_stick(school: School, no_printers: Path) -> None:
    letter = Document("brief-1", "De brief printen", "de brief", "hier klaarstaan", lambda: b"%PDF")
    async with at_reports(school, letter) as here:
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(AskDialog)
        assert "Dit bestand gaat over een kind." in here.says()
        assert "haal het bestand van de stick" in here.says()
        here.app.screen.query_one(Input).value = str(no_printers)
        await here.press("enter")
        await here.until(Reports)
        assert here.told() == "Bewaard als brief-1.pdf. Print het, en haal het dan van de stick."


async def test_the_folder_of_before_is_proposed_for_a_report_never_about_a_child_and_not_to_the_next_person(
    school: School, no_printers: Path
) -> None:
    async with at_reports(school, document()) as here:
        letter = Document("brief-1", "De brief printen", "de brief", "hier klaarstaan", lambda: b"%PDF")
        for printed, proposed in ((document(), ""), (letter, ""), (document(), str(no_printers))):
            here.screen.printed = printed
            if here.screen.done:
                here.screen.again()
            await here.until(ChooseDialog)
            await here.press("enter")
            await here.until(AskDialog)
            assert here.app.screen.query_one(Input).value == proposed
            here.app.screen.query_one(Input).value = str(no_printers)
            await here.press("enter")
            await here.until(Reports)
        await here.app.back_to_start()
        await here.pilot.pause()
        assert here.app.desk.last_folder == ""


async def test_who_goes_away_while_it_is_made_leaves_nothing_on_the_stick(school: School, no_printers: Path) -> None:
    begun, go_on, made = threading.Event(), threading.Event(), threading.Event()

    def make() -> bytes:
        begun.set()
        go_on.wait(10)
        made.set()
        return b"%PDF"

    async with at_reports(school, document(make=make)) as here:
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(AskDialog)
        here.app.screen.query_one(Input).value = str(no_printers)
        await here.press("enter")
        assert await asyncio.to_thread(begun.wait, 10)
        here.screen.workers.cancel_node(here.screen)
        await here.pilot.pause()
        go_on.set()
        assert await asyncio.to_thread(made.wait, 10)
        assert here.screen.done == []
    await asyncio.get_running_loop().shutdown_default_executor()  # until what it was made in has ended
    assert not list(no_printers.iterdir())


async def test_what_is_asked_before_can_send_back_to_the_choice(school: School, no_printers: Path) -> None:
    answers = [False, True]

    async def settle() -> bool:
        return answers.pop(0)

    async with at_reports(school, document(settle=settle)) as here:
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(ChooseDialog)
        assert answers == [True]
        await here.press("enter")
        await here.until(AskDialog)
        await here.press("escape")
        await here.until(ChooseDialog)
        await here.press("escape")
        assert here.screen.done == [False]
        assert list(no_printers.iterdir()) == []


async def test_a_document_that_cannot_be_made_is_told_and_asked_again(school: School, no_printers: Path) -> None:
    def fails() -> bytes:
        raise KioskError("Dit verslag is leeg.", "Kies een ander jaar.")

    async with at_reports(school, document(make=fails)) as here:
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(AskDialog)
        here.app.screen.query_one(Input).value = str(no_printers)
        await here.press("enter")
        await here.wait_until(lambda: "Dit verslag is leeg." in here.says())
        assert "Dit verslag is leeg. Kies een ander jaar." in here.says()


async def test_who_may_not_choose_the_kiosk_s_printer_prints_without_changing_it(
    school: School, printers: Printers
) -> None:
    async with at_reports(school, document()) as here:
        await here.until(ChooseDialog)
        here.screen.actor = Actor("KiVa", frozenset({Role.KIVA_TEAM}), staff_id=here.screen.actor.staff_id)
        await here.press("escape")
        here.screen.again()
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.wait_until(lambda: here.rows()[0] == "printen op team")
        assert here.rows()[0] == "printen op team"
        assert chosen_printer(here.app.desk.store) == ""


def test_only_a_form_has_paper_that_lies_there_already() -> None:
    assert [key for key, _ in document().elsewhere] == ["folder"]
    assert [key for key, _ in document(is_asked_after=True).elsewhere] == ["folder", "out"]


@pytest.mark.parametrize("what", ["de brief", "het jaarverslag"])
def test_it_is_called_by_what_it_is(what: str) -> None:
    assert document(what=what).patience == f"Even geduld. {what.capitalize()} gaat naar de printer."
