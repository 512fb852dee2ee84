"""One form of the fictional school, with a verb for each thing that happens to it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.db import agreements, answers, facts, forms, lines, people
from kiosk.db.store import Store
from kiosk.rules.answer import Words
from kiosk.rules.form import Outcome, Talk
from kiosk.rules.issue import IssueRequest
from kiosk.rules.labels import WAY_NAMES
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.rules.way import Way, proposed_way


@dataclass(frozen=True)
class Story:
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


class DemoForm:
    """`staff` are the child's teacher and directie; `way` None is the one that is proposed for its year group."""

    def __init__(
        self, store: Store, staff: tuple[Actor, Actor], pupil: Pupil, story: Story, begin: datetime, way: Way | None
    ) -> None:
        self._store = store
        self._teacher, self._head = staff
        self._pupil = pupil
        self._story = story
        self._way = way or proposed_way(pupil.year_group)
        self._id = 0
        self.begin = begin
        self.code = ""  # while the child has one

    @property
    def whose_code(self) -> str:
        """How the start screen calls the code."""
        return f"code van {self._pupil.given_name} ({WAY_NAMES[self._way]})"

    def issue(self) -> None:
        """The teacher, after consulting directie."""
        story, head = self._story, self._head
        host = next(group for group in people.groups(self._store) if group.id == self._pupil.group_id).host_id
        request = IssueRequest(
            pupil_id=self._pupil.id,
            main=story.main,
            behaviours=story.behaviours,
            happened_at=self.begin,
            place=story.place,
            what_was_seen=story.seen,
            consulted_id=head.staff_id or 0,
            consulted_at=self.begin + timedelta(minutes=4),
            host_id=host,
            way=self._way,
        )
        issued = forms.issue_form(self._store, self._teacher, request)
        self._id = issued.form.id
        self.code = issued.code

    def _words(self, upto: int) -> list[Words]:
        questions = self._store.settings.policy.questions
        pairs = list(zip(questions, self._story.answers, strict=True))[:upto]
        return [Words(self._id, one.number, one.text, text, one.number) for one, text in pairs]

    def write(self, upto: int) -> None:
        """The child answered the first `upto` questions."""
        for words in self._words(upto):
            answers.save_answer(self._store, words)

    def hand_in(self) -> None:
        answers.hand_in(self._store, self._id, self._words(8))
        self.code = ""

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

    def check_agreement(self, outcome: Outcome) -> None:
        """Ten school days after the talk."""
        note = "Meestal wel." if outcome is Outcome.PARTLY_KEPT else "Het liep weer uit de hand."
        agreements.check_agreement(self._store, self._teacher, self._id, outcome, note)

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
        facts.close_unsigned(self._store, self._head, self._id, Outcome.WITHOUT_SIGNATURE, "Gesproken met ouders.")

    def file(self) -> None:
        facts.file_form(self._store, self._teacher, self._id)

    def void(self) -> None:
        """It turned out to be another child."""
        facts.void_form(self._store, self._head, self._id, "Het bleek een misverstand.")

    def hold_parents_talk(self) -> None:
        """Directie held the talk that the third form had set off."""
        open_steps = lines.line_of(self._store, self._pupil.id).open_steps
        lines.take_step(self._store, self._head, self._pupil.id, open_steps[0], "Samen een plan gemaakt.")
