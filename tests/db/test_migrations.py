"""The first tables are those of the models; a later step that fails takes nothing along; guards hold rows in place."""

import shutil
from pathlib import Path

import peewee
import pytest

from kiosk.db import cipher, facts, migrating, store, tables
from kiosk.db.store import open_store
from kiosk.db.tables import database
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.form import Outcome
from kiosk.vault import data_key
from tests.db.school import SETTINGS, SampleSchool, SetClock, everything_stored

NOW = max(migrating.steps())
NEXT, AFTER_NEXT = NOW + 1, NOW + 2
BACKUP = f"voor-migratie-{NOW:04d}-{NEXT:04d}.db"
ADD_A_COLUMN = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE pupil ADD COLUMN shoe_size INTEGER")
"""
FAIL_HALFWAY = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE staff ADD COLUMN shoe_size INTEGER")
    db.execute_sql("INSERT INTO nowhere VALUES (1)")
"""


def columns_of(table: str) -> dict[str, tuple[bool, bool]]:
    """For each column of a table in the file: whether it must be filled, and whether it is the key."""
    rows = database.execute_sql(f"PRAGMA table_info({table})").fetchall()
    return {name: (bool(filled), bool(key)) for _place, name, _type, filled, _default, key in rows}


@pytest.mark.parametrize("model", tables.ALL, ids=lambda model: model.__name__)
def test_a_new_store_has_exactly_the_columns_of_its_models(school: SampleSchool, model: type[peewee.Model]) -> None:
    fields = model._meta.sorted_fields
    expected = {field.column_name: (not field.null, field.primary_key) for field in fields}
    assert columns_of(model._meta.table_name) == expected


@pytest.mark.parametrize("model", tables.ALL, ids=lambda model: model.__name__)
def test_a_new_store_keeps_apart_what_its_models_keep_apart(school: SampleSchool, model: type[peewee.Model]) -> None:
    name = model._meta.table_name
    found = {
        tuple(row[2] for row in database.execute_sql(f"PRAGMA index_info({index[1]})").fetchall())
        for index in database.execute_sql(f"PRAGMA index_list({name})").fetchall()
        if index[2] and not index[4]
    }
    expected = {(field.column_name,) for field in model._meta.sorted_fields if field.unique and not field.primary_key}
    for parts, unique in model._meta.indexes:
        if unique:
            expected.add(tuple(model._meta.fields[part].column_name for part in parts))
    assert found == expected


def test_the_file_has_no_table_that_no_model_knows(school: SampleSchool) -> None:
    known = {model._meta.table_name for model in tables.ALL} | {"schema_migration"}
    assert {name for name in database.get_tables() if not name.startswith("sqlite_")} == known


def test_opening_again_runs_no_migration_and_makes_no_backup(home: Home) -> None:
    before = home.store.read_bytes()
    open_store(home, SETTINGS, SetClock()).close()
    assert home.store.read_bytes() == before
    assert not home.backups.exists()


@pytest.fixture
def later_kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a later kiosk: the folder is the test's own, to add steps to."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "MIGRATIONS", folder)
    return folder


def test_a_later_migration_runs_once_after_a_backup_of_what_was(home: Home, later_kiosk: Path) -> None:
    (later_kiosk / f"{NEXT:04d}_shoes.py").write_text(ADD_A_COLUMN, encoding="utf-8")
    open_store(home, SETTINGS, SetClock()).close()
    opened = open_store(home, SETTINGS, SetClock())
    assert "shoe_size" in columns_of("pupil")
    assert cipher.version_of(database) == NEXT
    opened.close()
    (backup,) = home.backups.iterdir()
    assert backup.name == BACKUP
    database.point_at(backup, data_key.read_key(home.key))
    database.connect()
    assert "shoe_size" not in columns_of("pupil")
    assert (cipher.version_of(database), cipher.is_whole(database)) == (NOW, True)


