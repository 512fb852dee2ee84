"""The letters that went on paper, word for word. Rows are only ever added: what was sent cannot be unsaid."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from kiosk.db import lines, roads, rows, tables
from kiosk.db.store import Store
from kiosk.errors import KioskError, Refused
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.form import Form
from kiosk.rules.letters import About, Letter, LetterKind, check_may_write
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import Road
from kiosk.rules.waiting import marks_up_to
from kiosk.text import clean


@dataclass(frozen=True)
class Ground:
    """What a letter hangs on, and what was done before.

    `forms` of the ladder's round up to the one that set the step off; `reason` of a deviation; the days of
    `parents_talks` since the first of them; `evaluate_on`, once the step was carried out. Or `road`, and the
    `time_outs` of its school year up to it.
    """

    forms: tuple[Form, ...] = ()
    reason: str = ""
    parents_talks: tuple[date, ...] = ()
    evaluate_on: date | None = None
    road: Road | None = None
    time_outs: tuple[Road, ...] = ()


def ground_of(store: Store, actor: Actor, about: About) -> Ground:
    """What the step or record behind this letter is. For directie; `Refused` for others, or when it is not there.

    After a deviation the forms are those that count now.
    """
    check_may_write(actor)
    if about.road_id is not None:
        return _road_ground(store, actor, about)
    line = lines.line_of(store, about.pupil_id)
    last_form = about.form_id or (line.marks[-1].form_id if line.marks else 0)
    ids = [mark.form_id for mark in marks_up_to(line, last_form)]
    turn = tables.Turn.get_or_none((tables.Turn.id == about.turn_id) & (tables.Turn.pupil == about.pupil_id))
    step = tables.StepTaken
    this_step = (step.form == about.form_id) if about.form_id else (step.turn == about.turn_id)
    taken = step.get_or_none((step.pupil == about.pupil_id) & this_step)
    forms = rows.load_forms(tables.Form.select().where(tables.Form.id.in_(ids)))
    talks = [one.taken for one in line.steps if one.kind is StepKind.PARENTS_TALK and one.taken]
    # Of another round or school year nothing is held against the child any more.
    began = min((one.issued_at for one in forms), default=_year_began(store))
    return Ground(
        forms=tuple(forms),
        reason=turn.reason if turn else "",
        parents_talks=tuple(talk.done_at.date() for talk in talks if talk.done_at >= began),
        evaluate_on=taken.evaluate_on if taken else None,
    )


def _year_began(store: Store) -> datetime:
    return datetime.combine(school_year_days(school_year(store.clock().date()))[0], time())


def _road_ground(store: Store, actor: Actor, about: About) -> Ground:
    theirs = roads.roads_of(store, actor, about.pupil_id)
    road = next((one for one in theirs if one.id == about.road_id), None)
    if road is None:
        raise Refused("Dit gaat niet over deze leerling.", "Kies het opnieuw van de lijst.")
    year = school_year(road.held_at.date())
    time_outs = [
        one
        for one in theirs
        if one.kind is RoadKind.TIME_OUT and not one.voided_at and one.held_at <= road.held_at
        if school_year(one.held_at.date()) == year
    ]
    return Ground(road=road, time_outs=tuple(time_outs))


def keep_letter(
    store: Store, actor: Actor, kind: LetterKind, about: About, text: str, evaluate_on: date | None = None
) -> Letter:
    """Keep a letter that was printed or saved, with its text as it was sent. For directie; `Refused` for others.

    `evaluate_on` is the day to look back that it names, if it does.
    """
    check_may_write(actor)
    if actor.staff_id is None:
        raise Refused("Een brief schrijft de directie.", "Log in met je naam en pincode.")
    text = clean(text).strip()
    if not text:
        raise Refused("Deze brief is leeg.", "Begin opnieuw.")
    with store.act(actor, Action.WRITE_LETTER) as deed:
        pupil = rows.load_pupil(about.pupil_id)
        row = tables.Letter.create(
            pupil=pupil.id,
            kind=kind,
            at=deed.now,
            by=actor.staff_id,
            text=text,
            evaluate_on=evaluate_on,
            form=about.form_id,
            turn=about.turn_id,
            road=about.road_id,
            suspension=about.suspension_id,
        )
        deed.subject = f"letter {row.id} pupil {pupil.id}"
    return Letter(
        **asdict(about), id=row.id, kind=kind, at=deed.now, by=actor.staff_id, text=text, evaluate_on=evaluate_on
    )


def print_again(store: Store, actor: Actor, letter_id: int) -> Letter:
    """A letter that was kept goes on paper once more: nothing changes, and the log keeps it. For directie."""
    check_may_write(actor)
    row = tables.Letter.get_or_none(tables.Letter.id == letter_id)
    if row is None:
        raise KioskError("Deze brief is er niet.", "Kies iets van de lijst.")
    with store.act(actor, Action.WRITE_LETTER, subject=f"letter {letter_id} pupil {row.pupil_id} again"):
        return _letter(row)


def letters_of(_store: Store, actor: Actor, pupil_id: int) -> list[Letter]:
    """The letters about this pupil, in order of time. For directie and IB; `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    letter = tables.Letter
    found = letter.select().where(letter.pupil == pupil_id).order_by(letter.at, letter.id)
    return [_letter(row) for row in found]


def _letter(row: Any) -> Letter:
    return Letter(
        pupil_id=row.pupil_id,
        form_id=row.form_id,
        turn_id=row.turn_id,
        road_id=row.road_id,
        suspension_id=row.suspension_id,
        id=row.id,
        kind=LetterKind(row.kind),
        at=row.at,
        by=row.by_id,
        text=row.text,
        evaluate_on=row.evaluate_on,
    )
