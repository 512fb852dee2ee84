"""Vandaag: what a form waits for, in which order that is due, and how the list says so."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.rules.form import Fact, FactKind, Form, Outcome, Talk
from kiosk.rules.slip import slip
from kiosk.rules.today import NextStep, TodayRow, in_order, in_school_days, next_step
from kiosk.rules.today_why import why
from tests.rules.builders import (
    at,
    at_home,
    day,
    fact,
    form_with,
    life_until,
    reminded,
    returned,
    school_calendar,
    whole_life,
)

MONDAY, TUESDAY, WEDNESDAY = day("2026-11-23"), day("2026-11-24"), day("2026-11-25")
CALENDAR = school_calendar()
SENT_BACK = fact(FactKind.SENT_BACK, "2026-11-23 10:30", note="vraag 5")


def row(
    form: Form, today: date = MONDAY, *, host: str = "", question: int = 0, left: bool = False, reminders: int = 2
) -> TodayRow:
    state = slip(form, today, CALENDAR, reminders, today if left else None)
    return TodayRow(form, state, "Noor de Wit", "Noor", host, question)


@pytest.mark.parametrize(
    ("facts", "today", "step"),
    [
        ((), MONDAY, NextStep.WRITE),
        (life_until(FactKind.FIRST_WORD), MONDAY, NextStep.WRITE),
        (life_until(FactKind.HANDED_IN), MONDAY, NextStep.TALK),
        ((*life_until(FactKind.HANDED_IN), SENT_BACK), MONDAY, NextStep.WRITE),
        (life_until(FactKind.TALK), MONDAY, NextStep.PRINT),
        (life_until(FactKind.PRINTED), MONDAY, NextStep.TAKE_HOME),
        (life_until(FactKind.TAKEN_HOME), MONDAY, NextStep.AWAIT),
        (life_until(FactKind.TAKEN_HOME), TUESDAY, NextStep.DUE_TODAY),
        (life_until(FactKind.TAKEN_HOME), WEDNESDAY, NextStep.REMIND_1),
        ((*life_until(FactKind.TAKEN_HOME), reminded("2026-11-25 09:00")), WEDNESDAY, NextStep.AWAIT),
        ((*life_until(FactKind.TAKEN_HOME), reminded("2026-11-25 09:00")), day("2026-11-26"), NextStep.REMIND_2),
        (life_until(FactKind.RETURNED), TUESDAY, NextStep.FILE),
        (whole_life(), TUESDAY, NextStep.DONE),
        ((*life_until(FactKind.TALK), fact(FactKind.VOIDED, "2026-11-23 12:00")), MONDAY, NextStep.DONE),
    ],
)
def test_each_stage_of_a_form_has_its_next_step(facts: tuple[Fact, ...], today: date, step: NextStep) -> None:
    form = form_with(*facts)
    assert next_step(form, slip(form, today, CALENDAR, 2)) is step


@pytest.mark.parametrize("written", [(), life_until(FactKind.FIRST_WORD), life_until(FactKind.HANDED_IN)])
def test_the_form_of_a_child_who_left_before_the_talk_waits_for_directie(written: tuple[Fact, ...]) -> None:
    one = row(form_with(*written), TUESDAY, left=True)
    assert (one.step, one.what) == (NextStep.WITH_HEAD, "bij de directie")
    assert why(one, TUESDAY) == "Noor is van school. De directie kijkt wat er nog moet."


def test_every_step_has_a_word_and_a_symbol() -> None:
    rows = [row(form_with(*whole_life()[:n])) for n in range(len(whole_life()) + 1)]
    assert [(one.symbol, one.what) for one in rows] == [
        ("○", "nog niet begonnen"),
        ("◉", "vult het formulier aan"),
        ("●", "gesprek voeren"),
        ("●", "formulier printen"),
        ("●", "papier meegeven"),
        ("○", "thuis, om te ondertekenen"),
        ("○", "in ParnaSys hangen"),
        ("○", "klaar"),
    ]


def test_a_child_that_writes_elsewhere_is_shown_with_its_group_and_question() -> None:
    writing = form_with(*life_until(FactKind.FIRST_WORD))
    assert row(writing, host="De Uilen", question=4).what == "bij De Uilen, vraag 4 van 8"
    assert row(writing, question=4).what == "vraag 4 van 8"
    assert row(form_with(), host="De Uilen").what == "bij De Uilen, niet begonnen"


def test_what_is_most_pressing_stands_on_top_and_who_writes_now_above_all() -> None:
    today = WEDNESDAY
    out = life_until(FactKind.TAKEN_HOME)
    by_step = [
        form_with(form_id=1, issued="2026-11-25 08:40"),  # now
        form_with(form_id=2),  # a code of Monday that was never used
        form_with(*life_until(FactKind.HANDED_IN), form_id=3),
        form_with(*life_until(FactKind.TALK), form_id=4),
        form_with(*life_until(FactKind.PRINTED), form_id=5),
        _with_id(at_home(taken_home="2026-11-24 14:00"), 6),  # must come back today
        form_with(*out, form_id=7),  # first reminder
        _with_id(at_home(reminded("2026-11-24 09:00"), taken_home="2026-11-20 14:00"), 8),  # second reminder
        form_with(*life_until(FactKind.RETURNED), form_id=9),
        _with_id(at_home(taken_home="2026-11-25 07:45"), 10),  # at home, nothing to do
        form_with(
            *out,
            returned("2026-11-24 09:00", Outcome.REFUSED),
            fact(FactKind.ESCALATED, "2026-11-24 09:05", note="ouders weigeren"),
            form_id=11,
        ),
    ]
    ordered = in_order([row(form, today) for form in reversed(by_step)], today)
    assert [one.form.id for one in ordered] == list(range(1, 12))


def test_a_paper_that_came_back_unsigned_is_to_be_given_again() -> None:
    back = row(at_home(returned("2026-11-23 15:30", Outcome.UNSIGNED)))
    assert (back.step, back.symbol, back.what) == (NextStep.GIVE_AGAIN, "○", "niet getekend: weer meegeven")
    assert back.waits(MONDAY, CALENDAR) == "terug di 24 nov"
    assert why(back, MONDAY) == "Terug om 15.30 uur: niet ondertekend. Geef het weer mee."


def test_after_the_last_reminder_the_row_says_when_it_goes_to_directie() -> None:
    friday = day("2026-11-27")
    last = row(at_home(reminded("2026-11-25 09:00"), reminded("2026-11-27 09:00")), friday)
    assert (last.what, last.waits(friday, CALENDAR)) == ("thuis, ma 30 nov naar directie", "3 dagen te laat")
    assert why(last, friday).endswith("Op ma 30 nov komt het bij de directie.")


def _with_id(form: Form, form_id: int) -> Form:
    return form_with(*form.facts, issued=f"{form.issued_at:%Y-%m-%d %H:%M}", form_id=form_id)


def test_of_the_same_step_the_longest_wait_comes_first() -> None:
    longer = form_with(*life_until(FactKind.TALK), form_id=2)
    shorter = form_with(
        fact(FactKind.HANDED_IN, "2026-11-24 09:00"),
        fact(FactKind.TALK, "2026-11-24 10:00"),
        form_id=1,
        issued="2026-11-24 08:30",
    )
    assert [one.form.id for one in in_order([row(shorter, TUESDAY), row(longer, TUESDAY)], TUESDAY)] == [2, 1]


@pytest.mark.parametrize(
    ("form", "today", "waits"),
    [
        (form_with(), MONDAY, "sinds 9.00 uur"),
        (form_with(*life_until(FactKind.FIRST_WORD)), MONDAY, "sinds 9.15 uur"),
        (form_with(*life_until(FactKind.FIRST_WORD)), TUESDAY, "al 1 schooldag"),
        (form_with(*life_until(FactKind.HANDED_IN)), MONDAY, "vandaag"),
        (form_with(*life_until(FactKind.TALK)), TUESDAY, "al 1 schooldag"),
        (form_with(*life_until(FactKind.TALK)), WEDNESDAY, "al 2 schooldagen"),
        (form_with(*life_until(FactKind.TALK)), day("2026-11-30"), "al 5 schooldagen"),  # the weekend does not count
        (at_home(), MONDAY, "terug di 24 nov"),
        (at_home(), TUESDAY, "vandaag"),
        (at_home(), WEDNESDAY, "1 dag te laat"),
        (at_home(taken_home="2026-11-05 14:00"), day("2026-11-09"), "vandaag"),  # the 6th is a study day
        (at_home(taken_home="2026-11-05 14:00"), day("2026-11-11"), "2 dagen te laat"),
        (at_home(taken_home="2026-12-17 14:00"), day("2027-01-04"), "1 dag te laat"),  # the holidays do not count
        (at_home(reminded("2026-11-25 09:00")), WEDNESDAY, "1 dag te laat"),
        (form_with(*life_until(FactKind.RETURNED)), TUESDAY, "vandaag"),
    ],
)
def test_waiting_is_told_in_school_days(form: Form, today: date, waits: str) -> None:
    assert row(form, today).waits(today, CALENDAR) == waits


def test_a_third_reminder_is_called_the_third_when_the_policy_has_three() -> None:
    form = at_home(reminded("2026-11-25 09:00"), reminded("2026-11-26 09:00"))
    assert row(form, day("2026-11-27"), reminders=3).what == "derde keer aandringen"


@pytest.mark.parametrize(
    ("form", "today", "sentence"),
    [
        (form_with(), MONDAY, "Noor heeft de code om 9.00 uur gekregen en is nog niet begonnen."),
        (form_with(*life_until(FactKind.FIRST_WORD)), MONDAY, "Noor begon om 9.15 uur."),
        (
            form_with(*life_until(FactKind.HANDED_IN), SENT_BACK),
            MONDAY,
            "Teruggegeven om aan te vullen: vraag 5",
        ),
        (form_with(*life_until(FactKind.HANDED_IN)), MONDAY, "Noor leverde om 10.00 uur in."),
        (
            form_with(fact(FactKind.HANDED_IN, "2026-11-23 10:00", note="weggelopen")),
            MONDAY,
            "Een volwassene leverde in: weggelopen",
        ),
        (form_with(*life_until(FactKind.TALK)), TUESDAY, "Het herstelgesprek was op ma 23 nov."),
        (form_with(*life_until(FactKind.PRINTED)), MONDAY, "Het papier is om 14.00 uur geprint."),
        (at_home(), TUESDAY, "Het papier ging op ma 23 nov mee naar huis."),
        (at_home(), WEDNESDAY, "Het papier moest di 24 nov terug zijn."),
        (
            at_home(
                returned("2026-11-25 08:30", Outcome.UNSIGNED),
                fact(FactKind.REMINDED, "2026-11-25 09:00", note="gebeld"),
            ),
            day("2026-11-26"),
            "Terug op wo 25 nov: niet ondertekend. 1 keer aangedrongen: wo 25 nov, gebeld.",
        ),
        (
            form_with(*life_until(FactKind.RETURNED)),
            TUESDAY,
            "Het papier kwam om 8.30 uur ondertekend terug: gezien.",
        ),
        (
            at_home(replace(returned("2026-11-24 08:30", Outcome.AGREED), person="moeder")),
            TUESDAY,
            "Het papier kwam om 8.30 uur ondertekend terug: akkoord (moeder).",
        ),
        (
            at_home(fact(FactKind.CLOSED, "2026-11-30 12:00", outcome=Outcome.WITHOUT_SIGNATURE)),
            day("2026-12-01"),
            "De directie sloot het op ma 30 nov af: zonder handtekening afgesloten.",
        ),
        (
            at_home(returned("2026-11-24 09:00", Outcome.REFUSED), fact(FactKind.ESCALATED, "2026-11-24 09:05")),
            WEDNESDAY,
            "Op di 24 nov naar de directie gebracht.",
        ),
        (
            at_home(reminded("2026-11-25 09:00"), reminded("2026-11-26 09:00")),
            day("2026-11-27"),
            "Het papier moest di 24 nov terug zijn. 2 keer aangedrongen, het laatst do 26 nov.",
        ),
        (form_with(*whole_life()), TUESDAY, "Dit formulier hangt in ParnaSys."),
        (form_with(fact(FactKind.VOIDED, "2026-11-23 12:00")), MONDAY, "Dit formulier is ongeldig."),
    ],
)
def test_the_list_says_why_a_form_is_on_it(form: Form, today: date, sentence: str) -> None:
    assert why(row(form, today), today) == sentence


def test_the_open_paper_of_a_pupil_who_left_lies_with_directie() -> None:
    left = row(form_with(*life_until(FactKind.TALK)), left=True)
    assert (left.step, left.what) == (NextStep.WITH_HEAD, "bij de directie")
    assert why(left, MONDAY) == "Noor is van school. De directie kijkt wat er nog moet."


def test_who_got_the_form_back_today_is_at_it_now_and_who_began_yesterday_is_not() -> None:
    given_back = form_with(*life_until(FactKind.HANDED_IN), SENT_BACK)
    assert row(given_back).is_now(MONDAY)
    assert not row(given_back, TUESDAY).is_now(TUESDAY)
    assert not row(form_with(*life_until(FactKind.HANDED_IN))).is_now(MONDAY)


def test_in_a_weekend_nothing_waits_a_school_day_longer() -> None:
    assert in_school_days(day("2026-11-20"), day("2026-11-22"), CALENDAR) == "sinds vr 20 nov"
    assert in_school_days(day("2026-11-20"), MONDAY, CALENDAR) == "al 1 schooldag"


def test_who_reads_along_sees_when_the_child_was_last_at_it() -> None:
    writing = replace(row(form_with(*life_until(FactKind.FIRST_WORD)), question=4), typed_at=at("2026-11-23 09:40"))
    assert why(writing, MONDAY) == "Noor begon om 9.15 uur. Het laatst bezig om 9.40 uur."


def test_the_agreement_of_a_form_is_a_row_of_its_own_after_what_waits_for_parnasys() -> None:
    talk = Talk(at("2026-11-23 11:00"), 7, "juf", "goed", "ik boos word", "loop ik weg")
    filed = form_with(*whole_life(), form_id=2)
    today = day("2026-12-08")
    check = replace(row(filed, today), talk=talk, check_on=day("2026-12-07"))
    signed = row(form_with(*life_until(FactKind.RETURNED)), today)
    out = row(_with_id(at_home(taken_home="2026-12-08 14:30"), 3), today)
    assert [one.key for one in in_order([check, out, signed], today)] == ["1", "2-check", "3"]
    assert (check.step, check.symbol, check.what) == (NextStep.CHECK_AGREEMENT, "●", "afspraak nakijken")
    assert check.waits(today, CALENDAR) == "al 1 schooldag"
    assert why(check, today) == "Afspraak van ma 23 nov: “Als ik boos word, dan loop ik weg.” Lukte dat?"
