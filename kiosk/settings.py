"""The school's settings: its own file over the default policy, and the calendar of its region.

The file is TOML and a person may edit it, so everything in it is checked: a key that is not known and a value that is
not possible are refused in one Dutch sentence, never passed over.
"""

import json
import os
import re
import secrets
import tempfile
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.rules.calendar import Calendar
from kiosk.rules.policy import Behaviour, Counting, LadderStep, Place, Policy, Question, Restart, StepKind
from kiosk.text import clean_line

LABEL_LENGTH = 48
"""How many signs of a behaviour's or place's label fit on a line of a list."""

_CHOICE = TypeVar("_CHOICE", bound=StrEnum)
_ITEM = TypeVar("_ITEM")


class NotSetUp(KioskError):
    """There is no settings file yet: setup comes first."""


class Region(StrEnum):
    """The three regions over which the ministry spreads the school holidays."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


@dataclass(frozen=True)
class School:
    """Who the school is. `tag` is the three digits with which each of its form numbers begins; it never changes."""

    name: str
    tag: str
    region: Region
    phone: str = ""


@dataclass(frozen=True)
class Settings:
    """What a school has set; `closed` and `opened` are its own days off and days on (a day in both is open)."""

    school: School
    policy: Policy
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    @cached_property
    def calendar(self) -> Calendar:
        """The school's calendar, computed when it is first asked for."""
        return make_calendar(self.school.region, self.closed, self.opened)


def load(home: Home) -> Settings:
    """The settings in `home.settings` over the default policy.

    `NotSetUp` when there is no such file; another `KioskError` when it cannot be read, is not TOML, or says something
    unknown or impossible. It names the file, and the line of a mistake in the TOML.
    """
    return _settings(_read(home.settings), default_policy())


def default_policy() -> Policy:
    """The policy and the questions that come with the program (`assets/policy.toml`, `assets/questions.toml`)."""
    table = _read(asset("questions.toml"))
    questions = table.items("question", ("number", "text", "hint", "starters"), _question)
    bare = Policy(Counting.SCHOOL_YEAR, Restart.AT_STEP, (), 0, (), (), questions)
    return _policy(_read(asset("policy.toml")), bare)


def make_calendar(
    region: Region, closed: frozenset[date] = frozenset(), opened: frozenset[date] = frozenset()
) -> Calendar:
    """The calendar of `region` with the school's own `closed` and `opened` days.

    5 May counts as a public holiday each year (the library calls it optional outside the fifth years). A school year
    counts as known when the library has both its autumn and its spring break: those are announced, not computed.
    """
    from holidays import country_holidays  # about 100 ms, far more than all the rest of this function

    # From the first year whose school holidays the library has, to past the last (in release 0.109: 2014 to 2030).
    years = range(2014, 2041)
    public = country_holidays("NL", categories=("public", "optional"), years=years)
    school = country_holidays("NL", subdiv=region.capitalize(), categories=("school",), years=years)
    autumns = {day.year for day in school if day.month == 10}
    springs = {day.year for day in school if day.month == 2}
    known = [year for year in autumns if year + 1 in springs]
    return Calendar(
        public=frozenset(public),
        school=frozenset(school),
        known_from=date(min(known), 8, 1),
        known_until=date(max(known) + 1, 7, 31),
        closed=closed,
        opened=opened,
    )


def save_school(home: Home, school: School, counting: Counting, restart: Restart) -> None:
    """Write the school and its two choices to `home.settings`, whole or not at all, readable by its owner only.

    What else the file sets (own steps, own days) stays; comments written into it by hand do not. `KioskError` when a
    value would not be read back, when the file that is there is faulty, or when the disk refuses.
    """
    default = default_policy()
    try:
        before = _read(home.settings)
        _settings(before, default)
    except NotSetUp:
        before = _Table(home.settings, "", {})
    text = _toml(
        school={"name": school.name, "tag": school.tag, "region": school.region, "phone": school.phone},
        policy=before.table("policy").values | {"counting": counting, "restart": restart},
        calendar={"closed": [], "opened": []} | before.table("calendar").values,
    )
    _settings(_parsed(home.settings, text), default)  # nothing is kept that the next start would refuse
    try:
        _write_whole(home.settings, text)
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {home.settings} kan niet worden bewaard ({trouble.strerror}).",
            "Kijk of de schijf vol is en of u hier mag schrijven.",
        ) from trouble


