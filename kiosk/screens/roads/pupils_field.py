"""Choosing several pupils: found by any part of the name, own groups first, and always in sight who is chosen."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label, OptionList

from kiosk.db import people
from kiosk.rules.people import Finder
from kiosk.rules.permissions import Actor
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line


class Letters(LineField):
    """The letters of a name. Backspace on an empty line posts `TakeBack`."""

    BINDINGS = [Binding("backspace", "erase", show=False)]

    class TakeBack(Message):
        """The person wants the last choice undone."""

    def action_erase(self) -> None:
        """Take away a letter, or else the last choice."""
        if self.value:
            self.action_delete_left()
        else:
            self.post_message(self.TakeBack())


class PupilsField(Vertical):
    """`chosen` are the ids of the pupils, in the order in which they were chosen.

    Enter takes the highlighted hit; on an empty line it goes on to the next field. With `for_first` the first one is
    the pupil for whom the others are chosen.
    """

    BINDINGS = [Binding("down", "move(1)", show=False), Binding("up", "move(-1)", show=False)]

    def __init__(self, desk: Desk, actor: Actor, *, for_first: bool = False) -> None:
        super().__init__()
        self._everyone = {one.id: one for one in people.pupils(desk.store)}
        self._finder = Finder(self._everyone.values())
        self._own = actor.group_ids
        self._for_first = for_first
        self.chosen: tuple[int, ...] = ()
        self._letters = Letters(placeholder="naam", max_length=60)
        self._letters.border_title = "Voor wie, en daarna de steungroep" if for_first else "Leerlingen"
        self._letters.border_subtitle = "Enter kiest. Backspace haalt de laatste weg."
        self._hits = RowList((4, 3), empty="Niemand met deze naam. Typ minder letters.")
        self._hits.can_focus = False
        self._hits.display = False
        self._told = Label("", classes="chosen", markup=False)

    def compose(self) -> ComposeResult:
        yield self._letters
        yield self._hits
        yield self._told

    def on_mount(self) -> None:
        self._tell()

    def focus_letters(self) -> None:
        """Begin to type a name."""
        self._letters.focus()

    @property
    def typed(self) -> bool:
        """Whether letters stand in the field."""
        return bool(self._letters.value.strip())

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        event.stop()
        self._hits.display = self.typed
        found = [one for one in self._finder.find(clean_line(event.value)) if one.id not in self.chosen]
        own_first = sorted(found, key=lambda one: one.group_id not in self._own)
        self._hits.show([ListRow(str(one.id), (one.name, one.group_name)) for one in own_first])
        self._hits.highlighted = 0 if own_first else None

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self.typed:
            event.stop()
            self._take()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take()
        self.focus_letters()

    def _take(self) -> None:
        if self._hits.chosen_key:
            self.chosen = (*self.chosen, int(self._hits.chosen_key))
            self._letters.value = ""
            self._tell()

    @on(Letters.TakeBack)
    def _take_back(self) -> None:
        self.chosen = self.chosen[:-1]
        self._tell()

    def action_move(self, rows: int) -> None:
        """The next or the former hit, while the letters keep the focus."""
        if rows > 0:
            self._hits.action_cursor_down()
        else:
            self._hits.action_cursor_up()

    def _tell(self) -> None:
        names = [self._everyone[one].name for one in self.chosen]
        if not names:
            told = "Nog niemand gekozen."
        elif not self._for_first:
            told = f"Gekozen ({len(names)}): {', '.join(names)}"
        else:
            told = f"Voor: {names[0]}\nSteungroep, {len(names) - 1} gekozen (6 tot 8 nodig): {', '.join(names[1:])}"
        self._told.update(told)
