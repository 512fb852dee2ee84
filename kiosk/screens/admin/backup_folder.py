"""Where a second backup goes: a stick that is in, or a folder; it counts once a backup lies there."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db.backups import backups_in
from kiosk.db.keys import key_state
from kiosk.db.school import Part, change_school
from kiosk.errors import KioskError
from kiosk.jobs.find_exports import find_sticks
from kiosk.jobs.second_backup import is_same_disk, own_folder, try_place
from kiosk.paper.stick import absolute
from kiosk.rules.backups import newest
from kiosk.rules.dutch import counted, day_in_full_and_time
from kiosk.rules.permissions import Actor
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.to_paper import EXAMPLE
from kiosk.text import clean_line

_PATIENCE = "Even geduld. De reservekopie wordt gemaakt."
_WHERE = "De kiosk zelf staat in {}\nNaast elke kopie op de tweede plek komt school.toml, als .toml: ook nodig elders."
_NO_SHEETS = "▲ Maak twee herstelbladen (Beheer, Sleutels). Anders opent een kopie alleen met data.key uit die map."
_OUT = "▲ die is er nu niet.\nSteek de stick erin, of zorg dat de map er is."
_HELP = """\
De kiosk maakt zelf reservekopieën: elke vier uur, en als de school uitgaat. Gaat deze computer kapot, dan zijn die \
ook weg. Kies daarom een stick, of een map op een andere schijf.

Wie een plek kiest, laat er meteen een kopie maken. Lukt dat niet, dan verandert er niets. Is de stick er later niet, \
dan zegt Beheer dat, en gaat de kopie hier gewoon door.

Elke kopie is versleuteld; in het bestand .toml ernaast staat geen geheim. Kopieën mogen op een netwerkmap staan; de \
map van de kiosk zelf nooit.

