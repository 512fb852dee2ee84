"""Te doen, row by row: what waits beside the ladder and the papers, and where each row leads."""

from datetime import date

import pytest

from kiosk.db import agreements, facts, lines, people, roads, tables
from kiosk.db.store import Store
from kiosk.rules.form import Outcome
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import RoadRequest
from kiosk.screens.base import KioskScreen
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.proposal import ProposalScreen
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.look_back import LookBackScreen
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.head.scenes import come_in, earlier, rows, three_forms, told, words

PLAN = {"reason": "Pesten.", "goal": "Samen spelen.", "people": "KiVa-team", "agreements": "Elke dag praten."}
TIME_OUT = {
    "reason": "Schopte tegen deuren.",
    "part": "ochtend",
    "where": "bij de IB'er",
    "people": "",
    "parents_by": "Anneke",
    "pupil_by": "Joost",
    "head_by": "Joost",
    "back_on": "2026-11-23",
    "agreements": "",
}


def egel(store: Store, place: int) -> int:
    """The id of a pupil of De Egels, in the order of the list."""
    return [one for one in people.pupils(store) if one.group_name == "De Egels"][place].id


def not_kept(school: School) -> None:
    """An agreement of the first Egel that did not work out, looked at on Friday."""
    with earlier(school, "2026-11-03 10:00") as store:
        form = issue(store).form
        hand_in(store, form)
        talk(store, form)
        facts.record_printed(store, actor(store, "Fenna"), form.id)
    with earlier(school, "2026-11-20 10:00") as store:
        agreements.check_agreement(store, actor(store, "Fenna"), form.id, Outcome.NOT_KEPT, "Hij werd boos.")


def plan(school: School, until: date) -> None:
    """A repair plan of the second Egel, to be looked back on on that day."""
    with earlier(school, "2026-11-09 10:00") as store:
        request = RoadRequest(RoadKind.REPAIR_PLAN, store.clock(), (egel(store, 1),), PLAN, until)
        roads.write_road(store, actor(store, "Joost"), request)


def two_time_outs(school: School) -> None:
    for moment in ("2026-11-19 10:00", "2026-11-20 10:00"):
        with earlier(school, moment) as store:
            request = RoadRequest(RoadKind.TIME_OUT, store.clock(), (egel(store, 2),), TIME_OUT)
            roads.write_road(store, actor(store, "Joost"), request)


async def test_what_is_due_stands_above_what_comes_later_this_week(school: School) -> None:
    plan(school, date(2026, 11, 27))
    not_kept(school)
    two_time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)

        assert [row.split()[0] for row in rows(pilot)] == ["◆", "▲", "○"]
        assert "voorstel: gesprek 2x buiten de groep vr 20 nov" in rows(pilot)[0]
        assert "afspraak niet gelukt nagekeken vr 20 nov" in rows(pilot)[1]
        assert "evaluatie herstelplan later: vr 27 nov" in rows(pilot)[2]


async def test_what_comes_after_this_week_is_not_on_the_list_yet(school: School) -> None:
    plan(school, date(2026, 11, 30))
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "Er wacht niets" in rows(pilot)[0]


@pytest.mark.parametrize(
    ("scene", "screen"), [("plan", LookBackScreen), ("not_kept", DecisionScreen), ("two_time_outs", ProposalScreen)]
)
async def test_enter_opens_what_the_row_is_about(school: School, scene: str, screen: type[KioskScreen[object]]) -> None:
    {"plan": lambda: plan(school, date(2026, 11, 23)), "not_kept": lambda: not_kept(school)}.get(
        scene, lambda: two_time_outs(school)
    )()
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("enter")
        await pilot.pause()

        assert isinstance(pilot.app.screen, screen)


async def test_what_is_done_about_an_agreement_takes_it_off_the_list(school: School) -> None:
    not_kept(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("enter")
        shown = words(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert "De afspraak was: Als ik boos word, dan loop ik weg." in shown
        await pilot.press("enter")  # nothing was typed: it says so and asks on
        assert "Typ hier eerst iets." in words(pilot)
        await pilot.press(*"Nieuw plan.", "enter")
        await pilot.pause()

        assert isinstance(pilot.app.screen, TodoScreen)
        assert "Er wacht niets" in rows(pilot)[0]
        assert "Opgeschreven wat jullie nu doen." in told(pilot)


async def test_a_step_is_looked_back_on_by_directie_and_read_by_ib(school: School) -> None:
    three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        head = actor(store, "Anneke")
        (step,) = lines.line_of(store, egel(store, 0)).open_steps
        lines.take_step(store, head, egel(store, 0), step, "Samen afgesproken.", evaluate_on=date(2026, 11, 23))
    for name, decides in (("Joost", False), ("Anneke", True)):
        async with school.app().run_test(size=(80, 24)) as pilot:
            await come_in(pilot, name)
            assert "evaluatie gesprek vandaag" in rows(pilot)[0]
            await pilot.press("enter")
            await pilot.pause()
            assert "Samen afgesproken." in words(pilot)
            assert ("Dit besluit de directie" in words(pilot)) is not decides
            if decides:
                await pilot.press(*"Gaat goed.", "f8")
                await pilot.pause()
                assert "Er wacht niets" in rows(pilot)[0]
                assert tables.StepReview.get().outcome == "Gaat goed."
        school.desks[-1].close()


async def test_the_foot_shows_the_groups_with_most_forms_and_last_year_up_to_the_same_day(school: School) -> None:
    with earlier(school, "2025-11-10 10:00") as store:
        tables.Membership.update(first_day=date(2025, 8, 1)).execute()
        issue(store)
    with earlier(school, "2026-06-10 10:00") as store:  # later in that year: not counted beside today
        issue(store)
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "De Egels 3 · andere groepen 0\ndit jaar 3 · vorig jaar tot nu 1" in words(pilot)


async def test_many_groups_leave_the_foot_three_lines(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        for place in range(30):
            group = tables.HomeGroup.create(key=f"X{place}", name=f"Groep met een lange naam {place}")
            tables.Form.update(home_group=group.id).where(tables.Form.id == issue(store).form.id).execute()
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        shown = words(pilot).split("\n")
        assert any(line.startswith("dit jaar 30") for line in shown)
        assert any("andere groepen" in line for line in shown)
