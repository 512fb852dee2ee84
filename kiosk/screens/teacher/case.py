"""The form at hand: what every conversation about one form needs to ask, to do and to tell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from textual.screen import Screen

from kiosk.db.store import Store, group_now
from kiosk.errors import Refused
from kiosk.rules.form import Form
from kiosk.rules.permissions import Action, Actor, may_for_form, require_for_form
from kiosk.rules.today import TodayRow
from kiosk.rules.today_why import why
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Case:
    """One form, who acts on it, and the screen where the conversation takes place (in one of its workers)."""

    screen: KioskScreen[None]
    actor: Actor
    row: TodayRow

    @property
    def store(self) -> Store:
        return self.screen.desk.store

    @property
    def form(self) -> Form:
        return self.row.form

    @property
    def child(self) -> str:
        """How sentences call the pupil."""
        return self.row.given_name

    @property
    def why(self) -> str:
        """Why the form is on the list."""
        return why(self.row, self.store.clock().date())

    def check(self, action: Action) -> None:
        """Raise `Refused` unless the actor may do this with the form: asked before anybody types a reason in vain."""
        require_for_form(self.actor, action, self.form, group_now(self.form))

    def may(self, action: Action) -> bool:
        """Whether the actor may do this with the form: what they may not do is not offered."""
        return may_for_form(self.actor, action, self.form, group_now(self.form))

    async def ask(self, asking: Screen[Answer]) -> Answer | None:
        """Show a dialog or a screen and wait for what it returns; None when the person went back."""
        return await self.screen.app.push_screen_wait(asking)

    async def ask_for(
        self, question: str, hint: str, read: Callable[[str], Answer], *, placeholder: str = "", must: bool = True
    ) -> Answer | None:
        """Ask for a line until `read` makes something of it, and tell what it refuses; None when the person went."""
        told = hint
        while (typed := await self.ask(AskDialog(question, told, placeholder=placeholder, must=must))) is not None:
            try:
                return read(typed)
            except Refused as refused:
                told = str(refused)
        return None
