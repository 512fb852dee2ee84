"""Cijfers for the KiVa team and teachers: small numbers are hidden, and no name of anyone is there."""

from textual.widgets import Footer

from kiosk.db import people, tables
from kiosk.screens.base import KioskScreen
from kiosk.screens.figures.screen import FiguresScreen
from tests.school import School, issue
from tests.screens.figures.scenes import charts, come_in, come_in_as_kiva, words
from tests.screens.head.scenes import earlier


async def test_the_kiva_team_sees_numbers_per_group_with_small_ones_hidden(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        groups = {group.name: group.id for group in people.groups(store)}
        for name in ("De Egels",) * 6 + ("De Uilen",) * 5 + ("De Dassen",) * 3 + ("De Bijen",) * 2:
            tables.Form.update(home_group=groups[name]).where(tables.Form.id == issue(store).form.id).execute()
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in_as_kiva(pilot, 0)
        pages = []
        for page in ("1", "2", "3", "5"):
            await pilot.press(page)
            await pilot.pause()
            pages.append("\n".join([words(pilot), *(row for rows in charts(pilot).values() for row in rows)]))
        assert "De Bijen verborgen" in pages[2]
        assert "De Dassen verborgen" in pages[2]
        assert "De Egels 6" in pages[2]
        assert "De Uilen 5" in pages[2]
        assert "16 formulieren" in pages[0]
        everything = "\n".join(pages)
        assert not any(pupil.name in everything for pupil in people.pupils(store))


async def test_a_total_that_would_give_a_small_number_away_is_not_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in_as_kiva(pilot, 2)
        assert "229 leerlingen · aantal verborgen" in words(pilot)
        assert "zie je niet om wie het gaat" in words(pilot)


async def test_no_key_leads_from_figures_without_names_to_people_and_escape_is_the_lock(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in_as_kiva(pilot, 6)
        assert pilot.app.screen.query_one(Footer).virtual_size.width <= 80
        await pilot.press("4", "p", "g", "slash", "b", "v", "d", "i", "enter", "right", "right", "enter")
        assert isinstance(pilot.app.screen, FiguresScreen)
        assert "daarna" not in words(pilot)
        await pilot.press("escape")
        await pilot.pause()

        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.FLOOR


async def test_a_teacher_sees_the_own_group_and_is_told_which(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Fenna", forms=6)
        assert "De Egels" in words(pilot).splitlines()[1]
        assert "26 leerlingen · 6 formulieren" in words(pilot)
        await pilot.press("3")
        await pilot.pause()
        assert charts(pilot)["Stamgroep, en per 100 leerlingen"] == ["De Egels 6 23,1"]


async def test_the_word_for_a_hidden_number_is_never_cut_off(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in_as_kiva(pilot, 1)
        await pilot.pause()
        assert charts(pilot)["Wanneer"] == [
            f"{part} verborgen" for part in ("voor school", "ochtend", "pauze", "middag", "na school")
        ]
