"""Telling the parents, written down later than the talk: how, and if need be when and by whom."""

from datetime import timedelta

from kiosk.rules.form import Fact, FactKind
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import MONDAY, School
from tests.screens.teacher.today_screen import AtToday, at_today, talked, talked_untold


def told(here: AtToday) -> Fact:
    fact = here.form(1).first(FactKind.PARENTS_INFORMED)
    assert fact is not None
    return fact


async def test_two_keys_say_that_i_told_the_parents_just_now(school: School) -> None:
    async with at_today(school, talked_untold) as here:
        school.clock.forward(hours=2)
        await here.press("o", "enter")
        assert (told(here).note, told(here).at, told(here).person) == ("gebeld", MONDAY + timedelta(hours=2), "")


async def test_that_a_colleague_told_them_yesterday_is_written_with_name_and_time(school: School) -> None:
    async with at_today(school, talked_untold) as here:
        school.clock.forward(days=1)
        await here.press("o", "end", "enter")
        await here.write("morgen 9:00")
        assert "Dit moment ligt in de toekomst." in here.says()
        await here.write("gisteren 14:00")
        await here.write("IB'er Karin [/x]")
        assert "Door IB'er Karin [/x], ma 23 nov 14.00 uur." in here.says()
        await here.press("down", "enter")
        fact = told(here)
        assert (fact.note, str(fact.at), fact.person) == ("gesproken", "2026-11-23 14:00:00", "IB'er Karin [/x]")


async def test_escape_goes_back_a_step_at_a_time_and_writes_nothing(school: School) -> None:
    async with at_today(school, talked_untold) as here:
        await here.press("o", "end", "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert not here.form(1).has(FactKind.PARENTS_INFORMED)


async def test_a_moment_before_the_form_was_given_is_told_and_nothing_is_kept(school: School) -> None:
    async with at_today(school, talked_untold) as here:
        await here.press("o", "end", "enter")
        await here.write("9:00")
        await here.press("enter", "enter")
        assert not here.form(1).has(FactKind.PARENTS_INFORMED)


async def test_parents_who_were_not_told_come_back_until_somebody_says_how(school: School) -> None:
    async with at_today(school, talked_untold) as here:
        assert "Ouders zijn nog niet ingelicht." in here.says()
        await here.press("o", "escape")
        assert not here.form(1).has(FactKind.PARENTS_INFORMED)
        await here.press("o")
        assert here.rows()[:3] == ["gebeld", "gesproken", "bericht gestuurd"]
        await here.press("down", "enter")
        told = here.form(1).first(FactKind.PARENTS_INFORMED)
        assert told is not None
        assert told.note == "gesproken"
        assert "nog niet ingelicht" not in here.says()
        await here.press("o")  # and not again
        assert isinstance(here.screen, TodayScreen)


async def test_parents_told_with_the_talk_are_asked_about_no_more(school: School) -> None:
    async with at_today(school, talked) as here:
        assert "ingelicht" not in here.says()
        await here.press("o")
        assert isinstance(here.screen, TodayScreen)
