"""Handing out a pupil's whole file: a warning first, then which names stay, then paper; nothing lies about."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual import work
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Label

from kiosk.db import people
from kiosk.db.tables import LogRow
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.head.pupil_file import hand_out_file
from kiosk.screens.teacher.masking import MaskingScreen
from tests.school import School, actor, issue
from tests.screens.head.scenes import earlier, kiosk, told, words
from tests.screens.under_pilot import wait_until


class Asking(StaffScreen[None]):
    """A screen with nothing on it but the conversation."""

    def __init__(self, desk: Desk, actor: Actor, pupil_id: int) -> None:
        super().__init__(desk, actor)
        self._pupil_id = pupil_id

    def body(self) -> ComposeResult:
        yield Label("hier", markup=False)

    def on_mount(self) -> None:
        self.begin()

    @work
    async def begin(self) -> None:
        await hand_out_file(self, self.actor, self._pupil_id)


@pytest.fixture(autouse=True)
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "s"
    folder.mkdir()
    return folder


async def ask(pilot: Pilot[None], who: str = "Anneke") -> None:
    """The conversation about the first pupil of De Egels, on top of start."""
    await pilot.pause()
    desk = kiosk(pilot).desk
    pupil = next(one for one in people.pupils(desk.store) if one.group_name == "De Egels")
    await pilot.app.push_screen(Asking(desk, actor(desk.store, who), pupil.id))
    await pilot.pause()


async def until(pilot: Pilot[None], kind: type[object]) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, kind))


def opened() -> int:
    """How often a file was opened, as the log has it."""
    return int(LogRow.select().where(LogRow.action == "subject_access").count())


async def test_from_the_warning_by_the_names_to_a_file_on_the_stick(school: School, stick: Path) -> None:
    with earlier(school, "2026-11-20 10:00") as store:
        issue(store, seen="Duwde Zofia. Floor zag het.")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        assert "Het hele dossier van Luuk d'Ancona?" in words(pilot)
        assert "Geef het alleen aan een ouder met gezag die erom vroeg." in " ".join(words(pilot).split())
        assert opened() == 0
        await pilot.press("left", "enter")
        await until(pilot, ChooseDialog)
        assert opened() == 1
        await pilot.press("enter")  # a stick: there is no printer
        await until(pilot, MaskingScreen)
        await pilot.press("down", "space", "f8")  # Floor's name stays
        await until(pilot, AskDialog)
        pilot.app.screen.query_one(Input).value = str(stick)
        await pilot.press("enter")
        await until(pilot, Asking)
        await pilot.pause()
        assert "Geef het dossier zelf aan de ouder" in told(pilot)
        (saved,) = stick.iterdir()
        assert saved.name == "inzage-20261123.pdf"
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(saved.read_bytes())).pages)
        assert "Duwde (naam). Floor zag het." in " ".join(text.split())


async def test_no_at_the_warning_opens_nothing(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("enter")  # the focus stands on no
        await until(pilot, Asking)
        assert opened() == 0
        assert not list(stick.iterdir())


async def test_who_goes_back_at_the_names_chooses_again_and_leaves_no_file(school: School, stick: Path) -> None:
    with earlier(school, "2026-11-20 10:00") as store:
        issue(store, seen="Duwde Zofia.")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("left", "enter")
        await until(pilot, ChooseDialog)
        await pilot.press("enter")
        await until(pilot, MaskingScreen)
        await pilot.press("escape")
        await until(pilot, ChooseDialog)
        await pilot.press("escape")
        await until(pilot, Asking)
        assert told(pilot) == ""
        assert not list(stick.iterdir())


@pytest.mark.parametrize("who", ["Joost", "Fenna"])
async def test_who_is_not_directie_is_told_so_before_anything_is_asked(school: School, who: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot, who)
        await pilot.pause()
        assert "Dit mag je niet doen in de kiosk." in told(pilot)
        assert not isinstance(pilot.app.screen, ConfirmDialog)
        assert opened() == 0
