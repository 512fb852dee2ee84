"""The counts behind every number, against a second, naive count over random histories; and the edges one by one."""

from collections import Counter
from collections.abc import Hashable
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from kiosk.db import facts, figures, people, tables
from kiosk.db.figures import FormBehind, count_forms, enrolled, forms_behind
from kiosk.db.figures_columns import counted as counted_rows
from kiosk.errors import Refused
from kiosk.rules.figures import By, DayPart, Where, in_school_year
from kiosk.rules.figures_way import Kept, SlipEnd, TalkWait
from kiosk.rules.form import Outcome
from kiosk.rules.permissions import Actor, Role
from tests.db.histories import STORIES, Cast, Story, written
from tests.db.school import SampleSchool

YEAR = in_school_year("2026-2027")
FEW = tried(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


# -- the naive count: each value from the story itself, told anew ----------------------------------------------------


def value(school: SampleSchool, cast: Cast, story: Story, by: By) -> Hashable:
    """What this form is counted under."""
    calendar, day = school.store.settings.calendar, story.day
    if by is By.SCHOOL_YEAR:
        first = day.year if day >= date(day.year, 8, 1) else day.year - 1
        return f"{first}-{first + 1}"
    if by is By.DAY_PART:
        at = story.happened_at.time()
        if not calendar.is_school_day(day) or at >= time(14):
            return DayPart.AFTER
        if at < time(8, 30):
            return DayPart.BEFORE
        if time(10, 15) <= at < time(10, 45) or time(12) <= at < time(12, 30):
            return DayPart.BREAK
        return DayPart.MORNING if at.hour < 12 else DayPart.AFTERNOON
    if by is By.PHASE:
        return {1: "lower", 3: "middle", 6: "upper", None: "unknown"}[story.year_group]
    if by is By.TALK_WAIT:
        if story.talk_after is None:
            return TalkWait.NO_TALK
        hours = story.talk_after / 60
        return "hour" if hours <= 1 else "few" if hours <= 4 else "day" if hours <= 24 else "longer"
    if by is By.KEPT:
        if story.talk_after is None or not story.agreement:
            return Kept.NO_AGREEMENT
        return story.checked or Kept.NOT_ASKED
    if by is By.SLIP:
        return naive_slip(school, story)
    plain: dict[By, Any] = {
        By.MONTH: date(day.year, day.month, 1),
        By.WEEKDAY: day.weekday(),
        By.BEHAVIOUR: story.main,
        By.PLACE: story.place,
        By.HOME_GROUP: cast.groups[story.group],
        By.YEAR_GROUP: story.year_group,
        By.PUPIL: cast.pupils[story.pupil],
        By.TALK_MINUTES: story.talk_after,
    }
    found: Hashable = plain[by]
    return found


def naive_slip(school: SampleSchool, story: Story) -> SlipEnd:
    calendar, today = school.store.settings.calendar, school.clock.now.date()
    if story.home_after is None:
        return SlipEnd.WITH_HEAD if story.escalated else SlipEnd.NOT_HOME
    due = story.day + timedelta(days=story.home_after + 1)
    while not calendar.is_school_day(due):
        due += timedelta(days=1)
    if story.signed_after is not None:
        if story.reminded_after:
            return SlipEnd.AFTER_1 if len(story.reminded_after) == 1 else SlipEnd.AFTER_2
        return SlipEnd.LATE if story.on(story.signed_after).date() > due else SlipEnd.IN_TIME
    if story.refused or story.escalated:
        return SlipEnd.REFUSED if story.refused else SlipEnd.WITH_HEAD
    if len(story.reminded_after) < 2:
        return SlipEnd.OUT
    last = story.on(story.reminded_after[-1]).date()
    later = sum(calendar.is_school_day(last + timedelta(days=n)) for n in range(1, max((today - last).days, 0) + 1))
    return SlipEnd.WITH_HEAD if later else SlipEnd.OUT


def counted(stories: list[Story], where: Where) -> list[Story]:
    return [story for story in stories if not story.voided and where.first <= story.day <= where.last]


# -- the same, asked of the store ------------------------------------------------------------------------------------


@given(stories=STORIES, year=st.sampled_from(["2024-2025", "2025-2026", "2026-2027"]))
@FEW
def test_every_count_is_that_of_a_naive_count(school: SampleSchool, stories: list[Story], year: str) -> None:
    where = in_school_year(year)
    with written(school, stories) as cast:
        ours = counted(stories, where)
        for by in By:
            assert count_forms(school.store, by, where) == Counter(value(school, cast, story, by) for story in ours), by
        assert figures.total_forms(school.store, where) == len(ours)


@given(stories=STORIES, pair=st.sampled_from(list(combinations(set(By) - {By.TALK_MINUTES}, 2))), data=st.data())
@FEW
def test_any_two_filters_combine_and_the_forms_behind_are_those_that_were_counted(
    school: SampleSchool, stories: list[Story], pair: tuple[By, By], data: st.DataObject
) -> None:
    where = in_school_year("2026-2027")
    with written(school, stories) as cast:
        ours = counted(stories, where)
        both = Counter(tuple(value(school, cast, story, by) for by in pair) for story in ours)
        assert count_forms(school.store, pair, where) == both
        picked = data.draw(st.sampled_from([*both, (None, None)]))
        narrowed = where.narrowed(pair[0], picked[0]).narrowed(pair[1], picked[1])
        assert figures.total_forms(school.store, narrowed) == both[picked]
        behind = forms_behind(school.store, school.head, narrowed)
        wanted = [one for one in ours if tuple(value(school, cast, one, by) for by in pair) == picked]
        assert Counter(one.happened_at for one in behind) == Counter(one.happened_at for one in wanted)
        assert [one.happened_at for one in behind] == sorted((one.happened_at for one in wanted), reverse=True)


@given(stories=STORIES)
@FEW
def test_a_teacher_counts_the_own_groups_only(school: SampleSchool, stories: list[Story]) -> None:
    where = figures.allowed(school.teacher, YEAR)
    with written(school, stories):
        ours = [story for story in counted(stories, YEAR) if story.group == "MB1"]
        assert count_forms(school.store, By.PLACE, where) == Counter(story.place for story in ours)


# -- the edges, through the verbs ------------------------------------------------------------------------------------


def test_counts_are_by_the_day_of_the_incident(school: SampleSchool) -> None:
    school.clock.move_to("2027-07-31 12:00")
    last_day = school.clock.now
    school.issue()
    school.clock.move_to("2027-08-23 09:00")
    form = school.issue(happened_at=last_day).form
    school.issue(place="gym", main="theft", behaviours=("theft",))
    assert form.school_year == "2027-2028"
    group, after = school.group("MB1"), in_school_year("2027-2028")
    assert count_forms(school.store, By.HOME_GROUP, YEAR) == {group: 2}
    assert count_forms(school.store, By.HOME_GROUP, after) == {group: 1}
    assert count_forms(school.store, By.BEHAVIOUR, after) == {"theft": 1}
    assert count_forms(school.store, By.PLACE, YEAR) == {"playground": 2}


def test_a_year_ends_at_midnight(school: SampleSchool) -> None:
    school.clock.move_to("2027-08-23 09:00")
    for moment in ("2026-08-01 00:00", "2027-07-31 23:59", "2027-08-01 00:00"):
        clock = school.clock.now
        school.clock.move_to(moment)
        happened = school.clock.now
        school.clock.now = clock
        school.issue(happened_at=happened)
    assert figures.total_forms(school.store, YEAR) == 2
    assert figures.total_forms(school.store, in_school_year("2027-2028")) == 1


def test_a_void_form_counts_nowhere_and_lies_behind_no_number(school: SampleSchool) -> None:
    first = school.issue().form.id
    school.clock.pass_time(hours=1)
    second = school.issue().form.id
    facts.void_form(school.store, school.teacher, first, "Vergissing.")
    assert count_forms(school.store, By.HOME_GROUP, YEAR) == {school.group("MB1"): 1}
    assert [one.form_id for one in forms_behind(school.store, school.head, YEAR)] == [second]


def test_a_form_counts_in_the_group_of_then_and_the_pupil_in_the_group_of_the_last_day(school: SampleSchool) -> None:
    school.issue()
    pupil, old, new = school.pupils[0], school.group("MB1"), school.group("BB1")
    member = tables.Membership
    member.update(last_day=date(2026, 11, 30)).where(member.pupil == pupil).execute()
    member.create(pupil=pupil, group=new, year_group=6, first_day=date(2026, 12, 1))
    assert [len(enrolled(school.store, YEAR.narrowed(By.HOME_GROUP, one))) for one in (old, new)] == [26, 26]
    school.clock.move_to("2026-12-02 10:00")
    assert [len(enrolled(school.store, YEAR.narrowed(By.HOME_GROUP, one))) for one in (old, new)] == [25, 27]
    assert count_forms(school.store, By.HOME_GROUP, YEAR) == {old: 1}


def test_before_the_first_import_and_in_a_year_to_come_nobody_is_enrolled(school: SampleSchool) -> None:
    assert len(enrolled(school.store, YEAR)) == 229
    assert enrolled(school.store, in_school_year("2025-2026")) == []
    assert enrolled(school.store, in_school_year("2028-2029")) == []


def test_an_empty_store_counts_nothing(school: SampleSchool) -> None:
    assert count_forms(school.store, By.PLACE, YEAR) == {}
    assert count_forms(school.store, (By.MONTH, By.PHASE), YEAR) == {}
    assert figures.total_forms(school.store, Where(date(2026, 9, 2), date(2026, 9, 1))) == 0
    assert forms_behind(school.store, school.head, YEAR) == []
    assert figures.school_years(school.store, school.head) == ["2026-2027"]


def test_the_years_are_those_of_incidents_too(school: SampleSchool) -> None:
    school.clock.move_to("2027-08-23 09:00")
    happened = school.clock.now - timedelta(days=30)
    school.issue(happened_at=happened)
    assert figures.school_years(school.store, school.teacher) == ["2027-2028", "2026-2027"]


def test_a_form_behind_a_number_says_whose_it_was_then_and_what(school: SampleSchool) -> None:
    form = school.issue().form
    (one,) = forms_behind(school.store, school.counsellor, YEAR)
    name = next(pupil.name for pupil in people.pupils(school.store) if pupil.id == form.pupil_id)
    assert one == FormBehind(form.id, form.pupil_id, form.happened_at, name, "De Egels", "violence", "playground")
    assert forms_behind(school.store, school.head, YEAR, pupils=frozenset({school.pupils[1]})) == []
    tables.Form.update(pupil=None, home_group=None).execute()
    (nameless,) = forms_behind(school.store, school.head, YEAR)
    assert (nameless.pupil_name, nameless.group_name) == ("naam niet bewaard", "zonder groep")


def test_forms_per_group_name_every_group_in_use(school: SampleSchool) -> None:
    school.issue()
    counts = figures.forms_per_group(school.store, school.head)
    assert (len(counts), counts["De Egels"], sum(counts.values())) == (9, 1, 1)


def test_a_returned_and_signed_slip_counts_in_time_through_the_verbs(school: SampleSchool) -> None:
    school.signed()
    facts_of_slip = count_forms(school.store, By.SLIP, YEAR)
    assert facts_of_slip == {SlipEnd.IN_TIME: 1}
    second = school.at_home(pupil_id=school.pupils[1])
    facts.record_return(school.store, school.teacher, second, Outcome.REFUSED)
    assert count_forms(school.store, By.SLIP, YEAR) == {SlipEnd.IN_TIME: 1, SlipEnd.REFUSED: 1}


def test_who_refused_and_signed_at_directie_after_all_did_not_refuse(school: SampleSchool) -> None:
    for outcome in (Outcome.SIGNED_LATER, Outcome.WITHOUT_SIGNATURE):
        form = school.at_home(pupil_id=school.pupils[1])
        facts.record_return(school.store, school.teacher, form, Outcome.REFUSED)
        facts.escalate(school.store, school.teacher, form, "Zij willen niet.")
        facts.close_unsigned(school.store, school.head, form, outcome, "Gesproken.")
        school.clock.pass_time(minutes=1)
    assert count_forms(school.store, By.SLIP, YEAR) == {SlipEnd.WITH_HEAD: 1, SlipEnd.REFUSED: 1}


def test_a_count_looks_at_the_forms_of_its_period_only(school: SampleSchool) -> None:
    school.issue()
    sql, values = counted_rows(YEAR, ("main",)).sql()
    plan = tables.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert [row[-1] for row in plan] == [
        "SEARCH t1 USING INDEX form_figures (school_year=? AND happened_at>? AND happened_at<?)"
    ]


def test_who_may_see_which_figures(school: SampleSchool) -> None:
    admin = Actor("beheer", frozenset({Role.ADMIN}), staff_id=1)
    kiva = Actor("kiva", frozenset({Role.KIVA_TEAM}), staff_id=1)
    assert figures.allowed(kiva, YEAR) == figures.allowed(school.head, YEAR) == YEAR
    assert figures.allowed(school.teacher, YEAR).groups == school.teacher.group_ids
    for refused in (
        lambda: figures.allowed(admin, YEAR),
        lambda: figures.school_years(school.store, admin),
        lambda: figures.forms_per_group(school.store, school.teacher),
        lambda: figures.forms_per_group(school.store, kiva),  # small numbers are not hidden there
        lambda: figures.last_year_so_far(school.store, kiva),
        lambda: forms_behind(school.store, kiva, YEAR),
        lambda: forms_behind(school.store, school.teacher, YEAR),
    ):
        with pytest.raises(Refused):
            refused()
