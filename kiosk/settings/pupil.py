"""What a school sets around the pupil's screens: who can help, until when they work here, how the screen behaves."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.errors import Refused
from kiosk.rules.timetable import Timetable
from kiosk.settings.toml_file import TomlTable
from kiosk.text import clean_line

CONTACT_LENGTH = 48
"""How many signs of a contact's name or place fit on the card that a child reads."""


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


def typed_contact(role: ContactRole, name: str, place: str) -> Contact:
    """The contact as a person filled it in; `Refused` where something is missing."""
    if not clean_line(name):
        raise Refused("Hoe heet deze persoon?", "Vul de naam in die een kind kent, zoals juf Mila.")
    if not clean_line(place):
        raise Refused("Waar vindt een kind deze persoon?", "Vul een plek in, zoals: de kamer naast de bibliotheek.")
    return Contact(role, clean_line(name), clean_line(place))


class Look(StrEnum):
    """The two looks of the screens."""

    LIGHT = "light"
    DARK = "dark"


MOST_COVER_MINUTES = 60


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
        table.number("cover_minutes", 1, MOST_COVER_MINUTES)
        if "cover_minutes" in table.values
        else default.cover_minutes,
        table.choice("look", Look) if "look" in table.values else default.look,
    )


def read_contact(table: TomlTable) -> Contact:
    """One adult to go to."""
    expected = f"Zet daar hooguit {CONTACT_LENGTH} tekens tussen aanhalingstekens."
    return Contact(
        table.choice("role", ContactRole),
        table.text("name", expected, CONTACT_LENGTH),
        table.text("place", expected, CONTACT_LENGTH),
    )


def write_contacts(document: Any, old: tuple[Contact, ...], new: tuple[Contact, ...]) -> None:
    """Set `new` in a tomlkit `document`; who was there among `old` keeps the comments that a person wrote."""
    written = dict(zip(old, document.get("contact", []), strict=False))
    changed = [written[one] for one in old if one not in new]
    parts = []
    for one in new:
        part = written.get(one) or (changed.pop(0) if changed else {})
        part.update(role=one.role.value, name=one.name, place=one.place)
        parts.append(part)
    if not new:
        document.pop("contact", None)
    elif len(new) > len(old) > 0 and new[: len(old)] == old:
        for part in parts[len(old) :]:
            document["contact"].append(part)
    elif len(new) != len(old) or any(part is not there for part, there in zip(parts, written.values(), strict=False)):
        document["contact"] = parts
