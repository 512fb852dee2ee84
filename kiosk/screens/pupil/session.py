"""A pupil's session: this one form, this child's own words, and the writer that keeps them."""

from collections.abc import Callable

from textual.screen import Screen

from kiosk.db.answers import MAX_LENGTH, PupilForm, Words, hand_in
from kiosk.db.writer import SaveReport
from kiosk.rules.policy import Question
from kiosk.screens.desk import Desk
from kiosk.text import clean


class PupilSession:
    """What the pupil's screens share: nobody else's name, no list, no count.

    `on_saved` is called with True once the newest words are committed and with False when saving does not work for now
    (`refused`: never again, because an adult took the form in or made it void).
    """

    def __init__(self, desk: Desk, form: PupilForm) -> None:
        self.desk = desk
        self.form_id = form.form_id
        self.given_name = form.given_name
        self.reason = form.reason
        self.begun = form.begun
        self.current = form.current
        self.on_saved: Callable[[bool], None] | None = None
        self.refused = False
        self.told_about_skipping = False
        self._rev = form.rev
        self._asked = {words.question: words.asked_text for words in form.words}
        self._texts = {words.question: words.text for words in form.words}
        desk.listener = self._heard

    @property
    def questions(self) -> tuple[Question, ...]:
        """The form's eight questions, each in the words in which this form asked it first."""
        now = self.desk.store.settings.policy.questions
        return tuple(Question(one.number, self._asked.get(one.number, one.text), one.hint, one.starters) for one in now)

    def question(self, number: int) -> Question:
        """Question `number`, 1 to 8."""
        return self.questions[number - 1]

    def text(self, number: int) -> str:
        """The child's words to question `number`; "" when there are none yet."""
        return self._texts.get(number, "")

    def write(self, number: int, text: str) -> None:
        """Keep the words of a question: in memory now, in the store within a second. Also marks where the child is."""
        self._texts[number] = clean(text)[:MAX_LENGTH]
        self.current = number
        self.desk.writer.put(self._words(number))

    def hand_in(self) -> None:
        """Hand in the eight final texts. Raises `KioskError` when that is not possible."""
        final = [self._words(question.number) for question in self.questions]
        self.desk.flush()
        hand_in(self.desk.store, self.form_id, final)
        self.desk.writer.forget(self.form_id)
        self._texts.clear()

    def _words(self, number: int) -> Words:
        self._rev += 1
        return Words(self.form_id, number, self.question(number).text, self.text(number), self._rev)

    def end(self) -> None:
        """Let go of the child's words and listen no longer; what was written stays with the writer and the store."""
        self.desk.listener = None
        self.on_saved = None
        self._texts.clear()

    def _heard(self, report: SaveReport) -> None:
        """Tell the screen, except of a commit that newer words have overtaken: those are not kept yet."""
        if report.words.form_id != self.form_id or self.on_saved is None:
            return
        self.refused = report.final
        if not report.saved or report.words.rev == self._rev:
            self.on_saved(report.saved)


def first_screen(desk: Desk, form: PupilForm) -> Screen[None]:
    """Where this child begins or goes on.

    First the reason, if an adult gave the form back; else the question that was open last for a child who was here
    before, and the welcome for one who begins.
    """
    from kiosk.screens.pupil.question import QuestionScreen
    from kiosk.screens.pupil.welcome import SentBackScreen, WelcomeScreen

    session = PupilSession(desk, form)
    if session.reason:
        return SentBackScreen(session)
    if session.begun:
        here = f"Welkom terug, {session.given_name}. Alles is bewaard. Je was bij vraag {session.current}."
        return QuestionScreen(session, session.current, said=here)
    return WelcomeScreen(session)
