"""One thing that waits: the forms it is about, and what directie can do."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people
from kiosk.db.history import pupil_history
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.rules.waiting import Waiting, WaitingKind, marks_up_to
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.head import waiting_words, wording
from kiosk.screens.head.decide import NOTHING_TO_DO, decide, has_letter, may_decide, sent_about, write_letter
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList

_HINTS = {
    WaitingKind.STEP: "Is dit gedaan? Druk op k en schrijf op wat eruit kwam.",
    WaitingKind.PAPER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.PAPER_OF_LEAVER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.AGREEMENT: "Is het besproken? Druk op k en schrijf op wat er nu gebeurt.",
    WaitingKind.REMINDER: "Heb je zelf aangedrongen? Druk op k en schrijf op hoe.",
    WaitingKind.GROUNDLESS: NOTHING_TO_DO,
}

_TO_DECIDE = "Druk op k en kies: schorsen, of iets anders afspreken."


class DecisionScreen(StaffScreen[None]):
    """`waiting` with its forms. k says that it is done; who may not decide is told who does."""

    CSS_PATH = "decision.tcss"
    TITLE_LINE = "Te doen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "formulier lezen", key_display="Enter"),
        Binding("b", "letter", "brief", key_display="b"),
        Binding("k", "done", "klaar", key_display="k"),
        Binding("t", "line", "hele lijn", key_display="t"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, waiting: Waiting) -> None:
        super().__init__(desk, actor)
        self._waiting = waiting
        self._history = pupil_history(desk.store, actor, waiting.pupil.id)
        self._letters = Label("", id="letters", markup=False)
        self._rows = MainList((2, 4, 8, 4, 6), empty="Deze leerling heeft geen formulier.", id="rows")

    def body(self) -> ComposeResult:
        one, today = self._waiting, self.desk.clock().date()
        calendar = self.desk.store.settings.calendar
        waits, why = waiting_words.what_waits(one, calendar), waiting_words.why_it_waits(one, today, calendar)
        what = f"{waiting_words.SYMBOLS[one.kind]} {waits} · {why}"
        yield Label(f"{one.pupil.name} · {one.pupil.group_name}\n{what}", id="what", markup=False)
        yield Label(self._what_to_do(), id="todo", markup=False)
        yield self._letters
        yield self._rows
        yield Label(self._hint(), id="hint", markup=False)

    def _hint(self) -> str:
        """What k is for; who may not decide reads who does."""
        step = self._waiting.step
        if not may_decide(self.actor, self._waiting):
            return wording.HEAD_DECIDES
        return _TO_DECIDE if step and step.kind is StepKind.SUSPENSION_REVIEW else _HINTS[self._waiting.kind]

    def on_mount(self) -> None:
        self._show_letters()
        policy, calendar = self.desk.store.settings.policy, self.desk.store.settings.calendar
        today = self.desk.clock().date()
        shown = []
        for nth, form_id in self._forms():
            form = self._history.form(form_id)
            if form:
                cells = (
                    f"● {nth}e" if nth else "×",
                    wording.day_in_list(form.happened_at.date(), today),
                    policy.behaviour_label(form.main),
                    policy.place_label(form.place),
                    wording.stage_words(form, today, calendar, policy),
                )
                shown.append(ListRow(str(form.id), cells))
        self._rows.show(shown)
        self._rows.highlighted = len(shown) - 1 if shown else None  # the form that it is about stands last

    def _show_letters(self) -> None:
        step = self._waiting.step
        sent = sent_about(self, self.actor, self._waiting)
        self._letters.update(wording.letters_sent(sent, step, self.desk.clock().date()) if step else "")

    def _forms(self) -> list[tuple[int, int]]:
        """Rank and id of the forms to show: for a step all up to the one that set it off, for a paper its own."""
        form_id, line = self._waiting.form_id, self._history.line
        if form_id is None:
            return [(mark.nth, mark.form_id) for mark in line.marks]
        if self._waiting.kind is WaitingKind.STEP:
            return [(mark.nth, mark.form_id) for mark in marks_up_to(line, form_id)]
        mark = line.mark(form_id)
        return [(mark.nth if mark else 0, form_id)]

    def _what_to_do(self) -> str:
        """What to do; after a deviation also why directie left the line, and what was agreed where that failed."""
        turn_id = self._waiting.step.turn_id if self._waiting.step else None
        reason = self._history.reasons.get(turn_id or 0)
        sentence = waiting_words.what_to_do(self._waiting)
        talk = self._history.talks.get(self._waiting.form_id or 0)
        if talk and talk.agreement and self._waiting.kind is WaitingKind.AGREEMENT:
            return f"{sentence}\nDe afspraak was: {talk.agreement}"
        if reason is None:
            return sentence
        names = people.staff_names(self.desk.store)
        return f"{sentence}\nAfgeweken, {wording.decided_words(reason, names, self.desk.clock().date())}"

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Read the highlighted form."""
        form = self._history.form(int(self._rows.chosen_key or 0))
        if form:
            today, mark = self.desk.clock().date(), self._history.line.mark(form.id)
            names = people.staff_names(self.desk.store)
            policy, written = self.desk.store.settings.policy, self._history.words[form.id]
            story = wording.form_story(form, written, policy, names, today)
            self.app.push_screen(TellDialog(wording.form_title(mark.nth if mark else 0, form, today), story))

    def action_line(self) -> None:
        """The pupil's whole line."""
        with self.told():
            self.app.push_screen(LineScreen(self.desk, self.actor, self._waiting.pupil.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only steps that have a letter show its key."""
        return has_letter(self._waiting) if action == "letter" else super().check_action(action, parameters)

    def of_others(self) -> set[str]:
        """IB reads along: letter and decision are directie's."""
        found = set() if reach(self.actor, Action.WRITE_LETTER) else {"letter"}
        return found if may_decide(self.actor, self._waiting) else found | {"done"}

    @work(exclusive=True)
    async def action_letter(self) -> None:
        """Write the letter of this step; a finished one shows above the forms."""
        with self.told():
            await write_letter(self, self.actor, self._waiting)
            self._show_letters()

    @work(exclusive=True)
    async def action_done(self) -> None:
        """It is done: ask what came of it, and write that down."""
        with self.told():
            if await decide(self, self.actor, self._waiting):
                self.dismiss(None)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)
