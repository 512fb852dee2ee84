"""EDEXML in: the export of a school's pupil administration, read into a roll.

EDEXML 2.0 and 2.1 (Edustandaard) carry far more than the kiosk may keep. What is kept is named here, element by
element, and is the only text ever collected: citizen numbers, birth dates, sex and addresses pass by unread (GDPR
art. 5, lid 1 c). Version 1.0.3 has the same elements for what is kept, so it is read in the same way.
"""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.rules.roll import Roll, RollGroup, RollPupil, RollStaff
from kiosk.text import clean_line

MAX_BYTES = 5_000_000
MAX_LENGTH = 100
"""Signs in a key or a name. Longer is refused, not cut off: two keys cut off could become the same person."""
MAX_DEPTH = 100
"""Elements within elements. EDEXML itself goes seven deep; the parser would spend memory on each level."""

_PUPIL = ("leerlingen", "leerling")
_GROUP = ("groepen", "groep")
_STAFF = ("leerkrachten", "leerkracht")
_NOUNS = {_PUPIL: ("leerling", "leerlingen"), _GROUP: ("groep", "groepen"), _STAFF: ("medewerker", "medewerkers")}
_KEPT = frozenset(
    {"roepnaam", "voornamen", "voorletters-1", "voorvoegsel", "achternaam", "jaargroep", "naam", "rol"}
)  # of a pupil, a group or a staff member; nothing deeper than that
_HOME_GROUP = {("groep",), ("groepen", "groep")}  # below a pupil, below a staff member
_SCHOOL_YEAR = ("school", "schooljaar")
_HISTORIC = "H"  # the jaargroep of a pupil who has left

_EXPORT_AGAIN = "Exporteer het bestand opnieuw uit de leerlingadministratie."
_MEND = "Zet het recht in de leerlingadministratie en exporteer het bestand opnieuw."
_CHOOSE = "Kies het EDEXML-bestand uit de leerlingadministratie; de naam eindigt meestal op .xml."
_COPY = "Kopieer het bestand naar een eigen map op deze computer en probeer het nog eens."


def read_edexml(path: Path) -> Roll:
    """The roll in the EDEXML file at `path`, in the order of the file.

    Historic pupils (jaargroep H) and combined groups (samengestelde_groep) are left out. A given name is the roepnaam,
    else the voornamen, else the voorletters; who has only a surname is called by it. The order of elements, namespaces,
    and elements and attributes that are not known here do not matter.

    Raises `KioskError` when the file cannot be read whole and unambiguously; then nothing of it counts. Its sentences
    name the file and, where it helps, an entry's key, and never anything else from the file.
    """
    file = clean_line(path.name or str(path))
    target = _Target(file)
    _parse(_read(path, file), target, file)
    groups = tuple(_group(entry, file) for entry in _told_apart(target.entries[_GROUP], file))
    known = frozenset(group.key for group in groups)
    enrolled = [entry for entry in target.entries[_PUPIL] if entry.texts.get("jaargroep", "").upper() != _HISTORIC]
    pupils = tuple(_pupil(entry, known, file) for entry in _told_apart(enrolled, file))
    staff = tuple(_staff(entry, known, file) for entry in _told_apart(target.entries[_STAFF], file))
    if not pupils:
        raise _refusal(file, "heeft geen leerlingen", "Kies bij het exporteren ook de leerlingen.")
    return Roll(target.school_year, groups, pupils, staff)


def _refusal(file: str, what: str, what_to_do: str) -> KioskError:
    return KioskError(f'Het bestand "{file}" {what}.', what_to_do)