Het logo zit niet in een kopie."""
_NONE, _STICK = "none", "stick:"


class BackupFolderScreen(StaffScreen[bool]):
    """For who looks after the kiosk. Returns True when a second place, or none, was chosen."""

    CSS_PATH = "backup_folder.tcss"
    TITLE_LINE = "Reservekopieën"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "choose", "kiezen", key_display="Enter"),
        Binding("slash", "type_path", "andere map", key_display="/"),
        Binding("n", "now", "nu maken", key_display="n"),
        Binding("v", "look_again", "opnieuw", key_display="v"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._typed, self._chose = "", False
        self._ages = Label("", id="ages", markup=False)
        self._apart = Label("", id="apart", markup=False)
        self._rows = MainList((16, 12, 0), id="rows")

    def body(self) -> ComposeResult:
        yield self._ages
        yield Label("Waar komt elke kopie nog een keer?", id="question", markup=False)
        yield self._rows
        yield self._apart

    def on_mount(self) -> None:
        where = _WHERE.format(clean_line(str(self.desk.home.folder)))
        self._apart.update(where if self._has_sheets() else f"{where}\n{_NO_SHEETS}")
        self.action_look_again()

    def _has_sheets(self) -> bool:
        """Whether somebody can open a backup on another computer."""
        try:
            return bool(key_state(self.desk.store, self.actor).sheets)
        except KioskError:  # damaged, which Sleutels tells; or nothing for this person to know
            return False

    @work(exclusive=True, group="look")
    async def action_look_again(self) -> None:
        """The sticks that are in now, and how old the backups are."""
        with self.told():
            sticks = await asyncio.to_thread(find_sticks)
            second, now = self.desk.store.settings.backup_folder, self.desk.clock()
            here = await asyncio.to_thread(_age, self.desk.home.backups, now)
            there = await asyncio.to_thread(_age_elsewhere, second, now) if second else "nog niet gekozen"
            self._ages.update(f"Op deze computer   {here}\nTweede plek        {there}")
            self._show(sticks, second)

    def _show(self, sticks: list[Path], second: Path | None) -> None:
        store, signs = self.desk.store, self.desk.signs
        rows = []
        if second and second not in (own_folder(store, one) for one in sticks):
            rows.append(ListRow(str(second), (f"{signs.chosen} {clean_line(str(second))}", "zoals het nu is", "")))
        for stick in sticks:
            sign = signs.chosen if own_folder(store, stick) == second else signs.not_chosen
            rows.append(ListRow(f"{_STICK}{stick}", (f"{sign} {clean_line(stick.name)}", clean_line(str(stick)), "")))
        sign = signs.not_chosen if second else signs.chosen
        rows.append(ListRow(_NONE, (f"{sign} nergens", "alleen op deze computer", "")))
        self._rows.show(rows)

    @on(OptionList.OptionSelected)
    @work(exclusive=True, group="try")
    async def action_choose(self) -> None:
        """The highlighted place."""
        key = self._rows.chosen_key or ""
        with self.told():
            if key == _NONE:
                self._keep(None, "Bewaard. Kopieën blijven alleen op deze computer.")
            elif key.startswith(_STICK):
                stick = Path(key.removeprefix(_STICK))
                await self._try(own_folder(self.desk.store, stick), stick)
            elif key:
                await self._try(Path(key))

    @work(exclusive=True, group="try")
    async def action_type_path(self) -> None:
        """A folder that is not in the list; what was typed stands there still after trouble."""
        trouble = ""
        while True:
            text = f"{trouble}\n\nTyp de hele map. Hij moet er al zijn; de kiosk maakt er een eigen map in.".strip()
            asked = AskDialog("In welke map?", text, value=self._typed, placeholder=EXAMPLE)
            typed = await self.app.push_screen_wait(asked)
            if typed is None:
                return
            self._typed = typed
            try:
                place = absolute(typed)
                folder = own_folder(self.desk.store, place)
                await self._try(folder, None if folder == place else place)
            except KioskError as refused:
                trouble = str(refused)
                continue
            return

    async def _try(self, folder: Path, stick: Path | None = None) -> None:
        """Make a backup there now; only then it is the second place. `KioskError` when that fails."""
        store, keeper = self.desk.store, self.desk.keeper
        if keeper is None:
            raise AssertionError("an open store has a keeper")
        await self.patiently(_PATIENCE, partial(try_place, store, keeper, self.actor, folder, stick))
        same = " Let op: dit is dezelfde schijf als die van de kiosk. Een stick is beter."
        said = f"Gelukt: er staat nu een kopie in {clean_line(folder.name)}."
        self._keep(folder, said + (same if is_same_disk(store, folder) else ""))

    def _keep(self, folder: Path | None, said: str) -> None:
        change_school(self.desk.store, self.actor, Part.BACKUP, backup_folder=folder)
        if folder is None and self.desk.keeper:
            self.desk.keeper.forget_second()
        self._chose = True
        self.tell(said)
        self.action_look_again()

    @work(exclusive=True, group="try")
    async def action_now(self) -> None:
        """A backup at once, here and in the second place."""
        with self.told():
            store, keeper = self.desk.store, self.desk.keeper
            if keeper:
                second = store.settings.backup_folder
                await self.patiently(_PATIENCE, partial(keeper.back_up_now, self.actor, second))
                self.tell("De reservekopie is gemaakt.")
                self.action_look_again()

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(self._chose)


def _age_elsewhere(folder: Path, now: datetime) -> str:
    with suppress(OSError, KioskError):  # pulled out without a word to the computer: it is as good as not there
        if folder.is_dir():
            return _age(folder, now)
    return _OUT


def _age(folder: Path, now: datetime) -> str:
    """When the newest backup in `folder` was made, and how long ago that is."""
    last = newest(backups_in(folder), now)
    if last is None:
        return "▲ nog geen"
    past = max(now - last.at, timedelta())
    hours = past // timedelta(hours=1)
    ago = counted(past.days, "dag", "dagen") if past.days else counted(hours, "uur", "uur") if hours else ""
    return f"{day_in_full_and_time(last.at)} ({f'{ago} geleden' if ago else 'zojuist'})"
