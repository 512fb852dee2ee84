"""The way to paper with CUPS itself: what a printer is given, and what the kiosk makes of a printer in trouble."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paper import cups, printer
from kiosk.paper.form import form_pdf
from tests.paper.private_cups import PROGRAMS, Printer, PrivateCups
from tests.paper.test_form import PAGE

pytestmark = pytest.mark.system(*PROGRAMS)

NUMBER = "1232600427"
UNUSED_PORT = 9  # nobody listens there: as a printer in the network that is off


@pytest.fixture(scope="session")
def server() -> Iterator[PrivateCups]:
    """One print server for all tests of this process."""
    started = PrivateCups()
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture
def team(server: PrivateCups, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """A printer for this test alone, that the kiosk finds."""
    monkeypatch.setenv("CUPS_SERVER", server.server)
    return server.printer()


def test_the_printer_gets_the_pdf_byte_for_byte_under_the_number(team: Printer) -> None:
    pdf = form_pdf(PAGE)
    sent = printer.send(pdf, NUMBER, team.name)
    assert sent.busy == ""
    assert team.paper == pdf
    assert (team.told("title"), team.told("copies")) == (NUMBER, "1")


def test_two_households_get_two_copies(team: Printer) -> None:
    printer.send(b"%PDF-1.3", NUMBER, team.name, copies=2)
    assert team.told("copies") == "2"


def test_nothing_of_a_printed_form_stays_in_the_spool(team: Printer) -> None:
    printer.send(form_pdf(PAGE), NUMBER, team.name)
    assert team.paper
    assert team.cups.copies_kept() == []
    assert team.name not in team.cups.says("lpstat", "-W", "completed", "-o")


def test_printing_leaves_no_file_on_the_machine(team: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "HOME", "KIOSK_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path / "HOME")
    printer.let_go(printer.send(form_pdf(PAGE), NUMBER, team.name))
    assert team.paper
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_paused_queue_is_told_and_gets_nothing(team: Printer) -> None:
    team.cups.says("cupsdisable", "-r", "toner wisselen", team.name)
    with pytest.raises(KioskError, match=r"staat stil. De printer meldt: toner wisselen\. Kijk bij de printer"):
        printer.send(b"%PDF-1.3", NUMBER, team.name)
    assert team.waiting == []


def test_a_queue_that_takes_nothing_is_told(team: Printer) -> None:
    team.cups.says("cupsreject", team.name)
    with pytest.raises(KioskError, match="neemt nu niets aan"):
        printer.send(b"%PDF-1.3", NUMBER, team.name)


def test_a_printer_that_vanished_is_told(team: Printer) -> None:
    team.cups.printer()  # another one is still there
    team.cups.says("lpadmin", "-x", team.name)
    with pytest.raises(KioskError, match=f"De printer {team.name} is niet gevonden. Kies een andere printer"):
        printer.send(b"%PDF-1.3", NUMBER, team.name)


def test_a_printer_that_stops_while_it_prints_leaves_nothing_for_next_week(team: Printer) -> None:
    team.now("off")
    with pytest.raises(KioskError, match=r"staat stil\. Het papier is op\."):
        printer.send(form_pdf(PAGE), NUMBER, team.name)
    assert team.waiting == []
    assert team.cups.copies_kept() == []
    team.now()
    team.cups.says("cupsenable", team.name)
    assert not (team.folder / "paper").exists()


def test_a_queue_that_would_try_again_later_does_not(team: Printer) -> None:
    team.cups.says("lpadmin", "-p", team.name, "-o", "printer-error-policy=retry-job")
    team.now("fails")
    with pytest.raises(KioskError, match="Het printen is niet gelukt"):
        printer.send(form_pdf(PAGE), NUMBER, team.name)
    assert team.waiting == []


def test_a_printer_in_the_network_that_is_off_is_not_waited_for(team: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.5)
    away = team.cups.printer(f"socket://127.0.0.1:{UNUSED_PORT}")
    sent = printer.send(form_pdf(PAGE), NUMBER, away.name)
    assert sent.busy == "De printer is nog bezig. De printer is niet te bereiken."
    assert away.waiting == [sent.job]
    printer.take_back(sent)
    assert away.waiting == []
    assert team.cups.copies_kept() == []


def test_a_slow_printer_is_left_to_finish_and_then_nothing_stays(
    team: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.3)
    team.now("slow")
    sent = printer.send(form_pdf(PAGE), NUMBER, team.name)
    assert sent.busy == "De printer is nog bezig."
    waiting = cups.look()
    assert waiting is not None
    assert sent.job in waiting.ours
    monkeypatch.setattr(printer, "_LET_GO_SECONDS", 0.3)
    printer.let_go(sent)
    assert team.waiting == []
    assert team.cups.copies_kept() == []


def test_the_queues_are_listed_as_they_stand(team: Printer) -> None:
    other = team.cups.printer()
    team.cups.says("lpadmin", "-d", other.name)
    team.cups.says("cupsdisable", team.name)
    found = {one.name: one for one in cups.queues()}
    assert (found[other.name].default, found[other.name].ready) == (True, True)
    assert (found[team.name].ready, found[team.name].message) == (False, "De printer staat stil.")


def test_two_forms_at_once_do_not_get_in_each_others_way(team: Printer) -> None:
    other = team.cups.printer()
    threads = [
        threading.Thread(target=printer.send, args=(pdf, NUMBER, one.name))
        for pdf, one in ((b"%PDF-1.3 one", team), (b"%PDF-1.3 two", other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (team.paper, other.paper) == (b"%PDF-1.3 one", b"%PDF-1.3 two")
