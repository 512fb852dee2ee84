"""The dialogs of the key: who opens the kiosk in the morning, and please wait."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, OptionList

from kiosk.errors import Refused
from kiosk.rules.keys import LEAST_OPENERS, MOST_OPENERS, SHEETS, Holding, check_holders
from kiosk.rules.people import Staff
from kiosk.screens.admin.staff_dialogs import roles_of
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import Dialog
from kiosk.screens.row_list import ListRow, RowList


class OpenersDialog(Dialog[tuple[Staff, ...] | None]):
    """Asks which of `staff` open the kiosk; `chosen` are marked already. Returns them, None when nothing changes."""

    CSS_PATH = ["../dialogs.tcss", "words.tcss"]
    BINDINGS = [
        Binding("space", "switch"),
        Binding("f8", "keep", priority=True),
        Binding("escape", "cancel"),
    ]

    def __init__(self, staff: Sequence[Staff], chosen: Sequence[Staff]) -> None:
        super().__init__()
        self._staff = {str(one.id): one for one in staff}
        self._chosen = {str(one.id) for one in chosen} & set(self._staff)
        self._rows = RowList((3, 2), id="openers")
        self._sentence = Label("", id="sentence", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("Wie opent de kiosk 's morgens?", classes="dialog-question", markup=False)
            yield self._rows
            yield self._sentence
            with Horizontal(classes="dialog-buttons"):
                yield Button("Verder", variant="primary", id="keep")
                yield Button("Terug", id="cancel")
            yield Label("Enter aan of uit   F8 verder   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self._rows.focus()

    def _draw(self) -> None:
        self._rows.show(
            [
                ListRow(key, (f"{'■' if key in self._chosen else '□'} {one.name}", roles_of(one)))
                for key, one in self._staff.items()
            ]
        )
        between = f"Kies er {LEAST_OPENERS} tot {MOST_OPENERS}, die niet tegelijk ziek of weg zijn."
        self._sentence.update(f"{len(self._chosen)} gekozen. {between}")
        self._sentence.remove_class("-trouble")

    @on(OptionList.OptionSelected)
    def action_switch(self) -> None:
        """The highlighted person in or out."""
        if self._rows.chosen_key:
            self._chosen ^= {self._rows.chosen_key}
            self._draw()

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Close with who is in, when so many can open."""
        people = tuple(one for key, one in self._staff.items() if key in self._chosen)
        try:
            check_holders(Holding.DAY, [one.id for one in people], SHEETS)
        except Refused as trouble:
            self._sentence.update(f"▲ {trouble}")
            self._sentence.add_class("-trouble")
        else:
            self.dismiss(people)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


class WaitDialog(Dialog[None]):
    """Says what is going on, and takes no key, until it is `over`: see `waited`."""

    CSS_PATH = ["../dialogs.tcss"]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._over = False

    def over(self) -> None:
        """Close; below a lock, once that is gone."""
        self._over = True
        self._close()

    def on_screen_resume(self) -> None:
        self._close()

    def _close(self) -> None:
        if self._over and self.is_active:  # not `is_current`: also true right below a lock, which would then go
            self.dismiss(None)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("Heel even …", classes="dialog-question", markup=False)
            yield Label(self._text, classes="dialog-text", markup=False)


async def waited(screen: KioskScreen[Any], text: str, work: Coroutine[Any, Any, None]) -> None:
    """Do `work` while a card with `text` keeps every key away. Raises what it raises.

    It goes on when a lock takes the screen away: half a change of the key is none.
    """
    waiting = WaitDialog(text)
    screen.app.push_screen(waiting)
    try:
        await asyncio.shield(work)
    finally:
        waiting.over()
