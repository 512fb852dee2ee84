"""Guards inside the store itself: rows that are only ever added, and columns that are written once.

The statements are SQLite's own; another server gets its own file with the same names.
"""

from collections.abc import Iterable

import peewee as pw


def add_insert_only(db: pw.Database, table: str) -> None:
    """From now on rows of `table` can be added, and neither changed nor deleted."""
    for change in ("UPDATE", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
        )


def add_write_once(db: pw.Database, table: str, columns: Iterable[str]) -> None:
    """From now on each of `columns` can be filled once; a filled one never changes."""
    for column in columns:
        db.execute_sql(
            f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE OF {column} ON {table} "
            f"WHEN OLD.{column} IS NOT NULL BEGIN SELECT RAISE(ABORT, '{table}.{column} is write-once'); END"
        )
