"""Giving a form (par. 8: after consulting directie or IB): what one cannot exist without."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.errors import Refused
from kiosk.rules.dutch import long_day
from kiosk.rules.own_list import offered
from kiosk.rules.policy import Policy
from kiosk.rules.way import Way
from kiosk.text import clean


@dataclass(frozen=True)
class IssueRequest:
    """What a teacher fills in. `main` is one of `behaviours`; `host_id` None: the pupil goes to no other group.

    `way` is how the pupil will answer; it can be changed until the hand-in.
    """

    pupil_id: int
    main: str
    behaviours: tuple[str, ...]
    happened_at: datetime
    place: str
    what_was_seen: str
    consulted_id: int
    consulted_at: datetime
    host_id: int | None = None
    way: Way = Way.TYPING


def clean_request(request: IssueRequest) -> IssueRequest:
    """`request` with its text as it may be kept."""
    return replace(request, what_was_seen=clean(request.what_was_seen).strip())


def check_request(request: IssueRequest, policy: Policy, now: datetime) -> None:
    """Raise `Refused` when something that must be there is missing, not offered by the school, or at an odd moment.

    Nothing lies in the future, and nobody is consulted before the day of the incident. Who is who, and which group is
    whose, the store knows: see `db.forms` and `check_host`.
    """
    known = {behaviour.key for behaviour in offered(policy.behaviours)}
    if not request.behaviours or request.main not in request.behaviours or not set(request.behaviours) <= known:
        raise Refused("Kies wat er gebeurde, en wat het belangrijkste was.", "Kies ten minste één gedrag.")
    if request.place not in {place.key for place in offered(policy.places)}:
        raise Refused("Kies waar het gebeurde.", "Kies een plek van de lijst.")
    if not request.what_was_seen.strip():
        raise Refused("Wat zag je zelf?", "Schrijf in een of twee zinnen wat je zag of hoorde.")
    if request.happened_at > now or request.consulted_at > now:
        raise Refused("Dit moment ligt in de toekomst.", "Kies een moment dat al geweest is.")
    check_consulted_after(request.happened_at, request.consulted_at)


def check_consulted_after(happened_at: datetime, consulted_at: datetime) -> None:
    """Raise `Refused` when directie or IB would have been asked before the day of the incident."""
    if consulted_at.date() < happened_at.date():
        raise Refused("Het overleg was voor de dag waarop het gebeurde.", "Kijk beide dagen nog eens na.")


def check_was_here(happened_at: datetime, came_on: date | None, given_name: str) -> None:
    """Raise `Refused` when it would have happened before the pupil's first day; `came_on` None: nobody knows that day.

    Who stood in the school's very first import was there before it, nobody knows since when.
    """
    if came_on and happened_at.date() < came_on:
        raise Refused(
            f"{given_name} is pas sinds {long_day(came_on)} op school.", "Kijk na of de dag en de leerling kloppen."
        )


def check_host(host_id: int | None, group_id: int | None) -> None:
    """Raise `Refused` when the pupil of group `group_id` would go to its own group (par. 8, step 1)."""
    if host_id is not None and host_id == group_id:
        raise Refused("Dit is de eigen groep van het kind.", "Kies een andere groep.")
