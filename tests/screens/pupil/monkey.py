"""A monkey at the kiosk: random keys, pastes, mouse and sizes, and what must hold whatever it does (`make monkey`)."""

import argparse
import asyncio
import random
import re
import string
import tempfile
import time
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import speech
from kiosk.app import KioskApp
from kiosk.db import answers, forms, people, tables
from kiosk.rules.answer import Pick
from kiosk.rules.way import Way
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.calm_card import CalmCard
from kiosk.screens.pupil.pages import first_screen
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.session import PupilSession
from kiosk.screens.pupil.welcome import TogetherScreen
from kiosk.screens.pupil.words import WordsScreen
from kiosk.screens.start import StartScreen
from kiosk.text import clean
from tests.school import School, actor, issue, make_school
from tests.screens.pupil.sitting import kiosk

ROUND = 2500
"""Events in one life of the app; `make monkey` plays many, each with a seed of its own, so that each can be redone."""

CHECK_EVERY = 50
SECRET = "Geheim van de Zevenslaper"
"""What another child wrote. The monkey has no capital G, so it cannot come to these words by itself."""

ALLOWED = (StartScreen, PupilScreen, CalmCard, LoginScreen, ConfirmDialog)
MOST_OPEN = 4

LETTERS = "abcdefghiklmnoprstuxyzé😀👩‍🚀ü\u0301 \u200d[]/@=.,?!'\"{}$%&*()<>-+_#~^|\\`…€ß漢"
"""Lower case, so that no name comes of it; without j, q and w, of which the marks of the children are made."""
CONTROLS = "".join(map(chr, range(32))) + "\x7f\x80\x9b\x9d\u202e\u2066\ufeff\ufffd\ud800"
NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right", "shift+left"),
    *("tab", "shift+tab", "escape", "backspace", "delete", "insert", "ctrl+home", "ctrl+end", "shift+down"),
    *("alt+backspace", "ctrl+backspace", "super+c", "ctrl+backslash", "alt+f4"),
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase),
    *("ctrl+@", "ctrl+shift+k"),
)
ONWARDS = ("enter", "enter", "enter", "enter", "f8", "f8", "f8", "f7", "f3", "down", "right", "left", "tab", "escape")
MARKUP = ("[@click=app.quit]x[/]", "[/x]", "[link=file:///etc/passwd]x[/link]", "[bold", "[]", "$x", "{x}", "[/]")
SEQUENCES = ("\x1b[31m", "\x1b]52;c;eA==\x07", "\x1b[2J", "\x9b2J", "\x1bP$q\x1b\\", "\x1b[?1049l", "\x00\x07\x08\r\n")
SIZES = ((1, 1), (2, 5), (20, 6), (20, 6), (120, 40), (200, 60), (0, 0), (500, 1))
USUAL = (80, 24)

Answers = dict[int, tuple[str, tuple[Pick, ...]]]


class Broken(AssertionError):
    """Something that must hold did not."""


@dataclass(frozen=True)
class Act:
    """One thing that the monkey does: what the app is told, after the terminal got this `size` if there is one."""

    told: str
    messages: tuple[Message, ...] = ()
    size: tuple[int, int] | None = None


