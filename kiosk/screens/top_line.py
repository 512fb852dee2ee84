"""What stands at the top of a screen: what it is, who is in and the time; and below that what staff are warned of."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from kiosk.rules.dutch import day_and_time
from kiosk.screens.desk import Desk

_CLOCK = {
    "behind": "De klok loopt achter. Dagen en termijnen kloppen niet. Zeg het beheer.",
    "ahead": "Loopt de klok voor? Dagen en termijnen kloppen dan niet. Zeg het beheer.",
}
"""What staff read while the clock cannot be right, by `rules.wrong_clock.ClockDoubt`."""

_CLOCK_FOR_ADMIN = {
    "behind": "De klok loopt achter. Zet hem goed, en druk dan op k.",
    "ahead": "Loopt de klok voor? Zet hem goed. Klopt hij al? Druk op k.",
}
"""What those read who set it right, where they do so."""

_OPENED_BY_SHEET = "De kiosk is geopend met een herstelblad. Geef nieuwe woorden uit: Beheer, Sleutels."
"""What those who look after the kiosk read when all openers lost their words."""


class TopLine(Horizontal):
    """The quiet line at the top: what this screen is, who is in, and the time."""

    def __init__(self, desk: Desk, title: str = "", who: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._title = title
        self._who = who
        self._time = Label(classes="top-time", markup=False)

    def compose(self) -> ComposeResult:
        yield Label(self._title, classes="top-title", markup=False)
        yield Label(self._who, classes="top-who", markup=False)
        yield self._time

    def on_mount(self) -> None:
        self._tick()
        self.set_interval(5, self._tick)

    def _tick(self) -> None:
        self._time.update(day_and_time(self._desk.clock()))


class Warnings(Label):
    """The line below the top line, where staff read that the clock cannot be right, or what needs beheer.

    It takes the empty line there, so that nothing moves; without a warning it is not there.
    """

    def __init__(self, desk: Desk, *, of_backups: bool, for_admin: bool = False) -> None:
        super().__init__("", markup=False)
        self._desk = desk
        self._of_backups = of_backups
        self._of_clock = _CLOCK_FOR_ADMIN if for_admin else _CLOCK

    def on_mount(self) -> None:
        self.look_again()
        self.set_interval(5, self.look_again)

    def look_again(self) -> None:
        """Show what there is to warn of now."""
        doubt = self._desk.clock_watch and self._desk.clock_watch.doubt()
        trouble = self._desk.keeper.trouble if self._of_backups and self._desk.keeper else ""
        by_sheet = _OPENED_BY_SHEET if self._of_backups and self._desk.opened_by_sheet else ""
        of_file = self._desk.settings_trouble if self._of_backups else ""
        sentences = [one for one in (self._of_clock[doubt] if doubt else "", of_file, trouble or "", by_sheet) if one]
        self.update("\n".join(f"▲ {sentence}" for sentence in sentences))
        self.display = bool(sentences)
        self.screen.query_one(TopLine).set_class(self.display, "-warned")
