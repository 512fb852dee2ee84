"""The command line is a promise that scripts rely on: lines, streams and exit codes."""

import json
import logging
import re
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest

from kiosk import __main__ as command_line_of
from kiosk.__main__ import main
from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.screens.setup import LOOK_AROUND
from kiosk.supervisor import BROKEN, LEFT_ON_PURPOSE
from tests.command_line import SAMPLE, Output, clock
from tests.school import School, issue
from tests.screens.head.scenes import earlier


def test_policy_says_what_the_first_ten_forms_set_off(empty_home: Path, capsys: Output) -> None:
    assert main(["policy"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1  -",
        "2  -",
        "3  gesprek leerling-ouders-directie",
        "4  -",
        "5  -",
        "6  officiële waarschuwing",
        "7  schorsing overwegen",
        "8  schorsing overwegen",
        "9  schorsing overwegen",
        "10  schorsing overwegen",
    ]
    assert not empty_home.exists()


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-10-09", ["schooldag: ja", "volgende schooldag: 2026-10-19", "vijf werkdagen later: 2026-10-16"]),
        ("2026-12-21", ["schooldag: nee", "volgende schooldag: 2027-01-04", "vijf werkdagen later: 2026-12-29"]),
        ("2045-03-01", ["schooldag: onbekend", "volgende schooldag: onbekend", "vijf werkdagen later: onbekend"]),
    ],
)
def test_calendar_answers_three_questions(day: str, lines: list[str], empty_home: Path, capsys: Output) -> None:
    assert main(["calendar", day]) == 0
    assert capsys.readouterr().out.splitlines() == lines


def test_calendar_of_another_region(empty_home: Path, capsys: Output) -> None:
    assert main(["calendar", "2026-10-19", "--region", "zuid"]) == 0
    assert capsys.readouterr().out.startswith("schooldag: nee\n")
    assert main(["calendar", "2026-10-19", "--region", "noord"]) == 0
    assert capsys.readouterr().out.startswith("schooldag: ja\n")


@pytest.mark.parametrize(
    "arguments",
    [["calendar", "gisteren"], ["calendar"], ["onzin"], ["import"], ["--onzin"], ["--demo", "doctor"], ["register"]],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(arguments: list[str], empty_home: Path, capsys: Output) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"kiosk: [^\n]+\n", said.err)