class Hand:
    """What the monkey does next, by one seeded generator; `digits` are all that it may type."""

    def __init__(self, rng: random.Random, digits: str) -> None:
        self._rng = rng
        self._letters = LETTERS + digits
        self._kinds = (self._letter, self._named, self._onwards, self._control, self._paste, self._mouse, self._resize)

    def next(self) -> Act:
        """The next act."""
        (kind,) = self._rng.choices(self._kinds, (62, 10, 8, 4, 2.5, 13, 0.5))
        return kind()

    def usual_size(self) -> Act:
        """Back to the size that most terminals have."""
        return _sized(USUAL)

    def _letter(self) -> Act:
        return letter(self._rng.choice(self._letters))

    def _named(self) -> Act:
        return named(self._rng.choice(NAMED))

    def _onwards(self) -> Act:
        return named(self._rng.choice(ONWARDS))

    def _control(self) -> Act:
        sign = self._rng.choice(CONTROLS)
        return Act(f"control {sign!r}", (events.Key(_character_to_key(sign), sign),))

    def _paste(self) -> Act:
        (length,) = self._rng.choices((0, 1, 12, 80, 10_000, 100_000, 1_000_000), (5, 10, 60, 20, 3, 1, 0.1))
        pieces = [*self._letters, *MARKUP, *SEQUENCES, *CONTROLS, "\t", "\n", "\r\n"]
        text = "".join(self._rng.choices(pieces, k=min(length, 80)))
        text = (text * (length // max(len(text), 1) + 1))[:length] if length > 80 else text
        shown = repr(text) if len(text) < 200 else f"{length} signs of {text[:80]!r}"
        return Act(f"paste {shown}", (events.Paste(text),))

    def _mouse(self) -> Act:
        at = (self._rng.randint(-2, 90), self._rng.randint(-2, 30))
        if self._rng.random() < 0.1:
            at = self._rng.choice(((0, 0), (79, 23), (199, 59), (5000, 5000), (-500, 3)))
        kinds = self._rng.choice(
            (
                *[(events.MouseDown, events.MouseUp)] * 6,
                *((events.MouseDown,), (events.MouseUp,), (events.MouseMove,), (events.MouseMove,)),
                *((events.MouseScrollUp,), (events.MouseScrollDown,), (events.MouseScrollLeft,)),
                (events.MouseDown, events.MouseMove, events.MouseUp),
            )
        )
        button = self._rng.choice((0, 1, 1, 1, 2, 3))
        shift, ctrl = self._rng.random() < 0.1, self._rng.random() < 0.1
        sent = tuple(kind(None, *at, 0, 0, button, shift, False, ctrl, *at) for kind in kinds)
        return Act(f"{'+'.join(kind.__name__ for kind in kinds)} {button} at {at}", sent)

    def _resize(self) -> Act:
        return _sized(self._rng.choice(SIZES))


def letter(sign: str) -> Act:
    """A key with a letter or another sign on it."""
    return Act(sign, (events.Key(_character_to_key(sign), sign),))


def named(key: str) -> Act:
    """A key with a name, with the sign that a terminal sends along."""
    signs = {"enter": "\r", "escape": "\x1b", "tab": "\t", "backspace": "\x7f"}
    sign = signs.get(key)
    if re.fullmatch("ctrl\\+[a-z]", key):
        sign = chr(ord(key[-1]) - 96)
    return Act(f"<{key}>", (events.Key(key, sign),))


def _sized(size: tuple[int, int]) -> Act:
    return Act(f"size {size}", size=size)


@dataclass
class Tally:
    """What a round came to."""

    events: int = 0
    sat_down: int = 0
    handed_in: int = 0
    checks: int = 0
    screens: Counter[str] = field(default_factory=Counter)


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


class Monkey:
    """Plays with one kiosk on the sample school, and looks at it every `CHECK_EVERY` events."""

    def __init__(self, pilot: Pilot[None], app: KioskApp, school: School, seed: int, ended: Ended) -> None:
        self._pilot, self._app, self._school, self._seed, self._ended = pilot, app, school, seed, ended
        self._rng = random.Random(seed)  # noqa: S311  (a game, no secret)
        store = app.desk.store
        other = issue(store, pupil=1)
        answers.save_answer(store, answers.Words(other.form.id, 1, "Wat gebeurde er?", SECRET, 1))
        self._hand = Hand(self._rng, "".join(sorted(set(string.digits) - set(other.code)))[:2])
        # Staff may share a name with a pupil, and some pupils have one name only.
        names = {one.surname for one in people.pupils(store)} - {one.surname for one in people.staff(store)} - {""}
        self._surnames = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)))
        self._staff = tuple(one.name for one in people.staff(store))
        self._other: tuple[int, Answers] = (other.form.id, {1: (SECRET, ())})
        self._open: list[int] = []
        self._handed_in: list[int] = []
        self._pupil = 1
        self._marked: set[int] = set()
        self._stayed = 0
        self._last: deque[str] = deque(maxlen=60)
        self.tally = Tally()

    # -- playing -----------------------------------------------------------------------------------------------------

    async def play(self, count: int) -> None:
        """Do `count` things, in bursts as a quick hand does, and look in between."""
        due = CHECK_EVERY
        while self.tally.events < count:
            await self._mind_the_way()
            burst = [self._hand.next() for _ in range(self._rng.choice((1, 2, 3, 5, 8, 13, 21, 34)))]
            if self._app.size != USUAL and self._rng.random() < 0.6:
                burst.append(self._hand.usual_size())
            await self._do(burst)
            if self._rng.random() < 0.1:
                await self._leave_a_mark()
            if self._rng.random() < 0.01:
                await self._do([named("f8")] * 12)
            self.tally.events += len(burst)
            self.tally.screens[type(self._app.screen).__name__] += 1
            if self.tally.events >= due:
                due += CHECK_EVERY
                await self._settle()
                self.look()
        await self._settle()
        self.look()
        self._look_at_all_forms()

    async def _do(self, burst: list[Act]) -> None:
        self._last.append(f"-- {type(self._app.screen).__name__}")
        for act in burst:
            self._last.append(act.told)
            if act.size:
                driver = self._app._driver
                assert driver is not None
                driver._size = act.size
                size = Size(*act.size)
                self._app.post_message(events.Resize(size, size))
            for message in act.messages:
                self._app.post_message(message)
        await self._rest()

    async def _settle(self) -> None:
        """Until nothing moves any more: a fiftieth of a second at least, so not after every burst."""
        await self._pilot.pause()
        self._check_alive()

    async def _rest(self) -> None:
        """Until every widget has taken what was sent to it."""
        await self._pilot._wait_for_screen()
        self._check_alive()

    def _check_alive(self) -> None:
        if self._app._exception is not None:
            raise self._broken(f"an exception: {self._app._exception!r}") from self._app._exception
        if not self._app.is_running or self._app._exit:
            raise self._broken("the app ended")
        stack = self._app.screen_stack[1:]  # the first is Textual's own, empty
        if not (stack and isinstance(stack[0], StartScreen)):
            raise self._broken("start does not lie below everything")
        if sum(isinstance(screen, PupilScreen) for screen in stack) > 1:
            raise self._broken("one screen of a child lies under another")

    async def _mind_the_way(self) -> None:
        """From start a child sits down again; where no child writes, the monkey does not stay for long."""
        screen = self._app.screen
        self._stayed = 0 if isinstance(screen, QuestionPage | ReadBackScreen) else self._stayed + 1
        if self._stayed < self._rng.choice((2, 3, 12)):
            return
        self._stayed = 0
        await self._settle()  # start may be about to ask who of the staff is there
        if not isinstance(self._app.screen, StartScreen | LoginScreen | TogetherScreen):
            await self._do([named("enter")])
            return
        for key in ("escape", "escape", "f2", "escape", "escape"):
            if not isinstance(self._app.screen, StartScreen):
                await self._do([named(key)])
                await self._settle()
        if isinstance(self._app.screen, StartScreen):
            await self._sit_down()

    async def _sit_down(self) -> None:
        """A child comes: one who was here before, or one with a new form."""
        store = self._app.desk.store
        fenna = actor(store, "Fenna")
        self._open = [one for one in self._open if waits(one)]
        if (len(self._open) < MOST_OPEN and self._rng.random() < 0.5) or not self._open:
            self._pupil = self._pupil % 15 + 2  # never the one whose secret lies in the store
            form_id = issue(store, pupil=self._pupil).form.id
            forms.choose_way(store, fenna, form_id, self._rng.choice(list(Way)))
            self._open.append(form_id)
        form_id = self._rng.choice(self._open)
        self._last.append(f"-- form {form_id} sits down")
        self._ended.held.pop(form_id, None)
        form = answers.pupil_form(store, form_id)
        if form.way is Way.TOGETHER and self._rng.random() < 0.8:
            self._app.push_screen(first_screen(self._app.desk, form, fenna))
            await self._settle()
        else:
            await self._type_code(form_id)
        session = self._session()
        if session is None or session.form_id != form_id:
            raise self._broken(f"form {form_id} does not open")
        self.tally.sat_down += 1
        if self._rng.random() < 0.8 and not isinstance(self._app.screen, TogetherScreen):
            await self._do([named("enter")])
            await self._do([named("enter")])

    async def _type_code(self, form_id: int) -> None:
        """As on a fresh slip; after the monkey's wrong codes the kiosk has to wait first."""
        for _ in range(12):
            code = forms.new_code(self._app.desk.store, actor(self._app.desk.store, "Fenna"), form_id)
            typed = self._app.screen.query_one("#code", Input)
            typed.value = ""
            typed.focus()
            await self._rest()
            await self._do([letter(digit) for digit in code])
            await self._settle()
            if not isinstance(self._app.screen, StartScreen):
                return
            self._school.clock.forward(minutes=10)

    async def _leave_a_mark(self) -> None:
        """Type a word that only this child has, where a child writes."""
        if not (isinstance(self._app.screen, WordsScreen) and isinstance(self._app.focused, AnswerArea)):
            return
        session = self._app.screen.session
        await self._do([letter(sign) for sign in f" {mark(session.form_id)} "])
        await self._settle()
        if session not in self._ended:
            self._marked.add(session.form_id)

    # -- looking -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Whether everything holds that must hold, now that the kiosk is at rest."""
        self.tally.checks += 1
        for screen in self._app.screen_stack[1:]:  # the first is Textual's own, empty
            if not isinstance(screen, ALLOWED):
                raise self._broken(f"{type(screen).__name__} is open")
        self._look_at_cells()
        if self._app.clipboard:
            raise self._broken("something is on the clipboard")
        self._look_at_store()

    def _look_at_cells(self) -> None:
        top = self._app.screen
        strips = top._compositor.render_strips()
        seen = "\n".join(strip.text for strip in strips)
        for sign in set(seen) - {"\n"}:
            if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068":
                raise self._broken(f"{sign!r} is in a cell")
        for strip in strips:
            for segment in strip:
                if segment.style and (segment.style.link or "app.quit" in str(segment.style.meta)):
                    raise self._broken(f"{segment.text!r} can be clicked")
        if SECRET.split()[-1] in seen:
            raise self._broken("another child's words are on the screen")
        if found := self._surnames.search(seen):
            raise self._broken(f"the surname {found[0]} is on the screen")
        scribe = top.session.scribe if isinstance(top, PupilScreen) else None
        for name in self._staff:
            if name in seen and not isinstance(top, LoginScreen) and not (scribe and name == scribe.name):
                raise self._broken(f"{name} is on the screen")
        mine = top.session.form_id if isinstance(top, QuestionPage | ReadBackScreen) else 0
        for form_id in self._marked:
            if form_id != mine and mark(form_id) in seen:
                raise self._broken(f"a word of form {form_id} is on the screen")

    def _look_at_store(self) -> None:
        if not self._app.desk.flush():
            raise self._broken("the words are not kept")
        session = self._session()
        if session is not None and session not in self._ended:
            self._compare(session.form_id, held_by(session))
            for page in self._app.screen_stack:  # the field may lie under a card that calls for help
                if isinstance(page, WordsScreen):
                    shown, held = clean(page.query_one(AnswerArea).text), session.text(page.stop.number)
                    if shown != held:
                        raise self._broken(f"shown: {shown!r}, in the session: {held!r}")
        for form_id in [*self._open[-MOST_OPEN:], *self._handed_in[-1:]]:
            if form_id in self._ended.held:
                self._compare(form_id, self._ended.held[form_id])
        self._handed_in = [one for one in self._ended.held if not waits(one)]
        self.tally.handed_in = len(self._handed_in)

    def _look_at_all_forms(self) -> None:
        for form_id, held in [self._other, *self._ended.held.items()]:
            self._compare(form_id, held)

    def _compare(self, form_id: int, held: Answers) -> None:
        """The store has what the child had, and nothing else."""
        kept = {one.question: (one.text, one.picks) for one in answers.words_of(form_id)}
        for number in sorted(held.keys() | kept.keys()):
            have, want = kept.get(number, ("", ())), held.get(number, ("", ()))
            if have != want:
                raise self._broken(f"form {form_id}, question {number}: the store has {have!r}, the child had {want!r}")

    def _session(self) -> PupilSession | None:
        return next((one.session for one in self._app.screen_stack if isinstance(one, PupilScreen)), None)

    def _broken(self, what: str) -> Broken:
        stack = " > ".join(type(screen).__name__ for screen in self._app.screen_stack)
        return Broken(
            f"seed {self._seed}, after {self.tally.events} events: {what}\n{stack}\nlast: {' '.join(self._last)}"
        )


