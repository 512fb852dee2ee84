"""The paper that goes home: its exact words, its letters, and that any text gives a paper."""

import io
import logging
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kiosk.paper.form import FormPage, form_pdf, parents_text

# Annex 1 of the policy, word for word.
QUESTIONS = (
    "Wat gebeurde er?",
    "Wat dacht je?",
    "Ik voelde mij:",
    "Wat deed je en waarom?",
    "Wie had last van jouw gedrag en waarom?",
    "Wat ga je de volgende keer anders doen?",
    "Wat ga je doen om het nu op te lossen?",
    "Deze afspraak maak ik met mijzelf, de leerkracht en/of de groep:",
)
ANSWERS = (
    "Ik was aan het voetballen op het plein. Eerst schoot Sem de bal over het hek. Toen heb ik hem geduwd en viel hij.",
    "Ik dacht: waarom krijg ík altijd de schuld? Dat vond ik niet eerlijk.",
    "boos (heel erg) en geschrokken (best wel)",
    "Ik duwde hem omdat ik wilde dat hij ophield. Ik hoopte dat hij zou stoppen met roepen. Het ging te hard.",
    "Daniël had last, want zijn knie was kapot. De groep had last, want het spel moest stoppen.",
    "De volgende keer ga ik eerst naar het café-hoekje.",
    "Ik ga vragen hoe het gaat met zijn knie.",
    "Als ik boos word, dan tel ik tot tien.",
)
PAGE = FormPage(
    school_name="Jenaplanschool De Zwaluw",
    school_phone="0320 123 456",
    number="1232600427",
    given_name="Zoë",
    name="Zoë van der Berg",
    group_name="Vlinders",
    happened_at=datetime(2026, 11, 23, 10, 15),
    place="schoolplein",
    behaviours=("lichamelijk geweld", "vernieling"),
    answers=tuple(zip(QUESTIONS, ANSWERS, strict=True)),
    talk_held_on=date(2026, 11, 23),
    agreement="Als ik boos word op het plein, dan loop ik naar juf Anouk.",
    teacher_name="Anouk de Wit",
    teacher_remark="Zoë dacht goed mee over een oplossing.",
    due_on=date(2026, 11, 24),
    printed_on=date(2026, 11, 23),
)


def answered(*answers: str) -> FormPage:
    """The page with these answers to the first questions, and the usual ones to the rest."""
    return replace(PAGE, answers=tuple(zip(QUESTIONS, (*answers, *ANSWERS[len(answers) :]), strict=True)))


def read(page: FormPage) -> PdfReader:
    return PdfReader(io.BytesIO(form_pdf(page)))


def words(page: FormPage) -> str:
    """All text of the paper, on one line."""
    return " ".join(" ".join(sheet.extract_text() for sheet in read(page).pages).replace("\xa0", " ").split())


def fonts(page: FormPage) -> dict[str, bool]:
    """The fonts of the paper, and whether each is embedded."""
    found: dict[str, bool] = {}
    for sheet in read(page).pages:
        resources = sheet["/Resources"]
        assert isinstance(resources, DictionaryObject)
        family = resources["/Font"]
        assert isinstance(family, DictionaryObject)
        for font in family.values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(below["/BaseFont"])] = "/FontFile2" in below["/FontDescriptor"].get_object()
    return found


def test_the_form_has_the_policy_s_exact_words() -> None:
    text = words(PAGE)
    for exact in (
        "Oeps… dat ging even mis…",
        "Vraag:",
        "Jouw antwoord:",
        *QUESTIONS,
        "Opmerking leerkracht:",
        "Handtekening ouder(s)/verzorgers:",
        "Dit wil ik erbij zeggen:",
    ):
        assert exact in text
    assert "gezien" in text
    assert "akkoord" in text


def test_every_answer_stands_after_its_question() -> None:
    text = words(PAGE)
    for question, answer in PAGE.answers:
        assert f"{question} {answer}" in text


def test_the_form_says_who_when_and_what() -> None:
    text = words(PAGE)
    for told in (
        "Zoë van der Berg · Vlinders",
        "maandag 23 november 2026, 10.15 uur · schoolplein",
        "Gedrag: lichamelijk geweld · vernieling",
        "Als ik boos word op het plein, dan loop ik naar juf Anouk.",
        "Zoë dacht goed mee over een oplossing.",
        "Formulier 123 26 0042 7",
        "Graag terug op school op dinsdag 24 november 2026",
    ):
        assert told in text


def test_the_parents_read_when_the_paper_comes_back_and_whom_to_ask() -> None:
    assert parents_text(PAGE).replace("\xa0", " ") == (
        "Vandaag ging er iets mis. Zoë heeft opgeschreven wat er gebeurde. Er is over gepraat. Wilt u het samen lezen,"
        " ondertekenen en dinsdag 24 november 2026 meegeven? Heeft u vragen?"
        " Stel ze aan Anouk de Wit, telefoon 0320 123 456."
    )


def test_the_parents_read_what_a_masked_name_is() -> None:
    assert "Namen van andere kinderen laten we weg: daar staat (naam)." in words(replace(PAGE, names_left_out=True))
    assert "(naam)" not in words(PAGE)


