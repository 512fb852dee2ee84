"""The fictional school's last weeks: forms in every stage, played through the verbs on a clock that goes along."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from kiosk.db import enrolment, people, roads
from kiosk.db.store import Store
from kiosk.jobs.demo_form import DemoForm, Story
from kiosk.paths import asset
from kiosk.rules.agreement import SCHOOL_DAYS_TO_CHECK
from kiosk.rules.form import Outcome
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.road_kinds import BACK_ON, RoadKind
from kiosk.rules.roads import RoadRequest
from kiosk.rules.way import Way, is_young


@dataclass(frozen=True)
class DemoNote:
    """A line on the start screen: who, and the PIN or code that lets them in."""

    who: str
    digits: str


class SimulatedClock:
    """The demo's weeks go by as its events are played."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def _planned(name: str, table: str) -> list[dict[str, Any]]:
    """The tables of one of the demo's TOML files; they come with the program, so nothing in them is doubted."""
    found: list[dict[str, Any]] = tomllib.loads(asset(f"demo/{name}").read_text(encoding="utf-8"))[table]
    return found


def _stories() -> tuple[Story, ...]:
    return tuple(
        Story(
            **{
                **one,
                "behaviours": tuple(one["behaviours"]),
                "answers": tuple(one["answers"]),
                "at": time.fromisoformat(one["at"]),
            }
        )
        for one in _planned("stories.toml", "story")
    )


class Weeks:
    """Plays the plan: every form's steps on their own school days, all in order of time, each through its verb."""

    def __init__(self, store: Store, clock: SimulatedClock, now: datetime) -> None:
        self.store = store
        self._clock = clock
        self.now = now
        self._calendar = store.settings.calendar
        self._head = self._actor("M01")
        self._pupils: dict[tuple[str, bool], list[Pupil]] = {}
        for pupil in people.pupils(store):
            self._pupils.setdefault((pupil.group_name, is_young(pupil.year_group)), []).append(pupil)

    def fill(self) -> tuple[DemoNote, ...]:
        """Play everything up to now; returns a note for each code that a child has today."""
        stories, forms = _stories(), list[DemoForm]()
        events: list[tuple[datetime, int, Callable[[], object]]] = []
        for index, planned in enumerate(_planned("weeks.toml", "form")):
            pupil = self._pupils[planned["group"], planned.get("young", False)][planned["place"]]
            story = stories[index % len(stories)]
            way = Way(planned["way"]) if "way" in planned else None
            made = DemoForm(
                self.store, (self._teacher(pupil), self._head), pupil, story, self._begin(planned, story), way
            )
            forms.append(made)
            steps = [*self._steps(made, planned["road"]), *self._look_back(made, planned)]
            events += [(at, index, step) for at, step in steps if at <= self.now]
        events += [(at, len(forms), step) for at, step in self._roads() if at <= self.now]
        for at, _, step in sorted(events, key=lambda event: event[:2]):
            self._clock.now = at
            step()
        today = [made for made in forms if made.code and made.begin.date() == self.now.date()]
        return tuple(DemoNote(made.whose_code, made.code) for made in today)

    def _actor(self, key: str) -> Actor:
        hint = next(one for one in enrolment.roll_now(self.store).staff if one.key == key)
        wanted = (hint.given_name, hint.prefix, hint.surname)
        member = next(one for one in people.staff(self.store) if (one.given_name, one.prefix, one.surname) == wanted)
        return people.actor_of(member)

    def _teacher(self, pupil: Pupil) -> Actor:
        return next(
            people.actor_of(one)
            for one in people.staff(self.store)
            if pupil.group_id in one.group_ids and Role.TEACHER in one.roles
        )

    def _days_ago(self, days: int) -> date:
        """The school day so many school days before today; today itself for 0, also on a Sunday: somebody is trying."""
        day = self.now.date()
        while days:
            day -= timedelta(days=1)
            days -= self._calendar.is_school_day(day)
        return day

    def _begin(self, planned: dict[str, Any], story: Story) -> datetime:
        begin = datetime.combine(self._days_ago(planned["school_days_ago"]), story.at)
        # Today's forms are not older than the morning, and not in the future.
        return begin if planned["school_days_ago"] else min(begin, self.now - timedelta(minutes=50))

    def _steps(self, made: DemoForm, road: str) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """The moments of this form's life and what is done at each, as far as `road` goes."""
        begin = made.begin
        yield begin + timedelta(minutes=6), made.issue
        if road == "issued":
            return
        yield begin + timedelta(minutes=15), lambda: made.write(4)
        if road == "writing":
            return
        yield begin + timedelta(minutes=35), made.hand_in
        if road == "handed in":
            return
        yield begin + timedelta(minutes=45), made.talk
        if road == "voided":
            yield begin + timedelta(hours=1), made.void
            return
        if road == "talked":
            return
        yield begin + timedelta(minutes=55), made.print
        if road == "printed":
            return
        yield datetime.combine(begin, max(begin.time(), time(14, 0))) + timedelta(hours=1), made.take_home
        yield from self._back(made, begin.date(), road)

    def _look_back(self, made: DemoForm, planned: dict[str, Any]) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """Ten school days after its talk, where somebody did not forget."""
        if planned["road"] != "voided" and not planned.get("agreement_forgotten"):
            yield (
                datetime.combine(self._calendar.add_school_days(made.begin.date(), SCHOOL_DAYS_TO_CHECK), time(8, 20)),
                partial(made.check_agreement, Outcome(planned.get("agreement", Outcome.PARTLY_KEPT))),
            )

    def _roads(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """The policy's other roads, each written down by directie."""
        for planned in _planned("weeks.toml", "road"):
            day = self._days_ago(planned["school_days_ago"])
            group, kind = self._pupils[planned["group"], False], RoadKind(planned["kind"])
            wait = planned.get("school_days_to_look_back")
            back_on = {BACK_ON: self._calendar.next_school_day(day).isoformat()} if kind is RoadKind.TIME_OUT else {}
            request = RoadRequest(
                kind,
                datetime.combine(day, time(15, 30)),
                tuple(group[place].id for place in planned["places"]),
                planned["texts"] | back_on,
                self._calendar.add_school_days(day, wait) if wait else None,
            )
            at = request.held_at + timedelta(minutes=20)
            yield at, partial(roads.write_road, self.store, self._head, request)

    def _back(self, made: DemoForm, day: date, road: str) -> Iterator[tuple[datetime, Callable[[], object]]]:
        due = self._calendar.next_school_day(day)
        morning = [datetime.combine(self._calendar.add_school_days(due, n), time(8, 40)) for n in range(8)]
        if road in ("filed", "filed talk", "returned"):
            yield morning[0], made.come_back
        if road == "late":
            yield morning[1], made.remind
            yield morning[2], made.come_back
        if road in ("unsigned", "closed", "reminded"):
            yield morning[1], made.remind
        if road in ("unsigned", "closed"):
            yield morning[2], made.remind
        if road == "closed":
            yield morning[4], made.close
        if road == "refused":
            yield morning[1], made.refuse
            yield morning[1] + timedelta(minutes=5), made.escalate
        if road in ("filed", "filed talk", "late"):
            yield morning[3], made.file
        if road == "closed":
            yield morning[5], made.file
        if road == "filed talk":
            yield morning[2] + timedelta(hours=7), made.hold_parents_talk
