"""What a letter of a name costs until the first hits are painted: processor time of the whole kiosk, beside plain SQL.

A teacher gives a form at a school of 1,000 pupils, in a pseudo-terminal. The reference is what SQLite takes to find the
same pupils with LIKE in the same encrypted file: without the accents it forgives, without a list, without a screen.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kiosk import settings
from kiosk.db import enrolment, people, tables
from kiosk.db.store import open_store
from kiosk.rules.people import Finder, Pupil
from kiosk.rules.permissions import command_line
from tests.bench.painted import read_until, read_until_quiet
from tests.bench.table import median, row
from tests.journeys.terminal import KEYS, Terminal
from tests.school import MONDAY, PIN, School, actor, make_school

PUPILS = 1_000
ROUNDS = 3
NAMES = 10
"""Names of which the first letters are typed in one round."""
LETTERS = 3
QUIET = 0.15
"""Seconds in which nothing is painted before the next letter: whatever the one before it brought about is over."""
ABOUT = (
    f"search: median processor time from a letter to the first hit, {ROUNDS} times {NAMES} names of {LETTERS} letters "
    f"among {PUPILS:,} pupils; reference: the same search with LIKE in plain SQL"
)

_LIKE = (
    "SELECT p.given_name, p.prefix, p.surname, m.year_group, g.name FROM pupil p "
    "JOIN membership m ON m.pupil_id = p.id AND m.last_day IS NULL LEFT JOIN home_group g ON g.id = m.group_id "
    "WHERE p.left_on IS NULL AND (p.given_name LIKE ?1 || '%' OR p.surname LIKE ?1 || '%' "
    "OR p.given_name || ' ' || p.prefix || ' ' || p.surname LIKE '% ' || ?1 || '%') "
    "ORDER BY m.group_id <> ?2, p.surname, p.given_name"
)


def search(folder: Path) -> None:
    """Measure and print `search`; the school is made in `folder`."""
    school = _large_school(folder)
    store = open_store(school.home, settings.load(school.home), school.clock)
    everyone, own_groups = people.pupils(store), actor(store, "Fenna").group_ids
    store.close()
    typed = _names_to_type(everyone, own_groups)
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        ours += _in_the_kiosk(school, typed)
        bare += _in_sql(school, typed, min(own_groups))
    row("search", median(ours), median(bare))


def _large_school(folder: Path) -> School:
    """The sample school with more pupils: their given names with one another's surnames, in the same groups."""
    school = make_school(folder, MONDAY - timedelta(days=30))
    school.clock.now = MONDAY
    store = open_store(school.home, settings.load(school.home), school.clock)
    now = enrolment.roll_now(store)
    known = now.pupils
    more = [
        replace(one, key=f"more {turn} {place}", prefix=other.prefix, surname=other.surname, group_key=other.group_key)
        for turn in range(1, PUPILS // len(known) + 1)
        for place, one in enumerate(known)
        for other in (known[(place + turn * 37) % len(known)],)
    ]
    enrolment.apply_roll(store, command_line(), replace(now, pupils=(*known, *more)[:PUPILS]))
    store.close()
    return school


def _names_to_type(everyone: Sequence[Pupil], own_groups: frozenset[int]) -> list[list[tuple[str, str]]]:
    """Beginnings of names: each letter, and whose name it brings to the top, another one at each letter.

    What stays where it is, is not painted again, and could not be waited for.
    """
    finder = Finder(everyone)
    found: dict[str, list[tuple[str, str]]] = {}
    for one in everyone:
        start = one.surname[:LETTERS].lower()
        tops = [
            min(finder.find(start[:length]), key=lambda hit: hit.group_id not in own_groups, default=one).name
            for length in range(1, LETTERS + 1)
        ]
        if start.isascii() and start.isalpha() and len(set(tops)) == len(start) == LETTERS:
            found.setdefault(start, list(zip(start, tops, strict=True)))
    return list(found.values())[:NAMES]


def _in_the_kiosk(school: School, typed: Sequence[Sequence[tuple[str, str]]]) -> list[float]:
    took = []
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.settle(2)
        kiosk.press("f2")
        kiosk.wait_for("Wie ben je?")
        kiosk.type("fe")
        kiosk.press("enter")
        kiosk.wait_for("pincode?")
        kiosk.type(PIN)
        kiosk.wait_for("Niets te doen")
        kiosk.press("n")
        kiosk.wait_for("Voor wie is dit formulier?")
        kiosk.settle(1)
        terminal: int = kiosk.process.child_fd
        worked = (~kiosk.process.pid << 3) | 2  # Linux' clock of what a process has worked, as clock_getcpuclockid(3)
        for name in typed:
            for letter, top in name:
                before = time.clock_gettime(worked)
                os.write(terminal, letter.encode())
                read_until(terminal, top.encode())
                took.append((time.clock_gettime(worked) - before) * 1000)
                read_until_quiet(terminal, QUIET)
            for _ in name:
                os.write(terminal, KEYS["backspace"].encode())
                read_until_quiet(terminal, QUIET)
    return took


def _in_sql(school: School, typed: Sequence[Sequence[tuple[str, str]]], own_group: int) -> list[float]:
    took = []
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        connection = tables.database.connection()
        for name in typed:
            for length in range(1, LETTERS + 1):
                letters = "".join(letter for letter, _ in name[:length])
                before = time.process_time()
                found = connection.execute(_LIKE, (letters, own_group)).fetchall()
                took.append((time.process_time() - before) * 1000)
                assert found
    finally:
        store.close()
    return took
