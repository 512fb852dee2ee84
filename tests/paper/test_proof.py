"""The printer's test page: all that papers lean on, on one page, and nothing of a child."""

import io
from datetime import datetime

from pypdf import PdfReader

from kiosk.paper.logo import make_logo
from kiosk.paper.proof import LETTERS, Proof, proof_pdf
from tests.paper.test_logo import WIDE, drawn, picture

PROOF = Proof("De Regenboog", "team", datetime(2026, 11, 23, 10, 5))


def test_it_names_the_school_the_printer_and_the_moment_and_shows_what_to_look_at() -> None:
    (page,) = PdfReader(io.BytesIO(proof_pdf(PROOF))).pages
    said = " ".join(page.extract_text().split())
    for words in (
        *("De Regenboog", "printer team", "maandag 23 november 2026, 10.05 uur", LETTERS),
        *("precies 10 centimeter", "Een scanner typt: 0123456789", "geen echt formulier", "niets van een kind"),
    ):
        assert words in said
    assert "□" not in said


def test_the_box_to_measure_is_ten_centimetres_wide() -> None:
    (page,) = PdfReader(io.BytesIO(proof_pdf(PROOF))).pages
    drawn = page.get_contents()
    assert drawn is not None
    assert b"283.46 " in drawn.get_data()


def test_the_logo_stands_on_it_and_it_stays_one_page() -> None:
    told = Proof("Openbare basisschool De Regenboog aan de Dorpsstraat", "team", PROOF.at, make_logo(picture(WIDE)))
    (page,) = PdfReader(io.BytesIO(proof_pdf(told))).pages
    assert len(drawn(page)) == 1
