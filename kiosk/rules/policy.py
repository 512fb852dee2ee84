"""The school's policy as data: the ladder, the reminders, the behaviours and places a form can name, the questions."""

from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """Over which period forms add up; the policy leaves it open, setup asks it."""

    SCHOOL_YEAR = "school_year"
    WHOLE_SCHOOL = "whole_school"


class Restart(StrEnum):
    """When "we starten opnieuw" (par. 8, step 6) begins: at the form itself, or once the talk was held."""

    AT_STEP = "at_step"
    AFTER_TALK = "after_talk"


class StepKind(StrEnum):
    """Where a step of the ladder leads."""

    PARENTS_TALK = "parents_talk"
    OFFICIAL_WARNING = "official_warning"
    SUSPENSION_REVIEW = "suspension_review"


@dataclass(frozen=True)
class LadderStep:
    """After `forms` more forms (1 or more) comes `leads_to`; the last step of a ladder repeats."""

    forms: int
    leads_to: StepKind


@dataclass(frozen=True)
class Behaviour:
    """Par. 8's list of serious misbehaviour; `key` is stable and stored, `label` is what people read."""

    key: str
    label: str


@dataclass(frozen=True)
class Place:
    """Where it can happen; `key` is stable and stored."""

    key: str
    label: str


@dataclass(frozen=True)
class Question:
    """One of the form's eight questions: `number` 1 to 8, `text` in the form's own words (annex 1)."""

    number: int
    text: str
    hint: str
    starters: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """Everything of the line that a school may set.

    `steps` is never empty; `reminders` is how often the teacher insists before directie takes over (par. 8: twice).
    """

    counting: Counting
    restart: Restart
    steps: tuple[LadderStep, ...]
    reminders: int
    behaviours: tuple[Behaviour, ...]
    places: tuple[Place, ...]
    questions: tuple[Question, ...]

    def behaviour_label(self, key: str) -> str:
        """The label of a behaviour, also of one that the school no longer uses (then its key)."""
        return next((behaviour.label for behaviour in self.behaviours if behaviour.key == key), key)

    def place_label(self, key: str) -> str:
        """The label of a place, or its key when the school no longer uses it."""
        return next((place.label for place in self.places if place.key == key), key)
