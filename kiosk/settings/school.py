"""The school's settings as they are read: its own file over the default policy, and the calendar of its region.

The file is TOML and a person may edit it, so everything in it is checked: a key that is not known and a value that is
not possible are refused in one Dutch sentence, never passed over.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from kiosk.paths import Home, asset
from kiosk.rules.calendar import Calendar
from kiosk.rules.policy import Counting, Policy, Restart
from kiosk.rules.retention import MOST_SCHOOL_YEARS, MOST_YEARS_AFTER_LEAVING, Terms
from kiosk.rules.timetable import Timetable
from kiosk.settings.backup import read_backup_folder
from kiosk.settings.calendar import Region, make_calendar
from kiosk.settings.guide import Subject, change_guide, default_guide
from kiosk.settings.policy import read_policy
from kiosk.settings.pupil import Contact, PupilScreens, read_contact, read_pupil_screens, read_timetable
from kiosk.settings.questions import change_questions, read_questions
from kiosk.settings.toml_file import TomlTable, read_toml

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
    return read_settings(read_toml(home.settings))


def default_policy() -> Policy:
    """The policy and the questions that come with the program (`assets/policy.toml`, `assets/questions.toml`)."""
    questions = read_questions(read_toml(asset("questions.toml")))
    bare = Policy(Counting.SCHOOL_YEAR, Restart.AT_STEP, (), 0, (), (), questions)
    return read_policy(read_toml(asset("policy.toml")), bare)


def new_school_tag() -> str:
    """Three random digits for a school that has no tag yet."""
    return f"{secrets.randbelow(1000):03d}"


def read_settings(file: TomlTable) -> Settings:
    """The settings that `file` says over the default policy; `KioskError` as `load` says."""
    policy = default_policy()
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
