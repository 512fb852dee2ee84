"""A talk that was recorded: to read, and to add to with name and date. What stands there never changes."""

from collections.abc import Iterator
from datetime import datetime

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Label

from kiosk.db import facts, forms, people
from kiosk.db.store import group_now
from kiosk.errors import Refused
from kiosk.rules.form import FactKind, HarmedPart
from kiosk.rules.labels import HARMED_PARTS
from kiosk.rules.moment import moment_words
from kiosk.rules.permissions import Action, Actor, require_for_form
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.talk_panes import BOTH_FIT, NOT_YET, TITLES, answer_labels


class TalkRecordScreen(StaffScreen[None]):
    """What was recorded of the talk after a form, with its additions, and the answers beside or below it.

    Raises `Refused` when `actor` may not read the form, or when no talk was recorded.
    """

    CSS_PATH = "talk.tcss"
    TITLE_LINE = "Herstelgesprek"
    AUTO_FOCUS = "#record"
    BINDINGS = [
        Binding("a", "add", "aanvullen", key_display="a"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, form_id: int) -> None:
        super().__init__(desk, actor)
        self.form = forms.read_form(desk.store, actor, form_id)
        talk = facts.talk_of(desk.store, actor, form_id)
        if talk is None or self.form.pupil_id is None:
            raise Refused("Van dit formulier is geen gesprek vastgelegd.", "Kijk op de lijst wat de volgende stap is.")
        self._talk = talk
        self._pupil = people.pupil(desk.store, self.form.pupil_id)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="record"), Container(id="columns"):
            with Vertical(classes="column"):
                yield from self._recorded()
                yield from self._additions()
            with Vertical(classes="column"):
                yield from answer_labels(self.desk, self.actor, self.form, self._pupil)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= BOTH_FIT, "-both")

    def _recorded(self) -> Iterator[Label]:
        """What was filled in; a field that was left empty takes no room."""
        talk, back = self._talk, self.form.first(FactKind.BACK_IN_CLASS)
        yield Label(f"Het gesprek met {self._pupil.given_name}", classes="pupil", markup=False)
        yield Label("Dit is vastgelegd en verandert niet meer. Aanvullen kan.", classes="incident", markup=False)
        harmed_part = HARMED_PARTS[talk.harmed_part] if talk.harmed_part is not HarmedPart.NONE else ""
        for title, text in (
            (TITLES["held_at"][0], f"{self._moment(talk.held_at)}, {self._who(talk.held_by)}"),
            (TITLES["present"][0], talk.present),
            (TITLES["outcome"][0], talk.outcome),
            ("Afspraak", talk.agreement),
            (f"{TITLES['teacher_remark'][0]}, op papier", talk.teacher_remark),
            (TITLES["missed_time"][0], talk.missed_time),
            (TITLES["back_at"][0], self._moment(back.at) if back else ""),
            (TITLES["informed"][0], self._informed()),
            (f"{TITLES['harmed_side'][0]} Alleen voor personeel.", talk.harmed_side),
            (f"{TITLES['harmed_part'][0]} Alleen voor personeel.", harmed_part.capitalize()),
        ):
            if text:
                yield Label(title, classes="question", markup=False)
                yield Label(text, classes="answer", markup=False)

    def _informed(self) -> str:
        told = self.form.first(FactKind.PARENTS_INFORMED)
        return f"{told.note}, {self._moment(told.at)}, {told.person or self._who(told.by)}" if told else NOT_YET

    def _additions(self) -> Iterator[Label]:
        """What was added since; it comes on no paper, for the paper is what the parents sign."""
        yield Label("Aanvullingen, niet op papier", classes="question", markup=False)
        added = self.form.all(FactKind.ADDED)
        for fact in added:
            line = f"{self._moment(fact.at)}, {self._who(fact.by)}:\n{fact.note}"
            yield Label(line, classes="answer", markup=False)
        if not added:
            yield Label("Nog geen. Met a schrijf je er een bij.", classes="answer -empty", markup=False)

    def _moment(self, at: datetime) -> str:
        return moment_words(at, self.desk.clock().date())

    def _who(self, staff_id: int | None) -> str:
        return people.staff_names(self.desk.store).get(staff_id or 0, "iemand")

    @work(exclusive=True)
    async def action_add(self) -> None:
        """Add a note, with name and date."""
        with self.told():
            require_for_form(self.actor, Action.ADD_NOTE, self.form, group_now(self.form))  # before they type in vain
            text = "Wat er al staat, blijft zo. Je naam en de datum komen erbij. Het komt niet op papier."
            asked = AskDialog(f"Wat vul je aan bij het gesprek met {self._pupil.given_name}?", text)
            note = await self.app.push_screen_wait(asked)
            if note is None:
                return
            self.form = facts.add_note(self.desk.store, self.actor, self.form.id, note)
            self.tell("De aanvulling is bewaard.")
            await self.recompose()
            self.query_one("#record").focus()

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


async def read_talk(case: Case) -> None:
    """What was recorded of the talk, to read and to add to."""
    with case.screen.told():
        await case.ask(TalkRecordScreen(case.screen.desk, case.actor, case.form.id))
