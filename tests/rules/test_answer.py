"""Cards and own words: how a choice grows, and how the two read together on screen and paper."""

from kiosk.rules.answer import Pick, Words, in_words, told_by, turned
from kiosk.rules.policy import Card, Deck

ANGRY, OTHER = Card("angry", "boos"), Card("other", "iets anders", graded=False)
FEELINGS = Deck((ANGRY, OTHER), strengths=("een beetje", "best wel", "heel erg"))
STOP = Card("say_stop", "Ik zeg: stop.")
PLAIN = Deck((STOP,))


def test_each_press_makes_a_feeling_stronger_and_the_last_one_lets_it_go() -> None:
    picks: tuple[Pick, ...] = ()
    labels = []
    for _ in range(4):
        picks = turned(picks, ANGRY, FEELINGS)
        labels.append([pick.label for pick in picks])
    assert labels == [["boos (een beetje)"], ["boos (best wel)"], ["boos (heel erg)"], []]


def test_a_card_without_strengths_is_chosen_or_not() -> None:
    once = turned((), OTHER, FEELINGS)
    assert once == (Pick("other", 1, "iets anders"),)
    assert turned(once, OTHER, FEELINGS) == ()
    assert turned(turned((), STOP, PLAIN), STOP, PLAIN) == ()


def test_a_card_keeps_its_place_among_the_others_when_it_grows() -> None:
    picks = turned(turned((), ANGRY, FEELINGS), OTHER, FEELINGS)
    assert [pick.key for pick in turned(picks, ANGRY, FEELINGS)] == ["angry", "other"]


def test_words_stand_in_a_row_sentences_after_each_other_and_own_words_last() -> None:
    picks = (Pick("a", 1, "mijzelf"), Pick("b", 1, "Ik zeg: stop."), Pick("c", 1, "de groep"), Pick("d", 1, "Wie?"))
    assert in_words(picks, " Ik wacht.\n") == "mijzelf, de groep\nIk zeg: stop. Wie?\nIk wacht."
    assert in_words((), "Ik wacht.") == "Ik wacht."
    assert in_words((), " \n") == ""


def test_the_paper_says_who_told_and_who_typed() -> None:
    def told(*typed_by: int | None) -> str:
        words = [Words(1, number, "Wat gebeurde er?", "Oei.", 1, (), by) for number, by in enumerate(typed_by, 1)]
        return told_by(words, "Noor", {1: "Fenna ter Beek", 2: "A", 3: "B", 4: "C"})

    assert told(1, 1) == "Verteld door Noor, opgeschreven door Fenna ter Beek."
    assert told(3, 2, 4, 2, None) == "Verteld door Noor, deels opgeschreven door A, B en C."
    assert told(None) == told() == ""
