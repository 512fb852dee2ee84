"""Everything there is to fill in about one kind of road."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Label

from kiosk.rules.dutch import short_day
from kiosk.rules.permissions import Actor
from kiosk.rules.road_kinds import BACK_ON, FIELDS, LOOKED_BACK_ON, Asks, RoadField, RoadKind
from kiosk.rules.roads import LOOK_BACK_AFTER
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.roads.pupils_field import PupilsField
from kiosk.text import clean_line

_LONGEST = 4000
"""Characters in a field of some lines: minutes are longer than what a form asks."""

_Field = LineField | WordsField | KeyedList


class RoadFields(VerticalScroll):
    """The pupils, the moment, the fields of `kind`, and the day to look back, with what is usual already there."""

    def __init__(self, desk: Desk, actor: Actor, kind: RoadKind) -> None:
        super().__init__(id="fields", can_focus=False)
        self.kind = kind
        self.pupils = PupilsField(desk, actor, for_first=kind is RoadKind.SUPPORT_GROUP)
        calendar, today = desk.store.settings.calendar, desk.clock().date()
        evaluate_on = LineField(short_day(calendar.add_school_days(today, LOOK_BACK_AFTER)), max_length=40)
        evaluate_on.border_title = "Terugkijken op"
        if kind not in LOOKED_BACK_ON:
            evaluate_on.border_subtitle = "Laat dit leeg als dat niet nodig is."
        held_at = LineField("nu", max_length=40)
        held_at.border_title = "Wanneer"
        held_at.border_subtitle = "Bijvoorbeeld 10:15 of gisteren 14:00."
        # A whole question is too long for a border.
        self._questions = {one.key: one.label for one in FIELDS[kind] if one.label.endswith("?")}
        self._all: dict[str, _Field] = {"held_at": held_at}
        self._all |= {one.key: _widget(one) for one in FIELDS[kind]}
        self._all["evaluate_on"] = evaluate_on
        back_on = self._all.get(BACK_ON)
        if isinstance(back_on, LineField):
            back_on.value = short_day(calendar.next_school_day(today))
        self._before = self.texts()

    def compose(self) -> ComposeResult:
        yield self.pupils
        for key, field in self._all.items():
            if key in self._questions:
                yield Label(self._questions[key], classes="asked", markup=False)
            yield field
        with Horizontal(classes="buttons"):
            yield Button("Bewaren  F8", id="save", variant="primary")

    @property
    def touched(self) -> bool:
        """Whether anything was filled in that would be lost."""
        return self.pupils.typed or bool(self.pupils.chosen) or self.texts() != self._before

    def show(self, key: str) -> None:
        """Give the field of this key the focus; "pupils" are one too."""
        field: Widget | None = self._all.get(key)
        if field:
            field.focus()
        else:
            self.pupils.focus_letters()

    def texts(self) -> dict[str, str]:
        """What stands in each field, cleaned."""
        return {key: _text(field) for key, field in self._all.items()}


def _widget(asked: RoadField) -> _Field:
    made: _Field
    if asked.asks is Asks.CHOICE:
        made = KeyedList([(word, word) for word in asked.words])
        made.styles.height = len(asked.words) + 2
    else:
        made = WordsField(limit=_LONGEST) if asked.asks is Asks.WORDS else LineField()
    made.border_title = "" if asked.label.endswith("?") else asked.label
    made.border_subtitle = asked.hint
    return made


def _text(field: _Field) -> str:
    if isinstance(field, KeyedList):
        return field.chosen[0] if field.chosen else ""
    return field.words if isinstance(field, WordsField) else clean_line(field.value)
