"""The steps of issuing a form: who, what, where and when, back and forth, and one again from the check."""

from dataclasses import replace
from datetime import datetime

from textual.widgets import OptionList

from kiosk import settings
from kiosk.db import enrolment, forms, people
from kiosk.rules.own_list import switch
from kiosk.rules.permissions import command_line
from kiosk.rules.roll import RollPupil
from kiosk.rules.way import Way
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.keyed_list import KeyedList
from tests.school import School, actor
from tests.screens.teacher.issue_screen import all_forms, begin, press, shown, store_of, to_when, up_to_check


async def test_the_first_behaviour_chosen_is_the_main_one_and_a_second_press_takes_it_back(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "3", "5", "a", "5", "7", "enter")
        assert "pesten (ook: anders, namelijk …, stelen)" in shown(pilot)


async def test_what_the_school_switched_off_is_not_there_to_choose(school: School) -> None:
    policy = settings.load(school.home).policy
    off = replace(policy, behaviours=switch(policy.behaviours, "bullying"), places=switch(policy.places, "classroom"))
    settings.save(school.home, policy=off)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter")
        offered = [str(option.prompt) for option in pilot.app.screen.query_one(KeyedList).options]
        assert len(offered) == 10
        assert not any("pesten" in one for one in offered)
        await press(pilot, "3", "enter", "2")
        assert "discriminatie" in shown(pilot)
        assert "gang" in shown(pilot)


async def test_own_groups_come_first_and_someone_without_a_group_is_found_too(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "enter")
        assert "stap 1 van 8" in shown(pilot)  # nobody is chosen by an Enter too many
        await press(pilot, "down", "enter")
        assert "De Egels" in shown(pilot)
        await press(pilot, "escape")
        without = next(one for one in people.pupils(store_of(pilot)) if one.group_id is None)
        await press(pilot, *without.given_name.lower(), "enter")
        assert f"{without.name} · zonder groep" in shown(pilot)


async def test_a_wrong_moment_is_told_and_stays_in_the_field(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, *"10:01", "enter")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 5, *"straks", "enter")
        assert "stap 4 van 8" in shown(pilot)
        assert pilot.app._notifications
        await press(pilot, *["backspace"] * 6, *"9:30", "enter")
        assert "vandaag 9.30 uur" in shown(pilot)
        assert not pilot.app._notifications  # what was wrong is right now


async def test_a_sunday_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, *"gisteren", "space", *"14:00", "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Zondag 22 november 2026 is geen schooldag." in shown(pilot)
        await press(pilot, "escape")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, "enter", "enter")
        assert "stap 5 van 8" in shown(pilot)


async def test_escape_goes_back_a_step_and_keeps_what_was_chosen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await begin(pilot)
        await to_when(pilot)
        for step in (3, 2, 1):
            await press(pilot, "escape")
            assert f"stap {step} van 8" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape", "enter", "enter")
        assert "lichamelijk geweld" in shown(pilot)
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "escape", "escape", "escape", "enter")  # one Enter too many drops nothing
        assert returned == []
        await press(pilot, "escape", "left", "enter")
        assert returned == [None]
        assert forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke")) == []


async def test_nothing_filled_in_is_left_without_a_question(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await begin(pilot)
        await press(pilot, "escape")
        assert returned == [None]


async def test_another_pupil_gets_the_parallel_group_of_their_own_group(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        assert "De Uilen" in shown(pilot)
        await press(pilot, *["escape"] * 7)
        other = next(one for one in people.pupils(store_of(pilot)) if one.group_name == "De Uilen")
        await press(pilot, *["backspace"] * 4, *other.given_name.lower(), "space", *other.surname.lower(), "enter")
        await press(pilot, "enter", "enter", "enter", "f8", "enter", "enter")
        assert other.name in shown(pilot)
        assert "De Egels · typen" in shown(pilot)


async def test_a_digit_on_the_check_changes_one_thing_and_comes_back(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "3")
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "8")
        assert "stap 8 van 8" in shown(pilot)
        assert "3 Waar\nonline" in shown(pilot)
        await press(pilot, "4")
        await press(pilot, *"9:15", "enter")
        assert "vandaag 9.15 uur" in shown(pilot)
        await press(pilot, "7", "tab", "up", "enter", "enter")
        (form,) = all_forms(pilot)
        assert (form.place, form.happened_at, form.way) == ("online", datetime(2026, 11, 23, 9, 15), Way.TYPING)


async def test_escape_after_a_digit_changes_nothing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "3", "escape")
        assert "stap 8 van 8" in shown(pilot)
        assert "3 Waar\nplein" in shown(pilot)


async def test_the_child_that_was_chosen_with_the_arrows_stays_chosen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"berg", "down", "enter")
        chosen = shown(pilot).split("1 Wie\n")[1].split(" · ")[0]
        await press(pilot, "escape", "enter")
        assert f"1 Wie\n{chosen} · " in shown(pilot)


async def test_of_very_many_hits_the_first_are_listed_and_the_rest_is_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        hits = pilot.app.screen.query_one("#hits", OptionList)
        assert " ".join(str(hits.options[-1].prompt).split()) == "… typ meer letters nog 179 leerlingen"
        await press(pilot, "up", "enter")  # the last row, which is nobody
        assert "stap 1 van 8" in shown(pilot)
        await press(pilot, *"roos")
        assert hits.option_count == 1


async def test_what_happened_before_the_pupil_came_is_refused_where_it_is_typed(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        school.clock.forward(days=7)
        now = enrolment.roll_now(store)
        newcomer = RollPupil("new", "Xaviera", "", "Nieuw", 5, now.groups[0].key)
        enrolment.apply_roll(store, command_line(), replace(now, pupils=(*now.pupils, newcomer)))
        pilot.app.screen.dismiss(None)
        await pilot.pause()
        await begin(pilot, by="Anneke")
        await press(pilot, *"xavi", "enter", "5", "enter", "1")
        await press(pilot, *"vrijdag", "space", *"10:00", "enter")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 13, "enter")
        assert "stap 5 van 8" in shown(pilot)
