"""The shared dialogs. Each asks one thing and says what it returns; Escape answers None."""

from collections.abc import Sequence
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList

from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A card in the middle of the screen; what lies below is not to be seen."""

    CSS_PATH = ["dialogs.tcss"]

    _warned = False

    def unsaved(self) -> bool:
        """Whether words stand here that are kept nowhere else: an idle kiosk then locks over it."""
        return False

    def has_typed(self) -> bool:
        """Whether Escape would throw away what a person typed here."""
        return self.unsaved()

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with `result`, once: a key struck twice does not close what lies below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_cancel(self) -> None:
        """Close without an answer; when something was typed, a second Escape is asked for."""
        if self.has_typed() and not self._warned:
            self._warned = True
            self.query_one(".dialog-keys", Label).update("Nog een keer Esc: terug, niets bewaard.")
            return
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Asks yes or no. Returns True only when the person said yes.

    `careful` puts the focus on no: for what cannot be undone.
    """

    BINDINGS = [
        ("escape", "answer(False)", "nee"),
        ("left", "app.focus_previous", "links"),
        ("right", "app.focus_next", "rechts"),
    ]

    def __init__(
        self, question: str, text: str = "", *, yes: str = "Ja", no: str = "Nee", careful: bool = False
    ) -> None:
        super().__init__()
        self._question, self._text, self._yes, self._no = question, text, yes, no
        self._careful = careful

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            if self._text:
                yield Label(self._text, classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(self._yes, id="yes", variant="default" if self._careful else "primary")
                yield Button(self._no, id="no")
            yield Label("← → kiezen   Enter   Esc nee", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#no" if self._careful else "#yes").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)


class ChooseDialog(Dialog[str | None]):
    """Asks for one of a few choices. Returns the chosen key, or None.

    `letters` has one for each choice, which stands before it and chooses it at once; `now` is the key that is
    highlighted first. `careful` highlights none: Enter pressed once too often then chooses nothing.
    """

    BINDINGS = [("escape", "cancel", "terug")]

    def __init__(
        self,
        question: str,
        choices: Sequence[tuple[str, str]],
        text: str = "",
        *,
        letters: Sequence[str] = (),
        now: str = "",
        careful: bool = False,
    ) -> None:
        super().__init__()
        self._question, self._choices, self._text = question, tuple(choices), text
        self._letters, self._now, self._careful = tuple(letters), now, careful

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            if self._text:
                yield Label(self._text, classes="dialog-text", markup=False)
            yield RowList((1,), id="choices")
            how = "letter of ↑ ↓ kiezen" if self._letters else "↑ ↓ kiezen"
            yield Label(f"{how}   Enter   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        choices = self.query_one(RowList)
        choices.styles.height = len(self._choices)
        before = [f"{letter}  " for letter in self._letters] or [""] * len(self._choices)
        rows = zip(before, self._choices, strict=True)
        choices.show([ListRow(key, (letter + label,)) for letter, (key, label) in rows])
        if self._now:
            choices.highlighted = [key for key, _ in self._choices].index(self._now)
        elif self._careful:
            choices.highlighted = None

    def on_key(self, event: events.Key) -> None:
        if event.character in self._letters:
            event.stop()
            self.dismiss(self._choices[self._letters.index(event.character)][0])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


_KEYS_OF_A_LINE = "Enter klaar   Esc terug"


class AskDialog(Dialog[str | None]):
    """Asks for one line of text. Returns it cleaned, or None; with `must`, an empty line is asked for again."""

    BINDINGS = [("escape", "cancel", "terug")]

    def __init__(
        self, question: str, text: str = "", *, value: str = "", placeholder: str = "", must: bool = True
    ) -> None:
        super().__init__()
        self._question, self._text, self._value, self._must = question, text, value, must
        self._line = LineField(value, placeholder=placeholder, max_length=300, id="line")
        self._line.select_on_focus = False  # a letter goes behind what stands there, and not in place of it all

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            if self._text:
                yield Label(self._text, classes="dialog-text", markup=False)
            yield self._line
            yield Label(_KEYS_OF_A_LINE, id="line-keys", classes="dialog-keys", markup=False)

    def unsaved(self) -> bool:
        return self._line.value.strip() not in ("", self._value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        line = clean_line(event.value)
        if line or not self._must:
            self.dismiss(line)
        else:
            self.query_one("#line-keys", Label).update(f"Typ hier eerst iets.   {_KEYS_OF_A_LINE}")


class TellDialog(Dialog[None]):
    """Says something that should be read before going on; a long text moves under the arrow keys."""

    BINDINGS = [
        ("escape", "close", "verder"),
        ("f1,f6,question_mark", "close", "dicht"),  # the keys that opened it
        ("up", "scroll(-1)", "omhoog"),
        ("down", "scroll(1)", "omlaag"),
        ("pageup", "scroll(-8)", "omhoog"),
        ("pagedown", "scroll(8)", "omlaag"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text
        self._long = VerticalScroll(classes="dialog-long", can_focus=False)
        self._longer = Label("↑ ↓ lees verder", classes="dialog-keys", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._title, classes="dialog-question", markup=False)
            with self._long:
                yield Label(self._text, classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Verder", variant="primary")
                yield self._longer

    def on_mount(self) -> None:
        self._longer.display = False
        self.call_after_refresh(self._tell_whether_longer)

    def _tell_whether_longer(self) -> None:
        self._longer.display = self._long.max_scroll_y > 0

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self._long.scroll_relative(y=lines, animate=False)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


def stop_dialog() -> ConfirmDialog:
    """Asks whether to go away from what was filled in."""
    text = "Wat je hebt ingevuld, wordt niet bewaard."
    return ConfirmDialog("Stoppen?", text, yes="Stoppen", no="Doorgaan", careful=True)
