"""Opening the encrypted file: the only room that knows about SQLite and SQLCipher."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from kiosk.errors import KioskError

APPLICATION_ID = 0x4F455053  # "OEPS"
OLDEST_SQLITE = (3, 51, 3)
"""Before this version SQLite could corrupt a WAL database."""

_PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("secure_delete", 1),
)


class EncryptedDatabase(SqlCipherDatabase):  # type: ignore[misc]  # playhouse is untyped
    """One SQLCipher file with the kiosk's pragmas; each thread opens and closes its own connection."""

    def __init__(self) -> None:
        super().__init__(None, autoconnect=False)

    def point_at(self, path: Path, key: str) -> None:
        """Use the file at `path` with a raw key of 64 hexadecimal digits. Opens nothing yet."""
        self.init(str(path), passphrase=f"x'{key}'", pragmas=list(_PRAGMAS), timeout=5)

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
        head = path.open("rb").read(16)
    except FileNotFoundError:
        raise KioskError("De opslag ontbreekt.", "Haal een reservekopie terug; begin niet opnieuw.") from None
    except OSError:
        raise KioskError("De opslag is niet te lezen.", "Kijk of deze gebruiker de map mag openen.") from None
    if not head:
        raise KioskError("De opslag is leeg.", "Haal een reservekopie terug; begin niet opnieuw.")
    if head.startswith(b"SQLite format 3"):
        raise KioskError("De opslag is niet versleuteld.", "Dit bestand is niet van de kiosk; zet het ergens anders.")


def check_ours(database: EncryptedDatabase) -> None:
    """Raise `KioskError` unless the open file carries the kiosk's mark and is whole."""
    (mark,) = database.execute_sql("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        raise KioskError("Dit bestand is niet van de kiosk.", "Haal een reservekopie terug; begin niet opnieuw.")


def is_whole(database: EncryptedDatabase) -> bool:
    """SQLite's own quick check of every page."""
    return bool(database.execute_sql("PRAGMA quick_check(1)").fetchone() == ("ok",))


def mark_ours(database: EncryptedDatabase, version: int) -> None:
    """Write the kiosk's mark and the number of the newest migration into the file's head."""
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
    database.execute_sql(f"PRAGMA user_version = {version:d}")


def version_of(database: EncryptedDatabase) -> int:
    """The number of the newest migration that the open file has had."""
    (version,) = database.execute_sql("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def write_transaction(database: EncryptedDatabase) -> Iterator[None]:
    """One transaction that takes the write lock at once, so that a read in it never goes stale."""
    with database.atomic("IMMEDIATE"):
        yield


def backup_into(database: EncryptedDatabase, path: Path) -> None:
    """A whole, encrypted copy of the store at `path` (which must not exist yet), with the same key."""
    database.execute_sql("VACUUM INTO ?", (str(path),))


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what SQLite says of a broken, locked or full file into one sentence."""
    try:
        yield
    except peewee.DatabaseError as error:
        said = str(error)
        if "locked" in said:
            raise KioskError("De opslag is bezet.", "Sluit de andere kiosk op deze computer.") from None
        if "full" in said or "I/O" in said:
            raise KioskError("De schijf is vol of doet het niet.", "Maak ruimte vrij en begin opnieuw.") from None
        if "readonly" in said or "unable to open" in said:
            raise KioskError("De opslag is niet te beschrijven.", "Kijk of deze gebruiker in de map mag.") from None
        raise KioskError(
            "De opslag gaat niet open: beschadigd, of een andere sleutel.",
            "Haal een reservekopie terug; begin niet opnieuw.",
        ) from None
