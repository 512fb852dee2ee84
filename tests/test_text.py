"""What happens to text where it enters, and how names are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import clean, clean_line, fold

ANY_TEXT = st.text(st.characters())  # surrogates included


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("\x1b[31mrood\x1b[0m", "[31mrood[0m"),
        ("\x1b]0;gekaapt\x07", "]0;gekaapt"),
        ("\x9b2Jweg", "2Jweg"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("Da\u202enaa\u202c", "Danaa"),
        ("\u2066a\u2069\u202ab\u202dc\u2067\u2068", "abc"),
        ("los\ud83d eind", "los eind"),
        ("eigen \ue000 teken", "eigen  teken"),
        ("regel 1\r\nregel 2\rregel 3\n", "regel 1\nregel 2\nregel 3\n"),
        ("een\ttab", "een\ttab"),
        ("e\u0301e\u0301n", "één"),
        ("[@click=app.quit]hoi[/x]", "[@click=app.quit]hoi[/x]"),
    ],
)
def test_what_could_steer_a_terminal_is_taken_out_and_the_words_stay(entered: str, kept: str) -> None:
    assert clean(entered) == kept


@pytest.mark.parametrize(
    "whole", ["👩‍👩‍👧‍👦 en 🏳️‍🌈", "❤️", "👍🏽", "Nguyễn Thị", "Şeyma", "Łukasz", "مرحبا", "“Hé…”", "😠 boos"]
)
def test_emoji_and_every_alphabet_stay_whole(whole: str) -> None:
    assert clean(whole) == whole


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_shown_and_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not [sign for sign in cleaned if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t"]
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean(cleaned) == cleaned


@given(ANY_TEXT)
def test_a_line_is_one_line_without_spaces_at_its_ends(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line


def test_a_line_keeps_its_words_apart() -> None:
    assert clean_line("  Daan\r\n van\tder \u00a0 Berg ") == "Daan van der Berg"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Özdemir", "ozdemir"),
        ("Nguyễn", "nguyen"),
        ("Şeyma", "seyma"),
        ("İrem", "irem"),
        ("Işıl", "isil"),
        ("IJsbrand", "ijsbrand"),
        ("Ĳsbrand", "ijsbrand"),
        ("Groß", "gross"),
        ("Søren", "soren"),
        ("Ǿrsted", "orsted"),
        ("Ægir", "aegir"),
        ("Zoë", "zoe"),
        ("O’Neill", "o'neill"),
        ("‘t Hart", "'t hart"),
        ("O´Neill", "o'neill"),
        ("van 't Zand", "van 't zand"),
    ],
)
def test_names_are_compared_without_case_accents_and_curls(name: str, folded: str) -> None:
    assert fold(name) == folded
    assert fold(unicodedata.normalize("NFD", name)) == folded
    assert fold(folded) == folded
