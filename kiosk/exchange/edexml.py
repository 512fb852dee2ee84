"""EDEXML in: the export of a school's pupil administration, read into a roll.

EDEXML 1.0.3, 2.0 and 2.1 (Edustandaard), or the same blocks inside a UWLR message.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.exchange.edexml_entries import GIVEN_NAMES, GROUP, PUPIL, STAFF, Entry, read_entries
from kiosk.exchange.school_file import (
    EXPORT_AGAIN,
    MAX_LENGTH,
    MEND,
    file_name,
    has_broken_letters,
    read_bytes,
    refusal,
)
from kiosk.rules.roll import Roll, RollGroup, RollPupil, RollStaff

_HISTORIC = "H"  # the jaargroep of a pupil who has left


def is_xml(data: bytes) -> bool:
    """Whether `data` begins as XML does, in UTF-8 or UTF-16: any other file is no EDEXML."""
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def read_edexml(path: Path) -> Roll:
    """The roll in the EDEXML file at `path`; see `parse_edexml`. Raises `KioskError`, also for what is no file."""
    return parse_edexml(read_bytes(path), file_name(path))


def parse_edexml(data: bytes, file: str) -> Roll:
    """The roll in the EDEXML or UWLR message `data`, in its order; `file` is how sentences name it.

    Historic pupils (jaargroep H, or who left before the file was made) and combined groups (samengestelde_groep) are
    left out. A given name is the roepnaam, else the voornamen, else the voorletters; who has only a surname is called
    by it. A pupil without jaargroep has that of the group. The order of elements, namespaces, and elements and
    attributes that are not known here do not matter.

    Raises `KioskError` when the file cannot be read whole and unambiguously; then nothing of it counts. Its sentences
    name the file, the line and, where it helps, an entry's key, and never anything else from the file.
    """
    found = read_entries(data, file)
    groups = tuple(_group(entry, file) for entry in _told_apart(found.entries[GROUP], file))
    known = frozenset(group.key for group in groups)
    years = {entry.key: entry.texts.get("jaargroep", "") for entry in found.entries[GROUP]}
    enrolled = [entry for entry in found.entries[PUPIL] if not _has_left(entry, found.made_on)]
    pupils = tuple(_pupil(entry, known, years, file) for entry in _told_apart(enrolled, file))
    staff = tuple(_staff(entry, known, file) for entry in _told_apart(found.entries[STAFF], file))
    if not pupils:
        raise refusal(file, "heeft geen leerlingen", "Kies bij het exporteren ook de leerlingen.")
    return Roll(found.school_year, groups, pupils, staff)


def _has_left(entry: Entry, made_on: str) -> bool:
    """Whether this pupil is of earlier: marked as such, or gone by the day on which the file was made."""
    left_on = entry.texts.get("uitstroomdatum", "")[:10]
    return entry.texts.get("jaargroep", "").upper() == _HISTORIC or "" < left_on <= made_on[:10]


def _told_apart(entries: Sequence[Entry], file: str) -> Sequence[Entry]:
    """`entries` of one kind, which each have a key of their own."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        one, more = entry.nouns
        if not entry.key:
            raise refusal(file, f"heeft een {one} zonder sleutel (key) op regel {entry.line}", EXPORT_AGAIN)
        if len(entry.key) > MAX_LENGTH:
            what = f"heeft een {one} met een sleutel (key) van meer dan {MAX_LENGTH} tekens op regel {entry.line}"
            raise refusal(file, what, EXPORT_AGAIN)
        if entry.key in seen:
            lines = f"regel {seen[entry.key].line} en regel {entry.line}"
            raise refusal(file, f"heeft twee {more} met dezelfde sleutel (key): {entry.key}, op {lines}", MEND)
        seen[entry.key] = entry
    return entries


def _group(entry: Entry, file: str) -> RollGroup:
    return RollGroup(entry.key, _short(entry.texts.get("naam", entry.key), entry, file))


def _pupil(entry: Entry, known: frozenset[str], years: Mapping[str, str], file: str) -> RollPupil:
    group_keys = _group_keys(entry, known, file)
    if len(group_keys) > 1:
        raise refusal(file, f"zet {entry} in twee groepen", MEND)
    group_key = group_keys[0] if group_keys else None
    year_group = entry.texts.get("jaargroep") or years.get(group_key or "", "")
    return RollPupil(
        entry.key,
        *_names(entry, file),
        year_group=int(year_group) if re.fullmatch("[1-8]", year_group) else None,
        group_key=group_key,
    )


def _staff(entry: Entry, known: frozenset[str], file: str) -> RollStaff:
    role_hint = _short(entry.texts.get("rol", ""), entry, file)
    return RollStaff(entry.key, *_names(entry, file), role_hint, _group_keys(entry, known, file))


def _names(entry: Entry, file: str) -> tuple[str, str, str]:
    """Given name, prefix and surname."""
    prefix, surname = (_short(entry.texts.get(name, ""), entry, file) for name in ("voorvoegsel", "achternaam"))
    for name in GIVEN_NAMES:
        if name in entry.texts:
            return _short(entry.texts[name], entry, file), prefix, surname
    if not surname:
        raise refusal(file, f"heeft geen naam bij {entry}", MEND)
    return _short(f"{prefix} {surname}".strip(), entry, file), "", ""


def _group_keys(entry: Entry, known: frozenset[str], file: str) -> tuple[str, ...]:
    """The home groups of a pupil or staff member, each once; one that the file does not have is not guessed away."""
    keys = tuple(dict.fromkeys(key for key in entry.group_keys if key))
    for key in keys:
        if key not in known:
            raise refusal(file, f"zet {entry} in groep {key[:MAX_LENGTH]}, maar die groep staat er niet in", MEND)
    return keys


def _short(text: str, entry: Entry, file: str) -> str:
    if len(text) > MAX_LENGTH:
        raise refusal(file, f"heeft een naam van meer dan {MAX_LENGTH} tekens bij {entry}", MEND)
    if has_broken_letters(text):
        raise refusal(file, f"heeft kapotte letters in een naam bij {entry}", EXPORT_AGAIN)
    return text
