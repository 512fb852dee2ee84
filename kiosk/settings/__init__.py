"""The school's settings: its own file over the default policy, and the calendar of its region.

The file is TOML and a person may edit it, so everything in it is checked: a key that is not known and a value that is
not possible are refused in one Dutch sentence, never passed over.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.rules.calendar import Calendar
from kiosk.rules.policy import Behaviour, Counting, LadderStep, OutOfGroup, Place, Policy, Restart, StepKind
from kiosk.rules.timetable import Timetable
from kiosk.settings.guide import Subject, change_guide, default_guide
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
from kiosk.settings.toml_file import Item, NotSetUp, TomlTable, parse_toml, read_toml, write_whole
from kiosk.text import clean_line

__all__ = [
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

LABEL_LENGTH = 48
"""How many signs of a behaviour's or place's label fit on a line of a list."""


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
    """What a school has set; `closed` and `opened` are its own days off and days on (a day in both is open)."""

    school: School
    policy: Policy
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    timetable: Timetable = field(default_factory=Timetable)
    pupil: PupilScreens = field(default_factory=PupilScreens)
    contacts: tuple[Contact, ...] = ()
    guide: tuple[Subject, ...] = field(default_factory=default_guide)

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
    return _policy(read_toml(asset("policy.toml")), bare)


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

    What else the file sets (own steps, own days) and its comments stay. `KioskError` when a
    value would not be read back, when the file that is there is faulty, or when the disk refuses.
    """
    import tomlkit  # keeps a person's own comments; only needed when something is saved

    default = default_policy()
    if home.settings.exists():
        _settings(read_toml(home.settings), default)
        before = home.settings.read_text(encoding="utf-8-sig")
    else:
        before = asset("school.toml").read_text(encoding="utf-8")
    name, phone = clean_line(school.name), clean_line(school.phone)
    document = tomlkit.parse(before)
    document.setdefault("school", {}).update(name=name, tag=school.tag, region=school.region.value, phone=phone)
    document.setdefault("policy", {}).update(counting=counting.value, restart=restart.value)
    text = tomlkit.dumps(document)
    _settings(parse_toml(home.settings, text), default)  # nothing is kept that the next start would refuse
    try:
        write_whole(home.settings, text)
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {home.settings} kan niet worden bewaard ({trouble.strerror}).",
            "Kijk of de schijf vol is en of u hier mag schrijven.",
        ) from trouble


def new_school_tag() -> str:
    """Three random digits for a school that has no tag yet."""
    return f"{secrets.randbelow(1000):03d}"


def _settings(file: TomlTable, policy: Policy) -> Settings:
    file.only(("school", "policy", "calendar", "timetable", "pupil", "contact", "question", "guide"))
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
        replace(_policy(file.table("policy"), policy), questions=change_questions(file, policy.questions)),
        calendar.days("closed"),
        calendar.days("opened"),
        read_timetable(file.table("timetable")),
        read_pupil_screens(file.table("pupil")),
        file.items("contact", ("role", "name", "place"), read_contact) if "contact" in file.values else (),
        change_guide(file, default_guide()),
    )


def _policy(table: TomlTable, base: Policy) -> Policy:
    """`base` with what `table` says instead; a list replaces the whole list."""
    table.only(("counting", "restart", "reminders", "step", "behaviour", "place", "out_of_group"))
    given = table.values
    return Policy(
        counting=table.choice("counting", Counting) if "counting" in given else base.counting,
        restart=table.choice("restart", Restart) if "restart" in given else base.restart,
        steps=table.items("step", ("forms", "leads_to"), _step) if "step" in given else base.steps,
        reminders=table.number("reminders", 1, 9) if "reminders" in given else base.reminders,
        behaviours=_labelled(table, "behaviour", Behaviour) if "behaviour" in given else base.behaviours,
        places=_labelled(table, "place", Place) if "place" in given else base.places,
        questions=base.questions,
        out_of_group=_out_of_group(table.table("out_of_group"), base.out_of_group),
    )


def _out_of_group(table: TomlTable, base: OutOfGroup) -> OutOfGroup:
    highest = {"time_outs": 9, "most_days": 5, "within_days": 7, "objection_days": 42}
    table.only(highest)
    return replace(base, **{key: table.number(key, 1, most) for key, most in highest.items() if key in table.values})


def _step(table: TomlTable) -> LadderStep:
    return LadderStep(table.number("forms", 1, 99), table.choice("leads_to", StepKind))


def _labelled(table: TomlTable, key: str, make: Callable[[str, str], Item]) -> tuple[Item, ...]:
    pairs = table.items(key, ("key", "label"), _key_and_label)
    if len({name for name, _ in pairs}) < len(pairs):
        raise table.wrong(key, "Een key staat er twee keer. Geef elk onderdeel een eigen key.")
    return tuple(make(name, label) for name, label in pairs)


def _key_and_label(table: TomlTable) -> tuple[str, str]:
    key = table.key("key")
    label = table.text("label", f"Zet daar hooguit {LABEL_LENGTH} tekens tussen aanhalingstekens.", LABEL_LENGTH)
    return key, label
