"""The paper's way home and back (par. 8, steps 3 and 4), over weekends and holidays."""

from datetime import date, datetime, time

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import Fact, FactKind, Form, Outcome
from kiosk.rules.slip import Slip, SlipStep, check_close, check_reminder, due_day, slip
from tests.rules.builders import (
    HEAD,
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

CALENDAR = school_calendar()


def on(form: Form, today: str, reminders: int = 2, left_on: str | None = None) -> Slip:
    return slip(form, day(today), CALENDAR, reminders, day(left_on) if left_on else None)


def refused_reminder(form: Form, today: str) -> str:
    with pytest.raises(Refused) as caught:
        check_reminder(form, day(today), CALENDAR, 2)
    return caught.value.message


def refused_close(form: Form, today: str, left_on: str | None = None) -> None:
    with pytest.raises(Refused, match="nog niet bij de directie"):
        check_close(form, day(today), CALENDAR, 2, day(left_on) if left_on else None)


def closed(when: str, outcome: Outcome) -> Fact:
    return fact(FactKind.CLOSED, when, by=HEAD, outcome=outcome)


@pytest.mark.parametrize("last", [None, FactKind.FIRST_WORD, FactKind.HANDED_IN])
def test_there_is_no_paper_before_the_talk(last: FactKind | None) -> None:
    form = form_with(*(life_until(last) if last else ()))
    assert on(form, "2026-11-23") == Slip(SlipStep.NOT_YET)
    refused_close(form, "2026-11-23")


def test_after_the_talk_the_paper_is_to_print_and_then_to_take_home() -> None:
    monday = day("2026-11-23")
    assert on(form_with(*life_until(FactKind.TALK)), "2026-11-25") == Slip(SlipStep.TO_PRINT, monday)
    assert on(form_with(*life_until(FactKind.PRINTED)), "2026-11-25") == Slip(SlipStep.TO_TAKE_HOME, monday)


def test_a_reprint_does_not_make_the_wait_to_take_it_home_younger() -> None:
    form = form_with(*life_until(FactKind.PRINTED), fact(FactKind.PRINTED, "2026-11-25 09:00"))
    assert on(form, "2026-11-25").since == day("2026-11-23")


def test_a_voided_form_has_no_paper_any_more() -> None:
    form = at_home(fact(FactKind.VOIDED, "2026-11-24 09:00", note="verkeerd kind"))
    assert on(form, "2026-11-30") == Slip(SlipStep.NOT_YET)


@pytest.mark.parametrize(
    ("taken_home", "due"),
    [
        ("2026-11-23 14:30", "2026-11-24"),
        ("2026-11-27 14:30", "2026-11-30"),  # over a weekend
        ("2026-11-05 14:30", "2026-11-09"),  # over a study day and a weekend
        ("2026-10-09 14:30", "2026-10-19"),  # over the autumn holiday
        ("2026-12-18 14:30", "2027-01-04"),  # over Christmas
        ("2027-03-25 14:30", "2027-03-30"),  # over Easter
        ("2027-05-04 14:30", "2027-05-07"),  # over 5 May and Ascension Day
    ],
)
def test_the_paper_is_due_the_next_school_day(taken_home: str, due: str) -> None:
    form = at_home(taken_home=taken_home)
    assert due_day(form, CALENDAR) == day(due)
    assert on(form, taken_home[:10]) == Slip(SlipStep.AT_HOME, day(taken_home[:10]), day(due))
    assert on(form, due).step is SlipStep.DUE_TODAY
    assert refused_reminder(form, due) == "Aandringen kan nog niet."


def test_the_day_before_it_went_home_nothing_is_due() -> None:
    assert due_day(form_with(*life_until(FactKind.PRINTED)), CALENDAR) is None


def test_the_whole_way_to_directie_when_every_reminder_is_given_at_its_earliest_day() -> None:
    monday, tuesday = "2026-11-23", "2026-11-24"
    assert on(at_home(), monday).step is SlipStep.AT_HOME
    assert on(at_home(), tuesday) == Slip(SlipStep.DUE_TODAY, day(tuesday), day(tuesday))
    assert on(at_home(), "2026-11-25") == Slip(SlipStep.TO_REMIND, day("2026-11-25"), day(tuesday), reminder=1)
    once = at_home(reminded("2026-11-25 15:00"))
    assert on(once, "2026-11-25").step is SlipStep.AT_HOME
    assert on(once, "2026-11-26") == Slip(SlipStep.TO_REMIND, day("2026-11-26"), day(tuesday), reminder=2)
    twice = at_home(reminded("2026-11-25 15:00"), reminded("2026-11-26 15:00"))
    assert on(twice, "2026-11-26").step is SlipStep.AT_HOME
    assert on(twice, "2026-11-27") == Slip(SlipStep.WITH_HEAD, day("2026-11-27"), day(tuesday))


def test_the_teacher_reminds_from_the_first_school_day_after_the_due_day_and_not_twice_on_one_day() -> None:
    check_reminder(at_home(), day("2026-11-25"), CALENDAR, 2)
    once = at_home(reminded("2026-11-25 15:00"))
    assert refused_reminder(once, "2026-11-25") == "Aandringen kan nog niet."
    check_reminder(once, day("2026-11-26"), CALENDAR, 2)
    twice = at_home(reminded("2026-11-25 15:00"), reminded("2026-11-26 15:00"))
    assert refused_reminder(twice, "2026-11-26") == "Aandringen kan nog niet."
    assert refused_reminder(twice, "2026-11-27") == "Er is genoeg aangedrongen."


def test_nobody_reminds_about_a_paper_that_is_not_away() -> None:
    for form in (form_with(*life_until(FactKind.PRINTED)), form_with(*whole_life())):
        assert "thuis" in refused_reminder(form, "2026-11-30")


def test_a_late_first_reminder_moves_the_second() -> None:
    form = at_home(reminded("2026-12-03 15:00"))
    assert on(form, "2026-12-03").step is SlipStep.AT_HOME
    assert on(form, "2026-12-04") == Slip(SlipStep.TO_REMIND, day("2026-12-04"), day("2026-11-24"), reminder=2)


def test_a_reminder_possible_on_monday_and_not_given_shows_at_directie_from_thursday() -> None:
    form = at_home(taken_home="2026-11-26 14:30")
    late = {today: on(form, today).reminder_late for today in ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03")}
    assert late == {"2026-11-30": False, "2026-12-01": False, "2026-12-02": False, "2026-12-03": True}


def test_a_second_reminder_that_is_not_given_stays_lying_just_the_same() -> None:
    form = at_home(reminded("2026-11-27 15:00"))  # the second is possible from Monday 30 November
    assert [on(form, today).reminder_late for today in ("2026-12-02", "2026-12-03")] == [False, True]


def test_a_reminder_that_was_never_given_never_counts_as_given() -> None:
    months_later = on(at_home(), "2027-03-01")
    assert (months_later.step, months_later.reminder, months_later.reminder_late) == (SlipStep.TO_REMIND, 1, True)


def test_a_holiday_does_not_make_a_reminder_late() -> None:
    form = at_home(taken_home="2026-12-16 14:30")  # due Thursday, reminder possible on Friday before Christmas
    assert on(form, "2026-12-18").reminder == 1
    assert [on(form, today).reminder_late for today in ("2027-01-03", "2027-01-05", "2027-01-06")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("taken_home", "first", "second", "with_head"),
    [
        ("2026-11-27 14:30", "2026-12-01", "2026-12-02", "2026-12-03"),
        ("2026-11-24 14:30", "2026-11-26", "2026-11-27", "2026-11-30"),
        ("2026-10-06 14:30", "2026-10-08", "2026-10-09", "2026-10-19"),
        ("2026-12-15 14:30", "2026-12-17", "2026-12-18", "2027-01-04"),
        ("2026-12-17 14:30", "2027-01-04", "2027-01-05", "2027-01-06"),
    ],
)
def test_reminders_and_directie_follow_the_calendar(taken_home: str, first: str, second: str, with_head: str) -> None:
    given: list[Fact] = []
    for number, today in enumerate((first, second), start=1):
        state = on(at_home(*given, taken_home=taken_home), today)
        assert (state.step, state.since, state.reminder) == (SlipStep.TO_REMIND, day(today), number)
        given.append(reminded(f"{today} 15:00"))
    form = at_home(*given, taken_home=taken_home)
    assert on(form, with_head).since == day(with_head)
    assert on(form, with_head).step is SlipStep.WITH_HEAD
    eve = date.fromordinal(day(with_head).toordinal() - 1)
    assert slip(form, eve, CALENDAR, 2).step is SlipStep.AT_HOME


@pytest.mark.parametrize(
    ("outcome", "step"), [(Outcome.UNSIGNED, SlipStep.TO_GIVE_AGAIN), (Outcome.REFUSED, SlipStep.DUE_TODAY)]
)
def test_reminders_go_on_after_a_return_without_signature(outcome: Outcome, step: SlipStep) -> None:
    form = at_home(returned("2026-11-24 08:30", outcome))
    assert on(form, "2026-11-24").step is step
    assert on(form, "2026-11-25") == Slip(SlipStep.TO_REMIND, day("2026-11-25"), day("2026-11-24"), reminder=1)


def test_a_paper_that_came_back_unsigned_lies_on_the_desk_that_day_and_goes_home_again() -> None:
    early = at_home(returned("2026-11-23 15:30", Outcome.UNSIGNED))
    assert on(early, "2026-11-23") == Slip(SlipStep.TO_GIVE_AGAIN, day("2026-11-23"), day("2026-11-24"))
    assert on(early, "2026-11-24").step is SlipStep.DUE_TODAY
    assert refused_reminder(early, "2026-11-23") == "Aandringen kan nog niet."
    second_time = at_home(reminded("2026-11-25 09:00"), returned("2026-11-25 12:00", Outcome.UNSIGNED))
    assert on(second_time, "2026-11-25").step is SlipStep.TO_GIVE_AGAIN
    assert on(second_time, "2026-11-26").step is SlipStep.TO_REMIND


def test_after_the_last_reminder_it_is_known_when_directie_takes_over() -> None:
    once = at_home(reminded("2026-11-25 09:00"))
    assert on(once, "2026-11-25").head_on is None
    twice = at_home(reminded("2026-11-25 09:00"), reminded("2026-11-27 09:00"))
    assert on(twice, "2026-11-27").head_on == day("2026-11-30")
    assert on(twice, "2026-11-30").step is SlipStep.WITH_HEAD


def test_a_refusal_that_the_teacher_escalates_is_with_directie_at_once() -> None:
    refusal = returned("2026-11-24 08:30", Outcome.REFUSED)
    form = at_home(refusal, fact(FactKind.ESCALATED, "2026-11-24 09:00", note="weigert te tekenen"))
    assert on(form, "2026-11-24") == Slip(SlipStep.WITH_HEAD, day("2026-11-24"), day("2026-11-24"))
    assert refused_reminder(form, "2026-11-25") == "Er is genoeg aangedrongen."
    check_close(form, day("2026-11-24"), CALENDAR, 2)
    refused_close(at_home(refusal), "2026-11-24")


@pytest.mark.parametrize("outcome", [Outcome.SEEN, Outcome.AGREED])
def test_the_first_signature_of_two_households_closes_and_the_second_changes_nothing(outcome: Outcome) -> None:
    first = returned("2026-11-26 08:30", outcome)
    expected = Slip(SlipStep.TO_FILE, day("2026-11-26"), day("2026-11-24"))
    for later in (Outcome.AGREED, Outcome.REFUSED, Outcome.UNSIGNED):
        assert on(at_home(first, returned("2026-11-30 08:30", later)), "2026-12-04") == expected
    unsigned_first = at_home(returned("2026-11-24 08:30", Outcome.UNSIGNED), first)
    assert on(unsigned_first, "2026-12-04") == expected


@pytest.mark.parametrize("outcome", [Outcome.SIGNED_LATER, Outcome.WITHOUT_SIGNATURE])
def test_directie_closes_only_a_paper_that_lies_there_and_then_it_is_to_file(outcome: Outcome) -> None:
    reminders = (reminded("2026-11-25 15:00"), reminded("2026-11-26 15:00"))
    refused_close(at_home(), "2026-12-10")
    refused_close(at_home(*reminders), "2026-11-26")
    check_close(at_home(*reminders), day("2026-11-27"), CALENDAR, 2)
    form = at_home(*reminders, closed("2026-11-27 12:00", outcome))
    assert on(form, "2026-12-01") == Slip(SlipStep.TO_FILE, day("2026-11-27"), day("2026-11-24"))
    refused_close(form, "2026-12-01")


def test_a_paper_that_hangs_in_parnasys_is_done() -> None:
    assert on(form_with(*whole_life()), "2027-02-01") == Slip(SlipStep.FILED, day("2026-11-24"), day("2026-11-24"))


@pytest.mark.parametrize("last", [FactKind.TALK, FactKind.PRINTED, FactKind.TAKEN_HOME])
def test_the_open_paper_of_a_pupil_who_leaves_goes_to_directie(last: FactKind) -> None:
    form = form_with(*life_until(last))
    assert on(form, "2026-11-24", left_on="2026-11-25").step is not SlipStep.WITH_HEAD
    state = on(form, "2026-11-25", left_on="2026-11-25")
    assert (state.step, state.since) == (SlipStep.WITH_HEAD, day("2026-11-25"))
    check_close(form, day("2026-11-25"), CALENDAR, 2, day("2026-11-25"))
    refused_close(form, "2026-11-24", left_on="2026-11-25")


def test_a_paper_that_already_lay_with_directie_keeps_its_day_when_the_pupil_leaves() -> None:
    form = at_home(reminded("2026-11-25 15:00"), reminded("2026-11-26 15:00"))
    assert on(form, "2026-12-09", left_on="2026-12-07").since == day("2026-11-27")


def test_a_signed_or_filed_paper_of_a_pupil_who_leaves_stays_where_it_is() -> None:
    signed = at_home(returned("2026-11-24 08:30", Outcome.AGREED))
    assert on(signed, "2026-12-09", left_on="2026-12-01").step is SlipStep.TO_FILE
    assert on(form_with(*whole_life()), "2026-12-09", left_on="2026-12-01").step is SlipStep.FILED
    void = fact(FactKind.VOIDED, "2026-11-24 09:00", note="verkeerd kind")
    assert on(form_with(void), "2026-12-09", left_on="2026-12-01").step is SlipStep.NOT_YET


@pytest.mark.parametrize("last", [None, FactKind.FIRST_WORD, FactKind.HANDED_IN])
def test_the_form_of_a_child_who_left_before_the_talk_goes_to_directie_too(last: FactKind | None) -> None:
    form = form_with(*(life_until(last) if last else ()))
    assert on(form, "2026-11-24", left_on="2026-11-25") == Slip(SlipStep.NOT_YET)
    assert on(form, "2026-11-26", left_on="2026-11-25") == Slip(SlipStep.WITH_HEAD, day("2026-11-25"))
    check_close(form, day("2026-11-26"), CALENDAR, 2, day("2026-11-25"))
    ended = form_with(*form.facts, closed("2026-11-26 12:00", Outcome.WITHOUT_SIGNATURE))
    assert on(ended, "2026-11-27", left_on="2026-11-25") == Slip(SlipStep.TO_FILE, day("2026-11-26"))


@pytest.mark.parametrize(("reminders", "step"), [(0, SlipStep.WITH_HEAD), (1, SlipStep.TO_REMIND)])
def test_how_often_the_teacher_insists_is_the_schools_policy(reminders: int, step: SlipStep) -> None:
    assert on(at_home(), "2026-11-25", reminders).step is step
    given = at_home(reminded("2026-11-25 15:00"))
    assert on(given, "2026-11-26", reminders).step is SlipStep.WITH_HEAD


def test_a_paper_taken_home_on_a_day_off_is_due_the_first_school_day() -> None:
    saturday = datetime.combine(day("2026-11-28"), time(11, 0))
    assert due_day(at_home(taken_home=f"{saturday:%Y-%m-%d %H:%M}"), CALENDAR) == day("2026-11-30")


def test_how_many_school_days_the_paper_may_stay_away_is_the_schools_policy() -> None:
    form = at_home(taken_home="2026-11-27 14:30")  # a Friday
    assert due_day(form, CALENDAR, 3) == day("2026-12-02")
    for today, step in (("2026-12-01", SlipStep.AT_HOME), ("2026-12-02", SlipStep.DUE_TODAY)):
        state = slip(form, day(today), CALENDAR, 2, due_days=3)
        assert (state.step, state.due_on) == (step, day("2026-12-02"))
        with pytest.raises(Refused, match="Aandringen kan nog niet"):
            check_reminder(form, day(today), CALENDAR, 2, due_days=3)
    check_reminder(form, day("2026-12-03"), CALENDAR, 2, due_days=3)
    late = slip(form, day("2026-12-08"), CALENDAR, 2, due_days=3)
    assert (late.step, late.since, late.reminder_late) == (SlipStep.TO_REMIND, day("2026-12-03"), True)
