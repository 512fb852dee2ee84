"""One pupil's line over the years: a clean slate each August, one timeline of all that happened, every look logged."""

from datetime import date

from kiosk.db import agreements, facts, lines, people, tables
from kiosk.db.letters import keep_letter
from kiosk.rules.form import Outcome
from kiosk.rules.letters import About, LetterKind
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.head.letter_kept import KeptLetterScreen
from kiosk.screens.head.pupil_line import LineScreen
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.head.scenes import come_in, earlier, kiosk, rows, words


async def test_a_new_school_year_begins_with_a_clean_slate_and_a_key_opens_the_older_ones(school: School) -> None:
    with earlier(school, "2026-05-11 10:00") as store:
        tables.Membership.update(first_day=date(2025, 8, 1)).execute()
        form = issue(store).form
        hand_in(store, form)
        talk(store, form)
    with earlier(school, "2026-11-19 10:00") as store:
        issue(store, main="theft")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")
        await pilot.pause()
        assert rows(pilot) == ["● 1e do 19 nov stelen, plein wacht op het kind"]
        assert "Van eerdere schooljaren: 2 regels. Die lees je met o." in words(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert rows(pilot) == [
            "● 1e 11-5-2026 lichamelijk geweld, plein nog printen",
            "· 11-5-2026 gesprek met afspraak",
            "● 1e do 19 nov stelen, plein wacht op het kind",
        ]
        assert "eerdere schooljaren" not in words(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert len(rows(pilot)) == 1


async def test_without_earlier_years_there_is_no_key_for_them(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        issue(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")
        await pilot.pause()
        assert not [key for key in pilot.app.screen.active_bindings.values() if key.binding.action == "older"]


async def test_one_timeline_tells_the_talk_the_paper_its_reminders_the_agreement_and_the_letters(
    school: School,
) -> None:
    with earlier(school, "2026-11-02 10:00") as store:
        fenna, head = actor(store, "Fenna"), actor(store, "Anneke")
        form = issue(store).form
        hand_in(store, form)
        talk(store, form)
        facts.record_printed(store, fenna, form.id)
        facts.record_taken_home(store, fenna, form.id)
        school.clock.now = school.clock.now.replace(day=4)
        facts.remind(store, fenna, form.id, "gebeld")
        school.clock.now = school.clock.now.replace(day=5)
        facts.record_return(store, fenna, form.id, Outcome.AGREED, person="moeder")
        school.clock.now = school.clock.now.replace(day=17)
        agreements.check_agreement(store, fenna, form.id, Outcome.NOT_KEPT, "Hij werd boos.")
        school.clock.now = school.clock.now.replace(day=18)
        facts.follow_up(store, head, form.id, "Nieuw plan.")
        assert form.pupil_id is not None
        keep_letter(store, head, LetterKind.INVITATION, About(form.pupil_id, form_id=form.id), "Wij nodigen u uit.")
        lines.fresh_start(store, head, form.pupil_id, "nieuwe groep")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("l", "enter")
        await pilot.pause()
        assert rows(pilot) == [
            "● 1e ma 2 nov lichamelijk geweld, plein moet in ParnaSys",
            "· ma 2 nov gesprek met afspraak",
            "· wo 4 nov 1e keer aangedrongen",
            "· do 5 nov papier terug akkoord",
            "· di 17 nov afspraak nagekeken niet gelukt",
            "· wo 18 nov afspraak opgepakt",
            "» wo 18 nov opnieuw begonnen",
            "= wo 18 nov brief: uitnodiging gemaakt",
        ]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeptLetterScreen)
        await pilot.press("escape", "home", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TellDialog)
        assert "Afspraak: Als ik boos word, dan loop ik weg." in words(pilot)


async def test_every_look_at_a_line_is_in_the_log(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        pupil_id = issue(store).form.pupil_id
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        await pilot.press("l", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LineScreen)
        row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).first()
        staff = people.staff(kiosk(pilot).desk.store)
        joost = next(one.id for one in staff if one.given_name == "Joost")
        assert (row.action, row.subject) == ("read_line", f"pupil {pupil_id}")
        assert str(joost) in row.actor
