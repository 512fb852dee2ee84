"""A form by its number, typed or scanned."""

import asyncio

import pytest
from textual import events
from textual.widgets import Input

from kiosk.db import facts, forms
from kiosk.db.store import Store
from kiosk.rules.form import Outcome, Stage, stage
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.row_list import RowList
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.today_screen import at_today, handed_in, printed, taken_home, talked


async def test_a_scanner_types_a_number_and_the_form_opens(school: School) -> None:
    def several(store: Store) -> None:
        handed_in(store)
        printed(store)

    async with at_today(school, several) as here:
        number = here.form(2).number
        await here.pilot.press(*number, "enter")  # as fast as a scanner: no rest between the keys
        await here.until(ChooseDialog)
        assert "Gaat het papier nu mee naar huis?" in here.says()


async def test_the_digits_of_a_scanner_keep_their_order_on_a_slow_machine(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_today(school, printed) as here:
        number, rows = here.form(1).number, here.screen.query_one(RowList)
        handle = rows.on_event

        async def slowly(event: events.Event) -> None:
            await asyncio.sleep(0.02)
            await handle(event)

        monkeypatch.setattr(rows, "on_event", slowly)
        for digit in number:
            here.app.post_message(events.Key(digit, digit))
            await asyncio.sleep(0.005)
        field = here.screen.query_one("#number", Input)
        await here.wait_until(lambda: len(field.value) >= len(number))
        assert field.value == number


async def test_a_wrong_number_is_told_and_escape_goes_back_to_the_list(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await here.press("slash")
        await here.write("1232600019")
        assert isinstance(here.screen, TodayScreen)
        assert "▲ Dit nummer klopt niet" in here.says()  # above the number, that stays in sight
        assert not here.screen.query_one("#facts").display
        assert not here.app._notifications
        await here.press("v")  # the field has the focus: no action, and no letter either
        assert isinstance(here.screen, TodayScreen)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert "leverde om" in here.says()
        assert here.screen.query_one("#facts").display
        await here.press("v")
        assert isinstance(here.screen, AskDialog)


async def test_a_number_is_asked_for_in_words_and_not_by_a_box_alone(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await here.press("7")
        assert "Het nummer staat rechtsboven op het papier." in here.says()


async def test_after_a_number_that_is_refused_the_next_scan_is_read_by_itself(school: School) -> None:
    async with at_today(school, printed) as here:
        number = here.form(1).number
        await here.press(*"1232600019", "enter", *number, "enter")
        assert "Gaat het papier nu mee naar huis?" in here.says()


async def test_a_form_that_is_ready_is_found_by_number_and_nothing_happens_to_it(school: School) -> None:
    def filed(store: Store) -> None:
        form, fenna = taken_home(store), actor(store, "Fenna")
        facts.record_return(store, fenna, form.id, Outcome.SEEN)
        facts.file_form(store, fenna, form.id)

    async with at_today(school, filed) as here:
        number = here.form(1).number
        await here.press("slash")
        await here.write(number)
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.FILED


async def test_another_teachers_form_does_not_open(school: School) -> None:
    async with at_today(school, talked, who="Ruud") as here:
        number = forms.read_form(here.store, actor(here.store, "Fenna"), 1).number
        await here.press("slash")
        await here.write(number)
        assert isinstance(here.screen, TodayScreen)
        assert here.rows() == ["Niets te doen. Met n geef je een formulier."]
