"""The words of a passphrase: as many as promised, and none that is easily typed for another."""

import re

from kiosk.paths import asset

TEXT = asset("words/woorden.txt").read_bytes().decode("utf-8")
WORDS = TEXT.splitlines()
README = asset("words/README.md").read_text("utf-8")


def test_there_are_at_least_4096_words_and_exactly_as_many_as_the_readme_says() -> None:
    said = re.search(r"holds ([\d,]+) common Dutch words", README)
    assert said is not None
    assert len(WORDS) == int(said[1].replace(",", "")) >= 4096


def test_each_word_stands_once_in_order_on_a_line_of_its_own() -> None:
    assert sorted(set(WORDS)) == WORDS
    assert "".join(f"{word}\n" for word in WORDS) == TEXT


def test_each_word_has_3_to_7_plain_letters() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,7}", word)] == []


def test_one_slip_of_the_finger_never_makes_another_word() -> None:
    words = set(WORDS)
    slips = [(word, slip) for word in WORDS for slip in _less_one_letter(word) | _two_swapped(word) if slip in words]
    blanked = [word[:at] + "?" + word[at + 1 :] for word in WORDS for at in range(len(word))]
    assert slips == []
    assert len(set(blanked)) == len(blanked), "two words of the same length differ by one letter"


def test_no_word_is_another_with_an_ending() -> None:
    words = set(WORDS)
    assert [word for word in WORDS for ending in ("en", "s", "t") if word + ending in words] == []


def test_no_two_words_sound_the_same() -> None:
    sounds = [_sound(word) for word in WORDS]
    assert len(set(sounds)) == len(sounds)


def test_the_licence_of_the_source_and_how_the_list_was_made_lie_beside_it() -> None:
    licence = asset("words/LICENTIE.txt").read_text("utf-8")
    assert "Revised BSD License (3-clause license)" in licence
    assert "Copyright (c) 2020, OpenTaal" in licence
    assert "https://github.com/OpenTaal/opentaal-wordlist" in README
    assert "How it was made" in README


def _less_one_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _two_swapped(word: str) -> set[str]:
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return swapped - {word}


def _sound(word: str) -> str:
    """The word as step 5 of the README hears it."""
    for written, heard in (
        ("ij|ei", "Y"),
        ("auw|ouw|au|ou", "O"),
        ("c(?=[eiyY])", "s"),
        ("c(?!h)", "k"),
        ("ch", "g"),
        ("d$", "t"),
        ("b$", "p"),
        ("z", "s"),
        ("v", "f"),
    ):
        word = re.sub(written, heard, word)
    return word
