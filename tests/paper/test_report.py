"""The year report on paper: every number beside its bar, charts whole on a page, and any label gives a paper."""

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from kiosk.paper.report import Bar, Chart, Number, Report, report_pdf

PLACES = Chart(
    "Plaats",
    (Bar("plein", Number(11, "11"), Number(7, "7")), Bar("klas", Number(None, "*"), Number(0, "0"))),
    "Waar het gebeurde.",
)
STAIRS = Chart(
    "De driehoek",
    (Bar("geen formulier", Number(214, "214")), Bar("1 of 2", Number(12, "12"))),
    "Alle leerlingen.",
    True,
)
REPORT = Report(
    "De Regenboog",
    "2026-2027",
    "zaterdag 1 augustus 2026 tot en met maandag 23 november 2026",
    date(2026, 11, 23),
    (("formulieren", "24"), ("schooldagen", "66")),
    ("Dit verslag noemt geen kinderen.",),
    (PLACES, STAIRS),
)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def bars_in(pdf: bytes) -> int:
    """How many filled shapes are drawn on the first page."""
    contents = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().split().count(b"f")


def test_the_head_names_school_year_period_and_the_few_large_numbers() -> None:
    (page,) = texts(report_pdf(REPORT))
    assert "De Regenboog Jaarverslag van de Oeps-lijn Schooljaar 2026-2027: zaterdag 1 augustus 2026 tot en met" in page
    assert "24 66 formulieren schooldagen Dit verslag noemt geen kinderen." in page


def test_each_number_stands_beside_its_bar_with_last_year_s_and_the_meaning_below() -> None:
    (page,) = texts(report_pdf(REPORT))
    assert "Plaats dit jaar vorig jaar plein 11 7 klas * 0 Waar het gebeurde." in page
    assert "geen formulier: 214" in page
    only = replace(PLACES, bars=tuple(replace(bar, before=None) for bar in PLACES.bars))
    (page,) = texts(report_pdf(replace(REPORT, charts=(only,))))
    assert "vorig jaar" not in page


def test_bars_and_the_triangle_are_drawn_as_shapes_and_a_hidden_number_has_none() -> None:
    nothing = bars_in(report_pdf(replace(REPORT, charts=())))
    # The line where bars begin at each of two rows, one bar of this year, one of last year; two layers.
    assert bars_in(report_pdf(replace(REPORT, charts=(PLACES,)))) - nothing == 4
    assert bars_in(report_pdf(replace(REPORT, charts=(STAIRS,)))) - nothing == 2


def test_a_long_list_goes_on_in_a_second_chart_and_every_page_is_numbered() -> None:
    groups = Chart("Groepen", tuple(Bar(f"Groep nummer {n}", Number(n, str(n))) for n in range(120)), "Per groep.")
    found = texts(report_pdf(replace(REPORT, charts=(groups, PLACES))))
    assert len(found) > 1
    assert all(f"bladzijde {n} van {len(found)}" in page for n, page in enumerate(found, 1))
    whole = " ".join(found)
    assert all(f"Groep nummer {n} {n} " in whole for n in range(120))
    assert "Groepen (vervolg)" in whole


def test_a_list_of_long_labels_stays_on_the_paper() -> None:
    places = tuple(
        Bar(f"plaats {n} achter het hek van het grote plein {n:02}", Number(n, f"nr {n}")) for n in range(60)
    )
    pdf = report_pdf(replace(REPORT, charts=(Chart("Plaats", places, "Waar het gebeurde."), STAIRS)))
    heights: list[float] = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, _cm, at, *_: heights.append(at[5]) if "nr" in text else None)
    assert len(heights) >= 60
    assert min(heights) > 40, sorted(heights)[:5]


def test_any_label_gives_a_paper() -> None:
    strange = Chart("Gedrag", (Bar("😠 [/x] " + "w" * 48, Number(1, "1")), Bar("Nguyễn", Number(0, "0"))), "")
    (page,) = texts(report_pdf(replace(REPORT, charts=(strange,), school_name="Şeyma Łukasz")))
    assert "[/x]" in page


def test_without_charts_it_is_one_page_that_says_why() -> None:
    empty = replace(REPORT, numbers=(), charts=(), notes=("In dit schooljaar is geen formulier gegeven.",))
    (page,) = texts(report_pdf(empty))
    assert page.endswith("In dit schooljaar is geen formulier gegeven.")
