"""The help around the eight questions: hints and starters, which a school may say in its own words."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Label, OptionList

from kiosk.db.school import Part, change_school
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import Question
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, MainList
from kiosk.settings import default_policy
from kiosk.settings.questions import HINT_LENGTH, typed_help

_STARTERS = 4
"""How many lines there are for starters, as many as the program has with a question."""

_HELP = """\
De acht vragen zelf staan vast: ze zijn van het beleid (bijlage 1). De hulp eromheen mag de school in eigen woorden \
zeggen.

De hint staat onder de vraag; de jongsten, tot en met groep 4, lezen een eigen hint. Een hulpzin is een begin dat een \
kind afmaakt. Houd elke zin kort: hooguit twaalf woorden.

F4 zet er weer in wat het programma zegt. Bewaren doe je met F8.

De kaartjes en wat er verder kan, staan in het bestand school.toml."""


class QuestionsScreen(StaffScreen[None]):
    """The eight questions, for who manages the policy; `Refused` for anybody else."""

    CSS_PATH = "questions.tcss"
    TITLE_LINE = "Woorden bij de vragen"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "veranderen", key_display="Enter"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        require(actor, Action.MANAGE_POLICY)
        super().__init__(desk, actor)
        self._base = default_policy().questions
        self._rows = MainList((4, 1), id="rows")

    def body(self) -> ComposeResult:
        yield Label("Bij welke vraag wil je de hulp veranderen?", id="title", markup=False)
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again, also after one was changed."""
        questions = self.desk.store.settings.policy.questions
        self._rows.show(
            [
                ListRow(str(one.number), (f"{one.number}  {one.text}", "" if one == base else "eigen woorden"))
                for one, base in zip(questions, self._base, strict=True)
            ]
        )

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """The help with the highlighted question."""
        number = int(self._rows.chosen_key or 1)
        self.app.push_screen(QuestionScreen(self.desk, self.actor, number, self._base[number - 1]))

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


class QuestionScreen(SettingScreen):
    """The help with question `number`; `base` is the program's. Returns True when it was saved."""

    CSS_PATH = "questions.tcss"
    TITLE_LINE = "Woorden bij een vraag"
    HELP = _HELP
    AUTO_FOCUS = "#hint"
    BINDINGS = [
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("f4", "take_back", "tekst van het programma", key_display="F4", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, number: int, base: Question) -> None:
        super().__init__(desk, actor)
        self._before = next(one for one in desk.store.settings.policy.questions if one.number == number)
        self._base = base
        self._hint = LineField(max_length=HINT_LENGTH, id="hint")
        self._simple_hint = LineField(max_length=HINT_LENGTH, id="simple_hint")
        lines = max(_STARTERS, len(self._before.starters))
        self._starters = [LineField(max_length=HINT_LENGTH, id=f"starter-{place}") for place in range(lines)]
        for field in (self._hint, self._simple_hint, *self._starters):
            field.select_on_focus = False  # a letter goes behind what stands there, and not in place of it all
        self._fill(self._before)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Label(f"{self._before.number}. {self._before.text}", id="question", markup=False)
            yield Label(f"De hint (hooguit {HINT_LENGTH} tekens, ook hieronder)", classes="about", markup=False)
            yield self._hint
            yield Label("De hint voor de jongsten (tot en met groep 4)", classes="about", markup=False)
            yield self._simple_hint
            yield Label("Hulpzinnen: een begin dat een kind afmaakt", classes="about", markup=False)
            yield from self._starters

    def _fill(self, question: Question) -> None:
        self._hint.value, self._simple_hint.value = question.hint, question.simple_hint
        for place, field in enumerate(self._starters):
            field.value = question.starters[place] if place < len(question.starters) else ""

    @property
    def _typed(self) -> tuple[str, ...]:
        return tuple(field.value for field in (self._hint, self._simple_hint, *self._starters))

    def unsaved(self) -> bool:
        before = (self._before.hint, self._before.simple_hint, *self._before.starters)
        return tuple(line for line in self._typed if line) != before

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_take_back(self) -> None:
        """What the program says, in the fields; saved only with F8."""
        self._fill(self._base)

    def action_save(self) -> None:
        """Save it; what is missing is told, and everything typed stays."""
        with self.told():
            hint, simple_hint, *starters = self._typed
            new = typed_help(self._before, hint, simple_hint, starters)
            if new == self._before:
                self.tell("Er is niets veranderd.")
                self.dismiss(False)
                return
            policy = self.desk.store.settings.policy
            questions = tuple(new if one.number == new.number else one for one in policy.questions)
            change_school(self.desk.store, self.actor, Part.QUESTIONS, policy=replace(policy, questions=questions))
            self._before = new
            self.tell("Bewaard. Een kind leest het vanaf nu zo.")
            self.dismiss(True)
