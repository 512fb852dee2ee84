"""Reading in the school's file at the kiosk: choose it, confirm its columns, say who is who, look, and take it over."""

import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Label

from kiosk.app import KioskApp
from kiosk.db import enrolment, people, tables
from kiosk.db.store import Store
from kiosk.jobs import find_exports
from kiosk.paths import asset
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.admin.import_columns import ColumnsScreen
from kiosk.screens.admin.import_file import ImportFileScreen
from kiosk.screens.admin.import_preview import ImportPreviewScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import RowList
from tests.exchange.new_year import next_year
from tests.school import School, actor, issue
from tests.screens.under_pilot import wait_until

SAMPLE = asset("demo/voorbeeldschool.edexml.xml").read_text(encoding="utf-8")
LIST = Path(__file__).parents[2] / "exchange" / "files" / "voorbeeldschool-leerlingen.csv"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick, which is the only place where files are looked for."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(find_exports, "_places", lambda: [folder])
    monkeypatch.setattr(find_exports, "_own_folders", list)
    return folder


async def come_in(pilot: Pilot[None], given_name: str = "Tess") -> Store:
    """To the list of files."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, KioskApp)
    await app.push_screen(AdminScreen(app.desk, actor(app.desk.store, given_name)))
    await pilot.press("b")
    await until(pilot, ImportFileScreen)
    return app.desk.store


async def until(pilot: Pilot[None], kind: type[object], words: str = "") -> None:
    """Until such a screen stands there with these words on it: files are read on a thread."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, kind) and words in told(pilot))


def told(pilot: Pilot[None]) -> str:
    """The labels, rows and notes of the screen."""
    screen = pilot.app.screen
    rows = [str(option.prompt) for found in screen.query(RowList) for option in found.options]
    notes = [note.message for note in pilot.app._notifications]
    return "\n".join([*(str(label.render()) for label in screen.query(Label)), *rows, *notes])


def rows(pilot: Pilot[None]) -> list[str]:
    return [" ".join(str(option.prompt).split()) for option in pilot.app.screen.query_one(RowList).options]


async def test_a_file_is_taken_over_after_it_was_seen_by_name_and_confirmed(school: School, stick: Path) -> None:
    (stick / "edex.xml").write_text(next_year(SAMPLE), encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ImportPreviewScreen)
        assert "Van school: 24 · Nieuw: 24 · Naar een andere groep: 60 · Gewijzigd: 145 · Groep nieuw: 1" in told(pilot)
        assert rows(pilot)[:2] == ["── Van school: 24", "Bos, Mehmet De Dassen, leerjaar 8"]
        assert len(people.pupils(store)) == 229
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog, "Leerlingen: 24 nieuw, 205 gewijzigd, 24 weg")
        assert "Nog zonder parallelgroep: De Bijen, De Dassen, De Kevers" in told(pilot)
        await pilot.press("enter")
        await until(pilot, AdminScreen, "10 groepen")
        assert {one.group_name for one in people.pupils(store) if one.surname == "Nieuwkomer"} == {"De Kevers"}


async def test_escape_from_the_preview_or_no_changes_nothing(school: School, stick: Path) -> None:
    (stick / "edex.xml").write_text(next_year(SAMPLE), encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = enrolment.roll_now(store)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ImportPreviewScreen)
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("escape", "escape")
        await until(pilot, ImportFileScreen)
        await pilot.press("escape")
        await until(pilot, AdminScreen)
        assert enrolment.roll_now(store) == before


async def test_the_columns_of_a_list_are_shown_with_samples_and_changed_with_the_arrows(
    school: School, stick: Path
) -> None:
    shutil.copy(LIST, stick / "lijst.csv")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "lijst.csv")
        await pilot.press("enter")
        await until(pilot, ColumnsScreen)
        assert rows(pilot)[0] == "Leerlingnummer leerlingnummer L0001 · L0002 · L0003"
        assert rows(pilot)[-1] == "Geboortedatum leest de kiosk niet"
        assert "Zo wordt de eerste van 210: René el Amrani, De Rupsen, leerjaar 1" in told(pilot)
        await pilot.press("left")
        assert "mist deze kolommen: Leerlingnummer" in told(pilot)
        await pilot.press("f8")
        assert isinstance(pilot.app.screen, ColumnsScreen)
        await pilot.press("right", "end", "right")
        assert rows(pilot)[-1] == "Geboortedatum leest de kiosk niet"
        assert "mag niet bewaren" in told(pilot).replace("niet mag", "mag niet")
        await pilot.press("f8")
        await until(pilot, ImportPreviewScreen, "Van school: 19")
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog, "Medewerkers: 0 nieuw, 0 gewijzigd, 0 weg")
        assert len(people.pupils(store)) == 210
        assert len(people.staff(store)) == 18


