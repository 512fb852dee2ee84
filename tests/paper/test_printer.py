"""The way to paper, with stand-ins for CUPS's programs: what they say was copied from CUPS 2.4.

What CUPS itself does stands in test_cups.py; here is what can hardly be made to happen there.
"""

from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paper import cups as asked
from kiosk.paper import printer
from kiosk.paper.cups import Queue, queues
from kiosk.paper.printer import Sent, send

PDF = b"%PDF-1.3\n\x00\xff een formulier"
LISTED = """\
system default destination: team
aula accepting requests since Mon Nov 23 16:51:34 2026
stil accepting requests since Mon Nov 23 16:51:34 2026
team accepting requests since Mon Nov 23 16:51:34 2026
vast accepting requests since Mon Nov 23 16:51:34 2026
weiger not accepting requests since Mon Nov 23 16:51:34 2026 -
\tvakantie
printer aula now printing aula-7.  enabled since Mon Nov 23 16:51:34 2026
\tThe printer may not exist or is unavailable at this time.
\tForm mounted:
\tDescription: aula
\tAlerts: none
\tUsers allowed:
\t\t(all)
printer stil disabled since Mon Nov 23 16:51:34 2026 -
\tpapier op
\tForm mounted:
\tAlerts: paused
printer team is idle.  enabled since Mon Nov 23 16:51:34 2026
\tForm mounted:
\tContent types: any
\tAlerts: none
\t\t(all)
printer vast disabled since Mon Nov 23 16:51:34 2026 -
\tdoor sensor 4
\tForm mounted:
\tAlerts: media-jam-error cover-open door-open-error paused
printer weiger is idle.  enabled since Mon Nov 23 16:51:34 2026
\tvakantie
\tAlerts: none
aula-7                  juf               1024   Mon Nov 23 16:52:00 2026
\tStatus: The printer may not exist or is unavailable at this time.
\tqueued for aula
"""
STOPPED = """\
team accepting requests since Mon Nov 23 16:51:34 2026
printer team disabled since Mon Nov 23 16:52:00 2026 -
\treason unknown
"""
TEAM_12 = "team-12                 juf               1024   Mon Nov 23 16:52:00 2026\n"
PRINTING = """\
team accepting requests since Mon Nov 23 16:51:34 2026
printer team now printing team-12.  enabled since Mon Nov 23 16:52:00 2026
"""


