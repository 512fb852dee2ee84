"""Histories of drafts by chance: several pupils, forms and codes, and whatever may happen to them between two words.

No draft ever opens in another form, what was saved is what opens, and a code that is gone opens nothing.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.db import answers, corrections, facts, forms, rows
from kiosk.db.answers import PupilForm
from kiosk.db.store import Store, open_store
from kiosk.db.tables import database
from kiosk.errors import Refused
from kiosk.paths import Home
from kiosk.rules.answer import Pick, Words
from kiosk.rules.way import Way
from tests.db.earlier_versions import stored_rows
from tests.db.school import ASKED, SETTINGS, SampleSchool, SetClock

T = TypeVar("T")
ANGRY = (Pick("angry", 2, "boos (best wel)"),)


@dataclass
class Draft:
    """What a form should be: whose, what stands on it, and the code that opens it ("" when none does).

    `fixed` once a child wrote on it or an adult handed it in: then it stays this pupil's.
    """

    pupil: int
    code: str
    day: int
    said: dict[int, tuple[str, int]] = field(default_factory=dict)
    rev: int = 0
    way: Way = Way.TYPING
    fixed: bool = False
    handed_in: bool = False
    void: bool = False

    @property
    def waits(self) -> bool:
        return not (self.handed_in or self.void)


class Drafts(RuleBasedStateMachine):
    """The store beside a plain picture of it, which forgets nothing and mixes nothing up."""

    some_form = st.integers(0, 3)

    begun: Path
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.starts, self.day, self.wrong = SetClock(), 0, 0, 0
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.begun, self.home.folder)
        self.store = self.start()
        self.teacher, self.pupils = self.school.teacher, self.school.pupils[1:4]
        self.names = {one: rows.load_pupil(one).given_name for one in self.pupils}
        self.drafts: dict[int, Draft] = {}
        self.old_codes: set[str] = set()
        self.at_screen: PupilForm | None = None

    @property
    def home(self) -> Home:
        return Home(self.folder / f"start-{self.starts}")

    @property
    def school(self) -> SampleSchool:
        return SampleSchool(self.store, self.clock, self.home)

    def start(self) -> Store:
        store = open_store(self.home, SETTINGS, self.clock)
        database.execute_sql("PRAGMA synchronous = off")  # what a disk keeps is for the other faults
        return store

    def teardown(self) -> None:
        self.store.close()

    def pick(self, number: int) -> tuple[int, Draft]:
        """One of the forms, whatever the number: first the one on the screen, last those that are void."""
        here = self.at_screen.form_id if self.at_screen else 0
        ordered = sorted(self.drafts.items(), key=lambda one: (one[0] != here, one[1].void, one[0]))
        return ordered[number % len(ordered)]

    def gone(self, draft: Draft, code: str = "") -> None:
        """The draft's code opens nothing any more; `code` does."""
        self.old_codes |= {draft.code} - {""}
        self.old_codes.discard(code)
        draft.code, draft.day = code, self.day

    def tried(self, may: bool, deed: Callable[[], T]) -> T | None:
        """What the deed gives; None when it may not be done: then it is refused, and leaves everything as it was."""
        if may:
            return deed()
        before = stored_rows()
        with pytest.raises(Refused):
            deed()
        assert stored_rows() == before
        return None

    # -- what adults do --

    @initialize()
    def begin(self) -> None:
        for pupil in range(2):
            self.issue(pupil, Way.TYPING)

    @precondition(lambda self: sum(not one.void for one in self.drafts.values()) < 3)
    @rule(pupil=st.integers(0, 2), way=st.sampled_from(Way))
    def issue(self, pupil: int, way: Way) -> None:
        pupil_id = self.pupils[pupil]
        issued = self.school.issue(pupil_id=pupil_id, way=way)
        assert issued.form.id not in self.drafts
        assert issued.code not in {one.code for one in self.drafts.values()}
        self.old_codes.discard(issued.code)
        self.drafts[issued.form.id] = Draft(pupil_id, issued.code, self.day, way=way)

    @rule(number=some_form, same=st.booleans())
    def give_code(self, number: int, same: bool) -> None:
        form_id, draft = self.pick(number)
        verb = forms.same_code if same else forms.new_code
        code = self.tried(draft.waits, lambda: verb(self.store, self.teacher, form_id))
        if code and same and draft.day == self.day:
            assert code == draft.code
        elif code:
            self.gone(draft, code)

    @rule(number=some_form, way=st.sampled_from(Way))
    def choose_way(self, number: int, way: Way) -> None:
        form_id, draft = self.pick(number)
        self.tried(draft.waits, lambda: forms.choose_way(self.store, self.teacher, form_id, way))
        draft.way = way if draft.waits else draft.way

    @rule(number=some_form, pupil=st.integers(0, 2))
    def correct_pupil(self, number: int, pupil: int) -> None:
        """Wrong pupil, before the first word: the new one finds an empty form, with another code."""
        form_id, draft = self.pick(number)
        store, teacher, other = self.store, self.teacher, self.pupils[pupil]
        may = not (draft.fixed or draft.void or draft.pupil == other)
        if issued := self.tried(may, lambda: corrections.correct_pupil(store, teacher, form_id, other, "Fout.")):
            self.gone(draft, issued.code)
            draft.pupil, draft.said, draft.rev, draft.way = other, {}, 0, issued.form.way
            self.at_screen = None  # one kiosk, one screen: to correct is to log in, and that covers what a child had

    @rule(number=some_form)
    def hand_in_for(self, number: int) -> None:
        form_id, draft = self.pick(number)
        self.tried(draft.waits, lambda: answers.hand_in_for(self.store, self.teacher, form_id, "Liep weg."))
        if draft.waits:
            self.gone(draft)
            draft.fixed = draft.handed_in = True

    @rule(number=some_form)
    def send_back(self, number: int) -> None:
        form_id, draft = self.pick(number)
        may = draft.handed_in and not draft.void
        if code := self.tried(may, lambda: facts.send_back(self.store, self.teacher, form_id, "Vraag 2.")):
            draft.handed_in = False
            self.gone(draft, code)

    @rule(number=some_form)
    def make_void(self, number: int) -> None:
        form_id, draft = self.pick(number)
        self.tried(not draft.void, lambda: facts.void_form(self.store, self.teacher, form_id, "Vergissing."))
        if not draft.void:
            self.gone(draft)
            draft.void = True

    # -- what pupils do --

    @rule(number=some_form)
    def open_with_its_code(self, number: int) -> None:
        form_id, draft = self.pick(number)
        if not draft.waits or draft.day != self.day:
            return
        found = answers.open_with_code(self.store, draft.code)
        self.wrong = 0
        assert (found.form_id, found.given_name, found.way) == (form_id, self.names[draft.pupil], draft.way)
        assert {one.question: (one.text, one.rev) for one in found.words} == draft.said
        assert found.rev == draft.rev
        assert found.begun == bool(draft.said)
        newest = max(draft.said, key=lambda question: draft.said[question][1], default=1)
        assert found.current == newest
        self.at_screen = found

    @precondition(lambda self: self.old_codes and self.wrong < 4)
    @rule(data=st.data())
    def open_with_a_code_that_is_gone(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(sorted(self.old_codes)))
        if code not in {one.code for one in self.drafts.values()}:
            self.wrong += 1
            with pytest.raises(Refused, match="Deze code ken ik niet"):
                answers.open_with_code(self.store, code)

    @precondition(lambda self: self.at_screen)
    @rule(
        question=st.integers(1, 3),
        text=st.sampled_from(["", "", "Ik duwde hem. 😀"]),
        card=st.sampled_from([False, False, True]),
    )
    def type(self, question: int, text: str, card: bool) -> None:
        """Also when the form was taken away meanwhile: the screen does not know. Older words that come late: never."""
        assert self.at_screen
        form_id = self.at_screen.form_id
        draft = self.drafts[form_id]
        words = Words(form_id, question, ASKED, text, draft.rev + 1, ANGRY if card else ())
        self.tried(draft.waits, lambda: answers.save_answer(self.store, words))
        if draft.waits:
            draft.rev += 1
            draft.said[question] = (text, draft.rev)
            draft.fixed = draft.fixed or bool(words.said)
            answers.save_answer(self.store, Words(form_id, question, ASKED, "te laat", draft.rev - 1))

    @precondition(lambda self: self.at_screen)
    @rule()
    def hand_in(self) -> None:
        assert self.at_screen
        form_id = self.at_screen.form_id
        draft = self.drafts[form_id]
        words = [Words(form_id, 1, ASKED, "Klaar.", draft.rev + 1)]
        mixed = [*words, Words(form_id + 1, 2, ASKED, "van een ander", 99)]
        self.tried(False, lambda: answers.hand_in(self.store, form_id, mixed))
        self.tried(draft.waits, lambda: answers.hand_in(self.store, form_id, words))
        if draft.waits:
            draft.rev += 1
            draft.said[1] = ("Klaar.", draft.rev)
            draft.fixed = draft.handed_in = True
            self.gone(draft)

    # -- what happens --

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = self.start()
        self.at_screen = None

    @rule()
    def pull_the_plug(self) -> None:
        """Go on with the files as they lie there, with all that is only in SQLite's log."""
        lies_there = self.home.folder
        self.starts += 1
        shutil.copytree(lies_there, self.home.folder)
        self.store.close()
        self.store = self.start()
        self.at_screen = None

    @rule()
    def next_day(self) -> None:
        """No code of before opens anything; what stands on a screen can still be written on."""
        self.clock.pass_time(days=1)
        self.day += 1

    @invariant()
    def every_form_holds_its_own_words_and_no_other(self) -> None:
        said = database.execute_sql("SELECT form_id, question, text, rev FROM answer WHERE rev > 0 AND form_id > 1")
        kept = {(form_id, question): (text, rev) for form_id, question, text, rev in said.fetchall()}
        assert kept == {
            (form_id, question): words
            for form_id, draft in self.drafts.items()
            for question, words in draft.said.items()
        }


@pytest.mark.parametrize("histories", [10, pytest.param(200, marks=pytest.mark.long)])
def test_no_history_of_drafts_opens_one_in_another_form(begun: Path, tmp_path: Path, histories: int) -> None:
    Drafts.begun, Drafts.folder = begun, tmp_path / "drafts"
    run_state_machine_as_test(Drafts, settings=settings(max_examples=histories, stateful_step_count=40, deadline=None))
