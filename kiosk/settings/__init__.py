"""The school's settings: its own file over the default policy, and the calendar of its region.

The file is TOML and a person may edit it, so everything in it is checked: a key that is not known and a value that is
not possible are refused in one Dutch sentence, never passed over.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.rules.calendar import Calendar
from kiosk.rules.policy import Counting, Policy, Restart
from kiosk.rules.retention import MOST_SCHOOL_YEARS, MOST_YEARS_AFTER_LEAVING, Terms
from kiosk.rules.timetable import Timetable
from kiosk.settings.backup import read_backup_folder
from kiosk.settings.guide import Subject, change_guide, default_guide
from kiosk.settings.policy import LABEL_LENGTH, read_policy, write_ladder
from kiosk.settings.pupil import (
    Contact,
    ContactRole,
    Look,
    PupilScreens,
    read_contact,
    read_pupil_screens,
    read_timetable,
)
from kiosk.settings.questions import change_questions, read_questions
from kiosk.settings.toml_file import NotSetUp, TomlTable, kept_for_trouble, parse_toml, read_toml, write_whole
from kiosk.text import clean_line

__all__ = [
    "LABEL_LENGTH",
    "Contact",
    "ContactRole",
    "Look",
    "NotSetUp",
    "PupilScreens",
    "Region",
    "School",
    "Settings",
    "default_policy",
    "load",
    "make_calendar",
    "new_school_tag",
    "put_back_on_trouble",
    "save_ladder",
    "save_school",
]

_LETTERHEAD = {
    key: (f"Zet daar {what} op een regel tussen aanhalingstekens, of haal de regel weg.", 120, ".*")
    for key, what in (
        ("phone", "een telefoonnummer"),
        ("address", "het adres van de school"),
        ("board", "de naam van het bestuur"),
        ("board_address", "het adres van het bestuur"),
    )
}
"""What stands on letters and may be left out: what to write there, the longest it may be, and its signs."""


class Region(StrEnum):
    """The three regions over which the ministry spreads the school holidays."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


@dataclass(frozen=True)
class School:
    """Who the school is. `tag` is the three digits with which each of its form numbers begins; it never changes.

    The addresses are one line each; what stands from `phone` on is for letters and may be empty.
    """

    name: str
    tag: str
    region: Region
    phone: str = ""
    address: str = ""
    board: str = ""
    board_address: str = ""


@dataclass(frozen=True)
class Settings:
    """What a school has set; `closed` and `opened` are its own days off and days on (a day in both is open).

    `backup_folder` is the second place for backups, such as a stick's; None where there is none.
    """

    school: School
    policy: Policy
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    timetable: Timetable = field(default_factory=Timetable)
    pupil: PupilScreens = field(default_factory=PupilScreens)
    contacts: tuple[Contact, ...] = ()
    guide: tuple[Subject, ...] = field(default_factory=default_guide)
    backup_folder: Path | None = None
    retention: Terms = field(default_factory=Terms)

    @cached_property
    def calendar(self) -> Calendar:
        """The school's calendar, computed when it is first asked for."""
        return make_calendar(self.school.region, self.closed, self.opened)


def load(home: Home) -> Settings:
    """The settings in `home.settings` over the default policy.

    `NotSetUp` when there is no such file; another `KioskError` when it cannot be read, is not TOML, or says something
    unknown or impossible. It names the file, and the line of a mistake in the TOML.
    """
    return _settings(read_toml(home.settings), default_policy())


def default_policy() -> Policy:
    """The policy and the questions that come with the program (`assets/policy.toml`, `assets/questions.toml`)."""
    questions = read_questions(read_toml(asset("questions.toml")))
    bare = Policy(Counting.SCHOOL_YEAR, Restart.AT_STEP, (), 0, (), (), questions)
    return read_policy(read_toml(asset("policy.toml")), bare)


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
    """Write the school and its two choices to `home.settings`.

    What else the file sets (own steps, own days) and its comments stay. `KioskError` as with `save_ladder`.
    """

    def change(document: Any) -> None:
        name, phone = clean_line(school.name), clean_line(school.phone)
        document.setdefault("school", {}).update(name=name, tag=school.tag, region=school.region.value, phone=phone)
        document.setdefault("policy", {}).update(counting=counting.value, restart=restart.value)

    _save(home, change)


