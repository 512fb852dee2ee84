"""One incident, several pupils; looking at a step again from the check; what is asked about and what is refused."""

from dataclasses import replace
from datetime import datetime

import pytest
from textual.widgets import Label, OptionList

from kiosk.db import forms, people
from kiosk.rules.form import Form
from kiosk.rules.permissions import command_line
from kiosk.rules.roll import RollPupil
from kiosk.rules.way import Way
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue import IssueScreen
from kiosk.screens.teacher.issue_draft import pointer
from kiosk.settings.pupil import Contact, ContactRole
from tests.school import School, actor, issue
from tests.screens.teacher.test_issue import Kiosk, begin, press, shown, store_of, to_when, twice, up_to_check


def all_forms(pilot: Kiosk) -> list[Form]:
    store = store_of(pilot)
    return forms.open_forms(store, actor(store, "Anneke"))


def names(pilot: Kiosk) -> list[str]:
    everyone = {one.id: one.given_name for one in people.pupils(store_of(pilot))}
    return [everyone[form.pupil_id or 0] for form in all_forms(pilot)]


async def to_first_code(pilot: Kiosk) -> list[int | None]:
    returned = await begin(pilot)
    await up_to_check(pilot)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, CodeScreen)
    return returned


async def another(pilot: Kiosk, name: str) -> None:
    """From the code of the one before: also for the pupil called so."""
    await press(pilot, "n")
    await press(pilot, *name, "enter")


# -- several pupils in one incident ------------------------------------------------------------------------------------