class Cups:
    """Stand-ins for `lpstat`, `lp` and `cancel` in a folder that is all there is on PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.says(LISTED)
        self.script("lpstat", '[ "$LC_ALL" = C ] || exit 1\n/bin/cat "$0.out"')
        self.script(
            "lp",
            'printf "%s\\n" "$@" > "$0.arguments"\n/bin/cat > "$0.input"\necho "request id is team-12 (0 file(s))"',
        )
        self.script(
            "cancel",
            f'echo "$1" >> "$0.arguments"\n[ -f {folder}/after ] && /bin/cp {folder}/after {folder}/lpstat.out',
        )

    def script(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def says(self, listed: str) -> None:
        (self.folder / "lpstat.out").write_text(listed)

    def becomes(self, listed: str, *, after_cancel: str | None = None) -> None:
        """What `lpstat` says once `lp` has taken a job, and once that was cancelled."""
        (self.folder / "then").write_text(listed)
        if after_cancel is not None:
            (self.folder / "after").write_text(after_cancel)
        self.script(
            "lp", f'/bin/cat > "$0.input"\n/bin/cp {self.folder}/then {self.folder}/lpstat.out\n'
            'echo "request id is team-12 (0 file(s))"'
        )  # fmt: skip

    def got(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cups:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Cups(folder)


def test_the_default_queue_comes_first_and_each_says_how_it_stands(cups: Cups) -> None:
    assert queues() == (
        Queue("team", True, True, ""),
        Queue("aula", False, True, "De printer is niet te bereiken.", printing=True),
        Queue("stil", False, False, "De printer staat stil. De printer meldt: papier op."),
        Queue("vast", False, False, "De printer staat stil. Er zit papier vast. Er staat een klep open."),
        Queue("weiger", False, False, "De printer neemt nu niets aan. De printer meldt: vakantie."),
    )


def test_a_queue_without_a_reason_says_only_that_it_stands_still(cups: Cups) -> None:
    cups.says(STOPPED)
    assert queues() == (Queue("team", False, False, "De printer staat stil."),)


def test_without_cups_there_are_no_queues(cups: Cups) -> None:
    (cups.folder / "lpstat").unlink()
    assert queues() == ()


def test_a_cups_without_a_server_or_without_a_queue_gives_no_queues(cups: Cups) -> None:
    cups.script("lpstat", 'echo "lpstat: No destinations added." >&2\necho "no system default destination"\nexit 1')
    assert queues() == ()


def test_a_cups_that_does_not_answer_gives_no_queues(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "_ASK_SECONDS", 0.05)
    cups.script("lpstat", "exec /bin/sleep 5")
    assert queues() == ()


def test_the_pdf_goes_through_the_pipe_with_the_number_as_its_title(cups: Cups) -> None:
    assert send(PDF, "1232600427", "team") == Sent("team-12")
    assert cups.got("lp.input") == PDF
    arguments = cups.got("lp.arguments").decode().split("\n")[:-1]
    assert arguments == ["-d", "team", "-t", "1232600427", "-n", "1", "-o", "job-cancel-after=600", "-"]
    assert not (cups.folder / "cancel.arguments").exists()


@pytest.mark.parametrize(
    ("queue", "told"),
    [
        ("nergens", "niet gevonden"),
        ("-o evil; touch x", "niet gevonden"),
        ("stil", "staat stil"),
        ("weiger", "neemt nu niets aan"),
    ],
)
def test_nothing_is_sent_to_a_queue_that_is_unknown_or_not_ready(cups: Cups, queue: str, told: str) -> None:
    with pytest.raises(KioskError, match=told) as caught:
        send(PDF, "1232600427", queue)
    assert caught.value.what_to_do
    assert not (cups.folder / "lp.input").exists()


def test_without_a_printer_the_way_out_is_a_stick(cups: Cups) -> None:
    cups.says("no system default destination\n")
    with pytest.raises(KioskError, match=r"geen printer gevonden.*stick"):
        send(PDF, "1232600427", "team")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lp: The printer or class does not exist.", "bestaat niet meer"),
        ('lp: Destination "team" is not accepting jobs.', "neemt nu niets aan"),
        ("lp: Internal server error", "niet gelukt"),
    ],
)
def test_a_refusal_of_lp_is_told_in_dutch(cups: Cups, said: str, told: str) -> None:
    cups.script("lp", f"echo '{said}' >&2\nexit 1")
    with pytest.raises(KioskError, match=told) as caught:
        send(PDF, "1232600427", "team")
    assert "lp:" not in str(caught.value)


def test_a_printer_that_does_not_answer_is_not_waited_for(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_SEND_SECONDS", 0.05)
    cups.script("lp", "exec /bin/sleep 5")
    with pytest.raises(KioskError, match="antwoordt niet"):
        send(PDF, "1232600427", "team")


def test_an_lp_that_reads_nothing_is_a_refusal_and_no_crash(cups: Cups) -> None:
    cups.script("lp", "exec <&-\nexit 1")
    with pytest.raises(KioskError, match="niet gelukt"):
        send(PDF * 100_000, "1232600427", "team")


def test_what_a_hanging_lp_put_in_the_queue_is_taken_out(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_SEND_SECONDS", 0.3)
    monkeypatch.setenv("LOGNAME", "juf")
    (cups.folder / "then").write_text(LISTED + TEAM_12)
    cups.script("lp", f"/bin/cp {cups.folder}/then {cups.folder}/lpstat.out\nexec /bin/sleep 5")
    with pytest.raises(KioskError, match="antwoordt niet"):
        send(PDF, "1232600427", "team")
    assert cups.got("cancel.arguments") == b"team-12\n"


def test_what_another_person_put_in_the_queue_meanwhile_stays(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_SEND_SECONDS", 0.3)
    monkeypatch.setenv("LOGNAME", "meester")
    (cups.folder / "then").write_text(
        LISTED + TEAM_12 + TEAM_12.replace("team-12 ", "team-13 ").replace("juf    ", "meester")
    )
    cups.script("lp", f"/bin/cp {cups.folder}/then {cups.folder}/lpstat.out\nexec /bin/sleep 5")
    with pytest.raises(KioskError, match="antwoordt niet"):
        send(PDF, "1232600427", "team")
    assert cups.got("cancel.arguments") == b"team-13\n"


def test_a_job_in_a_queue_that_stops_is_taken_out_again(cups: Cups) -> None:
    cups.becomes(STOPPED + TEAM_12, after_cancel=STOPPED)
    with pytest.raises(KioskError, match=r"staat stil\. Kijk bij de printer"):
        send(PDF, "1232600427", "team")
    assert cups.got("cancel.arguments") == b"team-12\n"


def test_a_job_that_cannot_be_taken_out_is_not_kept_quiet(cups: Cups) -> None:
    cups.becomes(STOPPED + TEAM_12)
    with pytest.raises(KioskError, match="staat nog in de rij"):
        send(PDF, "1232600427", "team")
    (cups.folder / "cancel").unlink()
    with pytest.raises(KioskError, match="staat nog in de rij"):
        printer.take_back(Sent("team-12"))


def test_a_queue_that_vanishes_while_it_prints_is_told(cups: Cups) -> None:
    cups.becomes("aula accepting requests since nu\nprinter aula is idle.  enabled since nu\n")
    with pytest.raises(KioskError, match="team is niet gevonden"):
        send(PDF, "1232600427", "team")


def test_a_job_that_waits_in_an_idle_queue_is_taken_out(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_IDLE_SECONDS", 0.1)
    cups.becomes(LISTED + TEAM_12, after_cancel=LISTED)
    with pytest.raises(KioskError, match=r"Het printen is niet gelukt\. Kijk bij de printer"):
        send(PDF, "1232600427", "team")
    assert cups.got("cancel.arguments") == b"team-12\n"


def test_a_printer_that_prints_for_ever_is_not_waited_for(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.3)
    cups.becomes(PRINTING + TEAM_12, after_cancel=LISTED)
    sent = send(PDF, "1232600427", "team")
    assert sent == Sent("team-12", "De printer is nog bezig.")
    assert not (cups.folder / "cancel.arguments").exists()  # whether the paper came out, a person says
    printer.take_back(sent)
    assert cups.got("cancel.arguments") == b"team-12\n"
    printer.take_back(sent)  # it is out: nothing to cancel any more
    assert cups.got("cancel.arguments") == b"team-12\n"


def test_a_server_that_falls_silent_while_it_prints_is_not_waited_for(
    cups: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.3)
    cups.script("lp", f'/bin/rm {cups.folder}/lpstat\necho "request id is team-12 (0 file(s))"')
    sent = send(PDF, "1232600427", "team")
    assert sent == Sent("team-12", "De printer is nog bezig.")
    with pytest.raises(KioskError, match="staat nog in de rij"):
        printer.take_back(sent)
