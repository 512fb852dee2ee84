"""The Wegwijzer shows the policy's texts to staff, moves under the arrow keys, and leaves no trace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Label

from kiosk.app import KioskApp
from kiosk.db.tables import LogRow
from kiosk.screens.guide import GuideScreen, SubjectText
from kiosk.settings.guide import CONTACT
from tests.school import School, actor

CONTACTS = """
[[contact]]
role = "confidential_adviser"
name = "Carla [b]Nijhuis"
place = "kamer naast de bibliotheek"
"""


@asynccontextmanager
async def opened(
    school: School, subject: str = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], KioskApp, GuideScreen]]:
    """The Wegwijzer of Fenna, with the arrows moved down to `subject`."""
    app = school.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = GuideScreen(app.desk, actor(app.desk.store, "Fenna"))
        app.push_screen(screen)
        await pilot.pause()
        keys = [one.key for one in app.desk.store.settings.guide]
        await pilot.press(*["down"] * (keys.index(subject) if subject else 0))
        await pilot.pause()
        yield pilot, app, screen


def texts(screen: GuideScreen) -> list[str]:
    return [str(label.render()) for label in screen.query_one(SubjectText).query(Label)]


async def test_it_opens_at_the_first_step_of_the_reporting_code(school: School) -> None:
    async with opened(school) as (_, _, screen):
        assert texts(screen)[0] == "Stap 1: Breng de signalen in kaart"
        assert "bijlage 7" in texts(screen)[1]


async def test_it_opens_at_the_first_subject_that_the_school_left(school: School) -> None:
    home = school.home.settings
    away = '\n[[guide]]\nkey = "reporting_signals"\ntext = ""\n'
    home.write_text(home.read_text(encoding="utf-8") + away, encoding="utf-8")
    async with opened(school) as (_, _, screen):
        assert texts(screen)[0] == "Stap 2: Overleg met collega’s en/of Veilig Thuis"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_arrows_go_from_subject_to_subject_and_page_down_reads_on(school: School, size: tuple[int, int]) -> None:
    async with opened(school, "grief_team", size) as (pilot, _, screen):
        await pilot.press("down")
        await pilot.pause()
        assert texts(screen)[0] == "Opvang leerlingen"
        text = screen.query_one(SubjectText)
        assert text.scroll_y == 0
        for _ in range(9):
            await pilot.press("pagedown")
        await pilot.pause()
        assert text.scroll_y == text.max_scroll_y > 0
        await pilot.press("down")
        await pilot.pause()
        assert texts(screen)[0] == "Contact ouder(s), verzorger(s)"
        assert text.scroll_y == 0


@pytest.mark.parametrize("key", ["enter", "right", "tab"])
async def test_in_the_text_the_arrows_move_it_and_the_subject_stays(school: School, key: str) -> None:
    async with opened(school, "grief_pupils") as (pilot, _, screen):
        await pilot.press(key, "down", "down", "down")
        await pilot.pause()
        assert screen.query_one(SubjectText).scroll_y == 3
        assert texts(screen)[0] == "Opvang leerlingen"
        await pilot.press("left", "down")
        await pilot.pause()
        assert texts(screen)[0] == "Contact ouder(s), verzorger(s)"


async def test_the_schools_people_stand_before_the_lines_for_the_whole_country(school: School) -> None:
    home = school.home.settings
    home.write_text(home.read_text(encoding="utf-8") + CONTACTS, encoding="utf-8")
    async with opened(school, CONTACT) as (_, _, screen):
        shown = texts(screen)
        here = shown.index("Carla [b]Nijhuis, vertrouwenspersoon: kamer naast de bibliotheek")
        assert here < shown.index("0800-2000, gratis, dag en nacht.")


async def test_without_people_in_the_settings_it_says_who_fills_them_in(school: School) -> None:
    async with opened(school, CONTACT) as (_, _, screen):
        assert any(line.startswith("Hier staat nog niemand. Beheer vult") for line in texts(screen))


async def test_the_keys_at_the_bottom_fit_and_only_say_what_is_possible(school: School) -> None:
    async with opened(school) as (pilot, _, screen):

        def keys() -> list[str]:
            bound = [one.binding for one in screen.active_bindings.values()]
            return list(dict.fromkeys(binding.description for binding in bound if binding.show))

        assert keys() == ["lezen", "terug"]  # one short paragraph: nothing to page through
        await pilot.press("down", "down", "down", "down", "down")
        await pilot.pause()
        assert keys() == ["lezen", "verder lezen", "terug"]
        await pilot.press("enter")
        await pilot.pause()
        assert keys() == ["onderwerpen", "verder lezen", "terug"]
        assert screen.query_one(Footer).virtual_size.width <= 80


async def test_escape_goes_back_from_either_side_and_reading_leaves_no_log_row(school: School) -> None:
    async with opened(school) as (pilot, app, screen):
        before = LogRow.select().count()
        await pilot.press("down", "enter", "escape")
        await pilot.pause()
        assert app.screen is not screen
        assert LogRow.select().count() == before


async def test_a_subject_chosen_with_the_mouse_is_shown(school: School) -> None:
    async with opened(school) as (pilot, _, screen):
        await pilot.click("#subjects", offset=(5, 6))
        await pilot.pause()
        assert texts(screen)[0] == "Coördinatieteam"