def test_a_paper_that_is_printed_later_does_not_say_today() -> None:
    later = replace(PAGE, printed_on=date(2026, 11, 25))
    assert parents_text(later).startswith("Op maandag 23 november 2026 ging er iets mis.")


def test_a_child_that_wrote_nothing_is_not_said_to_have_written() -> None:
    assert "opgeschreven" not in parents_text(replace(PAGE, answers=tuple((text, " \n") for text in QUESTIONS)))


def test_an_empty_answer_is_talked_about_together() -> None:
    assert "Wat dacht je? Deze vraag is samen besproken." in words(answered(ANSWERS[0], "  \n "))


def test_a_normal_form_fits_on_one_page() -> None:
    three_lines = "Dit is een antwoord van drie regels op het papier, zoals een kind uit groep zeven dat schrijft. " * 2
    assert len(read(PAGE).pages) == 1
    assert len(read(answered(*[three_lines] * 8)).pages) == 1


def test_a_huge_answer_flows_over_numbered_pages_and_loses_no_word() -> None:
    story = " ".join(f"woord{number}" for number in range(900))
    page = answered(story, "a" * 400)
    sheets = [sheet.extract_text() for sheet in read(page).pages]
    assert len(sheets) >= 3
    for number, text in enumerate(sheets, start=1):
        assert f"bladzijde {number} van {len(sheets)}" in text
        assert "123 26 0042 7" in text
    text = " ".join("".join(sheets).split())
    assert all(f"woord{number}" in text for number in range(900))
    assert text.count("a" * 40) >= 6


@pytest.mark.parametrize("times", range(1, 40, 3))
def test_the_part_to_sign_stays_on_one_page(times: int) -> None:
    sheets = [sheet.extract_text() for sheet in read(answered("Ik was op het plein en toen viel hij. " * times)).pages]
    last = " ".join(sheets[-1].split())
    for part in ("Handtekening ouder(s)/verzorgers:", "Ik heb dit gezien", "Naam", "Datum", "erbij zeggen:"):
        assert part in last


def test_a_talk_without_an_agreement_is_still_told() -> None:
    text = words(replace(PAGE, agreement=" "))
    assert "Ons gesprek: Gesprek op maandag 23 november 2026." in text
    assert "afspraken" not in text


def test_empty_lines_make_no_empty_pages() -> None:
    assert len(read(answered("Eerst" + "\n" * 500 + "Toen")).pages) == 1


def test_a_page_count_cannot_be_typed() -> None:
    assert "Ik typte {nb} in." in words(answered("Ik typte {nb} in."))


def test_the_letters_are_embedded() -> None:
    assert fonts(PAGE)
    assert all(fonts(PAGE).values())
    assert all("Atkinson" in name for name in fonts(PAGE))


@pytest.mark.parametrize(
    "name", ["Łukasz", "Nguyễn", "Şeyma", "Đặng Thị Hương", "Ğülşah", "Kateřina", "Ελένη", "Ийона"]
)
def test_every_child_reads_its_own_name(name: str) -> None:
    page = replace(PAGE, name=name, given_name=name)
    assert f"{name} heeft opgeschreven" in words(page)
    assert "□" not in words(page)


def test_a_name_is_drawn_in_one_typeface() -> None:
    assert all("DejaVu" in name for name in fonts(replace(PAGE, name="Linh Nguyễn")))


def test_a_sign_without_a_letter_is_a_box_and_nothing_is_said_on_stderr(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        text = words(
            answered("Ik was 🌀 in mijn hoofd.", "سلام שלום", "\u202e\x1b[31m\ud800 \U0001f468\u200d\U0001f469")
        )
    assert "Ik was □ in mijn hoofd." in text
    assert "[31m □□" in text
    assert not caplog.records
    assert capfd.readouterr().err == ""


def test_the_file_itself_knows_the_number_and_no_name() -> None:
    reader = read(PAGE)
    assert reader.metadata is not None
    assert reader.metadata.title == "1232600427"
    assert "Zoë" not in str(reader.metadata)
    assert "Berg" not in str(reader.metadata)
    assert str(reader.root_object["/Lang"]) == "nl-NL"


def test_the_page_is_a4() -> None:
    box = read(PAGE).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)


def test_the_same_page_gives_the_same_bytes() -> None:
    assert form_pdf(PAGE) == form_pdf(replace(PAGE))


def test_each_font_has_its_licence_beside_it() -> None:
    folder = Path(__file__).parents[2] / "assets" / "fonts"
    typefaces = [font.parent for font in folder.glob("*/*.ttf")]
    assert len(typefaces) == 4
    assert all((typeface / "LICENSE").stat().st_size > 500 for typeface in typefaces)


any_text = st.text(alphabet=st.characters(), max_size=300)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_text, any_text, any_text, any_text)
def test_any_text_gives_a_pdf(first: str, second: str, name: str, remark: str) -> None:
    page = replace(answered(first, second * 20), name=name, given_name=name, school_name=name, teacher_name=name)
    pdf = form_pdf(replace(page, teacher_remark=remark, agreement=second, place=first, behaviours=(first,)))
    assert pdf.startswith(b"%PDF-")
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 1
