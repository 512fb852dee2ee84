"""Setting up, step by step: what is done and what is still to do, computed from what the kiosk knows by itself.

No step is ticked by hand, so it can be left and resumed at any time, and one that gets undone (a group without a
parallel class, a colleague without a PIN) is open again. What somebody looked at once is not asked again in a new year.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.dutch import counted
from kiosk.rules.keys import SHEETS, Holding
from kiosk.rules.labels import STEP_NAMES as LADDER_NAMES
from kiosk.rules.ladder import outlook
from kiosk.rules.people import Group, Staff
from kiosk.rules.permissions import Role
from kiosk.rules.policy import Policy


class Step(StrEnum):
    """The steps, in the order in which a school takes them."""

    SCHOOL = "school"
    CALENDAR = "calendar"
    PUPILS = "pupils"
    GROUPS = "groups"
    STAFF = "staff"
    LADDER = "ladder"
    KEYS = "keys"
    PRINTER = "printer"
    BACKUP = "backup"
    CONTACTS = "contacts"


STEP_NAMES = {
    Step.SCHOOL: "de school",
    Step.CALENDAR: "jaar en tijden",
    Step.PUPILS: "leerlingen",
    Step.GROUPS: "groepen",
    Step.STAFF: "collega's",
    Step.LADDER: "de Oeps-lijn",
    Step.KEYS: "sleutels",
    Step.PRINTER: "printer",
    Step.BACKUP: "reservekopieën",
    Step.CONTACTS: "hulp voor een kind",
}
"""What they are called on paper."""


@dataclass(frozen=True)
class SetupFacts:
    """What a kiosk knows of itself.

    `addressed`: the school and its board have an address. `timetabled`: it is known when school ends. `looked_at` are
    the parts of the settings that somebody saved from a screen, and "printer" where somebody chose one, or none.
    `sheets` counts recovery sheets, None where what is known of the key is damaged. `printer` is "" where there is
    none; `second_backup`: backups also go to a stick or another folder. `contacts` counts who a child can go to.
    """

    addressed: bool
    timetabled: bool
    looked_at: frozenset[str]
    pupils: int
    groups: tuple[Group, ...]
    staff: tuple[Staff, ...]
    policy: Policy
    holding: Holding
    sheets: int | None
    printer: str
    second_backup: bool
    contacts: int


@dataclass(frozen=True)
class StepState:
    """One step: whether it is done, and in a few words how it stands or what is missing."""

    step: Step
    done: bool
    words: str


def setup_steps(facts: SetupFacts) -> tuple[StepState, ...]:
    """Every step with how it stands, in their order."""
    return (
        StepState(
            Step.SCHOOL, facts.addressed, "adressen ingevuld" if facts.addressed else "adres of bestuur ontbreekt"
        ),
        _calendar(facts),
        StepState(
            Step.PUPILS,
            facts.pupils > 0,
            counted(facts.pupils, "leerling", "leerlingen") if facts.pupils else "nog geen leerlingen",
        ),
        _groups(facts),
        _staff(facts),
        _ladder(facts),
        _keys(facts),
        _printer(facts),
        _backup(facts),
        _contacts(facts),
    )


def _calendar(facts: SetupFacts) -> StepState:
    if not facts.timetabled:
        return StepState(Step.CALENDAR, False, "wanneer gaat de school uit?")
    seen = "calendar" in facts.looked_at
    return StepState(Step.CALENDAR, seen, "nagekeken" if seen else "kijk de vrije dagen na")


def _groups(facts: SetupFacts) -> StepState:
    """A school of one group has no parallel class to choose (par. 8, step 1, asks for one)."""
    if not facts.groups:
        return StepState(Step.GROUPS, False, "komen uit het bestand")
    without = sum(one.host_id is None for one in facts.groups)
    every = counted(len(facts.groups), "groep", "groepen")
    if without and len(facts.groups) > 1:
        return StepState(Step.GROUPS, False, f"{every}, {without} zonder parallelgroep")
    return StepState(Step.GROUPS, True, every)


def _staff(facts: SetupFacts) -> StepState:
    """Whoever has a role needs a PIN, and a school has at least one teacher."""
    everyone = counted(len(facts.staff), "collega", "collega's")
    with_role = [one for one in facts.staff if one.roles]
    waiting = sum(not one.has_pin for one in with_role)
    if waiting:
        return StepState(Step.STAFF, False, f"{everyone}, {waiting} zonder pincode")
    if not any(Role.TEACHER in one.roles for one in with_role):
        return StepState(Step.STAFF, False, f"{everyone}, nog geen leerkracht")
    return StepState(Step.STAFF, True, f"{everyone}, {len(with_role)} met rol en pincode")


def _ladder(facts: SetupFacts) -> StepState:
    """The policy leaves three things open (how forms add up, when counting restarts, after how many a step comes)."""
    if "ladder" not in facts.looked_at:
        return StepState(Step.LADDER, False, "kijk na hoe formulieren tellen")
    coming = outlook(facts.policy, 12)
    first = next((number for number, step in enumerate(coming, start=1) if step), None)
    words = f"na {first}: {LADDER_NAMES[step]}" if first and (step := coming[first - 1]) else "nagekeken"
    return StepState(Step.LADDER, True, words)


def _keys(facts: SetupFacts) -> StepState:
    held = "dagsleutel" if facts.holding is Holding.DAY else "op deze computer"
    if facts.sheets is None:
        return StepState(Step.KEYS, False, "beschadigd: maak alles nieuw")
    if facts.sheets < SHEETS:
        return StepState(Step.KEYS, False, "nog geen herstelbladen")
    return StepState(Step.KEYS, True, f"{held}, {facts.sheets} herstelbladen")


def _printer(facts: SetupFacts) -> StepState:
    """A kiosk can do without one: then everything goes on a stick."""
    without = "printer" in facts.looked_at
    return StepState(
        Step.PRINTER,
        bool(facts.printer) or without,
        facts.printer or ("geen: naar een stick" if without else "nog niet gekozen"),
    )


def _backup(facts: SetupFacts) -> StepState:
    """A second place is advised and not needed: who looked, and chose none, is done."""
    if facts.second_backup:
        return StepState(Step.BACKUP, True, "ook op een tweede plek")
    seen = "backup" in facts.looked_at
    return StepState(Step.BACKUP, seen, "alleen op deze computer" if seen else "nog geen stick of tweede map")


def _contacts(facts: SetupFacts) -> StepState:
    """A child reads behind F1 on the first screen who can help (par. 12): that may not be nobody."""
    words = counted(facts.contacts, "persoon", "mensen") if facts.contacts else "nog niemand: wie helpt een kind?"
    return StepState(Step.CONTACTS, facts.contacts > 0, words)
