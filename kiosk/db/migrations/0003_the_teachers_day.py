"""The teacher's day: who signed, the harmed child's part, the printer that was chosen, and the policy's other roads."""

from typing import Any

import peewee as pw

from kiosk.db import guards


def up(migrator: Any, db: pw.Database) -> None:
    """Add columns and tables; what was written before had nobody named, and no part of a harmed child."""
    db.execute_sql("ALTER TABLE form_fact ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE talk ADD COLUMN harmed_part TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE answer ADD COLUMN saved_at DATETIME")
    db.execute_sql("CREATE UNIQUE INDEX form_fact_check ON form_fact (form_id) WHERE kind = 'agreement_checked'")
    # Vandaag asks each morning which agreements of this school year are to be looked at.
    db.execute_sql("CREATE INDEX talk_agreement ON talk (held_at) WHERE agreement_then <> ''")
    _make_tables(db)
    guards.add_insert_only(db, "road_pupil")
    guards.add_insert_only(db, "road_review")
    void = ("voided_at", "voided_by_id", "voided_why")
    guards.add_kept_but_for(db, "road", void)
    guards.add_frozen_when(db, "road", "voided_at")


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

    class HomeGroup(Row):
        pass

    class Form(Row):
        pass

    class Setting(Row):
        key = pw.TextField(unique=True)
        value = pw.TextField()

    class Road(Row):
        kind = pw.TextField()
        held_at = pw.DateTimeField()
        group = pw.ForeignKeyField(HomeGroup, null=True, index=False)
        people = pw.TextField()
        agreements = pw.TextField()
        evaluate_on = pw.DateField(null=True)
        details = pw.TextField(default="{}")
        written_at = pw.DateTimeField()
        written_by = pw.ForeignKeyField(Staff, index=False)
        voided_at = pw.DateTimeField(null=True)
        voided_by = pw.ForeignKeyField(Staff, null=True, index=False)
        voided_why = pw.TextField(default="")

    class RoadPupil(Row):
        road = pw.ForeignKeyField(Road)
        pupil = pw.ForeignKeyField(Pupil)

        class Meta:
            indexes = ((("road", "pupil"), True),)

    class RoadReview(Row):
        road = pw.ForeignKeyField(Road)
        at = pw.DateTimeField()
        by = pw.ForeignKeyField(Staff, index=False)
        outcome = pw.TextField()
        next_on = pw.DateField(null=True)

    db.create_tables([Setting, Road, RoadPupil, RoadReview])
