"""The sentences about the key: how it is held, what is missing, and what to do with what is old."""

from collections.abc import Sequence

from kiosk.db import people
from kiosk.db.keys import key_state
from kiosk.db.store import Store
from kiosk.rules.dutch import counted, long_day
from kiosk.rules.keys import SHEETS, Holder, Holding, KeyState, SlotKind, mark_of
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.vault.slots import BrokenSlots

HELD = {
    Holding.DAY: (
        "Dagsleutel: elke ochtend typt iemand zijn eigen vier woorden. Wie de computer steelt als hij uit staat, kan "
        "niets lezen."
    ),
    Holding.HERE: (
        "Sleutel op deze computer: de kiosk start vanzelf. Wie de computer meeneemt, kan met wat kennis alles lezen."
    ),
}
"""How the key is held now, in an honest sentence or two."""

WAYS = (
    "Dagsleutel: elke ochtend typt iemand vier woorden. Wie de computer steelt als hij uit staat, kan niets lezen.\n\n"
    "Sleutel op deze computer: de kiosk start vanzelf. Wie de computer meeneemt, kan met wat kennis alles lezen; een "
    "kopie op een stick blijft wel dicht."
)
"""The two ways, to choose from."""

NO_SHEETS = "Er zijn nog geen herstelbladen. Is deze computer kapot of weg, dan opent niemand de reservekopieën meer."

INTRO = (
    "Hier regel je wie de kiosk kan openen, ook als er iets misgaat. Het duurt een kwartier. Nodig: een printer of pen "
    "en papier, en bij een dagsleutel de mensen die hem krijgen. Pas bij de laatste stap verandert er iets."
)

STEPS = {
    "way": "Twee manieren. Je kunt later altijd van de ene naar de andere.",
    "people": "Ieder krijgt eigen woorden; niemand deelt ze.",
    "words": "Vier woorden, die alleen deze persoon ziet en daarna uit het hoofd of van een briefje natypt.",
    "sheet": "Twaalf woorden op papier, voor als niemand de kiosk meer kan openen. Typ ze een keer over.",
    "renew": "Nu pas verandert er iets. Wat al geschreven is, blijft.",
}
"""What a step is, below the list."""

EXPLAINED = (
    "Alles in de kiosk is versleuteld. Hier staat wie de sleutel heeft.\n\n"
    f"{WAYS}\n\n"
    "Een herstelblad opent de kiosk, en elke reservekopie op een andere computer, als verder niets meer opent. Er zijn "
    "er twee, op papier, op twee plekken. Zonder woorden en zonder blad opent niemand de kiosk ooit nog.\n\n"
    "n geeft nieuwe woorden voor één persoon of één blad; t voegt iemand toe; v haalt iemand weg; a maakt alles nieuw, "
    "voor als een ander de woorden zag. Meer staat in docs/sleutels.md."
)
"""What the list of keys is for."""

SAFE_PLACES = (
    "Leg de herstelbladen elk in een dichte envelop, op twee plekken: een in de kluis op school, een ergens anders."
)


def reminder(store: Store, actor: Actor) -> str:
    """What Beheer and Te doen say about the key to who may do something about it; "" when all is well.

    Reads a small file and a few rows, so quick enough for each time that a screen is shown.
    """
    if not reach(actor, Action.MANAGE_KEYS):
        return ""
    try:
        state = key_state(store, actor)
    except BrokenSlots as trouble:
        return trouble.message
    if len(state.sheets) < SHEETS:
        return "Er zijn nog geen herstelbladen."
    if gone := left_school(store, state):
        return f"{people.staff_names(store)[min(gone)]} is van school en kan de kiosk nog openen."
    return ""


def left_school(store: Store, state: KeyState) -> set[int]:
    """The openers, by staff id, who are not at school any more."""
    here = {one.id for one in people.staff(store)}
    return {one.staff_id for one in state.openers if one.staff_id is not None} - here


def name_of(holder: Holder, names: dict[int, str]) -> str:
    """A person's name, or which sheet it is: "herstelblad 3FA9"."""
    if holder.kind is SlotKind.SHEET:
        return f"herstelblad {mark_of(holder.slot_id)}"
    return "woorden uit een andere kiosk" if holder.staff_id is None else names[holder.staff_id]


def made_on(holder: Holder) -> str:
    """The day of a holder's words."""
    return f"van {long_day(holder.made_at.date())}" if holder.made_at else "dag onbekend"


def from_now_on(holding: Holding, openers: Sequence[str], had_words: bool) -> str:
    """What holds once the key is new; `had_words`: whether somebody's words opened the old one."""
    if holding is Holding.DAY:
        first = f"Vanaf nu opent de kiosk 's morgens met de woorden van {_or(openers)}. Vandaag blijft hij gewoon open."
    else:
        first = "Vanaf nu ligt een nieuwe sleutel op deze computer. De kiosk start vanzelf, zoals je gewend bent."
    if had_words:
        earlier = "Reservekopieën van eerder gaan alleen nog open met de woorden van toen. Bewaar oude bladen zo lang."
    else:
        earlier = (
            "Reservekopieën van eerder gaan niet meer open, tenzij iemand data.key van toen bewaarde. Er is net een "
            "nieuwe gemaakt."
        )
    return f"{first}\n\n{SAFE_PLACES}\n\n{earlier}"


def to_be(holding: Holding, openers: Sequence[str]) -> str:
    """What will hold, before it does."""
    by = f"Openen: {', '.join(openers)}." if holding is Holding.DAY else "De kiosk start vanzelf."
    return (
        f"{by} Met {counted(SHEETS, 'herstelblad', 'herstelbladen')} voor nood.\n\n"
        "Alles wordt met een nieuwe sleutel opgeslagen. Woorden en bladen van eerder openen de kiosk dan niet meer."
    )


def _or(names: Sequence[str]) -> str:
    return " of ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
