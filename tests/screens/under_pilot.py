"""The app as somebody at the keys has it: press, wait for a screen, and read what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.screens.row_list import RowList


@dataclass
class UnderPilot:
    """The app under a pilot."""

    pilot: Pilot[None]
    app: KioskApp

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, kind: type[Any]) -> None:
        """Wait until a screen of this very kind is on top: something else than the keys is at work."""
        for _ in range(3000):
            if type(self.app.screen) is kind:
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{self.app.screen} and not {kind}: {self.told()}")

    async def wait_until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so that a thread is at work on."""
        for _ in range(3000):
            if so():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never was so: {self.says()}")

    def says(self) -> str:
        """What the labels of the screen on top say."""
        return "\n".join(str(label.render()) for label in self.app.screen.query(Label))

    def told(self) -> str:
        """What is said at the foot."""
        return " ".join(one.message for one in self.app._notifications)

    def rows(self) -> list[str]:
        """The rows of the list on top, as they stand there."""
        return [" ".join(str(row.prompt).split()) for row in self.app.screen.query_one(RowList).options]
