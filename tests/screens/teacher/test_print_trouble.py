"""A printer in trouble: gone, still, refusing, busy for ever."""

import pytest

from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.db.store import Store
from kiosk.paper import printer
from kiosk.rules.form import Stage, stage
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.printers import STICK_OR_THERE, Printers, at_the_choice, usual_team
from tests.screens.teacher.today_screen import AtToday, at_today, talked


async def test_a_usual_printer_that_is_gone_is_said_and_the_others_are_offered(
    school: School, printers: Printers
) -> None:
    def gone(store: Store) -> None:
        choose_printer(store, actor(store, "Fenna"), "oud")
        talked(store)

    async with at_today(school, gone) as here:
        await at_the_choice(here)
        assert "De printer oud is niet gevonden. Kies een andere." in here.says()
        await here.press("enter")
        await here.until(ChooseDialog)
        assert here.rows()[0] == "printen op team"
        assert chosen_printer(here.store) == "team"  # nobody is asked: the old one is not there any more


async def test_a_usual_printer_that_stands_still_is_said_and_the_others_are_offered(
    school: School, printers: Printers
) -> None:
    def still(store: Store) -> None:
        choose_printer(store, actor(store, "Fenna"), "aula")
        talked(store)

    async with at_today(school, still) as here:
        await at_the_choice(here)
        assert "Printer aula: De printer staat stil. De printer meldt: papier op." in here.says()
        await here.press("down", "enter")  # the still one again: said again
        await here.until_it_says("Printer aula: De printer staat stil.")
        assert "said" not in printers
        assert chosen_printer(here.store) == "aula"
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.TALKED


async def test_paper_that_did_not_come_out_leaves_the_form_to_be_printed(school: School, printers: Printers) -> None:
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("escape")
        assert stage(here.form(1)) is Stage.TALKED
        assert "formulier printen" in here.rows()[0]


async def test_a_printer_that_refuses_is_told_and_another_way_is_offered(school: School, printers: Printers) -> None:
    printers.script("lp", 'echo "lp: The printer or class does not exist." >&2\nexit 1')
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        await here.until_it_says("Deze printer bestaat niet meer. Kies een andere printer")
        assert here.rows()[-2:] == STICK_OR_THERE
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.TALKED


async def test_a_printer_that_prints_for_ever_never_freezes_the_screen_and_its_job_is_taken_out(
    school: School, printers: Printers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.4)
    printers.hangs()
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        await here.press("question_mark")  # meanwhile the screen works
        assert "Enter doet wat er staat" in here.says()
        await here.press("escape")
        await here.until(ConfirmDialog)
        assert "De printer is nog bezig." in here.says()
        await here.press("escape")
        assert await cancelled(here, printers) == "team-7\n"
        assert stage(here.form(1)) is Stage.TALKED


async def test_while_one_form_is_being_printed_enter_does_not_send_it_again(
    school: School, busy_printers: Printers
) -> None:
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)
        await here.until(ConfirmDialog)


async def cancelled(here: AtToday, printers: Printers) -> str:
    """What was taken out of the queue, waiting for it."""
    await here.wait_until(lambda: "cancelled" in printers)
    return (printers.folder / "cancelled").read_text()


@pytest.mark.parametrize("asked", [False, True], ids=["while it is sent", "while it is asked about"])
async def test_who_goes_away_from_a_busy_printer_leaves_nothing_in_its_queue(
    school: School, busy_printers: Printers, asked: bool
) -> None:
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        if asked:
            await here.until(ConfirmDialog)
        await here.app.back_to_start()
        assert await cancelled(here, busy_printers) == "team-7\n"
        assert stage(here.form(1)) is Stage.TALKED
