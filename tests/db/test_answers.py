"""The pupil's words: kept as typed, newest first, and frozen at hand-in."""

import os
import signal
import subprocess
import sys
from time import monotonic

import pytest

from kiosk.db import answers, tables
from kiosk.db.forms import read_form
from kiosk.db.store import open_store
from kiosk.errors import Refused
from kiosk.rules.answer import MAX_LENGTH, Words
from kiosk.rules.form import FactKind, Stage, stage
from tests.db.school import ASKED, SETTINGS, SampleSchool, everything_stored, row_count, stored_kinds

SAVE_FOR_EVER = """
import sys
from pathlib import Path
from kiosk.db.answers import save_answer
from kiosk.db.store import open_store
from kiosk.paths import Home
from kiosk.rules.answer import Words
from tests.db.school import ASKED, SETTINGS, SetClock
store = open_store(Home(Path(sys.argv[1])), SETTINGS, SetClock())
form_id, rev = int(sys.argv[2]), int(sys.argv[3])
while True:
    rev += 1
    save_answer(store, Words(form_id, 1 + rev % 8, ASKED, f"woord {rev}", rev))
    print(rev, flush=True)
"""


def texts(form_id: int) -> dict[int, str]:
    return {row.question: row.text for row in tables.Answer.select().where(tables.Answer.form == form_id)}


def test_words_are_kept_with_the_question_as_it_was_asked(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id, "Ik duwde hem.", question=4, rev=7)
    (row,) = tables.Answer.select()
    assert (row.form_id, row.question, row.asked_text, row.text, row.rev) == (form_id, 4, ASKED, "Ik duwde hem.", 7)


def test_older_words_never_overwrite_newer_ones(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id, "nieuw", rev=5)
    school.write(form_id, "oud", rev=4)
    school.write(form_id, "net zo oud", rev=5)
    assert texts(form_id) == {1: "nieuw"}
    school.write(form_id, "nog nieuwer", rev=6)
    assert texts(form_id) == {1: "nog nieuwer"}


def test_an_answer_is_cut_at_its_greatest_length(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id, "é" * (MAX_LENGTH + 1))
    assert MAX_LENGTH == 5000
    assert texts(form_id) == {1: "é" * 5000}
    answers.hand_in(school.store, form_id, [Words(form_id, 2, ASKED, "x" * 6000, 2)])
    assert len(texts(form_id)[2]) == 5000


def test_the_first_word_is_a_fact_and_an_empty_answer_is_not(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id, " \n", rev=1)
    assert stored_kinds(form_id) == []
    school.clock.pass_time(minutes=3)
    school.write(form_id, "I", rev=2)
    school.write(form_id, "Ik", rev=3)
    (fact,) = tables.FormFact.select()
    assert (fact.kind, fact.at, fact.by_id) == (FactKind.FIRST_WORD, school.clock.now, None)


def test_the_same_code_opens_the_same_question_with_the_same_words_after_a_restart(school: SampleSchool) -> None:
    issued = school.issue()
    first = answers.open_with_code(school.store, issued.code)
    assert (first.begun, first.current, first.rev, first.words) == (False, 1, 0, ())
    school.write(issued.form.id, "Wat er was.", question=1, rev=1)
    school.write(issued.form.id, "Ik dacht niet na.", question=2, rev=2)
    school.write(issued.form.id, "Toch anders.", question=1, rev=3)
    school.store.close()
    school.store = open_store(school.home, SETTINGS, school.clock)
    again = answers.open_with_code(school.store, issued.code)
    assert (again.form_id, again.begun, again.current, again.rev) == (issued.form.id, True, 1, 3)
    assert [(one.question, one.text) for one in again.words] == [(1, "Toch anders."), (2, "Ik dacht niet na.")]


def test_what_a_pupils_screen_gets_is_one_given_name_and_one_form(school: SampleSchool) -> None:
    mine, other = school.issue(), school.issue(pupil_id=school.pupils[1])
    school.write(other.form.id, "Van een ander kind.")
    opened = answers.open_with_code(school.store, mine.code)
    pupil = tables.Pupil.get_by_id(school.pupils[0])
    assert opened.given_name == pupil.given_name
    assert pupil.surname not in repr(opened)
    assert "Van een ander kind" not in repr(opened)


