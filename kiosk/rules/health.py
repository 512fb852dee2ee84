"""What is healthy: one finding a line, with what to do about it, from what the machine and the store say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from kiosk.rules.backups import TOO_OLD, Backup
from kiosk.rules.dutch import counted, decimal

LEAST_FREE = 500_000_000
"""Bytes free on the disk, below which somebody should look: a store, its copies and an update fit well in it."""

LEAST_COLUMNS, LEAST_LINES = 80, 24
_MAKE_ONE = "Maak er een: Beheer, reservekopieën, toets n. Staat de kiosk uit: kiosk backup."
_SECOND_OUT = "Steek de stick erin, of zorg dat de map er is. De volgende kopie komt er dan vanzelf."
CLOCK_SLACK = timedelta(minutes=1)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `name` is stable, for scripts; `text` is a version or what is so, in Dutch.

    Not `ok` is a fault. `todo` says what to do, in whole sentences; without a fault it is advice.
    """

    name: str
    text: str
    ok: bool = True
    todo: str = ""

    @property
    def label(self) -> str:
        """What people read instead of the name."""
        return _LABELS.get(self.name, self.name)

    @property
    def needs_care(self) -> bool:
        """Whether a person should do something: about a fault, or about what could be better."""
        return not self.ok or bool(self.todo)

    @property
    def state(self) -> str:
        """ "goed", "let op" or "FOUT"."""
        return "FOUT" if not self.ok else "let op" if self.todo else "goed"

    @property
    def line(self) -> str:
        """What is so, and what to do, on one line."""
        return f"{self.text.rstrip('.')}. {self.todo}" if self.todo else self.text


_LABELS = {
    "store": "opslag",
    "encryption": "versleuteling",
    "settings": "instellingen",
    "font": "lettertype",
    "speech": "voorlezen",
    "clock": "klok",
    "backup": "reservekopie",
    "disk": "schijf",
    "retention": "bewaartermijn",
}


class Hidden(Enum):
    """What only an open store could tell, and this one is not open."""

    HIDDEN = "hidden"


def of_printer(queues: Mapping[str, str], chosen: str | Hidden | None) -> Finding:
    """Whether there is a printer to print on: what each of the `queues` says, "" where it is ready.

    `chosen` is the one that the kiosk prints on, "" when the school chose none, None when nobody chose. While it is
    hidden there is nothing to advise.
    """
    if chosen == "":
        return Finding("printer", "geen gekozen: papier gaat naar een stick of map")
    text = ", ".join(f"{name} ({message or 'klaar'})" for name, message in queues.items())
    if isinstance(chosen, Hidden):
        return Finding("printer", text or "geen printer gevonden")
    if chosen and chosen not in queues:
        todo = "Staat hij aan? Of kies een andere: Beheer, Printer."
        return Finding("printer", f"{chosen} is niet gevonden" + (f", wel: {text}" if text else ""), todo=todo)
    if not queues:
        todo = "Kies op Beheer, bij Printer, 'geen printer'. Of zet een printer aan op deze computer."
        return Finding("printer", "geen printer gevonden", todo=todo)
    stuck = queues[chosen] if chosen else all(queues.values())
    return Finding("printer", text, todo="Kijk bij de printer; print daarna een proefpagina." if stuck else "")


def of_disk(free: int) -> Finding:
    """Whether `free` bytes are enough."""
    text = f"nog {decimal(free / 1e9, 1)} GB vrij" if free >= 1e9 else f"nog {free // 1_000_000} MB vrij"
    if free >= LEAST_FREE:
        return Finding("disk", text)
    todo = "Maak ruimte: haal oude bestanden weg die niet van de kiosk zijn."
    return Finding("disk", f"bijna vol: {text}", ok=False, todo=todo)


def of_terminal(kind: str, columns: int, lines: int, utf8: bool) -> Finding:
    """Whether the kiosk fits on a terminal of this `kind` (its TERM), and whether accents arrive there."""
    text = f"{kind or 'onbekend'}, {columns} bij {lines}"
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        todo = f"Maak hem ten minste {LEAST_COLUMNS} bij {LEAST_LINES}, of kies kleinere letters."
        return Finding("terminal", f"{text}, te klein", ok=False, todo=todo)
    if not utf8:
        todo = "Zet LANG=nl_NL.UTF-8 in de omgeving, en op een kale console unicode_start; zie docs/kiosk-linux.md."
        return Finding("terminal", f"{text}, zonder UTF-8: letters als é komen er niet goed op", ok=False, todo=todo)
    return Finding("terminal", text)


def of_clock(now: datetime, last_change: datetime | None) -> Finding:
    """A clock set back would give wrong due days: it may not be before the store's last change."""
    text = f"{now:%Y-%m-%d %H:%M}"
    if last_change and now + CLOCK_SLACK < last_change:
        return Finding("clock", f"{text}: loopt achter", ok=False, todo="Zet de klok van de computer goed.")
    return Finding("clock", text)


def of_backups(now: datetime, last: Backup | None, second: Path | None, on_second: Backup | None) -> Finding:
    """The age of the newest backup, and of the newest in the `second` place if the school set one."""
    if last is None:
        return Finding("backup", "nog geen", ok=False, todo=_MAKE_ONE)
    text = f"de nieuwste is van {last.at:%Y-%m-%d %H:%M}"
    if second:
        text += (
            f", op de tweede plek van {on_second.at:%Y-%m-%d %H:%M}" if on_second else f"; in {second} staat er geen"
        )
    if now - last.at > TOO_OLD:
        return Finding("backup", f"{text}: ouder dan twee dagen", ok=False, todo=_MAKE_ONE)
    if second and (on_second is None or now - on_second.at > TOO_OLD):
        return Finding("backup", text, todo=_SECOND_OUT)
    if not second:
        todo = (
            "Kies op Beheer, bij reservekopieën, ook een stick: gaat deze computer kapot, dan zijn de kopieën hier weg."
        )
        return Finding("backup", f"{text}, alleen op deze computer", todo=todo)
    return Finding("backup", text)


def in_short(findings: tuple[Finding, ...]) -> str:
    """The sentence above them all."""
    count = sum(one.needs_care for one in findings)
    return f"▲ Let op bij {counted(count, 'punt', 'punten')}." if count else "● Alles is in orde."
