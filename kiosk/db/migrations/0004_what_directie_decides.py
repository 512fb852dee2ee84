"""Directie's decisions: looking back on a step, proposals of par. 11, suspensions with their tasks, and letters."""

from typing import Any

import peewee as pw

from kiosk.db import guards


def up(migrator: Any, db: pw.Database) -> None:
    """Add a column, tables and guards; steps that were taken before have no day to look back."""
    db.execute_sql("ALTER TABLE step_taken ADD COLUMN evaluate_on DATE")
    db.execute_sql("CREATE UNIQUE INDEX form_fact_followed ON form_fact (form_id) WHERE kind = 'followed_up'")
    # Te doen asks each morning which agreements were not kept; hardly any row of this large table is one.
    db.execute_sql(
        "CREATE INDEX form_fact_not_kept ON form_fact (at, form_id) "
        "WHERE kind = 'agreement_checked' AND outcome = 'not_kept'"
    )
    # Te doen numbers the forms of each pupil as the ladder orders them: by moment of issue, then number.
    db.execute_sql("DROP INDEX form_ladder")
    db.execute_sql(
        "CREATE INDEX form_ladder ON form (pupil_id, school_year, issued_at, number) WHERE voided_at IS NULL"
    )
    db.execute_sql("CREATE INDEX step_taken_form ON step_taken (form_id, kind, pupil_id)")
    db.execute_sql("CREATE INDEX form_voided ON form (voided_at) WHERE voided_at IS NOT NULL")
    db.execute_sql("CREATE INDEX step_taken_evaluate ON step_taken (evaluate_on) WHERE evaluate_on IS NOT NULL")
    _make_tables(db)
    for table in ("turn", "step_taken", "step_review", "proposal_taken", "suspension_task", "letter"):
        guards.add_insert_only(db, table)
    withdrawn = ("withdrawn_at", "withdrawn_by_id", "withdrawn_why")
    guards.add_kept_but_for(db, "suspension", withdrawn)
    guards.add_frozen_when(db, "suspension", "withdrawn_at")


def _make_tables(db: pw.Database) -> None:
    class Row(pw.Model):
        id = pw.AutoField()

        class Meta:
            database = db
            legacy_table_names = False

    class Staff(Row):
        pass

    class Pupil(Row):
        pass

    class Form(Row):
        pass

    class Turn(Row):
        pass

    class StepTaken(Row):
        pass

    class Road(Row):
        pass

    class StepReview(Row):
        step = pw.ForeignKeyField(StepTaken)
        at = pw.DateTimeField()
        by = pw.ForeignKeyField(Staff, index=False)
        outcome = pw.TextField()
        next_on = pw.DateField(null=True)

    class ProposalTaken(Row):
        pupil = pw.ForeignKeyField(Pupil)
        kind = pw.TextField()
        road = pw.ForeignKeyField(Road)
        done_at = pw.DateTimeField()
        done_by = pw.ForeignKeyField(Staff, index=False)
        carried_out = pw.BooleanField()
        outcome = pw.TextField()
        held_at = pw.DateTimeField(null=True)

    class Suspension(Row):
        pupil = pw.ForeignKeyField(Pupil)
        decided_at = pw.DateTimeField()
        decided_by = pw.ForeignKeyField(Staff, index=False)
        first_day = pw.DateField()
        last_day = pw.DateField()
        return_at = pw.DateTimeField()
        reason = pw.TextField()
        heard = pw.TextField()
        heard_on = pw.DateField()
        schoolwork = pw.TextField()
        contact = pw.TextField()
        last_chance = pw.TextField()
        last_chance_why = pw.TextField(default="")
        conference = pw.ForeignKeyField(Road, null=True, index=False)
        form = pw.ForeignKeyField(Form, null=True, index=False)
        turn = pw.ForeignKeyField(Turn, null=True, index=False)
        road = pw.ForeignKeyField(Road, null=True, index=False)
        objection_days = pw.IntegerField()
        withdrawn_at = pw.DateTimeField(null=True)
        withdrawn_by = pw.ForeignKeyField(Staff, null=True, index=False)
        withdrawn_why = pw.TextField(default="")

    class SuspensionTask(Row):
        suspension = pw.ForeignKeyField(Suspension)
        kind = pw.TextField()
        done_on = pw.DateField()
        at = pw.DateTimeField()
        by = pw.ForeignKeyField(Staff, index=False)
        note = pw.TextField(default="")

        class Meta:
            indexes = ((("suspension", "kind"), True),)

    class Letter(Row):
        pupil = pw.ForeignKeyField(Pupil)
        kind = pw.TextField()
        at = pw.DateTimeField()
        by = pw.ForeignKeyField(Staff, index=False)
        text = pw.TextField()
        evaluate_on = pw.DateField(null=True)
        form = pw.ForeignKeyField(Form, null=True, index=False)
        turn = pw.ForeignKeyField(Turn, null=True, index=False)
        road = pw.ForeignKeyField(Road, null=True, index=False)
        suspension = pw.ForeignKeyField(Suspension, null=True, index=False)

    db.create_tables([StepReview, ProposalTaken, Suspension, SuspensionTask, Letter])
