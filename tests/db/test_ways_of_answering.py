"""Ways of answering in the store: cards beside words, who typed, and what a school had before there were any."""

import shutil
from pathlib import Path

import pytest

from kiosk.db import answers, cipher, facts, forms, migrating, people, tables
from kiosk.db.store import create_store, open_store
from kiosk.db.tables import database
from kiosk.errors import Refused
from kiosk.paths import Home
from kiosk.rules.answer import Pick, Words, told_by
from kiosk.rules.form import FactKind
from kiosk.rules.people import Pupil
from kiosk.rules.way import Way
from tests.db.school import ASKED, SETTINGS, SampleSchool, SetClock, kinds, log_rows

ANGRY = Pick("angry", 2, "boos (best wel)")


def test_a_form_keeps_the_way_in_which_it_was_issued(school: SampleSchool) -> None:
    form = school.issue(way=Way.TOGETHER).form
    assert form.way is Way.TOGETHER
    assert answers.pupil_form(school.store, form.id).way is Way.TOGETHER


def test_cards_are_kept_with_the_words_on_them_and_come_back_as_they_were(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.save_answer(school.store, Words(form_id, 3, "Ik voelde mij:", "Heel erg.", 1, (ANGRY,)))
    (words,) = answers.pupil_form(school.store, form_id).words
    assert words.picks == (ANGRY,)
    assert words.said == "boos (best wel)\nHeel erg."


def test_a_card_alone_is_a_first_word(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.save_answer(school.store, Words(form_id, 3, "Ik voelde mij:", "", 1))
    assert not forms.read_form(school.store, school.teacher, form_id).has(FactKind.FIRST_WORD)
    answers.save_answer(school.store, Words(form_id, 3, "Ik voelde mij:", "", 2, (ANGRY,)))
    assert kinds(forms.read_form(school.store, school.teacher, form_id)) == [FactKind.FIRST_WORD]


def test_cards_freeze_at_hand_in_too(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.hand_in(school.store, form_id, [Words(form_id, 3, "Ik voelde mij:", "", 1, (ANGRY,))])
    (kept,) = answers.answers(school.store, school.teacher, form_id)
    assert kept.picks == (ANGRY,)
    with pytest.raises(answers.NoCodeAnyMore):
        answers.save_answer(school.store, Words(form_id, 3, "Ik voelde mij:", "", 2))


def test_the_adult_who_typed_is_kept_with_each_answer_and_leafing_through_types_nothing(school: SampleSchool) -> None:
    form_id = school.issue(way=Way.TOGETHER).form.id
    mine, other = school.teacher.staff_id, school.host.staff_id
    answers.save_answer(school.store, Words(form_id, 1, ASKED, "Hij duwde.", 1, (), mine))
    answers.save_answer(school.store, Words(form_id, 1, ASKED, "Hij duwde.", 2, (), other))
    (words,) = answers.answers(school.store, school.teacher, form_id)
    assert (words.rev, words.typed_by) == (2, mine)
    answers.save_answer(school.store, Words(form_id, 1, ASKED, "Hij duwde mij.", 3))  # the child adds a word
    (words,) = answers.answers(school.store, school.teacher, form_id)
    assert words.typed_by == mine
    answers.save_answer(school.store, Words(form_id, 1, ASKED, "", 4))
    answers.save_answer(school.store, Words(form_id, 1, ASKED, "Zelf.", 5))
    (words,) = answers.answers(school.store, school.teacher, form_id)
    assert words.typed_by is None


def test_who_told_and_who_typed_is_read_from_the_answers(school: SampleSchool) -> None:
    form_id = school.issue(way=Way.TOGETHER).form.id
    by_adult = Words(form_id, 1, ASKED, "Hij duwde.", 1, (), school.teacher.staff_id)
    by_child = Words(form_id, 2, "Wat dacht je?", "Stom.", 2)
    empty = Words(form_id, 4, "Wat deed je?", "", 3)
    name = school.teacher.name
    names = people.staff_names(school.store)
    told = f"Verteld door Noor, opgeschreven door {name}."
    assert told_by([by_adult, empty], "Noor", names) == told
    assert "deels opgeschreven" in told_by([by_adult, by_child], "Noor", names)
    assert told_by([by_child], "Noor", names) == ""


def test_sitting_down_to_type_is_logged_and_only_for_who_the_child_is_with(school: SampleSchool) -> None:
    form_id = school.issue(way=Way.TOGETHER).form.id
    for actor in (school.teacher, school.host, school.counsellor):
        assert answers.write_down(school.store, actor, form_id).form_id == form_id
    assert [row for row in log_rows() if row[1] == "write_down"][-1][2] == f"form {form_id}"
    with pytest.raises(Refused):
        answers.write_down(school.store, school.stranger, form_id)
    with pytest.raises(Refused, match="antwoordt zelf"):
        answers.write_down(school.store, school.teacher, school.issue().form.id)
    answers.hand_in(school.store, form_id, [])
    with pytest.raises(Refused, match="al ingeleverd"):
        answers.write_down(school.store, school.teacher, form_id)


def test_the_way_can_be_changed_until_the_hand_in_and_what_was_answered_stays(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id)
    forms.choose_way(school.store, school.host, form_id, Way.CHOOSING)
    form = answers.pupil_form(school.store, form_id)
    assert (form.way, form.words[0].text) == (Way.CHOOSING, "Ik duwde hem.")
    assert ("choose_way", f"form {form_id}") in [row[1:] for row in log_rows()]
    with pytest.raises(Refused):
        forms.choose_way(school.store, school.stranger, form_id, Way.TYPING)
    answers.hand_in(school.store, form_id, [])
    with pytest.raises(Refused, match="al ingeleverd"):
        forms.choose_way(school.store, school.teacher, form_id, Way.TYPING)


def test_a_form_that_was_given_back_still_has_its_way(school: SampleSchool) -> None:
    form_id = school.handed_in(way=Way.CHOOSING)
    facts.send_back(school.store, school.teacher, form_id, "Hoe ging het verder?")
    assert answers.pupil_form(school.store, form_id).way is Way.CHOOSING


def test_young_is_who_was_in_a_group_up_to_4_when_the_form_was_issued(school: SampleSchool) -> None:
    year_of = {one.id: one.year_group for one in _pupils(school)}
    young = next(pupil for pupil in school.pupils if year_of[pupil] == 4)
    older = next(pupil for pupil in school.pupils if year_of[pupil] == 5)
    for pupil_id, expected in ((young, True), (older, False)):
        form_id = school.issue(pupil_id=pupil_id).form.id
        assert answers.pupil_form(school.store, form_id).young is expected


def _pupils(school: SampleSchool) -> list[Pupil]:
    return people.pupils(school.store)


# -- what a school had before --------------------------------------------------------------------------------------


@pytest.fixture
def first_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A store as the first version left it: one form with one answer, written in that version's own columns."""
    folder = tmp_path / "first"
    folder.mkdir()
    shutil.copy(migrating.MIGRATIONS / "0001_first_tables.py", folder)
    home = Home(tmp_path / "kiosk")
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "MIGRATIONS", folder)
        made = create_store(home, SETTINGS, SetClock())
        for statement in (
            "INSERT INTO staff (id, given_name, prefix, surname, role_hint, active, pin_hash) "
            "VALUES (1, 'Fenna', '', 'Bos', '', 1, '')",
            "INSERT INTO staff_role (staff_id, role) VALUES (1, 'head')",
            "INSERT INTO pupil (id, key, given_name, prefix, surname) VALUES (1, 'p1', 'Noor', '', 'Vos')",
            "INSERT INTO form (id, number, school_year, pupil_id, happened_at, place, main, what_was_seen, "
            "consulted_id, consulted_at, issued_at, issued_by_id, voided_why, filed_note) "
            "VALUES (1, '1232600016', '2026-2027', 1, "
            "'2026-11-23 09:00:00', 'gym', 'theft', 'x', 1, '2026-11-23 09:00:00', '2026-11-23 09:30:00', 1, '', '')",
            "INSERT INTO code (form_id, code, valid_on) VALUES (1, '123456', '2026-11-23')",
            "INSERT INTO answer (form_id, question, asked_text, text, rev) "
            "VALUES (1, 1, 'Wat gebeurde er?', 'Oei.', 4)",
        ):
            database.execute_sql(statement)
        assert cipher.version_of(database) == 1
        made.close()
    return home


def test_what_was_typed_before_there_were_ways_is_opened_typed_by_the_child_and_can_go_on(first_version: Home) -> None:
    opened = open_store(first_version, SETTINGS, SetClock())
    form = answers.open_with_code(opened, "123456")
    assert (form.way, form.given_name) == (Way.TYPING, "Noor")
    assert form.words == (Words(1, 1, "Wat gebeurde er?", "Oei.", 4),)
    answers.save_answer(opened, Words(1, 3, "Ik voelde mij:", "", 5, (ANGRY,)))
    assert tables.Answer.select().count() == 2
    assert [path.name for path in first_version.backups.iterdir()] == [
        f"voor-migratie-0001-{max(migrating.steps()):04d}.db"
    ]
    opened.close()
