"""The form becomes paper: the printer chosen once, one copy or two, again, or a stick."""

from pathlib import Path

import pytest

from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.db.store import Store
from kiosk.rules.form import FactKind, Stage, stage
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.printers import ON_TEAM, STICK_OR_THERE, Printers, at_the_choice, usual_team
from tests.screens.teacher.today_screen import at_today, printed, talked


async def test_enter_enter_prints_one_on_the_usual_printer(school: School, printers: Printers) -> None:
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        assert here.rows() == ON_TEAM
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert (printers.folder / "paper").read_bytes().startswith(b"%PDF")
        assert f"-d team -t {here.form(1).number} -n 1 " in printers.said
        assert stage(here.form(1)) is Stage.TALKED  # sent is not printed
        await here.press("enter")
        assert stage(here.form(1)) is Stage.PRINTED
        assert "papier meegeven" in here.rows()[0]


async def test_the_first_time_a_printer_is_chosen_and_remembered(school: School, printers: Printers) -> None:
    async with at_today(school, talked) as here:
        await at_the_choice(here)
        assert [row[:36] for row in here.rows()[:3]] == [
            "printer team (de gewone)",
            "printer aula: De printer staat stil.",
            "printer hal",
        ]
        await here.press("enter")
        await here.until_it_says("Het formulier van")
        assert here.rows() == ON_TEAM
        assert chosen_printer(here.store) == "team"


async def test_two_households_get_two_copies(school: School, printers: Printers) -> None:
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("down", "enter")
        await here.until(ConfirmDialog)
        assert "Kwamen beide papieren eruit?" in here.says()
        assert " -n 2 " in printers.said
        await here.press("enter")
        assert stage(here.form(1)) is Stage.PRINTED


async def test_another_printer_is_for_once_unless_the_person_says_so(school: School, printers: Printers) -> None:
    async with at_today(school, usual_team) as here:
        for answer, remembered in (("escape", "team"), ("left", "hal")):
            await at_the_choice(here)
            await here.press("down", "down", "enter")
            assert here.rows()[2] == "printer hal"
            await here.press("down", "down", "enter")
            await here.until(ConfirmDialog)
            assert "Voortaan altijd op hal?" in here.says()
            await here.press(answer, *(["enter"] if answer == "left" else []))
            await here.until(ChooseDialog)
            assert here.rows()[0] == "printen op hal"
            assert chosen_printer(here.store) == remembered
            await here.press("escape")


async def test_a_reprint_is_a_second_fact(school: School, printers: Printers) -> None:
    def printed_before(store: Store) -> None:
        choose_printer(store, actor(store, "Fenna"), "team")
        printed(store)

    async with at_today(school, printed_before) as here:
        await here.press("p", "up", "enter")
        await here.until_it_says("Het formulier van")
        assert here.rows() == ON_TEAM
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("enter")
        assert len(here.form(1).all(FactKind.PRINTED)) == 2


async def test_without_a_printer_it_is_saved_on_a_stick_with_a_plain_warning(school: School, no_printers: Path) -> None:
    async with at_today(school, talked) as here:
        await at_the_choice(here)
        assert "geen printer gevonden" in here.says()
        assert here.rows() == STICK_OR_THERE
        await here.press("enter")
        assert "Dit bestand gaat over een kind." in here.says()
        await here.write("s")  # not a whole path: asked again, with what was typed
        await here.until_it_says("Schrijf de hele map.")
        await here.press("backspace")
        await here.write("/x")
        await here.until_it_says("Deze map is er niet")
        await here.press("backspace", "backspace")
        await here.paste(str(no_printers))
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert [path.name for path in no_printers.iterdir()] == [f"{here.form(1).number}.pdf"]
        assert "Kies Nee, en daarna bij het printen: het papier ligt er al." in here.says()
        await here.press("enter")
        assert stage(here.form(1)) is Stage.PRINTED


async def test_the_fictional_school_never_reaches_a_real_printer(
    school: School, printers: Printers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "desk", lambda: Desk(school.home, school.clock, never_print=True))
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        assert "De voorbeeldschool print niet echt." in here.says()
        assert here.rows() == STICK_OR_THERE
        await here.press("down", "enter", "enter")
        assert stage(here.form(1)) is Stage.PRINTED
        assert "paper" not in printers


async def test_escape_goes_one_step_back_without_a_trace(school: School, no_printers: Path) -> None:
    async with at_today(school, talked) as here:
        await at_the_choice(here)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        await at_the_choice(here)
        await here.press("enter")
        await here.until(AskDialog)
        await here.press("escape")
        await here.until(ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.TALKED
