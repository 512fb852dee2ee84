"""A question answered with cards: feelings, with whom, or the question's own. Arrow keys and Enter are enough."""

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label

from kiosk.rules.policy import Deck
from kiosk.rules.way import Part, parts
from kiosk.screens.pupil.card_grid import CardGrid
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.session import PupilSession, Stop

HOW = "Druk op een pijltje. Kies met Enter."
HOW_STRONG = "Druk op een pijltje. Kies met Enter. Nog een keer is sterker."


class CardsScreen(QuestionPage):
    """The cards of this stop; own words that stand in the field of the same question are named below them."""

    CSS_PATH = ["pupil_screen.tcss", "question_page.tcss", "cards.tcss"]
    AUTO_FOCUS = "CardGrid"
    BINDINGS = [Binding("f3", "own_words", "typen", key_display="F3", priority=True)]

    def __init__(self, session: PupilSession, stop: Stop, *, said: str = "", review: bool = False) -> None:
        deck = _deck(session, stop)
        how = HOW_STRONG if deck.strengths else HOW
        super().__init__(session, stop, said=f"{said}\n{how}" if said else how, review=review)
        self._grid = CardGrid(deck, session.picks(stop.number), self.desk.signs)
        self._read = False
        self._field: QuestionPage | None = None

    def asked(self) -> ComposeResult:
        yield self._grid
        own = self.session.text(self.stop.number).strip()
        if own:
            yield Label(f"Je schreef: {own}", id="own", markup=False)

    @on(CardGrid.PastEnd)
    def _to_the_keys(self) -> None:
        self.query_one("#key-f8").focus()

    def on_key(self, event: events.Key) -> None:
        """Who begins to type gets the field, and loses no letter. Space presses a card, until there is a word."""
        if event.is_printable and event.character:
            event.stop()
            if self._field is None and event.character == " ":
                if self._grid.has_focus:
                    self._grid.action_press()
                return
            if self._field is None:
                self._field = self.go_to(Stop(self.stop.number, Part.WORDS))
            if self._field:
                self._field.put(event.character)

    @on(CardGrid.Changed)
    def keep(self) -> None:
        """Have the cards saved as they are now; at every press, and before the screen goes."""
        if self._grid.picks != self.session.picks(self.stop.number):
            self.not_yet_kept()
            self.session.choose(self.stop.number, self._grid.picks)

    def action_own_words(self) -> None:
        """To the field for own words."""
        self.settle()
        self.go_to(Stop(self.stop.number, Part.WORDS))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where the field comes next anyway, "verder" is the one way there."""
        if action == "own_words":
            return Part.WORDS not in parts(self.question, self.session.way)
        return super().check_action(action, parameters)

    def aloud(self) -> str:
        """First the question and its hint, and with each press the card under the arrow keys."""
        card, fresh, self._read = self._grid.here, not self._read, True
        if card is None or fresh:
            return f"{super().aloud()}\n{card.label if card else ''}"
        return card.label


def _deck(session: PupilSession, stop: Stop) -> Deck:
    question = session.question(stop.number)
    deck = question.first if stop.part is Part.FIRST else question.cards
    if deck is None:
        raise AssertionError("a stop at cards has cards")
    return deck
