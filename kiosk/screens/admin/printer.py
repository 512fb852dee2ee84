"""Which printer the kiosk prints on, and a test page that shows whether its papers come out well."""

import asyncio
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db.chosen_printer import choose_printer, chosen_printer, print_elsewhere
from kiosk.paper import printer
from kiosk.paper.cups import Queue, queues
from kiosk.paper.logo import logo_to_print
from kiosk.paper.printer import Sent
from kiosk.paper.proof import Proof, proof_pdf
from kiosk.rules.permissions import Actor
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.printer_choice import Document
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.to_paper import to_stick

_LOOKING = "De printers worden opgezocht …"
_HOW = "Enter kiest de printer van de kiosk. Met p print je een proefpagina op de printer waar je staat."
_NAME = "proefpagina"
_NONE = """\
Op deze computer is geen printer gevonden. Dat mag: papier gaat dan naar een stick of map, en je print het op een \
andere computer; een proefpagina ook, met p. Staat er wel een printer? Zet hem aan, en kijk opnieuw met v."""
_DEMO = "De voorbeeldschool print niet echt. Hier kies je straks de printer van je eigen school."
_PATIENCE = "Even geduld. De proefpagina gaat naar de printer."
_ELSEWHERE = "elsewhere"
_LOOK = """\
Kijk op het blad: zijn alle letters er, is het vak precies 10 centimeter breed, en zijn de streepjes scherp?"""
_MEND = """\
Kwam er niets uit? Kijk of de printer aanstaat en papier heeft, en print nog een keer.
Zie je lege hokjes of vreemde letters? Installeer de kiosk opnieuw.
Is het vak geen 10 centimeter? Zet bij de printer "passend maken" uit, en kies A4.
Zijn de streepjes vaag of wit? Vervang de toner of de inkt.
Lukt het niet? Kies een andere printer."""
_HELP = """\
De printers van deze lijst zijn ingesteld op de computer zelf (CUPS). Een nieuwe toevoegen doet wie de computer \
beheert.

Zonder printer werkt de kiosk ook: bij elk papier kies je dan een stick of een map. Leg dat vast met de laatste regel.

Op de proefpagina staat niets van een kind."""


class PrinterScreen(StaffScreen[bool]):
    """For who looks after the kiosk. Returns True when a printer, or none, was chosen."""

    CSS_PATH = "printer.tcss"
    TITLE_LINE = "Printer en proefpagina"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "choose", "kiezen", key_display="Enter"),
        Binding("p", "proof", "proefpagina", key_display="p"),
        Binding("v", "look_again", "opnieuw kijken", key_display="v"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._queues: dict[str, Queue] = {}
        self._chose = False
        self._how = Label(_LOOKING, id="how", markup=False)
        self._rows = MainList((12, 14, 0), id="rows")

        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._how
        yield self._rows
        yield self._about

    def on_mount(self) -> None:
        self.action_look_again()

    @work(exclusive=True, group="look")
    async def action_look_again(self) -> None:
        """The printers that there are now; the fictional school keeps off them."""
        found = () if self.desk.never_print else await asyncio.to_thread(queues)
        self._queues = {one.name: one for one in found}
        self._how.update(_DEMO if self.desk.never_print else _HOW if found else _NONE)
        self._show()

    def _show(self) -> None:
        with self.told():
            usual = chosen_printer(self.desk.store)
            rows = [
                ListRow(f"queue:{one.name}", (self._named(one.name, one.name == usual), one.message or "klaar", ""))
                for one in self._queues.values()
            ]
            if usual and usual not in self._queues and not self.desk.never_print:
                gone = "niet gevonden. Staat hij aan? Of kies een andere."
                rows.append(ListRow(f"queue:{usual}", (self._named(usual, True), gone, "")))
            rows.append(ListRow(_ELSEWHERE, (self._named("geen printer", not usual), "naar een stick of map", "")))
            self._rows.show(rows)

    def _named(self, name: str, is_usual: bool) -> str:
        return f"{self.desk.signs.chosen if is_usual else self.desk.signs.not_chosen} {name}"

    def _here(self) -> str:
        """The printer of the highlighted row; "" on the row for none."""
        key = self._rows.chosen_key or ""
        return key.removeprefix("queue:") if key.startswith("queue:") else ""

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """All that the highlighted printer says: a column may be too narrow for it."""
        its = self._queues.get(self._here())
        self._about.update(f"{its.name}: {its.message}" if its and its.message else "")

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """From now on the kiosk proposes this printer, or a stick."""
        with self.told():
            queue, store = self._here(), self.desk.store
            if queue:
                choose_printer(store, self.actor, queue)
                self.tell(f"De kiosk print voortaan op {queue}. Print nu met p een proefpagina.")
            else:
                print_elsewhere(store, self.actor)
                self.tell("Bewaard. Bij elk papier kies je een stick of een map.")
            self._chose = True
            self._show()

    @work(exclusive=True, group="proof")
    async def action_proof(self) -> None:
        """Print the test page on the highlighted printer, and ask how it came out; without one it goes on a stick."""
        queue, store = self._here(), self.desk.store
        if self.desk.never_print:
            self.tell(_DEMO)
            return
        with self.told():
            told = Proof(store.settings.school.name, queue, self.desk.clock(), logo_to_print(self.desk.home.logo))
            if not queue:
                await to_stick(self, self.actor, _document(told))
                return
            sent = await self.patiently(_PATIENCE, lambda: printer.send(proof_pdf(told), _NAME, queue))
            if await self._came_out_well(sent):
                if queue == chosen_printer(store):
                    self.tell("Mooi. De printer is klaar voor de kiosk.")
                else:
                    self.tell(f"Mooi. Kies {queue} met Enter als de kiosk daar voortaan op print.")
            else:
                self.app.push_screen(TellDialog("Zo maak je het goed", _MEND))

    async def _came_out_well(self, sent: Sent) -> bool:
        """As the person says; whatever they say, and also when they go away, nothing stays in the queue."""
        busy = f"{sent.busy}\n\n" if sent.busy else ""
        question = "Kwam de proefpagina goed uit de printer?"
        asked = ConfirmDialog(question, busy + _LOOK, yes="Ja, goed", no="Nee")
        came_out: bool | None = True
        try:
            came_out = await self.app.push_screen_wait(asked)
        finally:
            if came_out:  # the printer may be at work for a while yet: nobody waits for that
                asyncio.get_running_loop().run_in_executor(None, printer.let_go, sent)
        if not came_out:
            await asyncio.to_thread(printer.take_back, sent)
        return bool(came_out)

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(self._chose)


def _document(told: Proof) -> Document:
    """The test page for a stick."""
    return Document(_NAME, "", "de proefpagina", "", partial(proof_pdf, told), warning="")
