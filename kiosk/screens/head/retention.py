"""The retention term: what goes, what stays, and directie's yes. Nothing goes by itself."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people, retention
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.retention import Past
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.head import retention_words as words
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.retention_names import RetentionNamesScreen
from kiosk.screens.head.wording import HEAD_DECIDES
from kiosk.screens.row_list import ListRow, MainList

_SURE = "weg"
"""What a person types who is sure."""


class RetentionScreen(StaffScreen[None]):
    """What is past its term, in numbers, with names behind each. k takes it away, once the word was typed; IB reads."""

    CSS_PATH = "retention.tcss"
    TITLE_LINE = "Bewaartermijn"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("k", "apply", "weghalen", key_display="k"),
        Binding("enter", "open", "bekijken", key_display="Enter"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._past = Past()
        self._rows = MainList((3, 10, 9), empty="Er is nu niets voorbij de bewaartermijn.", id="rows")

    def body(self) -> ComposeResult:
        settings = self.desk.store.settings
        yield Label(words.terms(settings.retention, settings.policy.counting), id="what", markup=False)
        yield self._rows
        yield Label(f"{words.GOES}\n{words.STAYS}", id="stays", markup=False)
        yield Label(words.COPIES, id="copies", markup=False)

    def on_screen_resume(self) -> None:
        """Look again: something open may have been closed meanwhile."""
        with self.told():
            self._past = retention.past(self.desk.store, self.actor)
            found = words.rows(self._past, people.pupil_names(self.desk.store))
            self._rows.show([ListRow(key, cells) for key, cells in found.items()])

    def of_others(self) -> set[str]:
        """IB reads along: this is directie's."""
        return set() if reach(self.actor, Action.APPLY_RETENTION) else {"apply"}

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Whose it is that goes; of a pupil whose year waits the line: what is still open there."""
        row = self._rows.chosen_key or ""
        kind, _, about = row.partition("-")
        with self.told():
            if kind == "pupil":
                self.app.push_screen(LineScreen(self.desk, self.actor, int(about.partition("-")[0])))
            elif going := words.forms_of(self._past, row):
                _, what, count = words.rows(self._past, {})[row]
                named = RetentionNamesScreen(self.desk, self.actor, f"{what.capitalize()}: {count}", going)
                self.app.push_screen(named)
            elif row:
                self.tell("Deze zijn nog terug te kijken: op Te doen, of met w bij andere wegen.")

    @work(exclusive=True)
    async def action_apply(self) -> None:
        """Take it away, after the word that says so."""
        if not reach(self.actor, Action.APPLY_RETENTION):
            self.tell(HEAD_DECIDES)
            return
        seen = self._past  # what was read, not what is found when the question closes
        if not seen.goes:
            self.tell("Er is nu niets dat weg mag.")
            return
        text = f"Dit kan niet terug. Weet je het zeker? Typ dan: {_SURE}"
        typed = await self.app.push_screen_wait(AskDialog(f"{words.amounts(seen)} weghalen?", text, must=False))
        if typed is None:
            return
        if typed.lower() != _SURE:
            self.tell(f"Er is niets weggehaald. Druk op k en typ: {_SURE}")
            return
        with self.told():
            done = retention.apply_retention(self.desk.store, self.actor, seen)
            self.dismiss(None)
            self.tell(_told(done), trouble=bool(done.copies_left))

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)


def _told(done: retention.Applied) -> str:
    told = [f"Weggehaald: {words.amounts(done.past)}."]
    if not done.emptied:
        told.append("De laatste resten gaan weg als de kiosk sluit.")
    if done.copies_left:
        told.append(f"Gooi zelf weg, uit de map backups: {', '.join(done.copies_left)}.")
    return " ".join(told)
