"""The doctor inside a running kiosk: the open store is looked at itself, and each finding says what to do."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import tables
from kiosk.db.backups import make_backup
from kiosk.db.chosen_printer import print_elsewhere
from kiosk.db.store import Store, open_store
from kiosk.db.tables import database
from kiosk.errors import Refused
from kiosk.jobs import doctor_machine
from kiosk.jobs.doctor import examine, examine_open
from kiosk.paper import cups
from kiosk.paper.logo import make_logo
from kiosk.rules.health import Finding
from kiosk.rules.permissions import Actor, Role, command_line
from tests.paper.test_logo import picture
from tests.school import School


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


def found(store: Store) -> dict[str, Finding]:
    """On a thread of its own, as in the kiosk."""
    with ThreadPoolExecutor(1) as pool:
        return {one.name: one for one in pool.submit(examine_open, store, command_line()).result()}


def test_a_running_kiosk_looks_at_its_own_store_and_leaves_its_connection_open(store: Store) -> None:
    told = found(store)
    assert told["store"] == Finding("store", f"heel ({store.home.store})")
    assert not database.is_closed()
    from_outside = {one.name for one in examine(store.home, store.clock)}
    assert set(told) == from_outside


def test_only_who_looks_after_the_kiosk_has_it_looked_at_from_within(store: Store) -> None:
    for role in set(Role) - {Role.HEAD, Role.ADMIN}:
        with pytest.raises(Refused):
            examine_open(store, Actor("juf", frozenset({role}), staff_id=1))


def test_a_log_that_was_changed_behind_the_kiosks_back_is_a_fault_with_what_to_do(store: Store) -> None:
    row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
    database.execute_sql("DROP TRIGGER log_row_no_update")
    tables.LogRow.update(action="print").where(tables.LogRow.id == row.id).execute()
    told = found(store)["store"]
    assert (told.ok, told.text) == (False, f"het logboek klopt niet vanaf regel {row.seq}")
    assert told.todo == "Bewaar alles zoals het is, en zeg het de directie."


def test_a_damaged_page_is_a_fault_and_no_traceback(store: Store) -> None:
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with store.home.store.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 8)
    told = found(store)["store"]
    assert not told.ok
    assert told.todo


def test_backups_and_the_logo_are_looked_at(store: Store) -> None:
    assert not found(store)["backup"].ok
    make_backup(store, command_line())
    store.home.logo.write_bytes(make_logo(picture()).png)
    told = found(store)
    assert told["backup"].ok
    assert told["logo"].text == "300 bij 100 punten"
    store.home.logo.write_bytes(b"half")
    broken = found(store)["logo"]
    assert not broken.ok
    assert "geen logo op papier" in broken.todo


def test_a_bare_console_that_does_not_speak_utf_8_is_a_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    console = tmp_path / "default_utf8"
    console.write_text("0\n")
    monkeypatch.setattr(doctor_machine, "_CONSOLE_UTF8", console)
    monkeypatch.setenv("TERM", "linux")
    assert "zonder UTF-8" in found(store)["terminal"].text
    console.write_text("1\n")
    assert found(store)["terminal"].text.startswith("linux, ")
    assert "zonder" not in found(store)["terminal"].text


def test_inside_and_outside_the_printer_is_looked_at_as_the_school_chose_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "queues", lambda: ())
    store = open_store(school.home, settings.load(school.home), school.clock)
    assert found(store)["printer"].state == "let op"
    beside = next(one for one in examine(school.home, school.clock) if one.name == "printer")
    assert beside.state == "goed", "a store that is in use does not tell what the school chose"
    print_elsewhere(store, command_line())
    inside = found(store)["printer"]
    store.close()
    (outside,) = (one for one in examine(school.home, school.clock) if one.name == "printer")
    assert inside == outside
    assert inside.state == "goed"
