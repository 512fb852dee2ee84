"""What happened to the paper on an earlier day, written down today."""

from kiosk.rules.form import FactKind
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from tests.school import School
from tests.screens.teacher.today_screen import at_today, printed, taken_home


async def test_what_came_back_yesterday_is_written_today(school: School) -> None:
    async with at_today(school, taken_home) as here:
        school.clock.forward(days=2)
        await here.press("question_mark", "escape")  # another screen and back: the list is fresh
        await here.press("enter", "end", "up", "enter")
        await here.write("gisteren")
        assert "Wat gebeurde er op di 24 nov" in here.says()
        assert here.rows()[0] == "g terug: gezien en getekend"  # the reminder was not possible yet on that day
        await here.press("enter", "3", "enter")
        fact = here.last(FactKind.RETURNED)
        assert (str(fact.at), fact.person) == ("2026-11-24 12:00:00", "beide ouders/verzorgers")


async def test_a_reminder_of_yesterday_counts_from_that_day(school: School) -> None:
    async with at_today(school, taken_home) as here:
        school.clock.forward(days=3)
        await here.press("question_mark", "escape")
        await here.press("enter", "end", "up", "enter")
        await here.write("wo")
        await here.press("b")
        assert str(here.last(FactKind.REMINDED).at) == "2026-11-25 12:00:00"
        assert "tweede keer aandringen" in here.rows()[0]


async def test_a_day_before_the_paper_went_home_is_told_and_nothing_is_kept(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "end", "up", "enter")
        await here.write("vrijdag")
        assert isinstance(here.screen, ChooseDialog)
        assert "Hoe gaat het met het papier" in here.says()
        assert not here.form(1).has(FactKind.RETURNED)


async def test_a_day_to_come_and_no_day_at_all_are_refused_and_a_day_off_is_asked_about(school: School) -> None:
    async with at_today(school, taken_home) as here:
        school.clock.forward(days=7)
        await here.press("question_mark", "escape")
        await here.press("enter", "end", "up", "enter")
        await here.write("1-12-2026")
        assert "Deze dag ligt in de toekomst." in here.says()
        await here.write("[/x]")
        assert "Deze dag kan ik niet lezen." in here.says()
        await here.write("zaterdag")
        assert "Zaterdag 28 november 2026 is geen schooldag." in here.says()
        await here.press("escape")
        assert isinstance(here.screen, AskDialog)
        await here.write("zaterdag")
        await here.press("enter")
        assert "Wat gebeurde er op za 28 nov" in here.says()
        await here.press("escape")  # one step back: to what happens today
        assert "Hoe gaat het met het papier" in here.says()


async def test_the_paper_that_went_home_yesterday_is_due_today(school: School) -> None:
    async with at_today(school, printed) as here:
        school.clock.forward(days=1)
        await here.press("question_mark", "escape")
        await here.press("enter", "end", "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)
        await here.press("end", "enter")
        await here.write("gisteren")
        assert str(here.last(FactKind.TAKEN_HOME).at) == "2026-11-23 12:00:00"
        assert "moet vandaag terug" in here.rows()[0]
