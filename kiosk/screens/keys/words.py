"""New words: shown to who they are for, alone, or printed on a sheet; and typed back before they count.

The words live in these dialogs and in the worker that asks: nothing of them is told, logged or kept.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Label, TextArea

from kiosk.db.keys import NewHolder
from kiosk.errors import Refused
from kiosk.paper.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from kiosk.rules.dutch import long_day
from kiosk.rules.keys import SlotKind, mark_of
from kiosk.rules.permissions import Actor
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import ConfirmDialog, Dialog
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.to_paper import Document, to_paper
from kiosk.vault.passphrase import WORDS_OF, generate, misspelt, read_words
from kiosk.vault.slots import new_slot_id

_ALONE = (
    "De kiosk laat zo vier woorden zien. Alleen wie ze krijgt mag ze lezen: schrijf ze op een briefje, leer ze uit het "
    "hoofd, en bewaar het briefje niet bij de computer."
)


async def opener_words(screen: KioskScreen[Any], name: str) -> str | None:
    """New words for the person called `name`, asked on top of `screen` in one of its workers.

    None when they went back before they had typed them.
    """
    ask = screen.app.push_screen_wait
    alone = ConfirmDialog(f"Laat {name} zelf voor het scherm zitten.", _ALONE, yes="Laat zien", no="Terug")
    words = generate(SlotKind.OPENER)
    while await ask(alone):
        while await ask(ShowWords(f"De vier woorden van {name}", words, "Schrijf ze op. Straks typ je ze na.")):
            if await ask(TypeBack(f"{name}, typ je vier woorden", words)):
                return words
        alone = ConfirmDialog(f"Nog eens: de woorden van {name}?", _ALONE, yes="Laat zien", no="Terug")
    return None


async def make_sheet(screen: KioskScreen[Any], actor: Actor, title: str) -> NewHolder | None:
    """A new recovery sheet on paper (or copied by hand), asked on top of `screen` in one of its workers.

    `title` stands above the choice of a printer. None when the person went back before they had typed its words; once
    they stand on paper, that is asked first.
    """
    ask, now = screen.app.push_screen_wait, screen.desk.clock()
    slot_id, words = new_slot_id(), generate(SlotKind.SHEET)
    mark = mark_of(slot_id)
    sheet = RecoverySheet(screen.desk.store.settings.school.name, mark, now.date(), words.split())

    async def by_hand() -> bool:
        above = f"Schrijf boven het blad: Herstelblad Oeps-kiosk {mark}, {long_day(now.date())}."
        written = await ask(ShowWords(f"Herstelblad {mark}", words, above))
        return bool(written)

    document = Document(
        f"herstelblad-{mark.lower()}",
        title,
        "het herstelblad",
        "nog te printen",
        partial(recovery_sheet_pdf, sheet),
        by_hand=by_hand,
    )
    is_made = False
    while True:
        if await to_paper(screen, actor, document):
            is_made = True
        elif not is_made or await ask(_throw_away(mark)):
            return None
        if await ask(TypeBack(f"Typ de twaalf woorden van blad {mark} over van het papier", words)):
            return NewHolder(None, words, slot_id)


def _throw_away(mark: str) -> ConfirmDialog:
    """Whether to go away from a sheet that lies there on paper, and will open nothing."""
    text = "Dit blad gaat dan niet gelden: vernietig het papier. Een volgende keer krijg je andere woorden."
    return ConfirmDialog(f"Blad {mark} weggooien?", text, yes="Weggooien", no="Nee, verder", careful=True)


class ShowWords(Dialog[bool | None]):
    """Shows `words`, numbered. True when the person wrote them down, None at Esc, or when a lock came over them."""

    CSS_PATH = ["../dialogs.tcss", "words.tcss"]
    BINDINGS = [
        Binding("escape", "cancel"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, words: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text
        self._shown = Label(_numbered(words.split()), id="new-words", markup=False)
        self._covered = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._title, classes="dialog-question", markup=False)
            yield self._shown
            yield Label(self._text, classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Opgeschreven", variant="primary", id="written")
                yield Button("Terug", id="back")

    def on_screen_suspend(self) -> None:
        """Covered by a lock, or gone: the words stand here no more. Who unlocks may be somebody else."""
        self._shown.update("")
        self._covered = True

    def on_screen_resume(self) -> None:
        """Back from under a lock: to the question who sits here."""
        if self._covered:
            self.dismiss(None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(True if event.button.id == "written" else None)


class SheetField(WordsField):
    """Some lines for the words of a sheet. What Enter means there is asked of the dialog."""

    class Entered(Message):
        """Enter was pressed."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Entered())


