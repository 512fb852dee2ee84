"""A pupil's line as rows in order of time: forms, steps open and taken, turns of directie, and the other roads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.db.history import PupilHistory
from kiosk.rules.calendar import Calendar, school_year
from kiosk.rules.form import Fact, FactKind, Form
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.ladder import DueStep
from kiosk.rules.letters import LETTER_NAMES, Letter
from kiosk.rules.out_of_group import PROPOSAL_NAMES
from kiosk.rules.policy import Policy
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.roads import RoadState, state
from kiosk.rules.suspension import Suspension
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.screens.head import wording
from kiosk.screens.head.suspension_words import SuspensionWords
from kiosk.screens.roads.road_words import STATES, RoadWords
from kiosk.screens.row_list import ListRow

SHARES = (3, 6, 16, 11)
_AFTER = "·"
"""Before what followed from a form or a step. (A row that begins with spaces would move to the left.)"""


_PAPER = {
    FactKind.TALK: "gesprek",
    FactKind.REMINDED: "aangedrongen",
    FactKind.RETURNED: "papier terug",
    FactKind.ESCALATED: "papier naar directie",
    FactKind.CLOSED: "papier afgesloten",
    FactKind.AGREEMENT_CHECKED: "afspraak nagekeken",
    FactKind.FOLLOWED_UP: "afspraak opgepakt",
}
"""What happened after a form that has a row of its own; the rest of it stands in the form's story."""


@dataclass(frozen=True)
class Moment:
    """One row, and what it tells when it is opened; a `letter` or a `suspension` is opened itself."""

    at: datetime
    cells: tuple[str, ...]
    title: str = ""
    story: str = ""
    letter: Letter | None = None
    suspension: Suspension | None = None

    @property
    def school_year(self) -> str:
        """The school year that it belongs to."""
        return school_year(self.at.date())


