"""Proposals of par. 11: which ones wait, where a pupil stands, and what directie does with one. Never stored itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.db import rows, tables
from kiosk.db.store import Deed, Store
from kiosk.errors import Refused
from kiosk.rules.out_of_group import (
    OutOfGroupLine,
    Proposal,
    ProposalKind,
    ProposalTaken,
    TimeOut,
    check_talk,
    proposals,
)
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.suspension import Suspension
from kiosk.text import clean


@dataclass(frozen=True)
class PupilProposal:
    """A proposal that waits for directie, and whom it is about."""

    pupil: Pupil
    proposal: Proposal


def open_proposals(store: Store, actor: Actor) -> list[PupilProposal]:
    """What par. 11 proposes now about pupils at school, in order of time. For directie and IB; `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    pupil = tables.Pupil
    at_school = pupil.select(pupil.id).where(pupil.left_on.is_null())
    found = {pupil_id: line.open for pupil_id, line in _lines(store, at_school).items() if line.open}
    pupils = rows.load_pupils_of(found)
    those = [PupilProposal(pupils[pupil_id], proposal) for pupil_id, proposal in found.items()]
    return sorted(those, key=lambda one: (one.proposal.since, name_order(one.pupil)))


def out_of_group_of(store: Store, actor: Actor, pupil_id: int) -> OutOfGroupLine:
    """Where one pupil stands by par. 11, with every decision. For directie and IB; `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    return line_of(store, pupil_id)


def line_of(store: Store, pupil_id: int) -> OutOfGroupLine:
    """The same, asking nobody: for verbs."""
    return _lines(store, [pupil_id]).get(pupil_id, OutOfGroupLine())


def _lines(store: Store, pupil_ids: Any) -> dict[int, OutOfGroupLine]:
    """The line of each of these pupils (ids, or a select of ids) who was ever out of the group: four queries."""
    road, named, taken, suspension = tables.Road, tables.RoadPupil, tables.ProposalTaken, tables.Suspension
    time_outs: defaultdict[int, list[TimeOut]] = defaultdict(list)
    query: Any = named.select(named.pupil, road.id, road.held_at, road.voided_at).join(road)
    query = query.where((road.kind == RoadKind.TIME_OUT) & named.pupil.in_(pupil_ids))
    for pupil_id, road_id, held_at, voided_at in query.tuples():
        time_outs[pupil_id].append(TimeOut(road_id, held_at, voided_at is not None))
    decided: defaultdict[int, list[ProposalTaken]] = defaultdict(list)
    decisions: Any = taken.select().where(taken.pupil.in_(pupil_ids))
    for row in decisions:
        decided[row.pupil_id].append(_taken(row))
    suspended: defaultdict[int, list[Suspension]] = defaultdict(list)
    for one in rows.load_suspensions(suspension.pupil.in_(pupil_ids) & suspension.road.is_null(False)):
        suspended[one.pupil_id].append(one)
    policy = store.settings.policy
    return {
        pupil_id: proposals(theirs, decided[pupil_id], suspended[pupil_id], policy)
        for pupil_id, theirs in time_outs.items()
    }


def _taken(row: Any) -> ProposalTaken:
    return ProposalTaken(
        id=row.id,
        kind=ProposalKind(row.kind),
        road_id=row.road_id,
        done_at=row.done_at,
        done_by=row.done_by_id,
        carried_out=row.carried_out,
        outcome=row.outcome,
        held_at=row.held_at,
    )


def hold_talk(
    store: Store, actor: Actor, pupil_id: int, proposal: Proposal, held_at: datetime, outcome: str
) -> OutOfGroupLine:
    """The talk with the parents was held (par. 11); `outcome` is the help and what was agreed. Directie alone."""
    outcome = clean(outcome).strip()
    with store.act(actor, Action.CLOSE_STEP) as deed:
        check_open(store, pupil_id, proposal)
        if proposal.kind is not ProposalKind.PARENTS_TALK:
            raise Refused("Hier wordt een schorsing voorgesteld.", "Vul de schorsing in, of kies: nu niet.")
        check_talk(proposal, held_at, outcome, deed.now)
        close(deed, actor.staff_id, pupil_id, proposal, carried_out=True, outcome=outcome, held_at=held_at)
    return line_of(store, pupil_id)


def decline(store: Store, actor: Actor, pupil_id: int, proposal: Proposal, reason: str) -> OutOfGroupLine:
    """Directie does not do what is proposed, with a reason: the next time-out proposes it again."""
    reason = clean(reason).strip()
    with store.act(actor, Action.CLOSE_STEP) as deed:
        check_open(store, pupil_id, proposal)
        if not reason:
            raise Refused("Hier hoort een reden bij.", "Schrijf in een paar woorden waarom nu niet.")
        close(deed, actor.staff_id, pupil_id, proposal, carried_out=False, outcome=reason)
    return line_of(store, pupil_id)


def check_open(store: Store, pupil_id: int, proposal: Proposal) -> None:
    """Raise `Refused` unless this proposal still waits; for verbs."""
    now = line_of(store, pupil_id).open
    if now is None or (now.kind, now.road_id) != (proposal.kind, proposal.road_id):
        raise Refused("Dit voorstel staat niet meer open.", "Kijk op de lijst wat er nu nodig is.")


def close(
    deed: Deed,
    by: int | None,
    pupil_id: int,
    proposal: Proposal,
    *,
    carried_out: bool,
    outcome: str,
    held_at: datetime | None = None,
) -> None:
    """Within a deed: write down what was done with a proposal; the log names it unless it names more."""
    row = tables.ProposalTaken.create(
        pupil=pupil_id,
        kind=proposal.kind,
        road=proposal.road_id,
        done_at=deed.now,
        done_by=by,
        carried_out=carried_out,
        outcome=outcome,
        held_at=held_at,
    )
    deed.subject = deed.subject or f"pupil {pupil_id} proposal {row.id}"
