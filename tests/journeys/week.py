"""School days that pass at one kiosk: who comes in on which morning, what they find, and what they choose."""

from dataclasses import dataclass
from datetime import datetime

from tests.journeys.people_at_work import come_in
from tests.journeys.terminal import Terminal


@dataclass
class Week:
    """A kiosk on which school days pass; staff come in and lock it again.

    A day is one like 2026-11-24, at twenty to nine, or a whole moment like 2026-11-24 14:00.
    """

    kiosk: Terminal

    def fenna_sees(self, day: str, *wanted: str) -> None:
        """On `day` teacher Fenna comes in and finds this on Vandaag."""
        self._day(day, "fe", "Vandaag", *wanted)

    def directie_sees(self, day: str, *wanted: str) -> None:
        """On that day directie Anneke finds this on Te doen."""
        self._day(day, "groot", "Te doen", *wanted)

    def ib_sees(self, day: str, *wanted: str) -> None:
        """On that day IB Joost finds this on Te doen."""
        self._day(day, "wiersma", "Te doen", *wanted)

    def _day(self, day: str, who: str, *wanted: str) -> None:
        self.kiosk.set_clock(datetime.fromisoformat(day if ":" in day else f"{day} 08:40"))
        self.kiosk.wait_for("Heb je een briefje")
        come_in(self.kiosk, who, *wanted)

    def choose(self, words: str) -> None:
        """Choose the row of the dialog on top on which these words stand."""
        self.kiosk.wait_for(words, "Esc terug")
        for _ in range(20):
            if self._marked(words):
                self.kiosk.press("enter")
                return
            self.kiosk.press("down")
        raise AssertionError(f"{words!r} is never highlighted:\n{self.kiosk.text}")

    def _marked(self, words: str) -> bool:
        """Whether the row with these words is the highlighted one: it has another ground than the line of keys."""
        return self.kiosk.look(words)[1] != self.kiosk.look("Esc terug")[1]

    def lock(self) -> None:
        """From the first screen to start."""
        self.kiosk.press("esc")
        self.kiosk.wait_for("Heb je een briefje")
