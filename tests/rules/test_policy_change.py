"""Another ladder in words: what is set otherwise, at how many pupils a step changes, and which, for who may know."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.ladder_change import Change
from kiosk.rules.people import Pupil
from kiosk.rules.policy import Counting, EarlierLadder, OutOfGroup, Restart, StepKind
from kiosk.rules.policy_change import PupilChange, Told, at_pupils, changed_in, in_short, read_number, what_changes
from tests.rules.builders import school_policy

TALK, WARNING, REVIEW = StepKind.PARENTS_TALK, StepKind.OFFICIAL_WARNING, StepKind.SUSPENSION_REVIEW
POLICY = school_policy()


def pupil(number: int) -> Pupil:
    return Pupil(number, f"[/x]{number}", "de", "Wit", 6, 1, "De Egels")


def opening(count: int, *, named: bool) -> list[PupilChange]:
    return [PupilChange(Change(2, 2, opens=(TALK,)), pupil(n) if named else None) for n in range(count)]


def test_nothing_is_told_of_the_same_ladder() -> None:
    assert what_changes(POLICY, school_policy()) == []


def test_every_number_and_choice_is_told_beside_what_stands_now() -> None:
    first, second, last = POLICY.steps
    new = replace(
        POLICY,
        counting=Counting.WHOLE_SCHOOL,
        restart=Restart.AFTER_TALK,
        steps=(replace(first, forms=1), replace(second, forms=4), last),
        reminders=3,
        out_of_group=OutOfGroup(time_outs=4),
    )
    assert what_changes(POLICY, new) == [
        "Formulieren tellen: de hele schooltijd (nu: per schooljaar).",
        "Opnieuw tellen na een stap: pas na het gesprek met ouders (nu: meteen).",
        "Gesprek leerling-ouders-directie: na 1 formulier (nu: 3).",
        "Officiële waarschuwing: na 4 formulieren verder (nu: 3).",
        "Aandringen: 3 keer (nu: 2). Dat geldt ook voor papier dat nu mee is.",
        "Voorstel voor een gesprek: na 4 keer buiten de groep (nu: 2).",
    ]


def test_what_changes_halfway_leaves_the_years_that_are_over_as_they_were() -> None:
    shorter = replace(POLICY, steps=(replace(POLICY.steps[0], forms=2), *POLICY.steps[1:]))
    assert "Formulieren van eerdere schooljaren houden de oude lijn." in what_changes(POLICY, shorter)
    new = changed_in(POLICY, shorter, "2026-2027")
    assert new.earlier == (EarlierLadder("2026-2027", POLICY.restart, POLICY.steps),)
    assert new.in_year("2025-2026").steps == POLICY.steps
    assert new.in_year("2026-2027").steps == new.in_year("2027-2028").steps == shorter.steps
    whole = replace(new, counting=Counting.WHOLE_SCHOOL)
    assert whole.in_year("2025-2026").steps == shorter.steps


def test_of_two_changes_in_a_year_the_years_before_it_know_nothing() -> None:
    first, second = (replace(POLICY, steps=(replace(POLICY.steps[0], forms=n),)) for n in (2, 4))
    once = changed_in(POLICY, first, "2026-2027")
    assert changed_in(once, second, "2026-2027").earlier == once.earlier
    assert changed_in(once, POLICY, "2026-2027").earlier == ()
    later = changed_in(once, second, "2028-2029")
    assert [later.in_year(f"{year}-{year + 1}").steps[0].forms for year in range(2025, 2030)] == [3, 2, 2, 4, 4]


def test_without_another_step_no_year_is_kept_apart() -> None:
    assert changed_in(POLICY, replace(POLICY, reminders=1), "2026-2027").earlier == ()


def test_when_no_line_changes_that_is_said() -> None:
    assert at_pupils([]) == [Told("Er verandert niets voor leerlingen.")]


def test_directie_reads_how_many_and_who() -> None:
    assert at_pupils(opening(1, named=True)) == [
        Told(
            "Bij 1 leerling gaat een stap open: gesprek leerling-ouders-directie.",
            ("[/x]0 de Wit (De Egels)",),
        )
    ]
    assert at_pupils(opening(3, named=True))[0].sentence.startswith("Bij 3 leerlingen gaat een stap open")


@pytest.mark.parametrize(("count", "said"), [(1, "minder dan 5"), (4, "minder dan 5"), (5, "5"), (12, "12")])
def test_without_names_small_numbers_are_hidden(count: int, said: str) -> None:
    (told,) = at_pupils(opening(count, named=False))
    assert told == Told(f"Bij {said} leerlingen gaat een stap open: gesprek leerling-ouders-directie.")


def test_one_sentence_says_it_in_short() -> None:
    assert in_short([]) == "Er verandert niets voor leerlingen."
    assert in_short(opening(2, named=True)) == "Bij 2 leerlingen verandert een stap."
    assert in_short(opening(2, named=False)) == "Bij minder dan 5 leerlingen verandert een stap."


def test_each_step_has_its_own_sentence_and_a_pupil_is_counted_once_in_it() -> None:
    change = Change(9, 9, opens=(TALK, TALK), lapses=(WARNING,), groundless=(REVIEW,), grounded=(TALK,))
    told = at_pupils([PupilChange(replace(change, opens_of_earlier_years=1), pupil(1))])
    assert [one.sentence for one in told] == [
        "Bij 1 leerling gaat een stap open: gesprek leerling-ouders-directie.",
        "Bij 1 leerling vervalt een stap die openstond: officiële waarschuwing.",
        "Bij 1 leerling blijft een gezette stap staan, als 'grondslag vervallen': schorsing overwegen.",
        "Bij 1 leerling hoort een gezette stap weer bij een formulier: gesprek leerling-ouders-directie.",
        "Bij 1 leerling gaat die stap open door formulieren van een eerder schooljaar.",
    ]


@pytest.mark.parametrize(("typed", "number"), [("1", 1), ("9", 9), ("03", 3)])
def test_a_number_is_read(typed: str, number: int) -> None:
    assert read_number(typed, 9) == number


@pytest.mark.parametrize("typed", ["", "0", "10", "-1", "1,5", "drie", "²", "٣", "1e1", "[b]"])
def test_what_is_no_such_number_is_told(typed: str) -> None:
    with pytest.raises(Refused, match="Typ een getal van 1 tot en met 9"):
        read_number(typed, 9)
