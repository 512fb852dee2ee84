"""The other roads of the policy (par. 8, 10 and 11) and what each asks to be written down: data, no rule of its own."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.permissions import Action


class RoadKind(StrEnum):
    """A road beside the Oeps-lijn, in the order in which the policy takes them."""

    GROUP_TALK = "group_talk"
    SUPPORT_GROUP = "support_group"
    REPAIR_PLAN = "repair_plan"
    CONFERENCE = "conference"
    TIME_OUT = "time_out"


class Asks(StrEnum):
    """How a field is filled in: one line, some lines, one of a few words, or a day."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    DAY = "day"


@dataclass(frozen=True)
class RoadField:
    """Something that a kind of road asks. `words` are what a CHOICE is chosen from; `hint` is a line for the eye."""

    key: str
    label: str
    asks: Asks = Asks.LINE
    required: bool = True
    hint: str = ""
    words: tuple[str, ...] = ()


PEOPLE, AGREEMENTS, BACK_ON = "people", "agreements", "back_on"
"""Keys of fields with a meaning for the rules; every kind has the first two."""

QUESTIONS = (
    "Wat is er gebeurd?",
    "Wat dacht je op dat moment en hoe denk je er nu over?",
    "Wie is er door het gebeurde beschadigd, benadeeld, en hoe?",
    "Hoe zorgen we ervoor dat iedere betrokkene zijn kant van het verhaal kan laten horen?",
    "Wat is nodig om te herstellen wat er is gebeurd?",
    "Wat leren we hierover voor de toekomst?",
)
"""The six basic questions of a conference, word for word from par. 10."""

_ASKED = tuple(
    RoadField(f"question_{number}", question, Asks.WORDS) for number, question in enumerate(QUESTIONS, start=1)
)

FIELDS: dict[RoadKind, tuple[RoadField, ...]] = {
    RoadKind.GROUP_TALK: (
        RoadField("subject", "Waar ging het over", Asks.WORDS),
        RoadField(PEOPLE, "Wie waren erbij"),
        RoadField("said", "Wat zei de groep", Asks.WORDS, required=False),
        RoadField(AGREEMENTS, "Afspraken met de groep", Asks.WORDS, required=False),
    ),
    RoadKind.SUPPORT_GROUP: (
        RoadField("reason", "Waarom een steungroep", Asks.WORDS),
        RoadField("agreed_with", "Overlegd met", hint="Met de leerling, en met wie van het KiVa-team."),
        RoadField(PEOPLE, "Wie waren erbij"),
        RoadField(AGREEMENTS, "Afspraken van de steungroep", Asks.WORDS),
    ),
    RoadKind.REPAIR_PLAN: (
        RoadField("reason", "Aanleiding, in feiten", Asks.WORDS),
        RoadField("goal", "Doel", Asks.WORDS),
        RoadField(PEOPLE, "Wie maakten het plan"),
        RoadField(AGREEMENTS, "Afspraken van leerlingen, school en ouders", Asks.WORDS),
        RoadField("help", "Hulp", Asks.WORDS, required=False),
        RoadField("if_not", "Wat als het niet lukt", Asks.WORDS, required=False),
        RoadField("signed", "Ondertekend door", required=False, hint="De ouders en de leerlingen tekenen het plan."),
    ),
    RoadKind.CONFERENCE: (
        RoadField(PEOPLE, "Wie deden mee", hint="Ook familie, vrienden en anderen."),
        RoadField("willing", "Wie was bereid om te herstellen"),
        *_ASKED,
        RoadField("minutes", "Notulen: wat er verder is gezegd", Asks.WORDS, required=False),
        RoadField(AGREEMENTS, "Afspraken: wie, wat, wanneer", Asks.WORDS, required=False),
    ),
    RoadKind.TIME_OUT: (
        RoadField("reason", "Wat gebeurde er", Asks.WORDS),
        RoadField("part", "Hoe lang", Asks.CHOICE, words=("hele dag", "ochtend", "middag")),
        RoadField("where", "Waar was het kind"),
        RoadField(PEOPLE, "Wie was erbij", required=False),
        RoadField("parents_by", "Wie sprak de ouders"),
        RoadField("pupil_by", "Wie van directie of IB sprak het kind"),
        RoadField("head_by", "Wie lichtte de directie in"),
        RoadField(BACK_ON, "Terug in de groep op", Asks.DAY),
        RoadField(AGREEMENTS, "Afspraken", Asks.WORDS, required=False),
    ),
}
"""What a record of each kind asks, in that order, beside its moment, its pupils and the day to look back."""

LOOKED_BACK_ON = frozenset({RoadKind.SUPPORT_GROUP, RoadKind.REPAIR_PLAN})
"""Kinds that cannot be without a day to look back (par. 8: "na een tijdje", and the plan's own evaluation)."""

SUPPORTERS = range(6, 9)
"""How many pupils support another one (par. 8: "ongeveer 6 tot 8 leerlingen")."""

NAMES = {
    RoadKind.GROUP_TALK: "groepsgesprek",
    RoadKind.SUPPORT_GROUP: "steungroep",
    RoadKind.REPAIR_PLAN: "herstelplan",
    RoadKind.CONFERENCE: "herstelgesprek",
    RoadKind.TIME_OUT: "buiten de groep",
}
"""What people call them in a list."""

MEANINGS = {
    RoadKind.GROUP_TALK: "curatief, met de hele groep",
    RoadKind.SUPPORT_GROUP: "6 tot 8 leerlingen steunen een ander",
    RoadKind.REPAIR_PLAN: "plan van aanpak met wie doorgaat",
    RoadKind.CONFERENCE: "zes vragen, met alle betrokkenen",
    RoadKind.TIME_OUT: "dag(deel) bij directie of IB",
}
"""What each of them is, in a few words."""

LOOK_BACK_ASKS = {
    RoadKind.SUPPORT_GROUP: "Vraag eerst de leerling of het beter gaat, en daarna de steungroep.",
    RoadKind.REPAIR_PLAN: "Is de situatie opgelost? Zijn de afspraken nagekomen?",
}
"""What to ask when the day to look back has come (par. 8)."""


def action_of(kind: RoadKind) -> Action:
    """What a person must be allowed to do for a record of this kind: a support group is not for every teacher."""
    return Action.SUPPORT_GROUP if kind is RoadKind.SUPPORT_GROUP else Action.OTHER_ROADS
