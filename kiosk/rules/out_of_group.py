"""Time and again out of the group (par. 11): what that proposes to directie, computed from facts and never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from kiosk.errors import Refused
from kiosk.rules.calendar import school_year
from kiosk.rules.policy import Counting, Policy
from kiosk.rules.suspension import Suspension


class ProposalKind(StrEnum):
    """What is proposed, in the order in which par. 11 goes on."""

    PARENTS_TALK = "parents_talk"
    ONE_DAY = "one_day"
    SEVERAL_DAYS = "several_days"


PROPOSAL_NAMES = {
    ProposalKind.PARENTS_TALK: "gesprek met ouders",
    ProposalKind.ONE_DAY: "schorsing van één dag",
    ProposalKind.SEVERAL_DAYS: "schorsing van meer dagen",
}
"""What people call them in a list."""

_ORDER = tuple(ProposalKind)


@dataclass(frozen=True)
class TimeOut:
    """A day or part of one that a pupil was out of the group; `road_id` is its record, which may be void."""

    road_id: int
    held_at: datetime
    voided: bool = False


@dataclass(frozen=True)
class ProposalTaken:
    """What directie did with a proposal; `road_id` is the time-out that had led to it, `done_by` a staff id.

    Carried out, `outcome` is what came of it, and `held_at` when the talk was held (None for a suspension); not carried
    out, `outcome` is why not.
    """

    id: int
    kind: ProposalKind
    road_id: int
    done_at: datetime
    done_by: int
    carried_out: bool
    outcome: str
    held_at: datetime | None = None


@dataclass(frozen=True)
class Proposal:
    """What directie is asked to decide, since `since`.

    `road_id` is the time-out that made it due; `road_ids` are all that led to it, those after it too, in order of time.
    """

    kind: ProposalKind
    road_id: int
    since: datetime
    road_ids: tuple[int, ...]


@dataclass(frozen=True)
class OutOfGroupLine:
    """Where a pupil stands by par. 11: there is never more than one open proposal.

    `taken` are the decisions in order of time; `groundless` those that were carried out and of which a void took the
    ground away: they stay, and lead to nothing ("grondslag vervallen").
    """

    open: Proposal | None = None
    taken: tuple[ProposalTaken, ...] = ()
    groundless: tuple[ProposalTaken, ...] = ()


def proposals(
    time_outs: Iterable[TimeOut],
    taken: Iterable[ProposalTaken],
    suspensions: Iterable[Suspension],
    policy: Policy,
) -> OutOfGroupLine:
    """Walk through one pupil's time-outs and directie's decisions, whatever order the rows are read in.

    Par. 11: "herhaaldelijk" (the policy's number within the period that forms are counted over, since the last talk)
    proposes a talk with the parents; the next one after that talk a suspension of one day; each one after a suspension
    several days. What directie did not carry out, or withdrew, is proposed again after the next time-out. An open
    proposal stays open in a next school year, as a step of the ladder does.
    """
    taken = list(taken)
    of_proposal = {(one.road_id, one.decided_at): one for one in suspensions}
    events: list[tuple[datetime, int, int, TimeOut | ProposalTaken]] = [
        (one.held_at, 0, one.road_id, one) for one in time_outs
    ]
    for decision in taken:
        suspension = of_proposal.get((decision.road_id, decision.done_at))
        if suspension and suspension.withdrawn_at:
            events.append((decision.done_at, 1, decision.id, replace(decision, carried_out=False)))
        else:
            events.append((_counts_from(decision, suspension), 1, decision.id, decision))
    events.sort(key=lambda event: event[:3])  # at equal moments the time-outs first
    walk = _Walk(policy)
    for at, _, _, what in events:
        if isinstance(what, TimeOut):
            walk.time_out(what)
        else:
            walk.decision(what, at)
    in_order = sorted(taken, key=lambda one: (one.done_at, one.id))
    return OutOfGroupLine(
        walk.open,
        tuple(one for one in in_order if one.id not in walk.groundless),
        tuple(one for one in in_order if one.id in walk.groundless),
    )


def check_talk(proposal: Proposal, held_at: datetime, outcome: str, now: datetime) -> None:
    """Raise `Refused` unless the talk with the parents was held after the proposal arose, and something came of it."""
    if held_at > now:
        raise Refused("Dit moment ligt in de toekomst.", "Schrijf het op als het gesprek geweest is.")
    if held_at < proposal.since:
        raise Refused("Toen was het kind nog niet zo vaak buiten de groep.", "Kijk de dag van het gesprek nog eens na.")
    if not outcome:
        raise Refused("Wat kwam eruit?", "Schrijf op welke begeleiding en welke afspraken er komen.")


def _counts_from(decision: ProposalTaken, suspension: Suspension | None) -> datetime:
    """From when on a time-out is one after this decision: after the talk, or from the first day of the suspension."""
    if suspension:
        return max(decision.done_at, datetime.combine(suspension.first_day, time()))
    return decision.held_at or decision.done_at


class _Walk:
    """Where the walk is: what was last carried out (`done`), and the time-outs since (`roads`)."""

    def __init__(self, policy: Policy) -> None:
        self._by_year = policy.counting is Counting.SCHOOL_YEAR
        self._enough = policy.out_of_group.time_outs
        self._year = ""
        self._done: ProposalKind | None = None
        self._roads: tuple[int, ...] = ()
        self._lost = False  # a time-out was made void since the last decision that stands
        self.open: Proposal | None = None
        self.groundless: set[int] = set()

    def time_out(self, one: TimeOut) -> None:
        """A time-out joins the open proposal, or makes one due."""
        if one.voided:
            self._lost = True
            return
        self._turn_year(one.held_at)
        self._roads = (*self._roads, one.road_id)
        if self.open:
            self.open = replace(self.open, road_ids=self._roads)
        elif self._done or len(self._roads) >= self._enough:
            self.open = Proposal(_after(self._done), one.road_id, one.held_at, self._roads)

    def decision(self, one: ProposalTaken, at: datetime) -> None:
        """What was carried out moves the line on, unless a void took its ground away; what was not, only closes."""
        self._turn_year(at)
        # Without a void in between it stood on what the school counted by then: a step taken stays a step.
        stands = not self._lost or (self.open is not None and self.open.kind is one.kind)
        self.open = None
        if not one.carried_out:
            return
        self._roads = ()
        if not stands:
            self.groundless.add(one.id)
            return
        self._lost, self._year = False, self._period(at)
        self._done = max(one.kind, self._done or one.kind, key=_ORDER.index)

    def _turn_year(self, at: datetime) -> None:
        """In another school year the line begins anew, once nothing of the old one is open."""
        if self.open is None and self._period(at) != self._year:
            self._year, self._done, self._roads = self._period(at), None, ()

    def _period(self, at: datetime) -> str:
        return school_year(at.date()) if self._by_year else ""


def _after(done: ProposalKind | None) -> ProposalKind:
    """What par. 11 proposes after what was last carried out; the last one repeats."""
    return _ORDER[min(_ORDER.index(done) + 1, len(_ORDER) - 1)] if done else _ORDER[0]
