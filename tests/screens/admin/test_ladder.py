"""Beheer changes the ladder: what is in force is filled in, what changes is shown before it is saved, for whom too."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db import lines, people
from kiosk.db.setup_facts import setup_facts
from kiosk.db.store import Store
from kiosk.rules.labels import COUNTING_NAMES
from kiosk.rules.policy import Counting, LadderStep, Restart, StepKind
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.admin.ladder import LadderScreen, NumberLine
from kiosk.screens.admin.ladder_preview import LadderPreviewScreen
from kiosk.screens.admin.ladder_words import outlook_rows
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.fields import ChoiceLine
from tests.school import School, actor, issue
from tests.screens.head.scenes import earlier, kiosk, told, words


def forms(school: School, *counts: int) -> None:
    """So many forms of the first pupils of De Egels, this school year."""
    with earlier(school, "2026-11-19 09:00") as store:
        for pupil, count in enumerate(counts):
            for _ in range(count):
                issue(store, pupil=pupil)
                school.clock.forward(minutes=5)


async def come_in(pilot: Pilot[None], given_name: str = "Anneke") -> Store:
    """The ladder, from Beheer."""
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(AdminScreen(app.desk, actor(app.desk.store, given_name)))
    await pilot.press("l")
    await pilot.pause()
    assert isinstance(app.screen, LadderScreen)
    return app.desk.store


def number(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", Input).value


async def type_number(pilot: Pilot[None], field: str, typed: str) -> None:
    """As a person: into the field, what stands there out, the new number in."""
    pilot.app.screen.query_one(f"#{field}", Input).focus()
    await pilot.press("end", "backspace", "backspace", *typed)
    await pilot.pause()


async def look(pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await pilot.pause()


async def test_what_is_in_force_stands_filled_in(school: School) -> None:
    policy = settings.load(school.home).policy
    own = replace(policy, restart=Restart.AFTER_TALK, steps=(LadderStep(5, StepKind.PARENTS_TALK),), reminders=3)
    settings.save(school.home, policy=own)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert (number(pilot, "step-0"), number(pilot, "reminders"), number(pilot, "time_outs")) == ("5", "3", "2")
        assert len(pilot.app.screen.query(NumberLine)) == 3
        assert str(pilot.app.screen.query_one("#restart", ChoiceLine).render()).startswith("○ meteen   ● pas na")
        assert all(name in str(pilot.app.screen.query_one("#counting").render()) for name in COUNTING_NAMES.values())
        assert outlook_rows({"stap": own}) in words(pilot)
        assert all(line.field.region.bottom <= 24 for line in pilot.app.screen.query(NumberLine))


async def test_the_row_of_ten_forms_follows_what_is_typed(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert words(pilot).split("stap ")[-1].split()[:10] == ["·", "·", "G", "·", "·", "W", "S", "S", "S", "S"]
        await type_number(pilot, "step-0", "2")
        assert words(pilot).split("stap ")[-1].split()[:5] == ["·", "G", "·", "·", "W"]
        await type_number(pilot, "step-1", "")
        assert words(pilot).split("stap ")[-1].split()[:10] == ["?"] * 10


async def test_directie_sees_for_whom_a_step_opens_and_saves_after_a_careful_yes(school: School) -> None:
    forms(school, 2, 1, 0)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings.policy
        pupil = next(one for one in people.pupils(store) if one.group_name == "De Egels")
        await type_number(pilot, "step-0", "2")
        await look(pilot)
        assert isinstance(pilot.app.screen, LadderPreviewScreen)
        said = words(pilot)
        assert "Gesprek leerling-ouders-directie: na 2 formulieren (nu: 3)." in said
        assert "Bij 1 leerling gaat een stap open: gesprek leerling-ouders-directie." in said
        assert f"{pupil.name} (De Egels)" in said
        assert "Stappen die al gezet zijn, blijven staan." in said
        assert outlook_rows({"nu": store.settings.policy})[:50] in said

        await pilot.press("enter", "enter")  # the button has the focus, and then "Nee"
        await pilot.pause()
        assert isinstance(pilot.app.screen, LadderPreviewScreen)
        assert store.settings.policy.steps[0].forms == 3
        await pilot.press("f8", "left", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AdminScreen)
        assert "Bewaard. De nieuwe lijn geldt vanaf nu." in told(pilot)
        assert store.settings.policy == settings.load(school.home).policy != before
        assert [step.kind for step in lines.line_of(store, pupil.id).open_steps] == [StepKind.PARENTS_TALK]


async def test_beheer_reads_no_name_and_no_small_number(school: School) -> None:
    forms(school, 2, 2)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, "Tess")
        await type_number(pilot, "step-0", "2")
        await look(pilot)
        said = words(pilot)
        assert "Bij minder dan 5 leerlingen gaat een stap open" in said
        assert not any(pupil.name in said for pupil in people.pupils(store))
        await pilot.press("f8", "left", "enter")
        await pilot.pause()
        assert store.settings.policy.steps[0].forms == 2


async def test_that_nothing_changes_for_pupils_is_said(school: School) -> None:
    forms(school, 1)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("right")
        await look(pilot)
        assert "Formulieren tellen: de hele schooltijd (nu: per schooljaar)." in words(pilot)
        assert "Er verandert niets voor leerlingen." in words(pilot)
        await pilot.press("f8", "left", "enter")
        await pilot.pause()
        assert settings.load(school.home).policy.counting is Counting.WHOLE_SCHOOL


@pytest.mark.parametrize(
    ("field", "typed", "most"),
    [("step-0", "", 99), ("step-2", "0", 99), ("step-1", "-1", 99), ("reminders", "10", 9), ("time_outs", "x", 9)],
)
async def test_a_wrong_number_is_told_at_its_field_and_gets_the_focus(
    school: School, field: str, typed: str, most: int
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await type_number(pilot, field, typed)
        pilot.app.screen.query_one("#counting").focus()
        await look(pilot)
        assert isinstance(pilot.app.screen, LadderScreen)
        assert f"▲ Typ een getal van 1 tot en met {most}." in words(pilot)
        assert words(pilot).count("▲") == 1
        assert pilot.app.focused is pilot.app.screen.query_one(f"#{field}")
        await type_number(pilot, field, "4")
        assert "▲" not in words(pilot)


async def test_a_line_that_was_found_right_is_kept_without_a_question_and_counts_as_looked_at(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings.policy
        assert "ladder" not in setup_facts(store, actor(store, "Anneke")).looked_at
        await look(pilot)
        assert "Bewaard: de lijn blijft zoals hij is." in told(pilot)
        assert isinstance(pilot.app.screen, AdminScreen)
        assert store.settings.policy == before
        assert "ladder" in setup_facts(store, actor(store, "Anneke")).looked_at


async def test_escape_asks_before_something_is_lost_and_leaves_all_as_it_was(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings
        await type_number(pilot, "reminders", "3")
        await look(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert number(pilot, "reminders") == "3"  # back from the preview, nothing typed is lost
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await pilot.press("left", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AdminScreen)
        assert store.settings is before


async def test_a_file_that_was_spoiled_meanwhile_is_told_and_nothing_is_lost(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await type_number(pilot, "reminders", "3")
        await look(pilot)
        school.home.settings.write_text("[school", encoding="utf-8")
        await pilot.press("f8", "left", "enter")
        await pilot.pause()
        assert "schrijffout" in told(pilot)
        assert isinstance(pilot.app.screen, LadderPreviewScreen)
        assert store.settings.policy.reminders == 2


async def test_the_help_says_what_the_signs_mean(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "G, W en S zijn de stappen" in words(pilot)
