"""The rows of Vandaag, read through the verbs: what each form waits for, and what there is to say about it."""

from kiosk.db import answers, forms, lines, people
from kiosk.db.store import Store
from kiosk.rules.dutch import ordinal, short_day
from kiosk.rules.form import Form, Stage, stage
from kiosk.rules.ladder import STEP_LABELS, dots
from kiosk.rules.number import spaced
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import Counting, StepKind
from kiosk.rules.slip import slip
from kiosk.rules.today import TodayRow, in_order

_LEADS_TO = {**STEP_LABELS, StepKind.PARENTS_TALK: "gesprek met ouders"}  # short enough for a narrow screen


def read_rows(store: Store, actor: Actor) -> list[TodayRow]:
    """The open forms that `actor` may read, the most pressing first."""
    here = {pupil.id: pupil for pupil in people.pupils(store)}
    groups = {group.id: group.name for group in people.groups(store)}
    found = [_row(store, actor, form, here, groups) for form in forms.open_forms(store, actor)]
    return in_order(found, store.clock().date())


def row_of(store: Store, actor: Actor, form: Form) -> TodayRow:
    """The row of one form, also of one that is filed or void."""
    return _row(store, actor, form, {}, {})


def _row(store: Store, actor: Actor, form: Form, here: dict[int, Pupil], groups: dict[int, str]) -> TodayRow:
    pupil = None
    if form.pupil_id is not None:
        pupil = here.get(form.pupil_id) or people.pupil(store, form.pupil_id)
    today, settings = store.clock().date(), store.settings
    left_on = pupil.left_on if pupil else None
    hosted_elsewhere = form.host_id is not None and pupil is not None and form.host_id != pupil.group_id
    return TodayRow(
        form=form,
        slip=slip(form, today, settings.calendar, settings.policy.reminders, left_on),
        name=pupil.name if pupil else "naam gewist",
        given_name=pupil.given_name if pupil else "Dit kind",
        host=groups.get(form.host_id or 0, "") if hosted_elsewhere else "",
        question=_open_question(store, actor, form),
    )


def _open_question(store: Store, actor: Actor, form: Form) -> int:
    """The question that a writing child has open; the words themselves stay where they are."""
    if stage(form) is not Stage.WRITING:
        return 0
    newest = max(answers.answers(store, actor, form.id), key=lambda words: words.rev, default=None)
    return newest.question if newest else 0


def about(store: Store, row: TodayRow) -> str:
    """Two lines about a row: where the form stands on the ladder, and which form it is."""
    form, policy = row.form, store.settings.policy
    told = []
    mark = lines.line_of(store, form.pupil_id).mark(form.id) if form.pupil_id is not None else None
    if mark:
        period = "dit schooljaar" if policy.counting is Counting.SCHOOL_YEAR else "tot nu toe"
        told.append(f"{ordinal(mark.nth).capitalize()} formulier {period}.  {dots(mark)} → {_LEADS_TO[mark.step]}")
    what = f"{policy.behaviour_label(form.main)}, {policy.place_label(form.place)}, {short_day(form.happened_at)}"
    told.append(f"Formulier {spaced(form.number)}   {what}")
    return "\n".join(told)
