"""Scenes of par. 11: time-outs of Luuk d'Ancona in the weeks before, and the screens that directie opens then."""

from textual.pilot import Pilot

from kiosk.db import lines, people, proposals, suspensions
from kiosk.db.store import Store
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.suspension import Ground, Suspension
from kiosk.screens.head.proposal import ProposalScreen
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.suspension import SuspensionScreen
from tests.school import School, actor
from tests.screens.head.scenes import earlier, kiosk
from tests.screens.roads.scenes import press, write

DAYS = ("2026-11-03 10:00", "2026-11-10 10:00", "2026-11-17 10:00")


def time_outs(school: School, count: int = 2, *, talked: bool = False) -> None:
    """So many time-outs, a week apart; `talked`: the talk about the first two was held on Thursday 12 November."""
    for nth, moment in enumerate(DAYS[:count]):
        with earlier(school, moment) as store:
            write(store, RoadKind.TIME_OUT, evaluate_on=None, said="Gooide een stoel.")
        if talked and nth == 1:
            with earlier(school, "2026-11-12 15:00") as store:
                (one,) = proposals.open_proposals(store, actor(store, "Anneke"))
                proposals.hold_talk(
                    store, actor(store, "Anneke"), one.pupil.id, one.proposal, school.clock(), "Elke dag even bellen."
                )


def conference(school: School) -> None:
    """A conference with Luuk on Friday 13 November."""
    with earlier(school, "2026-11-13 10:00") as store:
        write(store, RoadKind.CONFERENCE, evaluate_on=None)


def luuk(store: Store) -> int:
    return next(one.id for one in people.pupils(store) if one.group_name == "De Egels")


def deviated(store: Store) -> Ground:
    """Directie deviated: a suspension of Luuk is to be looked at."""
    line = lines.deviate(store, actor(store, "Anneke"), luuk(store), StepKind.SUSPENSION_REVIEW, "Dreigde met een mes.")
    return Ground(turn_id=line.open_steps[0].turn_id)


async def start(pilot: Pilot[None]) -> Store:
    await pilot.pause()
    kiosk(pilot).animation_level = "none"
    return kiosk(pilot).desk.store


async def open_proposal(pilot: Pilot[None], who: str = "Anneke") -> Store:
    """The proposal that waits, right above start."""
    store = await start(pilot)
    (one,) = proposals.open_proposals(store, actor(store, who))
    await pilot.app.push_screen(ProposalScreen(kiosk(pilot).desk, actor(store, who), one))
    await pilot.pause()
    return store


async def open_suspend(pilot: Pilot[None], ground: Ground | None = None) -> Store:
    """The fields of a suspension of Luuk, for a deviation unless told."""
    store = await start(pilot)
    about = ground or deviated(store)
    await pilot.app.push_screen(SuspendScreen(kiosk(pilot).desk, actor(store, "Anneke"), luuk(store), about))
    await pilot.pause()
    return store


FILLED: list[str | list[str]] = [
    "1",  # the conference could not be
    ["Ouders willen niet."],
    *("tab", "tab"),  # the first day as it is
    ["25-11"],
    *("tab", "tab"),
    ["Luuk en moeder"],
    *("tab", "tab"),
    ["Sloeg op het plein."],
    "tab",
    ["Rekenen en taal."],
]
"""Keys that fill in everything about Tuesday and Wednesday."""


async def open_suspension(
    pilot: Pilot[None], who: str = "Anneke", *, ground: Ground | None = None
) -> tuple[Store, Suspension]:
    """A suspension of Tuesday and Wednesday, decided now, on its own screen."""
    store = await open_suspend(pilot, ground)
    await press(pilot, *FILLED, "f8", "left", "enter")
    (one,) = suspensions.suspensions_of(store, actor(store, "Anneke"), luuk(store))
    await pilot.app.push_screen(SuspensionScreen(kiosk(pilot).desk, actor(store, who), one.id))
    await pilot.pause()
    return store, one
