"""The register as a file that a Dutch spreadsheet opens at a double click: semicolons, UTF-8 that says so."""

import csv
import io
from collections.abc import Iterable

from kiosk.rules.dutch import long_day
from kiosk.rules.labels import PHASE_NAMES
from kiosk.rules.policy import Policy
from kiosk.rules.register import RegisterRow

COLUMNS = ("schooljaar", "maand", "bouw", "gedrag", "aantal")
_TOTAL = "totaal"
_OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with when a spreadsheet takes it for a formula."""


def register_csv(rows: Iterable[RegisterRow], policy: Policy) -> bytes:
    """`rows` as CSV with a heading. No cell is a formula: a label that begins like one gets an apostrophe before it."""
    written = io.StringIO(newline="")
    out = csv.writer(written, delimiter=";", lineterminator="\r\n")
    out.writerow(COLUMNS)
    for row in rows:
        month = long_day(row.month).split()[2] if row.month else _TOTAL  # not "2026-11", which is made a day of
        about = (PHASE_NAMES[row.phase], policy.behaviour_label(row.behaviour)) if row.phase else (_TOTAL, _TOTAL)
        out.writerow(_harmless(cell) for cell in (row.school_year, month, *about, row.count))
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_OBEYED) else cell
