"""What the doomed processes do. Loaded once by the process that they are forked from, so nothing here needs pytest."""

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kiosk.db.answers import hand_in, save_answer
from kiosk.db.backups import make_backup
from kiosk.db.cipher import EncryptedDatabase
from kiosk.db.store import Store, open_store
from kiosk.db.writer import AnswerWriter, SaveReport
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.answer import Words
from kiosk.rules.permissions import by_itself
from tests.db.school import ASKED, SETTINGS, SetClock
from tests.faults.disk import Fault, under_everything

BEGUN = 1
"""The revision of the answer that stood there before."""

TICK = 0.01
"""Seconds between two keys of a child that types faster than any."""


def opened(home: Home) -> Store:
    """The school of tests/db in `home`, open, on its usual Monday."""
    return open_store(home, SETTINGS, SetClock())


# -- typing ------------------------------------------------------------------------------------------------------------


def text_after(keys: int) -> str:
    """What stands there after so many keys: no two moments look alike."""
    return f"{keys}: " + "Ik pakte de bal. " * (keys % 50)


def type_on(line: Connection, folder: Path) -> None:
    """Type on question 1 of form 1, for ever: sends ("typed", n) after each key and ("kept", n) when told so."""
    turn = threading.Lock()

    def say(what: str, keys: int) -> None:
        with turn:
            line.send((what, keys))

    def report(told: SaveReport) -> None:
        if told.saved:
            say("kept", told.words.rev - BEGUN)

    store = opened(Home(folder))
    writer = AnswerWriter(store, report)
    keys = 0
    while True:
        keys += 1
        writer.put(Words(1, 1, ASKED, text_after(keys), BEGUN + keys))
        say("typed", keys)
        time.sleep(TICK)


# -- one deed ----------------------------------------------------------------------------------------------------------

NEW_WORDS = Words(1, 1, ASKED, "Eerst pakte ik de bal, en toen duwde ik hem. " * 60, 9)
ALL_WORDS = tuple(Words(1, one, ASKED, f"Antwoord {one}. " * 40, 20 + one) for one in range(1, 9))


def written(home: Home) -> Store:
    """Open, with much in the write-ahead log that closing has to bring into the file."""
    store = opened(home)
    for words in ALL_WORDS:
        save_answer(store, words)
    return store


def with_older_backups(home: Home) -> Store:
    """Open, with so many backups that the next one lets an older one go."""
    clock = SetClock()
    store = open_store(home, SETTINGS, clock)
    for _day in range(2):
        make_backup(store, by_itself())
        clock.pass_time(hours=5)
    return store


def closed(_home: Home) -> None:
    """Not open yet: to open it is the deed."""


DEEDS: dict[str, tuple[Callable[[Home], Any], Callable[[Home, Any], object]]] = {
    "saving an answer": (opened, lambda _home, store: save_answer(store, NEW_WORDS)),
    "handing in": (opened, lambda _home, store: hand_in(store, 1, ALL_WORDS)),
    "closing the store": (written, lambda _home, store: store.close()),
    "backing up": (with_older_backups, lambda _home, store: make_backup(store, by_itself())),
    "migrating": (closed, lambda home, _nothing: opened(home)),
}
"""By name: what goes before, on a disk that is whole, and the deed, on one that fails."""


def do(line: Connection, folder: Path, deed: str, nth: int) -> None:
    """Do `deed` and be killed halfway its `nth` change of the disk; where there are fewer, end as if nothing was."""
    before, deed_itself = DEEDS[deed]
    home = Home(folder)
    with under_everything() as disk:
        ready = before(home)
        disk.fail_at(nth, Fault.KILLED)
        deed_itself(home, ready)
        line.send(disk.count)
        os._exit(0)  # nothing is put in order: what is not in the store by now never comes there


def migrate(line: Connection, folder: Path, nth: int) -> None:
    """Open the store in `folder` and be killed before the `nth` statement; sends how many there were."""
    statements = 0
    real = EncryptedDatabase._add_conn_hooks

    def next_statement(_sql: str) -> None:
        nonlocal statements
        statements += 1
        if statements == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def hooked(self: EncryptedDatabase, connection: Any) -> None:
        real(self, connection)
        connection.set_trace_callback(next_statement)

    with patch.object(EncryptedDatabase, "_add_conn_hooks", hooked):
        opened(Home(folder))
    line.send(statements)
    os._exit(0)


# -- two at once -------------------------------------------------------------------------------------------------------


def open_at(line: Connection, folder: Path, moment: float) -> None:
    """Open the store at that moment of the machine's own clock; sends "open", or the sentence that refuses it.

    Who is in saves the words that it is sent, sends "kept", and goes on until it is killed.
    """
    while time.monotonic() < moment:
        pass
    try:
        store = opened(Home(folder))
    except KioskError as refused:
        line.send(str(refused))
        return
    line.send("open")
    while True:
        save_answer(store, line.recv())
        line.send("kept")


# -- backing up --------------------------------------------------------------------------------------------------------


def back_up_for_ever(line: Connection, folder: Path, now: datetime) -> None:
    """Make a backup a day, from `now` on; sends how many there were after each."""
    clock = SetClock(now)
    store = open_store(Home(folder), SETTINGS, clock)
    for made in count(1):
        make_backup(store, by_itself())
        line.send(made)
        clock.pass_time(days=1)
