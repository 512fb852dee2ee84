"""Which person? A few letters of the name, and a choice where several answer to them."""

from collections.abc import Callable
from typing import Any, TypeVar

from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog

Who = TypeVar("Who")

_MOST_FOUND = 12
"""People to choose from; who typed so little that there are more is asked for more letters."""


async def pick_person(
    screen: KioskScreen[Any],
    question: str,
    find: Callable[[str], dict[Who, str]],
    nobody: Callable[[str], str] | None = None,
) -> Who | None:
    """Ask on top of `screen`, in one of its workers, until somebody is found; None when the person went back.

    `find` gives who answers to the letters that were typed, with the names to choose by. Where nobody
    does, `nobody` may know why; "" when there is no such name.
    """
    found: dict[Who, str] = {}
    wrong = ""
    while not 0 < len(found) <= _MOST_FOUND:
        typed = await screen.app.push_screen_wait(
            AskDialog(question, wrong, placeholder="een paar letters van de naam")
        )
        if typed is None:
            return None
        found = find(typed)
        known = nobody(typed) if nobody and not found else ""
        wrong = "Typ meer letters van de naam." if found else known or "Niemand met deze naam."
    everyone = list(found)
    if len(everyone) == 1:
        return everyone[0]
    choices = [(str(place), name) for place, name in enumerate(found.values())]
    chosen = await screen.app.push_screen_wait(ChooseDialog(question, choices))
    return None if chosen is None else everyone[int(chosen)]
