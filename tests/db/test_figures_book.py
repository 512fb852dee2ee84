"""The figures of a period as one person may see them, against naive sums over random histories."""

import statistics
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from kiosk.db import facts, tables
from kiosk.db.figures_book import LISTS, WAYS, FigureBook
from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.figures import By, Stair, Where, in_school_year
from kiosk.rules.form import Outcome
from kiosk.rules.own_list import switch
from kiosk.rules.permissions import Actor, Role
from tests.db.histories import STORIES, TODAY, Story, written
from tests.db.school import SampleSchool
from tests.db.test_figures import counted, value

YEAR, BEFORE = in_school_year("2026-2027"), in_school_year("2025-2026")
FEW = tried(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KIVA = Actor("Tess", frozenset({Role.KIVA_TEAM}), staff_id=1)


def school_days(calendar: Calendar, where: Where) -> list[date]:
    """Every school day of the period up to today, one by one."""
    days = [where.first + timedelta(days=number) for number in range(400)]
    return [day for day in days if day <= min(where.last, TODAY) and calendar.is_school_day(day)]


@given(stories=STORIES, where=st.sampled_from([YEAR, BEFORE]))
@FEW
def test_every_figure_is_that_of_naive_sums(school: SampleSchool, stories: list[Story], where: Where) -> None:
    book = FigureBook(school.store, school.head, where)
    days = school_days(book.calendar, where)
    with written(school, stories) as cast:
        ours = counted(stories, where)
        assert (book.total, book.days) == (len(ours), len(days))
        for month, mean in book.averages(By.MONTH).items():
            its_days = [day for day in days if (day.year, day.month) == (month.year, month.month)]
            forms = [story for story in ours if (story.day.year, story.day.month) == (month.year, month.month)]
            assert mean == (len(forms) / len(its_days) if its_days else None)
        for weekday, mean in book.averages(By.WEEKDAY).items():
            its_days = [day for day in days if day.weekday() == weekday]
            forms = [story for story in ours if story.day.weekday() == weekday]
            assert mean == (len(forms) / len(its_days) if its_days else None)
        here = len(book.pupils)
        assert here == (229 if where is YEAR else 0)  # nobody was imported before this year
        by_pupil = Counter(story.pupil for story in ours) if here else Counter()
        some = [sum(low <= count <= high for count in by_pupil.values()) for low, high in ((1, 2), (3, 5), (6, 99))]
        assert list(book.triangle.values()) == [here - sum(some), *some]
        waits = [story.talk_after for story in ours if story.talk_after is not None]
        middle = book.minutes_to_talk
        assert (middle.median if middle else None) == (statistics.median(waits) if waits else None)
        for by in (*LISTS, *WAYS):
            wanted = Counter(value(school, cast, story, by) for story in ours)
            assert {one: count for one, count in book.counts(by).items() if count} == wanted


@given(stories=STORIES)
@FEW
def test_earlier_years_stand_beside_this_one_up_to_the_same_school_day(
    school: SampleSchool, stories: list[Story]
) -> None:
    book = FigureBook(school.store, school.head, YEAR)
    begun = len(school_days(book.calendar, YEAR))
    until = school_days(book.calendar, BEFORE)[begun - 1]
    with written(school, stories):
        years = {one.year: one for one in book.years()}
        assert years["2026-2027"].forms == len(counted(stories, YEAR))
        earlier = [story for story in counted(stories, BEFORE) if story.day <= until]
        if "2025-2026" in years:
            assert (years["2025-2026"].forms, years["2025-2026"].days) == (len(earlier), begun)
        else:
            assert not earlier


@given(
    stories=STORIES, filters=st.lists(st.sampled_from([By.PLACE, By.HOME_GROUP, By.WEEKDAY]), max_size=2, unique=True)
)
@FEW
def test_without_names_no_small_number_is_shown_and_the_shown_ones_are_right(
    school: SampleSchool, stories: list[Story], filters: list[By]
) -> None:
    many = [*stories, *stories, *stories]
    with written(school, many):
        where = YEAR
        for by in filters:
            full = FigureBook(school.store, school.head, YEAR).counts(by)
            where = where.narrowed(by, next(iter(full)))
        shown, known = FigureBook(school.store, KIVA, where), FigureBook(school.store, school.head, where)
        assert shown.total in (None, known.total)
        assert shown.total is None or shown.total >= 5
        for by in LISTS:
            for one, count in shown.counts(by).items():
                assert count is None or (count >= 5 and count == known.counts(by)[one]), (by, one)
        assert not any(shown.counts(by) for by in WAYS)


def test_a_filter_on_a_month_means_the_same_month_of_an_earlier_year(school: SampleSchool) -> None:
    school.clock.move_to("2025-11-10 10:00")
    school.issue()
    school.clock.move_to("2025-09-08 10:00")
    school.issue()
    school.clock.move_to("2026-11-23 10:00")
    school.issue()
    book = FigureBook(school.store, school.head, YEAR.narrowed(By.MONTH, date(2026, 11, 1)))
    assert [(one.year, one.forms) for one in book.years()] == [("2026-2027", 1), ("2025-2026", 1)]


def test_a_moved_pupil_counts_once_on_the_triangle_and_in_the_group_of_now(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue()
        school.clock.pass_time(hours=1)
    pupil, old, new = school.pupils[0], school.group("MB1"), school.group("BB1")
    member = tables.Membership
    member.update(last_day=date(2026, 11, 22)).where(member.pupil == pupil).execute()
    member.update(first_day=date(2026, 11, 1)).where(member.pupil == pupil).execute()
    member.create(pupil=pupil, group=new, year_group=6, first_day=date(2026, 11, 23))
    book = FigureBook(school.store, school.head, YEAR)
    assert book.triangle == {Stair.NONE: 228, Stair.FEW: 0, Stair.SOME: 1, Stair.MANY: 0}
    assert book.pupils_on(Stair.SOME) == {pupil}
    assert (book.pupils_of(By.HOME_GROUP)[old], book.pupils_of(By.HOME_GROUP)[new]) == (25, 27)
    assert book.counts(By.HOME_GROUP)[old] == 3
    in_old = FigureBook(school.store, school.head, YEAR.narrowed(By.HOME_GROUP, old))
    assert (len(in_old.pupils), in_old.triangle[Stair.SOME], in_old.total) == (25, 0, 3)


def test_every_value_that_can_be_is_in_its_list_with_nought_and_what_is_no_longer_listed_comes_last(
    school: SampleSchool,
) -> None:
    form = school.issue().form
    book = FigureBook(school.store, school.head, YEAR)
    assert list(book.counts(By.MONTH)) == [date(2026, month, 1) for month in (8, 9, 10, 11)]
    assert list(book.counts(By.WEEKDAY)) == list(range(5))
    assert len(book.counts(By.HOME_GROUP)) == 9
    tables.Form.update(place="roof", home_group=None).where(tables.Form.id == form.id).execute()
    later = FigureBook(school.store, school.head, YEAR)
    assert list(later.counts(By.PLACE).items())[-1] == ("roof", 1)
    assert list(later.group_names().items())[-1] == (None, "zonder groep")


def test_what_may_be_there_or_not_is_there_always_for_who_sees_no_names(school: SampleSchool) -> None:
    book = FigureBook(school.store, KIVA, YEAR)
    assert list(book.counts(By.WEEKDAY)) == list(range(7))
    assert None in book.counts(By.HOME_GROUP)
    assert list(book.counts(By.YEAR_GROUP))[-1] is None


def test_a_year_before_the_kiosk_or_past_the_calendar_has_dashes_and_no_fault(school: SampleSchool) -> None:
    book = FigureBook(school.store, school.head, in_school_year("2040-2041"))
    assert (book.total, book.days, book.pupils, book.days_are_known) == (0, 0, [], False)
    assert book.averages(By.MONTH) == {}
    assert set(book.averages(By.WEEKDAY).values()) == {None}
    old = FigureBook(school.store, school.head, in_school_year("1999-2000"))
    assert (old.total, old.days_are_known) == (0, False)
    assert old.days > 200  # every Monday to Friday that is no public holiday
    assert old.years()[0].forms == 0


def test_a_teacher_sees_the_own_group_and_small_numbers_not(school: SampleSchool) -> None:
    group = school.group("MB1")
    for pupil in range(4):
        for _ in range(2):
            school.issue(pupil_id=school.pupils[pupil])
            school.clock.pass_time(minutes=1)
    facts.void_form(school.store, school.head, school.issue().form.id, "Vergissing.")
    book = FigureBook(school.store, school.teacher, YEAR)
    assert (book.total, book.counts(By.HOME_GROUP)) == (8, {group: 8})
    assert len(book.pupils) == 26
    assert set(book.counts(By.PLACE).values()) == {None}  # 8 and noughts would tell the noughts
    assert book.triangle[Stair.SOME] is None


def test_a_paper_for_others_hides_small_numbers_from_directie_too(school: SampleSchool) -> None:
    school.issue()
    book = FigureBook(school.store, school.head, YEAR, with_names=False)
    assert (book.total, book.minutes_to_talk) == (None, None)
    assert set(book.counts(By.SLIP).values()) == {None}
    filtered = FigureBook(school.store, school.head, YEAR.narrowed(By.PLACE, "playground"), with_names=False)
    assert filtered.counts(By.SLIP) == {}


def test_how_forms_went_on_does_not_give_a_hidden_number_away_on_that_paper(school: SampleSchool) -> None:
    """Eleven, eleven and three in every list, of the last three only the behaviour is another; five of each outcome."""
    policy = school.store.settings.policy
    two = tuple(one for one in policy.behaviours if one.key in ("violence", "theft"))
    school.store.settings = replace(school.store.settings, policy=replace(policy, behaviours=two))
    with written(school, [_alike(number) for number in range(25)]):
        book = FigureBook(school.store, school.head, YEAR, with_names=False)
        kept, behaviours = book.counts(By.KEPT), book.counts(By.BEHAVIOUR)
        assert list(kept.values()) == [5] * 5  # whoever adds these up knows that there are 25
        assert book.total == 25
        assert behaviours == {"violence": None, "theft": None}
        assert FigureBook(school.store, KIVA, YEAR).counts(By.KEPT) == {}


def _alike(number: int) -> Story:
    third = min(number // 11, 2)
    return Story(
        happened_at=[datetime(2026, 9, 8, 9), datetime(2026, 10, 7, 13), datetime(2026, 11, 5, 15)][third],
        issued_after=0,
        voided=False,
        pupil=third,
        group=("MB1", "MB2", None)[third],
        year_group=(1, 3, None)[third],
        main="theft" if third == 2 else "violence",
        place=("playground", "gym", "classroom")[third],
        talk_after=60,
        agreement=number % 5 != 0,
        checked=(None, None, Outcome.KEPT, Outcome.PARTLY_KEPT, Outcome.NOT_KEPT)[number % 5],
        home_after=None,
        signed_after=None,
        reminded_after=(),
        refused=False,
        escalated=False,
    )


def test_admin_sees_no_figures(school: SampleSchool) -> None:
    with pytest.raises(Refused):
        FigureBook(school.store, Actor("beheer", frozenset({Role.ADMIN}), staff_id=1), YEAR)


def test_what_was_switched_off_shows_only_where_it_occurs_and_is_always_there_without_names(
    school: SampleSchool,
) -> None:
    policy = school.store.settings.policy
    behaviours = switch(switch(policy.behaviours, "violence"), "theft")
    school.issue()  # violence
    school.store.settings = replace(school.store.settings, policy=replace(policy, behaviours=behaviours))
    named = FigureBook(school.store, school.head, YEAR).counts(By.BEHAVIOUR)
    assert named["violence"] == 1
    assert "theft" not in named
    nameless = FigureBook(school.store, KIVA, YEAR, with_names=False).counts(By.BEHAVIOUR)
    assert {"violence", "theft"} <= set(nameless)
