"""What the system's print queues say (CUPS), and the few things that are asked of them.

CUPS's own programs are run with their answers in English, so that they can be read. What teachers see is Dutch.
"""

import getpass
import http.client
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.text import clean_line

_ASK_SECONDS = 5
_SOCKET = "/run/cups/cups.sock"

_ALERTS = {
    "media-empty": "Het papier is op.",
    "media-needed": "Het papier is op.",
    "media-jam": "Er zit papier vast.",
    "toner-empty": "De toner is op.",
    "marker-supply-empty": "De inkt of toner is op.",
    "cover-open": "Er staat een klep open.",
    "door-open": "Er staat een klep open.",
    "offline": "De printer is niet te bereiken.",
    "connecting-to-device": "De printer is niet te bereiken.",
    "timed-out": "De printer is niet te bereiken.",
    "shutdown": "De printer staat uit.",
}
"""What a printer reports of itself (RFC 8011, printer-state-reasons), by the beginning of the word."""
_UNREACHABLE = ("may not exist or is unavailable", "Unable to locate printer", "not responding", "Unable to connect")
_SAYS_NOTHING = {"reason unknown", "Rejecting Jobs", "Paused"}


@dataclass(frozen=True)
class Queue:
    """One print queue. `ready`: it takes a job and prints it; else `message` says in Dutch why not.

    A ready queue may have a message too: what the printer itself reports. `printing`: it works on some job now.
    """

    name: str
    default: bool
    ready: bool
    message: str
    printing: bool = False


@dataclass(frozen=True)
class Waiting:
    """The queues at one moment, and the names ("team-12") of the jobs not printed yet; `ours` are this user's."""

    queues: tuple[Queue, ...]
    jobs: frozenset[str]
    ours: frozenset[str]

    def queue(self, name: str) -> Queue | None:
        """The queue with this name, if there is one."""
        return next((one for one in self.queues if one.name == name), None)


def queues() -> tuple[Queue, ...]:
    """The queues of this machine, the default one first; none without CUPS, without a queue, or without an answer."""
    waiting = look()
    return waiting.queues if waiting else ()


