"""The three ways in which a pupil can answer. An adult chooses one at issue; on no screen is it a level."""

from enum import StrEnum

from kiosk.rules.policy import Question

_YOUNGEST_TO_TYPE = 5
_YOUNGEST_TO_CHOOSE = 3


class Way(StrEnum):
    """How the pupil answers."""

    TYPING = "typing"  # one large question and a field
    CHOOSING = "choosing"  # cards and few words: arrow keys and Enter are enough
    TOGETHER = "together"  # the child tells, an adult types


class Part(StrEnum):
    """What one screen of a question asks."""

    FIRST = "first"  # the cards that belong to the question in every way: feelings, with whom
    CARDS = "cards"  # the question's own cards
    WORDS = "words"  # a field for the child's own words


def proposed_way(year_group: int | None) -> Way:
    """The way that is proposed for a pupil of `year_group` (1 to 8): typing where the school's file does not say."""
    if year_group is None or year_group >= _YOUNGEST_TO_TYPE:
        return Way.TYPING
    return Way.CHOOSING if year_group >= _YOUNGEST_TO_CHOOSE else Way.TOGETHER


def is_young(year_group: int | None) -> bool:
    """Whether a pupil of `year_group` sees the simple hints and the first six feelings: up to group 4."""
    return year_group is not None and year_group < _YOUNGEST_TO_TYPE


def parts(question: Question, way: Way) -> tuple[Part, ...]:
    """The screens that `question` takes in this way, in order; never none.

    When choosing, the field for words comes only when a child asks for it, or where there are no cards to choose.
    """
    first = (Part.FIRST,) if question.first else ()
    if way is Way.CHOOSING and (question.first or question.cards):
        return (*first, Part.CARDS) if question.cards else first
    return (*first, Part.WORDS)
