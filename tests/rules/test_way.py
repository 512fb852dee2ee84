"""The three ways of answering: which one is proposed, and which screens a question takes in each."""

import pytest

from kiosk.rules.policy import Card, Deck, Question
from kiosk.rules.way import Part, Way, is_young, parts, proposed_way

DECK = Deck((Card("one", "Een."),))
PLAIN = Question(1, "Wat gebeurde er?", "", (), cards=DECK)
FEELINGS = Question(3, "Ik voelde mij:", "", (), first=DECK)
WITH_WHOM = Question(8, "Deze afspraak maak ik met …", "", (), first=DECK, cards=DECK)


@pytest.mark.parametrize(
    ("year_group", "way"),
    [
        (1, Way.TOGETHER),
        (2, Way.TOGETHER),
        (3, Way.CHOOSING),
        (4, Way.CHOOSING),
        (5, Way.TYPING),
        (6, Way.TYPING),
        (7, Way.TYPING),
        (8, Way.TYPING),
        (None, Way.TYPING),
    ],
)
def test_the_youngest_tell_the_next_choose_and_from_group_5_they_type(year_group: int | None, way: Way) -> None:
    assert proposed_way(year_group) is way


def test_simple_hints_are_for_up_to_group_4() -> None:
    assert [year for year in range(1, 9) if is_young(year)] == [1, 2, 3, 4]
    assert not is_young(None)


@pytest.mark.parametrize("way", [Way.TYPING, Way.TOGETHER])
def test_who_types_gets_a_field_after_the_cards_that_belong_to_the_question(way: Way) -> None:
    assert parts(PLAIN, way) == (Part.WORDS,)
    assert parts(FEELINGS, way) == (Part.FIRST, Part.WORDS)
    assert parts(WITH_WHOM, way) == (Part.FIRST, Part.WORDS)


def test_who_chooses_gets_cards_only_unless_the_school_has_none() -> None:
    assert parts(PLAIN, Way.CHOOSING) == (Part.CARDS,)
    assert parts(FEELINGS, Way.CHOOSING) == (Part.FIRST,)
    assert parts(WITH_WHOM, Way.CHOOSING) == (Part.FIRST, Part.CARDS)
    assert parts(Question(1, "Wat gebeurde er?", "", ()), Way.CHOOSING) == (Part.WORDS,)


def test_cards_that_are_all_for_the_older_leave_the_youngest_a_field() -> None:
    question = Question(1, "Wat gebeurde er?", "", (), cards=Deck((Card("one", "Een.", older=True),)))
    assert parts(question.for_pupil(young=True), Way.CHOOSING) == (Part.WORDS,)
