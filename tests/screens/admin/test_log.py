"""The log on the screen: who did what, about whom only for directie, a page at a time, and whether it is whole."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import logbook
from kiosk.db.store import Store
from kiosk.db.tables import database
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.admin.log import LogScreen
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.row_list import RowList
from tests.school import School, actor, hand_in, issue, talk


async def come_in(pilot: Pilot[None], given_name: str = "Anneke") -> Store:
    """The log for this person, with a form in it that was handed in and talked about."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, KioskApp)
    store = app.desk.store
    form = issue(store).form
    hand_in(store, form)
    talk(store, form)
    await app.push_screen(AdminScreen(app.desk, actor(store, given_name)))
    await pilot.press("o")
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.screen, LogScreen)
    return store


def rows(pilot: Pilot[None]) -> list[str]:
    listed = pilot.app.screen.query_one("#rows", RowList)
    return [" ".join(str(listed.get_option_at_index(place).prompt).split()) for place in range(listed.option_count)]


def label(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}", Label).render())


async def test_directie_reads_who_did_what_about_whom_newest_first_below_its_day(school: School) -> None:
    async with school.app().run_test(size=(120, 40)) as pilot:
        await come_in(pilot)
        day, looked, talked, handed_in = rows(pilot)[:4]
        assert day == "── maandag 23 november 2026"
        assert looked == "10.00 Anneke de Groot keek in het logboek"
        assert talked.startswith("10.00 Fenna ter Beek schreef het gesprek op Luuk d'Ancona")
        assert handed_in.startswith("10.00 leerling leverde in Luuk d'Ancona")
        assert label(pilot, "whole").startswith("● Het logboek is heel: ")
        await pilot.press("down")
        assert "Fenna ter Beek: schreef het gesprek op" in label(pilot, "about")
        assert "Luuk d'Ancona, " in label(pilot, "about")


async def test_beheer_reads_who_did_what_and_never_about_whom_and_finds_no_pupil(school: School) -> None:
    async with school.app().run_test(size=(120, 40), notifications=True) as pilot:
        await come_in(pilot, "Tess")
        said = "\n".join(rows(pilot))
        assert "Fenna ter Beek schreef het gesprek op" in said
        assert "Luuk" not in said
        await pilot.press("slash", *"luuk", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskDialog)  # nobody: asked again
        await pilot.press("escape")
        assert "Alleen" not in label(pilot, "shown")
        await pilot.press("slash", *"fenna", "enter")
        await pilot.pause()
        assert label(pilot, "shown") == "Alleen Fenna ter Beek. Esc: weer alles."
        assert all("Fenna ter Beek" in row for row in rows(pilot) if not row.startswith("──"))


async def test_a_pupils_rows_are_found_by_name_and_escape_shows_all_again(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        issue(store, pupil=1)
        await pilot.press("slash", *"luuk anc", "enter")
        await pilot.pause()
        assert label(pilot, "shown").startswith("Alleen Luuk d'Ancona")
        assert len([row for row in rows(pilot) if not row.startswith("──")]) == 3  # issued, handed in, talked
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LogScreen)
        assert "keek in het logboek" in rows(pilot)[1] or "gaf een formulier" in rows(pilot)[1]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AdminScreen)


async def test_a_long_log_comes_page_by_page(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "PAGE", 5)
    monkeypatch.setattr(logbook.read_page, "__defaults__", (None, None, 5))
    async with school.app().run_test(size=(120, 40)) as pilot:
        await come_in(pilot)
        first = rows(pilot)
        assert len(first) == 1 + 5
        await pilot.press("o")
        await pilot.pause()
        second = rows(pilot)
        assert second[0].startswith("── ")
        assert second != first
        await pilot.press("n")
        await pilot.pause()
        assert rows(pilot) == first


async def test_a_log_that_somebody_cut_off_is_told_against_a_paper(school: School) -> None:
    async with school.app().run_test(size=(80, 24), notifications=True) as pilot:
        await come_in(pilot)
        await pilot.press("c", *"iets", "enter")
        await pilot.pause()
        assert label(pilot, "whole").startswith("● Het logboek is heel: ")
        await pilot.press("c", *"9999-3fa94c01", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        doubted = "▲ Typte je 9999-3fa94c01 goed over? Zo ja: het logboek klopt niet vanaf regel "
        assert label(pilot, "whole").startswith(doubted)


async def test_an_answer_that_was_edited_afterwards_is_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, KioskApp)
        hand_in(app.desk.store, issue(app.desk.store).form)
        database.execute_sql("DROP TRIGGER answer_frozen_update")
        database.execute_sql("UPDATE answer SET text = 'Niks.'")
        await app.push_screen(LogScreen(app.desk, actor(app.desk.store, "Anneke")))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "antwoorden zijn na het inleveren veranderd" in label(pilot, "whole")
