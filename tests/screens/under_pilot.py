"""The app as somebody at the keys has it: press, wait for a screen, and read what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.screens.row_list import RowList

_LOOKS = 3000
"""At most so many looks, a hundredth of a second after each other: half a minute, for a machine that is busy."""


def says(app: App[Any]) -> str:
    """What the labels of the screen on top say."""
    return "\n".join(str(label.render()) for label in app.screen.query(Label))


def told(app: App[Any]) -> str:
    """What is said at the foot."""
    return " ".join(one.message for one in app._notifications)


async def wait_until(pilot: Pilot[None], so: Callable[[], object]) -> None:
    """Wait until something is so that a thread or another process is at work on, and the screen has come to rest.

    What never becomes so fails with the screen on top and what stands there.
    """
    for _ in range(_LOOKS):
        if so():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    app = pilot.app
    rows = "\n".join(str(row.prompt) for shown in app.screen.query(RowList) for row in shown.options)
    raise AssertionError(f"it never was so: {app.screen}\n{says(app)}\n{rows}\n{told(app)}")


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
        await self.wait_until(lambda: type(self.app.screen) is kind)

    async def wait_until(self, so: Callable[[], object]) -> None:
        """Wait until something is so that a thread is at work on."""
        await wait_until(self.pilot, so)

    def says(self) -> str:
        """What the labels of the screen on top say."""
        return says(self.app)

    def told(self) -> str:
        """What is said at the foot."""
        return told(self.app)

    def rows(self) -> list[str]:
        """The rows of the list on top, as they stand there."""
        return [" ".join(str(row.prompt).split()) for row in self.app.screen.query_one(RowList).options]