async def test_a_second_pupil_gets_a_form_of_the_same_incident_without_typing_it_again(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await to_first_code(pilot)
        await press(pilot, "n")
        assert "Al gegeven aan Roos van den Berg." in shown(pilot)
        await press(pilot, *"eva", "enter")
        assert "stap 8 van 8" in shown(pilot)
        assert len(all_forms(pilot)) == 1  # each form is confirmed by itself
        await press(pilot, "enter", "enter", "enter")
        roos, eva = all_forms(pilot)
        assert names(pilot) == ["Roos", "Eva"]
        same = ("main", "behaviours", "place", "happened_at", "what_was_seen", "consulted_id", "consulted_at")
        assert [getattr(eva, field) for field in same] == [getattr(roos, field) for field in same]
        assert returned == [eva.id]


async def test_each_of_them_gets_what_fits_them_and_their_own_ladder(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        egels = [one for one in people.pupils(store) if one.group_name == "De Egels"]
        eva = next(place for place, one in enumerate(egels) if one.given_name == "Eva")
        issue(store, pupil=eva, main="theft")
        issue(store, pupil=eva, main="bullying")
        await up_to_check(pilot)
        assert "Dit is het eerste formulier dit schooljaar." in shown(pilot)
        await press(pilot, "enter")
        await another(pilot, "eva")
        assert "Dit is het derde formulier dit schooljaar." in shown(pilot)
        assert "De Uilen · typen" in shown(pilot)  # Roos, in groep 4, was to choose
        uil = next(one for one in people.pupils(store) if one.group_name == "De Uilen")
        await press(pilot, "1")
        await press(pilot, *["backspace"] * 3, *uil.given_name.lower(), "space", *uil.surname.lower(), "enter")
        assert f"{uil.name} · De Uilen" in shown(pilot)
        assert "De Egels · typen" in shown(pilot)


async def test_what_one_of_them_did_can_be_something_else(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await to_first_code(pilot)
        await another(pilot, "eva")
        await press(pilot, "2")
        await press(pilot, "5", "7", "enter")  # the 5 goes, the 7 comes
        assert "stap 8 van 8" in shown(pilot)
        await press(pilot, "enter")
        assert [form.behaviours for form in all_forms(pilot)] == [("violence",), ("theft",)]


async def test_at_the_end_all_codes_stand_there_each_with_its_child(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await to_first_code(pilot)
        first = str(pilot.app.screen.query_one("#whose", Label).content)
        assert first.startswith("De code voor Roos: ")
        await another(pilot, "eva")
        await press(pilot, "enter")
        second = str(pilot.app.screen.query_one("#whose", Label).content)
        assert "Roos" not in shown(pilot)  # a child sees its own code and no other name
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TellDialog)
        for said, name in ((first, "Roos van den Berg"), (second, "Eva Fernández")):
            assert f"{said.split(': ')[1]}   {name}" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, StartScreen)


async def test_no_other_pupil_after_all_ends_without_a_question(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await to_first_code(pilot)
        await press(pilot, "n", "escape")
        (form,) = all_forms(pilot)
        assert returned == [form.id]


async def test_a_second_pupil_who_was_chosen_is_not_lost_without_a_question(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await to_first_code(pilot)
        await another(pilot, "eva")
        await press(pilot, *["escape"] * 8)
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "enter")
        assert names(pilot) == ["Roos"]


async def test_the_second_child_begins_here_and_no_staff_screen_lies_under_it(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await to_first_code(pilot)
        await another(pilot, "eva")
        await press(pilot, "enter", "b")
        await pilot.pause()
        assert [type(screen) for screen in pilot.app.screen_stack][-2:] == [StartScreen, CoolDownScreen]
        assert not any(isinstance(screen, IssueScreen) for screen in pilot.app.screen_stack)


async def test_the_same_pupil_again_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await to_first_code(pilot)
        await another(pilot, "roos")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)


# -- one step again, from the check ------------------------------------------------------------------------------------


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


async def test_a_digit_pressed_twice_chooses_nothing_on_the_step_it_leads_to(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        twice(pilot, "3")
        await pilot.pause()
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "escape")
        assert "3 Waar\nplein" in shown(pilot)


async def test_the_child_that_was_chosen_with_the_arrows_stays_chosen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"berg", "down", "enter")
        chosen = shown(pilot).split("1 Wie\n")[1].split(" · ")[0]
        await press(pilot, "escape", "enter")
        assert f"1 Wie\n{chosen} · " in shown(pilot)


# -- nobody and nothing is chosen by an Enter too many -----------------------------------------------------------------


async def test_enter_picks_no_place_that_nobody_chose(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter", "enter", "enter")
        assert "stap 3 van 8" in shown(pilot)
        assert pilot.app.screen.query_one("WhereStep OptionList", OptionList).highlighted is None
        await press(pilot, "down", "down", "enter")
        assert "3 Waar\nklas" in shown(pilot)


async def test_of_very_many_hits_the_first_are_listed_and_the_rest_is_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        hits = pilot.app.screen.query_one("#hits", OptionList)
        assert " ".join(str(hits.options[-1].prompt).split()) == "… typ meer letters nog 179 leerlingen"
        await press(pilot, "up", "enter")  # the last row, which is nobody
        assert "stap 1 van 8" in shown(pilot)
        await press(pilot, *"roos")
        assert hits.option_count == 1


# -- the consultation --------------------------------------------------------------------------------------------------


async def test_the_person_consulted_last_stands_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, "enter", *"Duwde.", "f8", "down", "enter", "enter", "enter", "enter")
        store = store_of(pilot)
        (form,) = all_forms(pilot)
        assert form.consulted_id == actor(store, "Joost").staff_id
        await begin(pilot)
        await up_to_check(pilot, name="eva")
        assert "Joost Wiersma, vandaag 10.00 uur" in shown(pilot)


async def test_a_consultation_before_the_day_of_the_incident_is_told_at_once(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, "enter", *"Duwde.", "f8", "tab", *"vrijdag", "space", *"9:00", "enter")
        assert "stap 6 van 8" in shown(pilot)


async def test_a_consultation_on_a_sunday_is_asked_about_and_one_of_today_is_not(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, *"vrijdag", "space", *"14:00", "enter", *"Duwde.", "f8")
        await press(pilot, "tab", *"gisteren", "space", *"20:00", "enter")
        assert "Zondag 22 november 2026 is geen schooldag." in shown(pilot)
        await press(pilot, "escape", *["backspace"] * 14, "enter")
        assert "stap 7 van 8" in shown(pilot)


# -- before the pupil came ---------------------------------------------------------------------------------------------


async def test_what_happened_before_the_pupil_came_is_refused_where_it_is_typed(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        school.clock.forward(days=7)
        now = people.roll_now(store)
        newcomer = RollPupil("new", "Xaviera", "", "Nieuw", 5, now.groups[0].key)
        people.apply_roll(store, command_line(), replace(now, pupils=(*now.pupils, newcomer)))
        pilot.app.screen.dismiss(None)
        await pilot.pause()
        await begin(pilot, by="Anneke")
        await press(pilot, *"xavi", "enter", "5", "enter", "1")
        await press(pilot, *"vrijdag", "space", *"10:00", "enter")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 13, "enter")
        assert "stap 5 van 8" in shown(pilot)


# -- the pointer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ([], "Denk aan de meldcode en de vertrouwenspersoon."),
        ([ContactRole.ANTI_BULLYING_COORDINATOR], "Denk aan de meldcode en de vertrouwenspersoon."),
        ([ContactRole.CONFIDENTIAL_ADVISER], "Denk aan de meldcode en de vertrouwenspersoon (Noor Bos, kamer 4)."),
    ],
)
def test_the_pointer_names_the_confidential_adviser_of_the_school(contacts: list[ContactRole], said: str) -> None:
    assert pointer([Contact(role, "Noor Bos", "kamer 4") for role in contacts]) == said
