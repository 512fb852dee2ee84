"""Which names of other children stay on the parents' copy: an adult decides each, before it is printed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Button, Label, OptionList

from kiosk.rules.masking import Hit, masked, sentence_of
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.row_list import ListRow, RowList

_MASK, _LEAVE = "afschermen", "laten staan"
_BEFORE = 18
"""So many signs before a name are shown in its row: the name itself always fits."""


@dataclass(frozen=True)
class Text:
    """What parents will read: `where` it stands on the paper ("vraag 1"), and the words."""

    where: str
    words: str


class MaskingScreen(StaffScreen[frozenset[Hit] | None]):
    """Lists each hit with its sentence; all are masked until the adult leaves one. Returns the hits that are left.

    None when the person went back. `left` are hits that were left before, in the same conversation.
    """

    CSS_PATH = "masking.tcss"
    TITLE_LINE = "Namen op het papier"
    AUTO_FOCUS = "#names"
    BINDINGS = [
        Binding("space", "turn", "omzetten", key_display="spatie", priority=True),
        Binding("a", "alike", "zelfde naam ook zo", key_display="a"),
        Binding("f8", "go_on", "verder", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(
        self, desk: Desk, actor: Actor, texts: Sequence[Text], hits: Sequence[Hit], left: Collection[Hit] = ()
    ) -> None:
        super().__init__(desk, actor)
        self._texts, self._hits = tuple(texts), tuple(hits)
        self._staying = set(left)
        self._rows = RowList((17, 46, 11), id="names")
        self._count = Label("", id="count", markup=False)
        self._now = Label("", id="now", markup=False)
        self._then = Label("", id="then", markup=False)
        self._who = Label("", id="whom", markup=False)

    def body(self) -> ComposeResult:
        yield Label("Ouders lezen dit papier. Deze namen staan erin.", id="asks", markup=False)
        yield self._count
        yield self._rows
        with Vertical(id="about"):
            yield self._now
            yield self._then
            yield self._who
        yield Button("Verder", id="go_on", variant="primary")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        signs = self.desk.signs
        rows = []
        for number, hit in enumerate(self._hits):
            left = hit in self._staying
            state = f"{signs.not_chosen} {_LEAVE}" if left else f"{signs.chosen} {_MASK}"
            rows.append(ListRow(str(number), (state, self._row(hit), self._texts[hit.text].where)))
        self._rows.show(rows)
        count = len(self._hits) - len(self._staying)
        self._count.update(f"Kies bij elke: {_MASK} of {_LEAVE}. Afgeschermd: {count} van {len(self._hits)}.")
        self._tell_about()

    def _row(self, hit: Hit) -> str:
        """The hit's sentence on one line, the name between signs, and only so much before it as there is room for."""
        words = self._texts[hit.text].words
        start, end = sentence_of(words, hit)
        before = _one_line(words[start : hit.start])
        if len(before) > _BEFORE:
            before = "…" + before[-_BEFORE:].partition(" ")[2]
        return f"{before}»{_one_line(hit.written)}«{_one_line(words[hit.end : end])}"

    @on(OptionList.OptionHighlighted)
    def _tell_about(self) -> None:
        """The whole sentence of the highlighted name as it stands and as parents will read it; and whom it may be."""
        hit = self._chosen
        if hit is None:
            return
        words = self._texts[hit.text].words
        start, end = sentence_of(words, hit)
        here = [
            replace(one, text=0, start=one.start - start, end=one.end - start)
            for one in self._hits
            if one.text == hit.text and start <= one.start < end and one not in self._staying
        ]
        self._now.update(f"Er staat:  {_one_line(words[start:end])}")
        self._then.update(f"Op papier: {_one_line(masked([words[start:end]], here)[0])}")
        several = f" (of nog {len(hit.pupils) - 2})" if len(hit.pupils) > 2 else ""
        names = " of ".join(f"{one.name}, {one.group_name or 'zonder groep'}" for one in hit.pupils[:2])
        self._who.update(f"Dit kan zijn: {names}{several}")

    @property
    def _chosen(self) -> Hit | None:
        key = self._rows.chosen_key
        return self._hits[int(key)] if key is not None else None

    @on(OptionList.OptionSelected)
    def _next_name(self) -> None:
        """Enter goes on, as everywhere: to the next name and at last to the button. It never lets a name stand."""
        if (self._rows.highlighted or 0) < len(self._hits) - 1:
            self._rows.action_cursor_down()
        else:
            self.focus_next()

    def action_turn(self) -> None:
        """Mask what was left, or leave what was masked. On the button at the bottom, space presses that."""
        if isinstance(self.focused, Button):
            self.action_go_on()
        elif hit := self._chosen:
            self._staying ^= {hit}
            self._show()

    def action_alike(self) -> None:
        """Every place with this name as this one is; when they are alike already, all of them the other way."""
        hit = self._chosen
        if hit is None:
            return
        same = {one for one in self._hits if one.pupils == hit.pupils}
        left = hit in self._staying
        if all((one in self._staying) == left for one in same):
            left = not left
        self._staying = self._staying | same if left else self._staying - same
        self._show()

    @on(Button.Pressed)
    def action_go_on(self) -> None:
        """Print it like this."""
        self.dismiss(frozenset(self._staying))

    def action_back(self) -> None:
        """Back to how it is printed."""
        self.dismiss(None)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