def save_ladder(home: Home, policy: Policy) -> None:
    """Write the ladder of `policy` (see `write_ladder`) to `home.settings`, whole or not at all.

    What else the file sets and its comments stay. `KioskError` when the next start would not read back what is
    written, when the file that is there is faulty, or when the disk refuses.
    """
    _save(home, lambda document: write_ladder(document, policy))


@contextmanager
def put_back_on_trouble(home: Home) -> Iterator[None]:
    """When the block fails, `home.settings` is again what it was before. `KioskError` when the disk refuses."""
    with _told(home), kept_for_trouble(home.settings):
        yield


@contextmanager
def _told(home: Home) -> Iterator[None]:
    """Turn what the disk refuses of `home.settings` into one sentence."""
    try:
        yield
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {home.settings} kan niet worden bewaard ({trouble.strerror}).",
            "Kijk of de schijf vol is en of u hier mag schrijven.",
        ) from trouble


def _save(home: Home, change: Callable[[Any], None]) -> None:
    """Write the file with what `change` does to it as a tomlkit document, readable by its owner only."""
    import tomlkit  # keeps a person's own comments; only needed when something is saved

    default = default_policy()
    if home.settings.exists():
        _settings(read_toml(home.settings), default)
        before = home.settings.read_text(encoding="utf-8-sig")
    else:
        before = asset("school.toml").read_text(encoding="utf-8")
    document = tomlkit.parse(before)
    change(document)
    text = tomlkit.dumps(document)
    _settings(parse_toml(home.settings, text), default)  # nothing is kept that the next start would refuse
    with _told(home):
        write_whole(home.settings, text)


def new_school_tag() -> str:
    """Three random digits for a school that has no tag yet."""
    return f"{secrets.randbelow(1000):03d}"


def _settings(file: TomlTable, policy: Policy) -> Settings:
    file.only(
        ("school", "policy", "calendar", "timetable", "backup", "pupil", "contact", "question", "guide", "retention")
    )
    school = file.table("school")
    school.only(("name", "tag", "region", *_LETTERHEAD))
    calendar = file.table("calendar")
    calendar.only(("closed", "opened"))
    name = school.text("name", "Zet daar de naam van de school, tussen aanhalingstekens.")
    tag = school.text("tag", 'Zet daar drie cijfers tussen aanhalingstekens, zoals "042".', pattern="[0-9]{3}")
    region = school.choice("region", Region)
    return Settings(
        School(
            name,
            tag,
            region,
            **{key: school.text(key, *_LETTERHEAD[key]) for key in _LETTERHEAD if key in school.values},
        ),
        replace(read_policy(file.table("policy"), policy), questions=change_questions(file, policy.questions)),
        calendar.days("closed"),
        calendar.days("opened"),
        read_timetable(file.table("timetable")),
        read_pupil_screens(file.table("pupil")),
        file.items("contact", ("role", "name", "place"), read_contact) if "contact" in file.values else (),
        change_guide(file, default_guide()),
        read_backup_folder(file.table("backup")),
        _read_terms(file.table("retention")),
    )


def _read_terms(table: TomlTable) -> Terms:
    """How long words and names stay."""
    table.only(("school_years", "after_leaving_years"))
    default = Terms()
    return Terms(
        table.number("school_years", 1, MOST_SCHOOL_YEARS) if "school_years" in table.values else default.school_years,
        table.number("after_leaving_years", 1, MOST_YEARS_AFTER_LEAVING)
        if "after_leaving_years" in table.values
        else default.after_leaving_years,
    )
