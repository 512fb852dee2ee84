"""Vandaag: the list, what stands below it, its keys, and the ways out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from kiosk.db import answers, enrolment, facts, people, roads
from kiosk.db.store import Store
from kiosk.rules.answer import Words
from kiosk.rules.form import Stage, stage
from kiosk.rules.permissions import command_line
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import RoadRequest
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.guide import GuideScreen
from kiosk.screens.look_back import LookBackScreen
from kiosk.screens.roads.list import RoadsScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import PIN, School, actor, hand_in, issue, talk
from tests.screens.teacher.today_screen import AtToday, at_today, handed_in, nothing, taken_home, talked, talked_untold


async def test_a_teacher_who_logs_in_sees_their_own_name_and_groups(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "f", "e", "enter", *PIN)
        here = AtToday(pilot, app)
        await here.until(TodayScreen)
        await pilot.pause()
        assert "Fenna ter Beek · De Egels" in here.says()


async def test_an_empty_list_says_what_to_do_next(school: School) -> None:
    async with at_today(school, nothing) as here:
        assert here.rows() == ["Niets te doen. Met n geef je een formulier."]
        await here.press("enter", "c", "g", "p", "v", "down", "up")
        assert isinstance(here.screen, TodayScreen)


async def test_the_list_is_in_order_of_what_is_due(school: School) -> None:
    def week(store: Store) -> None:
        taken_home(store)  # today: at home
        talk_over = issue(store, pupil=1).form
        hand_in(store, talk_over)
        talk(store, talk_over)
        hand_in(store, issue(store, pupil=2).form)
        writing = issue(store, pupil=3).form
        answers.save_answer(store, Words(writing.id, 4, "Wat deed je en waarom?", "Ik", 1))

    async with at_today(school, week) as here:
        shown = here.rows()
        assert [row.split()[0] for row in shown] == ["◉", "●", "●", "○"]  # no numbers: a digit looks up a form
        assert shown[0].startswith("◉ nu ")
        assert shown[0].endswith("bij De Uilen, vraag 4 van 8 sinds 10.00 uur")
        assert shown[1].endswith("gesprek voeren vandaag")
        assert shown[2].endswith("formulier printen vandaag")
        assert shown[3].endswith("thuis, om te ondertekenen terug di 24 nov")


async def test_below_the_list_stands_why_with_the_ladder_and_the_number(school: School) -> None:
    def two(store: Store) -> None:
        issue(store)
        handed_in(store)

    async with at_today(school, two) as here:
        assert "heeft de code om 10.00 uur gekregen" in here.says()
        await here.press("down")
        assert "leverde om 10.00 uur in." in here.says()
        assert "Tweede formulier dit schooljaar.  ● ● ○ → gesprek met ouders" in here.says()
        assert "Formulier 123 26 0002" in here.says()
        assert "ma 23 nov, " in here.says().split("Formulier 123 26 0002")[1]  # before what may be cut off


async def test_the_parallel_teacher_sees_the_child_that_sits_there_and_no_paper(school: School) -> None:
    def two(store: Store) -> None:
        issue(store)
        talk(store, handed_in(store))

    async with at_today(school, two, who="Ruud") as here:
        assert len(here.rows()) == 1
        assert "bij De Uilen, niet begonnen" in here.rows()[0]


@pytest.mark.parametrize("name", ["[@click=app.quit]", "[/x]", "[b", "Zoë 😠", "\x1b[31mRood"])
async def test_a_strange_name_is_shown_as_text_on_every_dialog(school: School, name: str) -> None:
    def rename(store: Store) -> None:
        roll = enrolment.roll_now(store)
        pupils = people.pupils(store)
        egels = next(group.id for group in people.groups(store) if group.name == "De Egels")
        first = next(one for one in pupils if one.group_id == egels)
        changed = tuple(
            replace(one, given_name=name) if (one.given_name, one.surname) == (first.given_name, first.surname) else one
            for one in roll.pupils
        )
        enrolment.apply_roll(store, command_line(), replace(roll, pupils=changed))
        hand_in(store, issue(store).form, name)

    async with at_today(school, rename) as here:
        shown = name.replace("\x1b", "")
        assert any(shown[:6] in row for row in here.rows())
        await here.press("v")
        assert shown in here.says().replace("\x1b", "")
        await here.write("[/x]")
        assert isinstance(here.screen, ConfirmDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)


async def test_keys_that_mean_nothing_for_a_row_do_nothing(school: School) -> None:
    async with at_today(school, talked) as here:
        await here.press("c", "g", "p", "d", "x", "f5", "tab", "space")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.TALKED


@pytest.mark.parametrize("who", ["Fenna", "Joost", "Anneke"])
async def test_all_keys_fit_on_eighty_columns_also_when_every_one_means_something(school: School, who: str) -> None:
    def out_and_untold(store: Store) -> None:
        facts.record_printed(store, actor(store, "Fenna"), talked_untold(store).id)

    async with at_today(school, out_and_untold, who=who) as here:
        footer = here.screen.query_one(Footer)
        assert {"doen", "meer", "uitleg"} <= {str(key.description) for key in footer.query(FooterKey)}
        assert footer.virtual_size.width <= 80


async def test_another_road_is_looked_back_on_from_vandaag(school: School) -> None:
    def plan(store: Store) -> None:
        fenna = actor(store, "Fenna")
        child = next(one for one in people.pupils(store) if one.group_id in fenna.group_ids)
        texts = {one.key: "Rustig spelen." for one in FIELDS[RoadKind.REPAIR_PLAN] if one.asks is not Asks.DAY}
        tomorrow = (school.clock.now + timedelta(days=1)).date()
        request = RoadRequest(RoadKind.REPAIR_PLAN, school.clock.now, (child.id,), texts, tomorrow)
        roads.write_road(store, fenna, request)
        school.clock.forward(days=3)

    async with at_today(school, plan) as here:
        (row,) = here.rows()
        assert row.startswith("● Luuk d'Ancona terugkijken: herstelplan")
        assert row.endswith("2 schooldagen")
        assert "Rustig spelen." in here.says()
        await here.press("m", "v", "k")  # no form: nothing of that
        assert isinstance(here.screen, TodayScreen)
        assert here.told() == "Verbeteren: gedrag, plek of leerling: dat kan nu niet bij deze regel."
        await here.press("enter")
        assert isinstance(here.screen, LookBackScreen)


async def test_from_vandaag_to_the_other_roads_and_the_wegwijzer_and_back(school: School) -> None:
    async with at_today(school, nothing) as here:
        for key, kind in (("w", RoadsScreen), ("h", GuideScreen)):
            await here.press(key)
            assert isinstance(here.screen, kind)
            await here.press("escape")
            assert isinstance(here.screen, TodayScreen)


async def test_escape_locks_and_nothing_of_the_list_stays(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await here.press("escape")
        assert isinstance(here.screen, StartScreen)
        assert not any(isinstance(screen, TodayScreen) for screen in here.app.screen_stack)


async def test_q_closes_the_kiosk_only_after_a_yes(school: School) -> None:
    async with at_today(school, nothing) as here:
        await here.press("q", "escape")
        assert isinstance(here.screen, TodayScreen)
        await here.press("q", "enter")
        assert not here.app.is_running


async def test_d_leads_a_teacher_nowhere(school: School) -> None:
    async with at_today(school, nothing) as here:
        await here.press("d")
        assert isinstance(here.screen, TodayScreen)


async def test_the_help_fits_on_the_smallest_screen(school: School) -> None:
    async with at_today(school, nothing) as here:
        await here.press("question_mark")
        assert isinstance(here.screen, TellDialog)
        assert here.screen.query_one(".dialog").max_scroll_y == 0
        assert here.screen.query_one(".dialog-long").max_scroll_y == 0
        assert not here.screen.query_one(".dialog-keys").display
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)


async def test_a_text_longer_than_its_card_says_so_and_page_down_reads_on(school: School) -> None:
    async with at_today(school, nothing) as here:
        here.app.push_screen(TellDialog("Lang", "regel\n" * 30))
        await here.press("pagedown")
        assert here.screen.query_one(".dialog-long").scroll_y > 1
        assert here.screen.query_one(".dialog-keys").display
        assert here.screen.query_one(".dialog").max_scroll_y == 0
