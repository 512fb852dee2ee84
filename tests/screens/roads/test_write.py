"""Writing down another road, by keys alone: which kind, about whom, what it asks, and when to look back."""

from datetime import date, datetime

import pytest
from textual.pilot import Pilot

from kiosk.db import people, roads
from kiosk.db.store import Store
from kiosk.rules.people import Finder
from kiosk.rules.permissions import Role
from kiosk.rules.road_kinds import FIELDS, RoadKind
from kiosk.rules.roads import Road
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.roads.list import RoadsScreen
from kiosk.screens.roads.write import WriteRoadScreen
from tests.school import School, actor
from tests.screens.head.scenes import rows, told, words
from tests.screens.roads.scenes import come_in, everything_asked, press

LUUK: list[str | list[str]] = [["luuk anc"], "enter"]
SUPPORTED_BY = ["nena", "roos", "tim", "mylene", "eva", "david"]


def kept(store: Store) -> list[Road]:
    return roads.roads(store, actor(store, "Joost"))


def names(store: Store, road: Road) -> list[str]:
    known = people.pupil_names(store)
    return [known[one] for one in road.pupils]


def fields_focused(pilot: Pilot[None]) -> str:
    focused = pilot.app.screen.focused
    assert focused is not None
    return str(focused.border_title)


@pytest.mark.parametrize(
    ("key", "kind"), [("1", RoadKind.GROUP_TALK), ("3", RoadKind.REPAIR_PLAN), ("5", RoadKind.TIME_OUT)]
)
async def test_each_kind_is_written_by_keys_and_the_row_is_pointed_at(school: School, key: str, kind: RoadKind) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", key, *LUUK, "tab", "tab", *everything_asked(kind), "f8")
        assert told(pilot).startswith("Bewaard:")
        assert isinstance(pilot.app.screen, RoadsScreen)
        (road,) = kept(store)
        assert (road.kind, names(store, road), road.held_at) == (kind, ["Luuk d'Ancona"], school.clock())
        assert road.evaluate_on == date(2026, 12, 7)  # ten school days on
        written = {one.key: road.texts[one.key] for one in FIELDS[kind]}
        usual = {"part": "ochtend", "back_on": "2026-11-24"}
        assert written == {one.key: usual.get(one.key, one.key) for one in FIELDS[kind]}
        assert rows(pilot)[0].startswith("○ loopt")


async def test_a_conference_shows_and_keeps_the_six_questions(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "4", *LUUK, ["nena"], "enter", "tab", "tab", *everything_asked(RoadKind.CONFERENCE))
        asked = words(pilot)
        for one in FIELDS[RoadKind.CONFERENCE]:
            assert not one.label.endswith("?") or one.label in asked
        await press(pilot, "f8")
        (road,) = kept(store)
        assert [road.texts[f"question_{number}"] for number in range(1, 7)] == [
            f"question_{number}" for number in range(1, 7)
        ]
        assert names(store, road) == ["Luuk d'Ancona", "Nena van den Berg"]


async def test_a_support_group_counts_who_is_chosen_and_needs_six_beside_the_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, frozenset({Role.KIVA_TEAM}))
        await press(pilot, "n", "2", *LUUK)
        for name in SUPPORTED_BY[:5]:
            await press(pilot, [name], "enter")
        assert "Voor: Luuk d'Ancona\nSteungroep, 5 gekozen (6 tot 8 nodig): Nena van den Berg, " in words(pilot)
        await press(pilot, "f8")
        assert "Een steungroep heeft 6 tot 8 leerlingen. Nu zijn het er 5." in told(pilot)
        assert fields_focused(pilot) == "Voor wie, en daarna de steungroep"
        await press(pilot, [SUPPORTED_BY[5]], "enter", "tab", "tab", *everything_asked(RoadKind.SUPPORT_GROUP), "f8")
        (road,) = kept(store)
        assert road.kind is RoadKind.SUPPORT_GROUP
        assert names(store, road)[0] == "Luuk d'Ancona"
        assert len(road.pupils) == 7


