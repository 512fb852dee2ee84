"""The answers' writer: the first change at once, the rest paced, nothing lost while the store fails."""

import logging
import threading
from collections.abc import Callable, Iterator
from time import monotonic

import peewee
import pytest

from kiosk.db import answers, facts, tables, writer
from kiosk.db.store import Store
from kiosk.db.writer import AnswerWriter, SaveReport
from kiosk.errors import Refused
from kiosk.rules.answer import Words
from tests.db.school import ASKED, SampleSchool, everything_stored


class Reports:
    """What the writer told, and a way to wait until it told enough."""

    def __init__(self) -> None:
        self.told: list[SaveReport] = []
        self._news = threading.Condition()

    def __call__(self, report: SaveReport) -> None:
        with self._news:
            self.told.append(report)
            self._news.notify_all()

    def wait(self, until: Callable[[list[SaveReport]], bool], timeout: float = 3.0) -> bool:
        with self._news:
            return self._news.wait_for(lambda: until(self.told), timeout)

    def wait_for(self, count: int, timeout: float = 3.0) -> bool:
        return self.wait(lambda told: len(told) >= count, timeout)


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def pen(school: SampleSchool, reports: Reports) -> Iterator[AnswerWriter]:
    pen = AnswerWriter(school.store, reports)
    yield pen
    pen.close()


@pytest.fixture
def form_id(school: SampleSchool) -> int:
    return school.issue().form.id


def words(form_id: int, text: str, rev: int, question: int = 1) -> Words:
    return Words(form_id, question, ASKED, text, rev)


def stored(form_id: int) -> list[str]:
    answer = tables.Answer
    return [row.text for row in answer.select().where(answer.form == form_id).order_by(answer.question)]


