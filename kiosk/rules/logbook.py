"""The log as people read it: which things its rows name, and how those are called."""

import re
from dataclasses import dataclass
from datetime import datetime

NAMED = {
    "form": "formulier",
    "pupil": "leerling",
    "staff": "medewerker",
    "group": "groep",
    "road": "andere weg",
    "step": "stap",
    "suspension": "schorsing",
    "letter": "brief",
    "proposal": "voorstel",
    "review": "terugblik",
    "try": "poging",
}
"""What a row's subject can name by number."""

_REF = re.compile(rf"\b({'|'.join(NAMED)}) (\d+)\b")


@dataclass(frozen=True)
class Ref:
    """One thing that a row names: "pupil" 7."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True)
class LogLine:
    """One row of the log in words; `at` is None when what stands there is no moment. `about` is "" for who reads the
    log without subjects."""

    seq: int
    at: datetime | None
    who: str
    what: str
    about: str


def refs(subject: str) -> tuple[Ref, ...]:
    """The things that a subject names, in its order; its other words (the digest of a hand-in, say) are no names."""
    return tuple(Ref(kind, int(number)) for kind, number in _REF.findall(subject))


def in_words(found: tuple[Ref, ...], names: dict[Ref, str]) -> str:
    """What a row is about: names where they are known, else the kind and number; each once."""
    return " · ".join(dict.fromkeys(names.get(one) or f"{NAMED[one.kind]} {one.id}" for one in found))
