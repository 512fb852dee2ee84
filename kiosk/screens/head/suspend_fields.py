"""Everything there is to fill in about a suspension, the last chance first; the days are counted while one types."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import counted, short_day
from kiosk.rules.moment import read_day, read_past_day, read_time
from kiosk.rules.policy import OutOfGroup
from kiosk.rules.suspension import LastChance
from kiosk.rules.suspension_checks import WrongField, check_days
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.head.suspension_words import EACH_DAY
from kiosk.screens.keyed_list import KeyedList
from kiosk.text import clean_line

_WHY = {
    LastChance.IMPOSSIBLE: ("Waarom kon het herstelgesprek niet?", "Dit komt in de brief."),
    LastChance.OPEN: ("Waarom kun je er niet op wachten?", "Dit komt in de brief. Alleen als het extreem onveilig is."),
}

_DATED = {
    "first_day": "Eerste dag thuis",
    "last_day": "Laatste dag thuis",
    "return_at": "Terugkeergesprek",
    "heard_on": "Gehoord op",
}
"""What is wrong with a day or a time says of which: there are four."""

_Field = LineField | WordsField | KeyedList


class SuspendFields(VerticalScroll):
    """`conferences` are (key, label) of those that were held; `first` and `last` the days that are proposed, if any.

    The keys of the fields are the names in `SuspensionRequest`.
    """

    def __init__(
        self,
        conferences: list[tuple[str, str]],
        first: date,
        last: date | None,
        *,
        contact: str,
        calendar: Calendar,
        numbers: OutOfGroup,
        today: date,
    ) -> None:
        super().__init__(id="fields", can_focus=False)
        self._calendar, self._numbers, self._today = calendar, numbers, today
        choices = [
            *conferences,
            (LastChance.IMPOSSIBLE.value, "kon niet, want …"),
            (LastChance.OPEN.value, "staat nog open: afwijken, want …"),
        ]
        chance = KeyedList(choices)
        chance.styles.height = len(choices) + 2
        self._all: dict[str, _Field] = {
            "last_chance": chance,
            "last_chance_why": WordsField(),
            "first_day": LineField(short_day(first), max_length=40),
            "last_day": LineField(short_day(last) if last else "", max_length=40),
            "return_at": LineField("8:30", max_length=40),
            "heard": LineField(),
            "heard_on": LineField("vandaag", max_length=40),
            "reason": WordsField(),
            "schoolwork": WordsField(),
            "contact": LineField(contact),
        }
        titles = {
            "last_chance": ("Laatste kans: het herstelgesprek", "Een cijfer kiest, of ↑ ↓ en Enter."),
            "first_day": (_DATED["first_day"], "Bijvoorbeeld morgen, vrijdag of 8-12."),
            "last_day": (_DATED["last_day"], ""),
            "return_at": ("Terug", "Hoe laat is het terugkeergesprek?"),
            "heard": ("Wie zijn gehoord", "Het kind en de ouders: schrijf op wie. Dit komt in de brief."),
            "heard_on": (_DATED["heard_on"], ""),
            "reason": ("Reden", "Dit komt in de brief. Noem geen ander kind bij naam."),
            "schoolwork": ("Schoolwerk voor thuis", "Dit komt in de brief."),
            "contact": ("Wie kunnen de ouders bellen", "Dit komt in de brief."),
        }
        for key, (title, hint) in titles.items():
            self._all[key].border_title, self._all[key].border_subtitle = title, hint
        self._counted = Label("", id="counted", markup=False)
        self._before = self.texts()

    def compose(self) -> ComposeResult:
        for key, field in self._all.items():
            yield field
            if key == "last_day":
                yield self._counted
        with Horizontal(classes="buttons"):
            yield Button("Verder  F8", id="save", variant="primary")

    def on_mount(self) -> None:
        self._all["last_chance_why"].display = False
        self._count()

    @property
    def touched(self) -> bool:
        """Whether anything was filled in that would be lost."""
        return self.texts() != self._before

    def show(self, key: str) -> None:
        """Give the field of this key the focus."""
        self._all[key].focus()

    def texts(self) -> dict[str, str]:
        """What stands in each field, cleaned; of the last chance the key that was chosen, if any."""
        return {key: _text(field) for key, field in self._all.items()}

    def days(self) -> tuple[date, date]:
        """First and last day as typed; `WrongField` when one cannot be read."""
        texts = self.texts()
        with _about("first_day"):
            first = read_day(texts["first_day"], self._today)
        with _about("last_day"):
            return first, read_day(texts["last_day"], self._today, first)

    def return_at(self, back: date) -> datetime:
        """The time that was typed, on the day that the child is back; `WrongField` when it cannot be read."""
        typed = self.texts()["return_at"]
        with _about("return_at"):
            if not typed:
                raise Refused("Hoe laat komt het kind terug?", "Typ bijvoorbeeld 8:30.")
            return datetime.combine(back, read_time(typed, "Typ bijvoorbeeld 8:30."))

    def heard_on(self) -> date:
        """The day on which they were heard, up to today; `WrongField` when it cannot be read."""
        with _about("heard_on"):
            return read_past_day(self.texts()["heard_on"], self._today)

    @on(KeyedList.Settled)
    def _chance(self) -> None:
        """Only what was not held asks why."""
        chosen, why = self.texts()["last_chance"], self._all["last_chance_why"]
        why.display = chosen in list(LastChance)
        if why.display:
            why.border_title, why.border_subtitle = _WHY[LastChance(chosen)]

    @on(Input.Changed)
    def _count(self) -> None:
        """How many school days it is, and when the child is back; or what is not right about the days."""
        back = self._all["return_at"]
        try:
            first, last = self.days()
            check_days(first, last, self._calendar, self._numbers, self._today)
        except Refused as refused:
            self._counted.update(str(refused) if self.texts()["last_day"] else f"Kies de laatste dag. {EACH_DAY}")
            back.border_title = "Terug"
            return
        day = short_day(self._calendar.next_school_day(last))
        unknown = "" if self._calendar.knows(last) else " Let op: de vakanties van dan zijn nog niet bekend."
        days = counted(self._calendar.school_days(first, last), "schooldag", "schooldagen")
        self._counted.update(f"{days}, terug op {day}. {EACH_DAY}{unknown}")
        back.border_title = f"Terug op {day}, om"


@contextmanager
def _about(key: str) -> Iterator[None]:
    """Trouble within is about the field of this key."""
    try:
        yield
    except Refused as refused:
        raise WrongField(key, refused.said_of(_DATED[key]), refused.what_to_do) from None


def _text(field: _Field) -> str:
    if isinstance(field, KeyedList):
        return field.chosen[0] if field.chosen else ""
    return field.words if isinstance(field, WordsField) else clean_line(field.value)
