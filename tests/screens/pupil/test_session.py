"""What the pupil's screens share: the words, where the child was, and what was saved."""

from kiosk.db import answers, facts
from kiosk.db.writer import SaveReport
from kiosk.rules.answer import MAX_LENGTH, Words
from kiosk.rules.way import Part
from kiosk.screens.desk import Desk
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.pupil.pages import first_screen
from kiosk.screens.pupil.session import PupilSession, Stop
from kiosk.screens.pupil.welcome import SentBackScreen
from kiosk.screens.pupil.words import WordsScreen
from tests.school import School, actor, hand_in, issue


def open_desk(school: School) -> Desk:
    desk = school.desk()
    desk.open(lambda _hear, _report: None)
    return desk


def test_the_first_screen_is_the_welcome_then_the_open_question_then_the_reason(school: School) -> None:
    desk = open_desk(school)
    form = issue(desk.store).form
    fresh = answers.pupil_form(desk.store, form.id)
    assert isinstance(first_screen(desk, fresh), CoolDownScreen)
    PupilSession(desk, fresh).write(4, "Ik rende weg.")
    desk.flush()
    again = first_screen(desk, answers.pupil_form(desk.store, form.id))
    assert isinstance(again, WordsScreen)
    assert again.stop == Stop(4, Part.WORDS)
    desk.flush()
    hand_in(desk.store, form)
    facts.send_back(desk.store, actor(desk.store, "Fenna"), form.id, "Hoe ging het verder?")
    assert isinstance(first_screen(desk, answers.pupil_form(desk.store, form.id)), SentBackScreen)
    desk.close()


def test_words_are_cleaned_and_cut_before_they_are_kept(school: School) -> None:
    desk = open_desk(school)
    form = issue(desk.store).form
    session = PupilSession(desk, answers.pupil_form(desk.store, form.id))
    session.write(1, "boos\x1b[2J" + "a" * MAX_LENGTH)
    assert session.text(1).startswith("boos[2Ja")
    assert len(session.text(1)) == MAX_LENGTH
    desk.close()


def test_bewaard_is_only_said_of_the_newest_words(school: School) -> None:
    desk = open_desk(school)
    form = issue(desk.store).form
    session = PupilSession(desk, answers.pupil_form(desk.store, form.id))
    heard: list[bool] = []
    session.on_saved = heard.append
    session.write(1, "Ik")
    session.write(1, "Ik was")
    assert desk.listener
    older = Words(form.id, 1, "", "Ik", 1)
    newest = Words(form.id, 1, "", "Ik was", 2)
    desk.listener(SaveReport(older, saved=True))
    assert heard == []
    desk.listener(SaveReport(newest, saved=True))
    desk.listener(SaveReport(newest, saved=False))
    assert heard == [True, False]
    desk.listener(SaveReport(Words(form.id + 1, 1, "", "ander kind", 2), saved=False))
    assert heard == [True, False]
    desk.close()


def test_after_the_end_nothing_of_the_child_is_left_in_the_session(school: School) -> None:
    desk = open_desk(school)
    session = PupilSession(desk, answers.pupil_form(desk.store, issue(desk.store).form.id))
    session.write(1, "Ik was boos.")
    session.end()
    assert session.text(1) == ""
    assert desk.listener is None
    desk.close()
