"""What a school sets around the pupil's screens: who can help, until when they work here, how the screen behaves."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.timetable import Timetable
from kiosk.settings.toml_file import TomlTable

_LINE_LENGTH = 48


class ContactRole(StrEnum):
    """Who is there for a child beside the teacher (par. 12)."""

    CONFIDENTIAL_ADVISER = "confidential_adviser"
    ANTI_BULLYING_COORDINATOR = "anti_bullying_coordinator"

    @property
    def label(self) -> str:
        """How screens call this person."""
        return {
            ContactRole.CONFIDENTIAL_ADVISER: "vertrouwenspersoon",
            ContactRole.ANTI_BULLYING_COORDINATOR: "antipestcoördinator",
        }[self]


@dataclass(frozen=True)
class Contact:
    """An adult to whom a child can go: by name, and the place where they are."""

    role: ContactRole
    name: str
    place: str


class Look(StrEnum):
    """The two looks of the screens."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class PupilScreens:
    """How a pupil's screens behave: covered after `cover_minutes` without a key."""

    cover_minutes: int = 5
    look: Look = Look.LIGHT


def read_timetable(table: TomlTable) -> Timetable:
    """When the breaks begin and school ends; empty where the school does not say."""
    table.only(("breaks", "ends"))
    ends = table.times("ends")
    if len(ends) not in (0, 5):
        raise table.wrong("ends", "Zet daar vijf tijden tussen haken, van maandag tot en met vrijdag.")
    return Timetable(table.times("breaks"), ends)


def read_pupil_screens(table: TomlTable) -> PupilScreens:
    """How the pupil's screens behave."""
    table.only(("cover_minutes", "look"))
    default = PupilScreens()
    return PupilScreens(
        table.number("cover_minutes", 1, 60) if "cover_minutes" in table.values else default.cover_minutes,
        table.choice("look", Look) if "look" in table.values else default.look,
    )


def read_contact(table: TomlTable) -> Contact:
    """One adult to go to."""
    expected = f"Zet daar hooguit {_LINE_LENGTH} tekens tussen aanhalingstekens."
    return Contact(
        table.choice("role", ContactRole),
        table.text("name", expected, _LINE_LENGTH),
        table.text("place", expected, _LINE_LENGTH),
    )
