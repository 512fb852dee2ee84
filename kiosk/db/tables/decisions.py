"""What directie decided on the ladder, the policy's other roads, and suspensions and letters.

A `pupil` is null, and words are gone, once retention has unlinked them; of a record the pupils' rows are gone.
"""

import peewee as pw

from kiosk.db.tables.base import Row
from kiosk.db.tables.forms import Form
from kiosk.db.tables.people import HomeGroup, Pupil, Staff


class Turn(Row):
    """A fresh start or a deviation that directie decided, with a reason."""

    pupil = pw.ForeignKeyField(Pupil, null=True)
    pupil_id: int | None
    kind = pw.TextField()
    at = pw.DateTimeField()
    step = pw.TextField(null=True)
    reason = pw.TextField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int


class StepTaken(Row):
    """A step of the ladder that directie carried out, for the form (or the deviation) that had set it off."""

    pupil = pw.ForeignKeyField(Pupil, null=True)
    pupil_id: int | None
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
    """What directie did with a proposal of par. 11 that the time-out `road` had led to. Rows are only ever added.

    `held_at` is when the talk was held; null for a suspension, and for a proposal that was not carried out.
    """

    pupil = pw.ForeignKeyField(Pupil, null=True)
    pupil_id: int | None
    kind = pw.TextField()
    road = pw.ForeignKeyField(Road)
    road_id: int
    done_at = pw.DateTimeField()
    done_by = pw.ForeignKeyField(Staff, index=False)
    done_by_id: int
    carried_out = pw.BooleanField()
    outcome = pw.TextField()
    held_at = pw.DateTimeField(null=True)


class Suspension(Row):
    """A suspension that directie decided (par. 11), from `first_day` up to and including `last_day`.

    `form` or `turn` is what the ladder's step hung on, `road` the time-out of a proposal; `objection_days` is the
    setting that was in force. Only a withdrawal can be added later.
    """

    pupil = pw.ForeignKeyField(Pupil, null=True)
    pupil_id: int | None
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

    pupil = pw.ForeignKeyField(Pupil, null=True)
    pupil_id: int | None
    kind = pw.TextField()
    at = pw.DateTimeField()
    by = pw.ForeignKeyField(Staff, index=False)
    by_id: int
    text = pw.TextField()
    evaluate_on = pw.DateField(null=True)
    form = pw.ForeignKeyField(Form, null=True, index=False)
    form_id: int | None
    turn = pw.ForeignKeyField(Turn, null=True, index=False)
    turn_id: int | None
    road = pw.ForeignKeyField(Road, null=True, index=False)
    road_id: int | None
    suspension = pw.ForeignKeyField(Suspension, null=True, index=False)
    suspension_id: int | None
