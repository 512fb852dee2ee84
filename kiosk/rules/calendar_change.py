"""A calendar that the school changes, in words: which days are otherwise, and which terms move by it.

It is told before it is saved. Due days are counted from what happened, with the calendar in force; days that somebody
chose (to look back, of a suspension) stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.errors import Refused
from kiosk.rules.agreement import check_day
from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.dutch import counted, short_day
from kiosk.rules.form import FactKind, Form, Talk
from kiosk.rules.moment import read_day_since
from kiosk.rules.people import Pupil, name_order
from kiosk.rules.policy_change import Told
from kiosk.rules.slip import due_day, next_step_day
from kiosk.rules.suspension import Suspension, school_days, tasks
from kiosk.text import clean_line, fold

_DAY = timedelta(days=1)
MOST_DAYS = 62
"""The longest period that is read at once: longer than any holiday, so it is a slip of the fingers."""

_UNTIL = re.compile(r"\s*\b(?:t/m|tm|tot en met)\b\s*|\s+-\s+")
_EXAMPLES = "Typ bijvoorbeeld 4 nov, of 22-2 t/m 26-2."
NOTHING_MOVES = "Er schuift geen termijn."
HIDDEN_MOVES = "Er schuiven termijnen van papier, afspraken of schorsingen. De directie ziet hier van wie."
STANDS = "Wat al gebeurd is, blijft staan. De bezwaartermijn telt werkdagen: die schuift niet mee."


def read_days(typed: str, year: str) -> tuple[date, ...]:
    """The days that a person typed: days and periods with a comma between, in order.

    "4 nov", "23-2-2027", "22-2 t/m 26-2", "22 t/m 26 feb". A day without a year lies in school year `year`, and each
    day or period begins in it. Raises `Refused` when it does not, when something cannot be read or does not exist, and
    when a period ends before it begins or is longer than `MOST_DAYS`.
    """
    days: set[date] = set()
    for part in re.split(r"[,;]", fold(clean_line(typed))):
        days.update(_read_period(part.strip(), year))
    return tuple(sorted(days))


def _read_period(text: str, year: str) -> list[date]:
    begin, end = school_year_days(year)
    first_text, between, last_text = _UNTIL.sub("|", text, count=1).partition("|")
    if between and first_text.isdecimal() and len(first_text) <= 2:  # "22 t/m 26 feb"
        last = read_day_since(last_text, begin)
        first = read_day_since(f"{first_text}-{last.month}-{last.year}", begin)
    else:
        first = read_day_since(first_text, begin)
        last = read_day_since(last_text, first) if between else first
    if not begin <= first <= end:
        other = school_year(first)
        raise Refused(
            f"{_with_year(first).capitalize()} ligt in schooljaar {other}.", "Ga eerst met PgUp of PgDn naar dat jaar."
        )
    if last < first:
        raise Refused(
            f"{_with_year(last).capitalize()} is eerder dan {_with_year(first)}.", "Typ de eerste dag vooraan."
        )
    if (last - first).days >= MOST_DAYS:
        raise Refused(f"Dat zijn meer dan {MOST_DAYS} dagen.", _EXAMPLES)
    return [first + n * _DAY for n in range((last - first).days + 1)]


def days_words(days: Iterable[date]) -> str:
    """Days in a row of words, those that follow each other (over a weekend too) as a period, with the year."""
    periods: list[list[date]] = []
    for day in sorted(days):
        if periods and (day - periods[-1][-1]).days <= (3 if periods[-1][-1].weekday() == 4 else 1):
            periods[-1].append(day)
        else:
            periods.append([day])
    return ", ".join(
        _with_year(one[0]) if len(one) == 1 else f"{short_day(one[0])} t/m {_with_year(one[-1])}" for one in periods
    )


def what_changes(old: Calendar, new: Calendar, today: date) -> list[str]:
    """One sentence for each way in which days that the school itself set become otherwise, and what past days do."""
    own = (old.closed ^ new.closed) | (old.opened ^ new.opened)
    free = [day for day in own if not new.is_school_day(day)]
    school = [day for day in own if new.is_school_day(day)]
    told = [f"Vrij: {days_words(free)}."] if free else []
    told += [f"Wel school: {days_words(school)}."] if school else []
    begun = school_year_days(school_year(today))[0]
    before, after = old.school_days(begun, today), new.school_days(begun, today)
    if before != after:
        told.append(
            f"Dit schooljaar telt tot en met vandaag {counted(after, 'schooldag', 'schooldagen')} (nu: {before}). "
            "De cijfers per schooldag veranderen mee."
        )
    return told


@dataclass(frozen=True)
class Moved:
    """One thing of a pupil that becomes otherwise: the first day it is about, and how, to be read after "Bij …"."""

    day: date
    how: str


@dataclass(frozen=True)
class PupilMoved:
    """What moves, and whose it is."""

    moved: Moved
    pupil: Pupil


@dataclass(frozen=True)
class Moves:
    """All that moves, of whom. Who may not see escalations knows only that something does (`hidden`).

    Not what, and not how many: by trying days they would find out when somebody is suspended.
    """

    told: tuple[PupilMoved, ...] = ()
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.hidden or bool(self.told)


def paper_moves(
    form: Form, old: Calendar, new: Calendar, today: date, reminders: int, due_days: int = 1
) -> list[Moved]:
    """What moves of a paper that is at home: the day it is due, else the day of the next reminder or of directie.

    `reminders` and `due_days` as in the policy. What lies in the past under both calendars is left out.
    """
    if form.signature or form.voided or form.has(FactKind.CLOSED) or form.has(FactKind.ESCALATED):
        return []
    given = len(form.all(FactKind.REMINDED))
    was, becomes = due_day(form, old, due_days), due_day(form, new, due_days)
    if was and not given and (due := _move(was, becomes, today, "moet het papier terug op")):
        return [Moved(was, f"{one.how} Op het papier staat {short_day(was)}.") for one in due]
    what = "gaat het papier naar directie op" if given >= reminders else "kan de leerkracht aandringen vanaf"
    return _move(next_step_day(form, old, due_days), next_step_day(form, new, due_days), today, what)


def agreement_moves(talk: Talk, old: Calendar, new: Calendar, today: date) -> list[Moved]:
    """The tenth school day after a talk, on which its agreement is looked at, when that becomes another."""
    return _move(check_day(talk, old), check_day(talk, new), today, "kijk je de afspraak na op")


def suspension_moves(suspension: Suspension, old: Calendar, new: Calendar, today: date) -> list[Moved]:
    """What becomes otherwise of a suspension. Its own days were decided and stand: then it may take fewer school days.

    The objection term counts working days, which the school's own days and holidays do not touch.
    """
    moves = []
    after = {task.duty: task.due_on for task in tasks(suspension, new)}
    for task in tasks(suspension, old):
        if task.done is None and task.duty in after:
            moves += _move(task.due_on, after[task.duty], today, "moet de brief over de schorsing klaar zijn op")
    days, were = school_days(suspension, new), school_days(suspension, old)
    if days != were:
        lasts = f"duurt de schorsing {counted(days, 'schooldag', 'schooldagen')} (nu: {were})."
        moves.append(Moved(suspension.first_day, f"{lasts} De dagen ervan blijven staan."))
    return [*moves, *chosen_day_stands(suspension.return_at.date(), old, new, today, "de terugkeer na een schorsing")]


def chosen_day_stands(day: date, old: Calendar, new: Calendar, today: date, what: str) -> list[Moved]:
    """A day to come that somebody chose, and that is no school day any more: `what` stands, and wants another one."""
    if day < today or new.is_school_day(day) or not old.is_school_day(day):
        return []
    return [Moved(day, f"staat {what} op {short_day(day)}. Dan is er geen school: kies zelf een andere dag.")]


def _move(was: date | None, becomes: date | None, today: date, what: str) -> list[Moved]:
    if was is None or becomes is None or was == becomes or max(was, becomes) < today:
        return []
    return [Moved(was, f"{what} {short_day(becomes)} (nu: {short_day(was)}).")]


def at_pupils(moves: Moves) -> list[Told]:
    """What moves, day by day, with the names of the pupils; or that something does, or nothing."""
    if not moves.told:
        return [Told(in_short(moves))]
    groups: defaultdict[Moved, dict[int, Pupil]] = defaultdict(dict)
    for one in moves.told:
        groups[one.moved][one.pupil.id] = one.pupil
    told = []
    for moved, pupils in sorted(groups.items(), key=lambda group: (group[0].day, group[0].how)):
        names = tuple(f"{one.name} ({one.group_name})" for one in sorted(pupils.values(), key=name_order))
        told.append(Told(f"Bij {counted(len(names), 'leerling', 'leerlingen')} {moved.how}", names))
    return told


def in_short(moves: Moves) -> str:
    """The same in one sentence."""
    if not moves.told:
        return HIDDEN_MOVES if moves.hidden else NOTHING_MOVES
    pupils = {one.pupil.id for one in moves.told}
    return f"Bij {counted(len(pupils), 'leerling', 'leerlingen')} verandert een dag."


def _with_year(day: date) -> str:
    return f"{short_day(day)} {day.year}"