def _read(path: Path, file: str) -> bytes:
    """All bytes of the regular file at `path`, at most `MAX_BYTES`."""
    try:
        # Looked at twice: opening a device can do something by itself, and what was looked at can be swapped.
        _refuse_odd_file(path.stat(), file)
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as stream:
            _refuse_odd_file(os.fstat(stream.fileno()), file)
            parts = []
            left = MAX_BYTES + 1  # one more than allowed, so that a file that grows meanwhile is noticed
            while left > 0 and (part := stream.read(left)):
                parts.append(part)
                left -= len(part)
    except FileNotFoundError:
        raise _refusal(file, "is er niet", "Kijk of de naam klopt en of de stick erin zit.") from None
    except PermissionError:
        raise _refusal(file, "mag niet gelezen worden", _COPY) from None
    except (OSError, ValueError):  # a stick pulled out, a path too long; ValueError: a path with a NUL
        raise _refusal(file, "kan niet gelezen worden", _COPY) from None
    data = b"".join(parts)
    if left <= 0:
        raise _too_large(file)
    if not data.strip():
        raise _refusal(file, "is leeg", _EXPORT_AGAIN)
    return data


def _refuse_odd_file(status: os.stat_result, file: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _refusal(file, "is een map", "Kies het EDEXML-bestand in die map.")
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(file, "is geen gewoon bestand", _CHOOSE)
    if status.st_size > MAX_BYTES:
        raise _too_large(file)


def _too_large(file: str) -> KioskError:
    what_to_do = "Kijk of dit het goede bestand is: dat van een school is kleiner."
    return _refusal(file, f"is groter dan {MAX_BYTES // 1_000_000} MB", what_to_do)


def _open_without_waiting(path: str, flags: int) -> int:
    """A FIFO without a writer would wait for ever; systems without this flag have no FIFOs among their files."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _parse(data: bytes, target: "_Target", file: str) -> None:
    """Feeds `data` to `target`; every refusal is raised `from None`, since a parser's own words may quote the file."""
    from xml.parsers.expat import errors

    from defusedxml import DefusedXmlException  # 13 ms, and needed once a year
    from defusedxml.ElementTree import ParseError, XMLParser

    try:
        # As one piece: a long token that comes in many pieces would be read again for every piece.
        parser = XMLParser(target=target, forbid_dtd=True)
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise _refusal(file, "is een webpagina of heeft een DOCTYPE, en dat hoort niet in EDEXML", _CHOOSE) from None
    except ParseError as error:
        what = errors.messages.get(error.code, "")
        if what in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING):
            raise _wrong_encoding(file) from None
        if b"<" not in data:
            raise _refusal(file, "is geen EDEXML-bestand", _CHOOSE) from None
        if what in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN, errors.XML_ERROR_PARTIAL_CHAR):
            raise _refusal(file, "is niet compleet: het houdt midden in op", _EXPORT_AGAIN) from None
        raise _refusal(file, f"is geen goede XML: regel {error.position[0]} klopt niet", _EXPORT_AGAIN) from None
    except (LookupError, ValueError):  # the declared encoding is not known, or not one that expat can use
        raise _wrong_encoding(file) from None


def _wrong_encoding(file: str) -> KioskError:
    what_to_do = "Exporteer het bestand opnieuw, en bewaar het niet vanuit een ander programma."
    return _refusal(file, "heeft een codering van letters die niet te lezen is", what_to_do)


@dataclass
class _Entry:
    """A pupil, group or staff member as the file has it; texts are clean and not empty."""

    kind: tuple[str, str]
    key: str
    texts: dict[str, str] = field(default_factory=dict)
    group_keys: list[str] = field(default_factory=list)


