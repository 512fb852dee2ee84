"""A record of another road in words: its row in a list, and the whole of it to read."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from kiosk.db import people
from kiosk.db.store import Store
from kiosk.rules.dutch import clock_time
from kiosk.rules.road_kinds import AGREEMENTS, BACK_ON, FIELDS, NAMES, Asks, RoadField, RoadKind
from kiosk.rules.roads import Road, RoadState, state
from kiosk.screens.head.wording import day_in_list

SIGNS = {RoadState.DUE: "▲", RoadState.OPEN: "○", RoadState.DONE: "·", RoadState.VOIDED: "×"}
STATES = {
    RoadState.DUE: "te doen",
    RoadState.OPEN: "loopt",
    RoadState.DONE: "klaar",
    RoadState.VOIDED: "ongeldig",
}

TWO_LINES = 140
"""Characters that stand in two lines of the narrowest screen."""


@dataclass(frozen=True)
class RoadWords:
    """What the words are made from: names of pupils and of staff by id, and today."""

    pupils: dict[int, str]
    staff: dict[int, str]
    today: date

    def who(self, road: Road) -> str:
        """Whom it is about, in a list: "Sem de Vries +2"."""
        first, *others = road.pupils
        return self.pupils[first] + (f" +{len(others)}" if others else "")

    def title(self, road: Road) -> str:
        """What it is called above its story: "Herstelplan, do 19 nov"."""
        return f"{NAMES[road.kind].capitalize()}, {self._day(road.held_at.date())}"

    def state(self, road: Road) -> str:
        """Where it is, as a sign and a word."""
        where = state(road, self.today)
        return f"{SIGNS[where]} {STATES[where]}"

    def about(self, road: Road) -> str:
        """What there is to know before it is opened, on two lines: why it is void, how it went, or what was agreed."""
        if road.voided_at:
            told = f"Ongeldig gemaakt: {road.voided_why}"
        elif road.reviews:
            last = road.reviews[-1]
            told = f"Teruggekeken {self._day(last.at.date())}: {last.outcome}"
        elif agreed := road.texts[AGREEMENTS]:
            told = f"Afspraken: {agreed}"
        else:
            told = f"Opgeschreven door {self._staff(road.written_by)}."
        return shorten(told, TWO_LINES, placeholder=" …")

    def story(self, road: Road) -> str:
        """The whole record: when, about whom, what was written down, the looks back, and who made it void and why."""
        told = [f"{self._day(road.held_at.date())}, {clock_time(road.held_at)}", *self._whom(road)]
        for one in FIELDS[road.kind]:
            if text := road.texts.get(one.key):
                told += ["", self._answer(one, text)]
        if road.evaluate_on:
            told += ["", f"Terugkijken: {self._day(road.evaluate_on)}"]
        for review in road.reviews:
            after = f"Opnieuw terugkijken: {self._day(review.next_on)}" if review.next_on else "Klaar."
            told += [
                "",
                f"Teruggekeken {self._day(review.at.date())}, {self._staff(review.by)}:",
                review.outcome,
                after,
            ]
        told += ["", f"Opgeschreven door {self._staff(road.written_by)}, {self._day(road.written_at.date())}."]
        if road.voided_at:
            by = self._staff(road.voided_by)
            told += ["", f"Ongeldig gemaakt {self._day(road.voided_at.date())}, {by}: {road.voided_why}"]
        return "\n".join(told)

    def _whom(self, road: Road) -> list[str]:
        first, *others = [self.pupils[one] for one in road.pupils]
        if road.kind is RoadKind.SUPPORT_GROUP:
            return [f"Voor {first}", f"Steungroep: {', '.join(others)}"]
        return [", ".join([first, *others])]

    def _answer(self, asked: RoadField, text: str) -> str:
        text = self._day(date.fromisoformat(text)) if asked.key == BACK_ON else text
        label = asked.label if asked.label.endswith("?") else f"{asked.label}:"
        return f"{label}\n{text}" if asked.asks is Asks.WORDS else f"{label} {text}"

    def _day(self, day: date) -> str:
        return day_in_list(day, self.today)

    def _staff(self, staff_id: int | None) -> str:
        return self.staff.get(staff_id or 0, "iemand")


def road_words(store: Store) -> RoadWords:
    """The words as they are today."""
    return RoadWords(people.pupil_names(store), people.staff_names(store), store.clock().date())
