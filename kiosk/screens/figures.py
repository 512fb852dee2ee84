"""Cijfers: this school year's numbers per group, without names and with small ones hidden, for the KiVa team."""

from textual.app import ComposeResult
from textual.widgets import Label

from kiosk.db import decisions
from kiosk.rules.figures import hide_small, total_without_names
from kiosk.rules.permissions import Actor
from kiosk.screens.desk import Desk
from kiosk.screens.row_list import ListRow, RowList
from kiosk.screens.staff import ESCAPES, LEAVE, HomeScreen


class FiguresScreen(HomeScreen):
    """How many forms each group got: no form, and no name of a pupil or a colleague."""

    CSS_PATH = "figures.tcss"
    TITLE_LINE = "Cijfers"
    AUTO_FOCUS = "#rows"
    BINDINGS = [LEAVE, *ESCAPES]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._total = Label("", id="total", markup=False)
        self._rows = RowList((8, 5), empty="Er zijn nog geen groepen. Beheer leest die in.", id="rows")

    def body(self) -> ComposeResult:
        yield self._total
        yield Label(
            "Een getal onder de 5 staat er niet, zodat je niet ziet om wie het gaat.", id="hidden", markup=False
        )
        yield self._rows

    def on_screen_resume(self) -> None:
        """Count again at every look."""
        with self.told():
            counts = decisions.forms_per_group(self.desk.store, self.actor)
            total = total_without_names(counts)
            self._total.update(f"Formulieren dit schooljaar: {total if total is not None else 'niet te tonen'}")
            self._rows.show(
                [
                    ListRow(name, (name, "minder dan 5" if count is None else str(count)))
                    for name, count in hide_small(counts).items()
                ]
            )
