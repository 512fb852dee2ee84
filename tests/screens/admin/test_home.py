"""Beheer: a row for everything that is set up, how it stands, and the way to it; the next step is where one stands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets import Label

from kiosk.db import people
from kiosk.db.chosen_printer import choose_printer
from kiosk.db.ladder import change_ladder
from kiosk.db.school import Part, change_school
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.row_list import MainList
from kiosk.settings import Contact, ContactRole
from tests.school import School, actor, issue
from tests.screens.under_pilot import UnderPilot


async def come_in(here: UnderPilot, given_name: str = "Tess") -> AdminScreen:
    screen = AdminScreen(here.app.desk, actor(here.app.desk.store, given_name))
    await here.app.push_screen(screen)
    await here.pilot.pause()
    return screen


@asynccontextmanager
async def on_beheer(school: School, given_name: str = "Tess") -> AsyncIterator[tuple[UnderPilot, AdminScreen]]:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        here = UnderPilot(pilot, app)
        yield here, await come_in(here, given_name)


async def test_each_row_says_how_it_stands_and_the_first_step_to_do_is_highlighted(school: School) -> None:
    async with on_beheer(school) as (here, screen):
        assert "Inrichten: 2 van 10 stappen klaar." in here.says()
        assert "d ○ De school adres of bestuur ontbreekt" in here.rows()
        assert "b ● Bestand: leerlingen inlezen 229 leerlingen" in here.rows()
        assert screen.query_one(MainList).chosen_key == "d"
        assert not screen.query_one("#reminder", Label).display  # the step says it


async def test_a_step_that_was_taken_brings_the_next_one(school: School) -> None:
    async with on_beheer(school) as (here, screen):
        await here.press("o")
        store = here.app.desk.store
        choose_printer(store, screen.actor, "HP")
        await here.press("escape")
        assert "p ● Printer en proefpagina HP" in here.rows()
        assert screen.query_one(MainList).chosen_key == "d"
        screen.query_one(MainList).highlighted = 5
        await here.press("o", "escape")
        assert screen.query_one(MainList).chosen_key == "l"  # nothing was done meanwhile: one stays where one was


async def test_what_was_found_right_is_done_and_a_school_that_works_is_not_asked_again(school: School) -> None:
    async with on_beheer(school) as (here, _):
        store = here.app.desk.store
        assert "l ○ Lijn: na hoeveel formulieren kijk na hoe formulieren tellen" in here.rows()
        assert "h ○ Hulp voor een kind nog niemand: wie helpt een kind?" in here.rows()
        await here.press("escape")
        change_ladder(store, actor(store, "Anneke"), store.settings.policy)
        ria = Contact(ContactRole.CONFIDENTIAL_ADVISER, "Ria", "hal")
        change_school(store, actor(store, "Anneke"), Part.CONTACTS, contacts=(ria,))
        await come_in(here)
        assert "l ● Lijn: na hoeveel formulieren na 3: gesprek met ouders" in here.rows()
        assert "h ● Hulp voor een kind 1 persoon" in here.rows()
        assert any("u ○" in row for row in here.rows())
        await here.press("escape")
        issue(store)
        await come_in(here)
        assert any("u ● Uit voorzorg" in row for row in here.rows())


async def test_every_row_opens_with_its_letter_and_esc_leads_back(school: School) -> None:
    async with on_beheer(school) as (here, screen):
        seen = set()
        for row in here.rows():
            await here.press(row[0])
            seen.add(type(here.app.screen))
            await here.press("escape")
            assert here.app.screen is screen, row
        assert len(seen) == 15


async def test_the_summary_is_saved_on_a_stick(school: School, no_printers: Path) -> None:
    async with on_beheer(school) as (here, _):
        await here.press("t")
        assert isinstance(here.app.screen, ChooseDialog)
        await here.press("enter", *str(no_printers), "enter")
        await here.wait_until(lambda: list(no_printers.glob("kiosk-ingericht*.pdf")))
        (saved,) = no_printers.glob("kiosk-ingericht*.pdf")
        assert saved.read_bytes().startswith(b"%PDF")


async def test_a_small_school_in_which_one_person_does_all_sees_it_too(school: School) -> None:
    async with on_beheer(school, "Anneke") as (here, _):
        assert len(here.rows()) == 15
        assert len(people.staff(here.app.desk.store)) == 18
