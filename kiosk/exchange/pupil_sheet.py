"""A list of pupils as a spreadsheet saves it (CSV), read into cells of which nothing is taken over yet.

A Dutch spreadsheet separates by semicolons, commas or tabs, and writes UTF-8, UTF-16 with a mark, or Windows' own
encoding. These are told apart for certain; a library that guesses by statistics would find Polish in a list of names.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.errors import KioskError
from kiosk.exchange.pupil_columns import (
    Column,
    are_citizen_numbers,
    are_dates,
    asked_for,
    guess_columns,
    is_known,
    is_never_kept,
)
from kiosk.exchange.school_file import CHOOSE, EXPORT_AGAIN, MAX_ENTRIES, MAX_LENGTH, refusal, too_many
from kiosk.text import clean_line

MAX_COLUMNS = 200
MAX_LINES = 3 * MAX_ENTRIES  # empty ones, and cells of several lines
_HEADINGS_WITHIN = 10  # rows; some lists begin with the name of the school
_SEPARATORS = (";", ",", "\t", "|")
_SAMPLES = 3


@dataclass(frozen=True)
class SheetRow:
    """One pupil; `line` is where it begins in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A list of pupils. Cells are clean, on one line, and at most one sign longer than a name may be.

    `dropped` are the columns that the kiosk may not keep: their cells are empty here. `guess` is what each column is
    taken for by its heading.
    """

    file: str
    headings: tuple[str, ...]
    dropped: frozenset[int]
    guess: tuple[Column | None, ...]
    rows: tuple[SheetRow, ...] = field(repr=False)

    def samples(self, place: int) -> tuple[str, ...]:
        """The first few different cells of the column at `place`, so that a person can see what it is."""
        found: dict[str, None] = {}
        for row in self.rows:
            if row.cells[place]:
                found[row.cells[place]] = None
            if len(found) == _SAMPLES:
                break
        return tuple(found)


def read_sheet(data: bytes, file: str) -> Sheet:
    """The list of pupils in `data`; `file` is how sentences name it.

    Raises `KioskError` for what is no such list, or is not whole: a row longer or shorter than the headings, a
    quotation mark that is not closed. Its sentences name the line, and never what stands there.
    """
    text, separator = _without_separator_line(_decoded(data, file))
    rows = _rows(text, separator or max(_SEPARATORS, key=lambda sign: _known_headings(text, sign)), file)
    headings = _find_headings(rows, file)
    dropped = frozenset(place for place, heading in enumerate(headings) if is_never_kept(heading))
    pupils: list[SheetRow] = []
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) < len(headings) or any(cells[len(headings) :]):
            what = f"heeft op regel {line} een ander aantal kolommen dan bovenaan"
            raise refusal(file, what, EXPORT_AGAIN)
        if len(pupils) == MAX_ENTRIES:
            raise too_many(file, "leerlingen")
        pupils.append(SheetRow(line, _without(cells[: len(headings)], dropped)))
    return _judged(Sheet(file, headings, dropped, guess_columns(headings), tuple(pupils)))


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        what_to_do = 'Bewaar het in Excel als "CSV UTF-8", of pak het zip-bestand eerst uit.'
        raise refusal(file, "is een Excel- of zipbestand", what_to_do)
    encodings: tuple[str, ...] = ("utf-8", "cp1252")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ("utf-8-sig",)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        before, nul, _ = text.partition("\0")
        if nul:
            raise refusal(file, f"is geen tekst: regel {before.count(chr(10)) + 1} klopt niet", CHOOSE)
        return text
    what_to_do = 'Bewaar het in Excel als "CSV UTF-8" en probeer het nog eens.'
    raise refusal(file, "heeft een codering van letters die niet te lezen is", what_to_do)


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel's own first line ("sep=;") says what separates; an empty line takes its place, so that lines keep count."""
    first, end, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)
    return (end + rest, said[1]) if said and said[1] in _SEPARATORS else (text, "")


def _known_headings(text: str, separator: str) -> tuple[int, int]:
    """How many headings are known in the best of the first rows, were this the separator; and how many cells it has."""
    best = (0, 0)
    try:
        rows = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=separator)
        for _, row in zip(range(_HEADINGS_WITHIN), rows, strict=False):
            best = max(best, (sum(is_known(cell) for cell in row), len(row)))
    except csv.Error:
        return best  # what is wrong with it is said when the rows are read
    return best


def _find_headings(rows: Iterator[tuple[int, tuple[str, ...]]], file: str) -> tuple[str, ...]:
    """The first row with a heading that is known, without empty cells at its end; `rows` goes on below it."""
    for _, (_line, cells) in zip(range(_HEADINGS_WITHIN), rows, strict=False):
        if any(is_known(cell) for cell in cells):
            return cells[: max(place for place, cell in enumerate(cells) if cell) + 1]
    what_to_do = f"Zet boven de kolommen: {asked_for(())}. Of kies een EDEXML-bestand."
    raise refusal(file, "heeft geen regel met namen van kolommen", what_to_do)


def _rows(text: str, separator: str, file: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row's first line and its cells, clean."""
    reader = csv.reader(_lines(text, separator, file), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            if any("\n" in cell and cell.count(separator) >= max(len(row) - 1, 1) for cell in row):
                raise _open_quote(file, line)  # it swallowed the rows after it
            yield line, tuple(_clean_cell(cell) for cell in row)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise refusal(file, f"heeft op regel {line} een vakje met veel te veel tekst", EXPORT_AGAIN) from None
        raise _open_quote(file, line) from None


def _lines(text: str, separator: str, file: str) -> Iterator[str]:
    """The lines for the parser, which would make a list of millions of cells before anybody could look."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if number > MAX_LINES:
            raise too_many(file, "leerlingen")
        if line.count(separator) > MAX_COLUMNS:
            raise refusal(file, f"heeft op regel {number} meer dan {MAX_COLUMNS} kolommen", CHOOSE)
        yield line


def _open_quote(file: str, line: int) -> KioskError:
    return refusal(file, f"heeft op regel {line} een aanhalingsteken dat niet goed sluit", EXPORT_AGAIN)


def _clean_cell(cell: str) -> str:
    """A cell as text. ="00123" is how a spreadsheet keeps a number's zeros; any other formula is text as it stands."""
    cell = clean_line(cell[: 10 * MAX_LENGTH])
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell[: MAX_LENGTH + 1]


def _without(cells: tuple[str, ...], dropped: frozenset[int]) -> tuple[str, ...]:
    return tuple("" if place in dropped else cell for place, cell in enumerate(cells)) if dropped else cells


def _judged(sheet: Sheet) -> Sheet:
    """`sheet` without what looks like citizen numbers or birth dates, whatever stands above it."""
    dropped = set(sheet.dropped)
    for place, heading in enumerate(sheet.headings):
        cells = [row.cells[place] for row in sheet.rows if row.cells[place]]
        if are_citizen_numbers(cells):
            if sheet.guess[place] is Column.KEY:
                what_to_do = "Exporteer het nummer uit de leerlingadministratie: een BSN bewaart de kiosk niet."
                raise refusal(sheet.file, f'heeft burgerservicenummers onder "{heading}"', what_to_do)
            dropped.add(place)
        elif sheet.guess[place] is None and cells and are_dates(cells):
            dropped.add(place)
    if dropped == sheet.dropped:
        return sheet
    gone = frozenset(dropped)
    return replace(
        sheet,
        dropped=gone,
        guess=tuple(None if place in gone else column for place, column in enumerate(sheet.guess)),
        rows=tuple(replace(row, cells=_without(row.cells, gone)) for row in sheet.rows),
    )
