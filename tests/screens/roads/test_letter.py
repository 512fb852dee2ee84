"""A record of another road becomes a letter: for directie, of one child at a time."""

import pytest

from kiosk.db import roads
from kiosk.rules.permissions import Role
from kiosk.rules.road_kinds import RoadKind
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.roads.list import RoadsScreen
from kiosk.screens.row_list import RowList
from tests.school import School, actor
from tests.screens.head.scenes import earlier, kiosk, words
from tests.screens.roads.scenes import come_in, press, write


def a_record(school: School, kind: RoadKind, count: int | None = None, *, void: bool = False) -> None:
    with earlier(school, "2026-11-20 10:00") as store:
        road = write(store, kind, count=count)
        if void:
            roads.void_road(store, actor(store, "Joost"), road.id, "dubbel")


async def test_of_a_plan_of_two_children_directie_chooses_whose_letter_it_is(school: School) -> None:
    a_record(school, RoadKind.REPAIR_PLAN, 2)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Anneke")
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, ChooseDialog)
        assert "zonder de namen van de anderen" in words(pilot)
        assert len(pilot.app.screen.query_one(RowList).options) == 2
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, LetterScreen)
        assert "Herstelplan · Nena van den Berg" in words(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RoadsScreen)


@pytest.mark.parametrize("kind", [RoadKind.CONFERENCE, RoadKind.TIME_OUT])
async def test_a_record_of_one_child_becomes_a_letter_at_once(school: School, kind: RoadKind) -> None:
    a_record(school, kind)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Anneke")
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, LetterScreen)
        assert "Ze spelen eerlijk." in words(pilot)


@pytest.mark.parametrize(
    ("kind", "void", "who"),
    [
        (RoadKind.GROUP_TALK, False, "Anneke"),
        (RoadKind.SUPPORT_GROUP, False, "Anneke"),
        (RoadKind.REPAIR_PLAN, True, "Anneke"),
        (RoadKind.REPAIR_PLAN, False, "Joost"),
        (RoadKind.REPAIR_PLAN, False, "Fenna"),
    ],
)
async def test_no_letter_of_what_has_none_is_void_or_is_not_directie_s(
    school: School, kind: RoadKind, void: bool, who: str
) -> None:
    a_record(school, kind, void=void)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, who)
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, RoadsScreen)


async def test_beheer_has_its_own_key_beside_that_of_the_letter(school: School) -> None:
    a_record(school, RoadKind.REPAIR_PLAN)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, frozenset({Role.KIVA_TEAM, Role.ADMIN}))
        await press(pilot, "e")
        assert isinstance(kiosk(pilot).screen, AdminScreen)
