"""Closing a step: what is asked, what is refused, and that nothing typed is lost."""

from datetime import date

from kiosk.db import lines, tables
from kiosk.db.letters import keep_letter
from kiosk.rules.letters import About, LetterKind
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.letter_kept import KeptLetterScreen
from kiosk.screens.head.take_step import TakeStepScreen
from kiosk.screens.head.todo import TodoScreen
from tests.school import School, actor, issue
from tests.screens.head.scenes import come_in, earlier, rows, three_forms, told, words


def six_forms(school: School) -> int:
    """Six forms of one pupil of which the talk was held: the warning waits. The id of the sixth."""
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        head = actor(store, "Anneke")
        form = issue(store)
        assert form.form.pupil_id is not None
        (step,) = lines.line_of(store, form.form.pupil_id).open_steps
        lines.take_step(store, head, form.form.pupil_id, step, "Gepraat.")
        issue(store, main="theft")
        return issue(store, main="bullying").form.id


async def test_a_day_and_a_look_back_are_written_down_with_the_outcome(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TakeStepScreen)
        assert "Er is nog geen brief gemaakt." in words(pilot)
        await pilot.press(*"Samen gepraat.", "tab", "end", *["backspace"] * 7, *"vrijdag", "f8")
        await pilot.pause()

        assert isinstance(pilot.app.screen, TodoScreen)
        taken = tables.StepTaken.get()
        assert (taken.done_at.date(), taken.evaluate_on) == (date(2026, 11, 20), date(2026, 12, 7))
        assert told(pilot) == "Opgeschreven. Deze stap is gesloten. Jullie kijken terug op ma 7 dec."


async def test_a_look_back_in_the_next_school_year_is_told_with_its_year_and_stands_on_the_line(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("k", *"Gepraat.", "tab", "tab", "end", *["backspace"] * 9, *"1-9", "f8")
        await pilot.pause()
        assert "Jullie kijken terug op 1-9-2027." in told(pilot)
        await pilot.press("l", "enter")

        assert rows(pilot)[-1] == "◆ do 19 nov gesprek met ouders terugkijken 1-9-2027"


async def test_a_day_before_the_step_was_open_is_told_and_every_word_stays(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("k", *"Gepraat.", "tab", "end", *["backspace"] * 7, *"2-11", "f8")
        await pilot.pause()
        assert "Toen stond deze stap nog niet open." in told(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("escape")

        assert isinstance(pilot.app.screen, TakeStepScreen)
        assert not list(tables.StepTaken.select())


async def test_a_warning_without_its_letter_is_asked_about(school: School) -> None:
    sixth = six_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "officiële waarschuwing" in rows(pilot)[0]
        await pilot.press("k", *"Besproken.", "f8")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("enter")  # "Nee" has the focus
        await pilot.pause()
        assert isinstance(pilot.app.screen, TakeStepScreen)
        assert tables.StepTaken.select().count() == 1

        store = school.desks[-1].store
        about = About(int(tables.Form.get_by_id(sixth).pupil_id or 0), form_id=sixth)
        keep_letter(store, actor(store, "Anneke"), LetterKind.OFFICIAL_WARNING, about, "Wij geven een waarschuwing.")
        await pilot.press("escape", "left", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "brief: officiële waarschuwing, ma 23 nov" in words(pilot)
        await pilot.press("k", *"Besproken.", "f8")
        await pilot.pause()

        assert isinstance(pilot.app.screen, TodoScreen)
        assert tables.StepTaken.select().count() == 2


async def test_a_look_at_a_suspension_asks_first_what_is_decided(school: School) -> None:
    six_forms(school)
    with earlier(school, "2026-11-20 11:00") as store:
        issue(store, main="vandalism")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "schorsing overwegen" in rows(pilot)[1]
        await pilot.press("down", "enter")
        assert "Druk op k en kies: schorsen, of iets anders afspreken." in words(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert "niet schorsen" in rows(pilot)[0]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TakeStepScreen)
        await pilot.press(*"Extra hulp.", "f8")
        await pilot.pause()

        assert tables.StepTaken.select().where(tables.StepTaken.kind == "suspension_review").count() == 1


async def test_ib_reads_and_is_told_who_decides(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        for key in ("k", "b", "enter", "k", "b"):
            await pilot.press(key)
            await pilot.pause()
            assert key == "enter" or "Dit besluit de directie" in told(pilot)
        assert isinstance(pilot.app.screen, DecisionScreen)


async def test_a_letter_that_went_out_is_offered_to_read_before_a_new_one_is_made(school: School) -> None:
    ids = three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        store = school.desks[-1].store
        about = About(int(tables.Form.get_by_id(ids[-1]).pupil_id or 0), form_id=ids[-1])
        keep_letter(store, actor(store, "Anneke"), LetterKind.INVITATION, about, "Wij nodigen u uit.")
        await pilot.press("b")
        await pilot.pause()
        assert "de uitnodiging van ma 23 nov lezen" in rows(pilot)[0]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeptLetterScreen)
        await pilot.press("escape", "b", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LetterScreen)


async def test_what_is_typed_at_once_after_the_key_lands_in_the_field(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("k")
        await pilot.press(*"Samen gepraat, tot later.", "f8")
        await pilot.pause()
        assert tables.StepTaken.get().outcome == "Samen gepraat, tot later."


async def test_the_day_that_the_letter_names_is_the_day_that_is_proposed(school: School) -> None:
    sixth = six_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        store = school.desks[-1].store
        about = About(int(tables.Form.get_by_id(sixth).pupil_id or 0), form_id=sixth)
        keep_letter(
            store, actor(store, "Anneke"), LetterKind.OFFICIAL_WARNING, about, "Wij waarschuwen.", date(2026, 12, 11)
        )
        await pilot.press("k", *"Besproken.", "f8")
        await pilot.pause()

        newest = tables.StepTaken.select().order_by(tables.StepTaken.id.desc()).first()
        assert newest.evaluate_on == date(2026, 12, 11)
