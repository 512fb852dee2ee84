"""The store: one encrypted file, opened by one kiosk at a time, and the one place where a transaction begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from filelock import FileLock, Timeout

from kiosk.clock import Clock
from kiosk.db import cipher, log, migrating, rows, seal
from kiosk.db.tables import database
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.form import Form
from kiosk.rules.permissions import Action, Actor, Scope, require, require_for_form
from kiosk.settings import Settings
from kiosk.vault import data_key, pins, renewal


@dataclass
class Deed:
    """What a verb has in hand while its transaction runs: the moment, the form it is about, and the log's subject."""

    now: datetime
    form: Form | None = None
    subject: str = ""

    @property
    def about(self) -> Form:
        """The form that the verb named when it began its deed."""
        if self.form is None:
            raise AssertionError("this deed was begun without a form")
        return self.form


class Store:
    """An open store. Make one with `create_store` or `open_store`, and `close` it.

    Verbs take it first: they find the clock and the school's settings in it. `key` is the data key, 64 hexadecimal
    digits. Models bind globally, so a process has one store open at a time.
    """

    def __init__(self, home: Home, settings: Settings, clock: Clock, lock: FileLock, key: str) -> None:
        self.home = home
        self.key = key
        self.settings = settings
        self.clock = clock
        self.waits = pins.Waits()
        self._lock = lock

    @contextmanager
    def act(
        self,
        actor: Actor,
        action: Action,
        *,
        form: int | None = None,
        subject: str = "",
        scopes: frozenset[Scope] = frozenset({Scope.ALL}),
    ) -> Iterator[Deed]:
        """One deed: transaction, permission and log row; if any of the three fails, nothing happened.

        With `form`, the form is loaded inside the transaction and `actor`'s scope follows from it; else `scopes` says
        how the deed is the actor's. `subject` (or `deed.subject`, set in the block) is what the log names: ids only.
        """
        with cipher.write_transaction(database):
            deed = Deed(self.clock(), subject=subject)
            if form is None:
                require(actor, action, scopes)
            else:
                deed.form = rows.load_form(form)
                require_for_form(actor, action, deed.form, group_now(deed.form))
                deed.subject = subject or f"form {form}"
            yield deed
            log.append(deed.now, actor, action, deed.subject)

    @contextmanager
    def connection(self) -> Iterator[None]:
        """A connection of its own for another thread, closed at the end."""
        try:
            with cipher.told_plainly():
                database.connect()
            yield
        finally:
            database.close()  # also one that was only half opened

    def first_fault(self, anchor: tuple[int, str] | None = None) -> str:
        """What is wrong with the store's pages, the log's chain or what was handed in, in a few Dutch words.

        "" when all are whole. With an `anchor` (see `log.first_break`) also a log that was cut off or written anew.
        """
        if not cipher.is_whole(database):
            return "beschadigd: haal een reservekopie terug"
        return self.log_fault(anchor)

    def log_fault(self, anchor: tuple[int, str] | None = None) -> str:
        """The same without looking through the store's pages."""
        broken_at = log.first_break(anchor)
        if broken_at is not None:
            return f"het logboek klopt niet vanaf regel {broken_at}"
        if handed_in_at := seal.first_edited():
            return f"antwoorden zijn na het inleveren veranderd (logboek, regel {handed_in_at})"
        return ""

    def close(self) -> None:
        """Close this thread's connection and let another kiosk in."""
        if not database.is_closed():
            database.close()
        self._lock.release()


def group_now(form: Form) -> int | None:
    """The home group of the form's pupil today."""
    return rows.load_pupil(form.pupil_id).group_id if form.pupil_id is not None else None


def create_store(home: Home, settings: Settings, clock: Clock) -> Store:
    """Make a new store with a new data key in `home` and open it. Never overwrites a store or a key."""
    cipher.check_library()
    _make_folder(home)
    lock = lock_home(home)
    try:
        if home.store.exists():
            raise KioskError("Er is al een opslag in deze map.", "Start de kiosk gewoon, of kies een andere map.")
        key = data_key.create_key(home.key)
        database.point_at(home.store, key)
        with cipher.told_plainly():
            database.connect()
            cipher.mark_ours(database, 0)  # first, so that a set-up that is cut short can be opened and finished
            cipher.use_wal(database)
            migrating.migrate(home.backups)
    except BaseException:
        _let_go(lock)
        raise
    return Store(home, settings, clock, lock, key)


def open_store(home: Home, settings: Settings, clock: Clock, key: str | None = None) -> Store:
    """Open the store in `home`, bringing its tables up to date (after a backup).

    `key` comes from a slot (see `vault.slots`); without it the one that lies on this computer is used. Raises
    `KioskError` and leaves the file as it is when it is missing, emptied, not encrypted, damaged, not ours, made by a
    newer kiosk, or open in another one.
    """
    cipher.check_library()
    finish_renewal(home)
    cipher.check_file(home.store)
    key = key or data_key.read_key(home.key)
    lock = lock_home(home)
    try:
        database.point_at(home.store, key)
        with cipher.told_plainly():
            database.connect()
            cipher.check_ours(database)
            migrating.refuse_newer(database)
            cipher.use_wal(database)
            migrating.migrate(home.backups)
    except BaseException:
        _let_go(lock)
        raise
    return Store(home, settings, clock, lock, key)


def is_in_use(home: Home) -> bool:
    """Whether a kiosk has the store in `home` open now."""
    if not home.lock.exists():
        return False
    try:
        lock_home(home).release()
    except KioskError:
        return True
    return False


def is_locked(home: Home) -> bool:
    """Whether the store in `home` opens only with somebody's words: its key does not lie on this computer.

    Raises `KioskError` as `finish_renewal` does.
    """
    finish_renewal(home)
    return not home.key.exists() and (home.slots.exists() or any(home.backups.glob("*.slots")))


def finish_renewal(home: Home) -> None:
    """Put a new key in its place, or what a power cut left of one (see `vault.renewal`), with the store closed.

    `open_store` does it too. Raises `KioskError` beside a running kiosk, and when the disk refuses.
    """
    if home.renewal.exists():
        lock = lock_home(home)
        try:
            renewal.finish(home)
        except OSError:
            raise KioskError(
                "De nieuwe sleutel komt niet op zijn plaats.", f"Kijk of deze gebruiker in {home.folder} mag schrijven."
            ) from None
        finally:
            lock.release()


def _let_go(lock: FileLock) -> None:
    if not database.is_closed():
        database.close()
    lock.release()


def lock_home(home: Home) -> FileLock:
    """Keep every other kiosk out of `home` until this is released. `KioskError` when one has it open."""
    lock = FileLock(home.lock, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise KioskError("De kiosk staat al open op deze computer.", "Sluit die eerst.") from None
    except OSError:
        raise KioskError("De map van de kiosk is niet te beschrijven.", "Kijk of deze gebruiker daar mag.") from None
    return lock


def _make_folder(home: Home) -> None:
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise KioskError(
            "De map van de kiosk kan niet gemaakt worden.", "Kijk of deze gebruiker daar mag schrijven."
        ) from None