async def test_one_column_is_never_taken_for_what_another_is(school: School, stick: Path) -> None:
    (stick / "lijst.csv").write_text("Id;Iets;Voornaam;Achternaam;Groep\nL1;x;Bo;Wit;3a\n", encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await until(pilot, ImportFileScreen, "lijst.csv")
        await pilot.press("enter")
        await until(pilot, ColumnsScreen)
        before = rows(pilot)
        assert before[1] == "Iets - x"
        seen = set()
        await pilot.press("down")
        for _ in range(12):
            await pilot.press("right")
            seen.add(rows(pilot)[1].split()[1])
            assert [row for place, row in enumerate(rows(pilot)) if place != 1] == before[:1] + before[2:]
        assert not seen & {"leerlingnummer", "roepnaam", "achternaam", "groep"}
        await pilot.press(*["left"] * 12)
        assert rows(pilot) == before  # each step back undoes one


async def test_what_a_column_is_can_be_another_one_once_it_is_free(school: School, stick: Path) -> None:
    (stick / "lijst.csv").write_text("Id;Nummer;Voornaam;Achternaam;Groep\nx;L1;Bo;Wit;3a\n", encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await until(pilot, ImportFileScreen, "lijst.csv")
        await pilot.press("enter")
        await until(pilot, ColumnsScreen)
        taken = [row.split()[1] for row in rows(pilot)].index("leerlingnummer")
        other = 1 - taken
        await pilot.press("home", *["down"] * taken, "left", "home", *["down"] * other, "right")
        assert [row.split()[1] for row in rows(pilot)][other] == "leerlingnummer"


async def test_who_has_a_new_number_is_asked_about_one_by_one(school: School, stick: Path) -> None:
    changed = re.sub(r'key="L000([12])"', r'key="X\1"', SAMPLE)
    (stick / "edex.xml").write_text(changed, encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        ids = {row.key: row.id for row in tables.Pupil.select()}
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ChooseDialog, "Is dit dezelfde René el Amrani?")
        assert "In het bestand: De Rupsen, leerjaar 1, nummer X1." in told(pilot)
        assert "In de kiosk: De Rupsen, leerjaar 1, nummer L0001." in told(pilot)
        assert len(rows(pilot)) == 2
        await pilot.press("enter")
        await until(pilot, ChooseDialog, "Is dit dezelfde Nina Fernández?")
        await pilot.press("down", "enter")
        await until(pilot, ImportPreviewScreen, "Van school: 1 · Nieuw: 1")
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog)
        keys = {row.id: row.key for row in tables.Pupil.select()}
        assert (keys[ids["L0001"]], keys[ids["L0002"]]) == ("X1", "L0002")
        assert len(people.pupils(store)) == 229


async def test_a_new_administration_is_one_answer_for_all_and_moves_nobody(school: School, stick: Path) -> None:
    (stick / "edex.xml").write_text(re.sub(r'key="L0', 'key="X0', SAMPLE), encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ChooseDialog, "en de andere 228 met een nieuw nummer ook")
        await pilot.press("end", "enter")
        await until(pilot, ImportPreviewScreen, "Dit bestand verandert niets.")
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog, "Leerlingen: 0 nieuw, 0 gewijzigd, 0 weg")
        assert tables.Pupil.select().where(tables.Pupil.key.startswith("X0")).count() == 229


