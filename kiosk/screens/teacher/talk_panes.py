"""The two sides of the talk's screen: what the child wrote, and the fields to fill in."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Label

from kiosk.db.agreements import earlier_agreement
from kiosk.db.answers import answers
from kiosk.db.people import staff_names
from kiosk.rules.answer import told_by
from kiosk.rules.form import FactKind, Form, HarmedPart
from kiosk.rules.labels import HARMED_PARTS, WAYS_TO_TELL
from kiosk.rules.moment import moment_words
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.keyed_list import KeyedList
from kiosk.text import clean_line

NOT_YET = "nog niet"

BOTH_FIT = 110
"""Columns from which two sides stand beside each other."""

ASKED_FIRST = {"present": "wie erbij waren", "outcome": "wat eruit kwam"}
"""The fields that may not stay empty, and how a sentence names them."""

# Each field's title and the line under it; what the parents read and what they never see is said at the field itself.
TITLES = {
    "held_at": ("Wanneer", ""),
    "back_at": ("Terug in de groep om", ""),
    "present": ("Wie waren erbij", ""),
    "outcome": ("Wat kwam eruit", ""),
    "agreement_if": ("Afspraak: als …", ""),
    "agreement_then": ("… dan …", ""),
    "teacher_remark": ("Opmerking leerkracht", "Ouders lezen dit."),
    "missed_time": ("Gemiste tijd, en hoe die wordt ingehaald", ""),
    "informed": ("Ouders ingelicht", ""),
    "informed_at": ("Wanneer ingelicht", ""),
    "informed_by": ("Door wie", ""),
    "harmed_side": ("Wat heeft het andere kind nodig?", "Alleen voor personeel, komt niet op papier."),
    "harmed_part": ("Praatte het andere kind mee?", "Alleen voor personeel, komt niet op papier."),
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
        yield from answer_labels(self.desk, self.actor, self.form, self._pupil)
        yield Button("Invullen", id="to_fields", variant="primary")


def answer_labels(desk: Desk, actor: Actor, form: Form, pupil: Pupil) -> Iterator[Label]:
    """What happened, what the adult saw, what was agreed before, and the child's own words."""
    policy = desk.store.settings.policy
    when = moment_words(form.happened_at, desk.clock().date())
    what = ", ".join(policy.behaviour_label(key) for key in form.behaviours)
    yield Label(pupil.name, classes="pupil", markup=False)
    yield Label(f"{when} · {policy.place_label(form.place)} · {what}", classes="incident", markup=False)
    yield Label(f"Gezien: {form.what_was_seen}", classes="incident", markup=False)
    handed_in = form.last(FactKind.HANDED_IN)
    if handed_in and handed_in.by is not None:
        yield Label(f"Ingeleverd door een volwassene: {handed_in.note}", classes="incident", markup=False)
    told = answers(desk.store, actor, form.id)
    if line := told_by(told, pupil.given_name, staff_names(desk.store)):
        yield Label(line, classes="incident", markup=False)
    if before := earlier_agreement(desk.store, actor, form.id):
        yield Label(before.sentence(), classes="earlier", markup=False)
    written = {one.question: one for one in told}
    for question in policy.questions:
        one = written.get(question.number)
        asked = one.asked_text if one else question.text
        text = one.said if one else ""
        yield Label(f"{question.number}  {asked}", classes="question", markup=False)
        yield Label(text or "Hier staat niets.", classes="answer" if text else "answer -empty", markup=False)


class FieldsPane(VerticalScroll):
    """Everything there is to fill in about the talk; what has a default needs no key."""

    def __init__(self, given_name: str, staff_name: str) -> None:
        super().__init__(id="fields", can_focus=False)
        self._given_name = given_name
        self._texts: dict[str, LineField | WordsField] = {
            "held_at": LineField("nu", max_length=40),
            "back_at": LineField("nu", max_length=40),
            "present": LineField(f"leerkracht en {given_name}"),
            "outcome": WordsField(),
            "agreement_if": LineField(),
            "agreement_then": LineField(),
            "teacher_remark": WordsField(),
            "missed_time": LineField(),
            "informed_at": LineField("nu", max_length=40),
            "informed_by": LineField(staff_name, max_length=60),
            "harmed_side": WordsField(),
        }
        self._lists = {
            "informed": KeyedList([(way, way) for way in (*WAYS_TO_TELL, NOT_YET)], id="informed"),
            "harmed_part": KeyedList([(part.value or "none", label) for part, label in HARMED_PARTS.items()]),
        }
        self._lists["informed"].chosen = (NOT_YET,)
        self._lists["harmed_part"].chosen = ("none",)
        for key, widget in (*self._texts.items(), *self._lists.items()):
            widget.border_title, widget.border_subtitle = TITLES[key]
        self._before = self._filled_in()

    def compose(self) -> ComposeResult:
        yield Label(f"Het gesprek met {self._given_name}", classes="pupil", markup=False)
        with Horizontal(classes="pair"):
            yield self._texts["held_at"]
            yield self._texts["back_at"]
        for key in ("present", "outcome", "agreement_if", "agreement_then", "teacher_remark", "missed_time"):
            yield self._texts[key]
        yield self._lists["informed"]
        with Horizontal(classes="pair", id="told"):
            yield self._texts["informed_at"]
            yield self._texts["informed_by"]
        yield self._texts["harmed_side"]
        yield self._lists["harmed_part"]
        with Horizontal(classes="buttons"):
            yield Button("Bewaren", id="save", variant="primary")
            yield Button("Antwoorden lezen", id="to_answers")

    def on_mount(self) -> None:
        self._when_and_by_whom()

    @on(KeyedList.Settled)
    def _when_and_by_whom(self) -> None:
        """Asked only once somebody told the parents."""
        self.query_one("#told").display = self.informed != NOT_YET

    @property
    def first(self) -> Widget:
        """Where filling in begins: what stands above it is mostly right as it is."""
        return self._texts["outcome"]

    def field(self, key: str) -> Widget:
        """The field of this key."""
        return self._texts[key]

    @property
    def informed(self) -> str:
        """How the parents were told, or `NOT_YET`."""
        return self._lists["informed"].chosen[0]

    @property
    def harmed_part(self) -> HarmedPart:
        """Whether the harmed child was asked and took part."""
        chosen = self._lists["harmed_part"].chosen[0]
        return HarmedPart.NONE if chosen == "none" else HarmedPart(chosen)

    @property
    def touched(self) -> bool:
        """Whether anything was filled in that would be lost."""
        return self._filled_in() != self._before

    def texts(self) -> dict[str, str]:
        """What stands in each field, cleaned."""
        return {
            key: one.words if isinstance(one, WordsField) else clean_line(one.value) for key, one in self._texts.items()
        }

    def _filled_in(self) -> tuple[dict[str, str], str, HarmedPart]:
        return self.texts(), self.informed, self.harmed_part
