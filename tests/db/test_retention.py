"""What retention leaves: nameless rows, figures of earlier years, what is open; and who may apply it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import peewee
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried

from kiosk.db import (
    answers,
    enrolment,
    figures,
    forms,
    letters,
    lines,
    retention,
    retention_taken,
    roads,
    tables,
)
from kiosk.db.figures_book import LISTS, WAYS, FigureBook
from kiosk.db.history import pupil_history
from kiosk.db.retention_kept import past_today
from kiosk.db.subject_access import open_pupil_file
from kiosk.db.waiting import waiting
from kiosk.errors import KioskError, Refused
from kiosk.rules.figures import By, Where, in_school_year
from kiosk.rules.form import Stage, stage
from kiosk.rules.permissions import command_line
from kiosk.rules.policy import Counting
from kiosk.rules.retention import Past
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import RoadRequest
from tests.db import expired
from tests.db.expired import MARK, NOW, YEAR, applied, finished_form, leave, long_ago, road, word
from tests.db.histories import STORIES, Story, written
from tests.db.school import SampleSchool, every_cell, log_rows, row_count, sample_roll


def marked() -> list[tuple[str, str]]:
    return [cell for cell in every_cell() if MARK in cell[1]]


# -- what stays --------------------------------------------------------------------------------------------------------

_FIGURES = (*LISTS, *WAYS, By.TALK_MINUTES, By.SCHOOL_YEAR, By.PHASE)
FEW = tried(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def all_figures(school: SampleSchool, where: Where) -> dict[str, Any]:
    """Every figure of the period, as directie, as KiVa and on the report; all but the triangle, which names pupils."""
    found: dict[str, Any] = {f"count {by}": figures.count_forms(school.store, by, where) for by in _FIGURES}
    found["together"] = figures.count_forms(school.store, (By.BEHAVIOUR, By.PLACE, By.HOME_GROUP), where)
    for who, with_names in ((school.head, True), (school.head, False)):
        book = FigureBook(school.store, who, where, with_names=with_names)
        found[f"book {with_names}"] = (
            book.total,
            book.days,
            len(book.pupils),
            {by: book.counts(by) for by in (*LISTS, *WAYS)},
            {by: book.averages(by) for by in (By.MONTH, By.WEEKDAY)},
            {by: book.pupils_of(by) for by in (By.HOME_GROUP, By.YEAR_GROUP)},
            book.minutes_to_talk,
            book.group_names(),
            book.years(),
        )
    return found


@given(stories=STORIES)
@FEW
def test_figures_of_earlier_years_stay_the_same_to_the_last_digit(school: SampleSchool, stories: list[Story]) -> None:
    years = [in_school_year(year) for year in ("2024-2025", "2025-2026", "2026-2027", "2029-2030")]
    school.clock.move_to("2026-11-23 10:00")
    with written(school, stories):
        tables.Form.update(filed_at=datetime(2027, 1, 1)).where(tables.Form.voided_at.is_null()).execute()
        tables.Pupil.update(left_on=date(2027, 7, 9)).execute()
        tables.Membership.update(first_day=date(2025, 8, 1), last_day=date(2027, 7, 8)).execute()
        school.clock.move_to("2029-10-01 10:00")
        before = [all_figures(school, where) for where in years]
        now = past_today(school.store, school.head)
        assert sum(now.forms.values()) == len(stories)
        assert len(now.pupils) == row_count(tables.Pupil)
        tables.RetentionPass.create()
        retention_taken.take_away(now)
        assert [all_figures(school, where) for where in years] == before
        assert not any(row.pupil_id for row in tables.Form.select())


def test_how_many_forms_a_pupil_got_is_not_known_any_more_and_not_shown_as_none(long_line: SampleSchool) -> None:
    where = in_school_year(YEAR)
    before = FigureBook(long_line.store, long_line.head, where)
    assert sum(count or 0 for step, count in before.triangle.items() if step != "0") == 1
    applied(long_line)
    after = FigureBook(long_line.store, long_line.head, where)
    assert (after.names_are_kept, after.triangle) == (False, {})
    assert len(after.pupils) == len(before.pupils)


def test_expired_is_not_void_and_steps_carried_out_keep_their_date(long_line: SampleSchool) -> None:
    def dates() -> list[list[Any]]:
        step, suspension, review = tables.StepTaken, tables.Suspension, tables.StepReview
        return [
            list(step.select(step.kind, step.done_at, step.done_by, step.form, step.turn).tuples()),
            list(suspension.select(suspension.decided_at, suspension.first_day, suspension.last_day).tuples()),
            list(review.select(review.at, review.by).tuples()),
            list(tables.FormFact.select(tables.FormFact.kind, tables.FormFact.at, tables.FormFact.outcome).tuples()),
            [(row.voided_at, row.filed_at) for row in tables.Form.select()],
        ]

    before = dates()
    assert len(before[0]) == 3
    applied(long_line)
    assert dates() == before
    assert lines.line_of(long_line.store, long_line.pupils[0]).groundless == ()


def test_what_is_within_its_term_stays_word_for_word(long_line: SampleSchool) -> None:
    school = long_line
    school.clock.move_to("2025-11-17 10:00")
    newer = finished_form(school)
    other = road(school, RoadKind.GROUP_TALK, (school.pupils[0],))
    school.clock.move_to(NOW)
    kept = [cell for cell in marked() if cell[0] == "form_fact"]
    applied(school)
    history = pupil_history(school.store, school.head, school.pupils[0])
    assert [form.id for form in history.forms] == [newer]
    assert [one.id for one in history.roads] == [other]
    assert history.words[newer][0].text == word("antwoord")
    assert 0 < len([cell for cell in marked() if cell[0] == "form_fact"]) < len(kept)


# -- what is open, who left, who came back -----------------------------------------------------------------------------


def test_an_open_form_stays_with_its_whole_year_until_it_is_closed(school: SampleSchool) -> None:
    long_ago(school)
    finished_form(school)
    open_one = school.handed_in(what_was_seen=word("open"))
    school.clock.move_to(NOW)
    seen = retention.past(school.store, school.head)
    assert (seen.goes, [one.forms for one in seen.waiting]) == (False, [2])
    with pytest.raises(Refused, match="Er is niets voorbij de bewaartermijn"):
        retention.apply_retention(school.store, school.head, seen)
    tables.Form.update(voided_at=school.clock.now).where(tables.Form.id == open_one).execute()
    assert retention.past(school.store, school.head).forms == {YEAR: 2}


def test_a_step_that_still_waits_keeps_the_forms_that_lead_to_it(school: SampleSchool) -> None:
    long_ago(school)
    for _ in range(3):
        finished_form(school)
    school.clock.move_to(NOW)
    assert [one.forms for one in retention.past(school.store, school.head).waiting] == [3]
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, word("nu pas"))
    assert retention.past(school.store, school.head).forms == {YEAR: 3}


def test_a_step_that_is_still_to_be_looked_back_on_keeps_its_year(school: SampleSchool) -> None:
    long_ago(school)
    for _ in range(3):
        finished_form(school)
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    look_back = school.store.settings.calendar.add_school_days(school.clock.now.date(), 9)
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gepraat.", evaluate_on=look_back)
    school.clock.move_to(NOW)
    assert not retention.past(school.store, school.head).goes


def test_a_record_that_is_still_to_be_looked_back_on_stays(school: SampleSchool) -> None:
    long_ago(school)
    asked = RoadRequest(
        RoadKind.GROUP_TALK,
        school.clock.now,
        (school.pupils[0],),
        {"subject": "Ruzie", "people": "groep"},
        date(2023, 12, 4),
    )
    kept = roads.write_road(school.store, school.head, asked)
    school.clock.move_to(NOW)
    assert retention.past(school.store, school.head).waiting_roads == (kept.id,)
    roads.review_road(school.store, school.head, kept.id, "Goed.")
    assert retention.past(school.store, school.head).roads == (kept.id,)


def test_who_came_back_keeps_everything(school: SampleSchool) -> None:
    long_ago(school)
    pupil_id = school.pupils[0]
    school.clock.move_to("2024-09-02 10:00")
    finished_form(school, pupil_id=pupil_id)
    leave(school, pupil_id, "2024-10-01 12:00")
    school.clock.move_to(NOW)
    assert retention.past(school.store, school.head).pupils == (pupil_id,)
    enrolment.apply_roll(school.store, command_line(), sample_roll())
    assert retention.past(school.store, school.head) == Past()


def test_who_comes_back_after_the_term_is_somebody_new(school: SampleSchool) -> None:
    long_ago(school)
    pupil_id = school.pupils[0]
    leave(school, pupil_id, "2024-07-05 12:00")
    school.clock.move_to(NOW)
    applied(school)
    changes = enrolment.apply_roll(school.store, command_line(), sample_roll())
    assert len(changes.pupils.new) == 1
    assert max(school.pupils) > max(row.id for row in tables.Pupil.select() if row.key is None)


def test_where_forms_count_the_whole_school_a_pupil_at_school_keeps_every_word(long_line: SampleSchool) -> None:
    policy = replace(long_line.store.settings.policy, counting=Counting.WHOLE_SCHOOL)
    long_line.store.settings = replace(long_line.store.settings, policy=policy)
    assert not retention.past(long_line.store, long_line.head).goes
    leave(long_line, long_line.pupils[0], "2024-07-05 12:00")
    applied(long_line)
    assert marked() == []


# -- who may, and what is logged ---------------------------------------------------------------------------------------


def test_only_directie_applies_it_and_ib_reads_along(school: SampleSchool) -> None:
    seen = expired.something_past(school)
    assert retention.past(school.store, school.counsellor) == seen
    before = log_rows()
    for who in (school.counsellor, school.teacher, command_line()):
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            retention.apply_retention(school.store, who, seen)
    with pytest.raises(Refused):
        retention.past(school.store, school.teacher)
    assert log_rows() == before
    assert len(marked()) > 0


def test_the_log_keeps_numbers_only(long_line: SampleSchool) -> None:
    leave(long_line, long_line.pupils[0], "2024-07-05 12:00")
    applied(long_line)
    assert log_rows()[-1] == (f"staff {long_line.head.staff_id}", "apply_retention", "forms 4 pupils 1 roads 9")


def test_nothing_goes_that_was_not_read_just_before(school: SampleSchool) -> None:
    seen = expired.something_past(school)
    leave(school, school.pupils[1], "2024-07-05 12:00")
    with pytest.raises(Refused, match="intussen iets veranderd"):
        retention.apply_retention(school.store, school.head, seen)
    assert len(marked()) > 0
    applied(school)
    with pytest.raises(Refused, match="niets voorbij"):
        retention.apply_retention(school.store, school.head, Past())


def test_when_it_fails_halfway_nothing_is_gone_and_the_guards_stand(
    long_line: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_self: object) -> None:
        raise KioskError("De schijf is vol of doet het niet.", "Maak ruimte vrij en begin opnieuw.")

    before, seen = sorted(every_cell()), retention.past(long_line.store, long_line.head)
    monkeypatch.setattr(retention_taken._Going, "_take_names", break_off)
    with pytest.raises(KioskError, match="schijf"):
        retention.apply_retention(long_line.store, long_line.head, seen)
    assert sorted(every_cell()) == before
    with pytest.raises(peewee.IntegrityError):
        tables.Letter.update(text="").execute()


# -- readers -----------------------------------------------------------------------------------------------------------

READERS: dict[str, Callable[[SampleSchool], Any]] = {
    "waiting": lambda s: waiting(s.store, s.head),
    "places": lambda s: lines.places_this_year(s.store, s.head),
    "line": lambda s: pupil_history(s.store, s.head, s.pupils[0]),
    "file": lambda s: open_pupil_file(s.store, s.head, s.pupils[0]),
    "letters": lambda s: letters.letters_of(s.store, s.head, s.pupils[0]),
    "roads": lambda s: roads.roads(s.store, s.head),
    "due roads": lambda s: roads.due_roads(s.store, s.head),
    "behind": lambda s: figures.forms_behind(s.store, s.head, in_school_year(YEAR)),
    "open forms": lambda s: forms.open_forms(s.store, s.head),
    "years": lambda s: figures.school_years(s.store, s.head),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_goes_on_with_forms_that_are_nobodys(long_line: SampleSchool, reader: str) -> None:
    READERS[reader](long_line)
    applied(long_line)
    assert MARK not in str(READERS[reader](long_line))


def test_a_nameless_form_still_says_what_it_was(long_line: SampleSchool) -> None:
    applied(long_line)
    behind = figures.forms_behind(long_line.store, long_line.head, in_school_year(YEAR))
    assert {(one.pupil_name, one.main, one.place) for one in behind} == {("naam niet bewaard", "violence", "gym")}
    form = forms.read_form(long_line.store, long_line.head, behind[0].form_id)
    assert (form.pupil_id, form.what_was_seen, stage(form)) == (None, "", Stage.FILED)
    assert answers.answers(long_line.store, long_line.head, form.id) == ()
    assert roads.roads(long_line.store, long_line.head) == []