def test_a_migration_that_fails_leaves_tables_rows_and_version_as_they_were(home: Home, later_kiosk: Path) -> None:
    opened = open_store(home, SETTINGS, SetClock())
    before = everything_stored()
    opened.close()
    broken = later_kiosk / f"{NEXT:04d}_broken.py"
    broken.write_text(FAIL_HALFWAY, encoding="utf-8")
    for _try in range(2):  # the second finds the first one's backup in its place
        with pytest.raises(KioskError):
            open_store(home, SETTINGS, SetClock())
        assert [path.name for path in home.backups.iterdir()] == [BACKUP]
    broken.unlink()
    opened = open_store(home, SETTINGS, SetClock())
    assert everything_stored() == before
    assert "shoe_size" not in columns_of("staff")
    assert cipher.version_of(database) == NOW
    opened.close()


def test_the_migrations_before_one_that_fails_are_kept_with_their_number(home: Home, later_kiosk: Path) -> None:
    (later_kiosk / f"{NEXT:04d}_shoes.py").write_text(ADD_A_COLUMN, encoding="utf-8")
    broken = later_kiosk / f"{AFTER_NEXT:04d}_broken.py"
    broken.write_text(FAIL_HALFWAY, encoding="utf-8")
    with pytest.raises(KioskError):
        open_store(home, SETTINGS, SetClock())
    broken.unlink()
    opened = open_store(home, SETTINGS, SetClock())
    assert cipher.version_of(database) == NEXT
    assert "shoe_size" in columns_of("pupil")
    opened.close()


def test_a_set_up_that_was_cut_short_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pull_the_plug(_backups: Path) -> None:
        raise KeyboardInterrupt

    home = Home(tmp_path / "new")
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "migrate", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            store.create_store(home, SETTINGS, SetClock())
    opened = open_store(home, SETTINGS, SetClock())
    assert tables.Pupil.select().count() == 0
    opened.close()


@pytest.mark.parametrize("table", ["form_fact", "talk", "log_row"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_what_happened_can_be_neither_changed_nor_taken_out(school: SampleSchool, table: str, change: str) -> None:
    school.talked()
    before = everything_stored()
    with pytest.raises(peewee.IntegrityError, match=f"{table} is insert-only"):
        database.execute_sql(change.format(table))
    assert everything_stored() == before


def test_a_void_is_written_once(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    facts.void_form(school.store, school.head, form_id, "Verkeerde leerling.")
    for other in (None, school.clock.now):
        with pytest.raises(peewee.IntegrityError, match=r"form\.voided_at is write-once"):
            tables.Form.update(voided_at=other).where(tables.Form.id == form_id).execute()


def test_the_tick_that_the_paper_was_filed_is_written_once(school: SampleSchool) -> None:
    form_id = school.signed()
    facts.file_form(school.store, school.teacher, form_id)
    with pytest.raises(peewee.IntegrityError, match=r"form\.filed_at is write-once"):
        tables.Form.update(filed_at=None).where(tables.Form.id == form_id).execute()


@pytest.mark.parametrize("kind", ["first_word", "back_in_class", "parents_informed", "taken_home"])
def test_what_happens_once_cannot_be_stored_twice(school: SampleSchool, kind: str) -> None:
    form_id = school.at_home()
    with pytest.raises(peewee.IntegrityError, match="UNIQUE"):
        tables.FormFact.create(form=form_id, kind=kind, at=school.clock.now, by=school.teacher.staff_id)


def test_a_returned_paper_can_be_stored_twice_for_a_second_household(school: SampleSchool) -> None:
    form_id = school.signed()
    form = facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN)
    assert len([fact for fact in form.facts if fact.outcome is not None]) == 2


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO answer (form_id, question, asked_text, text, rev) VALUES ({form}, 2, '', 'erbij', 9)",
        "UPDATE answer SET text = 'anders', rev = 9 WHERE form_id = {form}",
        "UPDATE answer SET form_id = {other} WHERE form_id = {form}",
        "UPDATE answer SET form_id = {form} WHERE form_id = {other}",
        "DELETE FROM answer WHERE form_id = {form}",
        "DELETE FROM answer WHERE form_id = {other}",
    ],
)
def test_the_answers_of_a_form_are_frozen_once_it_was_handed_in_and_never_change_form(
    school: SampleSchool, change: str
) -> None:
    handed_in, open_form = school.handed_in(), school.issue(pupil_id=school.pupils[1]).form.id
    school.write(open_form, "van een ander kind", question=3)
    before = everything_stored()
    with pytest.raises(peewee.IntegrityError, match="answer is frozen"):
        database.execute_sql(change.format(form=handed_in, other=open_form))
    assert everything_stored() == before
