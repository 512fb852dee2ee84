"""What Vandaag reads through the verbs: whose list it is, what each form waits for, and what to say about it."""

from dataclasses import replace
from textwrap import shorten

from kiosk.db import agreements, answers, forms, lines, people, roads
from kiosk.db.store import Store
from kiosk.rules.agreement import check_day
from kiosk.rules.choices import parents_to_tell
from kiosk.rules.dutch import ordinal, short_day
from kiosk.rules.form import Form, Stage, stage
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.ladder import dots
from kiosk.rules.number import spaced
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import Counting
from kiosk.rules.slip import slip
from kiosk.rules.today import RoadRow, TodayRow, in_order
from kiosk.rules.today_why import why
from kiosk.screens.roads.road_words import TWO_LINES, road_words

NOT_TOLD = "▲ Ouders zijn nog niet ingelicht."


def who_is_in(store: Store, actor: Actor) -> str:
    """The name and home groups of who is in: "Fenna ter Beek · De Egels"."""
    mine = [group.name for group in people.groups(store) if group.id in actor.group_ids]
    return " · ".join([actor.name, *mine])


def read_rows(store: Store, actor: Actor) -> list[TodayRow | RoadRow]:
    """What waits for `actor`, the most pressing first: open forms, agreements to check, other roads to look back on."""
    here = {pupil.id: pupil for pupil in people.pupils(store)}
    groups = {group.id: group.name for group in people.groups(store)}
    found: list[TodayRow | RoadRow] = [_row(store, form, here, groups) for form in forms.open_forms(store, actor)]
    for form, talk in agreements.agreements_to_check(store, actor):
        row = _row(store, form, here, groups)
        found.append(replace(row, talk=talk, check_on=check_day(talk, store.settings.calendar)))
    for road in roads.due_roads(store, actor):
        child = here.get(road.pupils[0]) or people.pupil(store, road.pupils[0])
        found.append(RoadRow(road, child.name))
    return in_order(found, store.clock().date())


def row_of(store: Store, form: Form) -> TodayRow:
    """The row of one form, also of one that is filed or void."""
    return _row(store, form, {}, {})


def _row(store: Store, form: Form, here: dict[int, Pupil], groups: dict[int, str]) -> TodayRow:
    pupil = None
    if form.pupil_id is not None:
        pupil = here.get(form.pupil_id) or people.pupil(store, form.pupil_id)
    today, settings = store.clock().date(), store.settings
    policy = settings.policy
    left_on = pupil.left_on if pupil else None
    hosted_elsewhere = form.host_id is not None and pupil is not None and form.host_id != pupil.group_id
    writing = stage(form) is Stage.WRITING
    question, typed_at = answers.at_work(form) if writing else (0, None)
    return TodayRow(
        form=form,
        slip=slip(form, today, settings.calendar, policy.reminders, left_on, policy.due_days),
        name=pupil.name if pupil else "naam gewist",
        given_name=pupil.given_name if pupil else "Dit kind",
        host=groups.get(form.host_id or 0, "") if hosted_elsewhere else "",
        question=question,
        typed_at=typed_at,
    )


def why_on_list(store: Store, row: TodayRow | RoadRow) -> str:
    """Why the row is on the list, and that the parents were not told yet, if so: what fits on two lines."""
    today = store.clock().date()
    if isinstance(row, RoadRow):
        return road_words(store).about(row.road)
    if row.talk or not parents_to_tell(row.form):
        return shorten(why(row, today), TWO_LINES, placeholder=" …")
    return f"{shorten(why(row, today), TWO_LINES - len(NOT_TOLD), placeholder=' …')}\n{NOT_TOLD}"


def about(store: Store, row: TodayRow | RoadRow) -> str:
    """Two lines about a row: where the form is on the ladder and which form it is; or which road, and with whom."""
    if isinstance(row, RoadRow):
        words = road_words(store)
        return f"{words.title(row.road)}\n{words.who(row.road)}"
    form, policy = row.form, store.settings.policy
    told = []
    mark = lines.line_of(store, form.pupil_id).mark(form.id) if form.pupil_id is not None else None
    if mark:
        period = "dit schooljaar" if policy.counting is Counting.SCHOOL_YEAR else "tot nu toe"
        told.append(f"{ordinal(mark.nth).capitalize()} formulier {period}.  {dots(mark)} → {STEP_NAMES[mark.step]}")
    what = f"{short_day(form.happened_at)}, {policy.behaviour_label(form.main)}, {policy.place_label(form.place)}"
    told.append(f"Formulier {spaced(form.number)}   {what}")
    return "\n".join(told)
