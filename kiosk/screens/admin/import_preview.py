"""What a file of the school would change, by name, before anything does; and taking it over."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.exchange.school_file import file_name
from kiosk.jobs.import_people import Imported, import_roll
from kiosk.rules.dutch import counted
from kiosk.rules.permissions import Actor
from kiosk.rules.roll import Roll
from kiosk.rules.roll_preview import Lookalike, Preview
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.row_list import ListRow, MainList

_NOTHING = "Dit bestand verandert niets."
_HELP = """\
Zo wordt het als je inleest: wie nieuw is, wie verhuist, en wie van school gaat. Ga met ↑ ↓ door de lijst.

Bij ▲ klopt misschien iets niet: een oud of half bestand, bijvoorbeeld. Twijfel je? Ga terug met Esc.

Pas F8 verandert iets. Formulieren blijven; wie van school is, wordt niet gewist."""
_ROLES = "Rollen en pincodes geef je zelf, op Beheer met c: wat het bestand over een rol zegt, telt niet."


class ImportPreviewScreen(StaffScreen[bool]):
    """The people and groups that change, a part for each way of changing. Returns True when it was taken over."""

    CSS_PATH = "import.tcss"
    TITLE_LINE = "Wat er verandert"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("f8", "take_over", "inlezen", key_display="F8", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(
        self, desk: Desk, actor: Actor, path: Path, roll: Roll, same: Sequence[Lookalike], preview: Preview
    ) -> None:
        super().__init__(desk, actor, who=file_name(path))
        self._roll, self._same, self._preview = roll, tuple(same), preview
        self._doubts = [one for one in (preview.many_gone, *preview.doubts) if one]
        self._busy = False
        self._rows = MainList((5, 9), empty=_NOTHING, id="rows")
        self._about = Label("", id="about", markup=False)
        self._lines: dict[str, str] = {}

    def body(self) -> ComposeResult:
        yield Label(self._sums(), id="sums", markup=False)
        if self._doubts:
            yield Label("\n".join(f"▲ {one}" for one in self._doubts), id="doubts", markup=False)
        yield self._rows
        yield self._about

    def on_mount(self) -> None:
        rows = []
        for number, part in enumerate(self._preview.parts):
            rows.append(ListRow(f"part {number}", (f"── {part}",)))
            for place, line in enumerate(part.lines):
                key = f"{number} {place}"
                rows.append(ListRow(key, (line.name, line.what)))
                self._lines[key] = f"{part.title}: {line.name}\n{line.what}"
        self._rows.show(rows)
        self._rows.highlighted = 1 if rows else None  # below its heading

    def _sums(self) -> str:
        return " · ".join(str(part) for part in self._preview.parts) or _NOTHING

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """All of the highlighted row: a column may be too narrow for it."""
        self._about.update(self._lines.get(self._rows.chosen_key or "", ""))

    @work(exclusive=True)
    async def action_take_over(self) -> None:
        """Take it over wholly, once that is sure."""
        if self._busy:
            return
        gone = 0 if self._preview.many_gone else len(self._preview.changes.pupils.gone)
        leave = [f"Van school gaan dan: {counted(gone, 'leerling', 'leerlingen')}. Klopt dat?"] if gone else []
        text = "\n".join([*self._doubts, *leave, "Niemand wordt gewist: wie weg is, kan een volgende keer terugkomen."])
        sure = ConfirmDialog("Dit bestand inlezen?", text, yes="Ja, inlezen", no="Nee", careful=bool(self._doubts))
        if not await self.app.push_screen_wait(sure):
            return
        self._busy = True
        try:
            with self.told():
                imported = await asyncio.to_thread(self._import)
                await self.app.push_screen_wait(TellDialog("Ingelezen", _told(imported)))
                self.dismiss(True)
        finally:
            self._busy = False

    def _import(self) -> Imported:
        """On a thread, with a connection of its own."""
        with self.desk.store.connection():
            return import_roll(self.desk.store, self.actor, self._roll, self._same)

    def action_back(self) -> None:
        """Another file; nothing was changed."""
        if not self._busy:
            self.dismiss(False)


def _told(imported: Imported) -> str:
    changes = imported.changes
    lines = [f"Leerlingen: {changes.pupils}", f"Groepen: {changes.groups}", f"Medewerkers: {changes.staff}"]
    if imported.without_host:
        names = ", ".join(imported.without_host)
        lines += ["", f"Nog zonder parallelgroep: {names}. Kies die bij Beheer, met g."]
    if changes.staff.new:
        lines += ["", _ROLES]
    return "\n".join(lines)
