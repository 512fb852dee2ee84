"""The form becomes paper: the printer chosen once, one copy or two, a stick, and a printer in trouble."""

from pathlib import Path

import pytest

from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.db.store import Store
from kiosk.paper import printer
from kiosk.rules.form import FactKind, Form, Stage, stage
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.today_screen import AtToday, at_today, printed, talked

LISTED = """\
system default destination: team
aula accepting requests since Mon Nov 23 16:51:34 2026
hal accepting requests since Mon Nov 23 16:51:34 2026
team accepting requests since Mon Nov 23 16:51:34 2026
printer aula disabled since Mon Nov 23 16:51:34 2026 -
\tpapier op
printer hal is idle.  enabled since Mon Nov 23 16:51:34 2026
printer team is idle.  enabled since Mon Nov 23 16:51:34 2026
"""
STICK_OR_THERE = ["opslaan op een stick of in een map", "het papier ligt er al"]
ON_TEAM = ["printen op team", "twee exemplaren op team (twee huishoudens)", "andere printer", *STICK_OR_THERE]


class Printers:
    """A folder that is all there is on PATH: three queues, and a program that keeps what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listed(LISTED)
        self.script("lpstat", f"/bin/cat {folder}/listed")
        self.script("lp", f'echo "$@" > {folder}/said\n/bin/cat > {folder}/paper\necho "request id is team-7 ()"')
        self.script("cancel", f'echo "$@" > {folder}/cancelled\n/bin/cp {folder}/after {folder}/listed')
        (folder / "after").write_text(LISTED)

    def script(self, name: str, body: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (self.folder / name).chmod(0o755)

    def listed(self, text: str) -> None:
        """From now on the queues stand like this."""
        (self.folder / "listed").write_text(text)

    def hangs(self) -> None:
        """What is sent stays in the queue, printing for ever."""
        busy = LISTED.replace("team is idle. ", "team now printing team-7. ") + "team-7   juf   1024   nu\n"
        (self.folder / "then").write_text(busy)
        self.script("lp", f'/bin/cp {self.folder}/then {self.folder}/listed\necho "request id is team-7 ()"')

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text()

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).exists()


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printers:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Printers(folder)


@pytest.fixture
def no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    stick = tmp_path / "s"
    stick.mkdir()
    return stick


def usual_team(store: Store) -> Form:
    """A form to print, on a kiosk that prints on "team"."""
    choose_printer(store, actor(store, "Fenna"), "team")
    return talked(store)


async def at_the_choice(here: AtToday) -> None:
    await here.press("enter")
    await here.until(ChooseDialog)


# -- the printer, chosen once ----------------------------------------------------------------------------------------


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


# -- a printer in trouble --------------------------------------------------------------------------------------------


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
        assert "Zo werkt Vandaag" in here.says()
        await here.press("escape")
        await here.until(ConfirmDialog)
        assert "De printer is nog bezig." in here.says()
        await here.press("escape")
        assert await cancelled(here, printers) == "team-7\n"
        assert stage(here.form(1)) is Stage.TALKED


async def test_while_one_form_is_being_printed_enter_does_not_send_it_again(
    school: School, printers: Printers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.4)
    monkeypatch.setattr(printer, "_LET_GO_SECONDS", 0.1)
    printers.hangs()
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)
        await here.until(ConfirmDialog)


async def cancelled(here: AtToday, printers: Printers) -> str:
    """What was taken out of the queue, waiting for it."""
    for _ in range(100):
        if "cancelled" in printers:
            break
        await here.pilot.pause(0.02)
    return (printers.folder / "cancelled").read_text()


@pytest.mark.parametrize("asked", [False, True], ids=["while it is sent", "while it is asked about"])
async def test_who_goes_away_from_a_busy_printer_leaves_nothing_in_its_queue(
    school: School, printers: Printers, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.4)
    monkeypatch.setattr(printer, "_LET_GO_SECONDS", 0.1)
    printers.hangs()
    async with at_today(school, usual_team) as here:
        await at_the_choice(here)
        await here.press("enter")
        if asked:
            await here.until(ConfirmDialog)
        await here.app.back_to_start()
        assert await cancelled(here, printers) == "team-7\n"
        assert stage(here.form(1)) is Stage.TALKED


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


# -- without a printer -----------------------------------------------------------------------------------------------


async def test_without_a_printer_it_is_saved_on_a_stick_with_a_plain_warning(school: School, no_printers: Path) -> None:
    async with at_today(school, talked) as here:
        await at_the_choice(here)
        assert "geen printer gevonden" in here.says()
        assert here.rows() == STICK_OR_THERE
        await here.press("enter")
        assert "In dit bestand staan woorden van een kind." in here.says()
        await here.write("s")  # not a whole path: asked again
        await here.until_it_says("Schrijf de hele map.")
        await here.write("/x")
        await here.until_it_says("Deze map is er niet")
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