def waits(form_id: int) -> bool:
    """Whether this form still waits for the child."""
    return bool(tables.Code.select().where(tables.Code.form == form_id).exists())


def mark(form_id: int) -> str:
    """A word for the child of this form that comes about in no other way: of q, j and w, which no key of Hand has."""
    return "q" + format(form_id, "010b").translate(str.maketrans("01", "jw"))


async def play(school: School, seed: int, count: int = ROUND) -> Tally:
    """Let the monkey with this seed play `count` events on `school`; raises what goes wrong."""
    ended = Ended()
    with ended.watching():
        async with kiosk(school) as (pilot, app):
            monkey = Monkey(pilot, app, school, seed, ended)
            await monkey.play(count)
    return monkey.tally


def main() -> None:
    """Play for long, and tell the seed of each round, so that it can be redone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=None, help=f"of the first round; a round is {ROUND} events")
    wanted = parser.parse_args()
    seed = wanted.seed if wanted.seed is not None else random.SystemRandom().randrange(1_000_000)
    left = wanted.events
    while left > 0:
        count, began = min(left, ROUND), time.monotonic()
        print(f"seed {seed}: {count} events, {left} to go", flush=True)
        with tempfile.TemporaryDirectory() as folder, patch.object(speech, "find_voice", lambda: None):
            tally = asyncio.run(play(make_school(Path(folder) / "kiosk"), seed, count))
        told = ", ".join(f"{name} {times}" for name, times in tally.screens.most_common())
        spent = time.monotonic() - began
        print(f"  {spent:.1f} s, {tally.sat_down} sat down, {tally.handed_in} handed in, {told}", flush=True)
        seed, left = seed + 1, left - count
    print("nothing broke")


if __name__ == "__main__":
    main()
