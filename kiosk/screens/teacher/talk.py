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
from kiosk.rules.dutch import clock_time
from kiosk.rules.form import FactKind, Talk
from kiosk.rules.moment import not_before, read_moment
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.teacher.give_back import give_back
from kiosk.screens.teacher.keyed_list import KeyedList
from kiosk.screens.teacher.talk_panes import ASKED_FIRST, NOT_YET, AnswersPane, FieldsPane
from kiosk.text import clean_line

_BOTH_FIT = 110
"""Columns from which answers and fields stand side by side."""


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
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, form_id: int) -> None:
        super().__init__(desk, actor)
        self.form = forms.read_form(desk.store, actor, form_id)
        if self.form.pupil_id is None:
            raise Refused("Van dit formulier is de leerling niet meer bekend.", "Een gesprek kan niet meer.")
        self._pupil = people.pupil(desk.store, self.form.pupil_id)
        self._answers = AnswersPane(desk, actor, self.form, self._pupil)
        self._fields = FieldsPane(self._pupil.given_name)
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
        both = width >= _BOTH_FIT
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
    def action_save(self) -> None:
        """Keep the talk; what is missing is said, and every word stays."""
        with self.told():
            now = self.desk.clock()
            self._check_complete()
            held_at, back_at = self._held_at(now), self._back_at(now)
            informed = self._fields.informed
            facts.record_talk(
                self.desk.store,
                self.actor,
                self.form.id,
                self._talk(held_at),
                not_before(back_at, held_at),
                "" if informed == NOT_YET else informed,
            )
            self.tell(f"Het gesprek met {self._pupil.given_name} is bewaard.")
            self.dismiss(True)

    def _check_complete(self) -> None:
        texts = self._fields.texts()
        missing = [(key, asked) for key, asked in ASKED_FIRST.items() if not texts[key]]
        if bool(texts["agreement_if"]) and not texts["agreement_then"]:
            missing.append(("agreement_then", "wat er dan gebeurt"))
        if missing:
            self._show_field(missing[0][0])
            raise Refused(f"Vul nog in: {' en '.join(asked for _, asked in missing)}.")

    def _show_field(self, key: str) -> None:
        self._filling = True
        self._fit(self.size.width)
        self._fields.field(key).focus()

    def _held_at(self, now: datetime) -> datetime:
        handed_in = self.form.last(FactKind.HANDED_IN)
        earliest = handed_in.at if handed_in else self.form.issued_at
        held_at = not_before(self._moment("held_at", now), earliest)
        if held_at < earliest:
            self._show_field("held_at")
            raise Refused(
                f"Het formulier is pas om {clock_time(earliest)} ingeleverd.",
                "Het gesprek was daarna. Typ een latere tijd.",
            )
        return held_at

    def _back_at(self, now: datetime) -> datetime:
        held_at = self._held_at(now)
        back_at = not_before(self._moment("back_at", now), held_at)
        if back_at < held_at:
            self._show_field("back_at")
            raise Refused("Terug in de groep was na het gesprek.", "Typ een latere tijd bij Terug in de groep om.")
        return back_at

    def _moment(self, key: str, now: datetime) -> datetime:
        try:
            return read_moment(self._fields.texts()[key], now)
        except Refused:
            self._show_field(key)
            raise

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
        if not self.unsaved() or await self.app.push_screen_wait(
            ConfirmDialog(
                "Stoppen?",
                "Wat je hebt ingevuld, wordt niet bewaard.",
                yes="Stoppen",
                no="Doorgaan",
                careful=True,
            )
        ):
            self.dismiss(False)


def _part(text: str, word: str) -> str:
    """One half of "Als …, dan …" without that word and the sign at the end: the sentence brings its own."""
    line = clean_line(text).rstrip(".,; ")
    return line[len(word) + 1 :] if line.casefold().startswith(f"{word} ") else line
