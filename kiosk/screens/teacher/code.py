"""A code for a pupil, large enough to copy from across a desk: of a new form, a new one, or after giving back."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Label

from kiosk.db import answers
from kiosk.db.forms import Issued
from kiosk.rules.number import spaced
from kiosk.rules.permissions import Actor
from kiosk.rules.way import Way
from kiosk.screens.base import KioskScreen, drop_to_start
from kiosk.screens.desk import Desk
from kiosk.screens.large_signs import in_threes, large
from kiosk.screens.pupil.pages import first_screen


class CodeScreen(KioskScreen[bool]):
    """Shows the code for the pupil's note; the pupil can also begin here at once.

    Beginning here takes every staff screen away first, so that none lies under the child's. Returns True when another
    pupil of the same incident gets a form too, which is asked only with `of_incident`; else False.
    """

    CSS_PATH = "code.tcss"
    TITLE_LINE = "Code"
    BINDINGS = [
        Binding("enter", "close", "klaar", key_display="Enter"),
        Binding("n", "another", "nog een leerling", key_display="n"),
        Binding("b", "begin_here", "nu hier beginnen", key_display="b"),
        Binding("escape", "close", show=False),
    ]

    def __init__(self, desk: Desk, actor: Actor, issued: Issued, given_name: str, *, of_incident: bool = False) -> None:
        super().__init__(desk)
        self._actor = actor
        self._of_incident = of_incident
        self._issued = issued
        self._given_name = given_name
        self._sentence = f"De code voor {given_name}: {in_threes(issued.code)}"

    def body(self) -> ComposeResult:
        with Vertical(id="middle"):
            with Center():
                yield Label(self._sentence, id="whose", markup=False)
            with Center():
                yield Label(large(in_threes(self._issued.code)), id="code", markup=False)
            with Center():
                yield Label(
                    f"Schrijf deze code op een briefje voor {self._given_name}. Hij geldt vandaag.",
                    id="note",
                    markup=False,
                )
            with Center():
                yield Label(f"Formulier {spaced(self._issued.form.number)}", id="number", markup=False)

    def action_close(self) -> None:
        """Back to where the code was asked for; it stays in sight there for a moment."""
        self.tell(self._sentence)
        self.dismiss(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another pupil only where a form was just given."""
        return self._of_incident if action == "another" else super().check_action(action, parameters)

    def action_another(self) -> None:
        """Back to the incident, for the next pupil."""
        self.dismiss(True)

    def action_begin_here(self) -> None:
        """The child sits down here: the app, not this screen, takes the staff screens away."""
        store, form_id = self.desk.store, self._issued.form.id
        with self.told():
            form = answers.pupil_form(store, form_id)
            if form.way is Way.TOGETHER:  # the adult at the keys types what the child tells
                form = answers.write_down(store, self._actor, form_id)
            self.app.call_later(_hand_over, self.app, self.desk, form, self._actor)


async def _hand_over(app: App[object], desk: Desk, form: answers.PupilForm, actor: Actor) -> None:
    await drop_to_start(app, desk)
    await app.push_screen(first_screen(desk, form, actor))
