"""Who the school is: what stands at the head of its papers, and its logo."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.db.school import Part, change_logo, change_school
from kiosk.errors import KioskError
from kiosk.jobs.find_exports import find_pictures
from kiosk.jobs.school_logo import read_picture
from kiosk.paper.logo import WANTED
from kiosk.paper.stick import absolute
from kiosk.rules.permissions import Actor
from kiosk.rules.school_doubts import doubts
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.fields import LineField
from kiosk.screens.to_paper import EXAMPLE
from kiosk.settings import School
from kiosk.text import clean_line

_FIELDS = (
    ("name", "Naam", 80, ""),
    ("phone", "Telefoon", 120, "0320 123 456"),
    ("address", "Adres", 120, "Kerkstraat 12, 8232 AB Lelystad"),
    ("board", "Bestuur", 120, "Stichting Voorbeeld"),
    ("board_address", "Adres van bestuur", 120, "Postbus 1, 8200 AA Lelystad"),
)
"""A field of `School`, how it is called, its longest line, and an example."""

_WHAT_FOR = "Naam en telefoon staan op het formulier. Brieven noemen ook adres en bestuur."
_THERE = "er is een logo; het staat op formulier en brieven, niet in een reservekopie."
_HELP = """\
Dit staat boven de papieren van de school. Het telefoonnummer mag leeg zijn.

Een brief over een schorsing noemt het bestuur en waar ouders bezwaar maken. Zonder die adressen kan die brief niet \
gemaakt worden.

Het logo is een PNG- of JPEG-bestand van hooguit 1 MB. Het komt op het formulier en op brieven, hooguit 18 millimeter \
hoog. Het staat in de map van de kiosk, en niet in een reservekopie: bewaar het bestand zelf ook.

Het nummer waarmee formuliernummers beginnen, verandert nooit: het staat al op papieren."""

_TYPE, _OTHER, _AWAY = "type", "other", "away"


class SchoolScreen(SettingScreen):
    """For who looks after the kiosk. Returns True when the school was saved, changed or found right."""

    CSS_PATH = "school.tcss"
    TITLE_LINE = "De school"
    HELP = _HELP
    AUTO_FOCUS = "#name"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]
    BINDINGS = [
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("f4", "logo", "logo", key_display="F4", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._before = desk.store.settings.school
        self._fields = {
            key: LineField(
                getattr(self._before, key), placeholder=example and f"zoals {example}", max_length=longest, id=key
            )
            for key, _, longest, example in _FIELDS
        }
        self._logo = Label("", id="logo", markup=False)
        self._typed = ""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            for key, label, _, _ in _FIELDS:
                with Horizontal(classes="line"):
                    yield Label(label, classes="about", markup=False)
                    yield self._fields[key]
            yield Label(_WHAT_FOR, classes="hint", markup=False)
            with Horizontal(classes="line"):
                yield Label("Formuliernummers", classes="about", markup=False)
                yield Label(f"beginnen met {self._before.tag}. Dat verandert nooit.", markup=False)
            with Horizontal(classes="line"):
                yield Label("Logo", classes="about", markup=False)
                yield self._logo
        with Horizontal(id="foot"):
            yield Button("Bewaren  F8", id="save", variant="primary")
            yield Button("Logo  F4", id="choose-logo")

    def on_mount(self) -> None:
        self._show_logo()

    def unsaved(self) -> bool:
        return self._new() != self._before

    def _new(self) -> School:
        """The school as it is filled in."""
        name, phone, address, board, board_address = (clean_line(field.value) for field in self._fields.values())
        return replace(self._before, name=name, phone=phone, address=address, board=board, board_address=board_address)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Keep what is filled in; also when nothing changed: it was looked at, and found right."""
        new = self._new()
        if not new.name:
            self._fields["name"].focus()
            self.tell("Hoe heet de school? Vul de naam in.", trouble=True)
            return
        if new != self._before and not await self._is_right(new):
            return
        with self.told():
            change_school(self.desk.store, self.actor, Part.SCHOOL, school=new)
            self._before = new
            self.tell("Bewaard. Het staat zo op elk nieuw papier.")
            self.dismiss(True)

    async def _is_right(self, new: School) -> bool:
        """What looks wrong is asked about once; who mends it stands in that field."""
        asked = doubts(new.phone, new.address, new.board_address)
        if not asked:
            return True
        text = "\n".join(asked.values())
        right = ConfirmDialog("Klopt wat je typte?", text, yes="Ja, bewaren", no="Nee, verbeteren", careful=True)
        is_right = await self.app.push_screen_wait(right)
        if not is_right:
            self._fields[next(iter(asked))].focus()
        return is_right is True

    # -- the logo ----------------------------------------------------------------------------------------------------

    def _show_logo(self) -> None:
        there = self.desk.home.logo.exists()
        self._logo.update(_THERE if there else "nog geen. Kies er een met F4.")

    @on(Button.Pressed, "#choose-logo")
    @work(exclusive=True, group="logo")
    async def action_logo(self) -> None:
        """Take a logo, or take it away; it counts at once, whatever else is filled in."""
        with self.told():
            if self.desk.home.logo.exists():
                choices = [(_OTHER, "een ander logo kiezen"), (_AWAY, "het logo weghalen")]
                chosen = await self.app.push_screen_wait(ChooseDialog("Het logo van de school", choices))
                if chosen == _AWAY:
                    await self._take_away()
                if chosen != _OTHER:
                    return
            await self._choose()

    async def _take_away(self) -> None:
        text = "Nieuwe papieren krijgen dan geen logo."
        if await self.app.push_screen_wait(ConfirmDialog("Het logo weghalen?", text, careful=True)):
            change_logo(self.desk.store, self.actor, None)
            self._show_logo()
            self.tell("Het logo is weg.")

    async def _choose(self) -> None:
        """From the files that are found, or from a path that is typed, until one works or the person goes back."""
        found = await asyncio.to_thread(find_pictures)
        choices = [(str(one.path), clean_line(f"{one.path.name} · {one.path.parent}")) for one in found]
        choices.append((_TYPE, "een ander bestand: typ waar het staat"))
        trouble = "" if found else "Er is geen plaatje gevonden. Steek de stick erin en kies opnieuw, of typ de plek."
        while True:
            asked = ChooseDialog("Welk bestand is het logo?", choices, trouble or WANTED)
            chosen = await self.app.push_screen_wait(asked)
            if chosen is None:
                return
            try:
                path = await self._type_path() if chosen == _TYPE else Path(chosen)
                if path is None:
                    continue
                logo = await self.patiently("Even geduld. Het plaatje wordt gelezen.", partial(read_picture, path))
                change_logo(self.desk.store, self.actor, logo.png)
            except KioskError as refused:
                trouble = str(refused)
                continue
            self._show_logo()
            self.tell("Het logo is bewaard. Print op Beheer, bij Printer, een proefpagina om het te zien.")
            return

    async def _type_path(self) -> Path | None:
        """What was typed before stands there still, to mend one letter of it."""
        question, text, example = "Waar staat het plaatje?", "Typ de map en de naam.", f"{EXAMPLE}/logo.png"
        asked = AskDialog(question, text, value=self._typed, placeholder=example)
        typed = await self.app.push_screen_wait(asked)
        if typed is None:
            return None
        self._typed = typed
        return absolute(typed, is_file=True)
