"""A monkey at the kiosk: random keys, pastes, mouse and sizes, and what must hold whatever it does (`make monkey`)."""

import argparse
import asyncio
import random
import string
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import speech
from kiosk.app import KioskApp
from kiosk.db import answers, forms
from kiosk.rules.answer import Words
from kiosk.rules.way import Way
from kiosk.screens.login import LoginScreen
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.pages import first_screen
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.read_back import ReadBackScreen
from kiosk.screens.pupil.welcome import TogetherScreen
from kiosk.screens.pupil.words import WordsScreen
from kiosk.screens.start import StartScreen
from tests.school import School, actor, issue, make_school
from tests.screens.pupil.monkey_eye import SECRET, Broken, Ended, Onlooker, mark, waits
from tests.screens.pupil.monkey_hand import USUAL, Act, Hand, letter, named
from tests.screens.pupil.sitting import kiosk

ROUND = 2500
"""Events in one life of the app; `make monkey` plays many, each with a seed of its own, so that each can be redone."""

CHECK_EVERY = 50
MOST_OPEN = 4


@dataclass
class Tally:
    """What a round came to."""

    events: int = 0
    sat_down: int = 0
    handed_in: int = 0
    screens: Counter[str] = field(default_factory=Counter)


class Monkey:
    """Plays with one kiosk on the sample school, and looks at it every `CHECK_EVERY` events."""

    def __init__(self, pilot: Pilot[None], app: KioskApp, school: School, seed: int, ended: Ended) -> None:
        self._pilot, self._app, self._school, self._seed, self._ended = pilot, app, school, seed, ended
        self._rng = random.Random(seed)  # noqa: S311  (a game, no secret)
        store = app.desk.store
        other = issue(store, pupil=1)
        answers.save_answer(store, Words(other.form.id, 1, "Wat gebeurde er?", SECRET, 1))
        self._hand = Hand(self._rng, "".join(sorted(set(string.digits) - set(other.code)))[:2])
        self._onlooker = Onlooker(app, ended, {other.form.id: {1: (SECRET, ())}})
        self._open: list[int] = []
        self._pupil = 1
        self._stayed = 0
        self._last: deque[str] = deque(maxlen=60)
        self.tally = Tally()

    async def play(self, count: int) -> None:
        """Do `count` things, in bursts as a quick hand does, and look in between."""
        try:
            await self._play(count)
        except Broken as broken:
            stack = " > ".join(type(screen).__name__ for screen in self._app.screen_stack)
            broken.add_note(
                f"seed {self._seed}, after {self.tally.events} events\n{stack}\nlast: {' '.join(self._last)}"
            )
            raise

    async def _play(self, count: int) -> None:
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
                self._onlooker.look(self._open)
        await self._settle()
        self._onlooker.look(self._open)
        self._onlooker.look_at_all_forms()
        self.tally.handed_in = len(self._onlooker.handed_in)

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
        self._onlooker.check_alive()

    async def _rest(self) -> None:
        """Until every widget has taken what was sent to it."""
        await self._pilot._wait_for_screen()
        self._onlooker.check_alive()

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
        session = self._onlooker.session()
        if session is None or session.form_id != form_id:
            raise Broken(f"form {form_id} does not open")
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
            self._onlooker.marked.add(session.form_id)


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
