"""One incident, several pupils."""

from textual.widgets import Label

from kiosk.db import people
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue import IssueScreen
from tests.school import School, issue
from tests.screens.teacher.issue_screen import Kiosk, all_forms, begin, press, shown, store_of, up_to_check


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
