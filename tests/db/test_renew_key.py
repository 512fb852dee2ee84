"""A new data key: every row as it was, old key and old words open nothing, and no word of anybody stays anywhere."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk.db import cipher, log, tables
from kiosk.db.keys import NewHolder, add_opener, key_state, remove_opener, renew_key, replace_holder
from kiosk.db.store import is_locked, open_store
from kiosk.db.tables import database
from kiosk.errors import KioskError, Refused
from kiosk.paths import Home
from kiosk.rules.keys import Holding
from kiosk.rules.permissions import command_line
from kiosk.vault import data_key
from kiosk.vault.slots import BrokenSlots
from tests.db.earlier_versions import stored_rows
from tests.db.key_words import (
    SHEETS,
    bytes_of_files,
    opens,
    renewed,
    reopen,
    sheet_of,
    sheet_words,
    slot_of,
    staff_id,
    words,
)
from tests.db.school import SETTINGS, SampleSchool, everything_stored, log_rows

pytestmark = pytest.mark.usefixtures("no_argon2")


@pytest.mark.parametrize("before", Holding)
@pytest.mark.parametrize("after", Holding)
def test_under_a_new_key_every_row_is_as_it_was(school: SampleSchool, before: Holding, after: Holding) -> None:
    school.signed()
    school.write(school.issue(pupil_id=school.pupils[1]).form.id, "Nog niet klaar.")
    renewed(school, before)
    rows, old_key = stored_rows(), school.store.key
    key = renewed(school, after)
    now = stored_rows()
    own = ("key_slot", "log_row", "log_head", "sqlite_sequence")
    assert {table: found for table, found in now.items() if table not in own} == {
        table: found for table, found in rows.items() if table not in own
    }
    assert now["log_row"][:-1] == rows["log_row"]
    assert now["key_slot"][: len(rows["key_slot"])] == rows["key_slot"]
    assert log_rows()[-1][1:] == ("manage_keys", "data key")
    assert school.store.first_fault() == ""
    assert cipher.is_whole(database)
    assert (is_locked(school.home), school.home.key.exists()) == (after is Holding.DAY, after is Holding.HERE)
    assert key != old_key
    assert not school.home.renewal.exists()
    school.handed_in(pupil_id=school.pupils[2])  # and it is worked with


def test_the_old_key_and_the_old_words_open_nothing(school: SampleSchool) -> None:
    old = renewed(school)
    head, counsellor = (staff_id(one) for one in (school.head, school.counsellor))
    renewed(school, Holding.DAY, NewHolder(head, words("anneketwee")), NewHolder(counsellor, words("joosttwee")))
    assert [opens(school, words(name)) for name in ("anneke", "joost", "anneketwee", "joosttwee")] == [
        *(False, False),
        *(True, True),
    ]
    school.store.close()
    with pytest.raises(cipher.Damaged, match="beschadigd, of een andere sleutel"):
        open_store(school.home, SETTINGS, school.clock, old)


def test_with_a_dagsleutel_nothing_on_the_disk_opens_the_store(locked: SampleSchool) -> None:
    key = locked.store.key
    locked.store.close()
    with pytest.raises(KioskError, match="De sleutel van de opslag ontbreekt"):
        open_store(locked.home, SETTINGS, locked.clock)
    for name, content in bytes_of_files(locked.home).items():
        assert key.encode() not in content, name
        assert bytes.fromhex(key) not in content, name


def test_the_key_of_a_dagsleutel_never_touches_the_disk_not_even_for_a_moment(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was there once can be found on the disk after it was removed."""
    written = []
    monkeypatch.setattr(data_key, "write_key", lambda path, _key: written.append(path))
    renewed(school)
    assert written == []


def test_the_store_of_a_killed_kiosk_moves_whole_and_its_old_log_is_never_read(
    school: SampleSchool, tmp_path: Path
) -> None:
    """The plug is pulled after the new key was made: SQLite's log of the old store is still full."""
    form_id = school.handed_in()
    old_key, rows = school.store.key, everything_stored()
    key = renew_key(school.store, school.head, Holding.HERE, SHEETS)
    killed = Home(tmp_path / "killed")
    shutil.copytree(school.home.folder, killed.folder)
    assert (killed.folder / "oeps.db-wal").stat().st_size > 0
    school.store.close()
    assert killed.key.read_text(encoding="ascii").strip() == old_key
    opened = open_store(killed, SETTINGS, school.clock)
    try:
        assert opened.key == key
        assert opened.first_fault() == ""
        assert set(rows) <= set(everything_stored()) | {
            cell for cell in rows if cell[0] in ("log_head", "sqlite_sequence")
        }
        assert tables.Answer.get(tables.Answer.form == form_id).text == "Ik duwde hem."
    finally:
        opened.close()


