"""What each column of a list of pupils is taken for: a person looks before anything is made of it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label

from kiosk.errors import KioskError
from kiosk.exchange.pupil_columns import Column
from kiosk.exchange.pupil_rows import sheet_roll
from kiosk.exchange.pupil_sheet import Sheet
from kiosk.rules.permissions import Actor
from kiosk.rules.roll import Roll
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.row_list import ListRow, MainList

_HOW = """\
Kijk of elke kolom klopt. Met ← en → kies je iets anders; wat een andere kolom al
is, maak je eerst daar vrij met -. Het nummer moet erbij: twee kinderen kunnen
hetzelfde heten."""
_HELP = """\
Links staat hoe de kolom in het bestand heet, daarnaast wat de kiosk ervan maakt, rechts wat erin staat.

Nodig zijn het leerlingnummer en de naam. Een - betekent: de kiosk leest deze kolom niet.

Onderaan zie je de eerste leerling zoals die wordt, of wat er nog ontbreekt. F8 gaat verder; er verandert nog niets."""
_UNUSED, _NEVER = "-", "leest de kiosk niet"
_CHOICES: tuple[Column | None, ...] = (None, *Column)


class ColumnsScreen(StaffScreen[Roll | None]):
    """A row a column of the `sheet`. Returns the pupils as the person confirmed them, or None when they went back."""

    CSS_PATH = "import.tcss"
    TITLE_LINE = "Kloppen de kolommen?"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("left", "step(-1)", "anders", key_display="← →"),
        Binding("right", "step(1)", show=False),
        Binding("f8", "go_on", "verder", key_display="F8", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, sheet: Sheet) -> None:
        super().__init__(desk, actor, who=sheet.file)
        self._sheet = sheet
        self._taken = list(sheet.guess)
        self._rows = MainList((5, 5, 8), id="rows")
        self._first = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield Label(_HOW, id="how", markup=False)
        yield self._rows
        yield self._first

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self._rows.show([ListRow(str(place), self._cells(place)) for place in range(len(self._taken))])
        self._first.update(self._what_comes_of_it())

    def _cells(self, place: int) -> tuple[str, ...]:
        column = self._taken[place]
        is_dropped = place in self._sheet.dropped
        what = _NEVER if is_dropped else column.value if column else _UNUSED
        heading = self._sheet.headings[place] or f"kolom {place + 1}"
        return heading, what, "" if is_dropped else " · ".join(self._sheet.samples(place))

    def _what_comes_of_it(self) -> str:
        """The first pupil as they would be, or what is wrong yet."""
        try:
            roll = sheet_roll(self._sheet, self._taken)
        except KioskError as trouble:
            return f"▲ {trouble}"
        first = roll.pupils[0]
        year = f", leerjaar {first.year_group}" if first.year_group else ", leerjaar onbekend"
        return f"Zo wordt de eerste van {len(roll.pupils)}: {first.name}, {first.group_key or 'zonder groep'}{year}"

    def action_step(self, by: int) -> None:
        """Take the highlighted column for the next or the one before of what no other column is: ← undoes →."""
        place = int(self._rows.chosen_key or 0)
        if place in self._sheet.dropped:
            self.tell("In deze kolom staat iets dat de kiosk niet mag bewaren. Hij wordt niet gelezen.")
            return
        now = self._taken[place]
        free = [one for one in _CHOICES if one is None or one is now or one not in self._taken]
        self._taken[place] = free[(free.index(now) + by) % len(free)]
        self._show()

    def action_go_on(self) -> None:
        """With these columns, when the pupils can be read so."""
        with self.told():
            self.dismiss(sheet_roll(self._sheet, self._taken))

    def action_back(self) -> None:
        """Another file."""
        self.dismiss(None)
