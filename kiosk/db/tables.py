"""The tables. Only `db` knows them; they hold facts, and nothing that can be computed from facts."""

import peewee as pw

from kiosk.db.cipher import EncryptedDatabase
from kiosk.rules.way import Way

database = EncryptedDatabase()


class Row(pw.Model):
    """What every table shares."""

    id = pw.AutoField()

    class Meta:
        database = database
        legacy_table_names = False


class HomeGroup(Row):
    """A home group; `host` is its parallel group."""

    key = pw.TextField(unique=True)
    name = pw.TextField()
    host = pw.ForeignKeyField("self", null=True)
    host_id: int | None
    active = pw.BooleanField(default=True)


class Pupil(Row):
    """A pupil: a name and the school's key, nothing else. The gone become inactive."""

    key = pw.TextField(unique=True)
    given_name = pw.TextField()
    prefix = pw.TextField()
    surname = pw.TextField()
    left_on = pw.DateField(null=True)


class Membership(Row):
    """Where a pupil was from `first_day` up to and including `last_day` (null: still)."""

    pupil = pw.ForeignKeyField(Pupil, backref="memberships")
    pupil_id: int
    group = pw.ForeignKeyField(HomeGroup, null=True)
    group_id: int | None
    year_group = pw.IntegerField(null=True)
    first_day = pw.DateField()
    last_day = pw.DateField(null=True)


class Staff(Row):
    """A staff member. `pin_hash` is empty until they have a PIN."""

    key = pw.TextField(unique=True, null=True)
    given_name = pw.TextField()
    prefix = pw.TextField()
    surname = pw.TextField()
    role_hint = pw.TextField()
    active = pw.BooleanField(default=True)
    pin_hash = pw.TextField(default="")


class StaffRole(Row):
    """A role that somebody was given here; what a file says grants nothing."""

    staff = pw.ForeignKeyField(Staff, backref="role_rows")
    staff_id: int
    role = pw.TextField()

    class Meta:
        indexes = ((("staff", "role"), True),)


class StaffGroup(Row):
    """The home groups a staff member has."""

    staff = pw.ForeignKeyField(Staff, backref="group_rows")
    staff_id: int
    group = pw.ForeignKeyField(HomeGroup)
    group_id: int

    class Meta:
        indexes = ((("staff", "group"), True),)


class Tries(Row):
    """Wrong tries in a row, per person ("staff 12") and for the pupils' code ("code")."""

    who = pw.TextField(unique=True)
    wrong = pw.IntegerField()
    wait_until = pw.DateTimeField(null=True)


