"""The paper's way home and back: every road, worked with keys, and what the store keeps of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.db import facts, people
from kiosk.db.store import Store
from kiosk.rules.form import Fact, FactKind, Outcome, Stage, stage
from kiosk.rules.permissions import command_line
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.today_screen import AtToday, at_today, printed, taken_home, talked

PRINTERS = """\
system default destination: team
aula accepting requests since Mon Nov 23 16:51:34 2026
team accepting requests since Mon Nov 23 16:51:34 2026
printer aula disabled since Mon Nov 23 16:51:34 2026 -
\tpapier op
printer team is idle.  enabled since Mon Nov 23 16:51:34 2026
"""


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all there is on PATH, with two queues and a program that keeps the paper as `paper`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "listed").write_text(PRINTERS)
    stand_in(folder, "lpstat", f"/bin/cat {folder}/listed")
    stand_in(folder, "lp", f"/bin/cat > {folder}/paper")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    stick = tmp_path / "s"
    stick.mkdir()
    return stick


def stand_in(folder: Path, name: str, body: str) -> None:
    """A program of this name that does no more than `body`."""
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def last(here: AtToday, kind: FactKind) -> Fact:
    fact = here.form(1).last(kind)
    assert fact is not None
    return fact


# -- print -----------------------------------------------------------------------------------------------------------


async def test_print_on_the_usual_printer_and_a_yes_makes_it_printed(school: School, printers: Path) -> None:
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        assert here.rows()[0] == "printer team (de gewone)"
        assert here.rows()[1].startswith("printer aula: De printer staat stil.")
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert (printers / "paper").read_bytes().startswith(b"%PDF")
        assert stage(here.form(1)) is Stage.TALKED  # sent is not printed
        await here.press("enter")
        assert stage(here.form(1)) is Stage.PRINTED
        assert "papier meegeven" in here.rows()[0]


async def test_paper_that_did_not_come_out_leaves_the_form_to_be_printed(school: School, printers: Path) -> None:
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("escape")
        assert stage(here.form(1)) is Stage.TALKED
        assert "formulier printen" in here.rows()[0]


async def test_a_printer_that_stands_still_is_told_and_leaves_the_form_to_be_printed(
    school: School, printers: Path
) -> None:
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        await here.until(TodayScreen)
        assert not (printers / "paper").exists()
        assert stage(here.form(1)) is Stage.TALKED


async def test_without_a_printer_it_is_saved_on_a_stick_with_a_plain_warning(
    school: School, no_printers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        assert "geen printer gevonden" in here.says()
        assert here.rows() == ["opslaan op een stick of in een map", "het papier ligt er al"]
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
        await here.press("enter")
        assert stage(here.form(1)) is Stage.PRINTED


async def test_the_fictional_school_never_reaches_a_real_printer(
    school: School, printers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "desk", lambda: Desk(school.home, school.clock, never_print=True))
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        assert "De voorbeeldschool print niet echt." in here.says()
        assert here.rows() == ["opslaan op een stick of in een map", "het papier ligt er al"]
        await here.press("down", "enter", "enter")
        assert stage(here.form(1)) is Stage.PRINTED
        assert not (printers / "paper").exists()


async def test_escape_goes_back_from_printing_without_a_trace(school: School, no_printers: Path) -> None:
    async with at_today(school, talked) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("enter", "escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.TALKED


# -- home and back ---------------------------------------------------------------------------------------------------


async def test_the_paper_goes_home_and_is_due_the_next_school_day(school: School) -> None:
    school.clock.forward(days=25)  # Friday 18 December: the holidays come first
    async with at_today(school, printed) as here:
        await here.press("enter")
        assert "maandag 4 januari 2027" in here.says()
        await here.press("escape")
        assert stage(here.form(1)) is Stage.PRINTED
        await here.press("enter", "enter")
        assert stage(here.form(1)) is Stage.AT_HOME
        assert "terug ma 4 jan" in here.rows()[0]


async def test_the_usual_road_signed_the_next_day_and_hung_in_parnasys(school: School) -> None:
    async with at_today(school, taken_home) as here:
        school.clock.forward(days=1)
        await here.press("question_mark", "escape")  # another screen and back: the list is fresh
        assert "moet vandaag terug" in here.rows()[0]
        await here.press("enter", "down", "enter")
        await here.write("[/x]")
        fact = last(here, FactKind.RETURNED)
        assert (fact.outcome, fact.note) == (Outcome.AGREED, "[/x]")
        assert "in ParnaSys hangen" in here.rows()[0]
        await here.press("enter")
        number = here.form(1).number
        assert "Hangt het ondertekende papier in ParnaSys?" in here.says()
        assert f"Oeps-formulier 123 26 0001 {number[9]}, ma 23 nov, lichamelijk geweld," in here.says()
        assert "ondertekend di 24 nov (akkoord)." in here.says()
        await here.press("enter")
        assert stage(here.form(1)) is Stage.FILED
        assert here.rows() == ["Niets te doen. Met n geef je een formulier."]


async def test_a_reminder_is_offered_from_the_first_school_day_after_the_due_day(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter")
        assert not any("aandringen" in row for row in here.rows())
        await here.press("escape")
        school.clock.forward(days=2)
        await here.press("question_mark", "escape")  # another screen and back: the list is fresh
        assert "eerste keer aandringen 1 dag te laat" in here.rows()[0]
        await here.press("enter")
        assert here.rows()[:3] == ["aandringen: gebeld", "aandringen: gesproken", "aandringen: bericht gestuurd"]
        await here.press("down", "down", "enter")
        assert last(here, FactKind.REMINDED).note == "bericht gestuurd"
        assert "thuis, om te ondertekenen" in here.rows()[0]


async def test_after_two_reminders_it_lies_with_directie_and_can_still_come_back(school: School) -> None:
    def reminded_twice(store: Store) -> None:
        form, fenna = taken_home(store), actor(store, "Fenna")
        for days in (2, 1):
            school.clock.forward(days=days)
            facts.remind(store, fenna, form.id, "gebeld")
        school.clock.forward(days=1)

    async with at_today(school, reminded_twice) as here:
        assert "bij de directie" in here.rows()[0]
        await here.press("enter", "enter", "enter")
        assert stage(here.form(1)) is Stage.RETURNED


async def test_unsigned_stays_on_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "down", "down", "enter", "enter")
        assert last(here, FactKind.RETURNED).outcome is Outcome.UNSIGNED
        assert "thuis, om te ondertekenen" in here.rows()[0]
        assert "niet ondertekend" in here.says()


async def test_a_refusal_is_kept_and_the_paper_stays_on_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter")
        assert "meteen naar de directie" not in here.rows()
        await here.press("up", "up", "enter", "enter")
        assert last(here, FactKind.RETURNED).outcome is Outcome.REFUSED
        assert stage(here.form(1)) is Stage.AT_HOME


async def test_after_a_refusal_the_teacher_may_go_to_directie_at_once_with_a_reason(school: School) -> None:
    def refused(store: Store) -> None:
        facts.record_return(store, actor(store, "Fenna"), taken_home(store).id, Outcome.REFUSED)

    async with at_today(school, refused) as here:
        await here.press("enter")
        assert here.rows()[4] == "meteen naar de directie"
        await here.press(*["down"] * 4, "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)  # one step back, nothing written
        await here.press(*["down"] * 4, "enter")
        await here.write("boos")
        assert last(here, FactKind.ESCALATED).note == "boos"
        assert "bij de directie" in here.rows()[0]


async def test_escape_goes_one_step_back_from_the_remark_and_then_to_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.AT_HOME


async def test_a_second_household_adds_its_signature(school: School) -> None:
    def signed(store: Store) -> None:
        facts.record_return(store, actor(store, "Fenna"), taken_home(store).id, Outcome.SEEN)

    async with at_today(school, signed) as here:
        await here.press("p", "down", "enter", "enter")
        assert [fact.outcome for fact in here.form(1).all(FactKind.RETURNED)] == [Outcome.SEEN, Outcome.AGREED]
        assert "in ParnaSys hangen" in here.rows()[0]


async def test_the_open_paper_of_a_pupil_who_left_is_for_directie(school: School) -> None:
    def left(store: Store) -> None:
        form = talked(store)
        assert form.pupil_id is not None
        gone = people.pupil(store, form.pupil_id)
        roll = people.roll_now(store)
        stay = tuple(one for one in roll.pupils if (one.given_name, one.surname) != (gone.given_name, gone.surname))
        people.apply_roll(store, command_line(), replace(roll, pupils=stay))

    async with at_today(school, left, who="Anneke") as here:
        assert "bij de directie" in here.rows()[0]
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)
        assert "is van school" in here.says()
