"""The talk after a form (par. 8, step 2): the child's answers to read, and what came out of the talk to fill in."""

from datetime import datetime

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input

from kiosk.db import facts, forms, people
from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Talk
from kiosk.rules.moment import doubt, moment_words, not_before, read_moment
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, stop_dialog
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.teacher.give_back import give_back
from kiosk.screens.teacher.talk_panes import ASKED_FIRST, BOTH_FIT, NOT_YET, TITLES, AnswersPane, FieldsPane
from kiosk.text import clean_line


class TalkScreen(StaffScreen[bool]):
    """Returns True when the talk was kept or the form was given back, False when nothing changed.

    Raises `Refused` when `actor` may not read the form.
    """

    CSS_PATH = "talk.tcss"
    TITLE_LINE = "Herstelgesprek"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f6", "other_side", "lezen of invullen", key_display="F6", priority=True),
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("f4", "send_back", "teruggeven", key_display="F4", priority=True),
        Binding("tab", "app.focus_next", "volgend veld", key_display="Tab"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, form_id: int) -> None:
        super().__init__(desk, actor)
        self.form = forms.read_form(desk.store, actor, form_id)
        if self.form.pupil_id is None:
            raise Refused("Van dit formulier is de leerling niet meer bekend.", "Een gesprek kan niet meer.")
        self._pupil = people.pupil(desk.store, self.form.pupil_id)
        self._answers = AnswersPane(desk, actor, self.form, self._pupil)
        self._fields = FieldsPane(self._pupil.given_name, actor.name)
        self._place: Widget | None = None  # the field to come back to
        self._filling = False

    def body(self) -> ComposeResult:
        with Horizontal(id="sides"):
            yield self._answers
            yield self._fields

    def on_mount(self) -> None:
        self._answers.focus()

    def unsaved(self) -> bool:
        return self._fields.touched

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        """Side by side where there is room, else the one that is being read or filled in."""
        both = width >= BOTH_FIT
        self._answers.display = both or not self._filling
        self._fields.display = both or self._filling
        self.set_class(both, "-both")

    @on(Button.Pressed, "#to_answers, #to_fields")
    def action_other_side(self) -> None:
        """From the answers to the fields, and back to the field that was left."""
        inside = self._fields in self.focused.ancestors if self.focused else False
        if inside:
            self._place = self.focused
        self._filling = not inside
        self._fit(self.size.width)
        target = (self._place or self._fields.first) if self._filling else self._answers
        target.focus()

    @on(Input.Submitted)
    @on(KeyedList.Settled)
    def _next_field(self) -> None:
        self.focus_next()

    # -- saving ------------------------------------------------------------------------------------------------------

    @on(Button.Pressed, "#save")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Keep the talk; what is missing is said, an odd day is asked about, and every word stays."""
        with self.told():
            now = self.desk.clock()
            self._check_complete()
            held_at = self._held_at(now)
            back_at = self._moment_after("back_at", now, held_at, "Terug in de groep was na het gesprek.")
            told_at = self._informed_at(now)
            talk, texts, how = self._talk(held_at), self._fields.texts(), self._fields.informed
            if not await self._sure_of_the_day(held_at):
                return
            facts.record_talk(
                self.desk.store,
                self.actor,
                self.form.id,
                talk,
                back_at,
                "" if how == NOT_YET else how,
                informed_at=told_at,
                informed_by="" if texts["informed_by"] == self.actor.name else texts["informed_by"],
            )
            self.tell(f"Het gesprek met {self._pupil.given_name} is bewaard.")
            self.dismiss(True)

    async def _sure_of_the_day(self, held_at: datetime) -> bool:
        """Whether a day off, or a day long ago, is what the person means."""
        odd = doubt(held_at, self.desk.clock().date(), self.desk.store.settings.calendar)
        if not odd or await self.app.push_screen_wait(
            ConfirmDialog("Klopt de dag van het gesprek?", odd, yes="Ja, deze dag", no="Andere dag")
        ):
            return True
        self._show_field("held_at")
        return False

    def _check_complete(self) -> None:
        texts = self._fields.texts()
        missing = [(key, asked) for key, asked in ASKED_FIRST.items() if not texts[key]]
        if bool(texts["agreement_if"]) and not texts["agreement_then"]:
            missing.append(("agreement_then", "wat er dan gebeurt"))
        if missing:
            self._show_field(missing[0][0])
            raise Refused(f"Vul nog in: {' en '.join(asked for _, asked in missing)}.")

    def _show_field(self, key: str) -> None:
        """Put the cursor in a field, in sight: also one that a moment ago was not on the screen."""
        self._filling = True
        self._fit(self.size.width)
        field = self._fields.field(key)
        field.focus()
        self.call_after_refresh(field.scroll_visible, animate=False)

    def _held_at(self, now: datetime) -> datetime:
        handed_in = self.form.last(FactKind.HANDED_IN)
        earliest = handed_in.at if handed_in else self.form.issued_at
        too_early = f"Het formulier is pas {moment_words(earliest, now.date())} ingeleverd. Het gesprek was daarna."
        return self._moment_after("held_at", now, earliest, too_early)

    def _informed_at(self, now: datetime) -> datetime | None:
        """When the parents were told; None while nobody did."""
        if self._fields.informed == NOT_YET:
            return None
        given = moment_words(self.form.issued_at, now.date())
        too_early = f"Het formulier is pas {given} gegeven. De ouders hoorden het daarna."
        return self._moment_after("informed_at", now, self.form.issued_at, too_early)

    def _moment_after(self, key: str, now: datetime, earliest: datetime, too_early: str) -> datetime:
        """The moment in a field; `Refused`, with the cursor there, when it cannot be read or lies before `earliest`."""
        field = TITLES[key][0]
        try:
            moment = not_before(read_moment(self._fields.texts()[key], now), earliest)
        except Refused as trouble:
            self._show_field(key)
            raise Refused(trouble.said_of(field), trouble.what_to_do) from None
        if moment < earliest:
            self._show_field(key)
            raise Refused(too_early, f"Typ een later moment bij “{field}”.")
        return moment

    def _talk(self, held_at: datetime) -> Talk:
        if self.actor.staff_id is None:
            raise Refused("Een gesprek voert een leerkracht, IB of directie.", "Log in met je naam en pincode.")
        texts = self._fields.texts()
        return Talk(
            held_at=held_at,
            held_by=self.actor.staff_id,
            present=texts["present"],
            outcome=texts["outcome"],
            agreement_if=_part(texts["agreement_if"], "als"),
            agreement_then=_part(texts["agreement_then"], "dan"),
            teacher_remark=texts["teacher_remark"],
            missed_time=texts["missed_time"],
            harmed_side=texts["harmed_side"],
            harmed_part=self._fields.harmed_part,
        )

    # -- other ways out ----------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_send_back(self) -> None:
        """Give the form back to the child, with a reason that the child reads, and show the new code."""
        warning = "Wat jij hier over het gesprek typte, gaat weg." if self._fields.touched else ""
        with self.told():
            if await give_back(self, self.actor, self.form, self._pupil.given_name, warning):
                self.dismiss(True)

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without keeping anything; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(False)


def _part(text: str, word: str) -> str:
    """One half of "Als …, dan …" without that word and the sign at the end: the sentence brings its own."""
    line = clean_line(text).rstrip(".,; ")
    return line[len(word) + 1 :] if line.casefold().startswith(f"{word} ") else line
