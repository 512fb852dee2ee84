"""The register as a file: what a Dutch spreadsheet opens, and no cell that it would obey."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from kiosk.exchange.register import register_csv
from kiosk.rules.figures import Phase
from kiosk.rules.policy import Behaviour, Policy
from kiosk.rules.register import RegisterRow
from kiosk.settings import default_policy

POLICY = default_policy()
NOVEMBER = date(2026, 11, 1)
ROWS = (
    RegisterRow("2026-2027", NOVEMBER, Phase.MIDDLE, "violence", "6"),
    RegisterRow("2026-2027", NOVEMBER, Phase.UNKNOWN, "theft", "<5"),
    RegisterRow("2026-2027", NOVEMBER, None, "", "niet getoond"),
    RegisterRow("2026-2027", None, None, "", "9"),
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def labelled(label: str) -> Policy:
    return replace(POLICY, behaviours=(Behaviour("violence", label),))


def test_a_heading_the_rows_and_the_totals() -> None:
    assert read(register_csv(ROWS, POLICY)) == [
        ["schooljaar", "maand", "bouw", "gedrag", "aantal"],
        ["2026-2027", "november", "middenbouw", "lichamelijk geweld", "6"],
        ["2026-2027", "november", "onbekend", "stelen", "<5"],
        ["2026-2027", "november", "totaal", "totaal", "niet getoond"],
        ["2026-2027", "totaal", "totaal", "totaal", "9"],
    ]


def test_a_spreadsheet_sees_that_it_is_utf_8_and_finds_its_line_ends() -> None:
    content = register_csv(ROWS, labelled("één: café"))
    assert content.startswith(b"\xef\xbb\xbfschooljaar;")
    assert content.count(b"\r\n") == 5
    assert "één: café" in content.decode("utf-8-sig")


@pytest.mark.parametrize("label", ["=1+1", "+31 6", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_is_text(label: str) -> None:
    assert read(register_csv(ROWS, labelled(label)))[1][3] == f"'{label}"


def test_a_label_with_a_semicolon_or_a_quote_stays_one_cell() -> None:
    assert read(register_csv(ROWS, labelled('slaan; "echt"')))[1][3] == 'slaan; "echt"'
