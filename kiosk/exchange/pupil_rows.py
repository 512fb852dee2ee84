"""From a list of pupils to a roll, once it is settled what each of its columns is."""

import re
from collections.abc import Sequence

from kiosk.exchange.pupil_columns import Column, asked_for, is_made_a_date
from kiosk.exchange.pupil_sheet import Sheet, SheetRow
from kiosk.exchange.school_file import MAX_LENGTH, MEND, has_broken_letters, refusal
from kiosk.rules.name_forms import PREFIXES
from kiosk.rules.roll import Roll, RollGroup, RollPupil
from kiosk.text import fold

_YEAR = re.compile(r"(?:groep|gr|jaargroep|leerjaar)?\.?\s*0?([1-8])", re.IGNORECASE)
_YEAR_OF_GROUP = re.compile(r"(?:groep|gr)?\.?\s*([1-8])\s?[a-z]?", re.IGNORECASE)
_SHORTENED = re.compile(r"\d+[.,]\d+E\+?\d+", re.IGNORECASE)
_NOT_IN_EXCEL = "Exporteer het bestand opnieuw, en open het niet eerst in Excel."


def sheet_roll(sheet: Sheet, taken: Sequence[Column | None]) -> Roll:
    """The pupils of `sheet` and their groups, each column `taken` for what it is; no staff, of whom it says nothing.

    Without a pupil's number nothing is taken over: names alone would bring one child's forms to another. A pupil
    without a year group has that of the group, where its name is one ("5b").

    Raises `KioskError`, with the line, for what cannot be taken over whole and unambiguously.
    """
    at = {column: place for place, column in enumerate(taken) if column is not None}
    if wanted := asked_for(at):
        why = " Op naam alleen raken kinderen verwisseld." if Column.KEY not in at else ""
        what_to_do = f"Zet die erbij in de export, of geef de kolom zo'n naam.{why}"
        raise refusal(sheet.file, f"mist deze kolommen: {wanted}", what_to_do)
    lines: dict[str, int] = {}
    groups: dict[str, RollGroup] = {}
    pupils = []
    for row in sheet.rows:
        cells = {column: _checked(row.cells[place], column, row, sheet.file) for column, place in at.items()}
        key = _key(cells[Column.KEY], row, sheet.file)
        if key in lines:
            what = f"heeft twee leerlingen met nummer {key}: op regel {lines[key]} en regel {row.line}"
            raise refusal(sheet.file, what, MEND)
        lines[key] = row.line
        group = cells[Column.GROUP]
        if group:
            group = groups.setdefault(fold(group), RollGroup(group, group)).key
        pupils.append(RollPupil(key, *_names(cells, row, sheet.file), _year_group(cells, group), group or None))
    if not pupils:
        raise refusal(sheet.file, "heeft geen leerlingen", "Kies bij het exporteren ook de leerlingen.")
    return Roll(groups=tuple(groups.values()), pupils=tuple(pupils), groups_by_name=True)


def _checked(cell: str, column: Column, row: SheetRow, file: str) -> str:
    if len(cell) > MAX_LENGTH:
        what = f"heeft op regel {row.line} meer dan {MAX_LENGTH} tekens als {column.value}"
        raise refusal(file, what, MEND)
    if is_made_a_date(cell):
        raise refusal(file, f"heeft op regel {row.line} een datum als {column.value}", _NOT_IN_EXCEL)
    if has_broken_letters(cell):
        what_to_do = 'Bewaar het bestand als "CSV UTF-8" en probeer het nog eens.'
        raise refusal(file, f"heeft kapotte letters op regel {row.line}", what_to_do)
    return cell


def _key(key: str, row: SheetRow, file: str) -> str:
    if not key:
        raise refusal(file, f"heeft op regel {row.line} geen {Column.KEY.value}", MEND)
    if _SHORTENED.fullmatch(key):
        raise refusal(file, f"heeft op regel {row.line} een nummer dat Excel heeft afgekort", _NOT_IN_EXCEL)
    return key


def _names(cells: dict[Column, str], row: SheetRow, file: str) -> tuple[str, str, str]:
    """Given name, prefix and surname."""
    prefix, surname = cells.get(Column.PREFIX, ""), cells.get(Column.SURNAME, "")
    given_name = cells.get(Column.GIVEN_NAME, "")
    if Column.WHOLE_NAME in cells:
        given_name, prefix, surname = _taken_apart(cells[Column.WHOLE_NAME], row, file)
    if given_name:
        return given_name, prefix, surname
    if not surname:
        raise refusal(file, f"heeft op regel {row.line} geen naam", MEND)
    return f"{prefix} {surname}".strip(), "", ""


def _taken_apart(name: str, row: SheetRow, file: str) -> tuple[str, str, str]:
    """ "Berg, Daan van der" as given name, prefix and surname; whatever is taken for a prefix, it reads the same.

    Without a comma nobody can tell where a surname of two words begins.
    """
    surname, comma, rest = (part.strip() for part in name.partition(","))
    if "," in rest or (not comma and " " in name) or (comma and not rest):
        what_to_do = "Schrijf: Berg, Daan van der. Of exporteer roepnaam, tussenvoegsel en achternaam elk apart."
        raise refusal(file, f"heeft op regel {row.line} een naam die niet te splitsen is", what_to_do)
    if not comma:
        return name, "", ""
    words = rest.split()
    first = len(words)
    while first > 1 and fold(words[first - 1]).strip("'") in PREFIXES:
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:]), surname


def _year_group(cells: dict[Column, str], group: str) -> int | None:
    said = _YEAR.fullmatch(cells.get(Column.YEAR_GROUP, "")) or _YEAR_OF_GROUP.fullmatch(group)
    return int(said[1]) if said else None
