"""What must hold whatever the monkey at the kiosk does, and whether it does."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from kiosk.app import KioskApp
from kiosk.db import answers, people, tables
from kiosk.rules.answer import Pick
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.session import PupilSession
from kiosk.screens.pupil.words import WordsScreen
from kiosk.screens.start import StartScreen
from kiosk.text import clean

SECRET = "Geheim van de Zevenslaper"
"""What another child wrote. The monkey has no capital G, so it cannot come to these words by itself."""

ALLOWED = (StartScreen, PupilScreen, CalmCard, LoginScreen, ConfirmDialog)
Answers = dict[int, tuple[str, tuple[Pick, ...]]]


class Broken(AssertionError):
    """Something that must hold did not."""


class Ended:
    """What every session held at the moment when it let go of the child's words, by form: that must stay kept."""

    def __init__(self) -> None:
        self.held: dict[int, Answers] = {}
        self._known: set[PupilSession] = set()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look over the shoulder of every session that ends meanwhile."""
        forget = PupilSession._forget

        def note_and_forget(session: PupilSession) -> None:
            if session not in self:  # once it is empty, that is no news
                self._known.add(session)
                self.held[session.form_id] = held_by(session)
            forget(session)

        with patch.object(PupilSession, "_forget", note_and_forget):
            yield

    def __contains__(self, session: PupilSession) -> bool:
        return session in self._known


def held_by(session: PupilSession) -> Answers:
    """The answers to all questions as this session has them."""
    return {one.number: (session.text(one.number), session.picks(one.number)) for one in session.questions}


def waits(form_id: int) -> bool:
    """Whether this form still waits for the child."""
    return bool(tables.Code.select().where(tables.Code.form == form_id).exists())


def mark(form_id: int) -> str:
    """A word for the child of this form that comes about in no other way: of q, j and w, which no key of Hand has."""
    return "q" + format(form_id, "010b").translate(str.maketrans("01", "jw"))


class Onlooker:
    """Looks at the kiosk and at what it keeps, and raises `Broken`; `others` are the answers of who is not there."""

    def __init__(self, app: KioskApp, ended: Ended, others: dict[int, Answers]) -> None:
        self._app, self._ended, self._others = app, ended, others
        store = app.desk.store
        # Staff may share a name with a pupil, and some pupils have one name only.
        names = {one.surname for one in people.pupils(store)} - {one.surname for one in people.staff(store)} - {""}
        self._surnames = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)))
        self._staff = tuple(one.name for one in people.staff(store))
        self.marked: set[int] = set()
        """The forms in which a child wrote its own `mark`."""
        self.handed_in: list[int] = []

    def check_alive(self) -> None:
        """Whether the kiosk goes on, with start below everything."""
        if self._app._exception is not None:
            raise Broken(f"an exception: {self._app._exception!r}") from self._app._exception
        if not self._app.is_running or self._app._exit:
            raise Broken("the app ended")
        stack = self._app.screen_stack[1:]  # the first is Textual's own, empty
        if not (stack and isinstance(stack[0], StartScreen)):
            raise Broken("start does not lie below everything")
        if sum(isinstance(screen, PupilScreen) for screen in stack) > 1:
            raise Broken("one screen of a child lies under another")

    def look(self, open_forms: list[int]) -> None:
        """Whether everything holds that must hold, now that the kiosk is at rest; `open_forms` wait for a child."""
        for screen in self._app.screen_stack[1:]:  # the first is Textual's own, empty
            if not isinstance(screen, ALLOWED):
                raise Broken(f"{type(screen).__name__} is open")
        self._look_at_cells()
        if self._app.clipboard:
            raise Broken("something is on the clipboard")
        self._look_at_store(open_forms)

    def _look_at_cells(self) -> None:
        top = self._app.screen
        strips = top._compositor.render_strips()
        seen = "\n".join(strip.text for strip in strips)
        for sign in set(seen) - {"\n"}:
            if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068":
                raise Broken(f"{sign!r} is in a cell")
        for strip in strips:
            for segment in strip:
                if segment.style and (segment.style.link or "app.quit" in str(segment.style.meta)):
                    raise Broken(f"{segment.text!r} can be clicked")
        if SECRET.split()[-1] in seen:
            raise Broken("another child's words are on the screen")
        if found := self._surnames.search(seen):
            raise Broken(f"the surname {found[0]} is on the screen")
        scribe = top.session.scribe if isinstance(top, PupilScreen) else None
        for name in self._staff:
            if name in seen and not isinstance(top, LoginScreen) and not (scribe and name == scribe.name):
                raise Broken(f"{name} is on the screen")
        mine = top.session.form_id if isinstance(top, QuestionPage | ReadBackScreen) else 0
        for form_id in self.marked:
            if form_id != mine and mark(form_id) in seen:
                raise Broken(f"a word of form {form_id} is on the screen")

    def _look_at_store(self, open_forms: list[int]) -> None:
        if not self._app.desk.flush():
            raise Broken("the words are not kept")
        session = self.session()
        if session is not None and session not in self._ended:
            self._compare(session.form_id, held_by(session))
            for page in self._app.screen_stack:  # the field may lie under a card that calls for help
                if isinstance(page, WordsScreen):
                    shown, held = clean(page.query_one(AnswerArea).text), session.text(page.stop.number)
                    if shown != held:
                        raise Broken(f"shown: {shown!r}, in the session: {held!r}")
        for form_id in [*open_forms, *self.handed_in[-1:]]:
            if form_id in self._ended.held:
                self._compare(form_id, self._ended.held[form_id])
        self.handed_in = [one for one in self._ended.held if not waits(one)]

    def look_at_all_forms(self) -> None:
        """Whether the store has what every child wrote who was here, and the others too."""
        for form_id, held in [*self._others.items(), *self._ended.held.items()]:
            self._compare(form_id, held)

    def _compare(self, form_id: int, held: Answers) -> None:
        """The store has what the child had, and nothing else."""
        kept = {one.question: (one.text, one.picks) for one in answers.words_of(form_id)}
        for number in sorted(held.keys() | kept.keys()):
            have, want = kept.get(number, ("", ())), held.get(number, ("", ()))
            if have != want:
                raise Broken(f"form {form_id}, question {number}: the store has {have!r}, the child had {want!r}")

    def session(self) -> PupilSession | None:
        """The session of the child that sits here now."""
        return next((one.session for one in self._app.screen_stack if isinstance(one, PupilScreen)), None)
