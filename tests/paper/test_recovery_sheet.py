"""A recovery sheet: one page, every word with its number, and what to do with it."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from kiosk.paper.recovery_sheet import RecoverySheet, recovery_sheet_pdf

WORDS = [
    *("tafel", "regen", "fiets", "lepel", "wandelschoen", "boterham"),
    *("kat", "vlinder", "olifantje", "brug", "sinaasappel", "dak"),
]


def sheet(school: str = "De Regenboog", words: list[str] = WORDS) -> RecoverySheet:
    return RecoverySheet(school, "3FA9", date(2026, 11, 26), words)


def page(told: RecoverySheet) -> str:
    (only,) = PdfReader(io.BytesIO(recovery_sheet_pdf(told))).pages
    return only.extract_text()


def test_every_word_stands_beside_its_number() -> None:
    text = page(sheet())
    found = dict(re.findall(r"^(\d+) (\w+)$", text, re.MULTILINE))
    assert [found[str(number)] for number in range(1, 13)] == WORDS


@pytest.mark.parametrize(
    "told",
    [
        *("De Regenboog", "Herstelblad van de Oeps-kiosk", "blad 3FA9", "donderdag 26 november 2026"),
        *("kiosk restore BESTAND", "school.toml", "dichte envelop", "op een andere plek", "Kwijt?"),
    ],
)
def test_it_says_whose_it_is_how_to_use_it_where_to_keep_it_and_what_to_do_when_it_is_lost(told: str) -> None:
    assert told in " ".join(page(sheet()).split())


def test_the_longest_words_and_a_school_s_long_name_still_give_one_page() -> None:
    name = "Openbare Basisschool Şeyma Nguyễn-Łukasz " * 3
    text = page(sheet(name, ["verantwoordelijk"] * 12))
    assert text.count("verantwoordelijk") == 12
    assert "Nguyễn-Łukasz" in text


def test_no_word_is_in_what_the_file_tells_of_itself_nor_in_how_a_sheet_shows_in_a_log() -> None:
    told = PdfReader(io.BytesIO(recovery_sheet_pdf(sheet()))).metadata
    assert told is not None
    assert told.title == "Herstelblad"
    assert not any(word in str(told) for word in WORDS)
    assert not any(word in repr(sheet()) for word in WORDS)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert recovery_sheet_pdf(sheet()) == recovery_sheet_pdf(sheet())
