"""The way to paper: the system's own print queues (CUPS), or a file in a folder that a person chose.

A PDF goes to `lp` through its standard input, so that no copy with a child's words is left on the machine. That a queue
says "completed" proves nothing (measured: a queue can swallow a job): a person says whether the paper came out.
"""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.text import clean_line

_ASK_SECONDS = 5
_SEND_SECONDS = 30
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.ENXIO, errno.ENODEV, errno.EIO}
_NO_WRITING = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Queue:
    """One print queue. `ready`: it takes a job and prints it; else `message` says in Dutch why not.

    A ready queue may have a message too: what the printer itself reports, as it reports it.
    """

    name: str
    default: bool
    ready: bool
    message: str


def queues() -> tuple[Queue, ...]:
    """The queues of this machine, the default one first; none without CUPS, without a queue, or without an answer."""
    try:
        asked = _run("lpstat", ["-d", "-a", "-p"], _ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return _read_queues(asked.stdout.decode(errors="replace"))


def send(pdf: bytes, title: str, queue: str) -> None:
    """Put `pdf` in `queue` to be printed once.

    Everyone can read a queue's list, so `title` is a form's number and never a name. Raises `KioskError` when the queue
    is unknown or stands still, refuses, or does not answer. When it stopped under our hands the job is taken out again,
    so that nothing waits there and comes out next week.
    """
    _check(queue)
    try:
        sent = _run("lp", ["-d", queue, "-t", title, "-"], _SEND_SECONDS, pdf)
    except FileNotFoundError as error:
        raise KioskError("Op deze computer kan niet geprint worden.", "Bewaar het formulier op een stick.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KioskError(
            "De printer antwoordt niet.", "Kijk of er papier uit komt. Zo niet: zet de printer aan en probeer opnieuw."
        ) from error
    if sent.returncode != 0:
        raise _refusal(sent.stderr.decode(errors="replace"))
    job = re.search(r"request id is (\S+-\d+)", sent.stdout.decode(errors="replace"))
    try:
        _check(queue)
    except KioskError as error:
        if job and _cancelled(job[1]):
            raise
        raise KioskError(
            error.message, "Het formulier staat nog in de rij van de printer. Vraag beheer om het eruit te halen."
        ) from error


def save(pdf: bytes, folder: Path, name: str) -> Path:
    """Write `pdf` as `name`.pdf into `folder` and return its path; `name` is a form's number.

    Whole or not at all, and on the stick itself when this returns. Never over an existing file: then `name`-2.pdf, and
    so on. Raises `KioskError` when the folder is not there, may not be written in, or is full.
    """
    part = folder / f".{name}.{os.getpid()}.part"
    claimed: Path | None = None
    try:
        with part.open("xb") as file:
            part.chmod(0o600)  # a child's words: on a stick that knows of owners, nobody else's
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        claimed = _claim(folder, name)
        part.replace(claimed)
        _settle(folder)
    except OSError as error:
        for leftover in (part, claimed):
            if leftover is not None:
                _remove(leftover)
        raise _cannot_save(error) from error
    return claimed


def _run(
    program: str, arguments: Sequence[str], seconds: float, data: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run one of CUPS's programs, without a shell, its answers in English so that they can be read."""
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(program)
    command = [found, *arguments]
    env = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(  # noqa: S603  (a fixed program, its arguments as a list)
        command, input=data, capture_output=True, timeout=seconds, env=env, check=False
    )


def _read_queues(answer: str) -> tuple[Queue, ...]:
    """What `lpstat -d -a -p` says in English; a reason stands indented on the line below."""
    default = ""
    accepting: dict[str, bool] = {}
    enabled: dict[str, bool] = {}
    reasons: dict[str, str] = {}
    name = ""
    for line in answer.splitlines():
        if line[:1].isspace():
            if name and clean_line(line) != "reason unknown":
                reasons[name] = clean_line(line)
        elif found := re.match(r"system default destination: ([^/\s]+)", line):
            default = found[1]
        elif found := re.match(r"printer (\S+) (?:is idle|now printing|disabled)", line):
            name = found[1]
            enabled[name] = not line.startswith(f"printer {name} disabled")
        elif found := re.match(r"(\S+) (not )?accepting requests", line):
            name = found[1]
            accepting[name] = found[2] is None
    known = (_queue(name, name == default, accepting.get(name, True), enabled[name], reasons) for name in enabled)
    return tuple(sorted(known, key=lambda queue: (not queue.default, queue.name)))


def _queue(name: str, default: bool, accepting: bool, enabled: bool, reasons: dict[str, str]) -> Queue:
    reported = f"De printer meldt: {reasons[name].rstrip('.')}." if name in reasons else ""
    problem = "" if enabled else "De printer staat stil."
    if not accepting:
        problem = "De printer neemt nu niets aan."
    return Queue(name, default, ready=accepting and enabled, message=f"{problem} {reported}".strip())


def _check(queue: str) -> None:
    """Raise `KioskError` unless `queue` exists and is ready."""
    known = {one.name: one for one in queues()}
    if not known:
        raise KioskError("Er is geen printer gevonden.", "Kijk of de printer aanstaat, of bewaar op een stick.")
    if queue not in known:
        raise KioskError(
            f"De printer {clean_line(queue)} is niet gevonden.", "Kies een andere printer, of bewaar op een stick."
        )
    if not known[queue].ready:
        raise KioskError(known[queue].message, "Kijk bij de printer, en print daarna opnieuw.")


def _refusal(said: str) -> KioskError:
    if "does not exist" in said:
        return KioskError("Deze printer bestaat niet meer.", "Kies een andere printer, of bewaar op een stick.")
    if "not accepting" in said:
        return KioskError("De printer neemt nu niets aan.", "Kijk bij de printer, en print daarna opnieuw.")
    return KioskError("Het printen is niet gelukt.", "Probeer het opnieuw, of bewaar het formulier op een stick.")


def _cancelled(job: str) -> bool:
    """Take `job` out of its queue; whether that worked."""
    try:
        return _run("cancel", [job], _ASK_SECONDS).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _claim(folder: Path, name: str) -> Path:
    """Take a free name by making an empty file of it; a stick's file system knows no hard links."""
    for number in range(1, 1000):
        path = folder / (f"{name}.pdf" if number == 1 else f"{name}-{number}.pdf")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path
    raise OSError(errno.EEXIST, "no free name")


def _settle(folder: Path) -> None:
    """Have the folder itself written to the stick, where the system can do that for a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # a file system that writes folders by itself says so like this
                raise
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or cannot be written in: that trouble is being reported already


def _cannot_save(error: OSError) -> KioskError:
    if error.errno in _NO_ROOM:
        return KioskError("De stick of map is vol.", "Maak ruimte of kies een andere stick.")
    if error.errno in _NO_WRITING:
        return KioskError("In deze map mag niet geschreven worden.", "Kies een andere map of stick.")
    if error.errno in _NO_FOLDER:
        return KioskError("Deze map is er niet (meer).", "Steek de stick erin en kies de map opnieuw.")
    return KioskError("Bewaren is niet gelukt.", "Probeer het opnieuw, of kies een andere map of stick.")
