"""Vandaag: what each open form waits for, in which order that is due, and how a list says so (par. 8, steps 1 to 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import clock_time, ordinal, short_day
from kiosk.rules.form import SIGNED, Fact, FactKind, Form, Outcome, Stage, stage
from kiosk.rules.slip import Slip, SlipStep


class NextStep(StrEnum):
    """What a form waits for. The members stand in the order in which they are due, the most pressing first."""

    WRITE = "write"  # the child writes, or has a code and did not begin
    TALK = "talk"
    PRINT = "print"
    TAKE_HOME = "take_home"
    DUE_TODAY = "due_today"
    REMIND_1 = "remind_1"
    REMIND_2 = "remind_2"  # and every further one, if the school's policy has more than two
    FILE = "file"
    AWAIT = "await"  # at home: nothing to do yet
    WITH_HEAD = "with_head"
    DONE = "done"  # filed or voided


_BY_SLIP = {
    SlipStep.TO_PRINT: NextStep.PRINT,
    SlipStep.TO_TAKE_HOME: NextStep.TAKE_HOME,
    SlipStep.AT_HOME: NextStep.AWAIT,
    SlipStep.DUE_TODAY: NextStep.DUE_TODAY,
    SlipStep.TO_FILE: NextStep.FILE,
    SlipStep.FILED: NextStep.DONE,
}

_LABELS = {
    NextStep.TALK: "gesprek voeren",
    NextStep.PRINT: "formulier printen",
    NextStep.TAKE_HOME: "papier meegeven",
    NextStep.DUE_TODAY: "moet vandaag terug",
    NextStep.FILE: "in ParnaSys hangen",
    NextStep.AWAIT: "thuis, om te ondertekenen",
    NextStep.WITH_HEAD: "bij de directie",
    NextStep.DONE: "klaar",
}

_NOW, _TO_DO, _DUE, _QUIET = "◉", "●", "▲", "○"
_SYMBOLS = {
    NextStep.TALK: _TO_DO,
    NextStep.PRINT: _TO_DO,
    NextStep.TAKE_HOME: _TO_DO,
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
    """One open form as Vandaag shows it.

    `name` is the pupil's whole name. `host` is the parallel group where the child writes, when that is another group
    than their own ("" otherwise); `question` is the one that is open, 0 before the first word.
    """

    form: Form
    slip: Slip
    name: str
    given_name: str
    host: str = ""
    question: int = 0

    @property
    def step(self) -> NextStep:
        return next_step(self.form, self.slip)

    @property
    def since(self) -> datetime:
        """When the form began to wait for its step; for a paper that is out: when it went home."""
        begun = {
            NextStep.WRITE: (FactKind.FIRST_WORD, FactKind.SENT_BACK),
            NextStep.TALK: (FactKind.HANDED_IN,),
            NextStep.DUE_TODAY: (FactKind.TAKEN_HOME,),
            NextStep.AWAIT: (FactKind.TAKEN_HOME,),
        }.get(self.step, ())
        moments = [last.at for kind in begun if (last := self.form.last(kind))]
        if self.slip.since and not moments:
            return datetime.combine(self.slip.since, datetime.min.time())
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
        if self.step is not NextStep.WRITE:
            return _LABELS[self.step]
        where = f"bij {self.host}, " if self.host else ""
        if stage(self.form) is Stage.WAITING:
            return f"{where}nog niet begonnen"
        return f"{where}vraag {self.question} van 8" if self.question else f"{where}vult het formulier aan"

    def waits(self, today: date, calendar: Calendar) -> str:
        """Since when it waits, or how late it is in school days: "vandaag", "1 dag te laat", "sinds vr 20 nov"."""
        due_on = self.slip.due_on
        if self.step in (NextStep.REMIND_1, NextStep.REMIND_2, NextStep.AWAIT) and due_on:
            late = calendar.school_days_since(due_on, today)
            if late:
                return f"{late} {'dag' if late == 1 else 'dagen'} te laat"
            return f"terug {short_day(due_on)}"
        if self.is_now(today):
            return f"sinds {clock_time(self.since)}"
        return "vandaag" if self.since.date() == today else f"sinds {short_day(self.since)}"

    def why(self, today: date) -> str:
        """Why the form is on the list: what happened last, as a sentence or two."""
        return _why(self, today)


def in_order(rows: Iterable[TodayRow], today: date) -> list[TodayRow]:
    """The rows with the most pressing first: who writes now, then by step, then what waits longest."""
    steps = list(NextStep)
    return sorted(
        rows,
        key=lambda row: (
            not row.is_now(today),
            steps.index(row.step),
            row.since,
            row.form.issued_at,
            row.form.number,
        ),
    )


def _why(row: TodayRow, today: date) -> str:
    form, due_on = row.form, row.slip.due_on
    match row.step:
        case NextStep.WRITE:
            return _why_writing(row, today)
        case NextStep.TALK:
            handed_in = _last(form, FactKind.HANDED_IN)
            if handed_in.by is not None:
                return f"Een volwassene leverde in: {handed_in.note}"
            return f"{row.given_name} leverde {_on(handed_in.at, today)} in."
        case NextStep.PRINT:
            return f"Het herstelgesprek was {_on(_last(form, FactKind.TALK).at, today)}."
        case NextStep.TAKE_HOME:
            return f"Het papier is {_on(_last(form, FactKind.PRINTED).at, today)} geprint."
        case NextStep.FILE:
            return _why_ended(form, today)
        case NextStep.DONE:
            return "Dit formulier is ongeldig." if form.voided else "Dit formulier hangt in ParnaSys."
        case NextStep.WITH_HEAD if form.has(FactKind.ESCALATED):
            return f"{_on(_last(form, FactKind.ESCALATED).at, today).capitalize()} naar de directie gebracht."
        case NextStep.WITH_HEAD if due_on is None:
            return f"{row.given_name} is van school. De directie kijkt wat er nog moet."
    goes_back = f"Het papier moest {short_day(due_on)} terug zijn." if due_on and due_on < today else ""
    told = _came_back_unsigned(form, today) or goes_back or f"Het papier ging {_on(row.since, today)} mee naar huis."
    return f"{told} {_reminded(form)}".strip()


def _why_writing(row: TodayRow, today: date) -> str:
    sent_back = row.form.last(FactKind.SENT_BACK)
    if sent_back:
        return f"Teruggegeven om aan te vullen: {sent_back.note}"
    if stage(row.form) is Stage.WAITING:
        return f"{row.given_name} heeft de code {_on(row.form.issued_at, today)} gekregen en is nog niet begonnen."
    return f"{row.given_name} begon {_on(row.since, today)} met schrijven."


def _why_ended(form: Form, today: date) -> str:
    ended = form.signature or _last(form, FactKind.CLOSED)
    how = OUTCOME_LABELS[ended.outcome] if ended.outcome else ""
    if ended.outcome in SIGNED:
        return f"Het papier kwam {_on(ended.at, today)} ondertekend terug: {how}."
    return f"De directie sloot het {_on(ended.at, today)} af: {how}."


def _came_back_unsigned(form: Form, today: date) -> str:
    returned = form.last(FactKind.RETURNED)
    if returned is None or returned.outcome is None:
        return ""
    return f"Terug {_on(returned.at, today)}: {OUTCOME_LABELS[returned.outcome]}."


def _reminded(form: Form) -> str:
    given = form.all(FactKind.REMINDED)
    if not given:
        return ""
    how = f", {given[-1].note}" if given[-1].note else ""
    return f"{len(given)} keer aangedrongen: {short_day(given[-1].at)}{how}."


def _last(form: Form, kind: FactKind) -> Fact:
    fact = form.last(kind)
    if fact is None:
        raise AssertionError(f"{kind} did not happen")
    return fact


def _on(moment: datetime, today: date) -> str:
    """A moment in a sentence: "om 10.31 uur" today, else "op vr 20 nov"."""
    return f"om {clock_time(moment)}" if moment.date() == today else f"op {short_day(moment)}"
