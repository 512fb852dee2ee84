"""What a form can name: the school's list of behaviours, and beside it that of places."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db.school import Part, change_school
from kiosk.errors import Refused
from kiosk.rules import own_list
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.policy import Listed
from kiosk.screens.admin.changes_dialog import ChangesDialog
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.row_list import ListRow, MainList

Entries = tuple[Any, ...]
"""Behaviours, or places."""

_LISTS = ("behaviours", "places")
_TITLES = {
    "behaviours": "Gedrag: wat er kan gebeuren (beleid, paragraaf 8)",
    "places": "Plekken: waar het kan gebeuren",
}
_OTHERS = {"behaviours": "plekken", "places": "gedrag"}
_QUESTIONS = {"behaviours": "Welk gedrag komt erbij?", "places": "Welke plek komt erbij?"}
_HELP = """\
Uit deze twee lijsten kiest een leerkracht bij het uitgeven van een formulier. Tab wisselt tussen gedrag en plekken.

n  zet iets nieuws in de lijst
Enter  geeft een andere naam; die staat dan ook op oude formulieren. Bedoel je iets anders? Maak dan iets nieuws.
u  zet iets uit, of weer aan. Weghalen kan niet: oude formulieren noemen het nog.
h en l  zetten iets hoger of lager in de lijst

'Anders' staat altijd onderaan: zo is er ook iets te kiezen als niets past. F8 laat zien wat er verandert en bewaart."""


class BehavioursScreen(SettingScreen):
    """For who manages the policy; `Refused` for anybody else. Returns True when other lists were saved."""

    CSS_PATH = "behaviours.tcss"
    TITLE_LINE = "Voorvallen: gedrag en plekken"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "rename", "andere naam", key_display="Enter"),
        Binding("n", "add", "nieuw", key_display="n"),
        Binding("u", "switch", "uit/aan", key_display="u"),
        Binding("h", "move(-1)", "hoger", show=False),  # the foot is full: they stand above the list
        Binding("l", "move(1)", "lager", show=False),
        Binding("tab,shift+tab", "other_list", "andere lijst", show=False, priority=True),
        Binding("f8", "save", "bewaren", key_display="F8"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        require(actor, Action.MANAGE_POLICY)
        super().__init__(desk, actor)
        policy = desk.store.settings.policy
        self._before: dict[str, Entries] = {"behaviours": policy.behaviours, "places": policy.places}
        self._now = dict(self._before)
        self._shown = _LISTS[0]
        self._title = Label("", id="title", markup=False)
        self._hint = Label("", id="hint", markup=False)
        self._rows = MainList((3, 1), id="rows")

    def body(self) -> ComposeResult:
        yield self._title
        yield self._hint
        yield self._rows

    def on_mount(self) -> None:
        self._show()

    def unsaved(self) -> bool:
        return self._now != self._before

    def _show(self) -> None:
        before = {one.key: one for one in self._before[self._shown]}
        self._title.update(_TITLES[self._shown])
        self._hint.update(f"Tab  {_OTHERS[self._shown]}   h  hoger   l  lager")
        self._rows.show([ListRow(one.key, self._cells(one, before.get(one.key))) for one in self._now[self._shown]])

    def _cells(self, one: Listed, before: Listed | None) -> tuple[str, ...]:
        signs = self.desk.signs
        changed = "nieuw" if before is None else "" if one.label == before.label else "andere naam"
        state = ", ".join(word for word in (changed, "staat uit" if one.off else "") if word)
        return f"{signs.empty if one.off else signs.answered}  {one.label}", state

    @property
    def _chosen(self) -> Listed:
        entries: tuple[Listed, ...] = self._now[self._shown]
        return next(one for one in entries if one.key == self._rows.chosen_key)

    def _change(self, change: Callable[[Entries], Entries]) -> None:
        """Do it in the list that is shown; raises what `change` does."""
        self._now[self._shown] = change(self._now[self._shown])
        self._show()

    def action_other_list(self) -> None:
        """From behaviours to places, and back."""
        self._shown = _LISTS[1 - _LISTS.index(self._shown)]
        self._show()
        self._rows.highlighted = 0

    def action_switch(self) -> None:
        """No longer offered, or offered again."""
        with self.told():
            self._change(lambda entries: own_list.switch(entries, self._chosen.key))

    def action_move(self, by: int) -> None:
        """One place up or down."""
        self._change(lambda entries: own_list.move(entries, self._chosen.key, by))

    @work(exclusive=True)
    async def action_add(self) -> None:
        """A new one, with a name that is asked for."""
        if await self._ask(_QUESTIONS[self._shown], "", own_list.add):
            self._rows.highlighted = len(self._now[self._shown]) - 2  # before the open end

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_rename(self) -> None:
        """Another name for the highlighted one."""
        one = self._chosen
        await self._ask("Hoe heet dit?", one.label, lambda entries, name: own_list.rename(entries, one.key, name))

    async def _ask(self, question: str, name: str, change: Callable[[Entries, str], Entries]) -> bool:
        """Ask for a name until it is a good one; False when the person went back."""
        told = f"Hooguit {own_list.LABEL_LENGTH} tekens. Gewone kleine letters lezen het fijnst."
        while (typed := await self.app.push_screen_wait(AskDialog(question, told, value=name))) is not None:
            try:
                self._change(partial(_with_name, change, typed))
            except Refused as refused:
                told, name = f"▲ {refused}", typed
            else:
                return True
        return False

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Tell what changes, and save it after a yes."""
        told = _told(self._before, self._now)
        if not told:
            self.tell("Er is niets veranderd.")
            self.dismiss(False)
            return
        if await self.app.push_screen_wait(ChangesDialog(told)):
            with self.told():
                store = self.desk.store
                policy = replace(store.settings.policy, behaviours=self._now["behaviours"], places=self._now["places"])
                change_school(store, self.actor, Part.BEHAVIOURS, policy=policy)
                self._before = dict(self._now)
                self.tell("Bewaard. Het geldt vanaf nu.")
                self.dismiss(True)


def _told(before: dict[str, Entries], now: dict[str, Entries]) -> Sequence[str]:
    return [sentence for name in _LISTS for sentence in own_list.what_changes(before[name], now[name])]


def _with_name(change: Callable[[Entries, str], Entries], name: str, entries: Entries) -> Entries:
    return change(entries, name)
