"""A school year of long ago in the sample school: everything that can be written about one pupil, each word marked."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from kiosk.db import (
    agreements,
    answers,
    corrections,
    enrolment,
    facts,
    letters,
    lines,
    proposals,
    retention,
    roads,
    step_reviews,
    suspensions,
    tables,
)
from kiosk.rules.form import HarmedPart, Outcome
from kiosk.rules.letters import About, LetterKind
from kiosk.rules.permissions import command_line
from kiosk.rules.policy import StepKind
from kiosk.rules.retention import Past
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import RoadRequest
from kiosk.rules.suspension import Duty, Ground
from tests.db import par11
from tests.db.school import SampleSchool, sample_roll

MARK = "Merkwoord"
THEN, NOW = "2023-11-20 10:00", "2026-11-23 10:00"
YEAR = "2023-2024"


def word(where: str) -> str:
    """A word that stands nowhere else."""
    return f"{MARK} {where}"


def long_ago(school: SampleSchool) -> None:
    """Everybody was at school then already; it is Monday 20 November 2023."""
    tables.Membership.update(first_day=date(2023, 8, 21)).execute()
    school.clock.move_to(THEN)


def finished_form(school: SampleSchool, **other: Any) -> int:
    """A form with words in every place, signed and in ParnaSys."""
    store, teacher, clock = school.store, school.teacher, school.clock
    form_id = school.issue(what_was_seen=word("gezien"), **other).form.id
    clock.pass_time(minutes=10)
    words = school.write(form_id, word("antwoord"))
    answers.hand_in(store, form_id, [words])
    clock.pass_time(minutes=10)
    facts.record_talk(
        store,
        teacher,
        form_id,
        school.talk(
            present=word("aanwezig"),
            outcome=word("uitkomst"),
            agreement_if=word("als"),
            agreement_then=word("dan"),
            teacher_remark=word("opmerking"),
            missed_time=word("inhalen"),
            harmed_side=word("ander kind"),
            harmed_part=HarmedPart.JOINED,
        ),
        clock.now,
        word("telefoon"),
    )
    clock.pass_time(minutes=10)
    facts.add_note(store, teacher, form_id, word("aanvulling"))
    agreements.check_agreement(store, teacher, form_id, Outcome.NOT_KEPT, word("nagekeken"))
    facts.follow_up(store, school.head, form_id, word("opgepakt"))
    corrections.correct_place(store, teacher, form_id, "gym", word("plaats"))
    facts.record_printed(store, teacher, form_id)
    facts.record_taken_home(store, teacher, form_id)
    clock.pass_time(days=1)
    facts.record_return(store, teacher, form_id, Outcome.AGREED, word("terug"), person=word("vader"))
    facts.file_form(store, teacher, form_id, word("parnasys"))
    return form_id


def road(school: SampleSchool, kind: RoadKind, pupils: tuple[int, ...]) -> int:
    """A record with a word in every field, looked back on for the last time."""
    texts = {one.key: word(one.key) for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    calendar, today = school.store.settings.calendar, school.clock.now.date()
    texts |= {one.key: calendar.next_school_day(today).isoformat() for one in FIELDS[kind] if one.asks is Asks.DAY}
    due = None if kind is RoadKind.TIME_OUT else calendar.add_school_days(today, 5)
    kept = roads.write_road(school.store, school.head, RoadRequest(kind, school.clock.now, pupils, texts, due))
    if due:
        school.clock.now = datetime.combine(due, time(10))
        roads.review_road(school.store, school.head, kept.id, word("terugblik"))
    school.clock.pass_time(minutes=1)
    return kept.id


def suspended(school: SampleSchool, pupil_id: int, ground: Ground) -> int:
    """A suspension that is over, with everything done."""
    asked = replace(
        par11.request(school, ground),
        pupil_id=pupil_id,
        reason=word("reden"),
        heard=word("gehoord"),
        schoolwork=word("werk"),
        contact=word("contact"),
        last_chance_why=word("laatste kans"),
    )
    kept = suspensions.suspend(school.store, school.head, asked)
    letters.keep_letter(
        school.store, school.head, LetterKind.SUSPENSION, About(pupil_id, suspension_id=kept.id), word("schorsing")
    )
    school.clock.now = kept.return_at
    for duty in (Duty.PARENTS_LETTER, Duty.BOARD, Duty.ATTENDANCE_OFFICER, Duty.RETURN_TALK):
        suspensions.do_task(school.store, school.head, kept.id, duty, school.clock.now.date(), word("taak"))
    return kept.id


def whole_line(school: SampleSchool, pupil_id: int) -> None:
    """Every road and decision there is about one pupil of `school.pupils`, all of it finished."""
    store, head, clock = school.store, school.head, school.clock
    forms = [finished_form(school, pupil_id=pupil_id) for _ in range(3)]
    void = school.issue(pupil_id=pupil_id, what_was_seen=word("vergissing")).form.id
    facts.void_form(store, head, void, word("ongeldig"))
    (step,) = lines.line_of(store, pupil_id).open_steps
    letters.keep_letter(store, head, LetterKind.INVITATION, About(pupil_id, form_id=forms[-1]), word("uitnodiging"))
    look_back = store.settings.calendar.add_school_days(clock.now.date(), 3)
    lines.take_step(store, head, pupil_id, step, word("gesprek"), evaluate_on=look_back)
    clock.now = datetime.combine(look_back, time(10))
    step_reviews.review_step(
        store, head, int(tables.StepTaken.select().order_by(tables.StepTaken.id.desc()).get().id), word("terugkijken")
    )
    lines.fresh_start(store, head, pupil_id, word("opnieuw"))
    line = lines.deviate(store, head, pupil_id, StepKind.SUSPENSION_REVIEW, word("afwijken"))
    suspended(school, pupil_id, Ground(turn_id=line.open_steps[0].turn_id))
    for _ in range(2):
        road(school, RoadKind.TIME_OUT, (pupil_id,))
    proposals.hold_talk(store, head, pupil_id, par11.proposed(school, pupil_id), clock.now, word("begeleiding"))
    clock.pass_time(minutes=1)
    third = road(school, RoadKind.TIME_OUT, (pupil_id,))
    suspended(school, pupil_id, Ground(road_id=third))
    road(school, RoadKind.TIME_OUT, (pupil_id,))
    proposals.decline(store, head, pupil_id, par11.proposed(school, pupil_id), word("nu niet"))
    deviation = lines.deviate(store, head, pupil_id, StepKind.SUSPENSION_REVIEW, word("nog eens"))
    taken_back = suspensions.suspend(
        store,
        head,
        replace(
            par11.request(school, Ground(turn_id=deviation.open_steps[-1].turn_id)),
            pupil_id=pupil_id,
            reason=word("toch niet"),
        ),
    )
    suspensions.withdraw(store, head, taken_back.id, word("ingetrokken"))
    for step in lines.line_of(store, pupil_id).open_steps:
        lines.take_step(store, head, pupil_id, step, word("zonder schorsing"))
    for kind in (RoadKind.GROUP_TALK, RoadKind.SUPPORT_GROUP, RoadKind.REPAIR_PLAN, RoadKind.CONFERENCE):
        others = [one for one in school.pupils if one != pupil_id][:6]
        road(school, kind, (pupil_id, *others) if kind is RoadKind.SUPPORT_GROUP else (pupil_id,))
    undone = road(school, RoadKind.TIME_OUT, (pupil_id,))
    roads.void_road(store, head, undone, word("ongeldige weg"))
    open_one = proposals.line_of(store, pupil_id).open
    if open_one:
        proposals.decline(store, head, pupil_id, open_one, word("nu niet"))


def leave(school: SampleSchool, pupil_id: int, day: str) -> None:
    """The next export does not have this pupil any more."""
    was, school.clock.now = school.clock.now, datetime.fromisoformat(day)
    roll = sample_roll()
    key = tables.Pupil.get_by_id(pupil_id).key
    gone = tuple(one for one in roll.pupils if one.key != key)
    enrolment.apply_roll(school.store, command_line(), replace(roll, pupils=gone))
    school.clock.now = was


def applied(school: SampleSchool) -> Past:
    """Directie reads what is past, and says yes."""
    seen = retention.past(school.store, school.head)
    retention.apply_retention(school.store, school.head, seen)
    return seen


def something_past(school: SampleSchool) -> Past:
    """A form of long ago, of which the term is over now."""
    long_ago(school)
    finished_form(school)
    school.clock.move_to(NOW)
    return retention.past(school.store, school.head)