class _Target:
    """What the parser reports to: keeps a flat list of entries and no tree, so nesting cannot exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.school_year = ""
        self.entries: dict[tuple[str, ...], list[_Entry]] = {_PUPIL: [], _GROUP: [], _STAFF: []}
        self._file = file
        self._path: list[str] = []
        self._text: list[str] = []
        self._text_depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if len(self._path) >= MAX_DEPTH or (not self._path and name != "EDEX"):
            raise _refusal(self._file, "is geen EDEXML-bestand", _CHOOSE)
        self._path.append(name)
        where = tuple(self._path[1:])
        block, inside = where[:2], where[2:]
        if block in self.entries:
            if not inside:
                self.entries[block].append(_Entry((block[0], block[1]), clean_line(attributes.get("key", ""))))
            elif inside in _HOME_GROUP:
                self.entries[block][-1].group_keys.append(clean_line(attributes.get("key", "")))
        if where == _SCHOOL_YEAR or (block in self.entries and len(inside) == 1 and name in _KEPT):
            self._text, self._text_depth = [], len(self._path)

    def data(self, text: str) -> None:
        if len(self._path) == self._text_depth:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        if len(self._path) == self._text_depth:
            self._keep(clean_line("".join(self._text)))
            self._text_depth = 0
        self._path.pop()

    def _keep(self, text: str) -> None:
        where = tuple(self._path[1:])
        if where == _SCHOOL_YEAR:
            self.school_year = self.school_year or (text if re.fullmatch(r"20[0-9]{2}-20[0-9]{2}", text) else "")
        elif text:
            self.entries[where[:2]][-1].texts.setdefault(where[2], text)


def _told_apart(entries: list[_Entry], file: str) -> list[_Entry]:
    """`entries` of one kind, which each have a key of their own."""
    seen: set[str] = set()
    for entry in entries:
        one, more = _NOUNS[entry.kind]
        if not entry.key:
            raise _refusal(file, f"heeft een {one} zonder sleutel (key)", _EXPORT_AGAIN)
        if len(entry.key) > MAX_LENGTH:
            raise _refusal(
                file, f"heeft een {one} met een sleutel (key) van meer dan {MAX_LENGTH} tekens", _EXPORT_AGAIN
            )
        if entry.key in seen:
            raise _refusal(file, f"heeft twee {more} met dezelfde sleutel (key): {entry.key}", _MEND)
        seen.add(entry.key)
    return entries


def _group(entry: _Entry, file: str) -> RollGroup:
    return RollGroup(entry.key, _short(entry.texts.get("naam", entry.key), entry, file))


def _pupil(entry: _Entry, known: frozenset[str], file: str) -> RollPupil:
    year_group = entry.texts.get("jaargroep", "")
    group_keys = _group_keys(entry, known, file)
    if len(group_keys) > 1:
        raise _refusal(file, f"zet leerling {entry.key} in twee groepen", _MEND)
    return RollPupil(
        entry.key,
        *_names(entry, file),
        year_group=int(year_group) if re.fullmatch("[1-8]", year_group) else None,
        group_key=group_keys[0] if group_keys else None,
    )


def _staff(entry: _Entry, known: frozenset[str], file: str) -> RollStaff:
    role_hint = _short(entry.texts.get("rol", ""), entry, file)
    return RollStaff(entry.key, *_names(entry, file), role_hint, _group_keys(entry, known, file))


def _names(entry: _Entry, file: str) -> tuple[str, str, str]:
    """Given name, prefix and surname."""
    prefix, surname = (_short(entry.texts.get(name, ""), entry, file) for name in ("voorvoegsel", "achternaam"))
    for name in ("roepnaam", "voornamen", "voorletters-1"):
        if name in entry.texts:
            return _short(entry.texts[name], entry, file), prefix, surname
    if not surname:
        raise _refusal(file, f"heeft geen naam bij {_NOUNS[entry.kind][0]} {entry.key}", _MEND)
    return _short(f"{prefix} {surname}".strip(), entry, file), "", ""


def _group_keys(entry: _Entry, known: frozenset[str], file: str) -> tuple[str, ...]:
    """The home groups of a pupil or staff member, each once; one that the file does not have is not guessed away."""
    keys = tuple(dict.fromkeys(key for key in entry.group_keys if key))
    for key in keys:
        if key not in known:
            who = f"{_NOUNS[entry.kind][0]} {entry.key}"
            raise _refusal(file, f"zet {who} in groep {key[:MAX_LENGTH]}, maar die groep staat er niet in", _MEND)
    return keys


def _short(text: str, entry: _Entry, file: str) -> str:
    if len(text) > MAX_LENGTH:
        who = f"{_NOUNS[entry.kind][0]} {entry.key}"
        raise _refusal(file, f"heeft een naam van meer dan {MAX_LENGTH} tekens bij {who}", _MEND)
    return text