def look() -> Waiting | None:
    """Every queue and every job in them now; None when nothing answers."""
    try:
        asked = run("lpstat", ["-l", "-d", "-a", "-p", "-o"], _ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _read(asked.stdout.decode(errors="replace"))


def cancel(job: str) -> bool:
    """Take `job` ("team-12") out of its queue, with the file that the queue has of it; whether it is out."""
    try:
        run("cancel", [job], _ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    purge(job)
    now = look()
    return now is not None and job not in now.jobs


def purge(job: str) -> bool:
    """Have the queue throw away what it keeps of `job`, printed or not; whether it did.

    CUPS keeps a printed file for a day (PreserveJobFiles). `cancel -x` does not help: it says "purge-jobs" where the
    server listens to "purge-job" (CUPS 2.4.2), and refuses a job that was printed. So Cancel-Job is asked for here.
    """
    answer = _ask_server(_cancel_request(job.rpartition("-")[2]))
    return len(answer) >= 4 and answer[2:4] == b"\0\0"


def run(
    program: str, arguments: Sequence[str], seconds: float, data: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run one of CUPS's programs, without a shell. Raises `FileNotFoundError`, `OSError` or `TimeoutExpired`."""
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(program)
    command = [found, *arguments]
    env = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(  # noqa: S603  (a fixed program, its arguments as a list)
        command, input=data, capture_output=True, timeout=seconds, env=env, check=False
    )


# -- reading lpstat --------------------------------------------------------------------------------------------------


def _read(answer: str) -> Waiting:
    """What `lpstat -l -d -a -p -o` says in English; what it says of a queue stands indented below its line."""
    default, name = "", ""
    accepting: dict[str, bool] = {}
    state: dict[str, str] = {}
    reported: dict[str, list[str]] = {}
    jobs: dict[str, str] = {}
    for line in answer.splitlines():
        if line[:1].isspace():
            if name:
                reported.setdefault(name, []).append(clean_line(line))
        elif found := re.match(r"system default destination: ([^/\s]+)", line):
            default = found[1]
        elif found := re.match(r"printer (\S+) (is idle|now printing|disabled)", line):
            name = found[1]
            state[name] = found[2]
        elif found := re.match(r"(\S+) (not )?accepting requests", line):
            name = found[1]
            accepting[name] = found[2] is None
        elif found := re.match(r"(\S+-\d+)\s+(\S+)", line):
            name = ""  # what follows is about the job
            jobs[found[1]] = found[2]
    known = (_queue(one, one == default, accepting.get(one, True), state[one], reported.get(one, [])) for one in state)
    ordered = tuple(sorted(known, key=lambda queue: (not queue.default, queue.name)))
    return Waiting(ordered, frozenset(jobs), frozenset(job for job, user in jobs.items() if user == _user()))


def _queue(name: str, default: bool, accepting: bool, state: str, reported: list[str]) -> Queue:
    problem = "De printer staat stil." if state == "disabled" else ""
    if not accepting:
        problem = "De printer neemt nu niets aan."
    message = f"{problem} {_in_dutch(reported)}".strip()
    return Queue(name, default, accepting and state != "disabled", message, state == "now printing")


def _in_dutch(reported: list[str]) -> str:
    """What the printer reports: known alerts in our words, else the sentence of whoever stopped it."""
    alerts = next((line.removeprefix("Alerts: ").split() for line in reported if line.startswith("Alerts:")), [])
    told = list(dict.fromkeys(text for alert in alerts for known, text in _ALERTS.items() if alert.startswith(known)))
    if told:
        return " ".join(told)
    said = next((line for line in reported if not re.match(r"[A-Z][\w ]+:", line) and line not in _SAYS_NOTHING), "")
    if any(part in said for part in _UNREACHABLE):
        return _ALERTS["offline"]
    return f"De printer meldt: {said.rstrip('.')}." if said and not said.startswith("(") else ""


# -- asking the server itself ----------------------------------------------------------------------------------------


def _cancel_request(job_number: str) -> bytes:
    """Cancel-Job with purge-job, in IPP 1.1 (RFC 8011): tags, names and values, each with its length."""

    def attribute(tag: int, name: str, value: bytes) -> bytes:
        key = name.encode()
        return bytes([tag]) + len(key).to_bytes(2) + key + len(value).to_bytes(2) + value

    return b"".join(
        (
            b"\x01\x01\x00\x08\x00\x00\x00\x01\x01",  # version 1.1, Cancel-Job, request 1, operation attributes
            attribute(0x47, "attributes-charset", b"utf-8"),
            attribute(0x48, "attributes-natural-language", b"en"),
            attribute(0x45, "job-uri", f"ipp://localhost/jobs/{job_number}".encode()),
            attribute(0x42, "requesting-user-name", _user().encode()),
            attribute(0x22, "purge-job", b"\x01"),
            b"\x03",
        )
    )


def _user() -> str:
    """Who we are, as CUPS's own programs say it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user that the system has no name for
        return "anonymous"


class _LocalServer(http.client.HTTPConnection):
    """HTTP over CUPS's own socket file."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_ASK_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_ASK_SECONDS)
        self.sock.connect(self._path)


def _ask_server(request: bytes) -> bytes:
    """The IPP answer of the server that CUPS's programs use too; b"" when there is none."""
    server = os.environ.get("CUPS_SERVER", _SOCKET)
    if server.startswith("/"):
        if not Path(server).exists():
            return b""
        line: http.client.HTTPConnection = _LocalServer(server)
    else:
        host, _, port = server.partition("/")[0].partition(":")
        line = http.client.HTTPConnection(host, int(port) if port.isdigit() else 631, timeout=_ASK_SECONDS)
    headers = {"Content-Type": "application/ipp"}
    try:
        line.request("POST", "/jobs/", request, headers)
        answer = line.getresponse()
        if answer.status == http.HTTPStatus.UNAUTHORIZED:  # on its socket CUPS takes the system's word for who we are
            answer.read()
            line.request("POST", "/jobs/", request, {**headers, "Authorization": f"PeerCred {_user()}"})
            answer = line.getresponse()
        return answer.read() if answer.status == http.HTTPStatus.OK else b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        line.close()
