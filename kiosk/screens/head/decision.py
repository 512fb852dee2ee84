"""One thing that waits: the forms it is about, and what directie can do."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import decisions, facts, letters, people
from kiosk.rules.form import CLOSE_OUTCOMES, Outcome
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.ladder import DueStep
from kiosk.rules.letters import OF_STEP, About, Letter
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.rules.suspension import Ground
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.rules.waiting import Waiting, WaitingKind, marks_up_to
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, TellDialog
from kiosk.screens.head import waiting_words, wording
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.take_step import TakeStepScreen, documents, letters_of_step
from kiosk.screens.row_list import ListRow, MainList

_PAPERS = (WaitingKind.PAPER, WaitingKind.PAPER_OF_LEAVER)

_NEEDED = {
    WaitingKind.STEP: Action.CLOSE_STEP,
    WaitingKind.PAPER: Action.CLOSE_UNSIGNED,
    WaitingKind.PAPER_OF_LEAVER: Action.CLOSE_UNSIGNED,
    WaitingKind.AGREEMENT: Action.CLOSE_STEP,
    WaitingKind.REMINDER: Action.REMIND,
}

_HINTS = {
    WaitingKind.STEP: "Is dit gedaan? Druk op k en schrijf op wat eruit kwam.",
    WaitingKind.PAPER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.PAPER_OF_LEAVER: "Is het opgelost? Druk op k en sluit het papier af.",
    WaitingKind.AGREEMENT: "Is het besproken? Druk op k en schrijf op wat er nu gebeurt.",
    WaitingKind.REMINDER: "Heb je zelf aangedrongen? Druk op k en schrijf op hoe.",
    WaitingKind.GROUNDLESS: "Hier hoef je niets te doen. Met t zie je de hele lijn.",
}

_SUSPEND, _OTHERWISE = "suspend", "otherwise"


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
        self._history = decisions.pupil_history(desk.store, actor, waiting.pupil.id)
        self._letters = Label("", id="letters", markup=False)
        self._rows = MainList((2, 4, 8, 4, 6), empty="Deze leerling heeft geen formulier.", id="rows")

    def body(self) -> ComposeResult:
        one, today = self._waiting, self.desk.clock().date()
        waits = waiting_words.what_waits(one, self.desk.store.settings.calendar)
        what = f"{waiting_words.SYMBOLS[one.kind]} {waits} · {waiting_words.why_it_waits(one, today)}"
        yield Label(f"{one.pupil.name} · {one.pupil.group_name}\n{what}", id="what", markup=False)
        yield Label(self._what_to_do(), id="todo", markup=False)
        yield self._letters
        yield self._rows
        yield Label(self._hint(), id="hint", markup=False)

    def _hint(self) -> str:
        """What k is for; who may not decide reads who does."""
        needed = _NEEDED.get(self._waiting.kind)
        return wording.HEAD_DECIDES if needed and not reach(self.actor, needed) else _HINTS[self._waiting.kind]

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
        self._letters.update(documents(self._its_letters(), step, self.desk.clock().date()) if step else "")

    def _its_letters(self) -> list[Letter]:
        step = self._waiting.step
        sent = letters.letters_of(self.desk.store, self.actor, self._waiting.pupil.id) if step else []
        return letters_of_step(sent, step) if step else []

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
        sentence = waiting_words.what_to_do(self._waiting)
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
        if action == "letter":
            return self._waiting.step is not None and self._waiting.step.kind in OF_STEP
        return super().check_action(action, parameters)

    def action_letter(self) -> None:
        """Write the letter of this step; a finished one shows above the forms."""
        step = self._waiting.step
        if step is None or step.kind not in OF_STEP:
            return
        if not reach(self.actor, Action.WRITE_LETTER):
            self.tell(wording.HEAD_DECIDES)
            return

        def written(letter_id: int | None) -> None:
            if letter_id is not None:
                self._show_letters()

        with self.told():
            about = About(self._waiting.pupil.id, form_id=step.form_id, turn_id=step.turn_id)
            self.app.push_screen(LetterScreen(self.desk, self.actor, OF_STEP[step.kind], about), written)

    def action_done(self) -> None:
        """It is done: ask what came of it, and write that down."""
        one = self._waiting
        needed = _NEEDED.get(one.kind)
        if needed is None:
            self.tell(_HINTS[one.kind])
        elif not reach(self.actor, needed):
            self.tell(wording.HEAD_DECIDES)
        elif one.step and one.step.kind is StepKind.SUSPENSION_REVIEW:
            self._ask_whether_to_suspend(one.step)
        elif one.step:
            self._close(one.step)
        elif one.kind in _PAPERS:
            self._ask_close()
        elif one.kind is WaitingKind.AGREEMENT:
            self._ask_follow_up()
        else:
            self._ask_reminder()

    def _ask_whether_to_suspend(self, step: DueStep) -> None:
        """Par. 8: a suspension "kan", and par. 11: directie alone decides. What is nearer stands first."""

        def chosen(key: str | None) -> None:
            if key == _OTHERWISE:
                self._close(step)
            elif key == _SUSPEND:
                with self.told():
                    ground = Ground(form_id=step.form_id, turn_id=step.turn_id)
                    self.app.push_screen(
                        SuspendScreen(self.desk, self.actor, self._waiting.pupil.id, ground), self._suspended
                    )

        choices = [(_OTHERWISE, "niet schorsen: iets anders afspreken"), (_SUSPEND, "schorsen")]
        self.app.push_screen(ChooseDialog("Wat besluit je?", choices), chosen)

    def _suspended(self, suspension_id: int | None) -> None:
        if suspension_id is not None:
            self._ready("Besloten. Wat nu moet gebeuren, staat op Te doen.")

    def _close(self, step: DueStep) -> None:
        def closed(done: bool | None) -> None:
            if done:
                self._ready("Opgeschreven. Deze stap is gesloten.")

        screen = TakeStepScreen(self.desk, self.actor, self._waiting.pupil, step, self._its_letters())
        self.app.push_screen(screen, closed)

    def _ask_follow_up(self) -> None:
        def answered(what: str | None) -> None:
            if what and self._waiting.form_id is not None:
                with self.told():
                    facts.follow_up(self.desk.store, self.actor, self._waiting.form_id, what)
                    self._ready("Opgeschreven wat jullie nu doen.")

        text = "Schrijf kort op wat nu is afgesproken, en met wie."
        self.app.push_screen(AskDialog("Wat doen jullie er nu aan?", text), answered)

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
