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


def add_chained(db: pw.Database, table: str, head: str) -> None:
    """From now on a row of `table` is added only as the next one of its chain, and `head` only moves on with it.

    The head moves in two steps (its number, the row, the row's digest); it is never added to, taken out or put back.
    """
    next_row = f"(NEW.seq, NEW.prev) = (SELECT seq, digest FROM {head})"  # noqa: S608  (our names)
    db.execute_sql(
        f"CREATE TRIGGER {table}_chained BEFORE INSERT ON {table} "
        f"WHEN NOT COALESCE({next_row}, 0) BEGIN SELECT RAISE(ABORT, '{table} is a chain'); END"
    )
    counts_on = "NEW.seq = OLD.seq + 1 AND NEW.digest = OLD.digest"
    takes_row = f"NEW.seq = OLD.seq AND NEW.digest = (SELECT digest FROM {table} WHERE seq = OLD.seq)"  # noqa: S608
    db.execute_sql(
        f"CREATE TRIGGER {head}_moves_on BEFORE UPDATE ON {head} "
        f"WHEN NOT ({counts_on} OR COALESCE({takes_row}, 0)) "
        f"BEGIN SELECT RAISE(ABORT, '{head} only moves on'); END"
    )
    for change in ("INSERT", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER {head}_no_{change.lower()} BEFORE {change} ON {head} "
            f"BEGIN SELECT RAISE(ABORT, '{head} has one row'); END"
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


_UNLESS_RETENTION = "NOT EXISTS (SELECT 1 FROM retention_pass)"


def let_retention_empty(db: pw.Database, guard: str, table: str, columns: Iterable[str]) -> None:
    """From now on the trigger `guard` on updates of `table` lets retention change `columns`, and nothing else through.

    Retention has a pass: a row that stands in `retention_pass` within its own transaction, and is not seen outside it.
    """
    named = set(columns)
    fixed = [one.name for one in db.get_columns(table) if one.name not in named]
    _narrow(
        db, guard, " OR ".join([_UNLESS_RETENTION, *(f'OLD."{one}" IS DISTINCT FROM NEW."{one}"' for one in fixed)])
    )


def let_retention_delete(db: pw.Database, guard: str) -> None:
    """From now on the trigger `guard` on deletes lets retention through, and nobody else."""
    _narrow(db, guard, _UNLESS_RETENTION)


def _narrow(db: pw.Database, guard: str, when: str) -> None:
    """Make the trigger again, for what it caught as far as `when` holds too."""
    (made,) = db.execute_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (guard,)).fetchone()
    head, body = made.split(" BEGIN ", 1)
    on, _, caught = head.partition(" WHEN ")
    db.execute_sql(f"DROP TRIGGER {guard}")
    db.execute_sql(f"{on} WHEN ({when})" + (f" AND ({caught})" if caught else "") + f" BEGIN {body}")