def new_school_tag() -> str:
    """Three random digits for a school that has no tag yet."""
    return f"{secrets.randbelow(1000):03d}"


@dataclass(frozen=True)
class _Table:
    """One table of a TOML file and the sentences about what is wrong in it; `heading` as in the file: "[school]"."""

    file: Path
    heading: str
    values: dict[str, object]

    def wrong(self, key: str, expected: str) -> KioskError:
        where = f" onder {self.heading}" if self.heading else ""
        fault = f"klopt '{clean_line(key)}'{where} niet" if key in self.values else f"ontbreekt '{key}'{where}"
        return KioskError(f"In {self.file} {fault}.", expected)

    def only(self, keys: Collection[str]) -> None:
        """Refuses a key that is not among `keys`: a typing mistake must not pass silently."""
        for key in self.values:
            if key not in keys:
                raise self.wrong(key, f"Deze naam ken ik niet. Hier kan staan: {', '.join(keys)}.")

    def table(self, key: str) -> "_Table":
        found = self.values.get(key, {})
        heading = f"[{key}]"
        if not isinstance(found, dict):
            raise self.wrong(key, f"Schrijf {heading} op een eigen regel, met daaronder de instellingen.")
        return _Table(self.file, heading, found)

    def items(self, key: str, keys: Collection[str], read: Callable[["_Table"], _ITEM]) -> tuple[_ITEM, ...]:
        """The tables of list `key`, at least one, each with nothing but `keys`, as `read` makes of them."""
        found = self.values.get(key)
        heading = f"[[{self.heading.strip('[]')}.{key}]]" if self.heading else f"[[{key}]]"
        if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
            raise self.wrong(key, f"Schrijf voor elk onderdeel {heading} op een eigen regel.")
        tables = [_Table(self.file, heading, item) for item in found]
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

    def number(self, key: str, lowest: int, highest: int) -> int:
        found = self.values.get(key)
        # Python counts true as 1; a school that writes true does not mean one.
        if not isinstance(found, int) or isinstance(found, bool) or not lowest <= found <= highest:
            raise self.wrong(key, f"Zet daar een getal van {lowest} tot en met {highest}, zonder aanhalingstekens.")
        return found

    def choice(self, key: str, kind: type[_CHOICE]) -> _CHOICE:
        found = self.values.get(key)
        for choice in kind:
            if choice.value == found:
                return choice
        raise self.wrong(key, f"Kies een van deze, tussen aanhalingstekens: {', '.join(kind)}.")

    def days(self, key: str) -> frozenset[date]:
        found = self.values.get(key, [])
        # A date with a time is a date to Python as well; here it can only be a mistake.
        if not isinstance(found, list) or not all(type(day) is date for day in found):
            raise self.wrong(key, "Zet daar dagen tussen haken, zonder aanhalingstekens: [2026-11-04, 2027-02-12].")
        return frozenset(found)


def _read(file: Path) -> _Table:
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
    return _parsed(file, text)


def _parsed(file: Path, text: str) -> _Table:
    try:
        return _Table(file, "", tomllib.loads(text))
    except (ValueError, RecursionError) as trouble:  # a number too long or lists too deep are not TOMLDecodeErrors
        line = re.search(r"at line (\d+)", str(trouble))
        place = f" op regel {line[1]}" if line else " aan het eind" if "end of document" in str(trouble) else ""
        raise KioskError(
            f"In {file} staat een schrijffout{place}.", 'Elke regel hoort te zijn als: naam = "waarde".'
        ) from trouble


def _settings(file: _Table, policy: Policy) -> Settings:
    file.only(("school", "policy", "calendar"))
    school = file.table("school")
    school.only(("name", "tag", "region", "phone"))
    calendar = file.table("calendar")
    calendar.only(("closed", "opened"))
    name = school.text("name", "Zet daar de naam van de school, tussen aanhalingstekens.")
    tag = school.text("tag", 'Zet daar drie cijfers tussen aanhalingstekens, zoals "042".', pattern="[0-9]{3}")
    region = school.choice("region", Region)
    phone = "Zet daar een telefoonnummer tussen aanhalingstekens, of haal de regel weg."
    return Settings(
        School(name, tag, region, school.text("phone", phone, pattern=".*") if "phone" in school.values else ""),
        _policy(file.table("policy"), policy),
        calendar.days("closed"),
        calendar.days("opened"),
    )