async def test_a_file_that_lets_most_pupils_go_is_asked_about_with_no_in_front(school: School, stick: Path) -> None:
    left = re.sub(r' *<leerling key="L01.*\n', "", re.sub(r' *<leerling key="L00.*\n', "", SAMPLE))
    (stick / "edex.xml").write_text(left, encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        sentence = "199 van de 229 leerlingen staan niet in dit bestand."
        await until(pilot, ImportPreviewScreen, sentence)
        await pilot.press("f8")
        await until(pilot, ConfirmDialog, sentence)
        await pilot.press("enter")
        await until(pilot, ImportPreviewScreen)
        assert len(people.pupils(store)) == 229


async def test_directie_sees_whose_forms_are_not_finished_and_beheer_does_not(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, "Anneke")
        form = issue(store).form
        key = tables.Pupil.get_by_id(form.pupil_id).key
        (stick / "edex.xml").write_text(re.sub(rf' *<leerling key="{key}".*\n', "", SAMPLE), encoding="utf-8")
        for name, is_told in (("Anneke", True), ("Tess", False)):
            await pilot.press("escape", "escape")
            await come_in(pilot, name)
            await until(pilot, ImportFileScreen, "edex.xml")
            await pilot.press("enter")
            await until(pilot, ImportPreviewScreen, "Van school: 1")
            assert ("1 formulier nog niet klaar" in told(pilot)) is is_told
            await pilot.press("escape")


async def test_a_file_elsewhere_is_typed_and_a_broken_one_told_in_one_sentence(school: School, stick: Path) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "Geen bestand gevonden.")
        await pilot.press("slash")
        await until(pilot, AskDialog)
        await pilot.press(*"~x/a", "enter")
        await until(pilot, ImportFileScreen, "Schrijf de hele naam, met de map ervoor.")
        (stick / "[b]kapot.xml").write_text("<EDEX>", encoding="utf-8")
        await pilot.press("slash")
        await until(pilot, AskDialog)
        await pilot.press("b")
        assert pilot.app.screen.query_one(LineField).value == "~x/ab"
        pilot.app.screen.query_one(LineField).value = str(stick / "[b]kapot.xml")
        await pilot.press("enter")
        await until(pilot, ImportFileScreen, 'Het bestand "[b]kapot.xml" is niet compleet')
        await pilot.press("v")
        await until(pilot, ImportFileScreen, "[b]kapot.xml   ")
        await pilot.press("escape")
        await until(pilot, AdminScreen)
        assert len(people.pupils(store)) == 229


async def test_markup_and_escapes_in_a_file_are_text_on_every_screen(school: School, stick: Path) -> None:
    odd = SAMPLE.replace("René</roepnaam>", "[@click=app.quit]R[/x]</roepnaam>").replace("De Rupsen", "[/x]\u202e")
    (stick / "edex.xml").write_text(odd, encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ImportPreviewScreen, "[@click=app.quit]R[/x]")
        assert "Groep met een andere naam: 1" in told(pilot)
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog, "[/x]")
        assert "[@click=app.quit]R[/x] el Amrani" in people.pupil_names(store).values()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_screen_of_it_fits(school: School, stick: Path, size: tuple[int, int]) -> None:
    shutil.copy(LIST, stick / "lijst.csv")
    async with school.app().run_test(size=size) as pilot:
        await come_in(pilot)
        await until(pilot, ImportFileScreen, "lijst.csv")
        for key, kind in (("enter", ColumnsScreen), ("f8", ImportPreviewScreen)):
            await pilot.press(key)
            await until(pilot, kind)
            await pilot.pause()
            screen = pilot.app.screen
            assert screen.query_one(Footer).virtual_size.width <= size[0]
            assert screen.query_one(RowList).size.height >= 8
            assert screen.virtual_size.height <= size[1]


async def test_who_takes_over_a_role_from_the_file_gets_none(school: School, stick: Path) -> None:
    new = '<leerkracht key="M99"><roepnaam>Nieuwe</roepnaam><rol>DIR</rol></leerkracht></leerkrachten>'
    (stick / "edex.xml").write_text(SAMPLE.replace("</leerkrachten>", new), encoding="utf-8")
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await until(pilot, ImportFileScreen, "edex.xml")
        await pilot.press("enter")
        await until(pilot, ImportPreviewScreen, "Medewerker nieuw: 1")
        await pilot.press("f8")
        await until(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until(pilot, TellDialog, "Rollen en pincodes geef je zelf")
        (member,) = [one for one in people.staff(store) if one.given_name == "Nieuwe"]
        assert member.roles == frozenset()
