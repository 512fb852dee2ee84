"""A list of rows with columns, for every list in the kiosk.

What people and files wrote is shown as text, never obeyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True)
class ListRow:
    """One row: `key` comes back when it is chosen; `cells` one text a column."""

    key: str
    cells: tuple[str, ...]


class RowList(OptionList):
    """Rows in columns. `shares` says how the width is divided; the last column is set right.

    Arrow keys move, Enter chooses (posts `OptionList.OptionSelected` with the row's key as option id).
    """

    def __init__(self, shares: Sequence[int], *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shares = tuple(shares)
        self._empty = empty
        self._rows: tuple[ListRow, ...] = ()

    def show(self, rows: Sequence[ListRow]) -> None:
        """Replace the rows, keeping the place of the highlighted one where it still exists."""
        before = self.chosen_key
        place = self.highlighted or 0
        self._rows = tuple(rows)
        self._draw()
        keys = [row.key for row in self._rows]
        if before in keys:
            place = keys.index(before)
        if keys:
            self.highlighted = min(place, len(keys) - 1)

    @property
    def chosen_key(self) -> str | None:
        """The key of the highlighted row, None when there is none."""
        if self.highlighted is None or self.highlighted >= len(self._rows):
            return None
        return self._rows[self.highlighted].key

    def on_resize(self, _event: events.Resize) -> None:
        place = self.highlighted
        self._draw()
        self.highlighted = place

    def _draw(self) -> None:
        # Before it has a place it is drawn nearly as wide as the screen, so that the first frame shows the rows.
        width = max((self.size.width or self.app.size.width - 4) - 4, 20)
        self.clear_options()
        if not self._rows:
            self.add_option(Option(Content(self._empty), disabled=True))
            return
        self.add_options([Option(Content(self._line(row, width)), id=row.key) for row in self._rows])

    def _line(self, row: ListRow, width: int) -> str:
        if len(row.cells) == 1:
            return _fit(row.cells[0], width)
        total = sum(self._shares)
        widths = [max(width * share // total, 1) for share in self._shares]
        widths[-1] += width - sum(widths)
        cells = [_fit(cell, size - 1) + " " for cell, size in zip(row.cells[:-1], widths, strict=False)]
        last = row.cells[-1]
        room = widths[-1]
        cells.append(" " * max(room - cell_len(last), 0) + _fit(last, min(room, cell_len(last))))
        return "".join(cells)


class MainList(RowList, inherit_bindings=False):
    """The rows that a screen is about. Enter is the screen's own key there, shown at the bottom."""

    BINDINGS = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]


def _fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells; what is cut off ends in "…"."""
    if cell_len(text) > width:
        return set_cell_size(text, max(width - 1, 0)) + "…"
    return set_cell_size(text, width)
