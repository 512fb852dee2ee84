"""What stands in an EDEXML file: its pupils, groups and staff as entries with texts, before anything is made of them.

What the kiosk may keep is named here, element by element, and is the only text ever collected: citizen numbers, birth
dates, sex and addresses pass by unread (GDPR art. 5, lid 1 c). UWLR 2.x sends the same blocks as `leerlinggegevens`
inside an answer inside a SOAP envelope.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.errors import KioskError
from kiosk.exchange.school_file import EXPORT_AGAIN, MAX_ENTRIES, refusal, too_many
from kiosk.text import clean_line

MAX_DEPTH = 100
"""Elements within elements. EDEXML itself goes seven deep; the parser would spend memory on each level."""

PUPIL = ("leerlingen", "leerling")
GROUP = ("groepen", "groep")
STAFF = ("leerkrachten", "leerkracht")
_NOUNS = {PUPIL: ("leerling", "leerlingen"), GROUP: ("groep", "groepen"), STAFF: ("medewerker", "medewerkers")}
GIVEN_NAMES = ("roepnaam", "voornamen", "voorletters-1")
_KEPT = frozenset(
    {*GIVEN_NAMES, "voorvoegsel", "achternaam", "jaargroep", "naam", "rol", "uitstroomdatum"}
)  # of a pupil, a group or a staff member; nothing deeper than that, and the last only to leave out who left
_HOME_GROUP = {("groep",), ("groepen", "groep")}  # below a pupil, below a staff member
_SCHOOL_YEAR = ("school", "schooljaar")
_MADE_ON = ("school", "aanmaakdatum")
_BLOCKS = ("EDEX", "leerlinggegevens")  # what holds the school, the groups, the pupils and the staff
_AROUND = 4  # elements around them at most: envelope, body, answer

_CHOOSE = "Kies het EDEXML-bestand uit de leerlingadministratie; de naam eindigt meestal op .xml."


@dataclass
class Entry:
    """A pupil, group or staff member as the file has it; texts are clean and not empty."""

    kind: tuple[str, str]
    key: str
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    group_keys: list[str] = field(default_factory=list)

    @property
    def nouns(self) -> tuple[str, str]:
        """What one of these is called, and more of them."""
        return _NOUNS[self.kind]

    def __str__(self) -> str:
        return f"{self.nouns[0]} {self.key} (regel {self.line})"


class Entries:
    """What stands in a file, by kind. The parser reports to it: a flat list and no tree, so no nesting is too deep.

    `school_year` and `made_on` are what the file says of itself, "" when it does not.
    """

    def __init__(self, file: str) -> None:
        self.school_year = ""
        self.made_on = ""
        self.entries: dict[tuple[str, ...], list[Entry]] = {PUPIL: [], GROUP: [], STAFF: []}
        self.line: Callable[[], int] = lambda: 0
        self._file = file
        self._path: list[str] = []
        self._base = 0  # how many elements lie around the blocks, theirs included; 0 while they have not begun
        self._text: list[str] = []
        self._text_depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        depth = len(self._path)
        if depth >= MAX_DEPTH or (not depth and name not in (*_BLOCKS, "Envelope") and not name.endswith("_antwoord")):
            raise self._no_edexml()
        self._path.append(name)
        if name in _BLOCKS and depth < _AROUND and (not self._base or depth < self._base):
            if self._base:
                raise refusal(self._file, "heeft de gegevens van meer dan één school", EXPORT_AGAIN)
            self._base = depth + 1
            return
        if not self._base:
            return  # an envelope's own
        where = tuple(self._path[self._base :])
        block, inside = where[:2], where[2:]
        if block in self.entries:
            if not inside:
                if len(self.entries[block]) >= MAX_ENTRIES:
                    raise too_many(self._file, self.entries[block][0].nouns[1])
                key = clean_line(attributes.get("key", ""))
                self.entries[block].append(Entry((block[0], block[1]), key, self.line()))
            elif inside in _HOME_GROUP:
                self.entries[block][-1].group_keys.append(clean_line(attributes.get("key", "")))
        if where in (_SCHOOL_YEAR, _MADE_ON) or (block in self.entries and len(inside) == 1 and name in _KEPT):
            self._text, self._text_depth = [], len(self._path)

    def data(self, text: str) -> None:
        if len(self._path) == self._text_depth:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        if len(self._path) == self._text_depth:
            self._keep(clean_line("".join(self._text)))
            self._text_depth = 0
        self._path.pop()
        if self._base and len(self._path) < self._base:
            self._base = MAX_DEPTH  # what comes after the blocks is none of them

    def close(self) -> None:
        """The end of a file that is good XML."""
        if not self._base:
            raise self._no_edexml()

    def _no_edexml(self) -> KioskError:
        return refusal(self._file, "is geen EDEXML-bestand", _CHOOSE)

    def _keep(self, text: str) -> None:
        where = tuple(self._path[self._base :])
        if where == _SCHOOL_YEAR:
            self.school_year = self.school_year or (text if re.fullmatch(r"20[0-9]{2}-20[0-9]{2}", text) else "")
        elif where == _MADE_ON:
            self.made_on = self.made_on or text
        elif text:
            self.entries[where[:2]][-1].texts.setdefault(where[2], text)


def read_entries(data: bytes, file: str) -> Entries:
    """What stands in `data`; `file` is how sentences name it. Raises `KioskError` for what is no EDEXML, or not whole.

    Every refusal is raised `from None`, since a parser's own words may quote the file.
    """
    from xml.parsers.expat import errors

    from defusedxml import DefusedXmlException  # 13 ms, and needed once a year
    from defusedxml.ElementTree import ParseError, XMLParser

    target = Entries(file)
    try:
        # As one piece: a long token that comes in many pieces would be read again for every piece.
        parser = XMLParser(target=target, forbid_dtd=True)
        target.line = lambda: int(parser.parser.CurrentLineNumber)
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise refusal(file, "is een webpagina of heeft een DOCTYPE, en dat hoort niet in EDEXML", _CHOOSE) from None
    except ParseError as error:
        what = errors.messages.get(error.code, "")
        if what in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING):
            raise _wrong_encoding(file) from None
        if b"<" not in data:
            raise refusal(file, "is geen EDEXML-bestand", _CHOOSE) from None
        if what in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN, errors.XML_ERROR_PARTIAL_CHAR):
            raise refusal(file, "is niet compleet: het houdt midden in op", EXPORT_AGAIN) from None
        raise refusal(file, f"is geen goede XML: regel {error.position[0]} klopt niet", EXPORT_AGAIN) from None
    except (LookupError, ValueError):  # the declared encoding is not known, or not one that expat can use
        raise _wrong_encoding(file) from None
    return target


def _wrong_encoding(file: str) -> KioskError:
    what_to_do = "Exporteer het bestand opnieuw, en bewaar het niet vanuit een ander programma."
    return refusal(file, "heeft een codering van letters die niet te lezen is", what_to_do)
