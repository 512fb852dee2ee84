"""What a child handed in, edited afterwards by whoever gets at the file: the log finds it."""

import pytest

from kiosk.db import answers, facts, log, seal
from kiosk.db.tables import Form, LogRow, database
from kiosk.errors import Refused
from kiosk.vault import chain
from tests.db.school import SampleSchool, log_rows, row_count


def by_direct_sql(statement: str) -> None:
    """Past the guard that freezes answers, as somebody with the key could."""
    for guard in ("insert", "update", "delete"):
        database.execute_sql(f"DROP TRIGGER answer_frozen_{guard}")
    database.execute_sql(statement)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE answer SET text = 'Ik sloeg hem.'",
        "UPDATE answer SET text = text || ' '",
        "UPDATE answer SET asked_text = 'Waarom sloeg je?'",
        "UPDATE answer SET question = 2",
        """UPDATE answer SET picks = '[["angry", 3, "boos"]]'""",
        "UPDATE answer SET rev = 0",
        "DELETE FROM answer",
        "INSERT INTO answer (form_id, question, asked_text, text, rev, picks) VALUES (1, 7, 'Nog iets?', '', 9, '[]')",
        "UPDATE form SET salt = NULL",
        "UPDATE form SET salt = 'another'",
    ],
)
def test_an_answer_that_is_edited_after_the_hand_in_shows_and_the_log_row_is_named(
    school: SampleSchool, edit: str
) -> None:
    school.handed_in()
    sealed_at = row_count(LogRow)
    facts.record_talk(school.store, school.teacher, 1, school.talk(), school.clock.now, "")
    assert school.store.first_fault() == ""
    by_direct_sql(edit)
    assert log.first_break() is None
    assert seal.first_edited() == sealed_at
    told = school.store.first_fault()
    assert told == f"antwoorden zijn na het inleveren veranderd (logboek, regel {sealed_at})"


def test_who_knows_the_texts_and_the_log_does_not_know_the_digest(school: SampleSchool) -> None:
    form_id = school.handed_in()
    (_, _, about) = log_rows()[-1]
    words = ("1", "Wat gebeurde er?", "Ik duwde hem.", "[]")
    salt = Form.get_by_id(form_id).salt
    assert salt
    assert about.endswith(chain.link(salt, *words))
    assert chain.link("", *words) not in about


def test_a_form_that_was_given_back_is_sealed_anew_at_the_next_hand_in(school: SampleSchool) -> None:
    form_id = school.handed_in()
    facts.send_back(school.store, school.teacher, form_id, "Vertel nog wat je voelde.")
    words = school.write(form_id, "Ik duwde hem en hij viel.", rev=2)
    assert seal.first_edited() is None
    answers.hand_in(school.store, form_id, [words])
    assert seal.first_edited() is None
    by_direct_sql("UPDATE answer SET text = 'Ik duwde hem.'")
    assert seal.first_edited() == row_count(LogRow)


def test_what_an_adult_handed_in_is_sealed_too(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.hand_in_for(school.store, school.host, form_id, "Liep weg.")
    assert seal.first_edited() is None
    columns = "form_id, question, asked_text, text, rev, picks"
    by_direct_sql(f"INSERT INTO answer ({columns}) SELECT id, 1, 'Wat?', 'Ik.', 1, '[]' FROM form")  # noqa: S608
    assert seal.first_edited() == row_count(LogRow)


def test_the_oldest_of_several_is_named_and_a_refused_hand_in_leaves_no_seal(school: SampleSchool) -> None:
    first = school.handed_in()
    sealed_at = row_count(LogRow)
    school.handed_in(pupil_id=school.pupils[1])
    with pytest.raises(Refused):
        answers.hand_in(school.store, first, [])
    assert seal.first_edited() is None
    by_direct_sql("UPDATE answer SET text = 'Niks.'")
    assert seal.first_edited() == sealed_at


def test_of_a_form_whose_pupil_is_no_longer_known_nothing_is_compared(school: SampleSchool) -> None:
    school.handed_in()
    by_direct_sql("DELETE FROM answer")
    database.execute_sql("UPDATE form SET pupil_id = NULL, salt = NULL")
    assert seal.first_edited() is None
