"""The school's policy as data: the ladder, the reminders, the behaviours and places a form can name, the questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_FORMS, MOST_REMINDERS, MOST_TIME_OUTS = 99, 9, 9
"""The most that a school can set, in its file or on the screen: forms before a step, reminders, times out of the group.

Of each, one is the fewest.
"""

MOST_DUE_DAYS, MOST_OBJECTION_DAYS = 5, 42
"""Likewise: school days until the paper must be back, and working days in which parents can object."""


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
class EarlierLadder:
    """What held for the forms of the school years before `before`, in which the school changed its ladder."""

    before: str
    restart: Restart
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True)
class Listed:
    """What can be named on a form: `key` is stable and stored, `label` is what people read.

    `off`: not offered any more, and still read in old forms.
    """

    key: str
    label: str
    off: bool = False


@dataclass(frozen=True)
class Behaviour(Listed):
    """Of par. 8's list of serious misbehaviour."""


@dataclass(frozen=True)
class Place(Listed):
    """Where it can happen."""


@dataclass(frozen=True)
class Card:
    """One card: `key` is stable and stored, `label` is what a child reads.

    `emoji` and `face` (in plain signs, for a bare console) stand beside it, both may be empty. `graded`: it has the
    strengths of its deck. `older`: not for the youngest. `opens_words`: who chooses it gets the field for own words.
    """

    key: str
    label: str
    emoji: str = ""
    face: str = ""
    graded: bool = True
    older: bool = False
    opens_words: bool = False


@dataclass(frozen=True)
class Deck:
    """Cards of which a child chooses as many as fit.

    `asks` stands above them instead of the question's hint ("": the hint stays). `strengths` are the words for how
    strong, weakest first; empty where a card is chosen or not.
    """

    cards: tuple[Card, ...]
    asks: str = ""
    strengths: tuple[str, ...] = ()

    def strengths_of(self, card: Card) -> tuple[str, ...]:
        """How strong this card can be chosen; empty when only chosen or not."""
        return self.strengths if card.graded else ()


@dataclass(frozen=True)
class Question:
    """One of the form's eight questions: `number` 1 to 8, `text` in the form's own words (annex 1).

    `simple_hint` is the hint for the youngest. `first` are cards that belong to the question whatever the way of
    answering (feelings, with whom); `cards` are those of who chooses instead of types.
    """

    number: int
    text: str
    hint: str
    starters: tuple[str, ...]
    simple_hint: str = ""
    first: Deck | None = None
    cards: Deck | None = None

    def for_pupil(self, *, young: bool) -> "Question":
        """The question as this pupil sees it: the youngest get simple hints and fewer cards."""
        if not young:
            return self
        return replace(self, hint=self.simple_hint or self.hint, first=_simple(self.first), cards=_simple(self.cards))


def _simple(deck: Deck | None) -> Deck | None:
    cards = tuple(card for card in deck.cards if not card.older) if deck else ()
    return replace(deck, cards=cards) if deck and cards else None


@dataclass(frozen=True)
class OutOfGroup:
    """The numbers of par. 11 and of the law.

    After `time_outs` of them a talk with parents is proposed ("herhaaldelijk"). A suspension takes at most `most_days`
    school days, its last day among the first `within_days` days that begin with its first (WPO article 40c: one week).
    Parents can object to the board for `objection_days` working days (par. 11: five).
    """

    time_outs: int = 2
    most_days: int = 5
    within_days: int = 7
    objection_days: int = 5


@dataclass(frozen=True)
class Policy:
    """Everything of the line that a school may set.

    `steps` is never empty; `reminders` is how often the teacher insists before directie takes over (par. 8: twice), and
    `due_days` after how many school days the paper must be back (par. 8, step 3: the next).
    `earlier` are the ladders of earlier school years, oldest first: what is over is not counted again by new numbers.
    """

    counting: Counting
    restart: Restart
    steps: tuple[LadderStep, ...]
    reminders: int
    behaviours: tuple[Behaviour, ...]
    places: tuple[Place, ...]
    questions: tuple[Question, ...]
    out_of_group: OutOfGroup = OutOfGroup()
    earlier: tuple[EarlierLadder, ...] = ()
    due_days: int = 1

    def in_year(self, school_year: str) -> "Policy":
        """The policy with the ladder for the forms of that year; without years, the whole school has one ladder."""
        if self.counting is Counting.SCHOOL_YEAR:
            for one in self.earlier:
                if school_year < one.before:
                    return replace(self, restart=one.restart, steps=one.steps, earlier=())
        return self

    def behaviour_label(self, key: str) -> str:
        """The label of a behaviour, also of one that is switched off."""
        return _label(self.behaviours, key)

    def place_label(self, key: str) -> str:
        """The label of a place, also of one that is switched off."""
        return _label(self.places, key)


def _label(entries: Sequence[Listed], key: str) -> str:
    """Of what a person took out of the file by hand, the words that its key was made of."""
    return next((one.label for one in entries if one.key == key), key.replace("_", " "))
