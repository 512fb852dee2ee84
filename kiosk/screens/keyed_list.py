"""A short list in which each choice has its own key: one press chooses."""

from collections.abc import Sequence

from textual import events, on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList

from kiosk.screens.row_list import ListRow, RowList

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


class KeyedList(RowList):
    """`choices` are (key, label) pairs, shown as "1  ○ label" in that order.

    With `many`, a key, Space or a click turns a choice on and off, the first one chosen is the main one, and Enter
    posts `Settled`. Without, each of these chooses one and posts `Settled`; nothing is pointed at until somebody chose
    or moved the arrows, so that Enter takes no choice that nobody made. Choices without a key on the keyboard (past the
    36th) are reached with the arrows.
    """

    BINDINGS = [Binding("enter", "settle", show=False), Binding("space", "choose", show=False)]

    class Settled(Message):
        """The person is done choosing."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, many: bool = False, id: str | None = None) -> None:
        super().__init__((7, 2), id=id)
        self._choices = tuple(choices)
        self._many = many
        self.chosen: tuple[str, ...] = ()

    def on_mount(self) -> None:
        self._redraw()
        if self.chosen:
            self._point_at(self.chosen[0])

    def choose(self, key: str) -> None:
        """Turn `key` on or off; without `many` it replaces the choice before."""
        if not self._many:
            self.chosen = (key,)
        elif key in self.chosen:
            self.chosen = tuple(one for one in self.chosen if one != key)
        else:
            self.chosen = (*self.chosen, key)
        self._redraw()
        self._point_at(key)

    def _point_at(self, key: str) -> None:
        self.highlighted = [one for one, _ in self._choices].index(key)

    def on_key(self, event: events.Key) -> None:
        place = KEYS.find(event.character or " ")
        if 0 <= place < len(self._choices):
            event.stop()
            self._pick(self._choices[place][0])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(event.option.id)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self._pick(self.chosen_key)

    def action_settle(self) -> None:
        """Done; without `many`, with what is highlighted."""
        if self._many or self.chosen_key is None:
            self.post_message(self.Settled())
        else:
            self._pick(self.chosen_key)

    def _pick(self, key: str | None) -> None:
        if key is None:
            return
        self.choose(key)
        if not self._many:
            self.post_message(self.Settled())

    def _redraw(self) -> None:
        rows = []
        for place, (key, label) in enumerate(self._choices):
            sign, word = self._state(key)
            rows.append(ListRow(key, (f"{KEYS[place : place + 1] or ' '}  {sign} {label}", word)))
        self.show(rows)
        if not self._many and not self.chosen:
            self.highlighted = None

    def _state(self, key: str) -> tuple[str, str]:
        if key not in self.chosen:
            return "○", ""
        if not self._many:
            return "◉", "gekozen"
        return ("◉", "belangrijkste") if key == self.chosen[0] else ("●", "ook")
