"""The two sides of the talk's screen: what the child wrote, and the fields to fill in."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Label

from kiosk.db.answers import answers, told_by
from kiosk.rules.form import FactKind, Form
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.moment import moment_words
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.teacher.keyed_list import KeyedList
from kiosk.text import clean_line

NOT_YET = "nog niet"

ASKED_FIRST = {"present": "wie erbij waren", "outcome": "wat eruit kwam"}
"""The fields that may not stay empty, and how a sentence names them."""

# Each field's title and the line under it; what the parents read and what they never see is said at the field itself.
_TITLES = {
    "held_at": ("Wanneer", ""),
    "back_at": ("Terug in de groep om", ""),
    "present": ("Wie waren erbij", ""),
    "outcome": ("Wat kwam eruit", ""),
    "agreement_if": ("Afspraak: als …", ""),
    "agreement_then": ("… dan …", ""),
    "teacher_remark": ("Opmerking leerkracht", "Ouders lezen dit."),
    "missed_time": ("Gemiste tijd, en hoe die wordt ingehaald", ""),
    "informed": ("Ouders ingelicht", ""),
    "harmed_side": ("Wat heeft het andere kind nodig?", "Alleen voor personeel, komt niet op papier."),
}


class AnswersPane(VerticalScroll):
    """What happened, what the adult saw, and the eight answers; the arrow keys scroll, Enter goes to the fields."""

    BINDINGS = [Binding("enter", "screen.other_side", show=False)]

    def __init__(self, desk: Desk, actor: Actor, form: Form, pupil: Pupil) -> None:
        super().__init__(id="answers")
        self.desk = desk
        self.actor = actor
        self.form = form
        self._pupil = pupil

    def compose(self) -> ComposeResult:
        policy, form = self.desk.store.settings.policy, self.form
        when = moment_words(form.happened_at, self.desk.clock().date())
        what = ", ".join(policy.behaviour_label(key) for key in form.behaviours)
        yield Label(self._pupil.name, classes="pupil", markup=False)
        yield Label(f"{when} · {policy.place_label(form.place)} · {what}", classes="incident", markup=False)
        yield Label(f"Gezien: {form.what_was_seen}", classes="incident", markup=False)
        handed_in = form.last(FactKind.HANDED_IN)
        if handed_in and handed_in.by is not None:
            yield Label(f"Ingeleverd door een volwassene: {handed_in.note}", classes="incident", markup=False)
        told = answers(self.desk.store, self.actor, form.id)
        if line := told_by(self.desk.store, told, self._pupil.given_name):
            yield Label(line, classes="incident", markup=False)
        written = {one.question: one for one in told}
        for question in policy.questions:
            one = written.get(question.number)
            asked = one.asked_text if one else question.text
            text = one.said if one else ""
            yield Label(f"{question.number}  {asked}", classes="question", markup=False)
            yield Label(text or "Hier staat niets.", classes="answer" if text else "answer -empty", markup=False)
        yield Button("Invullen", id="to_fields", variant="primary")


class FieldsPane(VerticalScroll):
    """Everything there is to fill in about the talk."""

    def __init__(self, given_name: str) -> None:
        super().__init__(id="fields", can_focus=False)
        self._given_name = given_name
        self._all: dict[str, LineField | WordsField] = {
            "held_at": LineField("nu", max_length=40),
            "back_at": LineField("nu", max_length=40),
            "present": LineField(f"leerkracht en {given_name}"),
            "outcome": WordsField(),
            "agreement_if": LineField(),
            "agreement_then": LineField(),
            "teacher_remark": WordsField(),
            "missed_time": LineField(),
            "harmed_side": WordsField(),
        }
        self._informed = KeyedList([(way, way) for way in (*WAYS_TO_TELL, NOT_YET)], id="informed")
        self._informed.chosen = (NOT_YET,)
        for key, widget in (*self._all.items(), ("informed", self._informed)):
            widget.border_title, widget.border_subtitle = _TITLES[key]
        self._before = self.texts()

    def compose(self) -> ComposeResult:
        yield Label(f"Het gesprek met {self._given_name}", classes="pupil", markup=False)
        with Horizontal(classes="pair"):
            yield self._all["held_at"]
            yield self._all["back_at"]
        for key in ("present", "outcome", "agreement_if", "agreement_then", "teacher_remark", "missed_time"):
            yield self._all[key]
        yield self._informed
        yield self._all["harmed_side"]
        with Horizontal(classes="buttons"):
            yield Button("Bewaren", id="save", variant="primary")
            yield Button("Antwoorden lezen", id="to_answers")

    @property
    def first(self) -> Widget:
        """Where filling in begins."""
        return self._all["held_at"]

    def field(self, key: str) -> Widget:
        """The field of this key."""
        return self._all[key]

    @property
    def informed(self) -> str:
        """How the parents were told, or `NOT_YET`."""
        return self._informed.chosen[0]

    @property
    def touched(self) -> bool:
        """Whether anything was filled in that would be lost."""
        return self.texts() != self._before or self.informed != NOT_YET

    def texts(self) -> dict[str, str]:
        """What stands in each field, cleaned."""
        return {
            key: one.words if isinstance(one, WordsField) else clean_line(one.value) for key, one in self._all.items()
        }