class Form(Row):
    """One Oeps form. `pupil` is null once retention has unlinked it; `home_group` is the one of then.

    `way` is how the pupil answers; an adult may change it until the hand-in.
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


class Turn(Row):
    """A fresh start or a deviation that directie decided, with a reason."""

    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int
    kind = pw.TextField()
    at = pw.DateTimeField()
    step = pw.TextField(null=True)
    reason = pw.TextField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int


class StepTaken(Row):
    """A step of the ladder that directie carried out, for the form (or the deviation) that had set it off."""

    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int
    kind = pw.TextField()
    form = pw.ForeignKeyField(Form, null=True, index=False)
    form_id: int | None
    turn = pw.ForeignKeyField(Turn, null=True, index=False)
    turn_id: int | None
    done_at = pw.DateTimeField()
    done_by = pw.ForeignKeyField(Staff, index=False)
    done_by_id: int
    outcome = pw.TextField()
    evaluate_on = pw.DateField(null=True)


class StepReview(Row):
    """A look back at a step that was taken; with `next_on` another one follows. Rows are only ever added."""

    step = pw.ForeignKeyField(StepTaken)
    step_id: int
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int
    outcome = pw.TextField()
    next_on = pw.DateField(null=True)


class Road(Row):
    """A record of another road of the policy (par. 8, 10 and 11); `details` are its own fields as JSON."""

    kind = pw.TextField()
    held_at = pw.DateTimeField()
    group = pw.ForeignKeyField(HomeGroup, null=True, index=False)
    group_id: int | None
    people = pw.TextField()
    agreements = pw.TextField()
    evaluate_on = pw.DateField(null=True)
    details = pw.TextField(default="{}")
    written_at = pw.DateTimeField()
    written_by = pw.ForeignKeyField(Staff, index=False)
    written_by_id: int
    voided_at = pw.DateTimeField(null=True)
    voided_by = pw.ForeignKeyField(Staff, null=True, index=False)
    voided_by_id: int | None
    voided_why = pw.TextField(default="")


class RoadPupil(Row):
    """A pupil whom a record is about. Rows are only ever added."""

    road = pw.ForeignKeyField(Road)
    road_id: int
    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int

    class Meta:
        indexes = ((("road", "pupil"), True),)


class RoadReview(Row):
    """A look back at a road; with `next_on` another one follows. Rows are only ever added."""

    road = pw.ForeignKeyField(Road)
    road_id: int
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int
    outcome = pw.TextField()
    next_on = pw.DateField(null=True)


class ProposalTaken(Row):
    """What directie did with a proposal of par. 11 that the time-out `road` had led to. Rows are only ever added."""

    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int
    kind = pw.TextField()
    road = pw.ForeignKeyField(Road)
    road_id: int
    done_at = pw.DateTimeField()
    done_by = pw.ForeignKeyField(Staff, index=False)
    done_by_id: int
    carried_out = pw.BooleanField()
    outcome = pw.TextField()


class Suspension(Row):
    """A suspension that directie decided (par. 11), from `first_day` up to and including `last_day`.

    `form` or `turn` is what the ladder's step hung on, `road` the time-out of a proposal; `objection_days` is the
    setting that was in force. Only a withdrawal can be added later.
    """

    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int
    decided_at = pw.DateTimeField()
    decided_by = pw.ForeignKeyField(Staff, index=False)
    decided_by_id: int
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
    conference_id: int | None
    form = pw.ForeignKeyField(Form, null=True, index=False)
    form_id: int | None
    turn = pw.ForeignKeyField(Turn, null=True, index=False)
    turn_id: int | None
    road = pw.ForeignKeyField(Road, null=True, index=False)
    road_id: int | None
    objection_days = pw.IntegerField()
    withdrawn_at = pw.DateTimeField(null=True)
    withdrawn_by = pw.ForeignKeyField(Staff, null=True, index=False)
    withdrawn_by_id: int | None
    withdrawn_why = pw.TextField(default="")


class SuspensionTask(Row):
    """A duty of a suspension that was done. Rows are only ever added."""

    suspension = pw.ForeignKeyField(Suspension)
    suspension_id: int
    kind = pw.TextField()
    done_on = pw.DateField()
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int
    note = pw.TextField(default="")

    class Meta:
        indexes = ((("suspension", "kind"), True),)


class Letter(Row):
    """A letter that went on paper, word for word, and what it is about. Rows are only ever added."""

    pupil = pw.ForeignKeyField(Pupil)
    pupil_id: int
    kind = pw.TextField()
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int
    text = pw.TextField()
    form = pw.ForeignKeyField(Form, null=True, index=False)
    form_id: int | None
    turn = pw.ForeignKeyField(Turn, null=True, index=False)
    turn_id: int | None
    road = pw.ForeignKeyField(Road, null=True, index=False)
    road_id: int | None
    suspension = pw.ForeignKeyField(Suspension, null=True, index=False)
    suspension_id: int | None


class Setting(Row):
    """What was chosen once on this kiosk, such as its printer."""

    key = pw.TextField(unique=True)
    value = pw.TextField()


class LogHead(Row):
    """One row: the number and digest of the newest log row."""

    seq = pw.IntegerField()
    digest = pw.TextField()


class LogRow(Row):
    """Who did what to which id, and when. Never a name, never a word."""

    seq = pw.IntegerField(unique=True)
    prev = pw.TextField()
    digest = pw.TextField()
    at = pw.DateTimeField()
    actor = pw.TextField()
    action = pw.TextField()
    subject = pw.TextField()


ALL = (
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
    StepReview,
    Road,
    RoadPupil,
    RoadReview,
    ProposalTaken,
    Suspension,
    SuspensionTask,
    Letter,
    Setting,
    LogHead,
    LogRow,
)
