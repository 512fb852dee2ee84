"""Leerlingen: every pupil with a form this school year or an open suspension, and anybody by name."""

from datetime import date

from kiosk.db import lines, people, tables
from kiosk.db.waiting import waiting
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.row_list import RowList
from tests.school import School, actor
from tests.screens.head.scenes import come_in, earlier, rows, three_forms, words


async def test_what_comes_is_read_to_its_end_in_the_list_of_pupils(school: School) -> None:
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        head = actor(store, "Anneke")
        (step,) = waiting(store, head)
        assert step.step
        lines.take_step(store, head, step.pupil.id, step.step, "Gepraat.")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert rows(pilot) == ["Luuk d'Ancona De Egels ● ● ● 3x nog 3 tot officiële waarschuwing"]


async def test_a_pupil_is_found_in_the_list_by_name(school: School) -> None:
    three_forms(school)
    three_forms(school, pupil=1)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "end", "slash", *"luuk")
        await pilot.pause()
        assert pilot.app.screen.query_one(RowList).outer_size.width == 80  # not narrower than without the field
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LineScreen)
        assert "Luuk d'Ancona" in words(pilot)
        await pilot.press("escape", *["backspace"] * 4, *"x[/q]")
        await pilot.pause()
        assert rows(pilot) == ["Niemand met deze naam. Typ minder letters."]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PupilsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(pilot)) == 2
        await pilot.press("slash", "down", "enter")
        assert "Nena van den Berg" in words(pilot)
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodoScreen)


async def test_who_has_no_form_this_year_or_left_is_found_by_name_too(school: School) -> None:
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        nena = next(one.id for one in people.pupils(store) if one.given_name == "Nena")
        tables.Pupil.update(left_on=date(2026, 9, 1)).where(tables.Pupil.id == nena).execute()
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert len(rows(pilot)) == 1
        await pilot.press("slash", *"nena berg")
        await pilot.pause()
        assert rows(pilot) == ["Nena van den Berg van school 0x geen formulier dit jaar"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LineScreen)
        assert "Nena van den Berg" in words(pilot)
