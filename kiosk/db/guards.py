"""Guards inside the store itself: rows that are only ever added or frozen after a while, columns written once.

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


def add_kept_but_for(db: pw.Database, table: str, columns: Iterable[str]) -> None:
    """From now on no row of `table` is deleted, and nothing in one changes but `columns`."""
    named = set(columns)
    fixed = ", ".join(f'"{one.name}"' for one in db.get_columns(table) if one.name not in named)
    for change in (f"UPDATE OF {fixed}", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER {table}_kept_{change.split()[0].lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is kept as it is'); END"
        )


def add_write_once(db: pw.Database, table: str, columns: Iterable[str]) -> None:
    """From now on each of `columns` can be filled once; a filled one never changes."""
    for column in columns:
        db.execute_sql(
            f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE OF {column} ON {table} "
            f"WHEN OLD.{column} IS NOT NULL BEGIN SELECT RAISE(ABORT, '{table}.{column} is write-once'); END"
        )


def add_frozen_when(db: pw.Database, table: str, column: str) -> None:
    """From now on a row of `table` of which `column` is filled does not change any more."""
    db.execute_sql(
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN OLD.{column} IS NOT NULL "
        f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
    )


def add_frozen_without(db: pw.Database, table: str, holder: str) -> None:
    """From now on rows of `table` are added and changed only while their form has a row in `holder`; none is deleted.

    A row stays with its form: moving it would slip another form's words in.
    """
    frozen = f"RAISE(ABORT, '{table} is frozen')"
    has_none = f"NOT EXISTS (SELECT 1 FROM {holder} WHERE {holder}.form_id = NEW.form_id)"  # noqa: S608  (our names)
    db.execute_sql(
        f"CREATE TRIGGER {table}_frozen_insert BEFORE INSERT ON {table} WHEN {has_none} BEGIN SELECT {frozen}; END"
    )
    db.execute_sql(
        f"CREATE TRIGGER {table}_frozen_update BEFORE UPDATE ON {table} "
        f"WHEN OLD.form_id <> NEW.form_id OR {has_none} BEGIN SELECT {frozen}; END"
    )
    db.execute_sql(f"CREATE TRIGGER {table}_frozen_delete BEFORE DELETE ON {table} BEGIN SELECT {frozen}; END")
