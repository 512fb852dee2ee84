"""The calendar changes: which terms move is told first, by name to directie; then it holds at once, in the file too."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk import settings
from kiosk.db import agreements, calendar, facts, roads, rows, tables
from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.calendar_change import Moves
from kiosk.rules.form import Outcome
from kiosk.rules.permissions import Role, command_line
from kiosk.rules.policy import Counting, Restart
from kiosk.rules.road_kinds import FIELDS, RoadKind
from kiosk.rules.roads import RoadRequest
from kiosk.rules.slip import due_day
from kiosk.rules.timetable import Timetable
from kiosk.settings import Region
from tests.db.school import SETTINGS, SampleSchool, everything_stored

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def written(school: SampleSchool) -> SampleSchool:
    """The school with the file of its settings."""
    settings.save_school(school.home, SETTINGS.school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    return school


def closing(school: SampleSchool, *days: date) -> Calendar:
    return replace(school.store.settings.calendar, closed=frozenset(days))


def told(school: SampleSchool, *days: date) -> list[tuple[int, str]]:
    moves = calendar.calendar_changes(school.store, school.head, closing(school, *days))
    return [(one.pupil.id, one.moved.how) for one in moves.told]


def with_agreement(school: SampleSchool, **other: object) -> int:
    form_id = school.handed_in(**other)
    held = school.talk(agreement_if="ik boos ben", agreement_then="loop ik weg")
    facts.record_talk(school.store, school.teacher, form_id, held, school.clock.now, "telefoon")
    return form_id


def test_directie_reads_whose_paper_and_whose_agreement_move(school: SampleSchool) -> None:
    school.at_home()
    with_agreement(school, pupil_id=school.pupils[1])
    assert told(school, TUESDAY) == [
        (school.pupils[0], "moet het papier terug op wo 25 nov (nu: di 24 nov). Op het papier staat di 24 nov."),
        (school.pupils[1], "kijk je de afspraak na op di 8 dec (nu: ma 7 dec)."),
    ]
    assert told(school, date(2027, 2, 1)) == []
    assert told(school) == []


def test_what_waits_for_no_day_any_more_is_not_told(school: SampleSchool) -> None:
    signed = school.at_home()
    facts.record_return(school.store, school.teacher, signed, Outcome.AGREED)
    checked = with_agreement(school, pupil_id=school.pupils[1])
    agreements.check_agreement(school.store, school.teacher, checked, Outcome.KEPT)
    school.at_home(pupil_id=school.pupils[2])
    tables.Pupil.update(left_on=date(2026, 11, 23)).where(tables.Pupil.id == school.pupils[2]).execute()
    assert told(school, TUESDAY) == []


def test_a_day_to_look_back_stands_and_is_told_when_it_loses_its_school(school: SampleSchool) -> None:
    texts = {one.key: "Rustig blijven." for one in FIELDS[RoadKind.GROUP_TALK]}
    look_back = RoadRequest(RoadKind.GROUP_TALK, school.clock.now, (school.pupils[0],), texts, TUESDAY)
    roads.write_road(school.store, school.teacher, look_back)
    ((pupil, how),) = told(school, TUESDAY)
    assert pupil == school.pupils[0]
    assert how.startswith("staat terugkijken op di 24 nov. Dan is er geen school")


def test_beheer_reads_that_something_moves_and_nobody_else_anything(school: SampleSchool) -> None:
    for _ in range(5):
        school.at_home()
    admin = replace(school.stranger, roles=frozenset({Role.ADMIN}))
    new = closing(school, TUESDAY)
    for actor in (admin, command_line()):
        assert calendar.calendar_changes(school.store, actor, new) == Moves(hidden=True)
        assert calendar.calendar_changes(school.store, actor, closing(school, date(2027, 2, 1))) == Moves()
    before = everything_stored()
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            calendar.calendar_changes(school.store, actor, new)
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            calendar.change_calendar(school.store, actor, Region.NOORD, frozenset({TUESDAY}), frozenset(), Timetable())
    assert everything_stored() == before


def test_a_changed_calendar_holds_at_once_and_is_in_the_file_and_the_log(written: SampleSchool) -> None:
    school = written
    form_id = school.at_home()
    calendar.change_calendar(school.store, school.head, Region.ZUID, frozenset({TUESDAY}), frozenset(), Timetable())
    now = school.store.settings
    assert now == settings.load(school.home)
    assert (now.school, now.closed) == (replace(SETTINGS.school, region=Region.ZUID), frozenset({TUESDAY}))
    assert due_day(rows.load_form(form_id), now.calendar) == date(2026, 11, 25)
    newest = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
    assert (newest.action, newest.subject) == ("manage_calendar", "calendar")


def test_a_calendar_that_was_found_right_is_logged_and_the_file_stays(written: SampleSchool) -> None:
    school, file = written, written.home.settings.read_bytes()
    now, logged = school.store.settings, tables.LogRow.select().count()
    calendar.change_calendar(school.store, school.head, now.school.region, now.closed, now.opened, now.timetable)
    assert school.home.settings.read_bytes() == file
    assert tables.LogRow.select().count() == logged + 1
