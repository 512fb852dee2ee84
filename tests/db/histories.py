"""Random histories for the figures: forms as plain data, and their rows put straight into the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from kiosk.db import people, tables
from kiosk.rules.calendar import school_year
from kiosk.rules.form import FactKind, Outcome
from tests.db.school import SampleSchool

FIRST, TODAY = date(2025, 7, 25), date(2026, 11, 23)
BEHAVIOURS, PLACES = ("violence", "bullying", "theft"), ("playground", "gym", "roof")
"""The last place is one that the school no longer has on its list."""
GROUPS = ("MB1", "MB2", None)


@dataclass(frozen=True)
class Story:
    """What happened to one form; the numbers of days count from the day of the incident, None: it did not happen."""

    happened_at: datetime
    issued_after: int
    voided: bool
    pupil: int
    group: str | None
    year_group: int | None
    main: str
    place: str
    talk_after: int | None
    agreement: bool
    checked: Outcome | None
    home_after: int | None
    signed_after: int | None
    reminded_after: tuple[int, ...]
    refused: bool
    escalated: bool

    @property
    def day(self) -> date:
        return self.happened_at.date()

    def on(self, days: int) -> datetime:
        """Nine o'clock, so many days after the incident."""
        return datetime.combine(self.day + timedelta(days=days), time(9))


@dataclass(frozen=True)
class Cast:
    """The ids of who and what the stories name by number and key."""

    pupils: tuple[int, ...]
    groups: dict[str | None, int | None]


_EDGES = [date(2026, 7, 31), date(2026, 8, 1), date(2025, 7, 31), date(2025, 8, 1), TODAY]
STORIES = st.lists(
    st.builds(
        Story,
        happened_at=st.builds(
            datetime.combine,
            st.one_of(st.dates(FIRST, TODAY), st.dates(date(2026, 8, 17), TODAY), st.sampled_from(_EDGES)),
            st.one_of(st.times(), st.sampled_from([time(8, 30), time(10, 15), time(12), time(14), time(23, 59, 59)])),
        ),
        issued_after=st.sampled_from([0, 0, 0, 1, 40, 400]),
        voided=st.sampled_from([False, False, False, True]),
        pupil=st.integers(0, 2),
        group=st.sampled_from(GROUPS),
        year_group=st.sampled_from([1, 3, 6, None]),
        main=st.sampled_from(BEHAVIOURS),
        place=st.sampled_from(PLACES),
        talk_after=st.one_of(st.none(), st.integers(0, 3000)),
        agreement=st.booleans(),
        checked=st.sampled_from([None, Outcome.KEPT, Outcome.PARTLY_KEPT, Outcome.NOT_KEPT]),
        home_after=st.one_of(st.none(), st.integers(0, 3)),
        signed_after=st.one_of(st.none(), st.integers(3, 9)),
        reminded_after=st.sampled_from([(), (), (6,), (6, 8), (6, 8, 9)]),
        refused=st.booleans(),
        escalated=st.booleans(),
    ),
    max_size=14,
)


@contextmanager
def written(school: SampleSchool, stories: list[Story]) -> Iterator[Cast]:
    """These forms in the store, and gone again afterwards."""
    head, keys = school.head.staff_id, {key: school.group(key) if key else None for key in GROUPS}
    cast = Cast(tuple(one.id for one in people.pupils(school.store)[:3]), keys)
    with tables.database.atomic() as all_of_it:
        for serial, story in enumerate(stories):
            issued_at = story.on(story.issued_after)
            form = tables.Form.create(
                number=f"{serial}",
                school_year=school_year(issued_at.date()),
                pupil=cast.pupils[story.pupil],
                home_group=cast.groups[story.group],
                year_group=story.year_group,
                happened_at=story.happened_at,
                place=story.place,
                main=story.main,
                what_was_seen="Duwde.",
                consulted=head,
                consulted_at=issued_at,
                issued_at=issued_at,
                issued_by=head,
                voided_at=issued_at if story.voided else None,
            )
            _write_way(story, form.id, head)
        yield cast
        all_of_it.rollback()


def _write_way(story: Story, form_id: int, by: int | None) -> None:
    def fact(kind: FactKind, days: int, outcome: Outcome | None = None) -> None:
        tables.FormFact.create(form=form_id, kind=kind, at=story.on(days), by=by, outcome=outcome)

    if story.talk_after is not None:
        tables.Talk.create(
            form=form_id,
            held_at=story.happened_at.replace(second=0, microsecond=0) + timedelta(minutes=story.talk_after),
            held_by=by,
            present="",
            outcome="",
            agreement_if="",
            agreement_then="loop ik weg" if story.agreement else "",
            teacher_remark="",
            missed_time="",
            harmed_side="",
        )
        if story.agreement and story.checked:
            fact(FactKind.AGREEMENT_CHECKED, 20, story.checked)
    if story.home_after is not None:
        fact(FactKind.TAKEN_HOME, story.home_after)
        if story.refused:
            fact(FactKind.RETURNED, story.home_after + 1, Outcome.REFUSED)
        for days in story.reminded_after:
            fact(FactKind.REMINDED, days)
        if story.signed_after is not None:
            fact(FactKind.RETURNED, story.signed_after, Outcome.SEEN)
            fact(FactKind.RETURNED, story.signed_after + 2, Outcome.AGREED)  # the second household
    if story.escalated:
        fact(FactKind.ESCALATED, 9)
