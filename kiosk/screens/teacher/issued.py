"""The new form's code, large enough to copy from across a desk."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Label

from kiosk.db import answers
from kiosk.db.forms import Issued
from kiosk.screens.base import KioskScreen, pop_to_start
from kiosk.screens.desk import Desk
from kiosk.screens.pupil.session import first_screen

# Each digit as five rows of three dots, drawn with the one sign that every console has.
_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    " ": ("  ", "  ", "  ", "  ", "  "),
}


def spaced(code: str) -> str:
    """A code as people read it: "123 456"."""
    return f"{code[:3]} {code[3:]}"


def large(digits: str) -> str:
    """Digits and spaces in five lines of blocks."""
    rows = ["  ".join(_DOTS[digit][row] for digit in digits) for row in range(5)]
    return "\n".join(row.replace(" ", "  ").replace("#", "██") for row in rows)


class IssuedScreen(KioskScreen[None]):
    """Shows the code for the pupil's note; the pupil can also begin here at once.

    Beginning here takes every staff screen away first, so that none lies under the child's.
    """

    CSS_PATH = "issued.tcss"
    TITLE_LINE = "Code"
    BINDINGS = [
        Binding("enter", "close", "klaar", key_display="Enter"),
        Binding("b", "begin_here", "nu hier beginnen", key_display="b"),
        Binding("escape", "close", show=False),
    ]

    def __init__(self, desk: Desk, issued: Issued, given_name: str) -> None:
        super().__init__(desk)
        self._issued = issued
        self._given_name = given_name

    def body(self) -> ComposeResult:
        with Vertical(id="middle"):
            with Center():
                yield Label(f"De code voor {self._given_name}: {spaced(self._issued.code)}", id="whose", markup=False)
            with Center():
                yield Label(large(spaced(self._issued.code)), id="code", markup=False)
            with Center():
                yield Label(
                    f"Schrijf deze code op een briefje voor {self._given_name}. Hij geldt vandaag.",
                    id="note",
                    markup=False,
                )
            with Center():
                yield Label(f"Formulier {self._issued.form.number}", id="number", markup=False)

    def action_close(self) -> None:
        """Back to where the form was issued from; the code stays in sight there for a moment."""
        self.tell(f"De code voor {self._given_name}: {spaced(self._issued.code)}")
        self.dismiss(None)

    def action_begin_here(self) -> None:
        """The child sits down here: the app, not this screen, takes the staff screens away."""
        self.app.call_later(_hand_over, self.app, self.desk, self._issued.form.id)


async def _hand_over(app: App[object], desk: Desk, form_id: int) -> None:
    desk.flush()
    app.clear_notifications()
    await pop_to_start(app)
    await app.push_screen(first_screen(desk, answers.pupil_form(desk.store, form_id)))
