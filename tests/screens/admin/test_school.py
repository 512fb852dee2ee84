"""The school's own details: what stands on its papers is filled in, saved, and its logo found on a stick."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db import tables
from kiosk.db.store import Store
from kiosk.jobs import find_exports
from kiosk.paper.logo import make_logo
from kiosk.screens.admin.school import SchoolScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.start import StartScreen
from tests.paper.test_logo import picture
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, told, words
from tests.screens.under_pilot import UnderPilot


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick; no other folder of this machine is looked into."""
    monkeypatch.setattr(find_exports, "_STICKS", (f"{tmp_path}/media/*",))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    folder = tmp_path / "media" / "stick"
    folder.mkdir(parents=True)
    return folder


async def come_in(pilot: Pilot[None]) -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(SchoolScreen(app.desk, actor(app.desk.store, "Tess")))
    await pilot.pause()
    return app.desk.store


def log(count: int = 1) -> list[tuple[str, str]]:
    rows = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).limit(count)
    return [(row.action, row.subject) for row in rows]


async def fill_in(pilot: Pilot[None], field: str, typed: str) -> None:
    line = pilot.app.screen.query_one(f"#{field}", Input)
    line.focus()
    line.value = typed
    await pilot.pause()


async def test_what_is_filled_in_is_saved_with_f8_and_the_tag_and_comments_stay(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        assert pilot.app.screen.query_one("#name", Input).value == "De Regenboog"
        assert "beginnen met 123" in words(pilot)
        await pilot.press("tab", "tab", *"Kerkstraat 12, 8232 AB Lelystad")
        await fill_in(pilot, "phone", "0320")
        await fill_in(pilot, "board", "  Stichting\u202e  Noord ")
        await fill_in(pilot, "board_address", "[/b] Postbus 1, 8200 AA Lelystad")
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Klopt dit telefoonnummer: 0320?" in words(pilot)
        await pilot.press("escape")
        assert pilot.app.focused is pilot.app.screen.query_one("#phone", Input)
        await fill_in(pilot, "phone", "0320 123 456")
        await pilot.press("f8")
        await pilot.pause()
        kept = settings.load(school.home).school
        assert kept == store.settings.school
        assert (kept.name, kept.tag, kept.phone) == ("De Regenboog", "123", "0320 123 456")
        assert (kept.address, kept.board) == ("Kerkstraat 12, 8232 AB Lelystad", "Stichting Noord")
        assert kept.board_address == "[/b] Postbus 1, 8200 AA Lelystad"
        assert "# De regio van de schoolvakanties" in school.home.settings.read_text(encoding="utf-8")
        assert log() == [("manage_school", "school")]
        assert isinstance(pilot.app.screen, StartScreen)


async def test_f8_without_a_change_says_that_somebody_found_it_right(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        before = school.home.settings.read_bytes()
        await pilot.press("f8")
        await pilot.pause()
        assert log() == [("manage_school", "school")]
        assert school.home.settings.read_bytes() == before


async def test_a_school_without_a_name_is_not_saved_and_leaving_asks_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await fill_in(pilot, "name", "  ")
        await fill_in(pilot, "phone", "1")
        await pilot.press("f8")
        await pilot.pause()
        assert "Hoe heet de school? Vul de naam in." in told(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#name")
        assert pilot.app.screen.query_one("#phone", Input).value == "1"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("left", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StartScreen)
        assert store.settings.school.phone == "0320 123 456"


async def test_a_logo_is_found_on_a_stick_and_taken_away_again(school: School, stick: Path) -> None:
    (stick / "logo.png").write_bytes(picture())
    async with school.app().run_test(size=(80, 24)) as pilot:
        at = UnderPilot(pilot, kiosk(pilot))
        await come_in(pilot)
        assert "nog geen. Kies er een met F4." in words(pilot)
        await at.press("f4")
        await at.until(ChooseDialog)
        assert at.rows()[0].startswith("logo.png")
        await at.press("enter")
        await at.until(SchoolScreen)
        assert school.home.logo.read_bytes() == make_logo(picture()).png
        assert "er is een logo; het staat op formulier en brieven, niet in een reservekopie." in words(pilot)
        assert log() == [("manage_school", "logo")]
        await at.press("f4")
        await at.until(ChooseDialog)
        await at.press("down", "enter")
        await at.until(ConfirmDialog)
        await at.press("left", "enter")
        await at.until(SchoolScreen)
        assert not school.home.logo.exists()
        assert "nog geen" in words(pilot)


async def test_a_file_that_is_no_picture_is_told_and_the_typed_path_stands_there_still(
    school: School, stick: Path
) -> None:
    (stick / "brief.txt").write_text("geen plaatje")
    async with school.app().run_test(size=(80, 24)) as pilot:
        at = UnderPilot(pilot, kiosk(pilot))
        await come_in(pilot)
        await at.press("f4")
        await at.until(ChooseDialog)
        assert "Er is geen plaatje gevonden." in at.says()
        await at.press("enter")
        await at.until(AskDialog)
        pilot.app.screen.query_one(Input).value = str(stick / "brief.txt")
        await at.press("enter")
        await at.until(ChooseDialog)
        assert "Dit is geen goed plaatje. Kies een PNG- of JPEG-bestand van hooguit 1 MB." in at.says()
        await at.press("enter")
        await at.until(AskDialog)
        assert pilot.app.screen.query_one(Input).value == str(stick / "brief.txt")
        pilot.app.screen.query_one(Input).value = "logo.png"
        await at.press("enter")
        await at.until(ChooseDialog)
        assert "Schrijf de hele naam, met de map ervoor. Zo begint die: /media/" in at.says()
        await at.press("enter")
        await at.until(AskDialog)
        pilot.app.screen.query_one(Input).value = str(stick)
        await at.press("enter")
        await at.until(ChooseDialog)
        assert "is een map" in at.says()
        await at.press("escape", "f1")
        await at.until(TellDialog)
        assert not school.home.logo.exists()
