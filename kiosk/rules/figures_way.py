"""How forms went on, as figures: how the slip came home, how soon the talk was held, whether the agreement was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.rules.calendar import Calendar
from kiosk.rules.form import Outcome


class SlipEnd(StrEnum):
    """How the slip came back (par. 8, steps 3 and 4), or where it is now."""

    IN_TIME = "in_time"  # signed on the next school day, or before
    LATE = "late"  # signed after it, and nobody had to insist
    AFTER_1 = "after_1"  # signed after the first reminder
    AFTER_2 = "after_2"  # signed after two or more
    REFUSED = "refused"  # the parents refused, and have not signed
    WITH_HEAD = "with_head"  # at directie, or closed there
    OUT = "out"  # still at home
    NOT_HOME = "not_home"  # did not go home yet


@dataclass(frozen=True)
class SlipFacts:
    """What there is to know of a slip, as days: when it went home, was first signed, and was last insisted on.

    `to_head` says that the teacher escalated it or that directie closed it; `refused` that the parents
    refused once, and did not sign at directie after all.
    """

    home_on: date | None
    signed_on: date | None = None
    reminders: int = 0
    reminded_on: date | None = None
    to_head: bool = False
    refused: bool = False


def slip_end(slip: SlipFacts, today: date, calendar: Calendar, reminders: int, due_days: int = 1) -> SlipEnd:
    """How this slip ended, or where it is `today`; `reminders` and `due_days` as in the policy.

    A signature counts, however late. Without one, refused goes before the rest: then directie has it anyway.
    """
    if slip.home_on is None:
        return SlipEnd.WITH_HEAD if slip.to_head else SlipEnd.NOT_HOME
    due_on = calendar.add_school_days(slip.home_on, due_days)
    if slip.signed_on:
        if slip.reminders:
            return SlipEnd.AFTER_1 if slip.reminders == 1 else SlipEnd.AFTER_2
        return SlipEnd.IN_TIME if slip.signed_on <= due_on else SlipEnd.LATE
    if slip.refused:
        return SlipEnd.REFUSED
    insisted_on = slip.reminded_on or due_on
    with_head = slip.reminders >= reminders and today >= calendar.next_school_day(insisted_on)
    return SlipEnd.WITH_HEAD if slip.to_head or with_head else SlipEnd.OUT


class TalkWait(StrEnum):
    """How long after the incident the talk was held (par. 8, step 2), in hours of the clock."""

    HOUR = "hour"  # within one
    FEW = "few"  # within four
    DAY = "day"  # within 24
    LONGER = "longer"
    NO_TALK = "no_talk"


def talk_wait(minutes: int | None) -> TalkWait:
    """Which of them; None is a form without a talk."""
    if minutes is None:
        return TalkWait.NO_TALK
    for wait, hours in ((TalkWait.HOUR, 1), (TalkWait.FEW, 4), (TalkWait.DAY, 24)):
        if minutes <= hours * 60:
            return wait
    return TalkWait.LONGER


@dataclass(frozen=True)
class Spread:
    """The middle of a row of numbers, and between which two the middle half of them lies."""

    median: float
    low: float
    high: float


def spread(counts: Mapping[int | None, int]) -> Spread | None:
    """The spread of the numbers that occur so many times each, those that are None left out; None without any."""
    numbers = sorted(number for number in counts if number is not None and counts[number])
    last = sum(counts[number] for number in numbers) - 1
    if last < 0:
        return None

    def at(place: int) -> int:
        for number in numbers:
            place -= counts[number]
            if place < 0:
                return number
        raise AssertionError("a place within the row")

    def quantile(part: float) -> float:
        """As `statistics.quantiles(..., method="inclusive")` does, for one number too."""
        below = int(last * part)
        rest = last * part - below
        return at(below) + (at(min(below + 1, last)) - at(below)) * rest

    return Spread(quantile(0.5), quantile(0.25), quantile(0.75))


class Kept(StrEnum):
    """Whether the agreement of the talk was kept."""

    KEPT = "kept"
    PARTLY = "partly_kept"
    NOT = "not_kept"
    NOT_ASKED = "not_asked"  # nobody has looked at it yet
    NO_AGREEMENT = "no_agreement"  # no talk, or a talk without one


def kept(agreement: bool, outcome: str | None) -> Kept:
    """How it went with an agreement; `outcome` is what was found on the tenth school day, an `Outcome`."""
    if not agreement:
        return Kept.NO_AGREEMENT
    return Kept(Outcome(outcome).value) if outcome else Kept.NOT_ASKED
