"""The fictional school: the sample export read with the school's own reader, filled through the school's own verbs.

It is made anew once a day, so that every stage of the line is there "today". These people do not exist.
"""

import json
import shutil
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db import enrolment, logins, people
from kiosk.db.store import Store, create_store, is_in_use
from kiosk.errors import KioskError
from kiosk.exchange.edexml import read_edexml
from kiosk.jobs.demo_weeks import DemoNote, SimulatedClock, Weeks
from kiosk.paths import Home, asset
from kiosk.rules.permissions import Role, command_line
from kiosk.vault.pins import hash_pin

_FILE_ROLES = {"DIR": Role.HEAD, "IB": Role.COUNSELLOR, "LRK": Role.TEACHER}
# Who can come in: (key in the sample, what they are, PIN).
_PEOPLE = (
    ("M01", "directie", "246810"),
    ("M02", "IB", "135791"),
    ("M13", "De Egels", "482913"),
    ("M14", "De Uilen", "739182"),
    ("M16", "De Reigers", "605172"),
)


def ensure(home: Home, clock: Clock) -> tuple[DemoNote, ...]:
    """Make today's fictional school in `home` unless it is there, and say who can come in.

    Raises `KioskError` when another kiosk has it open.
    """
    today = clock().date()
    made = _read_notes(home, today)
    if made is not None:
        return made
    if is_in_use(home):
        raise KioskError("De voorbeeldschool staat al open op deze computer.", "Sluit die eerst.")
    building = Home(home.folder.with_name(home.folder.name + ".nieuw"))
    for folder in (building.folder, home.folder):
        shutil.rmtree(folder, ignore_errors=True)
    building.folder.mkdir(mode=0o700, parents=True)
    notes = _build(building, clock())
    _write_notes(building, today, notes)
    building.folder.rename(home.folder)
    return notes


def _notes_file(home: Home) -> Path:
    return home.folder / "voorbeeldschool.json"


def _read_notes(home: Home, today: date) -> tuple[DemoNote, ...] | None:
    """The notes of the school made today; None when it is of another day, of another version, or not whole."""
    try:
        found = json.loads(_notes_file(home).read_text(encoding="utf-8"))
        if found["made_on"] != today.isoformat() or not home.store.exists():
            return None
        return tuple(DemoNote(**note) for note in found["notes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_notes(home: Home, today: date, notes: tuple[DemoNote, ...]) -> None:
    text = json.dumps({"made_on": today.isoformat(), "notes": [asdict(note) for note in notes]}, ensure_ascii=False)
    _notes_file(home).write_text(text, encoding="utf-8")


def _build(home: Home, now: datetime) -> tuple[DemoNote, ...]:
    shutil.copyfile(asset("demo/school.toml"), home.settings)
    simulated = SimulatedClock(now - timedelta(days=100))
    with closing(create_store(home, settings.load(home), simulated)) as store:
        enrolment.apply_roll(store, command_line(), read_edexml(asset("demo/voorbeeldschool.edexml.xml")))
        notes = _let_people_in(store)
        _choose_hosts(store)
        return (*notes, *Weeks(store, simulated, now).fill())


def _let_people_in(store: Store) -> tuple[DemoNote, ...]:
    """Everyone gets the role that the file hints at; five of them a PIN."""
    hints = enrolment.roll_now(store).staff
    by_name = {one.name: one for one in people.staff(store)}
    notes = []
    for hint in hints:
        member = by_name[hint.name]
        people.give_roles(store, command_line(), member.id, [_FILE_ROLES[hint.role_hint]])
        for key, what, pin in _PEOPLE:
            if key == hint.key:
                logins.set_pin(store, command_line(), member.id, hash_pin(pin))
                notes.append(DemoNote(f"{hint.name} ({what})", pin))
    return tuple(notes)


def _choose_hosts(store: Store) -> None:
    """Within each phase the next group hosts: De Egels fill in a form at De Uilen."""
    order = ["De Rupsen", "De Bijen", "De Mieren", "De Egels", "De Uilen", "De Vossen"]
    order += ["De Reigers", "De Dassen", "De Otters"]
    ids = {group.name: group.id for group in people.groups(store)}
    for at, name in enumerate(order):
        phase = at // 3 * 3
        people.choose_host(store, command_line(), ids[name], ids[order[phase + (at - phase + 1) % 3]])
