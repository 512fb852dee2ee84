"""Locked, logged and kept: once-codes, a salt for what was handed in, and guards around the log's chain."""

from typing import Any

import peewee as pw

from kiosk.db import guards


def up(migrator: Any, db: pw.Database) -> None:
    """Add a column, tables and guards; what was handed in before has no digest in the log, and nothing to compare."""
    db.execute_sql("ALTER TABLE form ADD COLUMN salt TEXT")
    # A wait ran by the clock on the wall, which can be moved: it is kept by a steady one now (see `vault.pins.Waits`).
    db.execute_sql("ALTER TABLE tries DROP COLUMN wait_until")
    _make_tables(db)
    guards.add_chained(db, "log_row", "log_head")
    _let_retention_through(db)


def _make_tables(db: pw.Database) -> None:
    class Row(pw.Model):
        id = pw.AutoField()

        class Meta:
            database = db
            legacy_table_names = False

    class Staff(Row):
        pass

    class RetentionPass(Row):
        pass

    class OnceCode(Row):
        staff = pw.ForeignKeyField(Staff, unique=True)
        code_hash = pw.TextField()
        valid_on = pw.DateField()
        tries = pw.IntegerField(default=0)

    db.create_tables([OnceCode, RetentionPass])


_EMPTIED = {
    "form_fact": ("note", "person"),
    "talk": (
        *("present", "outcome", "agreement_if", "agreement_then", "teacher_remark"),
        *("missed_time", "harmed_side", "harmed_part"),
    ),
    "turn": ("pupil_id", "reason"),
    "step_taken": ("pupil_id", "outcome"),
    "step_review": ("outcome",),
    "proposal_taken": ("pupil_id", "outcome"),
    "suspension_task": ("note",),
    "letter": ("pupil_id", "text"),
    "road_review": ("outcome",),
}
"""What retention empties in tables to which rows are only ever added."""


def _let_retention_through(db: pw.Database) -> None:
    """Rows may be without a pupil, and the one verb of retention gets past the guards of what it empties."""
    unlinked = ("membership", "turn", "step_taken", "proposal_taken", "suspension", "letter")
    for table, column in (*((table, "pupil_id") for table in unlinked), ("pupil", "key")):
        db.execute_sql(f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL")
    # Te doen asks each morning whether anything with a name is past its term; soon that is only a few school years.
    db.execute_sql("CREATE INDEX form_named ON form (school_year, pupil_id) WHERE pupil_id IS NOT NULL")
    for table, columns in _EMPTIED.items():
        guards.let_retention_empty(db, f"{table}_no_update", table, columns)
    road = ("people", "agreements", "details", "voided_why")
    suspension = ("pupil_id", "reason", "heard", "schoolwork", "contact", "last_chance_why", "withdrawn_why")
    for table, columns, later in (
        ("road", road, ("voided_at", "voided_by_id")),
        ("suspension", suspension, ("withdrawn_at", "withdrawn_by_id")),
    ):
        guards.let_retention_empty(db, f"{table}_kept_update", table, (*columns, *later))
        guards.let_retention_empty(db, f"{table}_frozen", table, columns)
    guards.let_retention_delete(db, "answer_frozen_delete")
    guards.let_retention_delete(db, "road_pupil_no_delete")
