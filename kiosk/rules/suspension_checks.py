"""Before directie decides a suspension (par. 10 and 11; WPO article 40c): everything that must be there, and right."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import long_day, short_day
from kiosk.rules.policy import OutOfGroup
from kiosk.rules.suspension import Duty, LastChance, Suspension, SuspensionRequest, tasks
from kiosk.text import clean, clean_line

_FARTHEST = timedelta(days=60)
"""A first day further on than this (the summer holiday and some) is a slip of the fingers."""


class WrongField(Refused):
    """Something cannot be kept; `field` is its name in `SuspensionRequest`."""

    def __init__(self, field_name: str, message: str, what_to_do: str) -> None:
        super().__init__(message, what_to_do)
        self.field = field_name


def clean_request(request: SuspensionRequest) -> SuspensionRequest:
    """`request` with every text as it may be kept, and of the last chance only what belongs to the choice."""
    held = request.last_chance is LastChance.HELD
    return replace(
        request,
        reason=clean(request.reason).strip(),
        heard=clean_line(request.heard),
        schoolwork=clean(request.schoolwork).strip(),
        contact=clean_line(request.contact),
        last_chance_why="" if held else clean(request.last_chance_why).strip(),
        conference_id=request.conference_id if held else None,
    )


def check_request(
    request: SuspensionRequest,
    calendar: Calendar,
    numbers: OutOfGroup,
    now: datetime,
    *,
    conference_ids: Collection[int],
    others: Iterable[Suspension],
) -> None:
    """Raise `WrongField` for the first thing that is missing or cannot be; `request` is cleaned before.

    `conference_ids` are the pupil's own, `others` their suspensions so far. Whether the pupil is at school, and whether
    what led to it still waits for a decision, the store knows.
    """
    check_last_chance(request, conference_ids)
    check_days(request.first_day, request.last_day, calendar, numbers, now.date())
    check_return(request, calendar)
    for other in others:
        if not other.withdrawn_at:
            _check_beside(request, other, calendar, numbers)
    for name, trouble, what_to_do in (
        ("reason", "Wat is de reden?", "De wet vraagt een reden: schrijf op wat er gebeurde."),
        ("heard", "Wie zijn gehoord?", "Hoor eerst het kind en de ouders, en schrijf op wie dat waren."),
        ("schoolwork", "Welk schoolwerk gaat mee?", "Een geschorst kind blijft leren. Schrijf op hoe."),
        ("contact", "Wie kunnen de ouders bellen?", "Schrijf een naam op, en hoe je die bereikt."),
    ):
        if not getattr(request, name):
            raise WrongField(name, trouble, what_to_do)
    if request.heard_on > now.date():
        raise WrongField("heard_on", "Deze dag ligt in de toekomst.", "Hoor eerst, en besluit daarna.")


def _check_beside(request: SuspensionRequest, other: Suspension, calendar: Calendar, numbers: OutOfGroup) -> None:
    """Two suspensions share no day; without a day at school between them, they are one to the law: no longer either."""
    days = f"{short_day(other.first_day)} tot en met {short_day(other.last_day)}"
    if request.first_day <= other.last_day and other.first_day <= request.last_day:
        raise WrongField("first_day", f"Er is al een schorsing: {days}.", "Kies andere dagen, of trek die eerst in.")
    if request.first_day <= other.return_at.date() and other.first_day <= request.return_at.date():
        first, last = min(request.first_day, other.first_day), max(request.last_day, other.last_day)
        if calendar.school_days(first, last) > numbers.most_days or (last - first).days >= numbers.within_days:
            raise WrongField(
                "first_day",
                f"Samen met die van {days} duurt dit te lang.",
                "Een schorsing is ten hoogste een week. Laat er een schooldag tussen, of trek die eerst in.",
            )


def check_last_chance(request: SuspensionRequest, conference_ids: Collection[int]) -> None:
    """Raise `WrongField` unless the conference was held, or it is said why not (par. 10: "een laatste kans").

    While it is still open directie can only deviate, as in an extremely unsafe situation (par. 8, NB), with a reason.
    """
    if request.last_chance is LastChance.HELD:
        if request.conference_id not in conference_ids:
            raise WrongField(
                "last_chance", "Er is geen herstelgesprek met dit kind.", "Schrijf het op bij de andere wegen."
            )
    elif not request.last_chance_why:
        is_open = request.last_chance is LastChance.OPEN
        why = "Waarom kun je er niet op wachten?" if is_open else "Waarom kon het herstelgesprek niet?"
        raise WrongField("last_chance_why", why, "Schrijf het in een of twee zinnen op.")


def check_days(first: date, last: date, calendar: Calendar, numbers: OutOfGroup, today: date) -> None:
    """Raise `WrongField` unless it begins today or later, takes no more school days than may be, within a week."""
    if first < today:
        raise WrongField("first_day", f"{long_day(first).capitalize()} is al geweest.", "Begin vandaag of later.")
    if first - today > _FARTHEST:
        raise WrongField("first_day", f"{long_day(first).capitalize()} is te ver weg.", "Kies een eerdere dag.")
    for name, one in (("first_day", first), ("last_day", last)):
        if not calendar.is_school_day(one):
            better = short_day(calendar.next_school_day(one))
            raise WrongField(
                name, f"{long_day(one).capitalize()} is geen schooldag.", f"De eerste schooldag daarna is {better}."
            )
    if last < first:
        raise WrongField("last_day", "De laatste dag ligt voor de eerste.", f"Kies een dag vanaf {short_day(first)}.")
    days = calendar.school_days(first, last)
    if days > numbers.most_days:
        raise WrongField(
            "last_day", f"Dit zijn {days} schooldagen.", f"Het mogen er ten hoogste {numbers.most_days} zijn."
        )
    if (last - first).days >= numbers.within_days:
        latest = short_day(first + timedelta(days=numbers.within_days - 1))
        raise WrongField(
            "last_day", "Een schorsing duurt volgens de wet ten hoogste een week.", f"Kies een dag tot en met {latest}."
        )


def check_return(request: SuspensionRequest, calendar: Calendar) -> None:
    """Raise `WrongField` unless the child is back on the first school day after: a day between is a suspension too."""
    back = calendar.next_school_day(request.last_day)
    if request.return_at.date() != back:
        raise WrongField(
            "return_at", f"Het kind komt terug op {long_day(back)}.", "Elke dag thuis daarna is ook een schorsing."
        )


def check_task(suspension: Suspension, duty: Duty, on: date, calendar: Calendar, today: date) -> None:
    """Raise `Refused` unless `duty` belongs to it, is still open, and was done between the decision and today."""
    if suspension.withdrawn_at:
        raise Refused("Deze schorsing is ingetrokken.", "Hier hoeft niets meer.")
    task = next((one for one in tasks(suspension, calendar) if one.duty is duty), None)
    if task is None:
        raise Refused("Dit hoort niet bij deze schorsing.", "Kies iets van de lijst.")
    if task.done:
        raise Refused(f"Dit is al gedaan op {short_day(task.done.done_on)}.", "Hier hoef je niets te doen.")
    if on > today:
        raise Refused("Deze dag ligt in de toekomst.", "Zet het erbij als het gedaan is.")
    if on < suspension.decided_at.date():
        raise Refused(
            "Toen was er nog niet besloten.", f"Kies een dag vanaf {short_day(suspension.decided_at.date())}."
        )


def check_withdraw(suspension: Suspension, why: str) -> None:
    """Raise `Refused` without a reason, or when it was withdrawn before."""
    if suspension.withdrawn_at:
        raise Refused("Deze schorsing is al ingetrokken.", "De reden staat erbij.")
    if not why:
        raise Refused("Waarom trek je de schorsing in?", "Schrijf een korte reden op.")
