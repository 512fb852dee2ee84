"""A small school for the tests of the rules: its calendar, its policy, and forms with what happened to them."""

from datetime import date, datetime, timedelta

from kiosk.rules.calendar import Calendar
from kiosk.rules.form import Fact, FactKind, Form, Outcome
from kiosk.rules.policy import Behaviour, Counting, LadderStep, Place, Policy, Question, Restart, StepKind

TEACHER, HOST_TEACHER, COUNSELLOR, HEAD = 7, 8, 9, 10
HOME_GROUP, HOST_GROUP, OTHER_GROUP = 31, 32, 33


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _days(first: str, last: str) -> frozenset[date]:
    start = day(first)
    return frozenset(start + timedelta(days=n) for n in range((day(last) - start).days + 1))


def school_calendar() -> Calendar:
    """School year 2026-2027, region Noord, with one study day: Friday 6 November 2026."""
    return Calendar(
        public=frozenset(
            map(
                day,
                (
                    "2026-12-25",
                    "2026-12-26",
                    "2027-01-01",
                    "2027-03-26",
                    "2027-03-28",
                    "2027-03-29",
                    "2027-04-27",
                    "2027-05-05",
                    "2027-05-06",
                    "2027-05-17",
                ),
            )
        ),
        school=_days("2026-10-10", "2026-10-18")
        | _days("2026-12-19", "2027-01-03")
        | _days("2027-04-24", "2027-05-02"),
        closed=frozenset({day("2026-11-06")}),
        known_from=day("2026-08-01"),
        known_until=day("2027-07-31"),
    )


def school_policy(counting: Counting = Counting.SCHOOL_YEAR, restart: Restart = Restart.AT_STEP) -> Policy:
    """The policy of par. 8 with its defaults: three forms, three forms, then each form."""
    return Policy(
        counting=counting,
        restart=restart,
        steps=(
            LadderStep(3, StepKind.PARENTS_TALK),
            LadderStep(3, StepKind.OFFICIAL_WARNING),
            LadderStep(1, StepKind.SUSPENSION_REVIEW),
        ),
        reminders=2,
        behaviours=(Behaviour("bullying", "pesten"),),
        places=(Place("yard", "het plein"),),
        questions=(Question(1, "Wat gebeurde er?", "", ()),),
    )


def fact(
    kind: FactKind, when: str, *, by: int | None = TEACHER, note: str = "", outcome: Outcome | None = None
) -> Fact:
    return Fact(kind, at(when), by, note, outcome)


def returned(when: str, outcome: Outcome) -> Fact:
    return fact(FactKind.RETURNED, when, outcome=outcome)


def reminded(when: str) -> Fact:
    return fact(FactKind.REMINDED, when)


def form_with(
    *facts: Fact,
    issued: str = "2026-11-23 09:00",
    form_id: int = 1,
    issued_by: int = TEACHER,
    host_id: int | None = HOST_GROUP,
) -> Form:
    """A form of a pupil of the home group, issued on a Monday unless told otherwise."""
    return Form(
        id=form_id,
        number="1232600426",
        school_year="2026-2027",
        pupil_id=501,
        group_id=HOME_GROUP,
        host_id=host_id,
        happened_at=at(issued) - timedelta(minutes=20),
        place="yard",
        main="bullying",
        behaviours=("bullying",),
        what_was_seen="Duwen bij de glijbaan.",
        consulted_id=COUNSELLOR,
        consulted_at=at(issued) - timedelta(minutes=10),
        issued_at=at(issued),
        issued_by=issued_by,
        facts=facts,
    )


def whole_life() -> tuple[Fact, ...]:
    """Everything that usually happens to a form issued on Monday 2026-11-23 at nine, signed the next day."""
    return (
        fact(FactKind.FIRST_WORD, "2026-11-23 09:15", by=None),
        fact(FactKind.HANDED_IN, "2026-11-23 10:00", by=None),
        fact(FactKind.TALK, "2026-11-23 11:00"),
        fact(FactKind.PRINTED, "2026-11-23 14:00"),
        fact(FactKind.TAKEN_HOME, "2026-11-23 14:30"),
        returned("2026-11-24 08:30", Outcome.SEEN),
        fact(FactKind.FILED, "2026-11-24 16:00"),
    )


def life_until(kind: FactKind) -> tuple[Fact, ...]:
    """The usual life up to and including its fact of `kind`."""
    life = whole_life()
    return life[: [one.kind for one in life].index(kind) + 1]


def at_home(*after: Fact, taken_home: str = "2026-11-23 14:30") -> Form:
    """A form whose paper was taken home at that moment, written, talked over and printed on the same day."""
    on = taken_home[:10]
    return form_with(
        fact(FactKind.FIRST_WORD, f"{on} 09:15", by=None),
        fact(FactKind.HANDED_IN, f"{on} 10:00", by=None),
        fact(FactKind.TALK, f"{on} 11:00"),
        fact(FactKind.PRINTED, f"{on} 14:00"),
        fact(FactKind.TAKEN_HOME, taken_home),
        *after,
        issued=f"{on} 09:00",
    )
