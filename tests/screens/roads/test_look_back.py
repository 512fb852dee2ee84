"""Looking back on a road: read it, write how it goes, and whether there is a next time."""

from datetime import date

import pytest

from kiosk.db import roads
from kiosk.rules.road_kinds import RoadKind
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.look_back import LookBackScreen
from kiosk.screens.roads.list import RoadsScreen
from tests.school import School, actor
from tests.screens.head.scenes import earlier, rows, told, words
from tests.screens.roads.scenes import come_in, press, write


def a_support_group(school: School) -> None:
    with earlier(school, "2026-11-09 10:00") as store:
        write(store, RoadKind.SUPPORT_GROUP, evaluate_on=date(2026, 11, 23))


async def test_the_record_stands_above_the_fields_with_what_the_policy_asks(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, LookBackScreen)
        assert "Voor Luuk d'Ancona\nSteungroep: Nena van den Berg, " in words(pilot)
        assert "Afspraken van de steungroep:\nZe spelen eerlijk." in words(pilot)
        asks = screen.query_one("#outcome").border_subtitle
        assert asks == "Vraag eerst de leerling of het beter gaat, en daarna de steungroep."
        assert screen.query_one("#outcome").has_focus
        assert not screen.unsaved()


async def test_without_a_next_day_the_road_is_finished(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "enter", ["Het gaat beter."], "f8")
        assert isinstance(pilot.app.screen, RoadsScreen)
        assert rows(pilot) == ["· klaar steungroep Luuk d'Ancona +6 ma 9 nov"]
        assert "Teruggekeken ma 23 nov: Het gaat beter." in words(pilot)
        assert "Bewaard. Dit is klaar." in told(pilot)
        (road,) = roads.roads(store, actor(store, "Joost"))
        assert [(one.outcome, one.next_on) for one in road.reviews] == [("Het gaat beter.", None)]


async def test_with_a_next_day_it_waits_again(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter", ["Nog niet."], "tab", ["8-12"], "enter")
        assert rows(pilot) == ["○ loopt steungroep Luuk d'Ancona +6 ma 9 nov di 8 dec"]
        assert "We kijken weer terug op di 8 dec." in told(pilot)


async def test_a_next_day_after_the_summer_is_told_with_its_year(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter", ["Nog niet."], "tab", ["1-9"], "enter")
        assert "We kijken weer terug op 1-9-2027." in told(pilot)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("5-12", "Zaterdag 5 december 2026 is geen schooldag."),
        ("20-11", "Vr 20 nov is al geweest."),
        ("straks", "Deze dag kan ik niet lezen."),
    ],
)
async def test_a_day_that_cannot_be_is_told_and_every_word_stays(school: School, typed: str, sentence: str) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "enter", ["Nog niet."], "tab", [typed], "f8")
        assert sentence in told(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, LookBackScreen)
        assert screen.unsaved()
        assert screen.query_one("#next_on").has_focus
        (road,) = roads.roads(store, actor(store, "Joost"))
        assert road.reviews == ()
        await press(pilot, *["backspace"] * len(typed), ["8-12"], "f8")
        assert rows(pilot)[0].startswith("○ loopt")


async def test_nothing_written_is_not_a_look_back(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter", "f8")
        assert "Wat kwam eruit?" in told(pilot)
        assert isinstance(pilot.app.screen, LookBackScreen)


async def test_going_away_asks_only_when_something_was_typed(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, RoadsScreen)
        await press(pilot, "enter", ["Hm"], "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "enter")  # the focus stands on going on
        assert isinstance(pilot.app.screen, LookBackScreen)
        await press(pilot, "escape", "left", "enter")
        assert rows(pilot)[0].startswith("▲ te doen")


async def test_a_key_pressed_twice_keeps_one_look_back(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "enter", ["Nog niet."], "tab", ["8-12"])
        screen = pilot.app.screen
        assert isinstance(screen, LookBackScreen)
        screen.action_save()
        screen.action_save()
        await pilot.pause()
        (road,) = roads.roads(store, actor(store, "Joost"))
        assert len(road.reviews) == 1


async def test_f6_goes_to_the_record_and_back(school: School) -> None:
    a_support_group(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "enter", "f6")
        screen = pilot.app.screen
        story = screen.query_one("#story")
        assert story.has_focus
        await press(pilot, "down", "down")
        assert story.scroll_y > 0
        await press(pilot, "f6")
        assert screen.query_one("#outcome").has_focus