class TypeBack(Dialog[bool | None]):
    """Asks for `words` from the paper. True once they were typed as they are, None at Esc.

    A person's own words are hidden while they are typed; those of a sheet, which lies beside the screen, are not.
    """

    CSS_PATH = ["../dialogs.tcss", "words.tcss"]
    BINDINGS = [*Dialog.BINDINGS, Binding("f4", "show", priority=True), Binding("escape", "cancel")]

    def __init__(self, question: str, words: str) -> None:
        super().__init__()
        self._question, self._words = question, words
        self._hidden = len(words.split()) == WORDS_OF[SlotKind.OPENER]
        self._line = LineField(max_length=200, id="typed")
        self._line.password = True
        self._lines = SheetField(limit=400, id="typed-lines")
        self._sentence = Label(self._count(""), id="sentence", markup=False)

    def compose(self) -> ComposeResult:
        keys = "Enter klaar   F4 laat zien wat ik typ   Esc terug" if self._hidden else "Enter klaar   Esc terug"
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            yield self._line if self._hidden else self._lines
            yield self._sentence
            with Horizontal(classes="dialog-buttons"):
                yield Button("Klaar", variant="primary", id="done")
                if self._hidden:  # some keyboards hide F4
                    yield Button("Laat zien", id="show")
            yield Label(keys, classes="dialog-keys", markup=False)

    @property
    def _typed(self) -> str:
        return self._line.value if self._hidden else self._lines.words

    def _count(self, typed: str) -> str:
        return f"{len(typed.split())} van de {len(self._words.split())} woorden"

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell_how_many(self) -> None:
        self._say(self._count(self._typed), trouble=False)

    def has_typed(self) -> bool:
        return bool(self._typed.strip())

    def on_screen_suspend(self) -> None:
        """Covered by a lock, or gone: what was typed stands here no more."""
        self._line.value, self._lines.text = "", ""

    @on(Button.Pressed, "#show")
    def action_show(self) -> None:
        """Show a person's words while they are typed, or hide them again."""
        self._line.password = not self._line.password

    @on(SheetField.Entered)
    def _next_line(self) -> None:
        """Enter after each word goes on; after the last one it is the end."""
        if len(self._typed.split()) < WORDS_OF[SlotKind.SHEET]:
            self._lines.insert("\n")
        else:
            self._compare()

    @on(Input.Submitted)
    @on(Button.Pressed, "#done")
    def _compare(self) -> None:
        """Close when these are the words; else say which one is not."""
        try:
            _, typed = read_words(self._typed)
        except Refused as trouble:
            self._say(str(trouble), trouble=True)
            return
        if typed == self._words:
            self.dismiss(True)
        elif place := misspelt(typed):
            self._say(f"Woord {place} staat niet in de lijst. Kijk naar de spelling.", trouble=True)
        else:
            pairs = enumerate(zip(typed.split(), self._words.split(), strict=False), start=1)
            other = next((place for place, (one, shown) in pairs if one != shown), 1)
            self._say(f"Dat zijn niet de woorden van zonet: woord {other} is anders.", trouble=True)

    def _say(self, sentence: str, *, trouble: bool) -> None:
        self._sentence.update(f"▲ {sentence}" if trouble else sentence)
        self._sentence.set_class(trouble, "-trouble")


def _numbered(words: Sequence[str]) -> str:
    """A person's words below each other; those of a sheet in two columns, down the left one first."""
    lines = [f"{number:2}  {word}" for number, word in enumerate(words, start=1)]
    if len(lines) <= WORDS_OF[SlotKind.OPENER]:
        return "\n".join(lines)
    half = (len(lines) + 1) // 2
    return "\n".join(f"{left:24}{right}" for left, right in zip(lines[:half], lines[half:], strict=True))