def _policy(table: _Table, base: Policy) -> Policy:
    """`base` with what `table` says instead; a list replaces the whole list."""
    table.only(("counting", "restart", "reminders", "step", "behaviour", "place"))
    given = table.values
    return Policy(
        counting=table.choice("counting", Counting) if "counting" in given else base.counting,
        restart=table.choice("restart", Restart) if "restart" in given else base.restart,
        steps=table.items("step", ("forms", "leads_to"), _step) if "step" in given else base.steps,
        reminders=table.number("reminders", 1, 9) if "reminders" in given else base.reminders,
        behaviours=_labelled(table, "behaviour", Behaviour) if "behaviour" in given else base.behaviours,
        places=_labelled(table, "place", Place) if "place" in given else base.places,
        questions=base.questions,
    )


def _step(table: _Table) -> LadderStep:
    return LadderStep(table.number("forms", 1, 99), table.choice("leads_to", StepKind))


def _labelled(table: _Table, key: str, make: Callable[[str, str], _ITEM]) -> tuple[_ITEM, ...]:
    pairs = table.items(key, ("key", "label"), _key_and_label)
    if len({name for name, _ in pairs}) < len(pairs):
        raise table.wrong(key, "Een key staat er twee keer. Geef elk onderdeel een eigen key.")
    return tuple(make(name, label) for name, label in pairs)


def _key_and_label(table: _Table) -> tuple[str, str]:
    key = table.text("key", "Zet daar een kort woord van kleine letters, tussen aanhalingstekens.", 24, "[a-z][a-z_]*")
    label = table.text("label", f"Zet daar hooguit {LABEL_LENGTH} tekens tussen aanhalingstekens.", LABEL_LENGTH)
    return key, label


def _question(table: _Table) -> Question:
    starters = table.values.get("starters")
    if not isinstance(starters, list) or not all(isinstance(starter, str) for starter in starters):
        raise table.wrong("starters", "Zet daar hulpzinnen tussen haken, elk tussen aanhalingstekens.")
    sentence = "Zet daar een zin, tussen aanhalingstekens."
    return Question(
        table.number("number", 1, 8), table.text("text", sentence), table.text("hint", sentence), tuple(starters)
    )


_COMMENTS = {
    "school": "# De instellingen van deze school. U mag dit bestand aanpassen. Start de kiosk daarna opnieuw.",
    "tag": "# Drie cijfers: zo begint elk formuliernummer. Verander ze niet meer.",
    "region": "# De regio van de schoolvakanties: noord, midden of zuid.",
    "phone": "# Staat op het papier voor de ouders. Mag leeg zijn.",
    "counting": "# Formulieren tellen samen per schooljaar (school_year) of de hele schooltijd (whole_school).",
    "restart": "# Opnieuw beginnen na een stap: meteen (at_step) of pas na het gesprek (after_talk).",
    "closed": "# Eigen vrije dagen, zoals studiedagen, in deze vorm: [2026-11-04, 2027-02-12]",
    "opened": "# Dagen waarop de school toch open is.",
}


def _toml(**tables: dict[str, object]) -> str:
    """`tables` as a TOML file with Dutch comments; a list of tables inside one comes after its single values."""
    lines: list[str] = []
    for heading, values in tables.items():
        lines += [*_comment(heading), f"[{heading}]"]
        lists: list[str] = []
        for key, value in values.items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for item in value:
                    lists += ["", f"[[{heading}.{key}]]", *(f"{name} = {_value(item[name])}" for name in item)]
            else:
                lines += [*_comment(key), f"{key} = {_value(value)}"]
        lines += [*lists, ""]
    return "\n".join(lines)


def _comment(key: str) -> list[str]:
    return [_COMMENTS[key]] if key in _COMMENTS else []


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    # JSON writes texts and numbers as TOML does, but for control signs, and clean_line takes those out.
    return json.dumps(clean_line(value) if isinstance(value, str) else value, ensure_ascii=False)


def _write_whole(file: Path, text: str) -> None:
    """Replace `file` by `text` in one step: after a power cut either the old or the new file stands, on the disk."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # made readable by its owner only
    try:
        with os.fdopen(number, "wb") as new:
            new.write(text.encode("utf-8"))
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and a rename waits for the disk by itself
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
