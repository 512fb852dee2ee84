"""Pupils, staff and groups: how they are called, ordered and found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kiosk.text import fold

_ELIDED = ("'", "’")
"""How a prefix ends that is written onto the surname: d'Ancona, and not 's Gravendijk."""


@dataclass(frozen=True)
class Group:
    """A home group (stamgroep). `host_id` is its parallel group, where its pupils fill in a form; None: not chosen."""

    id: int
    name: str
    host_id: int | None = None


class HasName:
    """Anyone with a name in three parts; `prefix` ("van der") and `surname` may be empty."""

    given_name: str
    prefix: str
    surname: str

    @property
    def name(self) -> str:
        """As spoken: "Daan van der Berg", "Luuk d'Ancona"."""
        gap = "" if self.prefix.endswith(_ELIDED) else " "
        surname = gap.join(part for part in (self.prefix, self.surname) if part)
        return " ".join(part for part in (self.given_name, surname) if part)

    @property
    def list_name(self) -> str:
        """As listed: "Berg, Daan van der"; only the given name when there is no surname."""
        first = " ".join(part for part in (self.given_name, self.prefix) if part)
        return ", ".join(part for part in (self.surname, first) if part)


@dataclass(frozen=True)
class Person(HasName):
    """Anyone whom the store knows."""

    id: int
    given_name: str
    prefix: str
    surname: str


@dataclass(frozen=True)
class Pupil(Person):
    """A pupil as they are now; `left_on` is the day they left the school, if so.

    `group_id` and `year_group` are None when the school's file does not say.
    """

    year_group: int | None
    group_id: int | None
    group_name: str
    left_on: date | None = None

    @property
    def active(self) -> bool:
        """Whether the pupil is still at school."""
        return self.left_on is None


@dataclass(frozen=True)
class Staff(Person):
    """A staff member; `role_hint` comes from the file and grants nothing."""

    role_hint: str
    roles: frozenset[str]
    group_ids: frozenset[int]
    has_pin: bool
    active: bool = True


AnyPerson = TypeVar("AnyPerson", bound=Person)


def name_order(person: HasName) -> tuple[str, str, str]:
    """Sort key of a Dutch list of names: surname without its prefix, then given name, accents forgiven."""
    return fold(person.surname or person.given_name), fold(person.given_name), fold(person.prefix)


class Finder(Generic[AnyPerson]):
    """Finds people by letters of their names; made once for a list, so that each key costs little."""

    def __init__(self, people: Iterable[AnyPerson]) -> None:
        self._known = [(person, _words_of(person)) for person in sorted(people, key=name_order)]

    def find(self, query: str) -> list[AnyPerson]:
        """The people of whom every word of `query` begins some part of the name, in the order of a Dutch list.

        Accents, case, prefixes, hyphens and apostrophes are forgiven: "oz" finds Özdemir, "berg" finds van der Berg,
        "oneill" finds O'Neill; a name typed as it is listed ("Berg, Daan van der") is found too. An empty query finds
        all.
        """
        wanted = _words(query)
        return [person for person, words in self._known if _matches(wanted, words)]


def search(query: str, people: Iterable[AnyPerson]) -> Sequence[AnyPerson]:
    """What `Finder` finds, for a list that is searched once or is short."""
    return Finder(people).find(query)


def _words(text: str) -> list[str]:
    return fold(text).replace("-", " ").replace(",", " ").split()


def _words_of(person: Person) -> list[str]:
    words = _words(f"{person.given_name} {person.prefix} {person.surname}")
    for word in tuple(words):
        before, apostrophe, after = word.partition("'")
        if apostrophe:  # "o'neill" also answers to "oneill" and "neill", "'t" to "t"
            words += [before + after, after]
    return list(dict.fromkeys([*words, *_words(person.name)]))  # "d'ancona" too, and not "dancona": "da" is Daan


def _matches(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)
