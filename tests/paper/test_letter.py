"""A letter as pages: every word stands on it, it breaks where it should, and any text gives a paper."""

import io
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.paper.letter import letter_pdf
from kiosk.rules.letter_text import Template, blocks_of, fill

TODAY = date(2026, 11, 23)
HEAD = (
    "De Regenboog\nKerkstraat 12, 8232 AB Lelystad\ntelefoon 0320 123 456\n\nLelystad, maandag 23 november 2026\n\n"
    "Aan de ouder(s)/verzorger(s) van\nŞeyma Nguyễn-Łukasz\n\nKenmerk: schorsing 1"
)
SIGNED = "Met vriendelijke groet,\n\n__ Anneke de Groot, directie"


def letter(body: str, title: str = "Besluit") -> str:
    return fill(Template(title, blocks_of(body)), {}, HEAD)


def pages(text: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(letter_pdf(text, TODAY))).pages]


def test_every_word_stands_on_the_page() -> None:
    (page,) = pages(letter(f"Geachte ouders,\n\n# Reden\n\nEen zin.\n- punt een\n- punt twee\n\n{SIGNED}"))
    for words in (
        *("De Regenboog", "8232 AB Lelystad", "Şeyma Nguyễn-Łukasz", "Kenmerk: schorsing 1", "Besluit", "Reden"),
        *("Een zin.", "punt een", "punt twee", "Anneke de Groot, directie"),
    ):
        assert words in page
    for sign in ("= Besluit", "# Reden", "- punt", "__ "):
        assert sign not in page


def test_the_same_text_gives_the_same_bytes() -> None:
    text = letter(SIGNED)
    assert letter_pdf(text, TODAY) == letter_pdf(text, TODAY)


def test_nobody_s_name_is_in_what_a_file_tells_of_itself() -> None:
    told = PdfReader(io.BytesIO(letter_pdf(letter(SIGNED), TODAY))).metadata
    assert told is not None
    assert told.title == "Brief"
    assert "Nguy" not in str(told)


@pytest.mark.parametrize(
    "lengths",
    [(22, 23, 24, 50, 51, 53, 55, 56), pytest.param(range(20, 60), marks=pytest.mark.long)],
    ids=["where a page is full", "of every length"],
)
def test_a_greeting_stays_with_the_name_that_signs(lengths: Sequence[int]) -> None:
    for lines in lengths:
        found = pages(letter("\n\n".join(["Een regel."] * lines) + f"\n\n{SIGNED}"))
        (where,) = [page for page in found if "directie" in page]
        assert "Met vriendelijke groet" in where


def test_a_strip_to_cut_off_is_not_broken_over_two_pages() -> None:
    strip = "---\nOntvangststrook: waarschuwing\n\n__ Naam | Datum | Handtekening"
    for lines in (5, 15, 20, 25, 40):
        found = pages(letter("\n\n".join(["Een regel."] * lines) + f"\n\n{SIGNED}\n{strip}"))
        (where,) = [page for page in found if "Handtekening" in page]
        assert "hier afknippen" in where
        assert "Ontvangststrook" in where


def test_a_second_page_says_who_sends_it_and_which_it_is() -> None:
    first, second, *_ = pages(letter("\n\n".join(["Een regel."] * 60)))
    assert "bladzijde 1 van" in first
    assert second.startswith("De Regenboog")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_gives_a_paper(words: str) -> None:
    assert letter_pdf(words, TODAY).startswith(b"%PDF")
    assert letter_pdf(letter(words), TODAY).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["", "=", "---", "__ ", "- ", "\x0c"])
def test_a_text_of_signs_only_gives_a_paper(text: str) -> None:
    assert letter_pdf(text, TODAY).startswith(b"%PDF")
