"""A pupil's whole file on paper: pages that follow each other, whatever people wrote in it."""

import io
from datetime import date

from pypdf import PdfReader

from kiosk.paper.pupil_file import FilePages, Item, Part, file_pdf
from kiosk.rules.masking import PLACEHOLDER

WHO = Part("Wie", "", "wie", (Item("Naam", "Zoë van der Berg"),))


def pages_with(*parts: Part, names_left_out: bool = False) -> FilePages:
    return FilePages(
        "De Regenboog",
        "0320 123 456",
        "Zoë van der Berg",
        "De Egels",
        date(2026, 11, 23),
        (WHO, *parts),
        names_left_out,
    )


def form(number: int, text: str) -> Part:
    items = (Item("Gedrag", "pesten"), Item("Vraag 1. Wat gebeurde er?", text, wrote=True))
    return Part("Formulieren", f"Formulier {number}", f"{number}e", items)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_one_page_says_what_it_is_and_whom_to_ask() -> None:
    (page,) = texts(file_pdf(pages_with(form(1, "Ik was boos."))))
    assert "Het hele dossier van de Oeps-lijn Zoë van der Berg · De Egels" in page
    assert "Dit is alles wat de kiosk van de school op maandag 23 november 2026 over uw kind bewaart." in page
    assert "Wat alleen over een ander kind gaat, staat er niet in." in page
    assert "Vraag het de directie, telefoon 0320 123 456." in page.replace("\u00a0", " ")
    assert "Formulieren Formulier 1 Gedrag pesten" in page
    assert PLACEHOLDER not in page


def test_parents_read_that_names_were_left_out_only_where_they_were() -> None:
    (page,) = texts(file_pdf(pages_with(names_left_out=True)))
    assert f"Namen van andere kinderen laten we weg: daar staat {PLACEHOLDER}." in page


def test_each_page_says_which_of_how_many_and_a_chapter_is_named_once() -> None:
    found = texts(file_pdf(pages_with(*(form(number, "Ik was boos. " * 90) for number in range(1, 9)))))
    assert len(found) > 2
    assert found[0].startswith(f"bladzijde 1 van {len(found)} · lees verder op bladzijde 2")
    assert all(f"bladzijde {n} van {len(found)}" in page for n, page in enumerate(found, 1))
    assert " ".join(found).count("Formulieren") == 1


def test_any_text_gives_a_paper() -> None:
    strange = "😠 [/x] \x1b[2J" + "w" * 400 + " Nguyễn " + "zin. " * 1000
    found = texts(file_pdf(pages_with(form(1, strange), form(2, ""))))
    assert len(found) > 1
    assert "[/x]" in " ".join(found)


def test_the_title_among_the_file_s_properties_holds_no_name() -> None:
    said = PdfReader(io.BytesIO(file_pdf(pages_with()))).metadata
    assert said is not None
    assert said.title == "Inzage"
    assert "Zoë" not in str(said)


def test_the_same_pages_are_the_same_bytes() -> None:
    assert file_pdf(pages_with(form(1, "Ik was boos."))) == file_pdf(pages_with(form(1, "Ik was boos.")))
