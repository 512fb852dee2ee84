"""What another ladder changes, in words and for whom, before it is saved."""

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Label

from kiosk.db import ladder
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import Policy
from kiosk.rules.policy_change import STEPS_STAND, PupilChange, at_pupils, in_short, what_changes
from kiosk.screens.admin.ladder_words import outlook_rows
from kiosk.screens.admin.preview_screen import PreviewScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog


class LadderPreviewScreen(PreviewScreen):
    """`new` beside the policy in force, and its `changes` at pupils. Returns True when it was saved."""

    CSS_PATH = "ladder.tcss"

    def __init__(self, desk: Desk, actor: Actor, new: Policy, changes: Sequence[PupilChange]) -> None:
        super().__init__(desk, actor)
        self._old, self._new, self._changes = desk.store.settings.policy, new, tuple(changes)

    def beside_the_button(self) -> ComposeResult:
        """The ladder of now beside the new one."""
        yield Label(outlook_rows({"nu": self._old, "straks": self._new}), id="outlook", markup=False)

    def words(self) -> Content:
        """What is set otherwise, and what that does to pupils, with the names of these where they may be known."""
        parts = [Content.styled("Dit verander je", "bold")]
        parts += [Content(sentence) for sentence in what_changes(self._old, self._new)]
        parts += [Content(""), Content.styled("Dit doet het bij leerlingen", "bold")]
        for told in at_pupils(self._changes):
            parts.append(Content(told.sentence))
            if told.names:
                parts.append(Content.styled(", ".join(told.names), "$text-muted"))
        return Content("\n").join([*parts, Content(""), Content(STEPS_STAND)])

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save the new ladder, once that is sure."""
        if self._kept:
            return
        text = f"Dit geldt meteen, ook voor formulieren die er al zijn. {in_short(self._changes)}"
        sure = ConfirmDialog("De nieuwe lijn bewaren?", text, yes="Ja, bewaren", no="Nee", careful=True)
        if await self.app.push_screen_wait(sure):
            with self.told():
                ladder.change_ladder(self.desk.store, self.actor, self._new)
                self._kept = True
                self.dismiss(True)
