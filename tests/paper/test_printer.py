"""The way to paper, with stand-ins for CUPS's programs: what they say was copied from CUPS 2.4."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paper import printer
from kiosk.paper.printer import Queue, queues, save, send

PDF = b"%PDF-1.3\n\x00\xff een formulier"
LISTED = """\
system default destination: team
aula accepting requests since Mon Nov 23 16:51:34 2026
stil accepting requests since Mon Nov 23 16:51:34 2026
team accepting requests since Mon Nov 23 16:51:34 2026
weiger not accepting requests since Mon Nov 23 16:51:34 2026 -
\tvakantie
printer aula now printing aula-7.  enabled since Mon Nov 23 16:51:34 2026
\tThe printer may not exist or is unavailable at this time.
printer stil disabled since Mon Nov 23 16:51:34 2026 -
\tpapier op
printer team is idle.  enabled since Mon Nov 23 16:51:34 2026
printer weiger is idle.  enabled since Mon Nov 23 16:51:34 2026
\tvakantie
"""
STOPPED = """\
team accepting requests since Mon Nov 23 16:51:34 2026
printer team disabled since Mon Nov 23 16:52:00 2026 -
\treason unknown
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
        self.script("cancel", 'echo "$1" > "$0.arguments"')

    def script(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def says(self, listed: str) -> None:
        (self.folder / "lpstat.out").write_text(listed)

    def stops_while_printing(self) -> None:
        (self.folder / "stopped").write_text(STOPPED)
        self.script(
            "lp", f'/bin/cat > "$0.input"\n/bin/cat {self.folder}/stopped > {self.folder}/lpstat.out\n'
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
        Queue("aula", False, True, "De printer meldt: The printer may not exist or is unavailable at this time."),
        Queue("stil", False, False, "De printer staat stil. De printer meldt: papier op."),
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
    monkeypatch.setattr(printer, "_ASK_SECONDS", 0.05)
    cups.script("lpstat", "exec /bin/sleep 5")
    assert queues() == ()


def test_the_pdf_goes_through_the_pipe_with_the_number_as_its_title(cups: Cups) -> None:
    send(PDF, "1232600427", "team")
    assert cups.got("lp.input") == PDF
    assert cups.got("lp.arguments").decode().split("\n")[:-1] == ["-d", "team", "-t", "1232600427", "-"]
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


def test_a_job_in_a_queue_that_stops_is_taken_out_again(cups: Cups) -> None:
    cups.stops_while_printing()
    with pytest.raises(KioskError, match="staat stil"):
        send(PDF, "1232600427", "team")
    assert cups.got("cancel.arguments") == b"team-12\n"


def test_a_job_that_cannot_be_taken_out_is_not_kept_quiet(cups: Cups) -> None:
    cups.stops_while_printing()
    (cups.folder / "cancel").unlink()
    with pytest.raises(KioskError, match="staat nog in de rij"):
        send(PDF, "1232600427", "team")


def test_a_form_is_saved_whole_under_its_number(tmp_path: Path) -> None:
    path = save(PDF, tmp_path, "1232600427")
    assert path == tmp_path / "1232600427.pdf"
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def test_saving_again_overwrites_nothing(tmp_path: Path) -> None:
    names = [save(PDF + bytes([n]), tmp_path, "1232600427").name for n in range(3)]
    assert names == ["1232600427.pdf", "1232600427-2.pdf", "1232600427-3.pdf"]
    assert (tmp_path / "1232600427.pdf").read_bytes() == PDF + b"\x00"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="Deze map is er niet"):
        save(PDF, tmp_path / "weg", "1232600427")
    (tmp_path / "file").write_text("")
    with pytest.raises(KioskError, match="Deze map is er niet"):
        save(PDF, tmp_path / "file", "1232600427")


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "vol"), (errno.EROFS, "mag niet geschreven"), (errno.EIO, "er niet"), (errno.EBUSY, "niet gelukt")],
)
def test_a_save_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(KioskError, match=told):
        save(PDF, tmp_path, "1232600427")
    assert list(tmp_path.iterdir()) == []


def test_a_rename_that_fails_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "the stick was pulled out")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(KioskError):
        save(PDF, tmp_path, "1232600427")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_cannot_sync_a_folder_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    assert save(PDF, tmp_path, "1232600427").read_bytes() == PDF
