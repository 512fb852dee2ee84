"""What another calendar changes, in words and for whom, before it is saved."""

from textual import on, work
from textual.content import Content
from textual.widgets import Button

from kiosk.db import calendar
from kiosk.rules.calendar_change import STANDS, Moves, at_pupils, in_short, what_changes
from kiosk.rules.permissions import Actor
from kiosk.rules.timetable import timetable_words
from kiosk.screens.admin.preview_screen import PreviewScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.settings import Settings


class CalendarPreviewScreen(PreviewScreen):
    """`new` beside the calendar in force, and what `moves` at pupils. Returns True when it was saved."""

    CSS_PATH = "calendar.tcss"

    def __init__(self, desk: Desk, actor: Actor, new: Settings, moves: Moves) -> None:
        super().__init__(desk, actor)
        self._old, self._new, self._moves = desk.store.settings, new, moves

    def words(self) -> Content:
        """What is set otherwise, and what that moves, with the names of pupils where they may be known."""
        old, new = self._old, self._new
        parts = [Content.styled("Dit verander je", "bold")]
        if new.school.region != old.school.region:
            region = new.school.region.value
            parts.append(Content(f"Schoolvakanties: die van regio {region} (nu: {old.school.region.value})."))
        today = self.desk.clock().date()
        parts += [Content(sentence) for sentence in what_changes(old.calendar, new.calendar, today)]
        if new.timetable != old.timetable:
            parts.append(Content(f"Tijden: {timetable_words(new.timetable)}"))
        parts += [Content(""), Content.styled("Dit schuift er", "bold")]
        for told in at_pupils(self._moves):
            parts.append(Content(told.sentence))
            if told.names:
                parts.append(Content.styled(", ".join(told.names), "$text-muted"))
        return Content("\n").join([*parts, Content(""), Content(STANDS)])

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save the new calendar; when terms move, once that is sure."""
        if self._kept:
            return
        sure = ConfirmDialog(
            "De nieuwe kalender bewaren?",
            f"Dit geldt meteen. {in_short(self._moves)}",
            yes="Ja, bewaren",
            no="Nee",
            careful=True,
        )
        if not self._moves or await self.app.push_screen_wait(sure):
            with self.told():
                new = self._new
                calendar.change_calendar(
                    self.desk.store, self.actor, new.school.region, new.closed, new.opened, new.timetable
                )
                self._kept = True
                self.dismiss(True)
