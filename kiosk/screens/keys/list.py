"""Sleutels: how the key is held, who can open the kiosk, and the recovery sheets."""

import asyncio
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import keys, people
from kiosk.rules.keys import (
    SHEETS,
    Holder,
    Holding,
    KeyState,
    SlotKind,
    check_addition,
    check_removal,
    check_replacement,
)
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Action, Actor, require
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.keys import wording
from kiosk.screens.keys.dialogs import waited
from kiosk.screens.keys.renew import RenewScreen
from kiosk.screens.keys.words import make_sheet, opener_words
from kiosk.screens.pick_person import pick_person
from kiosk.screens.row_list import ListRow, MainList
from kiosk.vault.slots import BrokenSlots

_SEEN = (
    "De oude openen de kiosk dan niet meer. Zag iemand anders ze? Kies dan a, alles nieuw: met een oude kopie van de "
    "kiosk zijn ze nog iets waard."
)


class KeysScreen(StaffScreen[None]):
    """For directie and beheer. Raises `Refused` for anybody else."""

    CSS_PATH = "keys.tcss"
    TITLE_LINE = "Sleutels"
    HELP = wording.EXPLAINED
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("n", "replace", "nieuwe woorden", key_display="n"),
        Binding("t", "add", "toevoegen", key_display="t"),
        Binding("v", "remove", "weghalen", key_display="v"),
        Binding("a", "renew", "alles nieuw", key_display="a"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        require(actor, Action.MANAGE_KEYS)
        super().__init__(desk, actor)
        self._state = KeyState(Holding.HERE, ())
        self._names: dict[int, str] = {}
        self._gone: set[int] = set()
        self._held = Label("", id="held", markup=False)
        self._missing = Label("", id="missing", markup=False)
        self._rows = MainList((4, 4), empty="Nog niemand, en geen blad. Met a begin je.", id="rows")
        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._held
        yield self._missing
        yield self._rows
        yield self._about

    def on_screen_resume(self) -> None:
        """Look again, also after all was made new."""
        with self.told():
            self._show()

    def _show(self) -> None:
        store = self.desk.store
        self._names = people.staff_names(store)
        try:
            self._state = keys.key_state(store, self.actor)
        except BrokenSlots as trouble:
            self._state, held = KeyState(Holding.HERE, ()), ""
            missing = f"▲ {trouble.message} Maak alles nieuw, met a, zolang de kiosk nog open is."
        else:
            held = wording.HELD[self._state.holding]
            missing = f"▲ {wording.NO_SHEETS}" if len(self._state.sheets) < SHEETS else ""
        self._held.update(held)
        self._missing.update(missing)
        self._missing.display = bool(missing)
        self._gone = wording.left_school(store, self._state)
        self._rows.show(
            [
                ListRow(one.slot_id, (_sign(one, self._gone) + wording.name_of(one, self._names), wording.made_on(one)))
                for one in sorted(self._state.holders, key=self._place)
            ]
        )
        self._tell()
        self.refresh_bindings()

    def _place(self, holder: Holder) -> tuple[bool, str]:
        """People by name, then the sheets by age."""
        sheet = holder.kind is SlotKind.SHEET
        return sheet, "" if sheet else wording.name_of(holder, self._names)

    @property
    def _chosen(self) -> Holder | None:
        return next((one for one in self._state.holders if one.slot_id == self._rows.chosen_key), None)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """What the highlighted row is, and what can be done with it."""
        one = self._chosen
        if one is None:
            self._about.update("")
        elif one.kind is SlotKind.SHEET:
            self._about.update("Twaalf woorden op papier; het merk staat erop. Kwijt? Met n maak je een nieuw blad.")
        elif one.staff_id is None:
            self._about.update("Deze woorden kwamen mee met een teruggezette kopie. Met v haal je ze weg.")
        elif one.staff_id in self._gone:
            self._about.update("Is niet meer op school. Haal deze woorden weg met v. Bij twijfel: a, alles nieuw.")
        else:
            self._about.update("Opent met eigen woorden. Kwijt? Met n komen er nieuwe. Gezien door een ander? Kies a.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something to do with."""
        if action == "replace":
            return bool(self._state.holders)
        if action in ("add", "remove"):
            return self._state.holding is Holding.DAY
        return super().check_action(action, parameters)

    # -- one of them -------------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_replace(self) -> None:
        """New words for the highlighted person or sheet, which open once they were typed back."""
        one = self._chosen
        if one is None:
            return
        self.quiet()
        name = wording.name_of(one, self._names)
        with self.told():
            check_replacement(one)
            question = f"Nieuwe woorden voor {name}?" if one.kind is SlotKind.OPENER else f"Een nieuw blad voor {name}?"
            if not await self.app.push_screen_wait(ConfirmDialog(question, _SEEN)):
                return
            if one.kind is SlotKind.SHEET:
                sheet = await make_sheet(self, self.actor, "Het nieuwe herstelblad op papier")
                words, new_id = (sheet.words, sheet.slot_id) if sheet else (None, "")
            else:
                words, new_id = await opener_words(self, name), ""
            if words:
                store, actor = self.desk.store, self.actor
                await self._do(lambda: keys.replace_holder(store, actor, one.slot_id, words, new_id))
                old = f"Vernietig {name}." if one.kind is SlotKind.SHEET else "De oude woorden doen het niet meer."
                self.tell(f"Bewaard. {old}")

    @work(exclusive=True)
    async def action_add(self) -> None:
        """Words of their own for one more member of staff."""
        with self.told():
            check_addition(self._state, 0)
            openers = {one.staff_id for one in self._state.openers}
            staff = people.staff(self.desk.store)
            others = [one for one in staff if one.id not in openers]
            found: dict[int, Staff] = {}

            def find(typed: str) -> dict[int, str]:
                found.update({one.id: one for one in search(typed, others)})
                return {key: one.name for key, one in found.items()}

            def who_can(typed: str) -> str:
                already = search(typed, [one for one in staff if one.id in openers])
                return f"{already[0].name} opent de kiosk al." if already else ""

            member = await pick_person(self, "Wie opent de kiosk ook?", find, who_can)
            words = await opener_words(self, found[member].name) if member else None
            if member and words:
                store, actor = self.desk.store, self.actor
                await self._do(lambda: keys.add_opener(store, actor, member, words))
                self.tell(f"Bewaard. {found[member].name} kan de kiosk nu ook openen.")

    async def _do(self, verb: Callable[[], None]) -> None:
        """A verb that makes a slot, on a thread with a connection of its own: guessing is slow, so this is too."""
        store = self.desk.store

        def work() -> None:
            with store.connection():
                verb()

        await waited(self, "De nieuwe woorden worden bewaard.", asyncio.to_thread(work))
        self._show()

    def action_remove(self) -> None:
        """The highlighted person opens the kiosk no more."""
        one = self._chosen
        if one is None:
            return
        name = wording.name_of(one, self._names)

        def answered(sure: bool | None) -> None:
            if sure:
                with self.told():
                    keys.remove_opener(self.desk.store, self.actor, one.slot_id)
                    self._show()
                    self.tell(f"Bewaard. {name} kan de kiosk niet meer openen.")

        with self.told():
            check_removal(self._state, one)
            text = "Kan deze persoon bij een oude kopie van de kiosk? Kies dan liever a, alles nieuw."
            self.app.push_screen(ConfirmDialog(f"{name} weghalen?", text, yes="Weghalen", careful=True), answered)

    def action_renew(self) -> None:
        """The other way, other people, or all of it new."""
        self.quiet()
        self.app.push_screen(RenewScreen(self.desk, self.actor))

    def action_back(self) -> None:
        """Back to Beheer."""
        self.dismiss(None)


def _sign(holder: Holder, gone: set[int]) -> str:
    """A sheet, a person, or one who should not be here any more."""
    if holder.kind is SlotKind.SHEET:
        return "□ "
    return "▲ " if holder.staff_id is None or holder.staff_id in gone else "● "
