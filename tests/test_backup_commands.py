"""Backup, restore and verify on the command line: what scripts and people in a hurry rely on."""

import re
from datetime import datetime
from io import StringIO
from pathlib import Path
from shutil import copyfile

import pytest

from kiosk import settings
from kiosk.__main__ import main
from kiosk.db.store import open_store
from kiosk.db.tables import LogRow, database
from kiosk.paths import Home
from tests.command_line import SAMPLE, Output, clock
from tests.db.school import log_rows
from tests.locked import ANNEKES, ON_SHEETS, lock
from tests.school import School


def one_backup(set_up: School) -> Path:
    assert main(["backup"], clock) == 0
    (made,) = set_up.home.backups.iterdir()
    return made


def test_backup_says_where_it_is_and_that_the_key_belongs_apart(set_up: School, tmp_path: Path, capsys: Output) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["backup", str(stick)], clock) == 0
    (own,) = set_up.home.backups.iterdir()
    first, second, key, school = capsys.readouterr().out.splitlines()
    assert (first, second) == (f"Bewaard: {own}", f"Bewaard: {stick / own.name}")
    assert "data.key" in key
    assert school.endswith(f"met de naam school.toml: {(stick / own.name).with_suffix('.toml')}")
    assert (stick / own.name).read_bytes() == own.read_bytes()


def test_backup_to_a_stick_that_is_out_keeps_its_own_and_exits_one(
    set_up: School, tmp_path: Path, capsys: Output
) -> None:
    assert main(["backup", str(tmp_path / "stick")], clock) == 1
    said = capsys.readouterr()
    assert said.out.startswith("Bewaard: ")
    assert re.fullmatch(r"kiosk: De map [^\n]+ is er niet\. [^\n]+\n", said.err)


def test_restore_says_until_when_and_where_the_old_store_is(set_up: School, capsys: Output) -> None:
    made = one_backup(set_up)
    assert main(["import", SAMPLE], clock) == 0
    capsys.readouterr()
    assert main(["restore", str(made)], lambda: datetime(2026, 11, 24, 9, 30)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"Teruggezet: {made}",
        "leerlingen: 229",
        "formulieren: 0, nog niet klaar: 0",
        "De kopie is van maandag 23 november 2026, 10.00 uur. Wat daarna kwam, staat er niet in.",
        f"De vorige opslag is niet weg: {set_up.home.folder / 'oeps-opzij-2026-11-24-093000.db'}",
    ]
    store = open_store(set_up.home, settings.load(set_up.home), clock)
    assert log_rows()[-1] == ("beheer (opdrachtregel)", "restore", "store")
    store.close()


@pytest.mark.parametrize("command", [["backup"], ["restore", "{made}"], ["verify"]])
def test_beside_a_running_kiosk_what_needs_the_store_is_refused(
    command: list[str], set_up: School, capsys: Output
) -> None:
    made = one_backup(set_up)
    store = open_store(set_up.home, settings.load(set_up.home), clock)
    capsys.readouterr()
    assert main([word.format(made=made) for word in command], clock) == 1
    assert capsys.readouterr() == ("", "kiosk: De kiosk staat al open op deze computer. Sluit die eerst.\n")
    store.close()


@pytest.mark.parametrize("command", [["backup"], ["restore", "oeps.db"], ["verify"]])
def test_without_a_school_there_is_one_sentence(command: list[str], empty_home: Path, capsys: Output) -> None:
    assert main(command) == 1
    assert re.fullmatch(r"kiosk: [^\n]+\n", capsys.readouterr().err)
    assert not empty_home.exists()


