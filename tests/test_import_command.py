"""Reading in the school's own export on the command line: its last lines are a promise that scripts rely on."""

import re
from pathlib import Path

import pytest

from kiosk.__main__ import main
from tests.command_line import SAMPLE, Output, clock
from tests.school import School

LIST = Path(__file__).parent / "exchange" / "files" / "voorbeeldschool-leerlingen.csv"


def test_a_dry_run_without_a_school_compares_with_an_empty_one(empty_home: Path, capsys: Output) -> None:
    assert main(["import", SAMPLE, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "leerlingen: 229 nieuw, 0 gewijzigd, 0 weg",
        "groepen: 9 nieuw, 0 gewijzigd, 0 weg",
        "medewerkers: 18 nieuw, 0 gewijzigd, 0 weg",
    ]
    assert not empty_home.exists()


def test_a_dry_run_says_that_it_changed_nothing(set_up: School, capsys: Output) -> None:
    before = set_up.home.store.read_bytes()
    assert main(["import", SAMPLE, "--dry-run"], clock) == 0
    assert "Proef: er is niets veranderd." in capsys.readouterr().out
    assert set_up.home.store.read_bytes() == before
    assert main(["import", SAMPLE], clock) == 0
    assert "Ingelezen:" in capsys.readouterr().out


def test_import_without_a_school_is_refused(empty_home: Path, capsys: Output) -> None:
    assert main(["import", SAMPLE]) == 1
    assert "Er is nog geen school ingericht." in capsys.readouterr().err


def test_import_twice_changes_nothing(set_up: School, capsys: Output) -> None:
    assert main(["import", SAMPLE], clock) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "leerlingen: 0 nieuw, 0 gewijzigd, 0 weg",
        "groepen: 0 nieuw, 0 gewijzigd, 0 weg",
        "medewerkers: 0 nieuw, 0 gewijzigd, 0 weg",
    ]


def test_a_list_of_pupils_is_read_with_its_columns_as_guessed_which_is_said(set_up: School, capsys: Output) -> None:
    assert main(["import", SAMPLE], clock) == 0
    capsys.readouterr()
    assert main(["import", str(LIST)], clock) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("kolommen: leerlingnummer = Leerlingnummer, roepnaam = Roepnaam, tussenvoegsel =")
    assert "Geboortedatum" not in lines[0]
    assert lines[-3:] == [
        "leerlingen: 0 nieuw, 0 gewijzigd, 19 weg",
        "groepen: 0 nieuw, 0 gewijzigd, 0 weg",
        "medewerkers: 0 nieuw, 0 gewijzigd, 0 weg",
    ]


def test_a_list_without_a_number_is_refused_with_the_columns_that_it_needs(
    set_up: School, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "lijst.csv").write_text("Roepnaam;Groep\nBo;3a\n")
    assert main(["import", str(tmp_path / "lijst.csv")], clock) == 1
    assert "mist deze kolommen: Leerlingnummer, Achternaam." in capsys.readouterr().err


def test_a_file_that_lets_most_pupils_go_needs_to_be_sure(set_up: School, tmp_path: Path, capsys: Output) -> None:
    few = "".join(LIST.read_text("cp1252").splitlines(keepends=True)[:60])
    (tmp_path / "lijst.csv").write_text(few, encoding="utf-8")
    arguments = ["import", str(tmp_path / "lijst.csv")]
    assert main(["import", SAMPLE], clock) == 0
    before = set_up.home.store.read_bytes()
    assert main(arguments, clock) == 1
    said = capsys.readouterr()
    assert "170 van de 229 leerlingen staan niet in dit bestand" in said.err
    assert "--sure" in said.err
    assert set_up.home.store.read_bytes() == before
    assert main([*arguments, "--dry-run"], clock) == 0
    assert "170 van de 229 leerlingen" in capsys.readouterr().out
    assert main([*arguments, "--sure"], clock) == 0
    assert "leerlingen: 0 nieuw, 0 gewijzigd, 170 weg" in capsys.readouterr().out


def test_who_may_be_somebody_else_is_told_and_taken_for_new(set_up: School, tmp_path: Path, capsys: Output) -> None:
    changed = Path(SAMPLE).read_text(encoding="utf-8").replace('key="L0001"', 'key="X1"')
    (tmp_path / "edex.xml").write_text(changed, encoding="utf-8")
    assert main(["import", SAMPLE], clock) == 0
    capsys.readouterr()
    assert main(["import", str(tmp_path / "edex.xml")], clock) == 0
    said = capsys.readouterr().out
    assert "Let op: René el Amrani is nieuw onder nummer X1" in said
    assert "leerlingen: 1 nieuw, 0 gewijzigd, 1 weg" in said


def test_groups_without_a_parallel_group_are_told_after_an_import(set_up: School, capsys: Output) -> None:
    assert main(["import", SAMPLE], clock) == 0
    assert "zonder parallelgroep (kies die in de kiosk: Beheer, g): De Bijen, De Dassen," in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"geen xml", b"<EDEX>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><EDEX>&a;</EDEX>"])
def test_a_broken_file_is_one_sentence_and_nothing_changes(
    content: bytes, set_up: School, tmp_path: Path, capsys: Output
) -> None:
    broken = tmp_path / "export.xml"
    broken.write_bytes(content)
    before = set_up.home.store.read_bytes()
    assert main(["import", str(broken)], clock) == 1
    said = capsys.readouterr()
    assert re.fullmatch(r"kiosk: [^\n]+\n", said.err)
    assert set_up.home.store.read_bytes() == before
