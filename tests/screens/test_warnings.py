"""What staff read below the top line: a clock that cannot be right, a backup that failed. It breaks nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import facts
from kiosk.db.school import Part, change_school
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.base import StaffScreen
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.pupil.welcome import WelcomeScreen
from kiosk.screens.row_list import RowList
from kiosk.screens.teacher.today import TodayScreen
from kiosk.screens.top_line import TopLine, Warnings
from tests.school import School, actor, hand_in, issue, talk

SCREENS = {"Anneke": TodoScreen, "Fenna": TodayScreen, "Tess": AdminScreen}


@asynccontextmanager
async def at_work(school: School, who: str) -> AsyncIterator[tuple[Pilot[None], KioskApp]]:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot, app


async def open_screen(pilot: Pilot[None], app: KioskApp, who: str) -> StaffScreen[None]:
    screen = SCREENS[who](app.desk, actor(app.desk.store, who))
    await app.push_screen(screen)
    await pilot.pause()
    return screen


def warned(screen: StaffScreen[None]) -> str:
    shown = screen.query_one(Warnings)
    return str(shown.render()) if shown.display else ""


def rows(screen: StaffScreen[None]) -> str:
    return "\n".join(str(option.prompt) for option in screen.query_one(RowList).options)


@pytest.mark.parametrize("who", SCREENS)
async def test_a_clock_that_was_put_back_is_told_on_every_screen_of_staff_in_the_empty_line(
    school: School, who: str
) -> None:
    async with at_work(school, who) as (pilot, app):
        calm = await open_screen(pilot, app, who)
        assert warned(calm) == ""
        top = next(one for one in calm.children if one.region.y > 1).region.y
        school.clock.forward(minutes=-6)
        screen = await open_screen(pilot, app, who)
        asked = (
            "Zet hem goed, en druk dan op k." if who == "Tess" else "Dagen en termijnen kloppen niet. Zeg het beheer."
        )
        assert warned(screen) == f"▲ De klok loopt achter. {asked}"
        assert screen.query_one(Warnings).region.y == screen.query_one(TopLine).region.bottom == 1
        assert next(one for one in screen.children if one.region.y > 1).region.y == top, "nothing moved"


async def test_a_clock_far_ahead_is_asked_about(school: School) -> None:
    school.clock.forward(days=61)
    async with at_work(school, "Fenna") as (pilot, app):
        assert warned(await open_screen(pilot, app, "Fenna")).startswith("▲ Loopt de klok voor?")


async def test_due_days_are_marked_while_the_clock_is_in_doubt_and_the_work_goes_on(school: School) -> None:
    async with at_work(school, "Fenna") as (pilot, app):
        store = app.desk.store
        form = issue(store).form
        hand_in(store, form)
        talk(store, form)
        facts.record_printed(store, actor(store, "Fenna"), form.id)
        facts.record_taken_home(store, actor(store, "Fenna"), form.id)
        assert "○?" not in rows(await open_screen(pilot, app, "Fenna"))
        school.clock.forward(minutes=-6)
        screen = await open_screen(pilot, app, "Fenna")
        assert "○?" in rows(screen)
        assert issue(store, pupil=1).code


async def test_beheer_says_that_the_clock_is_right_and_the_warning_goes(school: School) -> None:
    async with at_work(school, "Tess") as (pilot, app):
        school.clock.forward(days=400)
        issue(app.desk.store)
        school.clock.forward(days=-400)
        app.desk.clock_watch = type(app.desk.clock_watch)(app.desk.store) if app.desk.clock_watch else None
        screen = await open_screen(pilot, app, "Tess")
        assert warned(screen).startswith("▲ De klok loopt achter.")
        await pilot.press("k", "left", "enter")
        await pilot.pause()
        assert warned(screen) == ""


async def test_a_backup_that_failed_is_one_quiet_sentence_for_directie_and_beheer_and_not_for_a_teacher(
    school: School,
) -> None:
    for who, told in (("Anneke", True), ("Tess", True), ("Fenna", False)):
        async with at_work(school, who) as (pilot, app):
            assert app.desk.keeper is not None
            app.desk.keeper.trouble = "De reservekopie is niet gelukt. De schijf is vol."
            screen = await open_screen(pilot, app, who)
            assert warned(screen) == ("▲ De reservekopie is niet gelukt. De schijf is vol." if told else "")
            app.desk.close()


async def test_with_a_mistake_in_the_schools_file_the_kiosk_works_on_and_those_who_can_mend_it_read_where_it_is(
    school: School,
) -> None:
    async with at_work(school, "Fenna") as (_pilot, app):
        app.desk.close()  # it was open with a good file once
    good = school.home.settings.read_text(encoding="utf-8")
    spoiled = good.replace("reminders = 2", "reminders = 20")
    school.home.settings.write_text(spoiled, encoding="utf-8")
    line = spoiled.splitlines().index("reminders = 20") + 1
    async with at_work(school, "Fenna") as (pilot, app):
        code = issue(app.desk.store).code
        await pilot.press(*code, "enter")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        await app.back_to_start()
        for who in ("Anneke", "Tess"):
            warning = warned(await open_screen(pilot, app, who))
            assert warning.startswith(
                f"▲ In school.toml, regel {line}, klopt 'reminders' onder [policy] niet. Zet daar"
            )
        assert warned(await open_screen(pilot, app, "Fenna")) == ""

        school.home.settings.write_text(good, encoding="utf-8")
        change_school(app.desk.store, actor(app.desk.store, "Tess"), Part.BACKUP, backup_folder=None)
        assert warned(await open_screen(pilot, app, "Tess")) == "", "a screen read the mended file and wrote it"


async def test_the_running_kiosk_makes_a_backup_when_one_is_due(school: School) -> None:
    async with at_work(school, "Fenna") as (_pilot, app):
        app._keep_backups()
        await app.workers.wait_for_complete()
        made = list(school.home.backups.glob("oeps-*.db"))
        assert len(made) == 1
        app._keep_backups()
        await app.workers.wait_for_complete()
        assert list(school.home.backups.iterdir()) == made, "the next one is not due yet"


async def test_terms_on_te_doen_are_marked_too(school: School) -> None:
    async with at_work(school, "Anneke") as (pilot, app):
        for _ in range(3):
            issue(app.desk.store)
        assert rows(await open_screen(pilot, app, "Anneke")).endswith("formulier, ma 23 nov")
        school.clock.forward(minutes=-6)
        assert rows(await open_screen(pilot, app, "Anneke")).endswith("formulier, ma 23 nov?")