def test_restore_on_another_machine_asks_for_the_key_and_the_settings(
    set_up: School, empty_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(set_up.home.folder))
    made = one_backup(set_up)
    monkeypatch.setenv("KIOSK_HOME", str(empty_home))
    other = Home(empty_home)
    assert main(["restore", str(made)], clock) == 1
    assert "Start de kiosk om de school in te richten." in capsys.readouterr().err
    beside = copyfile(set_up.home.settings, made.with_suffix(".toml"))
    assert main(["restore", str(made)], clock) == 1
    told = f"Zet {beside.name} in {empty_home}, met de naam school.toml."
    assert told in capsys.readouterr().err
    other.folder.mkdir()
    copyfile(set_up.home.settings, other.settings)
    assert main(["restore", str(made)], clock) == 1
    assert "De sleutel data.key ontbreekt; een reservekopie gaat alleen open met" in capsys.readouterr().err
    copyfile(set_up.home.key, other.key)
    other.key.chmod(0o600)
    assert main(["restore", str(made)], clock) == 0
    assert main(["verify", made.name], clock) == 0


def test_verify_finds_a_whole_store_whole_also_with_the_anchor_of_a_backup(set_up: School, capsys: Output) -> None:
    made = one_backup(set_up)
    assert main(["import", SAMPLE], clock) == 0
    anchor = made.stem.split("-nr")[1]
    capsys.readouterr()
    for more in ([], [made.name], [str(made)], ["--anchor", anchor]):
        assert main(["verify", *more], clock) == 0
        assert capsys.readouterr().out == "De opslag en het logboek zijn heel.\n"


def test_verify_finds_a_log_that_was_cut_off_before_a_backup(set_up: School, capsys: Output) -> None:
    older = one_backup(set_up)
    assert main(["import", SAMPLE], clock) == 0
    assert main(["backup"], lambda: datetime(2026, 11, 24, 9, 0)) == 0
    newer = max(set_up.home.backups.iterdir())
    assert main(["restore", str(older)], clock) == 0
    capsys.readouterr()
    assert main(["verify"], clock) == 0
    assert main(["verify", newer.name], clock) == 1
    assert re.search(r"het logboek klopt niet vanaf regel \d+", capsys.readouterr().err)


def test_verify_asks_first_whether_a_number_was_mistyped_when_the_log_is_whole_by_itself(
    set_up: School, capsys: Output
) -> None:
    assert main(["verify", "--anchor", "3-0123456789abcdef"], clock) == 1
    assert capsys.readouterr().err.startswith(
        "kiosk: Is 3-0123456789abcdef goed overgetypt? Zo ja, dan is er iets mis:"
    )


def test_verify_does_not_ask_whether_the_name_of_a_backup_was_mistyped(set_up: School, capsys: Output) -> None:
    assert main(["verify", "oeps-2026-11-23-100000-nr3-0123456789abcdef.db"], clock) == 1
    assert capsys.readouterr().err.startswith("kiosk: De opslag is niet heel: ")


def test_verify_names_the_damage_and_no_mistyped_number_when_the_store_itself_is_not_whole(
    set_up: School, capsys: Output
) -> None:
    store = open_store(set_up.home, settings.load(set_up.home), clock)
    database.execute_sql("DROP TRIGGER log_row_no_update")
    LogRow.update(action="print").where(LogRow.seq == 2).execute()
    store.close()
    assert main(["verify", "--anchor", "3-0123456789abcdef"], clock) == 1
    assert capsys.readouterr().err.startswith("kiosk: De opslag is niet heel: ")


