"""What the log tells and what not: ids only, no try and no word, and a chain that shows what was tampered with."""

import re

import pytest

from kiosk.db import answers, facts, lines, log, logins, people
from kiosk.db.tables import LogRow, database
from kiosk.errors import Refused
from kiosk.rules.form import Outcome
from tests.db.school import SampleSchool, log_rows, row_count, sample_roll, staff_of, with_head


def test_taking_a_paper_home_reminding_escalating_and_closing_are_logged_one_by_one(school: SampleSchool) -> None:
    form_id = school.at_home()
    before = row_count(LogRow)
    school.clock.move_to("2026-11-25 09:00")
    facts.remind(school.store, school.teacher, form_id, "briefje")
    with_head(school, form_id)
    facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Na gesprek.")
    assert log_rows()[before - 1][1] == "take_home"
    assert [row[1] for row in log_rows()[before:]] == ["remind", "return", "escalate", "close_unsigned"]


def test_who_came_in_with_a_pin_and_which_form_was_opened_with_a_code_are_in_the_log_and_tries_are_not(
    school: SampleSchool,
) -> None:
    issued, staff_id = school.issue(), staff_of(school)
    before = row_count(LogRow)
    logins.begin_login(school.store, staff_id)
    with pytest.raises(Refused, match="Deze code ken ik niet"):
        answers.open_with_code(school.store, "no such code")
    assert row_count(LogRow) == before
    logins.finish_login(school.store, staff_id)
    answers.open_with_code(school.store, issued.code)
    assert log_rows()[before:] == [
        (f"staff {staff_id}", "log_in", f"staff {staff_id}"),
        ("leerling", "open_with_code", f"form {issued.form.id}"),
    ]


