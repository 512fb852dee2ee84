"""A ladder that the school changes in the middle of a year, in words: what is set otherwise, and for whom that matters.

It is told before it is saved. The rule itself is `ladder_change.if_ladder`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kiosk.errors import Refused
from kiosk.rules.dutch import counted
from kiosk.rules.figures_hidden import SMALLEST_CELL
from kiosk.rules.labels import COUNTING_NAMES, RESTART_NAMES
from kiosk.rules.ladder import STEP_LABELS
from kiosk.rules.ladder_change import Change
from kiosk.rules.people import Pupil
from kiosk.rules.policy import Counting, EarlierLadder, Policy, StepKind

_NOTHING = "Er verandert niets voor leerlingen."
STEPS_STAND = "Stappen die al gezet zijn, blijven staan."

_GROUPS: tuple[tuple[str, Callable[[Change], tuple[StepKind, ...]]], ...] = (
    ("gaat een stap open", lambda change: change.opens),
    ("vervalt een stap die openstond", lambda change: change.lapses),
    ("blijft een gezette stap staan, als 'grondslag vervallen'", lambda change: change.groundless),
    ("hoort een gezette stap weer bij een formulier", lambda change: change.grounded),
)


@dataclass(frozen=True)
class PupilChange:
    """What the new ladder does to one pupil's line; `pupil` is None for who may know how many, and not who."""

    change: Change
    pupil: Pupil | None = None


@dataclass(frozen=True)
class Told:
    """One sentence about some pupils, and their names where these may be known."""

    sentence: str
    names: tuple[str, ...] = ()


def changed_in(old: Policy, new: Policy, school_year: str) -> Policy:
    """`new` as the school goes over to it in `school_year`: the years before it keep the ladder of `old`.

    Who changes twice in a year keeps for the years before it what held before the first change.
    """
    ladders = old.earlier
    if not ladders or ladders[-1].before < school_year:
        ladders = (*ladders, EarlierLadder(school_year, old.restart, old.steps))
    if (ladders[-1].restart, ladders[-1].steps) == (new.restart, new.steps):
        ladders = ladders[:-1]
    return replace(new, earlier=ladders)


def read_number(typed: str, most: int) -> int:
    """The number from 1 to `most` that was typed; `Refused` when it is none."""
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= most:
        return int(typed)
    raise Refused(f"Typ een getal van 1 tot en met {most}.")


def what_changes(old: Policy, new: Policy) -> list[str]:
    """One sentence for each number or choice of the ladder that is another in `new`; the same steps in both."""
    told = []
    if new.counting is not old.counting:
        told.append(f"Formulieren tellen: {COUNTING_NAMES[new.counting]} (nu: {COUNTING_NAMES[old.counting]}).")
    if new.restart is not old.restart:
        told.append(f"Opnieuw tellen na een stap: {RESTART_NAMES[new.restart]} (nu: {RESTART_NAMES[old.restart]}).")
    for place, (before, after) in enumerate(zip(old.steps, new.steps, strict=True)):
        if after.forms != before.forms:
            forms = counted(after.forms, "formulier", "formulieren") + (" verder" if place else "")
            told.append(f"{STEP_LABELS[after.leads_to].capitalize()}: na {forms} (nu: {before.forms}).")
    if new.reminders != old.reminders:
        told.append(f"Aandringen: {new.reminders} keer (nu: {old.reminders}). Dat geldt ook voor papier dat nu mee is.")
    if new.out_of_group.time_outs != old.out_of_group.time_outs:
        told.append(
            f"Voorstel voor een gesprek: na {new.out_of_group.time_outs} keer buiten de groep "
            f"(nu: {old.out_of_group.time_outs})."
        )
    if (new.restart, new.steps) != (old.restart, old.steps) and new.counting is Counting.SCHOOL_YEAR:
        told.append("Formulieren van eerdere schooljaren houden de oude lijn.")
    return told


def at_pupils(changes: Sequence[PupilChange]) -> list[Told]:
    """What it does to pupils, step by step, or that it does nothing. Without names, small numbers are hidden."""
    told = []
    for does, kinds_of in _GROUPS:
        for kind in StepKind:
            those = [one for one in changes if kind in kinds_of(one.change)]
            if those:
                told.append(_told(those, f"{does}: {STEP_LABELS[kind]}."))
    if late := [one for one in changes if one.change.opens_of_earlier_years]:
        told.append(_told(late, "gaat die stap open door formulieren van een eerder schooljaar."))
    return told or [Told(_NOTHING)]


def in_short(changes: Sequence[PupilChange]) -> str:
    """The same in one sentence."""
    if not changes:
        return _NOTHING
    return f"Bij {pupils_counted(len(changes), exact=changes[0].pupil is not None)} verandert een stap."


def _told(those: Sequence[PupilChange], what: str) -> Told:
    names = tuple(f"{one.pupil.name} ({one.pupil.group_name})" for one in those if one.pupil)
    return Told(f"Bij {pupils_counted(len(those), exact=bool(names))} {what}", names)


def pupils_counted(count: int, *, exact: bool) -> str:
    """How many pupils, in words; where nobody may know who they are (not `exact`), a small number is hidden."""
    if not exact and count < SMALLEST_CELL:
        return f"minder dan {SMALLEST_CELL} leerlingen"
    return counted(count, "leerling", "leerlingen")
