"""Suspensions (par. 11): directie decides, does what has to be done and can withdraw; directie and IB read."""

from dataclasses import dataclass
from datetime import date, datetime, time

import peewee as pw

from kiosk.db import lines, proposals, roads, rows, tables
from kiosk.db.store import Deed, Store
from kiosk.errors import KioskError, Refused
from kiosk.rules.dutch import short_day
from kiosk.rules.out_of_group import Proposal, ProposalKind
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import StepKind
from kiosk.rules.suspension import Duty, LastChance, Suspension, SuspensionRequest, conferences, is_open
from kiosk.rules.suspension_checks import check_request, check_task, check_withdraw, clean_request
from kiosk.text import clean_line


@dataclass(frozen=True)
class PupilSuspension:
    """A suspension, and whom it is about."""

    pupil: Pupil
    suspension: Suspension


def suspend(store: Store, actor: Actor, request: SuspensionRequest) -> Suspension:
    """Directie suspends, and with that carries out the ladder's step or the proposal that led to it.

    `Refused` when something that the law or the policy needs is missing (`WrongField` says which field), when what led
    to it waits no more, or when the pupil has left.
    """
    by, request = _staff_id(actor), clean_request(request)
    calendar, numbers = store.settings.calendar, store.settings.policy.out_of_group
    with store.act(actor, Action.SUSPEND) as deed:
        if request.last_chance is LastChance.OPEN:
            require(actor, Action.DEVIATE)
        pupil = rows.load_pupil(request.pupil_id)
        if not pupil.active:
            raise Refused(f"{pupil.name} is niet meer op school.", "Een schorsing kan dan niet.")
        proposal = _open_proposal(store, request)
        held = {one.id for one in conferences(roads.roads_of(store, actor, pupil.id), pupil.id)}
        others = rows.load_suspensions(tables.Suspension.pupil == pupil.id)
        check_request(request, calendar, numbers, deed.now, conference_ids=held, others=others)
        row = tables.Suspension.create(
            pupil=pupil.id,
            decided_at=deed.now,
            decided_by=by,
            first_day=request.first_day,
            last_day=request.last_day,
            return_at=request.return_at,
            reason=request.reason,
            heard=request.heard,
            heard_on=request.heard_on,
            schoolwork=request.schoolwork,
            contact=request.contact,
            last_chance=request.last_chance,
            last_chance_why=request.last_chance_why,
            conference=request.conference_id,
            form=request.ground.form_id,
            turn=request.ground.turn_id,
            road=request.ground.road_id,
            objection_days=numbers.objection_days,
        )
        deed.subject = f"suspension {row.id}"
        _close_ground(deed, by, request, proposal)
    return _load_one(row.id)


def _open_proposal(store: Store, request: SuspensionRequest) -> Proposal | None:
    """The proposal that is the ground, None when that is a step of the ladder; `Refused` unless it still waits."""
    ground = request.ground
    if ground.road_id is None:
        due = (StepKind.SUSPENSION_REVIEW, ground.form_id, ground.turn_id)
        waiting = lines.line_of(store, request.pupil_id).open_steps
        if due not in [(step.kind, step.form_id, step.turn_id) for step in waiting]:
            raise Refused("Deze stap staat niet meer open.", "Kijk op de lijst wat er nu nodig is.")
        return None
    proposal = proposals.line_of(store, request.pupil_id).open
    if proposal is None or proposal.road_id != ground.road_id:
        raise Refused("Dit voorstel staat niet meer open.", "Kijk op de lijst wat er nu nodig is.")
    if proposal.kind is ProposalKind.PARENTS_TALK:
        raise Refused("Eerst is er een gesprek met de ouders.", "Of wijk af: dat doe je op de lijn van het kind.")
    return proposal


def _close_ground(deed: Deed, by: int, request: SuspensionRequest, proposal: Proposal | None) -> None:
    """With the suspension the ladder's step is taken, or the proposal carried out."""
    days = short_day(request.first_day)
    if request.last_day != request.first_day:
        days += f" tot en met {short_day(request.last_day)}"
    outcome = f"Geschorst: {days}."
    if proposal:
        proposals.close(deed, by, request.pupil_id, proposal, carried_out=True, outcome=outcome)
        return
    tables.StepTaken.create(
        pupil=request.pupil_id,
        kind=StepKind.SUSPENSION_REVIEW,
        form=request.ground.form_id,
        turn=request.ground.turn_id,
        done_at=deed.now,
        done_by=by,
        outcome=outcome,
    )


