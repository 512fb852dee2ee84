"""Vandaag: what each open form waits for, in which order that is due, and how a list says so (par. 8, steps 1 to 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import clock_time, counted, ordinal, short_day
from kiosk.rules.form import FactKind, Form, Outcome, Stage, Talk, stage
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.roads import Road
from kiosk.rules.slip import Slip, SlipStep


class NextStep(StrEnum):
    """What a form waits for. The members stand in the order in which they are due, the most pressing first."""

    WRITE = "write"  # the child writes, or has a code and did not begin
    TALK = "talk"
    PRINT = "print"
    TAKE_HOME = "take_home"
    GIVE_AGAIN = "give_again"  # it came back unsigned today
    DUE_TODAY = "due_today"
    REMIND_1 = "remind_1"
    REMIND_2 = "remind_2"  # and every further one, if the school's policy has more than two
    FILE = "file"
    CHECK_AGREEMENT = "check_agreement"
    AWAIT = "await"  # at home: nothing to do yet
    WITH_HEAD = "with_head"
    DONE = "done"  # filed or voided


_BY_SLIP = {
    SlipStep.TO_PRINT: NextStep.PRINT,
    SlipStep.TO_TAKE_HOME: NextStep.TAKE_HOME,
    SlipStep.TO_GIVE_AGAIN: NextStep.GIVE_AGAIN,
    SlipStep.AT_HOME: NextStep.AWAIT,
    SlipStep.DUE_TODAY: NextStep.DUE_TODAY,
    SlipStep.TO_FILE: NextStep.FILE,
    SlipStep.FILED: NextStep.DONE,
}

_LABELS = {
    NextStep.TALK: "gesprek voeren",
    NextStep.PRINT: "formulier printen",
    NextStep.TAKE_HOME: "papier meegeven",
    NextStep.GIVE_AGAIN: "niet getekend: weer meegeven",
    NextStep.DUE_TODAY: "moet vandaag terug",
    NextStep.FILE: "in ParnaSys hangen",
    NextStep.CHECK_AGREEMENT: "afspraak nakijken",
    NextStep.AWAIT: "thuis, om te ondertekenen",
    NextStep.WITH_HEAD: "bij de directie",
    NextStep.DONE: "klaar",
}

_NOW, _TO_DO, _DUE, _QUIET = "◉", "●", "▲", "○"
_SYMBOLS = {
    NextStep.TALK: _TO_DO,
    NextStep.PRINT: _TO_DO,
    NextStep.TAKE_HOME: _TO_DO,
    NextStep.CHECK_AGREEMENT: _TO_DO,
    NextStep.DUE_TODAY: _DUE,
    NextStep.REMIND_1: _DUE,
    NextStep.REMIND_2: _DUE,
}

OUTCOME_LABELS = {
    Outcome.SEEN: "gezien",
    Outcome.AGREED: "akkoord",
    Outcome.UNSIGNED: "niet ondertekend",
    Outcome.REFUSED: "weigert te tekenen",
    Outcome.SIGNED_LATER: "alsnog getekend",
    Outcome.WITHOUT_SIGNATURE: "zonder handtekening afgesloten",
    Outcome.KEPT: "gelukt",
    Outcome.PARTLY_KEPT: "voor een deel gelukt",
    Outcome.NOT_KEPT: "niet gelukt",
}
"""How a paper came back, how directie closed it, or how an agreement went, as people read it."""


def next_step(form: Form, slip: Slip) -> NextStep:
    """What `form` waits for, given where its paper is."""
    if slip.step is SlipStep.WITH_HEAD:  # first, for a child who left neither writes nor talks any more
        return NextStep.WITH_HEAD
    reached = stage(form)
    if reached in (Stage.WAITING, Stage.WRITING):
        return NextStep.WRITE
    if reached is Stage.HANDED_IN:
        return NextStep.TALK
    if slip.step is SlipStep.TO_REMIND:
        return NextStep.REMIND_1 if slip.reminder == 1 else NextStep.REMIND_2
    return _BY_SLIP.get(slip.step, NextStep.DONE)


@dataclass(frozen=True)
class TodayRow:
    """One open form as Vandaag shows it, or the agreement of one that is to be looked at (then `talk` is set).

    `name` is the pupil's whole name. `host` is the parallel group where the child writes, when that is another group
    than their own ("" otherwise); `question` is the one that is open, 0 before the first word; `typed_at` is when the
    child last wrote there. `check_on` is the day on which the agreement of `talk` became due.
    """

    form: Form
    slip: Slip
    name: str
    given_name: str
    host: str = ""
    question: int = 0
    typed_at: datetime | None = None
    talk: Talk | None = None
    check_on: date | None = None

    @property
    def key(self) -> str:
        """What tells this row of the list from every other."""
        return f"{self.form.id}-check" if self.talk else str(self.form.id)

    @property
    def step(self) -> NextStep:
        return NextStep.CHECK_AGREEMENT if self.talk else next_step(self.form, self.slip)

    @property
    def since(self) -> datetime:
        """When the form began to wait for its step; for a paper that is out: when it went home."""
        if self.check_on:
            return datetime.combine(self.check_on, time())
        begun = {
            NextStep.WRITE: (FactKind.FIRST_WORD, FactKind.SENT_BACK),
            NextStep.TALK: (FactKind.HANDED_IN,),
            NextStep.DUE_TODAY: (FactKind.TAKEN_HOME,),
            NextStep.AWAIT: (FactKind.TAKEN_HOME,),
        }.get(self.step, ())
        moments = [last.at for kind in begun if (last := self.form.last(kind))]
        if self.slip.since and not moments:
            return datetime.combine(self.slip.since, time())
        return max([self.form.issued_at, *moments])

    def is_now(self, today: date) -> bool:
        """Whether the child is at it: the form was given, begun or given back today."""
        return self.step is NextStep.WRITE and self.since.date() == today

    @property
    def symbol(self) -> str:
        """◉ the child writes, ● to do, ▲ due or late, ○ waits; the word beside it is `what`."""
        if self.step is NextStep.WRITE:
            return _NOW if stage(self.form) is Stage.WRITING else _QUIET
        return _SYMBOLS.get(self.step, _QUIET)

    @property
    def what(self) -> str:
        """What the form waits for, in a few words."""
        if self.step in (NextStep.REMIND_1, NextStep.REMIND_2):
            return f"{ordinal(self.slip.reminder)} keer aandringen"
        if self.step is NextStep.AWAIT and self.slip.head_on:
            return f"thuis, {short_day(self.slip.head_on)} naar directie"
        if self.step is not NextStep.WRITE:
            return _LABELS[self.step]
        where = f"bij {self.host}, " if self.host else ""
        if stage(self.form) is Stage.WAITING:
            return f"{where}niet begonnen" if where else "nog niet begonnen"  # both fit in the list
        return f"{where}vraag {self.question} van 8" if self.question else f"{where}vult het formulier aan"

    def waits(self, today: date, calendar: Calendar) -> str:
        """Since when it waits, or how late it is, in school days: "vandaag", "1 dag te laat", "al 3 schooldagen"."""
        due_on = self.slip.due_on
        if self.step in (NextStep.REMIND_1, NextStep.REMIND_2, NextStep.AWAIT, NextStep.GIVE_AGAIN) and due_on:
            late = calendar.school_days_since(due_on, today)
            if late:
                return f"{counted(late, 'dag', 'dagen')} te laat"
            return f"terug {short_day(due_on)}"
        if self.is_now(today):
            return f"sinds {clock_time(self.since)}"
        return in_school_days(
            due_on if self.step is NextStep.DUE_TODAY and due_on else self.since.date(), today, calendar
        )

    def order(self, today: date) -> tuple[bool, int, datetime, datetime, str]:
        """Where the row stands: who writes now, then by step, then what waits longest."""
        steps = list(NextStep)
        return not self.is_now(today), steps.index(self.step), self.since, self.form.issued_at, self.form.number


AnyRow = TypeVar("AnyRow", "TodayRow", "RoadRow", "TodayRow | RoadRow")


@dataclass(frozen=True)
class RoadRow:
    """Another road of the policy that is to be looked back on by now; `name` is whom it is about."""

    road: Road
    name: str
    symbol = _TO_DO

    @property
    def key(self) -> str:
        """What tells this row of the list from every other."""
        return f"road-{self.road.id}"

    @property
    def what(self) -> str:
        """What is to be done, in a few words."""
        return f"terugkijken: {NAMES[self.road.kind]}"

    def is_now(self, today: date) -> bool:  # noqa: ARG002  (asked of every row)
        """Nobody is at it now."""
        return False

    def waits(self, today: date, calendar: Calendar) -> str:
        """Since when it waits, in school days."""
        return in_school_days(self.road.due_on or today, today, calendar)

    def order(self, today: date) -> tuple[bool, int, datetime, datetime, str]:
        """It stands among the agreements."""
        due = datetime.combine(self.road.due_on or today, time())
        return True, list(NextStep).index(NextStep.CHECK_AGREEMENT), due, self.road.written_at, self.key


def in_order(rows: Iterable[AnyRow], today: date) -> list[AnyRow]:
    """The rows with the most pressing first."""
    return sorted(rows, key=lambda row: row.order(today))


def in_school_days(since: date, today: date, calendar: Calendar) -> str:
    """How long something waits: "vandaag", "al 1 schooldag", "al 3 schooldagen"; in a weekend the day itself."""
    if since >= today:
        return "vandaag"
    days = calendar.school_days_since(since, today)
    if not days:
        return f"sinds {short_day(since)}"
    return f"al {counted(days, 'schooldag', 'schooldagen')}"
