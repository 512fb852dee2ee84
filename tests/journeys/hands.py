"""What a person at a kiosk does and sees, whatever terminal it runs in."""

import time
from abc import ABC, abstractmethod

from tests.journeys.clock_file import ClockFile


class Hands(ABC):
    """Keys go in, what stands on the screen comes out; `clock` is the time on the kiosk's wall."""

    clock: ClockFile

    @property
    @abstractmethod
    def text(self) -> str:
        """What stands on the screen, line by line; asking takes a moment, so that it can be asked in a loop."""

    @property
    @abstractmethod
    def runs(self) -> bool:
        """Whether the kiosk is still there."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press named keys ("enter", "f2") or single signs, with a breath between, as a person does."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type a text, sign by sign."""

    def wait_for(self, *wanted: str, seconds: float = 60) -> str:
        """Wait until all of `wanted` stand on the screen, and return the screen; fails with the screen otherwise.

        Late, because a machine may be busy with other things.
        """
        end = time.monotonic() + seconds
        while True:
            screen = self.text
            if all(text in screen for text in wanted):
                return screen
            if time.monotonic() > end or not self.runs:
                missing = [text for text in wanted if text not in screen]
                raise AssertionError(f"waited for {missing}, but the screen says:\n{screen}")

    def begin_to_answer(self, code: str) -> None:
        """From start to the first question, as a child with this code comes there."""
        self.wait_for("Heb je een briefje")
        self.type(code)
        self.wait_for("Ga rustig zitten.")
        self.press("enter")
        self.wait_for("Ik begin")
        self.press("enter")
        self.wait_for("Vraag 1 van 8")

    def sit_still_until_covered(self) -> str:
        """Nobody touches a key for longer than the default of `cover_minutes`; returns the screen that comes."""
        self.clock.sit_still(301)
        return self.wait_for("Even pauze. Het scherm is dicht.", "Heb je een briefje")
