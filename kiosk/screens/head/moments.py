"""A pupil's line as rows in order of time: forms, steps open and taken, turns of directie, and the other roads."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.db.decisions import PupilHistory
from kiosk.rules.calendar import Calendar
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.ladder import DueStep
from kiosk.rules.policy import Policy
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.roads import RoadState, state
from kiosk.screens.head import wording
from kiosk.screens.roads.road_words import STATES, RoadWords
from kiosk.screens.row_list import ListRow

SHARES = (3, 6, 16, 11)


@dataclass(frozen=True)
class Moment:
    """One row, and what it tells when it is opened."""

    at: datetime
    cells: tuple[str, ...]
    title: str
    story: str


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
        found = [*self._forms(), *self._steps(), *self._groundless(), *self._turns(), *self._roads()]
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
            day = wording.day_in_list(step.taken.done_at.date(), self.today)
            state = f"gedaan, {day}"
            parts.append(self._outcome(step.taken.form_id, step.taken.turn_id))
        what = f"afwijking: {name}" if reason else name
        return self._moment(step.since, "◆", what, state, name.capitalize(), "\n\n".join(parts))

    def _groundless(self) -> list[Moment]:
        found = []
        for taken in self.history.line.groundless:
            name = STEP_NAMES[taken.kind]
            story = "Het formulier waar deze stap bij hoorde, telt niet meer voor dit kind. De stap blijft staan.\n\n"
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

    def _outcome(self, form_id: int | None, turn_id: int | None) -> str:
        decided = self.history.outcomes.get((form_id, turn_id))
        return wording.decided_words(decided, self.staff, self.today) if decided else ""

    def _moment(self, at: datetime, sign: str, what: str, state: str, title: str, story: str) -> Moment:
        return Moment(at, (sign, wording.day_in_list(at.date(), self.today), what, state), title, story)


def rows(moments: list[Moment]) -> list[ListRow]:
    """The moments as rows; their place in the list is the key."""
    return [ListRow(str(place), moment.cells) for place, moment in enumerate(moments)]