async def test_a_teacher_is_offered_every_kind_but_the_support_group(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Fenna")
        await press(pilot, "n")
        assert [row.split()[2].rstrip(":") for row in rows(pilot)] == [
            "groepsgesprek",
            "herstelplan",
            "herstelgesprek",
            "buiten",
        ]


async def test_backspace_on_an_empty_line_takes_the_last_pupil_away(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", "1", *LUUK, ["nena"], "enter", ["x"], "backspace", "backspace")
        assert "Gekozen (1): Luuk d'Ancona" in words(pilot)
        assert "Nena" not in words(pilot)
        await press(pilot, "backspace", "backspace")
        assert "Nog niemand gekozen." in words(pilot)


async def test_a_pupil_who_was_chosen_is_not_offered_again_and_an_unknown_name_chooses_nobody(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", "1", *LUUK, ["luuk anc"], "enter")
        assert "Gekozen (1): Luuk d'Ancona" in words(pilot)
        await press(pilot, "f8")
        assert "Er staan nog letters bij de leerlingen." in told(pilot)


async def test_the_arrows_choose_among_the_hits_and_own_groups_come_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, "Fenna")
        found = Finder(people.pupils(store)).find("da")  # Luuk d'Ancona among them
        own = [one.name for one in found if one.group_name == "De Egels"]
        others = [one.name for one in found if one.group_name != "De Egels"]
        await press(pilot, "n", "1", ["da"], "down", "enter")
        assert f"Gekozen (1): {[*own, *others][1]}" in words(pilot)


async def test_what_is_missing_is_named_and_gets_the_focus_and_every_word_stays(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "1", "f8")
        assert "Kies ten minste een leerling." in told(pilot)
        await press(pilot, *LUUK, "f8")
        assert "Vul nog in: Waar ging het over" in told(pilot)
        assert fields_focused(pilot) == "Waar ging het over"
        await press(pilot, ["Ruzie."], "f8")
        assert fields_focused(pilot) == "Wie waren erbij"
        assert kept(store) == []
        await press(pilot, ["groep 6"], "f8")
        assert [road.texts["subject"] for road in kept(store)] == ["Ruzie."]


async def test_what_one_kind_still_asked_is_not_said_of_the_next(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", "1", "f8")
        assert told(pilot)
        await press(pilot, "escape")
        assert not told(pilot)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("5-12", "Zaterdag 5 december 2026 is geen schooldag. De eerste schooldag daarna is ma 7 dec."),
        ("20-11", "Vr 20 nov is al geweest."),
        ("ooit", "Deze dag kan ik niet lezen."),
    ],
)
async def test_a_day_to_look_back_that_cannot_be_is_told(school: School, typed: str, sentence: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "1", *LUUK, "tab", "tab", *everything_asked(RoadKind.GROUP_TALK))
        await press(pilot, *["backspace"] * 8, [typed], "f8")
        assert fields_focused(pilot) == "Terugkijken op"
        assert sentence in told(pilot)
        assert kept(store) == []


async def test_without_a_day_to_look_back_a_group_talk_is_finished_and_a_plan_is_refused(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        for key, kind in (("1", RoadKind.GROUP_TALK), ("3", RoadKind.REPAIR_PLAN)):
            await press(pilot, "n", key, *LUUK, "tab", "tab", *everything_asked(kind), *["backspace"] * 8, "f8")
        assert "Kies een dag om terug te kijken." in told(pilot)
        assert fields_focused(pilot) == "Terugkijken op"
        assert [road.kind for road in kept(store)] == [RoadKind.GROUP_TALK]


async def test_a_moment_on_a_day_off_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "1", *LUUK, "tab", *["backspace"] * 2, ["zondag 14:00"], "tab")
        await press(pilot, *everything_asked(RoadKind.GROUP_TALK), "f8")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Zondag 22 november 2026 is geen schooldag." in words(pilot)
        await press(pilot, "escape")
        assert fields_focused(pilot) == "Wanneer"
        assert kept(store) == []
        await press(pilot, "f8", "enter")
        assert [road.held_at for road in kept(store)] == [datetime(2026, 11, 22, 14, 0)]


async def test_a_time_out_of_last_week_has_its_day_back_counted_from_then(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "5", *LUUK, "tab", *["backspace"] * 2, ["do 19 nov 10:00"], "tab")
        await press(pilot, *everything_asked(RoadKind.TIME_OUT), "shift+tab", "shift+tab")
        assert fields_focused(pilot) == "Terug in de groep op"
        await press(pilot, *["backspace"] * 9, ["20-11"], "f8")
        assert [road.texts["back_on"] for road in kept(store)] == ["2026-11-20"]


async def test_going_away_asks_when_something_was_filled_in_and_else_goes_back_to_the_kinds(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "1", "escape")
        screen = pilot.app.screen
        assert isinstance(screen, WriteRoadScreen)
        assert "Wat wil je opschrijven?" in words(pilot)
        await press(pilot, "3")
        assert "Herstelplan: plan van aanpak" in words(pilot)
        assert not screen.unsaved()
        await press(pilot, *LUUK)
        assert screen.unsaved()
        await press(pilot, "escape", "enter")
        assert isinstance(pilot.app.screen, WriteRoadScreen)
        await press(pilot, "escape", "left", "enter")
        assert isinstance(pilot.app.screen, RoadsScreen)
        assert kept(store) == []


async def test_a_key_pressed_twice_writes_it_once(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n")
        await press(pilot, ["11"])
        assert "Nog niemand gekozen." in words(pilot)
        await press(pilot, "escape", "escape")
        await press(pilot, "n", "1", *LUUK, "tab", "tab", *everything_asked(RoadKind.GROUP_TALK))
        screen = pilot.app.screen
        assert isinstance(screen, WriteRoadScreen)
        screen.action_save()
        screen.action_save()
        await pilot.pause()
        assert len(kept(store)) == 1


async def test_enter_before_a_kind_was_chosen_chooses_none(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", "enter")
        assert "Wat wil je opschrijven?" in words(pilot)
        await press(pilot, "down", "enter")
        assert "Nog niemand gekozen." in words(pilot)


async def test_words_that_look_like_markup_and_escapes_stay_words(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "n", "1", *LUUK, "tab", "tab", ["[/x] [b"], "tab", ["[@click=app.quit]"], "f8")
        (road,) = kept(store)
        assert (road.texts["subject"], road.texts["people"]) == ("[/x] [b", "[@click=app.quit]")
        assert isinstance(pilot.app.screen, RoadsScreen)
