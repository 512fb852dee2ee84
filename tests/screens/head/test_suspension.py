"""One suspension: what was decided, the tasks with a tick, and taking it back."""

from dataclasses import replace
from datetime import date

from kiosk.db import facts, suspensions
from kiosk.rules.suspension import Duty, Ground
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.head.suspension import SuspensionScreen
from tests.school import School, actor, issue
from tests.screens.head.par11 import open_suspension
from tests.screens.head.scenes import earlier, keys_shown, kiosk, rows, told, words
from tests.screens.roads.scenes import press


async def test_the_tasks_stand_there_with_the_day_on_which_they_are_due(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_suspension(pilot)
        assert rows(pilot) == [
            "○ brief aan de ouders di 24 nov",
            "○ bericht aan het schoolbestuur di 24 nov",
            "○ bericht aan leerplicht di 24 nov",
            "○ bericht aan de inspectie di 24 nov",
            "○ terugkeergesprek do 26 nov",
        ]
        assert "2 schooldagen: di 24 nov tot en met wo 25 nov · terug do 26 nov, 8.30 uur" in words(pilot)
        assert "Bezwaar bij het schoolbestuur kan tot en met ma 30 nov." in words(pilot)


async def test_enter_ticks_a_task_off_by_name_and_date_and_goes_to_the_next(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot)
        await press(pilot, "enter", "enter", "enter")
        assert rows(pilot)[0] == "● brief aan de ouders gedaan ma 23 nov, Anneke de Groot"
        school.clock.forward(days=3)
        await press(pilot, "enter", ["ooit"], "enter")
        assert "Deze dag kan ik niet lezen." in words(pilot)
        await press(pilot, ["gisteren"], "enter", ["mail aan Karin"], "enter")
        assert rows(pilot)[1] == "● bericht aan het schoolbestuur gedaan wo 25 nov, Anneke de Groot"
        assert rows(pilot)[2] == "▲ bericht aan leerplicht moest di 24 nov"
        done = suspensions.suspension(store, actor(store, "Joost"), one.id).done
        assert [(duty, each.done_on, each.note) for duty, each in done.items()] == [
            (Duty.PARENTS_LETTER, date(2026, 11, 23), ""),
            (Duty.BOARD, date(2026, 11, 25), "mail aan Karin"),
        ]
        await press(pilot, "up", "enter")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "mail aan Karin" in words(pilot)


async def test_a_day_before_the_decision_is_refused_and_esc_ticks_nothing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot)
        await press(pilot, "enter", ["20-11"], "enter")
        assert "Toen was er nog niet besloten." in words(pilot)  # asked again at once
        await press(pilot, "escape", "enter", "enter", "escape")
        assert isinstance(pilot.app.screen, SuspensionScreen)
        assert suspensions.suspension(store, actor(store, "Joost"), one.id).done == {}


async def test_a_suspended_child_without_a_form_is_among_the_pupils(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, _ = await open_suspension(pilot)
        await pilot.app.push_screen(PupilsScreen(kiosk(pilot).desk, actor(store, "Anneke")))
        await pilot.pause()
        assert rows(pilot) == ["Luuk d'Ancona De Egels 0x ◆ schorsing"]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LineScreen)


async def test_the_whole_decision_can_be_read(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_suspension(pilot)
        await press(pilot, "l")
        text = words(pilot)
        for part in (
            "Reden:\nSloeg op het plein.",
            "Het herstelgesprek kon niet: Ouders willen niet.",
            "Gehoord: Luuk en moeder, ma 23 nov",
            "Schoolwerk: Rekenen en taal.",
            "Contact: Anneke de Groot, 0320 123 456",
            "Besloten door Anneke de Groot, ma 23 nov.",
        ):
            assert part in text


async def test_it_is_withdrawn_with_a_reason_after_a_careful_question(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot)
        await press(pilot, "enter", "enter", "enter", "i", ["Bezwaar gegrond."], "enter", "enter")  # no has the focus
        assert suspensions.suspension(store, actor(store, "Joost"), one.id).withdrawn_at is None
        await press(pilot, "i", ["Bezwaar gegrond."], "enter")
        assert "Zeg het ook tegen de ouders, het bestuur, leerplicht en de inspectie." in words(pilot)  # two days
        await press(pilot, "left", "enter")
        gone = suspensions.suspension(store, actor(store, "Joost"), one.id)
        assert (gone.withdrawn_at, gone.withdrawn_why) == (school.clock(), "Bezwaar gegrond.")
        assert rows(pilot) == ["● brief aan de ouders gedaan ma 23 nov, Anneke de Groot"]
        assert "Ingetrokken: Bezwaar gegrond." in words(pilot)
        await press(pilot, "i", "b")
        assert isinstance(pilot.app.screen, SuspensionScreen)
        await press(pilot, "l")
        assert "Ingetrokken ma 23 nov, Anneke de Groot:\nBezwaar gegrond." in words(pilot)


async def test_a_suspension_whose_ground_a_void_took_away_says_so(school: School) -> None:
    for n in range(7):
        with earlier(school, f"2026-11-{n + 9:02d} 10:00") as store:
            form_id = issue(store).form.id
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot, ground=Ground(form_id=form_id))
        assert "Grondslag vervallen" not in words(pilot)
        facts.void_form(store, actor(store, "Anneke"), form_id, "verkeerd kind")
        await pilot.app.push_screen(SuspensionScreen(kiosk(pilot).desk, actor(store, "Joost"), one.id))
        assert "× Grondslag vervallen: wat hieraan voorafging, telt niet meer." in words(pilot)


async def test_the_counsellor_reads_and_is_told_that_directie_decides(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot, "Joost")
        assert "Dit besluit de directie." in words(pilot)
        assert keys_shown(pilot) == ["lezen", "terug"]
        for key in ("enter", "b", "i"):
            await press(pilot, key)
            assert told(pilot) == "Dit besluit de directie. Je kunt wel alles lezen."
            assert not isinstance(pilot.app.screen, AskDialog)
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, TellDialog)
        assert suspensions.suspension(store, actor(store, "Joost"), one.id).done == {}


async def test_the_letter_of_the_decision_opens_and_once_it_came_out_the_task_is_ticked(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, one = await open_suspension(pilot)
        head = replace(store.settings.school, address="Plein 1", board="De Boog", board_address="Laan 2")
        store.settings = replace(store.settings, school=head)
        await press(pilot, "b")
        letter = pilot.app.screen
        assert isinstance(letter, LetterScreen)
        letter.dismiss(1)  # as after the printer
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "enter")
        assert set(suspensions.suspension(store, actor(store, "Joost"), one.id).done) == {Duty.PARENTS_LETTER}
        assert rows(pilot)[0] == "● brief aan de ouders gedaan ma 23 nov, Anneke de Groot"


async def test_without_a_letterhead_the_letter_says_what_is_missing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_suspension(pilot)
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, SuspensionScreen)
        assert "bij De school" in told(pilot)
