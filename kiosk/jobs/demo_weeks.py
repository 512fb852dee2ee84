"""The fictional school's last weeks: forms in every stage, played through the verbs on a clock that goes along."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kiosk.db import answers, facts, forms, lines, people
from kiosk.db.store import Store
from kiosk.paths import asset
from kiosk.rules.form import Outcome, Talk
from kiosk.rules.issue import IssueRequest
from kiosk.rules.labels import WAY_NAMES
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.way import Way, is_young, proposed_way


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


@dataclass(frozen=True)
class _Story:
    """One of `assets/demo/stories.toml`."""

    main: str
    behaviours: tuple[str, ...]
    place: str
    at: time
    seen: str
    answers: tuple[str, ...]
    outcome: str
    agreement_if: str
    agreement_then: str
    remark: str


def _planned(name: str, table: str) -> list[dict[str, Any]]:
    """The tables of one of the demo's TOML files; they come with the program, so nothing in them is doubted."""
    found: list[dict[str, Any]] = tomllib.loads(asset(f"demo/{name}").read_text(encoding="utf-8"))[table]
    return found


def _stories() -> tuple[_Story, ...]:
    return tuple(
        _Story(
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
        self.head = self._actor("M01")
        self.notes: list[DemoNote] = []
        self._pupils: dict[tuple[str, bool], list[Pupil]] = {}
        for pupil in people.pupils(store):
            self._pupils.setdefault((pupil.group_name, is_young(pupil.year_group)), []).append(pupil)

    def fill(self) -> tuple[DemoNote, ...]:
        """Play everything up to now; returns a note for each code that a child has today."""
        stories = _stories()
        events: list[tuple[datetime, int, Callable[[], None]]] = []
        for index, planned in enumerate(_planned("weeks.toml", "form")):
            pupil = self._pupils[planned["group"], planned.get("young", False)][planned["place"]]
            story = stories[index % len(stories)]
            way = Way(planned["way"]) if "way" in planned else None
            steps = self._steps(pupil, story, planned["school_days_ago"], planned["road"], way)
            events += [(at, index, step) for at, step in steps if at <= self.now]
        for at, _, step in sorted(events, key=lambda event: event[:2]):
            self._clock.now = at
            step()
        return tuple(self.notes)

    def _actor(self, key: str) -> Actor:
        hint = next(one for one in people.roll_now(self.store).staff if one.key == key)
        wanted = (hint.given_name, hint.prefix, hint.surname)
        member = next(one for one in people.staff(self.store) if (one.given_name, one.prefix, one.surname) == wanted)
        return people.actor_of(member)

    def teacher(self, pupil: Pupil) -> Actor:
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

    def _steps(
        self, pupil: Pupil, story: _Story, days_ago: int, road: str, way: Way | None
    ) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """The moments of this form's life and what is done at each, as far as `road` goes."""
        day = self._days_ago(days_ago)
        begin = datetime.combine(day, story.at)
        if days_ago == 0:  # today's forms are not older than the morning, and not in the future
            begin = min(begin, self.now - timedelta(minutes=50))
        made = _OneForm(self, pupil, story, begin, way)
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
        yield datetime.combine(day, max(story.at, time(14, 0))) + timedelta(hours=1), made.take_home
        yield from self._back(made, day, road)

    def _back(self, made: "_OneForm", day: date, road: str) -> Iterator[tuple[datetime, Callable[[], None]]]:
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


class _OneForm:
    """One form of the plan, with a method for each thing that happens to it."""

    def __init__(self, weeks: Weeks, pupil: Pupil, story: _Story, begin: datetime, way: Way | None) -> None:
        self._weeks = weeks
        self._store = weeks.store
        self._pupil = pupil
        self._story = story
        self._begin = begin
        self._teacher = weeks.teacher(pupil)
        self._way = way or proposed_way(pupil.year_group)
        self._code_note = f"code van {pupil.given_name} ({WAY_NAMES[self._way]})"
        self._id = 0

    def issue(self) -> None:
        """The teacher, after consulting directie."""
        story, head = self._story, self._weeks.head
        host = next(group for group in people.groups(self._store) if group.id == self._pupil.group_id).host_id
        request = IssueRequest(
            pupil_id=self._pupil.id,
            main=story.main,
            behaviours=story.behaviours,
            happened_at=self._begin,
            place=story.place,
            what_was_seen=story.seen,
            consulted_id=head.staff_id or 0,
            consulted_at=self._begin + timedelta(minutes=4),
            host_id=host,
            way=self._way,
        )
        issued = forms.issue_form(self._store, self._teacher, request)
        self._id = issued.form.id
        if self._begin.date() == self._weeks.now.date():
            self._weeks.notes.append(DemoNote(self._code_note, issued.code))

    def _words(self, upto: int) -> list[answers.Words]:
        questions = self._store.settings.policy.questions
        pairs = list(zip(questions, self._story.answers, strict=True))[:upto]
        return [answers.Words(self._id, one.number, one.text, text, one.number) for one, text in pairs]

    def write(self, upto: int) -> None:
        """The child answered the first `upto` questions."""
        for words in self._words(upto):
            answers.save_answer(self._store, words)

    def hand_in(self) -> None:
        answers.hand_in(self._store, self._id, self._words(8))
        self._weeks.notes = [note for note in self._weeks.notes if note.who != self._code_note]

    def talk(self) -> None:
        story, now = self._story, self._store.clock()
        held = Talk(
            held_at=now - timedelta(minutes=8),
            held_by=self._teacher.staff_id or 0,
            present=f"{self._teacher.name} en {self._pupil.given_name}",
            outcome=story.outcome,
            agreement_if=story.agreement_if,
            agreement_then=story.agreement_then,
            teacher_remark=story.remark,
        )
        facts.record_talk(self._store, self._teacher, self._id, held, now, "gebeld")

    def print(self) -> None:
        facts.record_printed(self._store, self._teacher, self._id)

    def take_home(self) -> None:
        facts.record_taken_home(self._store, self._teacher, self._id)

    def remind(self) -> None:
        facts.remind(self._store, self._teacher, self._id, "bericht gestuurd")

    def come_back(self) -> None:
        facts.record_return(self._store, self._teacher, self._id, Outcome.AGREED)

    def refuse(self) -> None:
        facts.record_return(self._store, self._teacher, self._id, Outcome.REFUSED, "Wij zien dit anders.")

    def escalate(self) -> None:
        facts.escalate(self._store, self._teacher, self._id, "Ouders willen eerst de directie spreken.")

    def close(self) -> None:
        """Directie spoke with the parents and closes the paper."""
        facts.close_unsigned(
            self._store, self._weeks.head, self._id, Outcome.WITHOUT_SIGNATURE, "Gesproken met ouders."
        )

    def file(self) -> None:
        facts.file_form(self._store, self._teacher, self._id)

    def void(self) -> None:
        """It turned out to be another child."""
        facts.void_form(self._store, self._weeks.head, self._id, "Het bleek een misverstand.")

    def hold_parents_talk(self) -> None:
        """Directie held the talk that the third form had set off."""
        open_steps = lines.line_of(self._store, self._pupil.id).open_steps
        lines.take_step(self._store, self._weeks.head, self._pupil.id, open_steps[0], "Samen een plan gemaakt.")
