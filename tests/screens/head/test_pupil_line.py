"""Leerlingen and one pupil's line: where each stands, and the two turns that only directie can give."""

from dataclasses import replace
from datetime import date

from kiosk.db import facts, lines, people, proposals, roads
from kiosk.db.history import pupil_history
from kiosk.rules.people import Pupil
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.screens.dialogs import ChooseDialog, TellDialog
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.head.todo import TodoScreen
from tests.school import School, actor, issue
from tests.screens.head import par11
from tests.screens.head.scenes import come_in, earlier, kiosk, rows, three_forms, told, words
from tests.screens.roads.scenes import write


def two_forms(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        for main in ("violence", "bullying"):
            issue(store, main=main)


def luuk(pupils: list[Pupil]) -> Pupil:
    return next(one for one in pupils if one.name == "Luuk d'Ancona")


async def test_the_list_says_where_each_pupil_stands_and_what_comes(school: School) -> None:
    two_forms(school)
    three_forms(school, pupil=1)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l")

        assert rows(pilot) == [
            "Luuk d'Ancona De Egels ● ● ○ 2x nog 1 tot gesprek met ouders",
            "Nena van den Berg De Egels ● ● ● 3x ◆ open: gesprek met ouders",
        ]


async def test_without_forms_the_list_says_what_to_do(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")

        assert isinstance(pilot.app.screen, PupilsScreen)
        assert "Nog geen formulieren dit schooljaar." in rows(pilot)[0]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, TodoScreen)


async def test_the_line_shows_forms_steps_and_voids_in_order_of_time(school: School) -> None:
    ids = three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        facts.void_form(store, actor(store, "Anneke"), ids[1], "dubbel")
        issue(store, main="other")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")

        assert rows(pilot) == [
            "● 1e do 19 nov lichamelijk geweld, plein wacht op het kind",
            "× do 19 nov pesten, plein ongeldig gemaakt",
            "● 2e do 19 nov stelen, plein wacht op het kind",
            "● 3e vr 20 nov anders, namelijk …, plein wacht op het kind",
            "◆ vr 20 nov gesprek met ouders open",
        ]


async def test_a_fresh_start_with_a_reason_begins_an_empty_step(school: School) -> None:
    two_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter", "f", "enter", *"nieuwe groep", "enter")
        await pilot.pause()
        await pilot.press("enter")  # the focus stands on no
        assert rows(pilot)[-1] != "» ma 23 nov opnieuw begonnen"
        await pilot.press("f", *"nieuwe groep", "enter")
        await pilot.pause()
        await pilot.press("left", "enter")
        await pilot.pause()
        assert rows(pilot)[-1] == "» ma 23 nov opnieuw begonnen"
        assert "○ ○ ○   nog 3 tot gesprek met ouders" in words(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "nieuwe groep" in words(pilot)


async def test_a_deviation_puts_the_chosen_step_on_te_doen_with_its_reason(school: School) -> None:
    two_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter", "a", "down", "down", "enter", *"mes [/x]", "enter")
        await pilot.pause()
        assert rows(pilot)[-1] == "◆ ma 23 nov afwijking: schorsing overwegen open"
        await pilot.press("escape", "escape")
        await pilot.pause()

        assert rows(pilot) == ["◆ Luuk d'Ancona schorsing overwegen afgeweken, ma 23 nov"]
        store = kiosk(pilot).desk.store
        pupil = luuk(people.pupils(store))
        (step,) = lines.line_of(store, pupil.id).open_steps
        assert step.kind is StepKind.SUSPENSION_REVIEW
        history = pupil_history(store, actor(store, "Anneke"), pupil.id)
        assert [decided.words for decided in history.reasons.values()] == ["mes [/x]"]
        await pilot.press("enter")
        assert "mes [/x]" in words(pilot)


async def test_escape_at_any_question_changes_nothing(school: School) -> None:
    two_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter", "a")
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press("escape", "a", "enter", "escape", "f", "escape")

        assert isinstance(pilot.app.screen, LineScreen)
        assert len(rows(pilot)) == 2


async def test_a_taken_step_tells_its_outcome(school: School) -> None:
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        pupil = luuk(people.pupils(store))
        step = lines.line_of(store, pupil.id).open_steps[0]
        lines.take_step(store, actor(store, "Anneke"), pupil.id, step, "Elke vrijdag bellen.")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")
        assert rows(pilot)[-1] == "◆ do 19 nov gesprek met ouders gedaan, vr 20 nov"
        await pilot.press("enter")

        assert "vr 20 nov, Anneke de Groot:\nElke vrijdag bellen." in words(pilot)


async def test_a_pupil_with_only_an_open_step_of_last_year_is_listed_too(school: School) -> None:
    with earlier(school, "2026-06-10 10:00") as store:
        for _ in range(3):
            issue(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert rows(pilot) == ["◆ Luuk d'Ancona gesprek met ouders 3e formulier, 10-6-2026"]
        await pilot.press("l")

        assert rows(pilot) == ["Luuk d'Ancona De Egels ○ ○ ○ 0x ◆ open: gesprek met ouders"]
        assert told(pilot) == ""


async def test_the_other_roads_stand_among_the_forms_with_their_story(school: School) -> None:
    two_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        write(store, RoadKind.SUPPORT_GROUP, evaluate_on=date(2026, 11, 23))
        write(store, RoadKind.TIME_OUT, evaluate_on=None)
        void = write(store, RoadKind.REPAIR_PLAN)
        roads.void_road(store, actor(store, "Joost"), void.id, "dubbel")
    with earlier(school, "2026-11-20 11:00") as store:
        issue(store, main="other")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")
        assert rows(pilot)[2:6] == [
            "→ vr 20 nov steungroep terugkijken ma 23 nov",
            "→ vr 20 nov buiten de groep klaar",
            "× vr 20 nov herstelplan ongeldig",
            "● 3e vr 20 nov anders, namelijk …, plein wacht op het kind",
        ]
        await pilot.press("up", "up", "up", "up", "enter")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "Steungroep, vr 20 nov" in words(pilot)
        assert "Voor Luuk d'Ancona\nSteungroep: Nena van den Berg, " in words(pilot)


async def test_a_teacher_reads_the_line_of_a_pupil_of_the_own_group_and_decides_nothing(school: School) -> None:
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        pupil = luuk(people.pupils(store))
        step = lines.line_of(store, pupil.id).open_steps[0]
        lines.take_step(store, actor(store, "Anneke"), pupil.id, step, "Elke vrijdag bellen.")
        lines.fresh_start(store, actor(store, "Anneke"), pupil.id, "nieuwe groep")
        write(store, RoadKind.SUPPORT_GROUP)
        write(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = kiosk(pilot).desk
        await pilot.app.push_screen(LineScreen(desk, actor(desk.store, "Fenna"), pupil.id))
        await pilot.pause()
        assert [row.split()[0] for row in rows(pilot)] == ["●", "●", "●", "◆", "»", "→"]
        assert "steungroep" not in "".join(rows(pilot))
        await pilot.press("up", "enter")
        assert "Wat hierbij staat, lezen de directie en IB." in words(pilot)
        assert "nieuwe groep" not in words(pilot)
        await pilot.press("escape", "up", "enter")
        assert "Elke vrijdag bellen." not in words(pilot)
        await pilot.press("escape", "f", "a")
        assert isinstance(pilot.app.screen, LineScreen)
        assert told(pilot) == ""


async def test_a_teacher_of_another_group_is_told_that_the_line_is_not_theirs(school: School) -> None:
    two_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = kiosk(pilot).desk
        pupil = luuk(people.pupils(desk.store))
        await pilot.app.push_screen(
            LineScreen(desk, replace(actor(desk.store, "Ruud"), group_ids=frozenset()), pupil.id)
        )
        await pilot.pause()
        assert "Dit mag je niet doen" in told(pilot)
        assert not any("plein" in row for row in rows(pilot))
        assert "Luuk" not in words(pilot)


async def test_an_open_proposal_of_par_11_stands_on_the_line_until_it_is_decided(school: School) -> None:
    par11.time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await par11.start(pilot)
        await pilot.app.push_screen(LineScreen(kiosk(pilot).desk, actor(store, "Joost"), par11.luuk(store)))
        await pilot.pause()
        assert rows(pilot)[-1] == "◆ di 10 nov voorstel: gesprek met ouders open"

        (one,) = proposals.open_proposals(store, actor(store, "Anneke"))
        proposals.decline(store, actor(store, "Anneke"), one.pupil.id, one.proposal, "Net al gesproken.")
        await pilot.app.push_screen(LineScreen(kiosk(pilot).desk, actor(store, "Joost"), par11.luuk(store)))
        await pilot.pause()
        assert rows(pilot)[-1] == "◆ ma 23 nov voorstel: gesprek met ouders niet gedaan"


async def test_a_suspension_of_more_days_fits_the_line_on_eighty_columns(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store, _ = await par11.open_suspension(pilot)
        await pilot.app.push_screen(LineScreen(kiosk(pilot).desk, actor(store, "Anneke"), par11.luuk(store)))
        await pilot.pause()

        assert rows(pilot)[-1] == "◆ ma 23 nov schorsing, vanaf di 24 nov 2 schooldagen"
