"""What the columns of a list of pupils are: by their headings, and which of them the kiosk may never keep."""

import re
from collections.abc import Collection, Sequence
from enum import Enum

from kiosk.text import fold


class Column(Enum):
    """What a column may be taken for; the value is what people call it."""

    KEY = "leerlingnummer"
    GIVEN_NAME = "roepnaam"
    PREFIX = "tussenvoegsel"
    SURNAME = "achternaam"
    WHOLE_NAME = "hele naam"
    YEAR_GROUP = "leerjaar"
    GROUP = "groep"


# Headings as they compare: folded, letters only. The first of a column's names that a file has is taken.
_HEADINGS = {
    Column.KEY: ("leerlingnummer", "leerlingnr", "leerlingid", "leerlingcode", "stamnummer", "stamnr", "llnr", "id"),
    Column.GIVEN_NAME: ("roepnaam", "voornaam", "voornamen"),
    Column.PREFIX: ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tussenv"),
    Column.SURNAME: ("achternaam", "geslachtsnaam", "familienaam"),
    Column.WHOLE_NAME: ("naam", "leerlingnaam", "naamleerling", "volledigenaam", "leerling"),
    Column.YEAR_GROUP: ("leerjaar", "jaargroep"),
    Column.GROUP: ("stamgroep", "groepsnaam", "groepnaam", "basisgroep", "groep", "klas"),
}
_KNOWN = {name for names in _HEADINGS.values() for name in names}
_NEVER_KEPT = re.compile(
    "bsn|burgerservice|sofi|onderwijsnummer|persoonsgebonden|pgn|eckid|geboorte|geslacht|sekse|nationaliteit|land"
    "|adres|straat|huisnummer|postcode|plaats|telefoon|mobiel|mail|ouder|verzorger|gezag|arts|medi|gewicht|foto"
)
_DATE = re.compile(r"(?:\d{1,2}[-/.]){2}(?:18|19|20)\d\d\b.*|(?:18|19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b.*")
_MONTH = re.compile(r"\d{1,2}[- ](?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*", re.IGNORECASE)


def is_known(heading: str) -> bool:
    """Whether this heading says what its column is."""
    return _plain(heading) in _KNOWN


def is_never_kept(heading: str) -> bool:
    """Whether this heading says that its column holds what the kiosk may not keep (GDPR art. 5, lid 1 c)."""
    plain = _plain(heading)
    return plain not in _KNOWN and (plain == "mv" or bool(_NEVER_KEPT.search(plain)))


def guess_columns(headings: Sequence[str]) -> tuple[Column | None, ...]:
    """What each heading's column is taken for; no column twice, and no whole name beside a given name."""
    plain = [_plain(heading) for heading in headings]
    guess: list[Column | None] = [None] * len(headings)
    for column, names in _HEADINGS.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None and not (column is Column.WHOLE_NAME and Column.GIVEN_NAME in guess):
            guess[place] = column
    return tuple(guess)


def are_citizen_numbers(cells: Sequence[str]) -> bool:
    """Whether these are citizen numbers (BSN), whatever stands above them: one number in eleven is by chance."""
    return len(cells) > 2 and 5 * sum(_is_citizen_number(cell) for cell in cells) > 4 * len(cells)


def are_dates(cells: Sequence[str]) -> bool:
    """Whether these are days, as of birth."""
    return 5 * sum(bool(_DATE.fullmatch(cell)) for cell in cells) > 4 * len(cells)


def is_made_a_date(cell: str) -> bool:
    """Whether a spreadsheet took this for a day: it makes "3-apr" of the group 3-4, and a day in 1899 of nothing."""
    return bool(_DATE.fullmatch(cell) or _MONTH.fullmatch(cell))


def asked_for(have: Collection[Column | None]) -> str:
    """The columns without which nobody can be taken over, those that are still needed, in words; "" when none is."""
    names = () if Column.WHOLE_NAME in have else (Column.GIVEN_NAME, Column.SURNAME)
    wanted = [one.value.capitalize() for one in (Column.KEY, *names, Column.GROUP) if one not in have]
    return ", ".join(wanted)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", fold(heading))


def _is_citizen_number(cell: str) -> bool:
    if not re.fullmatch("[0-9]{9}", cell):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, cell, strict=True)) % 11 == 0
