"""The first tables, frozen as they were in version 0.1; `kiosk/db/tables` may move on."""

from typing import Any

import peewee as pw

from kiosk.db import guards


def up(migrator: Any, db: pw.Database) -> None:
    """Make every table, the indexes that the lists lean on, and the guards around what is only ever added."""

    class Row(pw.Model):
        id = pw.AutoField()

        class Meta:
            database = db
            legacy_table_names = False

    class HomeGroup(Row):
        key = pw.TextField(unique=True)
        name = pw.TextField()
        host = pw.ForeignKeyField("self", null=True)
        active = pw.BooleanField(default=True)

    class Pupil(Row):
        key = pw.TextField(unique=True)
        given_name = pw.TextField()
        prefix = pw.TextField()
        surname = pw.TextField()
        left_on = pw.DateField(null=True)

    class Membership(Row):
        pupil = pw.ForeignKeyField(Pupil)
        group = pw.ForeignKeyField(HomeGroup, null=True)
        year_group = pw.IntegerField(null=True)
        first_day = pw.DateField()
        last_day = pw.DateField(null=True)

    class Staff(Row):
        key = pw.TextField(unique=True, null=True)
        given_name = pw.TextField()
        prefix = pw.TextField()
        surname = pw.TextField()
        role_hint = pw.TextField()
        active = pw.BooleanField(default=True)
        pin_hash = pw.TextField(default="")

    class StaffRole(Row):
        staff = pw.ForeignKeyField(Staff)
        role = pw.TextField()

        class Meta:
            indexes = ((("staff", "role"), True),)

    class StaffGroup(Row):
        staff = pw.ForeignKeyField(Staff)
        group = pw.ForeignKeyField(HomeGroup)

        class Meta:
            indexes = ((("staff", "group"), True),)

    class Tries(Row):
        who = pw.TextField(unique=True)
        wrong = pw.IntegerField()
        wait_until = pw.DateTimeField(null=True)

    class Form(Row):
        number = pw.TextField(unique=True)
        school_year = pw.TextField()
        pupil = pw.ForeignKeyField(Pupil, null=True, index=False)
        home_group = pw.ForeignKeyField(HomeGroup, null=True, index=False)
        year_group = pw.IntegerField(null=True)
        host = pw.ForeignKeyField(HomeGroup, null=True, index=False)
        happened_at = pw.DateTimeField()
        place = pw.TextField()
        main = pw.TextField()
        what_was_seen = pw.TextField()
        consulted = pw.ForeignKeyField(Staff, index=False)
        consulted_at = pw.DateTimeField()
        issued_at = pw.DateTimeField()
        issued_by = pw.ForeignKeyField(Staff, index=False)
        voided_at = pw.DateTimeField(null=True)
        voided_by = pw.ForeignKeyField(Staff, null=True, index=False)
        voided_why = pw.TextField(default="")
        filed_at = pw.DateTimeField(null=True)
        filed_by = pw.ForeignKeyField(Staff, null=True, index=False)
        filed_note = pw.TextField(default="")

    class FormBehaviour(Row):
        form = pw.ForeignKeyField(Form)
        behaviour = pw.TextField()

        class Meta:
            indexes = ((("form", "behaviour"), True),)

    class Code(Row):
        form = pw.ForeignKeyField(Form, unique=True)
        code = pw.TextField(unique=True)
        valid_on = pw.DateField()

    class Answer(Row):
        form = pw.ForeignKeyField(Form)
        question = pw.IntegerField()
        asked_text = pw.TextField()
        text = pw.TextField()
        rev = pw.IntegerField()

        class Meta:
            indexes = ((("form", "question"), True),)

    class FormFact(Row):
        form = pw.ForeignKeyField(Form)
        kind = pw.TextField()
        at = pw.DateTimeField()
        by = pw.ForeignKeyField(Staff, null=True, index=False)
        note = pw.TextField(default="")
        outcome = pw.TextField(null=True)

    class Talk(Row):
        form = pw.ForeignKeyField(Form, unique=True)
        held_at = pw.DateTimeField()
        held_by = pw.ForeignKeyField(Staff, index=False)
        present = pw.TextField()
        outcome = pw.TextField()
        agreement_if = pw.TextField()
        agreement_then = pw.TextField()
        teacher_remark = pw.TextField()
        missed_time = pw.TextField()
        harmed_side = pw.TextField()

    class Turn(Row):
        pupil = pw.ForeignKeyField(Pupil)
        kind = pw.TextField()
        at = pw.DateTimeField()
        step = pw.TextField(null=True)
        reason = pw.TextField()
        by = pw.ForeignKeyField(Staff, index=False)

    class StepTaken(Row):
        pupil = pw.ForeignKeyField(Pupil)
        kind = pw.TextField()
        form = pw.ForeignKeyField(Form, null=True, index=False)
        turn = pw.ForeignKeyField(Turn, null=True, index=False)
        done_at = pw.DateTimeField()
        done_by = pw.ForeignKeyField(Staff, index=False)
        outcome = pw.TextField()

    class LogHead(Row):
        seq = pw.IntegerField()
        digest = pw.TextField()

    class LogRow(Row):
        seq = pw.IntegerField(unique=True)
        prev = pw.TextField()
        digest = pw.TextField()
        at = pw.DateTimeField()
        actor = pw.TextField()
        action = pw.TextField()
        subject = pw.TextField()

    db.create_tables(
        [
            HomeGroup,
            Pupil,
            Membership,
            Staff,
            StaffRole,
            StaffGroup,
            Tries,
            Form,
            FormBehaviour,
            Code,
            Answer,
            FormFact,
            Talk,
            Turn,
            StepTaken,
            LogHead,
            LogRow,
        ]
    )
    # What is still open is little; what was ever issued grows for thirty years.
    db.execute_sql("CREATE INDEX form_open ON form (issued_at) WHERE voided_at IS NULL AND filed_at IS NULL")
    db.execute_sql("CREATE INDEX form_ladder ON form (pupil_id, school_year, number) WHERE voided_at IS NULL")
    db.execute_sql("CREATE INDEX form_figures ON form (school_year, happened_at, pupil_id, main, place, home_group_id)")
    # What happens once is written once, whoever writes it.
    db.execute_sql(
        "CREATE UNIQUE INDEX form_fact_once ON form_fact (form_id, kind) WHERE kind IN "
        "('first_word', 'back_in_class', 'parents_informed', 'taken_home', 'escalated', 'closed')"
    )
    LogHead.create(seq=0, digest="0" * 64)
    guards.add_frozen_without(db, "answer", "code")  # the code is gone at hand-in
    guards.add_insert_only(db, "form_fact")
    guards.add_insert_only(db, "talk")
    guards.add_insert_only(db, "log_row")
    guards.add_write_once(db, "form", ("voided_at", "filed_at"))