def test_words_that_came_while_it_was_copied_stop_it(school: SampleSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cipher.change_key

    def meanwhile(*rest: Any) -> Any:
        school.issue()
        return real(*rest)

    monkeypatch.setattr(cipher, "change_key", meanwhile)
    with pytest.raises(KioskError, match=r"Intussen is er iets geschreven\. Begin opnieuw"):
        renew_key(school.store, school.head, Holding.HERE, SHEETS)
    assert not school.home.renewal.exists()
    reopen(school, None)
    assert tables.Form.select().count() == 1


def test_a_second_new_key_waits_until_the_first_is_in_use(school: SampleSchool) -> None:
    key = renew_key(school.store, school.head, Holding.HERE, SHEETS)
    with pytest.raises(KioskError, match="Er ligt al een nieuwe sleutel klaar"):
        renew_key(school.store, school.head, Holding.HERE, SHEETS)
    reopen(school, None)
    assert school.store.key == key


@pytest.mark.parametrize(
    ("people", "sheets", "told"),
    [(1, 2, "2 tot 4 mensen"), (5, 2, "2 tot 4 mensen"), (2, 1, "2 herstelbladen"), (2, 3, "2 herstelbladen")],
)
def test_with_too_few_or_too_many_the_old_key_stands(school: SampleSchool, people: int, sheets: int, told: str) -> None:
    ids = [int(row.id) for row in tables.Staff.select().limit(people)]
    holders = [NewHolder(one, words("iemand")) for one in ids] + [*SHEETS, SHEETS[0]][:sheets]
    before = everything_stored()
    with pytest.raises(Refused, match=told):
        renew_key(school.store, school.head, Holding.DAY, holders)
    assert everything_stored() == before
    assert not school.home.renewal.exists()


@pytest.mark.parametrize("broken", [None, b"", b"[" * 30_000, b'{"format": 1, "slots": []}'])
def test_with_broken_slots_nobody_is_changed_and_a_new_key_mends_it(locked: SampleSchool, broken: bytes | None) -> None:
    locked.home.slots.unlink() if broken is None else locked.home.slots.write_bytes(broken)
    for deed in (
        lambda: key_state(locked.store, locked.head),
        lambda: add_opener(locked.store, locked.head, staff_id(locked.teacher), words("fenna")),
        lambda: remove_opener(locked.store, locked.head, "0a1b2c3d"),
    ):
        with pytest.raises(BrokenSlots, match="Haal een reservekopie terug"):
            deed()
    renewed(locked)
    assert opens(locked, words("anneke"))
    assert len(key_state(locked.store, locked.head).holders) == 4


# -- nothing stays -----------------------------------------------------------------------------------------------------


def test_after_all_of_it_no_word_is_in_any_file_and_the_log_holds_ids_alone(school: SampleSchool) -> None:
    every_key = [school.store.key, renewed(school)]
    head, teacher, counsellor = (staff_id(one) for one in (school.head, school.teacher, school.counsellor))
    add_opener(school.store, school.head, teacher, words("fenna"))
    replace_holder(school.store, school.head, slot_of(school, teacher), words("fennatwee"))
    remove_opener(school.store, school.head, slot_of(school, counsellor))
    replace_holder(school.store, school.head, sheet_of(school, sheet_words("kluis")), sheet_words("nieuw"))
    with suppress(Refused):
        add_opener(school.store, school.head, teacher, "te weinig geheimwoorden")
    openers = NewHolder(head, words("anneketwee")), NewHolder(counsellor, words("joosttwee"))
    every_key.append(renewed(school, Holding.DAY, *openers))
    for name, content in bytes_of_files(school.home).items():
        assert b"woord" not in content, name
        for key in every_key:
            assert key.encode() not in content, name
            assert bytes.fromhex(key) not in content, name
    own = [what for _who, action, what in log_rows() if action == "manage_keys"]
    assert own == [
        "data key",
        f"key staff {teacher}",
        f"key staff {teacher}",
        f"key staff {counsellor}",
        "key sheet",
        "data key",
    ]
    for _table, cell in everything_stored():
        assert "woord" not in cell
        assert cell not in every_key


def test_the_command_line_is_named_as_itself(school: SampleSchool) -> None:
    renew_key(school.store, command_line(), Holding.HERE, SHEETS)
    assert log_rows()[-1] == (command_line().name, "manage_keys", "data key")
    assert log.anchor(school.store)[0] == len(log_rows())