@dataclass(frozen=True)
class LineBook:
    """What the rows are made from. `road_words` holds the names by id; today decides how days and papers stand."""

    history: PupilHistory
    policy: Policy
    calendar: Calendar
    road_words: RoadWords

    @property
    def today(self) -> date:
        return self.road_words.today

    @property
    def staff(self) -> dict[int, str]:
        """Names by id."""
        return self.road_words.staff

    def moments(self) -> list[Moment]:
        """Every row, oldest first; what a form set off stands after it."""
        found = [*self._forms(), *self._papers(), *self._steps(), *self._groundless(), *self._turns(), *self._roads()]
        found += [*self._suspensions(), *self._proposals(), *self._reviews(), *self._letters()]
        return sorted(found, key=lambda moment: moment.at)

    def _forms(self) -> list[Moment]:
        found = []
        for form in self.history.forms:
            mark = self.history.line.mark(form.id)
            nth = mark.nth if mark else 0
            sign = f"● {nth}e" if nth else "×"
            what = f"{self.policy.behaviour_label(form.main)}, {self.policy.place_label(form.place)}"
            state = wording.stage_words(form, self.today, self.calendar, self.policy)
            title = wording.form_title(nth, form, self.today)
            story = wording.form_story(form, self.history.words[form.id], self.policy, self.staff, self.today)
            found.append(self._moment(form.issued_at, sign, what, state, title, story))
        return found

    def _papers(self) -> Iterator[Moment]:
        """What came of each form: the talk, the paper with its reminders, and the agreement."""
        for form in self.history.forms:
            reminders = 0
            for fact in form.facts:
                if fact.kind in _PAPER:
                    reminders += fact.kind is FactKind.REMINDED
                    yield self._paper(form, fact, reminders)

    def _paper(self, form: Form, fact: Fact, reminders: int) -> Moment:
        what = _PAPER[fact.kind]
        told = [line for line in (OUTCOME_LABELS[fact.outcome].capitalize() if fact.outcome else "", fact.note) if line]
        if fact.kind is FactKind.REMINDED:
            what = f"{reminders}e keer {what}"
        talk = self.history.talks.get(form.id) if fact.kind is FactKind.TALK else None
        state = OUTCOME_LABELS[fact.outcome] if fact.outcome else ""
        if talk:
            state = "met afspraak" if talk.agreement else ""
            told = [f"Erbij: {talk.present}", talk.outcome]
            told += [f"Afspraak: {talk.agreement}"] if talk.agreement else []
            told += [f"Opmerking leerkracht: {talk.teacher_remark}"] if talk.teacher_remark else []
        who = self.staff.get(fact.by or 0, "iemand")
        story = "\n".join([*told, "", f"{wording.day_in_list(fact.at.date(), self.today)}, {who}."])
        return self._moment(fact.at, _AFTER, f"  {what}", state, what.capitalize(), story.strip())

    def _steps(self) -> list[Moment]:
        return [self._step(step) for step in self.history.line.steps]

    def _step(self, step: DueStep) -> Moment:
        name, reason = STEP_NAMES[step.kind], self.history.reasons.get(step.turn_id or 0)
        parts = []
        if reason:
            parts.append(f"Afgeweken van de lijn.\n{wording.decided_words(reason, self.staff, self.today)}")
        if step.taken is None:
            parts.append("Deze stap staat nog open. Hij staat bij de directie op Te doen.")
            state = "open"
        else:
            due_on = self._look_back_on(step)
            day = wording.day_in_list(due_on or step.taken.done_at.date(), self.today)
            state = f"terugkijken {day}" if due_on else f"gedaan, {day}"
            parts.append(self._outcome(step.taken.form_id, step.taken.turn_id))
        what = f"afwijking: {name}" if reason else name
        return self._moment(step.since, "◆", what, state, name.capitalize(), "\n\n".join(parts))

    def _look_back_on(self, step: DueStep) -> date | None:
        """The day on which a step that was taken is still to be looked back on."""
        key = (step.form_id, step.turn_id)
        reviews, decided = self.history.reviews.get(key), self.history.outcomes.get(key)
        return reviews[-1].next_on if reviews else decided.evaluate_on if decided else None

    def _groundless(self) -> list[Moment]:
        found = []
        for taken in self.history.line.groundless:
            name = STEP_NAMES[taken.kind]
            story = "Bij deze stap hoort geen formulier meer: het telt niet meer, of de school veranderde de lijn. "
            story += "De stap blijft staan.\n\n"
            story += self._outcome(taken.form_id, taken.turn_id)
            found.append(self._moment(taken.done_at, "×", name, "grondslag vervallen", name.capitalize(), story))
        return found

    def _turns(self) -> list[Moment]:
        """The fresh starts; a deviation shows as the step that it called for."""
        found = []
        for turn_id in self.history.fresh_starts:
            decided = self.history.reasons[turn_id]
            story = wording.decided_words(decided, self.staff, self.today)
            found.append(self._moment(decided.at, "»", "opnieuw begonnen", "", "Opnieuw begonnen", story))
        return found

    def _roads(self) -> list[Moment]:
        found = []
        for road in self.history.roads:
            where = state(road, self.today)
            sign = "×" if where is RoadState.VOIDED else "→"
            due_on = road.due_on
            done = f"terugkijken {wording.day_in_list(due_on, self.today)}" if due_on else STATES[where]
            title, story = self.road_words.title(road), self.road_words.story(road)
            found.append(self._moment(road.held_at, sign, NAMES[road.kind], done, title, story))
        return found

    def _letters(self) -> Iterator[Moment]:
        for letter in self.history.letters:
            cells = self._cells(letter.at, "=", f"brief: {LETTER_NAMES[letter.kind]}", "gemaakt")
            yield Moment(letter.at, cells, letter=letter)

    def _suspensions(self) -> Iterator[Moment]:
        words = SuspensionWords(self.calendar, self.staff, self.today)
        for one in self.history.suspensions:
            state = "ingetrokken" if one.withdrawn_at else words.count(one)
            since = "" if one.first_day == one.last_day else "vanaf "  # both days are cut off on 80 columns
            first = wording.day_in_list(one.first_day, self.today)
            cells = self._cells(one.decided_at, "◆", f"schorsing, {since}{first}", state)
            yield Moment(one.decided_at, cells, suspension=one)

    def _proposals(self) -> Iterator[Moment]:
        """The proposal of par. 11 that is open, and what directie did with others; a suspension shows as that."""
        line = self.history.out_of_group
        if line.open:
            name = PROPOSAL_NAMES[line.open.kind]
            story = "Dit voorstel staat nog open. Het staat bij de directie op Te doen."
            yield self._moment(line.open.since, "◆", f"voorstel: {name}", "open", name.capitalize(), story)
        for taken in (*line.taken, *line.groundless):
            if taken.carried_out and taken.held_at is None:
                continue
            name = PROPOSAL_NAMES[taken.kind]
            state = "gedaan" if taken.carried_out else "niet gedaan"
            if taken in line.groundless:
                state = "grondslag vervallen"
            day, who = wording.day_in_list(taken.done_at.date(), self.today), self.staff.get(taken.done_by, "Directie")
            at = taken.held_at or taken.done_at
            yield self._moment(
                at, "◆", f"voorstel: {name}", state, name.capitalize(), f"{day}, {who}:\n{taken.outcome}"
            )

    def _reviews(self) -> Iterator[Moment]:
        for step in self.history.line.steps:
            for review in self.history.reviews.get((step.form_id, step.turn_id), []):
                name = STEP_NAMES[step.kind]
                story = f"{self.staff.get(review.by, 'Directie')}:\n{review.outcome}"
                if review.next_on:
                    story += f"\n\nOpnieuw terugkijken: {wording.day_in_list(review.next_on, self.today)}"
                yield self._moment(review.at, _AFTER, "  teruggekeken", name, f"Teruggekeken: {name}", story)

    def _outcome(self, form_id: int | None, turn_id: int | None) -> str:
        decided = self.history.outcomes.get((form_id, turn_id))
        return wording.decided_words(decided, self.staff, self.today) if decided else ""

    def _moment(self, at: datetime, sign: str, what: str, state: str, title: str, story: str) -> Moment:
        return Moment(at, self._cells(at, sign, what, state), title, story)

    def _cells(self, at: datetime, sign: str, what: str, state: str) -> tuple[str, ...]:
        return sign, wording.day_in_list(at.date(), self.today), what, state


def rows(moments: list[Moment]) -> list[ListRow]:
    """The moments as rows; their place in the list is the key."""
    return [ListRow(str(place), moment.cells) for place, moment in enumerate(moments)]
