"""A pupil's session: this one form, this child's own answers, and the writer that keeps them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.db.answers import PupilForm, hand_in
from kiosk.db.writer import SaveReport
from kiosk.rules.answer import MAX_LENGTH, Pick, Words
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import Question
from kiosk.rules.way import Part, Way, parts
from kiosk.screens.desk import Desk
from kiosk.text import clean

_ORDER = list(Part)


@dataclass(frozen=True)
class Stop:
    """One screen on the way through the questions: `number` 1 to 8, and what of it is asked there."""

    number: int
    part: Part

    @property
    def place(self) -> tuple[int, int]:
        """Where it comes on the way."""
        return self.number, _ORDER.index(self.part)


class PupilSession:
    """What the pupil's screens share: nobody else's name, no list, no count.

    `scribe` is the adult who types what the child tells. `on_saved` is called with True once the newest words are
    committed and with False when saving does not work for now (`refused`: never again, because an adult took the form
    in or made it void).
    """

    def __init__(self, desk: Desk, form: PupilForm, scribe: Actor | None = None) -> None:
        self.desk = desk
        self.form_id = form.form_id
        self.given_name = form.given_name
        self.reason = form.reason
        self.begun = form.begun
        self.way = form.way
        self.scribe = scribe if form.way is Way.TOGETHER else None
        self.on_saved: Callable[[bool], None] | None = None
        self.refused = False
        asked = {words.question: words.asked_text for words in form.words}
        policy = desk.store.settings.policy
        # Each in the words in which this form asked it first.
        self.questions = tuple(
            replace(one, text=asked.get(one.number, one.text)).for_pupil(young=form.young) for one in policy.questions
        )
        self._current = form.current
        self._rev = form.rev
        self._texts = {words.question: words.text for words in form.words}
        self._picks = {words.question: words.picks for words in form.words}
        self._ended = False
        desk.listener = self._heard

    @property
    def together_line(self) -> str:
        """Who tells and who types, while an adult does; else ""."""
        return f"Jij vertelt. {self.scribe.name} typt." if self.scribe else ""

    @property
    def asked_line(self) -> str:
        """What an adult asked when the form was given back; "" when nobody did."""
        return f"Juf of meester vraagt: {self.reason}" if self.reason else ""

    def question(self, number: int) -> Question:
        """Question `number`, 1 to 8."""
        return self.questions[number - 1]

    def text(self, number: int) -> str:
        """The child's own words to question `number`; "" when there are none yet."""
        return self._texts.get(number, "")

    def picks(self, number: int) -> tuple[Pick, ...]:
        """The cards that the child chose for question `number`."""
        return self._picks.get(number, ())

    def said(self, number: int) -> str:
        """The whole answer to question `number` as it reads; "" when there is none yet."""
        return self._words(number).said

    # -- the way through the questions -------------------------------------------------------------------------------

    @property
    def stops(self) -> list[Stop]:
        """Every screen on the way, in order.

        A field for own words comes on the way of who chooses cards, too, once they chose "iets anders" or wrote there.
        """
        found = []
        for question in self.questions:
            wanted = set(parts(question, self.way))
            if self.text(question.number) or self._opens_words(question):
                wanted.add(Part.WORDS)
            found += [Stop(question.number, part) for part in _ORDER if part in wanted]
        return found

    def _opens_words(self, question: Question) -> bool:
        opening = {
            card.key for deck in (question.first, question.cards) if deck for card in deck.cards if card.opens_words
        }
        return any(pick.key in opening for pick in self.picks(question.number))

    def after(self, stop: Stop) -> Stop | None:
        """The next screen on the way, None when the answers are read back."""
        return next((one for one in self.stops if one.place > stop.place), None)

    def before(self, stop: Stop) -> Stop | None:
        """The screen before this one, None before the first question."""
        return next((one for one in reversed(self.stops) if one.place < stop.place), None)

    def first_stop(self, number: int) -> Stop:
        """Where question `number` begins."""
        return next(one for one in self.stops if one.number == number)

    @property
    def last_stop(self) -> Stop:
        """The screen before the answers are read back."""
        return self.stops[-1]

    @property
    def resumed(self) -> Stop:
        """Where a child that comes back was: at the question that was open last, in the field if words stand there."""
        words = Stop(self._current, Part.WORDS)
        return words if self.text(self._current) else self.first_stop(self._current)

    # -- keeping -----------------------------------------------------------------------------------------------------

    def write(self, number: int, text: str) -> None:
        """Keep the child's own words: in memory now, in the store within a second. Also marks where the child is."""
        if not self._ended:
            self._texts[number] = clean(text)[:MAX_LENGTH]
        self.visit(number)

    def choose(self, number: int, picks: tuple[Pick, ...]) -> None:
        """Keep the cards that the child chose, in the same way."""
        if not self._ended:
            self._picks[number] = picks
        self.visit(number)

    def visit(self, number: int) -> None:
        """Have the answer as it stands kept, and that the child is at this question now."""
        if self._ended:  # a message that came late: the words are gone from here, and nothing may take their place
            return
        self._current = number
        self._rev += 1
        self.desk.writer.put(self._words(number))

    def hand_in(self) -> None:
        """Hand in the eight final answers. Raises `KioskError` when that is not possible."""
        final = []
        for question in self.questions:
            self._rev += 1
            final.append(self._words(question.number))
        self.desk.flush()
        hand_in(self.desk.store, self.form_id, final)
        self.desk.writer.forget(self.form_id)
        self._forget()

    def _words(self, number: int) -> Words:
        typed_by = self.scribe.staff_id if self.scribe else None
        asked = self.question(number).text
        return Words(self.form_id, number, asked, self.text(number), self._rev, self.picks(number), typed_by)

    def end(self) -> None:
        """Let go of the child's words and listen no longer; what was written stays with the writer and the store."""
        self.desk.listener = None
        self.on_saved = None
        self._forget()

    def _forget(self) -> None:
        self._ended = True
        self._texts.clear()
        self._picks.clear()

    def _heard(self, report: SaveReport) -> None:
        """Tell the screen, except of a commit that newer words have overtaken: those are not kept yet."""
        if report.words.form_id != self.form_id or self.on_saved is None:
            return
        self.refused = report.final
        if not report.saved or report.words.rev == self._rev:
            self.on_saved(report.saved)
