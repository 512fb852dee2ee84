"""Suspending a child (par. 11): directie fills in what the law and the policy ask, the last chance first."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input, Label

from kiosk.db import people, suspensions
from kiosk.db.history import pupil_history
from kiosk.errors import Refused
from kiosk.rules.out_of_group import ProposalKind
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.suspension import Ground, LastChance, SuspensionRequest, conferences, preview
from kiosk.rules.suspension_checks import WrongField, check_request, clean_request
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, TellDialog, stop_dialog
from kiosk.screens.head import wording
from kiosk.screens.head.suspend_fields import SuspendFields
from kiosk.screens.head.suspension_ground import ground_words
from kiosk.screens.head.suspension_words import SuspensionWords
from kiosk.screens.keyed_list import KeyedList

_CONFERENCES = 3
"""The newest ones; an older one was no last chance before what happened now."""

_NO_CHANCE = "Kies eerst wat er met de laatste kans is."


class SuspendScreen(StaffScreen[int | None]):
    """Suspends the pupil for what `about` says led to it. Returns the suspension's id, None when there is none.

    Made within `told()`: it raises `Refused` at once for who may not suspend.
    """

    CSS_PATH = "suspend.tcss"
    TITLE_LINE = "Schorsen"
    AUTO_FOCUS = "KeyedList"
    BINDINGS = [
        Binding("f6", "before", "wat ging vooraf", key_display="F6", priority=True),
        Binding("f8", "save", "verder", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, pupil_id: int, about: Ground) -> None:
        super().__init__(desk, actor)
        if not reach(actor, Action.SUSPEND) or actor.staff_id is None:
            raise Refused(wording.HEAD_DECIDES)
        self._by, self._about, self._kept = actor.staff_id, about, False
        store, today = desk.store, desk.clock().date()
        history = pupil_history(store, actor, pupil_id)
        self._pupil, self._held = history.pupil, conferences(history.roads, pupil_id)
        self._others, proposal = history.suspensions, history.out_of_group.open
        self._story = ground_words(store, history, about)
        first = store.settings.calendar.next_school_day(today)
        one_day = about.road_id is not None and proposal is not None and proposal.kind is ProposalKind.ONE_DAY
        phone = store.settings.school.phone
        self._fields = SuspendFields(
            [
                (str(road.id), f"gehouden op {wording.day_in_list(road.held_at.date(), today)}")
                for road in self._held[:_CONFERENCES]
            ],
            first,
            first if one_day else None,
            contact=f"{actor.name}, {phone}" if phone else actor.name,
            calendar=store.settings.calendar,
            numbers=store.settings.policy.out_of_group,
            today=today,
        )

    def body(self) -> ComposeResult:
        yield Label(f"{self._pupil.name} · {self._pupil.group_name}", id="whose", markup=False)
        yield Label(self._story.short, id="why", markup=False)
        yield self._fields

    def unsaved(self) -> bool:
        return not self._kept and self._fields.touched

    @on(KeyedList.Settled)
    def _chosen(self) -> None:
        """On to the next field, once there is a choice: a digit struck then would land there."""
        if self._fields.texts()["last_chance"]:
            self._next_field()
        else:
            self.tell(f"{_NO_CHANCE} Een cijfer kiest.", trouble=True)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_before(self) -> None:
        """What led to it, to read."""
        self.app.push_screen(TellDialog("Wat ging vooraf", self._story.long))

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Show what it comes to and suspend once that is confirmed; what is missing is said, and every word stays."""
        if self._kept:  # a key pressed twice decides once
            return
        store = self.desk.store
        with self.told():
            request = self._request()
            self.quiet()
            words = SuspensionWords(store.settings.calendar, people.staff_names(store), self.desk.clock().date())
            would_be = preview(request, self.desk.clock(), self._by, store.settings.policy.out_of_group.objection_days)
            sure = ConfirmDialog(
                f"{self._pupil.given_name} schorsen?",
                words.summary(would_be),
                yes="Ja, schorsen",
                no="Nee, nog niet",
                careful=True,
            )
            if await self.app.push_screen_wait(sure):
                kept = suspensions.suspend(store, self.actor, request)
                self._kept = True
                self.tell(f"Besloten en opgeschreven: {words.days(kept)}.")
                self.dismiss(kept.id)

    def _request(self) -> SuspensionRequest:
        """What was filled in; `Refused`, with the focus on the field that it is about, when that cannot be kept."""
        store, now = self.desk.store, self.desk.clock()
        calendar, numbers = store.settings.calendar, store.settings.policy.out_of_group
        try:
            request = clean_request(self._read())
            held = {road.id for road in self._held}
            check_request(request, calendar, numbers, now, conference_ids=held, others=self._others)
        except WrongField as wrong:
            self._fields.show(wrong.field)
            raise
        return request

    def _read(self) -> SuspensionRequest:
        texts = self._fields.texts()
        chosen = texts["last_chance"]
        if not chosen:
            raise WrongField("last_chance", _NO_CHANCE, "Zie het beleid, paragraaf 10.")
        unheld = chosen in list(LastChance)
        first, last = self._fields.days()
        back = self.desk.store.settings.calendar.next_school_day(last)
        return SuspensionRequest(
            pupil_id=self._pupil.id,
            ground=self._about,
            first_day=first,
            last_day=last,
            return_at=self._fields.return_at(back),
            reason=texts["reason"],
            heard=texts["heard"],
            heard_on=self._fields.heard_on(),
            schoolwork=texts["schoolwork"],
            contact=texts["contact"],
            last_chance=LastChance(chosen) if unheld else LastChance.HELD,
            last_chance_why=texts["last_chance_why"] if unheld else "",
            conference_id=None if unheld else int(chosen),
        )

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without a decision; asks first when something was filled in."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(None)
