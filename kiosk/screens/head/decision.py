"""One thing that waits: the forms it is about, and what directie can do."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import decisions, facts, lines, people
from kiosk.rules.form import CLOSE_OUTCOMES, Outcome
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.ladder import DueStep
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.rules.waiting import Waiting, WaitingKind, marks_up_to
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, TellDialog
from kiosk.screens.head import wording
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList

_PAPERS = (WaitingKind.PAPER, WaitingKind.PAPER_OF_LEAVER)

_NEEDED = {
    WaitingKind.STEP: Action.CLOSE_STEP,
    WaitingKind.PAPER: Action.CLOSE_UNSIGNED,
    WaitingKind.PAPER_OF_LEAVER: Action.CLOSE_UNSIGNED,
    WaitingKind.REMINDER: Action.REMIND,
}

_HINTS = {
    WaitingKind.STEP: "Is dit gedaan? Druk op k en schrijf op wat eruit kwam.",
    WaitingKind.PAPER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.PAPER_OF_LEAVER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.REMINDER: "Heb je zelf aangedrongen? Druk op k en schrijf op hoe.",
    WaitingKind.GROUNDLESS: "Hier hoef je niets te doen. Met t zie je de hele lijn.",
}

_ASKS = {
    StepKind.PARENTS_TALK: ("Wat kwam er uit het gesprek?", "Schrijf kort op wat is afgesproken, en wanneer."),
    StepKind.OFFICIAL_WARNING: ("Wat is er gedaan?", "Schrijf kort op hoe de waarschuwing is gegeven."),
    StepKind.SUSPENSION_REVIEW: ("Wat heb je besloten?", "Schrijf kort op wat je besloot, en waarom."),
}


class DecisionScreen(StaffScreen[None]):
    """`waiting` with its forms. k says that it is done; who may not decide is told who does."""

    CSS_PATH = "decision.tcss"
    TITLE_LINE = "Te doen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "formulier lezen", key_display="Enter"),
        Binding("k", "done", "klaar", key_display="k"),
        Binding("t", "line", "hele lijn", key_display="t"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, waiting: Waiting) -> None:
        super().__init__(desk, actor)
        self._waiting = waiting
        self._history = decisions.pupil_history(desk.store, actor, waiting.pupil.id)
        self._rows = MainList((2, 4, 8, 4, 6), empty="Deze leerling heeft geen formulier.", id="rows")

    def body(self) -> ComposeResult:
        one, today = self._waiting, self.desk.clock().date()
        what = f"{wording.SYMBOLS[one.kind]} {wording.what_waits(one)} · {wording.why_it_waits(one, today)}"
        yield Label(f"{one.pupil.name} · {one.pupil.group_name}\n{what}", id="what", markup=False)
        yield Label(self._what_to_do(), id="todo", markup=False)
        yield self._rows
        yield Label(self._hint(), id="hint", markup=False)

    def _hint(self) -> str:
        """What k is for; who may not decide reads who does."""
        needed = _NEEDED.get(self._waiting.kind)
        return wording.HEAD_DECIDES if needed and not reach(self.actor, needed) else _HINTS[self._waiting.kind]

    def on_mount(self) -> None:
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
        """What to do; after a deviation also why directie left the line."""
        turn_id = self._waiting.step.turn_id if self._waiting.step else None
        reason = self._history.reasons.get(turn_id or 0)
        sentence = wording.what_to_do(self._waiting)
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

    def action_done(self) -> None:
        """It is done: ask what came of it, and write that down."""
        one = self._waiting
        needed = _NEEDED.get(one.kind)
        if needed is None:
            self.tell(_HINTS[one.kind])
        elif not reach(self.actor, needed):
            self.tell(wording.HEAD_DECIDES)
        elif one.step:
            self._ask_outcome(one.step)
        elif one.kind in _PAPERS:
            self._ask_close()
        else:
            self._ask_reminder()

    def _ask_outcome(self, step: DueStep) -> None:
        def answered(outcome: str | None) -> None:
            if outcome:
                with self.told():
                    lines.take_step(self.desk.store, self.actor, self._waiting.pupil.id, step, outcome)
                    self._ready("Opgeschreven. Deze stap is gesloten.")

        self.app.push_screen(AskDialog(*_ASKS[step.kind]), answered)

    def _ask_close(self) -> None:
        def chosen(key: str | None) -> None:
            if key:
                self._ask_note(Outcome(key))

        choices = [(outcome.value, OUTCOME_LABELS[outcome]) for outcome in CLOSE_OUTCOMES]
        self.app.push_screen(ChooseDialog("Hoe sluit je het papier af?", choices), chosen)

    def _ask_note(self, outcome: Outcome) -> None:
        unsigned = outcome is Outcome.WITHOUT_SIGNATURE

        def answered(note: str | None) -> None:
            if note is not None and self._waiting.form_id is not None:
                with self.told():
                    facts.close_unsigned(self.desk.store, self.actor, self._waiting.form_id, outcome, note)
                    self._ready("Afgesloten. Het papier kan in ParnaSys.")

        question = "Waarom zonder handtekening?" if unsigned else "Wil je er iets bij schrijven?"
        text = "Schrijf kort op wat je met de ouders besprak." if unsigned else "Dat hoeft niet."
        self.app.push_screen(AskDialog(question, text, must=unsigned), answered)

    def _ask_reminder(self) -> None:
        def answered(how: str | None) -> None:
            if how and self._waiting.form_id is not None:
                with self.told():
                    facts.remind(self.desk.store, self.actor, self._waiting.form_id, how)
                    self._ready("Opgeschreven dat je hebt aangedrongen.")

        self.app.push_screen(ChooseDialog("Hoe heb je aangedrongen?", [(way, way) for way in WAYS_TO_TELL]), answered)

    def _ready(self, sentence: str) -> None:
        self.dismiss(None)
        self.tell(sentence)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)
