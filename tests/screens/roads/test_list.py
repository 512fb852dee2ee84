"""Andere wegen: what stands there, for whom, and what can be done with it."""

from datetime import date

import pytest
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from kiosk.db import roads, tables
from kiosk.rules.permissions import Role
from kiosk.rules.road_kinds import RoadKind
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from kiosk.screens.figures.screen import FiguresScreen
from kiosk.screens.guide import GuideScreen
from kiosk.screens.look_back import LookBackScreen
from kiosk.screens.roads.list import RoadsScreen
from kiosk.screens.roads.write import WriteRoadScreen
from kiosk.screens.staff import home_screen
from tests.school import School, actor
from tests.screens.head.scenes import earlier, kiosk, rows, told, words
from tests.screens.roads.scenes import come_in, press, write


def some_roads(school: School) -> None:
    with earlier(school, "2026-11-09 10:00") as store:
        write(store, RoadKind.SUPPORT_GROUP, evaluate_on=date(2026, 11, 19))
        write(store, RoadKind.REPAIR_PLAN, count=2, evaluate_on=date(2026, 11, 23))
        write(store, RoadKind.CONFERENCE, evaluate_on=date(2027, 1, 5))
    with earlier(school, "2026-11-20 10:00") as store:
        write(store, RoadKind.TIME_OUT, first=1, evaluate_on=None)
        void = write(store, by="Fenna")
        roads.void_road(store, actor(store, "Fenna"), void.id, "dubbel")


async def test_an_empty_list_says_so_and_what_to_do(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "Nog niets opgeschreven. Met n schrijf je" in rows(pilot)[0]
        await press(pilot, "enter", "v")
        assert isinstance(pilot.app.screen, RoadsScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_row_says_where_it_is_whom_it_is_about_and_when_to_look_back(
    school: School, size: tuple[int, int]
) -> None:
    some_roads(school)
    async with school.app().run_test(size=size) as pilot:
        await come_in(pilot)
        assert rows(pilot) == [
            "▲ te doen steungroep Luuk d'Ancona +6 ma 9 nov 2 dagen te laat",
            "▲ te doen herstelplan Luuk d'Ancona +1 ma 9 nov vandaag",
            "○ loopt herstelgesprek Luuk d'Ancona ma 9 nov di 5 jan 2027",
            "× ongeldig groepsgesprek Luuk d'Ancona vr 20 nov",
            "· klaar buiten de groep Nena van den Berg vr 20 nov",
        ]
        assert "Afspraken: Ze spelen eerlijk." in words(pilot)


async def test_all_keys_of_a_row_with_a_letter_fit_at_the_foot(school: School) -> None:
    with earlier(school, "2026-11-09 10:00") as store:
        write(store, RoadKind.REPAIR_PLAN)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, frozenset(Role))
        foot = pilot.app.screen.query(FooterKey)
        assert {"brief", "uitleg"} < {key.description for key in foot}
        assert max(key.region.right for key in foot) <= 80


async def test_a_teacher_sees_no_support_group(school: School) -> None:
    some_roads(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Fenna")
        assert len(rows(pilot)) == 4
        assert not any("steungroep" in row for row in rows(pilot))


async def test_a_teacher_of_another_group_sees_none_of_it(school: School) -> None:
    some_roads(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Ruud")
        assert "Nog niets opgeschreven." in rows(pilot)[0]


async def test_the_kiva_team_begins_here_and_has_the_figures_beside_it(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, frozenset({Role.KIVA_TEAM}))
        screen = pilot.app.screen
        assert isinstance(screen, RoadsScreen)
        assert isinstance(home_screen(screen.desk, screen.actor), RoadsScreen)
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, FiguresScreen)
        await press(pilot, "escape", "question_mark")
        assert "h  wegwijzer" in words(pilot)
        await press(pilot, "escape", "h")
        assert isinstance(pilot.app.screen, GuideScreen)
        await press(pilot, "escape", "escape")
        start = pilot.app.screen
        assert isinstance(start, KioskScreen)
        assert start.FLOOR


async def test_enter_on_what_is_finished_reads_it_and_changes_nothing(school: School) -> None:
    with earlier(school, "2026-11-20 10:00") as store:
        write(store, RoadKind.TIME_OUT, evaluate_on=None)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LookBackScreen)
        story = words(pilot)
        for part in (
            "Buiten de groep, vr 20 nov",
            "Luuk d'Ancona",
            "Hoe lang: hele dag",
            "Wie van directie of IB sprak het kind: Ze spelen eerlijk.",
            "Terug in de groep op: di 24 nov",
            "Opgeschreven door Joost Wiersma, vr 20 nov.",
        ):
            assert part in story
        await press(pilot, "f8", "escape")
        assert rows(pilot) == ["· klaar buiten de groep Luuk d'Ancona vr 20 nov"]


async def test_a_void_asks_why_and_whether_that_is_sure_and_the_row_stays(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        write(store)
        await press(pilot, "question_mark", "escape", "v")
        assert isinstance(pilot.app.screen, AskDialog)
        await press(pilot, ["verkeerd [/x]"], "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "enter")  # the focus stands on no
        assert rows(pilot) == ["○ loopt groepsgesprek Luuk d'Ancona ma 23 nov ma 7 dec"]
        await press(pilot, "v", ["verkeerd [/x]"], "enter", "left", "enter")
        assert rows(pilot) == ["× ongeldig groepsgesprek Luuk d'Ancona ma 23 nov"]
        assert "Ongeldig gemaakt: verkeerd [/x]" in words(pilot)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, RoadsScreen)
        await press(pilot, "enter")
        assert "Ongeldig gemaakt ma 23 nov, Joost Wiersma: verkeerd [/x]" in words(pilot)


@pytest.mark.parametrize("roles", [{Role.HEAD, Role.ADMIN}, {Role.KIVA_TEAM, Role.ADMIN}, {Role.TEACHER}])
async def test_the_keys_fit_and_each_leads_where_it_says(school: School, roles: set[Role]) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, frozenset(roles))
        write(store)
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, TellDialog)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(Footer).virtual_size.width <= 80
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, WriteRoadScreen)
        await press(pilot, "escape", "q")
        assert isinstance(pilot.app.screen, ConfirmDialog)


async def test_markup_in_words_is_text_wherever_it_is_shown(school: School) -> None:
    nasty = "[@click=app.quit]Klik[/] [/x] [b"
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        tables.Pupil.update(given_name=nasty).execute()
        kept = write(store, RoadKind.CONFERENCE, said=nasty)
        roads.review_road(store, actor(store, "Joost"), kept.id, nasty, date(2026, 12, 8))
        await press(pilot, "question_mark", "escape")
        assert nasty in words(pilot)
        assert "[@click=app.quit" in rows(pilot)[0]
        await press(pilot, "enter")
        assert words(pilot).count(nasty) > 9
        assert told(pilot) == ""
        assert kiosk(pilot).is_running
