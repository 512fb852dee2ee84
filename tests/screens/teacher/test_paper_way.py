"""The paper's way home and back: every road, worked with keys, and what the store keeps of it."""

from dataclasses import replace

import pytest
from textual import events
from textual.binding import Binding

from kiosk.db import enrolment, facts, people
from kiosk.db.store import Store
from kiosk.rules.form import FactKind, Outcome, Stage, stage
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.permissions import command_line
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.teacher.paper_way import _LETTERS
from kiosk.screens.teacher.return_dialog import ReturnDialog
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor
from tests.screens.teacher.today_screen import at_today, printed, taken_home, talked

# -- home and back ---------------------------------------------------------------------------------------------------


async def test_the_paper_goes_home_and_is_due_the_next_school_day(school: School) -> None:
    school.clock.forward(days=25)  # Friday 18 December: the holidays come first
    async with at_today(school, printed) as here:
        await here.press("enter")
        assert "maandag 4 januari 2027" in here.says()
        await here.press("escape")
        assert stage(here.form(1)) is Stage.PRINTED
        await here.press("enter", "enter")
        assert stage(here.form(1)) is Stage.AT_HOME
        assert "terug ma 4 jan" in here.rows()[0]


async def test_the_usual_road_signed_the_next_day_and_hung_in_parnasys(school: School) -> None:
    async with at_today(school, taken_home) as here:
        school.clock.forward(days=1)
        await here.press("question_mark", "escape")  # another screen and back: the list is fresh
        assert "moet vandaag terug" in here.rows()[0]
        await here.press("enter", "down", "enter", "1")
        await here.write("[/x]")
        fact = here.last(FactKind.RETURNED)
        assert (fact.outcome, fact.person, fact.note) == (Outcome.AGREED, "moeder", "[/x]")
        assert "in ParnaSys hangen" in here.rows()[0]
        await here.press("enter")
        number = here.form(1).number
        assert "Hangt het ondertekende papier in ParnaSys?" in here.says()
        assert f"Oeps-formulier 123 26 0001 {number[9]}, ma 23 nov, lichamelijk geweld," in here.says()
        assert "ondertekend di 24 nov door moeder (akkoord)." in here.says()
        assert "kwam om 10.00 uur ondertekend terug: akkoord (moeder)." in here.says()  # who scans it again, reads that
        await here.press("enter")  # once too often: chooses nothing
        assert stage(here.form(1)) is Stage.RETURNED
        await here.press("j")
        assert stage(here.form(1)) is Stage.FILED
        assert here.rows() == ["Niets te doen. Met n geef je een formulier."]