def test_only_the_first_word_of_all_that_a_pupil_types_is_logged(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    before = row_count(LogRow)
    school.write(form_id, "", rev=1)
    assert row_count(LogRow) == before
    for rev in range(2, 20):
        school.write(form_id, "woord " * rev, question=1 + rev % 8, rev=rev)
    assert log_rows()[before:] == [("leerling", "write_first_word", f"form {form_id}")]


def test_no_log_row_holds_a_name_or_a_word(school: SampleSchool) -> None:
    form_id = school.at_home()
    with_head(school, form_id)
    facts.close_unsigned(school.store, school.head, form_id, Outcome.SIGNED_LATER, "Mevrouw tekende alsnog.")
    facts.file_form(school.store, school.counsellor, form_id, "Hangt.")
    people.add_staff(school.store, school.head, "Quirijn", "", "Quispel")
    lines.fresh_start(school.store, school.head, school.pupils[0], "Het gaat goed.")
    roll = sample_roll()
    full_names = [f"{one.given_name} {one.surname}" for one in roll.pupils]
    full_names += [f"{one.given_name} {one.surname}" for one in roll.staff]
    names = set(re.findall(r"\w+", " ".join(full_names)))
    logged = log_rows()
    words = set(re.findall(r"\w+", " ".join(" ".join(row) for row in logged)))
    assert not words & (names | {"Quirijn", "Quispel"})
    assert {actor for actor, _, _ in logged} >= {"beheer (opdrachtregel)", "leerling"}
    assert all(re.fullmatch(r"(staff \d+|leerling|beheer \(opdrachtregel\))", actor) for actor, _, _ in logged)
    assert all(
        re.fullmatch(r"((form|pupil|staff|group) \d+( words [0-9a-f]{64})?|roll)", about) for _, _, about in logged
    )


def test_a_log_that_nobody_touched_is_whole(school: SampleSchool) -> None:
    school.talked()
    assert log.first_break() is None
    assert [row.seq for row in LogRow.select().order_by(LogRow.seq)] == list(range(1, row_count(LogRow) + 1))


def without_guards() -> None:
    """Whoever has the key of the file can take its guards away: then the chain is what is left."""
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('log_row', 'log_head')"
    for (guard,) in database.execute_sql(guards).fetchall():
        database.execute_sql(f"DROP TRIGGER {guard}")


@pytest.mark.parametrize(
    ("tampering", "first_break"),
    [
        ("UPDATE log_row SET subject = 'form 99' WHERE seq = 7", 7),
        ("UPDATE log_row SET actor = 'staff 99' WHERE seq = 7", 7),
        ("UPDATE log_row SET at = '2020-01-01 00:00:00' WHERE seq = 7", 7),
        ("UPDATE log_row SET at = 'gisteren' WHERE seq = 7", 7),
        ("UPDATE log_row SET digest = prev WHERE seq = 7", 7),
        ("DELETE FROM log_row WHERE seq = 1", 1),
        ("DELETE FROM log_row WHERE seq = 7", 7),
        ("DELETE FROM log_row WHERE seq >= 7", 7),
        ("DELETE FROM log_row", 1),
        (
            "INSERT INTO log_row (seq, prev, digest, at, actor, action, subject) SELECT seq + 1, digest, "
            "'f00d', at, actor, action, subject FROM log_row ORDER BY seq DESC LIMIT 1",
            None,
        ),
        ("UPDATE log_head SET seq = seq - 1", None),
    ],
)
def test_what_was_changed_taken_out_or_put_into_the_log_shows(
    school: SampleSchool, tampering: str, first_break: int | None
) -> None:
    school.talked()
    after_the_last = row_count(LogRow) + 1
    without_guards()
    database.execute_sql(tampering)
    assert log.first_break() == (first_break or after_the_last)


def test_a_row_put_between_two_others_shows_where_it_was_put(school: SampleSchool) -> None:
    without_guards()
    database.execute_sql("UPDATE log_row SET seq = -seq - 1 WHERE seq >= 7")
    database.execute_sql("UPDATE log_row SET seq = -seq WHERE seq < 0")
    sixth = LogRow.get(LogRow.seq == 6)
    LogRow.create(
        seq=7, prev=sixth.digest, digest="0" * 64, at=sixth.at, actor="staff 1", action="print", subject="form 1"
    )
    assert log.first_break() == 7


def cut_off_after(seq: int) -> None:
    """The newest rows are gone and the head says so: within the chain nothing shows."""
    without_guards()
    database.execute_sql("DELETE FROM log_row WHERE seq > ?", (seq,))
    database.execute_sql("UPDATE log_head SET seq = ?, digest = (SELECT digest FROM log_row WHERE seq = ?)", (seq, seq))


def test_a_log_that_was_cut_off_before_what_a_paper_bears_shows(school: SampleSchool) -> None:
    school.talked()
    early, newest = log.anchor(school.store), row_count(LogRow)
    assert early == (newest, LogRow.get(LogRow.seq == newest).digest[:16])
    assert log.first_break(early) is None
    school.issue()
    assert log.first_break(early) is None
    cut_off_after(newest - 2)
    assert log.first_break() is None
    assert log.first_break(early) == newest - 1
    assert school.store.first_fault(early) == f"het logboek klopt niet vanaf regel {newest - 1}"
    assert school.store.first_fault((newest - 2, LogRow.get(LogRow.seq == newest - 2).digest[:8])) == ""


def test_a_log_that_was_written_anew_shows_at_what_a_paper_bears(school: SampleSchool) -> None:
    school.talked()
    early = log.anchor(school.store)
    cut_off_after(early[0] - 1)
    log.append(school.clock.now, school.stranger, "talk", "form 1")
    school.issue()
    assert log.first_break() is None
    assert log.first_break(early) == early[0]


def test_an_anchor_of_before_the_first_row_is_no_break(school: SampleSchool) -> None:
    assert log.first_break((0, "00000000")) is None
    assert log.first_break((0, "12345678")) == 0


def test_both_breaks_are_named_by_the_first(school: SampleSchool) -> None:
    school.talked()
    early = log.anchor(school.store)
    without_guards()
    database.execute_sql("UPDATE log_row SET actor = 'staff 99' WHERE seq = 3")
    assert log.first_break(early) == 3
