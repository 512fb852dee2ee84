"""All new: how the key is held, who opens, two recovery sheets, and then the new key. Nothing counts before the end."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people
from kiosk.db.keys import NewHolder, key_state
from kiosk.errors import KioskError, Refused
from kiosk.rules.keys import LEAST_OPENERS, SHEETS, Holding, mark_of
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.keys import wording
from kiosk.screens.keys.dialogs import OpenersDialog, waited
from kiosk.screens.keys.words import make_sheet, opener_words
from kiosk.screens.row_list import ListRow, MainList
from kiosk.supervisor import BROKEN
from kiosk.vault.slots import BrokenSlots

_WAY_NAMES = {Holding.DAY: "dagsleutel", Holding.HERE: "sleutel op deze computer"}


@dataclass(frozen=True)
class _Step:
    """A row: what is to be done, what it became ("" while it is not done yet)."""

    key: str
    what: str
    done: str


class RenewScreen(StaffScreen[None]):
    """The steps with what became of each. Enter takes the next one, or the one that is highlighted, again.

    Words live in here until the last step, or until the screen goes.
    """

    CSS_PATH = "keys.tcss"
    TITLE_LINE = "Wie opent de kiosk?"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "go_on", "deze stap", key_display="Enter"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._holding: Holding | None = None
        self._people: tuple[Staff, ...] = ()
        self._words: dict[int, str] = {}
        self._sheets: dict[str, NewHolder] = {}
        self._rows = MainList((3, 4), id="rows")

    def body(self) -> ComposeResult:
        yield Label(wording.INTRO, id="held", markup=False)
        yield self._rows
        yield Label("", id="about", markup=False)

    def on_mount(self) -> None:
        self._show()

    def unsaved(self) -> bool:
        """Words that somebody went to the trouble of learning: a lock covers them, and does not drop them."""
        return bool(self._words or self._sheets)

    # -- the steps ---------------------------------------------------------------------------------------------------

    @property
    def _steps(self) -> list[_Step]:
        way = _WAY_NAMES[self._holding] if self._holding else ""
        steps = [_Step("way", "Hoe gaat hij open?", way)]
        if self._holding is Holding.DAY:
            steps.append(_Step("people", "Wie openen hem?", f"{len(self._people)} mensen" if self._people else ""))
            steps += [
                _Step(f"words-{one.id}", f"Woorden van {one.name}", "nagetypt" if one.id in self._words else "")
                for one in self._people
            ]
        for number in range(1, SHEETS + 1):
            sheet = self._sheets.get(f"sheet-{number}")
            made = f"blad {mark_of(sheet.slot_id)}, nagetypt" if sheet else ""
            steps.append(_Step(f"sheet-{number}", f"Herstelblad {number} van {SHEETS}", made))
        return [*steps, _Step("renew", "Laten gelden", "")]

    def _show(self, at: str = "") -> None:
        """Draw the steps, with `at` highlighted, else the first that is not done yet."""
        steps = self._steps
        self._rows.show(
            [ListRow(step.key, (f"{'●' if step.done else '○'} {step.what}", step.done or "nog niet")) for step in steps]
        )
        wanted = at or next(step.key for step in steps if not step.done)
        self._rows.highlighted = [step.key for step in steps].index(wanted)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        self.query_one("#about", Label).update(wording.STEPS.get((self._rows.chosen_key or "").partition("-")[0], ""))

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_go_on(self) -> None:
        """The highlighted step, and then each next one until the person goes back from one."""
        self.quiet()
        with self.told():
            wanted = self._rows.chosen_key or ""
            while await self._take(wanted):
                self._show()
                wanted = self._rows.chosen_key or ""
            if self.is_current:
                self._show(wanted if any(step.key == wanted for step in self._steps) else "")

    async def _take(self, wanted: str) -> bool:
        """One step; False when the person went back from it."""
        kind, _, about = wanted.partition("-")
        if kind == "way":
            return await self._choose_way()
        open_before = next(step for step in self._steps if step.key == wanted or not step.done)
        if open_before.key != wanted:
            raise Refused("Eerst de stappen hierboven.", f"Begin met: {open_before.what}")
        if kind == "people":
            return await self._choose_people()
        if kind == "words":
            return await self._give_words(next(one for one in self._people if one.id == int(about)))
        if kind == "sheet":
            return await self._make_sheet(wanted, about)
        return await self._renew()

    async def _choose_way(self) -> bool:
        choices = [
            (way.value, name + (" (aanbevolen)" if way is Holding.DAY else "")) for way, name in _WAY_NAMES.items()
        ]
        asked = ChooseDialog("Hoe gaat de kiosk 's morgens open?", choices, wording.WAYS)
        chosen = await self.app.push_screen_wait(asked)
        if chosen is None:
            return False
        holding = Holding(chosen)
        if holding is Holding.DAY and len(people.staff(self.desk.store)) < LEAST_OPENERS:
            raise Refused(
                f"Voor de dagsleutel zijn er {LEAST_OPENERS} mensen nodig, en hier staat er een.",
                "Lees eerst de collega's in. Kies hem daarna op Beheer, met s.",
            )
        if holding is Holding.HERE:
            self._people, self._words = (), {}
        self._holding = holding
        return True

    async def _choose_people(self) -> bool:
        staff = people.staff(self.desk.store)
        openers = self._people or [one for one in staff if one.id in self._openers_now()]
        chosen = await self.app.push_screen_wait(OpenersDialog(staff, openers))
        if chosen is None:
            return False
        self._people = chosen
        self._words = {one.id: self._words[one.id] for one in chosen if one.id in self._words}
        return True

    async def _give_words(self, member: Staff) -> bool:
        words = await opener_words(self, member.name)
        if words:
            self._words[member.id] = words
        return words is not None

    async def _make_sheet(self, step: str, number: str) -> bool:
        sheet = await make_sheet(self, self.actor, f"Herstelblad {number} van {SHEETS} op papier")
        if sheet:
            self._sheets[step] = sheet
        return sheet is not None

    async def _renew(self) -> bool:
        """The last step; what was typed stays when it fails."""
        if self._holding is None:
            return False
        names = [one.name for one in self._people]
        asked = ConfirmDialog("Dit laten gelden?", wording.to_be(self._holding, names), yes="Ja, vanaf nu", no="Terug")
        if not await self.app.push_screen_wait(asked):
            return False
        had_words = self._somebody_s_words_open()
        holders = [*(NewHolder(one.id, self._words[one.id]) for one in self._people), *self._sheets.values()]
        text = "De opslag wordt opnieuw geschreven, met een nieuwe sleutel. Zet niets uit."
        try:
            await waited(self, text, self.desk.renew_key(self.actor, self._holding, holders))
        except KioskError:
            if not self.desk.is_open:  # a fresh start asks for the words, offers a backup, or says what is wrong
                self.app.exit(return_code=BROKEN)
            raise
        self._words, self._sheets = {}, {}
        told = TellDialog("Klaar", wording.from_now_on(self._holding, names, had_words))
        await self.app.push_screen_wait(told)
        self.dismiss(None)
        return False

    def _openers_now(self) -> set[int | None]:
        """Who opens the kiosk today: most often they stay."""
        try:
            return {one.staff_id for one in key_state(self.desk.store, self.actor).openers}
        except BrokenSlots:  # nobody knows
            return set()

    def _somebody_s_words_open(self) -> bool:
        try:
            return bool(key_state(self.desk.store, self.actor).holders)
        except BrokenSlots:  # then they did once
            return True

    # -- away --------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """One screen back; asked first when words would be lost."""
        if not self.unsaved():
            self.dismiss(None)
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)

        text = (
            "De woorden en bladen van zonet gaan dan niet gelden: vernietig wat op papier staat. Wat eerder gold, "
            "blijft gelden."
        )
        self.app.push_screen(ConfirmDialog("Stoppen?", text, yes="Stoppen", no="Doorgaan", careful=True), answered)