async def test_a_reminder_is_offered_from_the_first_school_day_after_the_due_day(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter")
        assert not any("aandringen" in row for row in here.rows())
        await here.press("escape")
        school.clock.forward(days=2)
        await here.press("question_mark", "escape")  # another screen and back: the list is fresh
        assert "eerste keer aandringen 1 dag te laat" in here.rows()[0]
        await here.press("enter")
        assert here.rows()[:3] == ["b aandringen: gebeld", "s aandringen: gesproken", "r aandringen: bericht gestuurd"]
        await here.press("enter")  # once too often: no call that nobody made
        assert isinstance(here.screen, ChooseDialog)
        assert not here.form(1).has(FactKind.REMINDED)
        await here.press("down", "down", "down", "enter")
        assert here.last(FactKind.REMINDED).note == "bericht gestuurd"
        assert "thuis, om te ondertekenen" in here.rows()[0]


def test_no_key_of_vandaag_gives_a_reminder() -> None:
    """It is kept at once and cannot be taken back: who thinks to be on the list must not give one with its key."""
    keys = {key for binding in TodayScreen.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")}
    assert {"e", "m", "p"} <= keys
    assert not keys & {_LETTERS[way] for way in WAYS_TO_TELL}


async def test_after_two_reminders_it_lies_with_directie_and_can_still_come_back(school: School) -> None:
    def reminded_twice(store: Store) -> None:
        form, fenna = taken_home(store), actor(store, "Fenna")
        for days in (2, 1):
            school.clock.forward(days=days)
            facts.remind(store, fenna, form.id, "gebeld")
        school.clock.forward(days=1)

    async with at_today(school, reminded_twice) as here:
        assert "bij de directie" in here.rows()[0]
        await here.press("enter", "enter", "enter", "enter")
        assert stage(here.form(1)) is Stage.RETURNED


async def test_unsigned_stays_on_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "down", "down", "enter", "enter", "enter")
        assert here.last(FactKind.RETURNED).outcome is Outcome.UNSIGNED
        assert "niet getekend: weer meegeven" in here.rows()[0]
        assert "niet ondertekend" in here.says()
        await here.press("enter", "enter")  # it was just said how it came back: no second Enter says that it is signed
        assert isinstance(here.screen, ChooseDialog)
        assert here.rows()[0] == "g terug: gezien en getekend"


async def test_a_refusal_is_kept_and_the_paper_stays_on_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter")
        assert "meteen naar de directie" not in here.rows()
        await here.press("down", "down", "down", "enter", "2", "enter")
        fact = here.last(FactKind.RETURNED)
        assert (fact.outcome, fact.person) == (Outcome.REFUSED, "vader")
        assert here.rows() == ["nog aandringen: het blijft op de lijst", "meteen naar de directie, met een reden"]
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.AT_HOME
        assert not here.form(1).has(FactKind.ESCALATED)


async def test_after_the_last_reminder_a_refusal_offers_no_reminder_that_cannot_be(school: School) -> None:
    def reminded_twice(store: Store) -> None:
        form = taken_home(store)
        for days in (2, 1):
            school.clock.forward(days=days)
            facts.remind(store, actor(store, "Fenna"), form.id, "gebeld")

    async with at_today(school, reminded_twice) as here:
        await here.press("enter", "w", "enter", "enter")
        assert here.rows()[0] == "wachten: op vr 27 nov komt het bij de directie"


async def test_right_after_a_refusal_the_way_to_directie_lies_open(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "down", "down", "down", "enter", "enter", "enter", "down", "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)  # one step back: the refusal is kept, the question stands
        await here.press("down", "enter")
        await here.write("vader is boos")
        assert here.last(FactKind.ESCALATED).note == "vader is boos"
        assert "bij de directie" in here.rows()[0]


async def test_after_a_refusal_the_teacher_may_go_to_directie_at_once_with_a_reason(school: School) -> None:
    def refused(store: Store) -> None:
        facts.record_return(store, actor(store, "Fenna"), taken_home(store).id, Outcome.REFUSED)

    async with at_today(school, refused) as here:
        await here.press("enter")
        assert here.rows()[4] == "d meteen naar de directie"
        await here.press(*["down"] * 4, "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)  # one step back, nothing written
        await here.press(*["down"] * 4, "enter")
        await here.write("boos")
        assert here.last(FactKind.ESCALATED).note == "boos"
        assert "bij de directie" in here.rows()[0]


# -- by whom ---------------------------------------------------------------------------------------------------------


async def test_who_signed_takes_one_key_and_may_stay_unsaid(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "enter", "enter")
        fact = here.last(FactKind.RETURNED)
        assert (fact.outcome, fact.person, fact.note) == (Outcome.SEEN, "", "")


async def test_whoever_else_signed_is_typed(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "5")
        await here.write("oma [/x]")
        await here.write("Dank u.")
        fact = here.last(FactKind.RETURNED)
        assert (fact.person, fact.note) == ("oma [/x]", "Dank u.")


@pytest.mark.parametrize(
    ("keys", "person", "remark"),
    [("1Dank u.", "moeder", "Dank u."), ("Dank u.", "", "Dank u."), ("5oma", "oma", ""), ("1 Dank", "moeder", "Dank")],
)
async def test_letters_struck_right_after_the_key_that_says_who_are_not_lost(
    school: School, keys: str, person: str, remark: str
) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter")
        for letter in keys:  # faster than any of them is handled
            here.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await here.press(*["enter"] * (2 if person == "oma" else 1))
        fact = here.last(FactKind.RETURNED)
        assert (fact.person, fact.note) == (person, remark)


async def test_the_space_bar_chooses_who_as_long_as_nothing_was_typed(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "down", "down", "space", *"Ja", "enter")
        fact = here.last(FactKind.RETURNED)
        assert (fact.person, fact.note) == ("vader", "Ja")


async def test_who_typed_a_remark_is_asked_before_escape_drops_it(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "1", *"Dank", "escape")
        assert isinstance(here.screen, ReturnDialog)
        assert "Nog een keer Esc" in here.says()
        await here.press("escape")
        assert isinstance(here.screen, ChooseDialog)
        assert not here.form(1).has(FactKind.RETURNED)


# -- what is not the usual road ----------------------------------------------------------------------------------------


async def test_a_paper_does_not_go_home_before_it_was_printed(school: School) -> None:
    async with at_today(school, printed) as here:
        await here.press("enter", "end", "enter")
        await here.write("vrijdag")
        assert isinstance(here.screen, ChooseDialog)
        assert stage(here.form(1)) is Stage.PRINTED


async def test_escape_goes_one_step_back_from_the_remark_and_then_to_the_list(school: School) -> None:
    async with at_today(school, taken_home) as here:
        await here.press("enter", "enter", "escape")
        assert isinstance(here.screen, ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert stage(here.form(1)) is Stage.AT_HOME


async def test_a_second_household_adds_its_signature(school: School) -> None:
    def signed(store: Store) -> None:
        facts.record_return(store, actor(store, "Fenna"), taken_home(store).id, Outcome.SEEN)

    async with at_today(school, signed) as here:
        await here.press("p", "down", "enter", "enter", "enter")
        assert [fact.outcome for fact in here.form(1).all(FactKind.RETURNED)] == [Outcome.SEEN, Outcome.AGREED]
        assert "in ParnaSys hangen" in here.rows()[0]


async def test_the_open_paper_of_a_pupil_who_left_is_for_directie(school: School) -> None:
    def left(store: Store) -> None:
        form = talked(store)
        assert form.pupil_id is not None
        gone = people.pupil(store, form.pupil_id)
        roll = enrolment.roll_now(store)
        stay = tuple(one for one in roll.pupils if (one.given_name, one.surname) != (gone.given_name, gone.surname))
        enrolment.apply_roll(store, command_line(), replace(roll, pupils=stay))

    async with at_today(school, left, who="Anneke") as here:
        assert "bij de directie" in here.rows()[0]
        await here.press("enter")
        assert isinstance(here.screen, TodayScreen)
        assert "is van school" in here.says()
