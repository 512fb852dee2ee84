"""What is done with a record that was kept: looking back on it, and making it void."""

from functools import partial
from typing import Any

from kiosk.db import roads
from kiosk.rules.permissions import Actor
from kiosk.rules.road_kinds import LOOK_BACK_ASKS, NAMES
from kiosk.rules.roads import Road
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.screens.look_back import LookBackScreen, Record
from kiosk.screens.roads.road_words import road_words


async def look_back(screen: KioskScreen[Any], actor: Actor, road: Road) -> bool:
    """Read a road, and look back on it while it is open; True when a look back was kept. In one of screen's workers."""
    store, words = screen.desk.store, road_words(screen.desk.store)
    road = roads.open_road(store, actor, road.id)
    keep = partial(roads.review_road, store, actor, road.id) if road.is_open else None
    record = Record(words.title(road), words.story(road), keep, LOOK_BACK_ASKS.get(road.kind, ""))
    kept: bool | None = await screen.app.push_screen_wait(LookBackScreen(screen.desk, actor, record))
    return bool(kept)


async def void(screen: KioskScreen[Any], actor: Actor, road: Road) -> bool:
    """Make a record void, with a reason; True when that was done. In one of the screen's workers."""
    name = NAMES[road.kind]
    reason = await screen.app.push_screen_wait(
        AskDialog(f"Waarom is dit ongeldig: {name}?", "Bijvoorbeeld: verkeerde leerling. De reden blijft bewaard.")
    )
    if reason is None:
        return False
    text = "Niemand hoeft er nog op terug te kijken. Het blijft te lezen, met jouw naam en de reden.\n\n"
    text += "Dit kun je niet terugdraaien."
    sure = ConfirmDialog("Ongeldig maken?", text, yes="Ja, ongeldig maken", no="Nee", careful=True)
    if not await screen.app.push_screen_wait(sure):
        return False
    roads.void_road(screen.desk.store, actor, road.id, reason)
    screen.tell("Ongeldig gemaakt.")
    return True
