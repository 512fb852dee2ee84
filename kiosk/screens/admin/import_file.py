"""Which file of the school is read in, and the questions before it: its columns, and who is the same as before."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import enrolment
from kiosk.exchange.pupil_sheet import Sheet
from kiosk.jobs.find_exports import find_exports
from kiosk.jobs.import_people import read_export
from kiosk.paper.stick import absolute
from kiosk.rules.permissions import Actor
from kiosk.rules.roll import Roll
from kiosk.rules.roll_preview import Lookalike, Preview, one_way, open_questions
from kiosk.screens.admin.import_columns import ColumnsScreen
from kiosk.screens.admin.import_preview import ImportPreviewScreen
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.to_paper import EXAMPLE
from kiosk.text import clean_line

_HOW = """\
Kies het bestand uit de leerlingadministratie: EDEXML (.xml), of een lijst
uit Excel (.csv). Eerst zie je bij naam wat er verandert."""
_HELP = """\
Maak het bestand in de leerlingadministratie (ParnaSys, ESIS): EDEXML heeft alles, ook groepen en collega's.

Staat het er niet? Steek de stick erin, en kijk opnieuw met v. Of typ met / waar het staat.

Er verandert pas iets als je daarna met F8 inleest. Hoe je het bestand maakt, staat in docs/importeren.md."""
_EMPTY = "Geen bestand gevonden. Steek de stick erin en kijk opnieuw met v, of typ met / waar het staat."
_PATIENCE = "Even geduld. Het bestand wordt gelezen."
_WHAT_IT_DOES = "Is het dezelfde, dan blijft alles van toen erbij horen. Twijfel je: kijk in de administratie."
_SAME, _OTHER, _ALL = "same", "other", "all"
_MANY = 4
"""Questions after which all the rest may be answered at once: another administration gives everybody a new number."""


class ImportFileScreen(StaffScreen[bool]):
    """Files to choose from, newest first. Returns True when one was taken over."""

    CSS_PATH = "import.tcss"
    TITLE_LINE = "Bestand inlezen"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "choose", "kiezen", key_display="Enter"),
        Binding("v", "look_again", "opnieuw kijken", key_display="v"),
        Binding("slash", "type_path", "ander bestand", key_display="/"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._files: dict[str, Path] = {}
        self._typed = ""
        self._rows = MainList((5, 7, 4), empty=_EMPTY, id="rows")

    def body(self) -> ComposeResult:
        yield Label(_HOW, id="how", markup=False)
        yield self._rows

    def on_mount(self) -> None:
        self.action_look_again()

    @work(exclusive=True, group="look")
    async def action_look_again(self) -> None:
        """The files that are there now."""
        found = await asyncio.to_thread(find_exports, self.desk.home.folder)
        self._files = {str(place): file.path for place, file in enumerate(found)}
        self._rows.show(
            [
                ListRow(str(place), (*_place_of(one.path), f"{one.changed_at:%d-%m-%Y %H.%M}"))
                for place, one in enumerate(found)
            ]
        )

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """Read the highlighted file."""
        if path := self._files.get(self._rows.chosen_key or ""):
            self._read(path)

    @work(exclusive=True, group="read")
    async def action_type_path(self) -> None:
        """Read a file that is not in the list; what was typed before stands there still, to mend one letter of it."""
        question, text, example = "Waar staat het bestand?", "Typ de map en de naam.", f"{EXAMPLE}/edex.xml"
        asked = AskDialog(question, text, value=self._typed, placeholder=example)
        if typed := await self.app.push_screen_wait(asked):
            self._typed = typed
            with self.told():
                await self._go_through(absolute(typed, is_file=True))

    @work(exclusive=True, group="read")
    async def _read(self, path: Path) -> None:
        with self.told():
            await self._go_through(path)

    async def _go_through(self, path: Path) -> None:
        """From the file to its preview, by way of what only a person knows."""
        roll: Roll | Sheet | None = await self.patiently(_PATIENCE, lambda: read_export(path))
        if isinstance(roll, Sheet):
            roll = await self.app.push_screen_wait(ColumnsScreen(self.desk, self.actor, roll))
        if roll is None:
            return
        preview = await self._preview(roll)
        same = await self._ask_who_is_who(preview.alike)
        if same is None:
            return
        if same:
            preview = await self._preview(roll, same)
        screen = ImportPreviewScreen(self.desk, self.actor, path, roll, same, preview)
        if await self.app.push_screen_wait(screen):
            self.dismiss(True)

    async def _ask_who_is_who(self, found: Sequence[Lookalike]) -> list[Lookalike] | None:
        """Those of whom the person says that they are the same as somebody before; None when they went back."""
        same: list[Lookalike] = []
        while found:
            clear = one_way(found)
            one = clear[0] if len(clear) >= _MANY else found[0]
            choices = [(_SAME, "Ja, dezelfde"), (_OTHER, "Nee, een ander")]
            if len(clear) >= _MANY:
                choices.append((_ALL, f"Ja, en de andere {len(clear) - 1} met een nieuw nummer ook"))
            text = f"In het bestand: {one.new_is}.\nIn de kiosk: {one.known_is}.\n\n{_WHAT_IT_DOES}"
            question = ChooseDialog(f"Is dit dezelfde {one.new.name}?", choices, text)
            answer = await self.app.push_screen_wait(question)
            if answer is None:
                return None
            same += {_SAME: [one], _OTHER: [], _ALL: clear}[answer]
            found = open_questions([other for other in found if other != one], same)
        return same

    async def _preview(self, roll: Roll, same: Sequence[Lookalike] = ()) -> Preview:
        """On a thread, with a connection of its own."""

        def on_thread() -> Preview:
            with self.desk.store.connection():
                return enrolment.preview(self.desk.store, self.actor, roll, same)

        return await self.patiently(_PATIENCE, on_thread)

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(False)


def _place_of(path: Path) -> tuple[str, str]:
    return clean_line(path.name), clean_line(str(path.parent))