def test_verify_names_damage(set_up: School, capsys: Output) -> None:
    content = bytearray(set_up.home.store.read_bytes())
    content[len(content) // 2] ^= 1
    set_up.home.store.write_bytes(content)
    assert main(["verify"], clock) == 1
    assert re.fullmatch(r"kiosk: De opslag [^\n]*beschadigd[^\n]+\n", capsys.readouterr().err)


@pytest.mark.parametrize("more", [["--anchor", "onzin"], ["oeps.db"], ["x", "--anchor", "1-0123abcd"], ["--anchor"]])
def test_verify_with_something_that_is_no_anchor_is_wrong_use(more: list[str], set_up: School, capsys: Output) -> None:
    assert main(["verify", *more], clock) == 2
    assert re.fullmatch(r"kiosk: [^\n]+\n", capsys.readouterr().err)


def test_doctor_tells_the_age_of_the_newest_backup(set_up: School, capsys: Output) -> None:
    main(["doctor"], clock)
    assert "FOUT  reservekopie: nog geen" in capsys.readouterr().out
    one_backup(set_up)
    main(["doctor"], lambda: datetime(2026, 11, 25, 9, 59))
    assert "let op  reservekopie: de nieuwste is van 2026-11-23 10:00" in capsys.readouterr().out
    main(["doctor"], lambda: datetime(2026, 11, 25, 10, 1))
    assert "FOUT  reservekopie: de nieuwste is van 2026-11-23 10:00: ouder dan twee dagen" in capsys.readouterr().out


def give(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """What a script writes to the command's input."""
    monkeypatch.setattr("sys.stdin", StringIO(words + "\n"))


@pytest.mark.parametrize("command", [["backup"], ["verify"]])
def test_behind_a_dagsleutel_the_store_opens_only_with_words(
    command: list[str], set_up: School, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    lock(set_up)
    give(monkeypatch, "tafel regen")
    assert main(command, clock) == 1
    assert capsys.readouterr().err.startswith("kiosk: Dit zijn 2 woorden. ")
    give(monkeypatch, ANNEKES)
    assert main(command, clock) == 0


class Keyboard(StringIO):
    """Input that somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("then", "code"), [(ANNEKES, 0), ("", 1)])
def test_who_types_wrong_words_is_asked_again_until_an_empty_line(
    then: str, code: int, set_up: School, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    lock(set_up)
    typed = ["tafel regen", then]
    questions = []

    def ask(question: str) -> str:
        questions.append(question)
        return typed.pop(0)

    monkeypatch.setattr("sys.stdin", Keyboard())
    monkeypatch.setattr("getpass.getpass", ask)
    assert main(["backup"], clock) == code
    assert questions == ["De dagsleutel: "] * 2
    assert capsys.readouterr().err.startswith("kiosk: Dit zijn 2 woorden. ")


def test_restore_on_another_machine_takes_the_words_of_a_recovery_sheet(
    set_up: School, empty_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    lock(set_up)
    monkeypatch.setenv("KIOSK_HOME", str(set_up.home.folder))
    give(monkeypatch, ANNEKES)
    assert main(["backup"], clock) == 0
    (made,) = set_up.home.backups.glob("*.db")
    empty_home.mkdir()
    copyfile(set_up.home.settings, Home(empty_home).settings)
    monkeypatch.setenv("KIOSK_HOME", str(empty_home))
    give(monkeypatch, ON_SHEETS[1])
    assert main(["restore", str(made)], clock) == 0
    give(monkeypatch, ANNEKES)
    assert main(["verify", made.name], clock) == 0
    assert "data.key" not in {path.name for path in empty_home.iterdir()}
    assert ANNEKES not in capsys.readouterr().out


def test_doctor_leaves_a_locked_store_closed_and_counts_the_sheets(set_up: School, capsys: Output) -> None:
    lock(set_up)
    main(["doctor"], clock)
    said = capsys.readouterr().out
    assert "goed  opslag: op slot; de dagsleutel maakt hem open" in said
    assert "goed  versleuteling: versleuteld; opent met de dagsleutel; 2 herstelbladen" in said


@pytest.mark.parametrize("named", [".", "/", "nergens.db"])
def test_behind_a_dagsleutel_what_is_no_backup_is_told_before_words_are_asked(
    named: str, set_up: School, capsys: Output
) -> None:
    lock(set_up)
    assert main(["restore", named], clock) == 1
    assert "is geen reservekopie, of niet te lezen" in capsys.readouterr().err
