"""Ten school days later: was the agreement kept?"""

from kiosk.db.store import Store
from kiosk.rules.form import FactKind, Outcome
from kiosk.screens.dialogs import ChooseDialog
from tests.school import School
from tests.screens.teacher.today_screen import at_today, printed


async def test_an_agreement_of_ten_school_days_ago_is_asked_about_once(school: School) -> None:
    def two_weeks_ago(store: Store) -> None:
        printed(store)
        school.clock.forward(days=14)

    async with at_today(school, two_weeks_ago) as here:
        assert [row.split(maxsplit=2)[2] for row in here.rows()][-1].endswith("afspraak nakijken vandaag")
        await here.press("end")
        assert "Als ik boos word, dan loop ik weg." in here.says()
        await here.press("enter", "down", "enter", "escape")  # back from the note to the choice
        assert isinstance(here.screen, ChooseDialog)
        await here.press("down", "enter")
        await here.write("in de gym niet")
        checked = here.form(1).first(FactKind.AGREEMENT_CHECKED)
        assert checked is not None
        assert (checked.outcome, checked.note) == (Outcome.PARTLY_KEPT, "in de gym niet")
        assert len(here.rows()) == 1
