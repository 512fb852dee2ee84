"""The letters that directie signs (par. 8, 10 and 11): which there are, what each asks, and what it cannot do without.

A field has a Dutch name: schools read and write these in the letter's text, `{roepnaam}`. No letter names another child
than the one it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import clock_time, long_day, short_day
from kiosk.rules.moment import read_coming_moment, read_day
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.text import clean, clean_line

_FARTHEST = timedelta(days=365)
"""A day further on than this is a slip of the fingers."""


class LetterKind(StrEnum):
    """The letters, in the order in which the policy comes to them."""

    INVITATION = "invitation"
    OFFICIAL_WARNING = "official_warning"
    SUSPENSION = "suspension"
    CONFERENCE = "conference"
    REPAIR_PLAN = "repair_plan"
    TIME_OUT = "time_out"


LETTER_NAMES = {
    LetterKind.INVITATION: "uitnodiging",
    LetterKind.OFFICIAL_WARNING: "officiële waarschuwing",
    LetterKind.SUSPENSION: "schorsingsbesluit",
    LetterKind.CONFERENCE: "verslag herstelgesprek",
    LetterKind.REPAIR_PLAN: "herstelplan",
    LetterKind.TIME_OUT: "brief buiten de groep",
}
"""What people call them in a list."""

OF_STEP = {
    StepKind.PARENTS_TALK: LetterKind.INVITATION,
    StepKind.OFFICIAL_WARNING: LetterKind.OFFICIAL_WARNING,
}
"""The letter of a step of the ladder. A look at a suspension has none: only its decision has."""

OF_ROAD = {
    RoadKind.CONFERENCE: LetterKind.CONFERENCE,
    RoadKind.REPAIR_PLAN: LetterKind.REPAIR_PLAN,
    RoadKind.TIME_OUT: LetterKind.TIME_OUT,
}
"""The letter of a record of another road."""


@dataclass(frozen=True)
class About:
    """What a letter is about: a pupil, and the form or turn of a step, a record of another road, or a suspension.

    An invitation about a time-out (`road_id`) is the one of par. 11, after several of them.
    """

    pupil_id: int
    form_id: int | None = None
    turn_id: int | None = None
    road_id: int | None = None
    suspension_id: int | None = None


@dataclass(frozen=True)
class Letter(About):
    """A letter that went on paper or on a stick: `text` word for word, `by` is the staff id of who signs it.

    `evaluate_on` is the day to look back that it names, if it does.
    """

    id: int = 0
    kind: LetterKind = LetterKind.INVITATION
    at: datetime = datetime.min
    by: int = 0
    text: str = ""
    evaluate_on: date | None = None


# -- what a person types ---------------------------------------------------------------------------------------------


class Typed(StrEnum):
    """How a field is typed: one line, some lines, a day to come, or a moment to come."""

    LINE = "line"
    WORDS = "words"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class LetterField:
    """Something that only a person can say; none of them may stay empty."""

    key: str
    label: str
    typed: Typed = Typed.LINE
    hint: str = ""


LOOK_BACK = "terugkijken"
"""The field with the day to look back, which is kept with the letter."""

ASKED: dict[LetterKind, tuple[LetterField, ...]] = {
    LetterKind.INVITATION: (
        LetterField("wanneer", "Wanneer is het gesprek", Typed.MOMENT, "Zoals morgen 15:30 of 8-12 8:30."),
        LetterField("waar", "Waar"),
        LetterField("wie", "Wie zijn erbij"),
    ),
    LetterKind.OFFICIAL_WARNING: (
        LetterField("verwachting", "Wat verwacht de school", Typed.WORDS, "Zeg wat wel moet, in gewone taal."),
        LetterField("hulp", "Welke hulp geeft de school", Typed.WORDS),
        LetterField(LOOK_BACK, "Samen terugkijken op", Typed.DAY, "Een schooldag, bijvoorbeeld 8-12."),
    ),
}
"""What each kind asks; the other kinds know everything from their record."""


def read_field(field: LetterField, typed: str, calendar: Calendar, now: datetime) -> str:
    """What stands in the letter for what a person typed; `Refused` when it says nothing or names no possible day."""
    text = clean(typed).strip() if field.typed is Typed.WORDS else clean_line(typed)
    if not text:
        raise Refused(f"Vul nog in: {field.label.lower()}.", "Zonder dat kan de brief niet weg.")
    if field.typed is Typed.MOMENT:
        moment = read_coming_moment(text, now)
        check_coming(moment.date(), calendar, now.date(), any_working_day=True)
        return moment_in_full(moment)
    if field.typed is Typed.DAY:
        day = read_day(text, now.date())
        check_coming(day, calendar, now.date())
        return long_day(day)
    return text


def check_coming(day: date, calendar: Calendar, today: date, *, any_working_day: bool = False) -> None:
    """Raise `Refused` unless `day` is to come, within a year, and a school day (or, for a talk, a working day)."""
    if day < today:
        raise Refused(f"{long_day(day).capitalize()} is al geweest.", "Kies een dag die nog komt.")
    if day - today > _FARTHEST:
        raise Refused(f"{long_day(day).capitalize()} is te ver weg.", "Kies een dag binnen een jaar.")
    if any_working_day and not calendar.is_working_day(day):
        raise Refused(f"{long_day(day).capitalize()} is geen werkdag.", "Kies een dag van maandag tot en met vrijdag.")
    if not any_working_day and not calendar.is_school_day(day):
        better = short_day(calendar.next_school_day(day))
        raise Refused(f"{long_day(day).capitalize()} is geen schooldag.", f"De eerste schooldag daarna is {better}.")


def moment_in_full(moment: datetime) -> str:
    """ "dinsdag 8 december 2026 om 8.30 uur"."""
    return f"{long_day(moment)} om {clock_time(moment)}"


# -- what a letter cannot do without ---------------------------------------------------------------------------------


def check_may_write(actor: Actor) -> None:
    """Letters are directie's; `Refused` for others."""
    if not reach(actor, Action.WRITE_LETTER):
        raise Refused("Een brief schrijft de directie.", "Je kunt wel alles lezen.")


def check_letterhead(kind: LetterKind, school: Mapping[str, str]) -> None:
    """Raise `Refused` when the settings lack what this letter must name.

    A decision to suspend names the board on whose behalf it is taken and the address for an objection (par. 11), and
    the address of who sends it. `school` are the settings by their key.
    """
    if kind is not LetterKind.SUSPENSION:
        return
    needed = {"address": "het adres", "board": "het bestuur", "board_address": "het adres van het bestuur"}
    missing = [what for key, what in needed.items() if not school[key]]
    if missing:
        raise Refused(
            "Voor deze brief zijn gegevens van de school nodig die er nog niet zijn.",
            f"Vul op Beheer, bij De school, in: {', '.join(missing)}.",
        )
