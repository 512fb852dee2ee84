"""A calendar that changes: the days that a person types, and the terms that move, in words."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.calendar_change import (
    HIDDEN_MOVES,
    NOTHING_MOVES,
    Moves,
    PupilMoved,
    agreement_moves,
    at_pupils,
    chosen_day_stands,
    days_words,
    in_short,
    paper_moves,
    read_days,
    suspension_moves,
    what_changes,
)
from kiosk.rules.form import Fact, FactKind, Form, Outcome, Talk
from kiosk.rules.people import Pupil
from tests.rules.builders import at, at_home, day, fact, reminded, returned, school_calendar
from tests.rules.suspension_builders import suspension

OLD = school_calendar()
MONDAY = day("2026-11-23")


def closing(*days: str) -> Calendar:
    return replace(OLD, closed=OLD.closed | set(map(day, days)))


def hows(form: Form, new: Calendar, today: date = MONDAY, due_days: int = 1) -> list[str]:
    return [one.how for one in paper_moves(form, OLD, new, today, 2, due_days)]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("23-2-2027", ["2027-02-23"]),
        ("4 nov", ["2026-11-04"]),
        ("4 feb", ["2027-02-04"]),
        ("wo 4 november", ["2026-11-04"]),
        ("23-2-2027 t/m 25-2-2027", ["2027-02-23", "2027-02-24", "2027-02-25"]),
        ("23 t/m 24 FEB", ["2027-02-23", "2027-02-24"]),
        ("31-12 tot en met 1-1", ["2026-12-31", "2027-01-01"]),
        ("23-2 - 24-2", ["2027-02-23", "2027-02-24"]),
        ("4 nov, 30 jul t/m 1 aug", ["2026-11-04", "2027-07-30", "2027-07-31", "2027-08-01"]),
    ],
)
def test_days_and_periods_are_read_in_the_school_year_that_is_shown(typed: str, days: list[str]) -> None:
    assert read_days(typed, "2026-2027") == tuple(map(day, days))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Deze dag kan ik niet lezen. Typ bijvoorbeeld 4-11, 4 nov of 4-11-2026."),
        ("studiedag", "Deze dag kan ik niet lezen"),
        ("4 nov,", "Deze dag kan ik niet lezen"),
        ("4 nov t/m", "Deze dag kan ik niet lezen"),
        ("t/m 4 nov", "Deze dag kan ik niet lezen"),
        ("4 tok", "Deze maand ken ik niet"),
        ("29 feb", "Deze dag bestaat niet"),
        ("31 t/m 30 nov", "Deze dag bestaat niet"),
        ("di 4 nov", "horen niet bij elkaar"),
        ("4-11-2025", "Di 4 nov 2025 ligt in schooljaar 2025-2026. Ga eerst met PgUp of PgDn naar dat jaar."),
        ("23-2-2027 t/m 22-2-2027", "Ma 22 feb 2027 is eerder dan di 23 feb 2027."),
        ("1 sep t/m 1 dec", "Dat zijn meer dan 62 dagen."),
        ("1-9-2026 t/m 31-12-9999", "Dat zijn meer dan 62 dagen."),
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_days(typed, "2026-2027")


def test_days_that_follow_each_other_are_told_as_a_period_over_the_weekend_too() -> None:
    days = ["2026-11-04", "2026-11-27", "2026-11-30", "2026-12-01", "2027-02-12"]
    assert days_words(map(day, days)) == "wo 4 nov 2026, vr 27 nov t/m di 1 dec 2026, vr 12 feb 2027"


def test_what_the_school_sets_otherwise_is_told_as_free_or_as_school() -> None:
    new = replace(OLD, closed=frozenset({day("2026-11-24")}), opened=frozenset({day("2026-10-12")}))
    assert what_changes(OLD, new, day("2026-08-03")) == [
        "Vrij: di 24 nov 2026.",
        "Wel school: ma 12 okt 2026, vr 6 nov 2026.",
    ]
    assert what_changes(OLD, OLD, MONDAY) == []


def test_a_past_day_that_changes_says_that_the_figures_do_too() -> None:
    (_, figures) = what_changes(OLD, closing("2026-11-20"), MONDAY)
    assert "tot en met vandaag" in figures
    assert "De cijfers per schooldag veranderen mee." in figures


def test_a_study_day_moves_the_day_that_a_paper_is_due() -> None:
    assert hows(at_home(), closing("2026-11-24")) == [
        "moet het papier terug op wo 25 nov (nu: di 24 nov). Op het papier staat di 24 nov."
    ]


def test_a_longer_term_of_the_school_moves_with_each_free_day_in_it() -> None:
    (how,) = hows(at_home(), closing("2026-11-24"), due_days=2)
    assert how.startswith("moet het papier terug op do 26 nov (nu: wo 25 nov).")


def test_a_study_day_after_the_due_day_moves_the_day_to_remind() -> None:
    assert hows(at_home(), closing("2026-11-25")) == ["kan de leerkracht aandringen vanaf do 26 nov (nu: wo 25 nov)."]


def test_after_the_last_reminder_it_moves_the_day_of_directie() -> None:
    paper = at_home(reminded("2026-11-25 09:00"), reminded("2026-11-26 09:00"))
    assert hows(paper, closing("2026-11-27"), day("2026-11-26")) == [
        "gaat het papier naar directie op ma 30 nov (nu: vr 27 nov)."
    ]


@pytest.mark.parametrize(
    "end",
    [
        returned("2026-11-24 09:00", Outcome.SEEN),
        fact(FactKind.CLOSED, "2026-11-24 09:00"),
        fact(FactKind.ESCALATED, "2026-11-24 09:00"),
        fact(FactKind.VOIDED, "2026-11-24 09:00"),
    ],
)
def test_a_paper_that_waits_for_no_day_moves_with_none(end: Fact) -> None:
    assert hows(at_home(end), closing("2026-11-24")) == []


def test_what_lies_in_the_past_under_both_calendars_is_left_out() -> None:
    assert hows(at_home(), closing("2026-11-24"), day("2026-12-07")) == []
    assert hows(at_home(), closing("2026-11-24"), day("2026-11-25")) != []  # it was due yesterday, and is due today


def test_the_tenth_school_day_after_a_talk_moves_with_each_free_day_before_it() -> None:
    talk = Talk(at("2026-11-23 11:00"), 7, "kind", "Goed.", "ik boos ben", "loop ik weg")
    (moved,) = agreement_moves(talk, OLD, closing("2026-11-24", "2026-11-27"), MONDAY)
    assert moved.how == "kijk je de afspraak na op wo 9 dec (nu: ma 7 dec)."
    assert agreement_moves(talk, OLD, closing("2026-12-08"), MONDAY) == []


def test_the_days_of_a_suspension_stand_and_take_fewer_school_days() -> None:
    one = suspension(first_day=day("2026-11-25"), last_day=day("2026-11-26"), return_at=at("2026-11-27 08:30"))
    (moved,) = suspension_moves(one, OLD, closing("2026-11-26"), MONDAY)
    assert moved.how == "duurt de schorsing 1 schooldag (nu: 2). De dagen ervan blijven staan."
    (back,) = suspension_moves(one, OLD, closing("2026-11-27"), MONDAY)
    assert back.how.startswith("staat de terugkeer na een schorsing op vr 27 nov. Dan is er geen school")
    assert suspension_moves(one, OLD, OLD, MONDAY) == []


def test_a_day_that_somebody_chose_is_told_only_when_it_loses_its_school() -> None:
    new = closing("2026-11-24")
    assert len(chosen_day_stands(day("2026-11-24"), OLD, new, MONDAY, "terugkijken")) == 1
    for other in ("2026-11-25", "2026-10-12", "2026-11-06"):
        assert chosen_day_stands(day(other), OLD, new, MONDAY, "terugkijken") == []
    assert chosen_day_stands(day("2026-11-24"), OLD, new, day("2026-11-25"), "terugkijken") == []


def test_what_moves_alike_is_one_sentence_with_names() -> None:
    pupils = [Pupil(number, name, "", "Berg", 5, 31, "De Egels") for number, name in ((1, "Noor"), (2, "Daan"))]
    (due,) = paper_moves(at_home(), OLD, closing("2026-11-24"), MONDAY, 2)
    (named,) = at_pupils(Moves(tuple(PupilMoved(due, one) for one in pupils)))
    assert named.sentence.startswith("Bij 2 leerlingen moet het papier terug op wo 25 nov")
    assert named.names == ("Daan Berg (De Egels)", "Noor Berg (De Egels)")
    assert [one.sentence for one in at_pupils(Moves())] == [NOTHING_MOVES] == [in_short(Moves())]


def test_five_papers_of_one_child_are_one_pupil() -> None:
    (due,) = paper_moves(at_home(), OLD, closing("2026-11-24"), MONDAY, 2)
    moves = Moves((PupilMoved(due, Pupil(1, "Noor", "", "Berg", 5, 31, "De Egels")),) * 5)
    (told,) = at_pupils(moves)
    assert told.sentence.startswith("Bij 1 leerling moet")
    assert told.names == ("Noor Berg (De Egels)",)
    assert in_short(moves) == "Bij 1 leerling verandert een dag."


def test_who_may_not_know_reads_only_that_something_moves() -> None:
    hidden = Moves(hidden=True)
    assert hidden
    assert not Moves()
    assert [one.sentence for one in at_pupils(hidden)] == [HIDDEN_MOVES] == [in_short(hidden)]
