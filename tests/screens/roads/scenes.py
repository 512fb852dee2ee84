"""Records of other roads in the sample school, and the keys that write one down."""

from dataclasses import replace
from datetime import date

from textual import events
from textual.pilot import Pilot

from kiosk.db import people, roads
from kiosk.db.store import Store
from kiosk.rules.permissions import Role
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import Road, RoadRequest
from kiosk.screens.roads.list import RoadsScreen
from tests.school import actor
from tests.screens.head.scenes import kiosk


def write(
    store: Store,
    kind: RoadKind = RoadKind.GROUP_TALK,
    by: str = "Joost",
    *,
    first: int = 0,
    count: int | None = None,
    evaluate_on: date | None = date(2026, 12, 7),
    said: str = "Ze spelen eerlijk.",
) -> Road:
    """A record of now about `count` pupils of De Egels, in list order from the `first` on; `said` in every field."""
    egels = [one.id for one in people.pupils(store) if one.group_name == "De Egels"]
    texts = {one.key: said for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    texts |= {one.key: "2026-11-24" for one in FIELDS[kind] if one.asks is Asks.DAY}
    size = count or (7 if kind is RoadKind.SUPPORT_GROUP else 1)
    request = RoadRequest(kind, store.clock(), tuple(egels[first : first + size]), texts, evaluate_on)
    return roads.write_road(store, actor(store, by), request)


async def come_in(pilot: Pilot[None], who: str | frozenset[Role] = "Joost") -> Store:
    """Andere wegen for this person, or for Tess with these roles, right above start."""
    await pilot.pause()
    app = kiosk(pilot)
    app.animation_level = "none"
    store = app.desk.store
    tess = actor(store, "Tess")
    person = actor(store, who) if isinstance(who, str) else replace(tess, roles=who)
    await app.push_screen(RoadsScreen(app.desk, person))
    await pilot.pause()
    return store


async def press(pilot: Pilot[None], *keys: str | list[str]) -> None:
    """Press keys, the screen settling after each; a list holds words, whose letters follow each other at once."""
    for key in keys:
        if isinstance(key, str):
            await pilot.press(key)
        else:
            for letter in "".join(key):
                pilot.app.post_message(events.Key(letter, letter))
        await pilot.pause()


def everything_asked(kind: RoadKind) -> list[str | list[str]]:
    """The keys that fill in each field of a kind, from the field after the moment on."""
    keys: list[str | list[str]] = []
    for one in FIELDS[kind]:
        if one.asks is Asks.CHOICE:
            keys += ["2"]
        elif one.asks is Asks.DAY:
            keys += ["tab"]
        else:
            keys += [[one.key], "tab"]
    return keys