def test_handing_in_keeps_the_final_words_and_the_fact_in_one_go(school: SampleSchool) -> None:
    issued = school.issue()
    school.write(issued.form.id, "half", question=1, rev=1)
    final = [Words(issued.form.id, n, f"Vraag {n}", f"antwoord {n}", 10 + n) for n in range(1, 9)]
    answers.hand_in(school.store, issued.form.id, final)
    assert texts(issued.form.id) == {n: f"antwoord {n}" for n in range(1, 9)}
    assert stored_kinds(issued.form.id) == ["first_word", "handed_in"]
    assert row_count(tables.Code) == 0
    with pytest.raises(Refused, match="Deze code ken ik niet"):
        answers.open_with_code(school.store, issued.code)


def test_a_second_hand_in_is_refused_and_its_words_are_not_kept(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    with pytest.raises(Refused, match="Dit formulier is al ingeleverd"):
        answers.hand_in(school.store, form_id, [Words(form_id, 1, ASKED, "te laat", 99)])
    assert everything_stored() == before


def test_a_save_after_hand_in_is_refused_and_changes_nothing(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    with pytest.raises(Refused, match=r"Dit formulier is al ingeleverd\. Roep juf of meester\."):
        school.write(form_id, "te laat", rev=99)
    assert everything_stored() == before


def test_words_are_kept_and_handed_in_after_the_clock_was_put_back(school: SampleSchool) -> None:
    issued = school.issue().form
    school.clock.pass_time(days=-1)
    school.write(issued.id, "Ik duwde hem.", rev=1)
    school.write(issued.id, "Ik duwde hem hard.", rev=2)
    assert texts(issued.id) == {1: "Ik duwde hem hard."}
    answers.hand_in(school.store, issued.id, [Words(issued.id, 2, ASKED, "Niks.", 3)])
    form = read_form(school.store, school.head, issued.id)
    assert [(fact.kind, fact.at) for fact in form.facts] == [
        (FactKind.FIRST_WORD, issued.issued_at),
        (FactKind.HANDED_IN, issued.issued_at),
    ]
    assert stage(form) is Stage.HANDED_IN


def test_words_that_come_for_the_first_time_with_the_hand_in_are_a_first_word_too(school: SampleSchool) -> None:
    with_words, without = school.issue().form.id, school.issue().form.id
    answers.hand_in(school.store, with_words, [Words(with_words, 1, ASKED, "Ik duwde hem.", 1)])
    answers.hand_in(school.store, without, [Words(without, 1, ASKED, " ", 1)])
    assert (stored_kinds(with_words), stored_kinds(without)) == (["first_word", "handed_in"], ["handed_in"])


def test_words_of_another_form_are_never_handed_in(school: SampleSchool) -> None:
    mine, other = school.issue().form.id, school.issue(pupil_id=school.pupils[1]).form.id
    before = everything_stored()
    with pytest.raises(Refused, match="Deze woorden horen bij een ander formulier"):
        answers.hand_in(
            school.store, mine, [Words(mine, 1, ASKED, "van mij", 1), Words(other, 1, ASKED, "niet van mij", 1)]
        )
    assert everything_stored() == before


def test_words_are_kept_clean(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id, "boos\x1b[2J\u202e\nen toen")
    assert texts(form_id) == {1: "boos[2J\nen toen"}


def test_a_first_word_that_cannot_be_logged_is_not_kept_either(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_anything: object) -> None:
        raise ZeroDivisionError

    form_id = school.issue().form.id
    before = everything_stored()
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.db.log.append", fail)
        with pytest.raises(ZeroDivisionError):
            school.write(form_id)
    assert everything_stored() == before
    school.write(form_id)
    assert stage(read_form(school.store, school.head, form_id)) is Stage.WRITING


def test_no_acknowledged_word_is_lost_when_the_kiosk_is_killed(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    acknowledged = 0
    for seconds in (0.02, 0.1, 0.05):
        school.store.close()
        command = [sys.executable, "-c", SAVE_FOR_EVER, str(school.home.folder), str(form_id), str(acknowledged)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
            assert writing.stdout is not None
            lines = [writing.stdout.readline()]
            until = monotonic() + seconds
            while monotonic() < until:
                lines.append(writing.stdout.readline())
            os.kill(writing.pid, signal.SIGKILL)
            lines += writing.stdout.readlines()
        told = [int(line) for line in lines if line.endswith("\n")]
        assert told == list(range(acknowledged + 1, acknowledged + 1 + len(told)))
        acknowledged = told[-1]
        school.store = open_store(school.home, SETTINGS, school.clock)
        newest = {row.question: (row.rev, row.text) for row in tables.Answer.select()}
        for rev in told[-8:]:
            kept, text = newest[1 + rev % 8]
            assert kept >= rev
            assert text == f"woord {kept}"
        assert stored_kinds(form_id) == ["first_word"]
        acknowledged = max(kept for kept, _text in newest.values())
