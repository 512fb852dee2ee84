"""Forms, and all that happened to them."""

import peewee as pw

from kiosk.db.tables.base import Row
from kiosk.db.tables.people import HomeGroup, Pupil, Staff
from kiosk.rules.way import Way


class Form(Row):
    """One Oeps form. `pupil` is null once retention has unlinked it; `home_group` is the one of then.

    `way` is how the pupil answers; an adult may change it until the hand-in. `salt` keeps who reads the log from
    guessing the words behind the digest in it (see `db.seal`).
    """

    number = pw.TextField(unique=True)
    school_year = pw.TextField()
    pupil = pw.ForeignKeyField(Pupil, null=True, index=False)
    pupil_id: int | None
    home_group = pw.ForeignKeyField(HomeGroup, null=True, index=False)
    home_group_id: int | None
    year_group = pw.IntegerField(null=True)
    host = pw.ForeignKeyField(HomeGroup, null=True, index=False)
    host_id: int | None
    happened_at = pw.DateTimeField()
    place = pw.TextField()
    main = pw.TextField()
    what_was_seen = pw.TextField()
    consulted = pw.ForeignKeyField(Staff, index=False)
    consulted_id: int
    consulted_at = pw.DateTimeField()
    issued_at = pw.DateTimeField()
    issued_by = pw.ForeignKeyField(Staff, index=False)
    issued_by_id: int
    way = pw.TextField(default=Way.TYPING.value)
    voided_at = pw.DateTimeField(null=True)
    voided_by = pw.ForeignKeyField(Staff, null=True, index=False)
    voided_by_id: int | None
    voided_why = pw.TextField(default="")
    filed_at = pw.DateTimeField(null=True)
    filed_by = pw.ForeignKeyField(Staff, null=True, index=False)
    filed_by_id: int | None
    filed_note = pw.TextField(default="")
    salt = pw.TextField(null=True)


class FormBehaviour(Row):
    """The behaviours a form names, the main one among them."""

    form = pw.ForeignKeyField(Form, backref="behaviour_rows")
    form_id: int
    behaviour = pw.TextField()

    class Meta:
        indexes = ((("form", "behaviour"), True),)


class Code(Row):
    """The pupil's code of an open form: gone at hand-in, and with it the pupil's right to write.

    It opens the form on the day `valid_on` only; words of who opened it then are kept as long as it is there.
    """

    form = pw.ForeignKeyField(Form, unique=True)
    form_id: int
    code = pw.TextField(unique=True)
    valid_on = pw.DateField()


class Answer(Row):
    """A pupil's answer to one question, with the question as it was asked. `rev` grows with every save of the form; 0
    is an empty row of a child whose form it turned out not to be.

    `picks` are the chosen cards as JSON: [[key, strength, label], …]. `typed_by` is the adult to whom the child told
    it; `saved_at` when it was last saved. Frozen while the form has no `Code`.
    """

    form = pw.ForeignKeyField(Form, backref="answers")
    form_id: int
    question = pw.IntegerField()
    asked_text = pw.TextField()
    text = pw.TextField()
    rev = pw.IntegerField()
    picks = pw.TextField(default="[]")
    typed_by = pw.ForeignKeyField(Staff, null=True, index=False)
    typed_by_id: int | None
    saved_at = pw.DateTimeField(null=True)

    class Meta:
        indexes = ((("form", "question"), True),)


class FormFact(Row):
    """Something that happened to a form; `person` is who of the parents signed, say. Rows are only ever added."""

    form = pw.ForeignKeyField(Form, backref="facts")
    form_id: int
    kind = pw.TextField()
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, null=True, index=False)
    by_id: int | None
    note = pw.TextField(default="")
    outcome = pw.TextField(null=True)
    person = pw.TextField(default="")


class Talk(Row):
    """The talk after a form: one a form."""

    form = pw.ForeignKeyField(Form, unique=True)
    form_id: int
    held_at = pw.DateTimeField()
    held_by = pw.ForeignKeyField(Staff, index=False)
    held_by_id: int
    present = pw.TextField()
    outcome = pw.TextField()
    agreement_if = pw.TextField()
    agreement_then = pw.TextField()
    teacher_remark = pw.TextField()
    missed_time = pw.TextField()
    harmed_side = pw.TextField()
    harmed_part = pw.TextField(default="")