def test_the_first_change_is_committed_at_once_whatever_the_pace(
    school: SampleSchool, reports: Reports, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PACE", 60.0)
    pen = AnswerWriter(school.store, reports)
    pen.put(words(form_id, "I", 1))
    assert reports.wait_for(1)
    pen.close()
    assert stored(form_id) == ["I"]
    assert reports.told == [SaveReport(words(form_id, "I", 1), saved=True)]


def test_steady_typing_is_committed_at_a_pace_and_only_the_newest_words(
    pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    pen.put(words(form_id, "woord 1", 1))
    assert reports.wait_for(1)
    first_told = monotonic()
    for rev in range(2, 100):
        pen.put(words(form_id, f"woord {rev}", rev))
    assert reports.wait_for(2)
    assert monotonic() - first_told > writer.PACE * 0.8
    assert [report.words.rev for report in reports.told] == [1, 99]
    assert stored(form_id) == ["woord 99"]


def test_words_are_in_the_store_within_a_second_while_typing_goes_on(
    pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    begun, rev, pause = monotonic(), 0, threading.Event()
    while monotonic() - begun < 0.8:
        rev += 1
        pen.put(words(form_id, f"woord {rev}", rev))
        pause.wait(0.03)
    saved = [report.words.rev for report in reports.told]
    assert 2 <= len(saved) <= 4
    assert saved == sorted(saved)
    assert saved[-1] > 5


def test_the_frame_that_shows_a_key_goes_before_its_commit(
    pen: AnswerWriter, reports: Reports, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BREATH", 0.2)
    pen.put(words(form_id, "I", 1))
    assert not reports.wait_for(1, timeout=0.1)
    assert reports.wait_for(1)


def test_keys_without_a_pause_between_them_hold_up_no_commit(
    pen: AnswerWriter, reports: Reports, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BREATH", 60.0)
    pen.put(words(form_id, "I", 1))
    assert reports.wait_for(1, timeout=writer.PACE + 0.5)


def test_flush_waits_for_everything_that_was_put_and_not_for_the_pace(
    pen: AnswerWriter, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PACE", 60.0)
    for question in range(1, 9):
        pen.put(words(form_id, f"antwoord {question}", question, question))
    assert pen.flush()
    assert stored(form_id) == [f"antwoord {question}" for question in range(1, 9)]


def test_closing_keeps_the_last_words_and_ends_the_thread(school: SampleSchool, reports: Reports, form_id: int) -> None:
    others = set(threading.enumerate())
    pen = AnswerWriter(school.store, reports)
    pen.put(words(form_id, "eerste", 1))
    pen.put(words(form_id, "laatste", 2))
    assert pen.close()
    assert stored(form_id) == ["laatste"]
    assert not [thread for thread in set(threading.enumerate()) - others if thread.name == "answers' writer"]


def test_a_writer_with_nothing_to_do_flushes_and_closes_at_once(school: SampleSchool, reports: Reports) -> None:
    pen = AnswerWriter(school.store, reports)
    assert pen.flush(timeout=0.0)
    assert pen.close()
    assert reports.told == []


class FailingDisk:
    """A store whose disk fails until it is mended."""

    def __init__(self) -> None:
        self.broken = True
        self.trouble: Exception = peewee.OperationalError("database or disk is full")

    def save(self, store: Store, one: Words) -> None:
        if self.broken:
            raise self.trouble
        answers.save_answer(store, one)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FailingDisk:
    disk = FailingDisk()
    monkeypatch.setattr(writer, "save_answer", disk.save)
    monkeypatch.setattr(writer, "RETRY", 0.2)
    return disk


def test_a_store_that_fails_and_recovers_loses_no_word(
    disk: FailingDisk, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert reports.wait_for(2)
    assert [(one.saved, one.final) for one in reports.told[:2]] == [(False, False), (False, False)]
    assert not pen.flush()
    assert stored(form_id) == []
    disk.broken = False
    assert reports.wait(lambda told: told[-1].saved)
    assert pen.flush()
    assert stored(form_id) == ["dit mag niet weg"]


def test_newer_words_are_not_put_back_by_older_ones_that_failed(
    disk: FailingDisk, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    pen.put(words(form_id, "oud", 1))
    assert reports.wait_for(1)
    pen.put(words(form_id, "nieuw", 2))
    disk.broken = False
    assert pen.flush()
    assert stored(form_id) == ["nieuw"]
    assert [report.words.text for report in reports.told if report.saved] == ["nieuw"]


def test_what_nobody_foresaw_ends_neither_the_thread_nor_the_words_and_is_told_without_a_word(
    disk: FailingDisk,
    pen: AnswerWriter,
    reports: Reports,
    form_id: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(logging.getLogger("kiosk"), "propagate", True)
    disk.trouble = ZeroDivisionError("dit mag niet weg")
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert reports.wait_for(3)
    assert {(one.saved, one.final) for one in reports.told[:3]} == {(False, False)}
    disk.broken = False
    assert reports.wait(lambda told: told[-1].saved)
    assert stored(form_id) == ["dit mag niet weg"]
    (record,) = caplog.records  # once, not at every try
    assert "ZeroDivisionError" in record.getMessage()
    assert "test_writer.py" in record.getMessage()
    assert "weg" not in caplog.text


def test_after_a_failure_the_words_are_tried_on_a_fresh_connection(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_on_a_broken_connection(store: Store, one: Words) -> None:
        tables.database.connection().close()
        monkeypatch.setattr(writer, "save_answer", answers.save_answer)
        answers.save_answer(store, one)

    monkeypatch.setattr(writer, "RETRY", 0.1)
    monkeypatch.setattr(writer, "save_answer", save_on_a_broken_connection)
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert reports.wait_for(2)
    assert [one.saved for one in reports.told[:2]] == [False, True]
    assert stored(form_id) == ["dit mag niet weg"]


def test_a_connection_that_does_not_open_is_tried_again(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_connection() -> None:
        monkeypatch.undo()
        raise peewee.OperationalError("unable to open database file")

    monkeypatch.setattr(tables.database, "connect", no_connection)
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert reports.wait_for(2)
    assert [one.saved for one in reports.told[:2]] == [False, True]


def test_who_listens_wrongly_does_not_stop_the_saving(school: SampleSchool, form_id: int) -> None:
    def deaf(_report: SaveReport) -> None:
        raise ZeroDivisionError

    pen = AnswerWriter(school.store, deaf)
    pen.put(words(form_id, "eerste", 1))
    assert pen.flush()
    pen.put(words(form_id, "tweede", 2))
    assert pen.close()
    assert stored(form_id) == ["tweede"]


def test_a_clock_that_was_put_back_holds_up_no_word(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    school.clock.pass_time(days=-1)
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert pen.flush()
    assert reports.told == [SaveReport(words(form_id, "dit mag niet weg", 1), saved=True)]
    assert stored(form_id) == ["dit mag niet weg"]


def test_a_refusal_that_is_not_final_keeps_the_words_waiting(
    disk: FailingDisk, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    disk.trouble = Refused("Nu even niet.")
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert reports.wait_for(1)
    assert not reports.told[0].final
    disk.broken = False
    assert pen.flush()
    assert stored(form_id) == ["dit mag niet weg"]


def test_a_flush_that_cannot_succeed_gives_up_before_its_time(
    disk: FailingDisk, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    pen.put(words(form_id, "dit mag niet weg", 1))
    assert not pen.flush(timeout=60)
    assert not reports.told[-1].saved
    disk.broken = False


def test_a_late_save_after_hand_in_is_told_once_dropped_and_changes_nothing(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    answers.hand_in(school.store, form_id, [words(form_id, "de laatste woorden", 5)])
    before = everything_stored()
    pen.put(words(form_id, "te laat", 6))
    assert pen.flush()
    assert reports.told == [SaveReport(words(form_id, "te laat", 6), saved=False, final=True)]
    assert everything_stored() == before


def test_words_of_a_form_that_was_voided_do_not_hold_up_another_childs_words(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    other = school.issue(pupil_id=school.pupils[1]).form.id
    facts.void_form(school.store, school.teacher, form_id, "Verkeerde leerling.")
    pen.put(words(form_id, "te laat", 1))
    pen.put(words(other, "van een ander kind", 1))
    assert pen.flush()
    assert (stored(form_id), stored(other)) == ([], ["van een ander kind"])


def test_forgotten_words_are_not_written_any_more(
    school: SampleSchool, pen: AnswerWriter, reports: Reports, form_id: int
) -> None:
    pen.put(words(form_id, "bewaard", 1))
    assert reports.wait_for(1)
    pen.put(words(form_id, "wacht nog op zijn beurt", 2))
    assert not reports.wait_for(2, timeout=writer.PACE / 3)  # by now the thread waits for the pace
    pen.forget(form_id)
    assert pen.flush()
    assert not reports.wait_for(2, timeout=writer.PACE + 0.1)  # nothing is told of them, when their turn would come
    assert stored(form_id) == ["bewaard"]
    other = school.issue(pupil_id=school.pupils[1]).form.id  # and the next child's words are kept as ever
    pen.put(words(other, "van een ander kind", 1))
    assert pen.flush()
    assert stored(other) == ["van een ander kind"]
