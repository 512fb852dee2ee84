"""The questions as data: everything a child needs is there and fits, and a school may change the help around them."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Card
from kiosk.settings import default_policy, load
from kiosk.settings.questions import CARD_LENGTH, HINT_LENGTH
from tests.settings.school_file import SMALLEST

ALWAYS = ["other", "dont_know"]


def load_with(tmp_path: Path, text: str) -> tuple[str, ...]:
    home = Home(tmp_path)
    home.settings.write_text(SMALLEST + text, encoding="utf-8")
    return tuple(question.hint for question in load(home).policy.questions)


def test_every_question_can_be_answered_with_cards_alone() -> None:
    for question in default_policy().questions:
        cards = question.cards or question.first
        assert cards
        assert [card.key for card in cards.cards][-2:] == ALWAYS
        assert sum(card.opens_words for card in cards.cards) == 1


def test_feelings_are_twelve_for_the_older_and_six_for_the_youngest_and_always_the_two_that_fit_anyone() -> None:
    feelings = default_policy().questions[2]
    assert feelings.first
    assert len(feelings.first.cards) == 14
    young = feelings.for_pupil(young=True).first
    assert young
    assert len(young.cards) == 8
    assert feelings.first.strengths == ("een beetje", "best wel", "heel erg")
    for card in feelings.first.cards:
        assert card.emoji
        assert card.face.isascii()
        assert bool(feelings.first.strengths_of(card)) is (card.key not in ALWAYS)


def test_the_youngest_read_the_same_question_with_a_simple_hint() -> None:
    for question in default_policy().questions:
        young = question.for_pupil(young=True)
        assert young.text == question.text
        assert young.hint == question.simple_hint != question.hint


def test_everything_fits_on_the_smallest_screen() -> None:
    for question in default_policy().questions:
        for line in (question.hint, question.simple_hint, *question.starters):
            assert 0 < len(line) <= HINT_LENGTH
        for deck in (question.first, question.cards):
            cards = deck.cards if deck else ()
            assert len({card.key for card in cards}) == len(cards)
            assert all(len(card.label) <= CARD_LENGTH for card in cards)


def test_a_school_changes_one_hint_and_the_rest_stays(tmp_path: Path) -> None:
    before = [question.hint for question in default_policy().questions]
    after = load_with(tmp_path, '[[question]]\nnumber = 6\nhint = "Wat kun jij?"\n')
    assert list(after) == [*before[:5], "Wat kun jij?", *before[6:]]


def test_a_school_gives_a_question_its_own_cards(tmp_path: Path) -> None:
    own = '[[question]]\nnumber = 2\n[[question.cards]]\nkey = "oops"\nlabel = "Oeps."\nopens_words = true\n'
    home = Home(tmp_path)
    home.settings.write_text(SMALLEST + own, encoding="utf-8")
    cards = load(home).policy.questions[1].cards
    assert cards
    assert cards.cards == (Card("oops", "Oeps.", opens_words=True),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[question]]\nnumber = 9\n", "klopt 'number'"),
        ('[[question]]\nhint = "x"\n', "ontbreekt 'number'"),
        ('[[question]]\nnumber = 1\ntext = "Wat deed je nu weer?"\n', "klopt 'text'"),
        (f'[[question]]\nnumber = 1\nhint = "{"x" * 61}"\n', "klopt 'hint'"),
        ("[[question]]\nnumber = 1\nstarters = [1]\n", "klopt 'starters'"),
        ('[[question]]\nnumber = 1\nstarters = [""]\n', "klopt 'starters'"),
        ('[[question]]\nnumber = 1\ncards = [{ key = "A", label = "x" }]\n', "klopt 'key'"),
        (
            '[[question]]\nnumber = 1\ncards = [{ key = "a", label = "x" }, { key = "a", label = "y" }]\n',
            "klopt 'cards'",
        ),
        ('[[question]]\nnumber = 1\ncards = [{ key = "a", label = "x", older = 1 }]\n', "klopt 'older'"),
        ('[[question]]\nnumber = 1\ncards = [{ key = "a", label = "x", emoji = "vijf5" }]\n', "klopt 'emoji'"),
        ('[[question]]\nnumber = 1\ncards = [{ key = "a", naam = "x" }]\n', "klopt 'naam'"),
        ('[[question]]\nnumber = 3\ncards = [{ key = "angry", label = "x" }]\n', "klopt 'cards'"),
        ('[[question]]\nnumber = 1\nfirst_strengths = ["een"]\n', "klopt 'first_strengths'"),
        ("[[question]]\nnumber = 1\n[[question]]\nnumber = 1\n", "klopt 'question'"),
        (f'[[question]]\nnumber = 3\nfirst = [{{ key = "a", label = "{"x" * 19}", face = ":)" }}]\n', "klopt 'first'"),
        ("[[question]]\nnumber = 1\ncards = []\n", "klopt 'cards'"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_it(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(KioskError) as told:
        load_with(tmp_path, text)
    assert fault in str(told.value)
    assert "question" in str(told.value)
