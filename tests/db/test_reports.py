"""Taking the register out: one deed in the log, for who may see totals, and for beheer at the command line."""

from datetime import date

import pytest

from kiosk.db import facts
from kiosk.db.reports import open_register
from kiosk.errors import KioskError, Refused
from kiosk.rules.figures import Phase
from kiosk.rules.permissions import command_line
from kiosk.rules.register import RegisterRow
from tests.db.school import SampleSchool, log_rows

YEAR = "2026-2027"


def total(rows: tuple[RegisterRow, ...]) -> str:
    return rows[-1].count


def test_valid_forms_count_by_month_phase_and_main_behaviour(school: SampleSchool) -> None:
    for pupil_id in school.pupils[:6]:
        school.issue(pupil_id=pupil_id, behaviours=("violence", "theft"))
    void = school.issue(pupil_id=school.pupils[6]).form.id
    facts.void_form(school.store, school.head, void, "dubbel")
    rows = open_register(school.store, school.head, YEAR)
    told = {row for row in rows if row.count not in ("<5", "niet getoond")}
    assert told == {RegisterRow(YEAR, date(2026, 11, 1), Phase.MIDDLE, "violence", "6")}
    assert rows[-1].month is None
    assert total(rows) == "niet getoond"  # it would tell that every other count is nought


def test_what_happened_in_july_belongs_to_july_s_year(school: SampleSchool) -> None:
    school.clock.move_to("2027-08-25T10:00:00")
    for pupil_id in school.pupils[:7]:
        school.issue(pupil_id=pupil_id, happened_at=school.clock.now.replace(month=7, day=9))
    of_july = open_register(school.store, school.head, YEAR)
    assert {row.month for row in of_july if row.count == "7"} == {date(2027, 7, 1)}
    assert total(open_register(school.store, school.head, "2027-2028")) == "<5"


def test_a_year_without_forms_or_pupils_has_only_small_counts(school: SampleSchool) -> None:
    rows = open_register(school.store, school.head, "2019-2020")
    assert {row.count for row in rows} == {"<5"}
    assert len({row.month for row in rows}) == 13


def test_it_is_in_the_log_who_took_it_out_and_of_which_year(school: SampleSchool) -> None:
    open_register(school.store, school.counsellor, YEAR)
    open_register(school.store, command_line(), YEAR)
    assert log_rows()[-2:] == [
        (f"staff {school.counsellor.staff_id}", "write_register", f"register {YEAR}"),
        ("beheer (opdrachtregel)", "write_register", f"register {YEAR}"),
    ]


def test_a_teacher_has_no_totals_of_the_school_and_leaves_no_row(school: SampleSchool) -> None:
    before = log_rows()
    with pytest.raises(Refused, match="Dit mag je niet doen"):
        open_register(school.store, school.teacher, YEAR)
    with pytest.raises(KioskError, match="Dit is geen schooljaar"):
        open_register(school.store, school.head, "2026")
    with pytest.raises(Refused, match="nog niet begonnen"):
        open_register(school.store, school.head, "2027-2028")
    assert log_rows() == before