def do_task(store: Store, actor: Actor, suspension_id: int, duty: Duty, on: date, note: str = "") -> Suspension:
    """Directie did one of the tasks on day `on`; a note may say how, or with whom."""
    by = _staff_id(actor)
    with store.act(actor, Action.SUSPEND, subject=f"suspension {suspension_id} {duty}") as deed:
        check_task(_load_one(suspension_id), duty, on, store.settings.calendar, deed.now.date())
        tables.SuspensionTask.create(
            suspension=suspension_id, kind=duty, done_on=on, at=deed.now, by=by, note=clean_line(note)
        )
    return _load_one(suspension_id)


def withdraw(store: Store, actor: Actor, suspension_id: int, why: str) -> Suspension:
    """Directie takes a suspension back, with a reason: it stays to be read, and counts no more."""
    by, why = _staff_id(actor), clean_line(why)
    with store.act(actor, Action.SUSPEND, subject=f"suspension {suspension_id} withdrawn") as deed:
        check_withdraw(_load_one(suspension_id), why)
        this = tables.Suspension.id == suspension_id
        tables.Suspension.update(withdrawn_at=deed.now, withdrawn_by=by, withdrawn_why=why).where(this).execute()
    return _load_one(suspension_id)


def suspension(_store: Store, actor: Actor, suspension_id: int) -> Suspension:
    """One suspension. For directie and IB; `Refused` for others, `KioskError` when there is none."""
    require(actor, Action.SEE_ESCALATIONS)
    return _load_one(suspension_id)


def open_suspension(store: Store, actor: Actor, suspension_id: int) -> Suspension:
    """Open one suspension to read it: a look at the pupil's line, which is in the log. Refuses as `suspension`."""
    found = suspension(store, actor, suspension_id)
    with store.act(actor, Action.READ_LINE, subject=f"pupil {found.pupil_id} suspension {suspension_id}"):
        return found


def suspensions_of(_store: Store, actor: Actor, pupil_id: int) -> list[Suspension]:
    """A pupil's suspensions, withdrawn ones too, in order of their days. For directie and IB."""
    require(actor, Action.SEE_ESCALATIONS)
    return rows.load_suspensions(tables.Suspension.pupil == pupil_id)


def open_suspensions(store: Store, actor: Actor) -> list[PupilSuspension]:
    """Those that are not over, or of which something is still to be done, in order of their days.

    For directie and IB; `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    one, task = tables.Suspension, tables.SuspensionTask
    today, calendar = store.clock().date(), store.settings.calendar
    done = task.select(pw.fn.COUNT(task.id)).where(task.suspension == one.id)
    # Of one day there is a task less: the inspectorate is not told.
    something_left = (done < len(Duty) - 1) | ((done < len(Duty)) & (one.last_day > one.first_day))
    maybe = one.withdrawn_at.is_null() & (something_left | (one.return_at >= datetime.combine(today, time())))
    found = [each for each in rows.load_suspensions(maybe) if is_open(each, calendar, today)]
    pupils = rows.load_pupils_of(each.pupil_id for each in found)
    those = [PupilSuspension(pupils[each.pupil_id], each) for each in found]
    return sorted(those, key=lambda each: (each.suspension.first_day, name_order(each.pupil), each.suspension.id))


def lost_ground(store: Store, actor: Actor, one: Suspension) -> bool:
    """Whether a void took away what this suspension rested on: it stays, and directie should know.

    For directie and IB; `Refused` for others.
    """
    require(actor, Action.SEE_ESCALATIONS)
    if one.road_id is not None:
        gone = proposals.line_of(store, one.pupil_id).groundless
        return (one.road_id, one.decided_at) in [(taken.road_id, taken.done_at) for taken in gone]
    steps = lines.line_of(store, one.pupil_id).groundless
    return (one.form_id, one.decided_at) in [(step.form_id, step.done_at) for step in steps]


def _staff_id(actor: Actor) -> int:
    if actor.staff_id is None:
        raise Refused("Een schorsing besluit de directie.", "Log in met je naam en pincode.")
    return actor.staff_id


def _load_one(suspension_id: int) -> Suspension:
    found = rows.load_suspensions(tables.Suspension.id == suspension_id)
    if not found:
        raise KioskError("Deze schorsing is er niet.", "Kies iets van de lijst.")
    return found[0]
