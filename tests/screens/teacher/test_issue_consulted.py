"""The step that asks who was consulted, and when."""

from datetime import datetime

from tests.school import School, actor
from tests.screens.teacher.issue_screen import all_forms, begin, only_form, press, shown, store_of, to_when, up_to_check


async def test_who_is_directie_consults_themself_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot, by="Joost")
        await up_to_check(pilot)
        assert "Joost Wiersma, vandaag 10.00 uur" in shown(pilot)


async def test_the_moment_of_the_consultation_can_be_earlier(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, "enter", *"Duwde.", "f8", "tab", *"9:55", "enter", "enter", "enter")
        assert only_form(store_of(pilot)).consulted_at == datetime(2026, 11, 23, 9, 55)


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
