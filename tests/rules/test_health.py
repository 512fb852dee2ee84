"""What is healthy: each finding says what is so, and one that needs care says what to do."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.rules.backups import Backup
from kiosk.rules.health import Finding, Hidden, in_short, of_backups, of_clock, of_disk, of_printer, of_terminal

NOW = datetime(2026, 11, 23, 10, 0)
STICK = Path("/media/stick/oeps-123")


def backup(days: float = 0) -> Backup:
    return Backup(NOW - timedelta(days=days), 1204, "3fa94c01")


def test_a_disk_is_full_below_half_a_gigabyte() -> None:
    assert of_disk(500_000_000) == Finding("disk", "nog 500 MB vrij")
    assert of_disk(81_234_000_000).text == "nog 81,2 GB vrij"
    full = of_disk(499_999_999)
    assert (full.ok, full.text) == (False, "bijna vol: nog 499 MB vrij")
    assert "Maak ruimte" in full.todo


@pytest.mark.parametrize(
    ("columns", "lines", "utf8", "word"),
    [(79, 24, True, "te klein"), (80, 23, True, "te klein"), (120, 40, False, "zonder UTF-8")],
)
def test_a_terminal_is_a_fault_when_it_is_too_small_or_loses_accents(
    columns: int, lines: int, utf8: bool, word: str
) -> None:
    found = of_terminal("linux", columns, lines, utf8)
    assert not found.ok
    assert word in found.text
    assert found.todo


def test_a_bare_console_of_80_by_24_is_good() -> None:
    assert of_terminal("linux", 80, 24, True) == Finding("terminal", "linux, 80 bij 24")
    assert of_terminal("", 80, 24, True).text == "onbekend, 80 bij 24"


def test_a_clock_may_not_be_before_the_last_change_but_for_a_minute() -> None:
    assert of_clock(NOW, None).ok
    assert of_clock(NOW, NOW + timedelta(minutes=1)).ok
    behind = of_clock(NOW, NOW + timedelta(minutes=1, seconds=1))
    assert (behind.ok, behind.todo) == (False, "Zet de klok van de computer goed.")


def test_no_backup_or_one_of_more_than_two_days_is_a_fault() -> None:
    assert not of_backups(NOW, None, None, None).ok
    assert of_backups(NOW, backup(2), STICK, backup(2)) == Finding(
        "backup", "de nieuwste is van 2026-11-21 10:00, op de tweede plek van 2026-11-21 10:00"
    )
    old = of_backups(NOW, backup(2.01), STICK, backup())
    assert not old.ok
    assert "ouder dan twee dagen" in old.text


@pytest.mark.parametrize(
    ("second", "on_second", "todo"),
    [
        (None, None, "Kies op Beheer"),
        (STICK, None, "of zorg dat de map er is"),
        (STICK, 2.01, "of zorg dat de map er is"),
    ],
)
def test_a_backup_on_this_computer_alone_is_no_fault_but_asks_for_care(
    second: Path | None, on_second: float | None, todo: str
) -> None:
    found = of_backups(NOW, backup(), second, backup(on_second) if on_second else None)
    assert found.ok
    assert found.needs_care
    assert todo in found.todo


def test_what_needs_care_is_counted_and_the_line_says_what_to_do() -> None:
    good, fault, advice = Finding("a", "1.0"), Finding("disk", "vol.", ok=False, todo="Maak ruimte."), Finding("c", "d")
    assert in_short((good, advice)) == "● Alles is in orde."
    assert in_short((good, fault)) == "▲ Let op bij 1 punt."
    assert (good.line, fault.line, fault.label) == ("1.0", "vol. Maak ruimte.", "schijf")
    assert [one.state for one in (good, advice, fault)] == ["goed", "goed", "FOUT"]


def test_no_printer_is_well_when_somebody_chose_that_and_asks_for_care_when_nobody_did() -> None:
    chosen_none, nobody = of_printer({}, ""), of_printer({}, None)
    assert (chosen_none.state, nobody.state) == ("goed", "let op")
    assert of_printer({"team": "papier op"}, "").state == "goed"


def test_a_printer_that_is_ready_is_well_but_not_when_the_kiosk_prints_on_another_that_is_gone() -> None:
    assert of_printer({"team": "", "hal": "papier op"}, "team") == Finding("printer", "team (klaar), hal (papier op)")
    assert of_printer({"team": ""}, None).state == "goed"
    assert of_printer({"team": ""}, "zolder").text == "zolder is niet gevonden, wel: team (klaar)"
    assert (
        of_printer({}, "zolder").line == "zolder is niet gevonden. Staat hij aan? Of kies een andere: Beheer, Printer."
    )
    assert of_printer({"team": "papier op"}, "team").state == "let op"


def test_it_is_the_chosen_printer_that_must_be_ready() -> None:
    both = {"hp": "Het papier is op.", "pdf": ""}
    assert [of_printer(both, chosen).state for chosen in ("hp", "pdf", None)] == ["let op", "goed", "goed"]


@pytest.mark.parametrize("queues", [{}, {"team": ""}, {"team": "papier op"}])
def test_of_a_store_that_is_not_open_nobody_knows_the_printer_and_nothing_is_advised(queues: dict[str, str]) -> None:
    assert of_printer(queues, Hidden.HIDDEN).state == "goed"