def test_the_help_is_dutch(capsys: Output) -> None:
    for arguments in (["--help"], ["import", "--help"], ["calendar", "--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
        said = capsys.readouterr().out
        assert said.startswith("gebruik: kiosk")
        for english in ("usage", "options", "positional", "show this help"):
            assert english not in said


def test_beside_a_running_kiosk_what_needs_the_store_is_refused(set_up: School, capsys: Output) -> None:
    desk = set_up.desk()
    desk.open(lambda hear, report: hear(report))
    try:
        assert main(["import", SAMPLE], clock) == 1
        assert "De kiosk staat al open op deze computer." in capsys.readouterr().err
        assert main(["doctor"], clock) in (0, 1)
        assert "in gebruik door een kiosk die nu draait" in capsys.readouterr().out
    finally:
        desk.close()


def test_doctor_knows_the_versions_and_the_store(set_up: School, capsys: Output) -> None:
    main(["doctor", "--json"], datetime.now)
    found = json.loads(capsys.readouterr().out)
    assert re.fullmatch(r"3\.\d+\.\d+", found["python"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["textual"])
    assert re.fullmatch(r"3\.\d+\.\d+", found["sqlite"])
    assert found["sqlcipher"].startswith("4.")
    assert found["store"].startswith("heel")
    assert found["encryption"].startswith("versleuteld")


def test_doctor_fails_when_the_store_is_damaged(set_up: School, capsys: Output) -> None:
    set_up.home.store.write_bytes(b"\x00" * 8192)
    assert main(["doctor"], datetime.now) == 1
    assert "FOUT  opslag: De opslag gaat niet open" in capsys.readouterr().out


def test_doctor_names_the_line_of_a_mistake_in_the_schools_file(set_up: School, capsys: Output) -> None:
    text = set_up.home.settings.read_text(encoding="utf-8")
    set_up.home.settings.write_text(text.replace("reminders = 2", "reminders = 20"), encoding="utf-8")
    assert main(["doctor"], datetime.now) == 1
    line = text.splitlines().index("reminders = 2") + 1
    assert re.search(rf"FOUT  instellingen: In .*, regel {line}, klopt 'reminders'", capsys.readouterr().out)


def test_doctor_fails_when_the_clock_is_behind(set_up: School, capsys: Output) -> None:
    assert main(["doctor"], lambda: datetime(2020, 1, 1)) == 1
    assert "FOUT  klok:" in capsys.readouterr().out


def register(out: Path, year: str = "2026-2027") -> int:
    return main(["register", "--school-year", year, "--out", str(out)], clock)


def test_register_writes_counts_without_names(set_up: School, tmp_path: Path, capsys: Output) -> None:
    with earlier(set_up, "2026-11-20 10:00") as store:
        for pupil in range(6):
            issue(store, pupil=pupil)
        issue(store, main="theft")
        issue(store, main="theft")
    assert register(tmp_path / "r.csv") == 0
    assert capsys.readouterr().out == f"Bewaard: {tmp_path / 'r.csv'}\n"
    lines = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "schooljaar;maand;bouw;gedrag;aantal"
    assert "2026-2027;november;middenbouw;lichamelijk geweld;6" in lines
    assert "2026-2027;november;middenbouw;stelen;<5" in lines
    assert lines[-1] == "2026-2027;totaal;totaal;totaal;niet getoond"
    assert not re.search("Luuk|Ancona|Egels", "".join(lines))
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["r.csv"]


def test_register_never_writes_over_a_file(set_up: School, tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "r.csv").write_text("van een ander")
    assert register(tmp_path / "r.csv") == 1
    assert capsys.readouterr().err.startswith(f"kiosk: {tmp_path / 'r.csv'} bestaat al. Kies")
    assert (tmp_path / "r.csv").read_text() == "van een ander"
    assert register(tmp_path / "weg" / "r.csv") == 1
    assert "Deze map is er niet" in capsys.readouterr().err


def test_register_without_a_store_says_that_there_is_none(empty_home: Path, tmp_path: Path, capsys: Output) -> None:
    assert register(tmp_path / "r.csv") == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "kiosk: Er is nog geen school ingericht. Start eerst: kiosk\n")
    assert not empty_home.exists()
    assert not (tmp_path / "r.csv").exists()


def test_register_beside_a_running_kiosk_is_refused(set_up: School, tmp_path: Path, capsys: Output) -> None:
    with earlier(set_up, "2026-11-23 10:00"):
        assert register(tmp_path / "r.csv") == 1
    assert capsys.readouterr().err == "kiosk: De kiosk staat al open op deze computer. Sluit die eerst.\n"
    assert not (tmp_path / "r.csv").exists()


@pytest.mark.parametrize(
    ("year", "code", "sentence"),
    [
        ("2026", 2, "Dit is geen schooljaar. Schrijf een schooljaar zo: 2026-2027."),
        ("2026-2028", 2, "Dit is geen schooljaar. Schrijf een schooljaar zo: 2026-2027."),
        ("2027-2028", 1, "Het schooljaar 2027-2028 is nog niet begonnen. Kies een schooljaar dat al begonnen is."),
    ],
)
def test_register_of_a_year_that_cannot_be(
    year: str, code: int, sentence: str, set_up: School, tmp_path: Path, capsys: Output
) -> None:
    assert register(tmp_path / "r.csv", year) == code
    assert capsys.readouterr().err == f"kiosk: {sentence}\n"
    assert not list(tmp_path.glob("*.csv"))


def test_without_a_terminal_the_kiosk_says_so(set_up: School, capsys: Output) -> None:
    assert main([], clock) == 1
    assert "De kiosk heeft een scherm en toetsenbord nodig." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ([LEFT_ON_PURPOSE], LEFT_ON_PURPOSE),
        ([LOOK_AROUND, LEFT_ON_PURPOSE, LOOK_AROUND, LEFT_ON_PURPOSE, 0], 0),  # back at set-up, as often as they like
        ([LOOK_AROUND, 0], 0),  # the machine goes down
        ([LOOK_AROUND, BROKEN], BROKEN),
    ],
)
def test_from_set_up_one_looks_around_until_the_fictional_school_ends_otherwise_than_by_staff_leaving(
    ends: list[int], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, runs = Home(tmp_path), []

    def run_once(where: Home, _clock: Clock, *, demo: bool = False) -> int:
        runs.append((where, demo))
        return ends[len(runs) - 1]

    monkeypatch.setattr(command_line_of, "_run_once", run_once)
    assert command_line_of._run(home, clock, demo=False) == code
    assert runs == [(home.demo, True) if place % 2 else (home, False) for place in range(len(ends))]


def test_a_fault_in_the_fictional_school_is_a_fault_of_the_kiosk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_once(_where: Home, _clock: Clock, *, demo: bool = False) -> int:
        if demo:
            raise KioskError("De schijf is vol.", "Maak ruimte.")
        return LOOK_AROUND

    monkeypatch.setattr(command_line_of, "_run_once", run_once)
    with pytest.raises(KioskError, match="De schijf is vol"):
        command_line_of._run(Home(tmp_path), clock, demo=False)


def test_who_stops_reading_hears_nothing_of_the_rest() -> None:
    command = f"{sys.executable} -m kiosk policy | true"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_log_that_grew_large_begins_anew_and_the_one_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("kiosk")
    for place, name in ((log, "handlers"), (log, "propagate"), (logging, "lastResort")):
        monkeypatch.setattr(place, name, getattr(place, name) if name != "handlers" else [])
    for place, name in ((threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    home = Home(tmp_path)
    for size, kept in ((command_line_of.MOST_LOG, False), (command_line_of.MOST_LOG + 1, True)):
        home.log.write_text("x" * size)
        command_line_of._log_to(home)
        assert home.log.exists() != kept
        assert (tmp_path / "kiosk.log.1").exists() == kept
