"""Opening the encrypted file: the only room that knows about SQLite and SQLCipher."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from kiosk.errors import KioskError
from kiosk.paths import put_in_place

APPLICATION_ID = 0x4F455053  # "OEPS"
OLDEST_SQLITE = (3, 53, 0)
"""Before 3.51.3 SQLite could corrupt a WAL database; from 3.53.0 on a migration can let a column be empty."""

CHECKED_WHOLE = 20_000_000
"""Bytes up to which a store is checked page by page when it is opened (4 ms a megabyte when tried: 25 school years of
300 forms stay under 0.1 s). `kiosk verify` checks any size."""

# Not the journal: WAL is written into the file itself, and a file that is not ours must stay as it is.
_PRAGMAS = (
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("secure_delete", 1),
)


class Damaged(KioskError):
    """The store is missing, emptied or broken: a backup can take its place."""


class EncryptedDatabase(SqlCipherDatabase):  # type: ignore[misc]  # playhouse has no types: the base is Any
    """One SQLCipher file with the kiosk's pragmas; each thread opens and closes its own connection."""

    def __init__(self) -> None:
        super().__init__(None, autoconnect=False)

    def point_at(self, path: Path, key: str) -> None:
        """Use the file at `path` with a raw key of 64 hexadecimal digits. Opens nothing yet."""
        self.init(str(path), passphrase=f"x'{key}'", pragmas=list(_PRAGMAS), timeout=5)

    def beside(self, path: Path) -> "EncryptedDatabase":
        """Another file that opens with the same key, such as a copy of this one; nothing is written to it."""
        other = EncryptedDatabase()
        other.init(str(path), **self.connect_params, pragmas=[("query_only", 1)])
        return other

    def _add_conn_hooks(self, conn: Any) -> None:
        conn.execute("PRAGMA cipher_log = off")  # its log would be written over the screen
        super()._add_conn_hooks(conn)


def versions() -> dict[str, str]:
    """The versions of SQLite and SQLCipher in use: {"sqlite": "3.53.4", "sqlcipher": "4.19.0 community"}."""
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return {"sqlite": dbapi2.sqlite_version, "sqlcipher": row[0] if row else ""}


def check_library() -> None:
    """Raise `KioskError` when the SQLite inside the cipher library is too old to trust."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise KioskError(
            f"De databasebibliotheek is te oud (SQLite {dbapi2.sqlite_version}).",
            "Installeer de kiosk opnieuw met de versies uit het project.",
        )


def check_file(path: Path) -> None:
    """Raise `KioskError` when `path` cannot be our encrypted store; looks, never writes."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise Damaged("De opslag ontbreekt.", "Haal een reservekopie terug; begin niet opnieuw.") from None
    except OSError:
        raise KioskError("De opslag is niet te lezen.", "Kijk of deze gebruiker de map mag openen.") from None
    if not head:
        raise Damaged("De opslag is leeg.", "Haal een reservekopie terug; begin niet opnieuw.")
    if head.startswith(b"SQLite format 3"):
        raise KioskError("De opslag is niet versleuteld.", "Dit bestand is niet van de kiosk; zet het ergens anders.")


def check_ours(database: EncryptedDatabase, *, whole: bool = False) -> None:
    """Raise `KioskError` unless the open file carries the kiosk's mark and is whole; looks, never writes.

    `whole` looks at every page of a large file as well.
    """
    (mark,) = database.execute_sql("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        raise Damaged("Dit bestand is niet van de kiosk.", "Haal een reservekopie terug; begin niet opnieuw.")
    small = Path(database.database).stat().st_size <= CHECKED_WHOLE
    if (whole or small) and not is_whole(database):
        raise Damaged("De opslag is beschadigd.", "Haal een reservekopie terug; begin niet opnieuw.")


def use_wal(database: EncryptedDatabase) -> None:
    """Have the open file keep a write-ahead log, as a new store and a copy from a backup do not yet."""
    database.execute_sql("PRAGMA journal_mode = wal")


def empty_wal(database: EncryptedDatabase) -> bool:
    """Bring the write-ahead log into the file and empty it; False when another connection was reading just then.

    What was deleted is then in neither: `secure_delete` writes over it.
    """
    busy, _pages, _moved = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def is_whole(database: EncryptedDatabase) -> bool:
    """SQLite's own quick check of every page."""
    return bool(database.execute_sql("PRAGMA quick_check(1)").fetchone() == ("ok",))


def mark_ours(database: EncryptedDatabase, version: int) -> None:
    """Write the kiosk's mark and the number of the newest migration into the file's head."""
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
    database.execute_sql(f"PRAGMA user_version = {version:d}")


@contextmanager
def loose_references(database: EncryptedDatabase) -> Iterator[None]:
    """Do not look at foreign keys in this block: a table that a migration makes anew must not take others along.

    SQLite hears this only outside a transaction, so it is said here and not within one.
    """
    database.execute_sql("PRAGMA foreign_keys = off")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA foreign_keys = on")


def version_of(database: EncryptedDatabase) -> int:
    """The number of the newest migration that the open file has had."""
    (version,) = database.execute_sql("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def write_transaction(database: EncryptedDatabase) -> Iterator[None]:
    """One transaction that takes the write lock at once, so that a read in it never goes stale.

    A full disk, a locked or a broken file is told in one sentence; nothing of the transaction is then kept.
    """
    with told_plainly(), database.atomic("IMMEDIATE"):
        yield


def copy_into(database: EncryptedDatabase, path: Path) -> None:
    """A whole, encrypted copy of the store in the new file `path`, with the same key; only its owner may read it.

    Other connections may write meanwhile: the copy is of the moment at which it began. What was at `path` is gone.
    """
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR))
    database.execute_sql("VACUUM INTO ?", (str(path),))


def change_key(copy: Path, old: str, new: str) -> EncryptedDatabase:
    """Encrypt every page of `copy`, which nobody has open, anew; returns it closed, pointed at with the new key.

    The keys are 64 hexadecimal digits. With SQLCipher's own statement; a cut in the middle leaves `copy` useless.
    """
    other = EncryptedDatabase()
    other.point_at(copy, old)
    try:
        other.connect()
        other.execute_sql(f"PRAGMA rekey = \"x'{bytes.fromhex(new).hex()}'\"")
    finally:
        other.close()
    renewed = EncryptedDatabase()
    renewed.point_at(copy, new)
    return renewed


def backup_into(database: EncryptedDatabase, path: Path) -> None:
    """A copy of the store at `path`; an older copy there is replaced.

    Written beside it first and then renamed, so that `path` never holds half a copy.
    """
    unfinished = path.with_name(path.name + ".new")
    copy_into(database, unfinished)
    put_in_place(unfinished, path)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what SQLite says of a broken, locked or full file into one sentence.

    What a guard or a constraint refuses is a fault of the program, and stays what it is.
    """
    try:
        yield
    except peewee.IntegrityError:
        raise
    except peewee.DatabaseError as error:
        said = str(error)
        if "locked" in said:
            raise KioskError("De opslag is bezet.", "Sluit de andere kiosk op deze computer.") from None
        if "full" in said or "I/O" in said:
            raise KioskError("De schijf is vol of doet het niet.", "Maak ruimte vrij en begin opnieuw.") from None
        if "readonly" in said or "unable to open" in said:
            raise KioskError("De opslag is niet te beschrijven.", "Kijk of deze gebruiker in de map mag.") from None
        raise Damaged(
            "De opslag gaat niet open: beschadigd, of een andere sleutel.",
            "Haal een reservekopie terug; begin niet opnieuw.",
        ) from error
