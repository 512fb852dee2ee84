"""What retention takes is nowhere any more: in no table, no page and no file of the kiosk."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kiosk.db import (
    cipher,
    people,
    retention,
    tables,
)
from kiosk.db.tables import database
from kiosk.errors import KioskError
from kiosk.vault import data_key
from tests.db.expired import MARK, applied, leave, word
from tests.db.school import SampleSchool, every_cell, row_count


def marked() -> list[tuple[str, str]]:
    return [cell for cell in every_cell() if MARK in cell[1]]


def test_no_word_of_a_year_past_its_term_stands_in_any_table(long_line: SampleSchool) -> None:
    tables_with_words = {table for table, _ in marked()}
    assert tables_with_words == {
        *("form", "answer", "form_fact", "talk", "turn", "step_taken", "step_review", "letter"),
        *("suspension", "suspension_task", "proposal_taken", "road", "road_review"),
    }, "a table without a word proves nothing"
    numbers = [row.number for row in tables.Form.select()]
    applied(long_line)
    assert marked() == []
    assert [cell for cell in every_cell() if cell[1] in numbers] == [], "the number on the paper leads to the name"
    assert row_count(tables.Answer) == row_count(tables.Code) == row_count(tables.RoadPupil) == 0
    assert {row.salt for row in tables.Form.select()} == {None}, "with the salt, words could be guessed from the log"
    assert row_count(tables.RetentionPass) == 0
    assert long_line.store.first_fault() == ""


def test_no_row_says_any_more_whose_it_was_and_the_pupil_at_school_keeps_the_name(long_line: SampleSchool) -> None:
    pupil_id = long_line.pupils[0]
    applied(long_line)
    for table in (tables.Form, tables.Turn, tables.StepTaken, tables.ProposalTaken, tables.Suspension, tables.Letter):
        assert row_count(table) > 0
        assert table.select().where(table.pupil.is_null(False)).count() == 0, table
    assert people.pupil(long_line.store, pupil_id).active


def test_no_name_and_no_key_of_who_left_stands_anywhere(long_line: SampleSchool) -> None:
    pupil_id = long_line.pupils[0]
    was = tables.Pupil.get_by_id(pupil_id)
    names = [was.key, f"{was.given_name}", was.surname]
    leave(long_line, pupil_id, "2024-07-05 12:00")
    places = row_count(tables.Membership)
    seen = applied(long_line)
    assert pupil_id in seen.pupils
    others = {row.given_name for row in tables.Pupil.select()} | {row.surname for row in tables.Pupil.select()}
    assert [cell for cell in every_cell() for name in names if name not in others and cell[1] == name] == []
    assert tables.Pupil.get_by_id(pupil_id).key is None
    assert tables.Membership.select().where(tables.Membership.pupil == pupil_id).count() == 0
    assert row_count(tables.Membership) == places, "somebody was there, and counts"
    with pytest.raises(KioskError, match="Deze leerling bestaat niet"):
        people.pupil(long_line.store, pupil_id)
    assert pupil_id not in people.pupil_names(long_line.store)


def test_the_words_are_in_no_file_of_the_kiosk_and_the_second_file_is_empty(long_line: SampleSchool) -> None:
    copy = long_line.home.backups / "voor-migratie-0004-0005.db"
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(word("oude kopie"))
    assert long_line.home.store.with_name("oeps.db-wal").stat().st_size > 0
    seen = retention.past(long_line.store, long_line.head)
    done = retention.apply_retention(long_line.store, long_line.head, seen)
    assert (done.emptied, done.copies_left) == (True, ())
    assert long_line.home.store.with_name("oeps.db-wal").stat().st_size == 0
    assert not copy.exists()
    for file in long_line.home.folder.rglob("*"):
        if file.is_file():
            assert MARK.encode() not in file.read_bytes(), file


def decrypted(school: SampleSchool) -> bytes:
    """Every page of the store as it lies in the file, with what was deleted in it: SQLCipher's AES undone by hand."""
    key, file = bytes.fromhex(data_key.read_key(school.home.key)), school.home.store.read_bytes()
    found = []
    for start in range(0, len(file), 4096):
        words = file[start + (0 if start else 16) : start + 4096 - 80]  # the first page begins with a salt
        iv = file[start + 4096 - 80 : start + 4096 - 64]
        undo = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        found.append(undo.update(words) + undo.finalize())
    return b"".join(found)


def test_the_words_are_in_no_page_of_the_file_not_even_where_rows_were_deleted(long_line: SampleSchool) -> None:
    cipher.empty_wal(database)
    assert decrypted(long_line).count(MARK.encode()) > 100
    applied(long_line)
    assert decrypted(long_line).count(MARK.encode()) == 0


def test_while_somebody_reads_the_second_file_is_left_and_that_is_told(
    long_line: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = database.beside(long_line.home.store)
    other.connect()
    try:
        with other.atomic():
            other.execute_sql("SELECT COUNT(*) FROM form").fetchone()
            database.execute_sql("PRAGMA busy_timeout = 10")
            seen = retention.past(long_line.store, long_line.head)
            assert not retention.apply_retention(long_line.store, long_line.head, seen).emptied
    finally:
        other.close()
    assert marked() == []
