"""Reading the log: pages by number, names for directie only, everything that concerns one person."""

import pytest

from kiosk.db import logbook, logins, roads
from kiosk.db.tables import Form, LogRow, database
from kiosk.errors import Refused
from kiosk.rules.logbook import Ref, in_words, refs
from kiosk.rules.permissions import command_line
from tests.db.deeds import write_road
from tests.db.school import SampleSchool, log_rows, row_count, staff_of


def test_a_subject_names_things_by_kind_and_number_and_nothing_else_in_it_is_a_name() -> None:
    assert refs("form 1, pupil 2, pupil 13") == (Ref("form", 1), Ref("pupil", 2), Ref("pupil", 13))
    assert refs(f"form 12 words {'0f' * 32}") == (Ref("form", 12),)
    assert refs("backup 1204-3fa94c01") == refs("register 2026-2027") == refs("roll") == ()


def test_what_has_a_name_is_called_by_it_and_each_thing_once() -> None:
    named = {Ref("pupil", 2): "Noor Vos"}
    assert in_words(refs("pupil 2 step 3, pupil 2"), named) == "Noor Vos · stap 3"


def test_pages_go_back_by_number_and_the_last_one_is_short(school: SampleSchool) -> None:
    newest = row_count(LogRow)
    seen: list[int] = []
    before = None
    while page := logbook.read_page(school.store, school.head, before, size=10):
        assert len(page) <= 10
        seen += [line.seq for line in page]
        before = page[-1].seq
    assert seen == list(range(newest, 0, -1))


def test_opening_the_log_is_in_the_log_and_says_whether_subjects_were_seen(school: SampleSchool) -> None:
    logbook.open_log(school.store, school.head)
    logbook.open_log(school.store, command_line())
    assert [action for _, action, _ in log_rows()[-2:]] == ["read_log", "read_log_without_subjects"]


def test_only_directie_and_beheer_read_the_log_and_only_directie_sees_about_whom(school: SampleSchool) -> None:
    school.issue()
    for other in (school.teacher, school.counsellor):
        with pytest.raises(Refused):
            logbook.open_log(school.store, other)
        with pytest.raises(Refused):
            logbook.read_page(school.store, other)
    assert any(line.about for line in logbook.read_page(school.store, school.head))
    assert not any(line.about for line in logbook.read_page(school.store, command_line()))
    with pytest.raises(Refused):
        logbook.read_page(school.store, command_line(), of=Ref("pupil", school.pupils[0]))


def test_of_a_pupil_is_found_what_concerns_their_forms_line_and_records_and_nothing_of_another(
    school: SampleSchool,
) -> None:
    mine, other = school.pupils[:2]
    for _ in range(11):
        school.issue(pupil_id=other)  # form 1 is not in form 11
    school.issue(pupil_id=mine)
    road = write_road(school)
    roads.open_road(school.store, school.teacher, road.id)
    found = logbook.read_page(school.store, school.head, of=Ref("pupil", mine))
    assert [line.what for line in found] == ["andere weg: schreef of las"] * 2 + ["gaf een formulier"]
    assert all("formulier" not in line.about for line in found)
    number = Form.get(Form.pupil == mine).number
    assert number.endswith(found[-1].about.split()[-1])


def test_of_a_colleague_is_found_what_they_did_and_for_directie_what_was_done_about_them(school: SampleSchool) -> None:
    stranger = staff_of(school)
    logins.give_once_code(school.store, school.teacher, stranger, "hash")
    logins.take_new_pin(school.store, stranger, "hash")
    by_head = logbook.read_page(school.store, school.head, of=Ref("staff", stranger))
    by_admin = logbook.read_page(school.store, command_line(), of=Ref("staff", stranger))
    assert [line.what for line in by_head[:2]] == ["kreeg een nieuwe pincode", "hielp een collega met de pincode"]
    assert [line.what for line in by_admin] == ["kreeg een nieuwe pincode"]
    assert by_head[1].who == school.teacher.name
    assert by_head[1].about == school.stranger.name


def test_a_row_that_was_tampered_with_is_shown_as_far_as_it_can_be(school: SampleSchool) -> None:
    database.execute_sql("DROP TRIGGER log_row_no_update")
    newest = row_count(LogRow)
    database.execute_sql(
        "UPDATE log_row SET at = 'gisteren', action = 'x', actor = 'staff 99', subject = 'pupil 0' WHERE seq = ?",
        (newest,),
    )
    (line,) = logbook.read_page(school.store, school.head, size=1)
    assert (line.at, line.who, line.what, line.about) == (None, "staff 99", "x", "leerling 0")
