"""Reading a TOML file that a person may edit: every fault in it becomes one Dutch sentence that says where it is."""

import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kiosk.errors import KioskError
from kiosk.paths import put_in_place
from kiosk.settings.toml_lines import Way, broken_from, line_of
from kiosk.text import clean_line

Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")


class NotSetUp(KioskError):
    """There is no settings file yet: setup comes first."""


@dataclass(frozen=True)
class TomlTable:
    """One table of a TOML file, and the sentences about what is wrong in it.

    `source` is the text of the whole file, and `way` leads from its top to this table.
    """

    file: Path
    values: dict[str, object]
    source: str = field(repr=False)
    way: Way = ()

    @property
    def heading(self) -> str:
        """As it stands in the file, "[school]" or "[[policy.step]]"; "" for the whole file."""
        names = ".".join(str(step) for step in self.way if isinstance(step, str))
        one_of_many = bool(self.way) and isinstance(self.way[-1], int)
        return f"[[{names}]]" if one_of_many else f"[{names}]" if names else ""

    def wrong(self, key: str, expected: str) -> KioskError:
        """What is wrong with `key`, on which line (of the table, when the key is not there), and what is expected."""
        there = key in self.values
        line = line_of(self.source, (*self.way, key) if there else self.way)
        place = f", regel {line}," if line else ""
        under = f" onder {self.heading}" if self.heading else ""
        fault = f"klopt '{clean_line(key)}'{under} niet" if there else f"ontbreekt '{key}'{under}"
        return KioskError(f"In {self.file}{place} {fault}.", expected)

    def only(self, keys: Collection[str]) -> None:
        """Refuses a key that is not among `keys`: a typing mistake must not pass silently."""
        for key in self.values:
            if key not in keys:
                raise self.wrong(key, f"Deze naam ken ik niet. Hier kan staan: {', '.join(keys)}.")

    def table(self, key: str) -> "TomlTable":
        """The table `key` of this one; empty when it is not there."""
        found = self.values.get(key, {})
        table = TomlTable(self.file, found if isinstance(found, dict) else {}, self.source, (*self.way, key))
        if not isinstance(found, dict):
            raise self.wrong(key, f"Schrijf {table.heading} op een eigen regel, met daaronder de instellingen.")
        return table

    def items(self, key: str, keys: Collection[str], read: Callable[["TomlTable"], Item]) -> tuple[Item, ...]:
        """The tables of list `key`, at least one, each with nothing but `keys`, as `read` makes of them."""
        found = self.values.get(key)
        if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
            heading = TomlTable(self.file, {}, self.source, (*self.way, key, 0)).heading
            raise self.wrong(key, f"Schrijf voor elk onderdeel {heading} op een eigen regel.")
        tables = [TomlTable(self.file, item, self.source, (*self.way, key, place)) for place, item in enumerate(found)]
        for table in tables:
            table.only(keys)
        return tuple(read(table) for table in tables)

    def text(self, key: str, expected: str, longest: int = 80, pattern: str = ".+") -> str:
        found = self.values.get(key)
        if isinstance(found, str):
            line = clean_line(found)
            if len(line) <= longest and re.fullmatch(pattern, line):
                return line
        raise self.wrong(key, expected)

    def key(self) -> str:
        """What stands at `key`: a word that is stored and never changes its meaning."""
        return self.text(
            "key", "Zet daar een kort woord van kleine letters, tussen aanhalingstekens.", 24, "[a-z][a-z_]*"
        )

    def number(self, key: str, lowest: int, highest: int) -> int:
        found = self.values.get(key)
        # Python counts true as 1; a school that writes true does not mean one.
        if not isinstance(found, int) or isinstance(found, bool) or not lowest <= found <= highest:
            raise self.wrong(key, f"Zet daar een getal van {lowest} tot en met {highest}, zonder aanhalingstekens.")
        return found

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        found = self.values.get(key)
        for choice in kind:
            if choice.value == found:
                return choice
        raise self.wrong(key, f"Kies een van deze, tussen aanhalingstekens: {', '.join(kind)}.")

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        found = self.values.get(key, False)
        if not isinstance(found, bool):
            raise self.wrong(key, "Zet daar true of false, zonder aanhalingstekens.")
        return found

    def texts(self, key: str, longest: int = 80) -> tuple[str, ...]:
        """A list of lines of text; empty when it is not there."""
        found = self.values.get(key, [])
        expected = f"Zet daar zinnen tussen haken, elk tussen aanhalingstekens en hooguit {longest} tekens."
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(key, expected)
        lines = tuple(clean_line(one) for one in found)
        if not all(0 < len(line) <= longest for line in lines):
            raise self.wrong(key, expected)
        return lines

    def times(self, key: str) -> tuple[time, ...]:
        """A list of times of day; empty when it is not there."""
        expected = 'Zet daar tijden tussen haken, elk tussen aanhalingstekens: ["10:15", "12:00"].'
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(
            isinstance(one, str) and re.fullmatch(r"[0-2]?[0-9]:[0-5][0-9]", one) for one in found
        ):
            raise self.wrong(key, expected)
        try:
            return tuple(time.fromisoformat(one.rjust(5, "0")) for one in found)
        except ValueError:
            raise self.wrong(key, expected) from None

    def days(self, key: str) -> frozenset[date]:
        found = self.values.get(key, [])
        # A date with a time is a date to Python as well; here it can only be a mistake.
        if not isinstance(found, list) or not all(type(day) is date for day in found):
            raise self.wrong(key, "Zet daar dagen tussen haken, zonder aanhalingstekens: [2026-11-04, 2027-02-12].")
        return frozenset(found)


def read_toml(file: Path) -> TomlTable:
    try:
        # Windows' own editor may begin a file with a byte order mark.
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise KioskError(f"Het bestand {file} is geen UTF-8-tekst.", "Bewaar het opnieuw als UTF-8.") from trouble
    except FileNotFoundError as trouble:
        raise NotSetUp(f"Er is nog geen bestand {file}.", "Start de kiosk om de school in te richten.") from trouble
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {file} kan niet worden gelezen ({trouble.strerror}).", "Kijk of u het mag lezen."
        ) from trouble
    return parse_toml(file, text)


def parse_toml(file: Path, text: str) -> TomlTable:
    try:
        return TomlTable(file, tomllib.loads(text), text)
    except (ValueError, RecursionError) as trouble:  # a number too long or lists too deep are not TOMLDecodeErrors
        told = re.search(r"at line (\d+)", str(trouble))
        line = told[1] if told else broken_from(text)
        place = f" op regel {line}" if line else ""
        raise KioskError(
            f"In {file} staat een schrijffout{place}.", 'Elke regel hoort te zijn als: naam = "waarde".'
        ) from trouble


def write_whole(file: Path, content: str | bytes) -> None:
    """Replace `file` by `content` in one step: after a power cut either the old or the new one stands, on the disk."""
    new = _beside(file, content.encode("utf-8") if isinstance(content, str) else content)
    try:
        put_in_place(new, file)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def kept_for_trouble(file: Path) -> Iterator[None]:
    """When the block fails, `file` is again what it was before: its copy is made first, for a disk that fills up."""
    copy = _beside(file, file.read_bytes()) if file.exists() else None
    try:
        yield
    except BaseException:
        if copy:
            copy.replace(file)
        else:
            file.unlink(missing_ok=True)
        raise
    finally:
        if copy:
            copy.unlink(missing_ok=True)


def _beside(file: Path, content: bytes) -> Path:
    """A new file with this content in the same folder, on the disk and readable by its owner only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(number, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
