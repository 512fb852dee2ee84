"""Backups by themselves: every four hours and when school is out; one quiet sentence when one fails."""

import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

from kiosk.db.backups import backups_in, copy_backup, make_backup
from kiosk.db.store import Store
from kiosk.errors import KioskError, kind_and_place
from kiosk.rules.backups import is_due, newest
from kiosk.rules.permissions import Actor, by_itself

_LOG = logging.getLogger("kiosk")

RETRY = timedelta(minutes=15)
"""After a failure: not at every look, for a copy of a large store on a full disk is work for nothing."""


class BackupKeeper:
    """Keeps the backups of an open store; `trouble` says what went wrong the last time, "" when all is well."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._failed_at: float | None = None
        self._at_work = threading.Lock()
        self.trouble = ""

    @property
    def is_busy(self) -> bool:
        """Whether one is being made now."""
        return self._at_work.locked()

    def is_due(self) -> bool:
        """Whether it is time for `run`: never while one runs, nor right after a failure. Quick enough for the loop."""
        if self.is_busy:
            return False
        if self._failed_at is not None:
            return time.monotonic() - self._failed_at > RETRY.total_seconds()
        now = self._store.clock()
        try:
            last = newest(backups_in(self._store.home.backups), now)
        except KioskError:  # `run` meets the same, and tells it
            return True
        return is_due(last.at if last else None, now, self._store.settings.timetable.ends_on(now.date()))

    def run(self) -> None:
        """Make a backup, and one on the stick if there is one; nothing while another one is being made.

        For a thread of its own; raises nothing.
        """
        if not self._at_work.acquire(blocking=False):  # somebody asked for one since `is_due`
            return
        try:
            with self._store.connection():
                self.trouble = _back_up(self._store, by_itself())
            self._failed_at = None
        except KioskError as trouble:
            self._fail(str(trouble))
        except Exception as error:  # noqa: BLE001  (the thread's edge: a backup that fails must not end the kiosk)
            _LOG.error("backups: %s", kind_and_place(error))
            self._fail("Er ging iets mis; het staat in kiosk.log.")
        finally:
            self._at_work.release()

    def back_up_now(self, actor: Actor, second: Path | None) -> None:
        """The backup that somebody asked for, here and in the `second` place. For a thread of its own.

        Raises what `make_backup` and `copy_backup` do, and `KioskError` while another one is being made.
        """
        if not self._at_work.acquire(blocking=False):
            raise KioskError("Er wordt net een reservekopie gemaakt.", "Wacht heel even en probeer het dan nog eens.")
        try:
            with self._store.connection():
                made = make_backup(self._store, actor)
                if second:
                    copy_backup(self._store, actor, made, second, rotate=True)
            self._failed_at, self.trouble = None, ""
        finally:
            self._at_work.release()

    def forget_second(self) -> None:
        """The school wants no second place any more: what went wrong there is no trouble now."""
        if self._failed_at is None:  # else the kiosk's own backup failed, and that stays told
            self.trouble = ""

    def _fail(self, sentence: str) -> None:
        self._failed_at = time.monotonic()
        self.trouble = f"De reservekopie is niet gelukt. {sentence}"


def _back_up(store: Store, actor: Actor) -> str:
    """A backup in the kiosk's own folder and, if the school set one, in the second; what went wrong there, or "".

    The second never takes the first along: a stick that is out is only told. Raises what `make_backup` does.
    """
    made = make_backup(store, actor)
    second = store.settings.backup_folder
    try:
        if second:
            copy_backup(store, actor, made, second, rotate=True)
    except KioskError as trouble:
        return str(trouble)
    return ""
