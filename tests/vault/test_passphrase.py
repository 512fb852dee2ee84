"""Passphrases: drawn from the list by lot, read however a person types them, and helped when a word is misspelt."""

import secrets
from collections.abc import Iterator

import pytest

from kiosk.errors import Refused
from kiosk.rules.keys import SlotKind
from kiosk.vault import passphrase
from kiosk.vault.passphrase import WORDS_OF, generate, misspelt, read_words

LIST = ("tafel", "regen", "fiets", "lepel", "cafe", "zoeken", "ijsje", "boom")
SHEET = "tafel regen fiets lepel cafe zoeken ijsje boom tafel regen fiets lepel"


@pytest.fixture
def small_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "words", lambda: LIST)


@pytest.mark.usefixtures("small_list")
@pytest.mark.parametrize("kind", SlotKind)
def test_new_words_are_as_many_as_their_kind_has_and_all_from_the_list(kind: SlotKind) -> None:
    made = generate(kind).split(" ")
    assert len(made) == WORDS_OF[kind]
    assert set(made) <= set(LIST)


@pytest.mark.usefixtures("small_list")
def test_each_word_is_drawn_by_itself_with_what_nobody_can_foretell(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Iterator[str] = iter(("boom", "boom", "regen", "boom"))
    asked = []

    def choice(among: tuple[str, ...]) -> str:
        asked.append(among)
        return next(drawn)

    monkeypatch.setattr(secrets, "choice", choice)
    assert generate(SlotKind.OPENER) == "boom boom regen boom"
    assert asked == [LIST] * 4


@pytest.mark.usefixtures("small_list")
@pytest.mark.parametrize("kind", SlotKind)
def test_what_was_given_out_is_read_back_as_itself(kind: SlotKind) -> None:
    made = generate(kind)
    assert read_words(made) == (kind, made)


@pytest.mark.parametrize(
    "typed",
    [
        "Tafel Regen FIETS lepel",
        "  tafel\tregen\nfiets   lepel\n",
        "tafel, regen, fiets, lepel.",
        "tafel-regen-fiets-lepel",
        "1. tafel 2. regen 3. fiets 4. lepel",
        "1tafel2regen3fiets4lepel",
        "táfel règen fïets lépel",
        "ｔａｆｅｌ regen fiets lepel",
        "\x1btafel\x00 regen\u202e fiets lepel",
        "tafel regen fiets lepel 😀",
    ],
)
def test_capitals_marks_numbers_and_accents_do_not_count(typed: str) -> None:
    assert read_words(typed) == (SlotKind.OPENER, "tafel regen fiets lepel")


def test_the_words_of_a_sheet_may_be_typed_with_their_numbers() -> None:
    typed = "\n".join(f"{number}. {word.upper()}" for number, word in enumerate(SHEET.split(), start=1))
    assert read_words(typed) == (SlotKind.SHEET, SHEET)


def test_a_dutch_ij_is_two_letters_however_it_is_typed() -> None:
    assert read_words("ĳsje Ĳsje ijsje IJsje")[1] == "ijsje ijsje ijsje ijsje"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Er staat nog niets."),
        ("1. 2. 3. 😀", "Er staat nog niets."),
        ("tafel", "Dit is 1 woord."),
        ("tafel regen fiets", "Dit zijn 3 woorden."),
        ("tafel regen fiets lepel boom", "Dit zijn 5 woorden."),
        (SHEET.rpartition(" ")[0], "Dit zijn 11 woorden."),
        (SHEET + " boom", "Dit zijn 13 woorden."),
        ("tafel " * 100_000, "Dit zijn 100000 woorden."),
    ],
)
def test_any_other_number_of_words_is_told_with_how_many_there_should_be(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_words(typed)
    assert (refused.value.message, refused.value.what_to_do) == (
        told,
        "De dagsleutel heeft 4 woorden, een herstelblad 12.",
    )


@pytest.mark.usefixtures("small_list")
@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("tafel regen fiets lepel", None),
        ("tafl regen fiets lepel", 1),
        ("tafel regen fiets lepels", 4),
        ("tafel regn fites lepel", 2),
        ("", None),
    ],
)
def test_the_first_word_that_is_not_in_the_list_is_named_by_its_place(words: str, place: int | None) -> None:
    assert misspelt(words) == place
