"""Making the year report and the register: which one, of which year, and where it goes."""

from pathlib import Path

import pytest
from textual import work
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.db.tables import LogRow
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.head.reports import make_report
from tests.school import School, actor, issue
from tests.screens.head.scenes import earlier, kiosk, rows, told, words
from tests.screens.under_pilot import wait_until


class Asking(StaffScreen[None]):
    """A screen with nothing on it but the conversation."""

    def on_mount(self) -> None:
        self.begin()

    @work
    async def begin(self) -> None:
        await make_report(self, self.actor)


@pytest.fixture(autouse=True)
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "s"
    folder.mkdir()
    return folder


async def ask(pilot: Pilot[None], who: str = "Anneke") -> None:
    await pilot.pause()
    desk = kiosk(pilot).desk
    await pilot.app.push_screen(Asking(desk, actor(desk.store, who)))
    await pilot.pause()


async def until(pilot: Pilot[None], kind: type[object]) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def write(pilot: Pilot[None], line: str) -> None:
    """Paste a line and give Enter."""
    pilot.app.screen.query_one(Input).value = line
    await pilot.press("enter")
    await pilot.pause()


async def test_the_year_report_of_this_year_goes_to_a_stick(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        assert rows(pilot) == ["jaarverslag: grafieken op papier (PDF)", "register: aantallen voor een rekenblad (CSV)"]
        await pilot.press("enter")  # there is only this school year
        await until(pilot, ChooseDialog)
        assert "Het jaarverslag van 2026-2027 printen" in words(pilot)
        await pilot.press("enter")  # a stick: there is no printer
        await until(pilot, AskDialog)
        assert "gaat over een kind" not in words(pilot)
        await write(pilot, str(stick))
        await until(pilot, Asking)
        (saved,) = stick.iterdir()
        assert saved.name == "jaarverslag-2026-2027.pdf"
        assert saved.read_bytes().startswith(b"%PDF")
        assert "Bewaard als jaarverslag-2026-2027.pdf." in told(pilot)


async def test_the_register_of_an_earlier_year_goes_to_a_folder(school: School, stick: Path) -> None:
    with earlier(school, "2026-06-10 10:00") as store:
        issue(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("down", "enter")
        await until(pilot, ChooseDialog)
        assert rows(pilot) == ["2026-2027 (dit schooljaar, tot nu toe)", "2025-2026"]
        await pilot.press("down", "enter")
        await until(pilot, AskDialog)
        assert "Daar komt register-2025-2026.csv." in words(pilot)
        await write(pilot, str(stick))
        await until(pilot, Asking)
        (saved,) = stick.iterdir()
        assert saved.name == "register-2025-2026.csv"
        assert saved.read_text("utf-8-sig").startswith("schooljaar;maand;bouw;gedrag;aantal\n2025-2026;augustus;")
        assert f"Bewaard als {saved}." in told(pilot)


async def test_trouble_with_the_folder_is_told_where_it_is_asked_again(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("down", "enter")
        await until(pilot, AskDialog)
        for folder, sentence in (
            ("stick", "Schrijf de hele map."),
            (str(stick / "weg"), "Deze map is er niet (meer)."),
        ):
            await write(pilot, folder)
            await until(pilot, AskDialog)
            assert sentence in " ".join(words(pilot).split())
        await pilot.press("escape")
        await until(pilot, ChooseDialog)
        await pilot.press("escape")
        await until(pilot, Asking)
        assert not list(stick.iterdir())


async def test_a_second_register_on_the_same_stick_gets_a_number_and_spares_the_first(
    school: School, stick: Path
) -> None:
    (stick / "register-2026-2027.csv").write_text("van een ander")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("down", "enter")
        await until(pilot, AskDialog)
        await write(pilot, str(stick))
        await until(pilot, Asking)
        assert "register-2026-2027-2.csv." in told(pilot)
        assert (stick / "register-2026-2027.csv").read_text() == "van een ander"
        assert len(list(stick.iterdir())) == 2


async def test_who_goes_back_at_once_makes_nothing(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await pilot.press("escape")
        await until(pilot, Asking)
        assert not list(stick.iterdir())
        assert not LogRow.select().where(LogRow.subject.startswith("re")).exists()


@pytest.mark.parametrize("who", ["Fenna", "Tess"])
async def test_who_sees_no_figures_of_the_school_is_told_so(school: School, who: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await ask(pilot, who)
        assert "Dit mag je niet doen in de kiosk." in told(pilot)
        assert isinstance(pilot.app.screen, Asking)
