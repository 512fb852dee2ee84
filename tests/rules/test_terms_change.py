"""Other terms are told in sentences before they are saved."""

from dataclasses import replace

import pytest

from kiosk.rules.policy import Counting, OutOfGroup
from kiosk.rules.retention import Terms
from kiosk.rules.terms_change import retention_changes, what_changes
from tests.rules.builders import school_policy

POLICY = school_policy()


def test_the_same_terms_are_nothing_to_tell() -> None:
    assert what_changes(POLICY, school_policy()) == []
    assert retention_changes(Terms(), Terms(), Counting.SCHOOL_YEAR, 3, 3, exact=True) == []


def test_paper_that_is_away_moves_and_a_suspension_that_stands_keeps_its_term() -> None:
    new = replace(POLICY, due_days=3, out_of_group=OutOfGroup(objection_days=10))
    assert what_changes(POLICY, new) == [
        "Het papier moet terug zijn 3 schooldagen nadat het meeging (nu: 1). Dat geldt ook voor papier dat nu mee is: "
        "daarop staat nog de oude dag. Cijfers over 'op tijd' rekenen dan ook voor eerdere jaren met de nieuwe dag.",
        "Bezwaar tegen een schorsing kan 10 werkdagen lang (nu: 5). "
        "Voor schorsingen die er al zijn, verandert er niets.",
    ]
    assert "terug zijn 1 schooldag nadat" in what_changes(new, POLICY)[0]


def test_what_a_shorter_term_brings_up_is_counted_and_nothing_goes_by_itself() -> None:
    told = retention_changes(Terms(), Terms(1, 1), Counting.SCHOOL_YEAR, 34, 1, exact=True)
    assert told == [
        "Woorden blijven nog 1 schooljaar na hun schooljaar (nu: 2).",
        "Van wie van school is, blijft alles nog 1 jaar (nu: 2).",
        "Voorbij de termijn zijn dan ook 34 formulieren en 1 naam. Er gaat niets vanzelf weg: Te doen meldt het, en "
        "directie beslist.",
    ]


@pytest.mark.parametrize(
    ("forms", "names", "exact", "said"),
    [
        (2, 0, True, "zijn dan ook 2 formulieren."),
        (0, 1, True, "is dan ook 1 naam."),
        (1, 0, False, "zijn dan ook minder dan 5 formulieren."),
        (0, 4, False, "zijn dan ook minder dan 5 namen."),
        (34, 5, False, "zijn dan ook 5 of meer formulieren en 5 of meer namen."),
    ],
)
def test_a_zero_is_left_out_and_who_sees_no_escalations_reads_no_number(
    forms: int, names: int, exact: bool, said: str
) -> None:
    (*_, past) = retention_changes(Terms(), Terms(1, 2), Counting.SCHOOL_YEAR, forms, names, exact=exact)
    assert past.startswith(f"Voorbij de termijn {said} Er gaat niets vanzelf weg")


def test_where_forms_add_up_all_the_years_words_stay_whatever_the_term() -> None:
    told = retention_changes(Terms(), Terms(1, 2), Counting.WHOLE_SCHOOL, 0, 0, exact=True)
    assert told[1:] == [
        "Nu tellen formulieren de hele schooltijd: zolang dat zo is, blijven woorden tot iemand weg is."
    ]
