"""A print server of our own: CUPS itself, in a folder of its own, with printers that keep what they are given."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("cupsd", "lp", "lpstat", "cancel", "lpadmin", "cupsdisable", "cupsenable", "cupsreject", "cupsaccept")

_SERVER = """\
Listen {root}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """\
FileDevice Yes
ServerBin {root}/bin
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root lpadmin
"""
# What CUPS runs for each job: number, user, title, copies, options, and a file. 4 is "stop this queue".
_BACKEND = """\
#!/bin/sh
[ $# -eq 0 ] && { echo 'file keep "Unknown" "keeps its jobs"'; exit 0; }
d="${DEVICE_URI#keep:}"
[ -f "$d/slow" ] && sleep 30
[ -f "$d/off" ] && { echo "STATE: +media-empty-error" >&2; echo "ERROR: no paper" >&2; exit 4; }
[ -f "$d/fails" ] && exit 1
echo "$3" > "$d/title"
echo "$4" > "$d/copies"
cat "$6" > "$d/paper"
"""


@dataclass
class PrivateCups:
    """The server: `start` it, give it printers, `stop` it. Every program finds it by the environment's CUPS_SERVER.

    As CUPS comes, it keeps a printed file for a day: the kiosk has to see to it that nothing stays.
    """

    root: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="oeps-cups-")))
    _process: "subprocess.Popen[bytes] | None" = None
    _made: int = 0

    @property
    def server(self) -> str:
        return str(self.root / "cups.sock")

    def start(self) -> None:
        """Start the server and wait until it answers. Its descriptors are its own: it would keep ours open."""
        self.root.chmod(0o755)  # most backends run as another user
        for name in ("etc", "spool", "cache", "state", "log", "tmp", "bin/backend", "printers"):
            (self.root / name).mkdir(parents=True)
        self._programs()
        (self.root / "etc/cupsd.conf").write_text(_SERVER.format(root=self.root))
        (self.root / "etc/cups-files.conf").write_text(_FILES.format(root=self.root))
        command = ["cupsd", "-f", "-c", f"{self.root}/etc/cupsd.conf", "-s", f"{self.root}/etc/cups-files.conf"]
        with (self.root / "log/out").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(200):
            if self.says("lpstat", "-r") == "scheduler is running":
                return
            time.sleep(0.05)
        raise AssertionError((self.root / "log/out").read_text() + (self.root / "log/error").read_text())

    def _programs(self) -> None:
        """CUPS's own programs, and one backend more."""
        for path in Path("/usr/lib/cups").iterdir():
            if path.name != "backend":
                (self.root / "bin" / path.name).symlink_to(path)
        (self.root / "bin/backend/socket").symlink_to("/usr/lib/cups/backend/socket")
        keep = self.root / "bin/backend/keep"
        keep.write_text(_BACKEND)
        keep.chmod(0o700)

    def stop(self) -> None:
        """End the server and whatever it runs, and remove its folder."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(10)
        shutil.rmtree(self.root)

    def printer(self, uri: str = "") -> "Printer":
        """A new queue; without `uri` its printer keeps what it is given."""
        self._made += 1
        made = Printer(self, f"printer{self._made}", self.root / "printers" / str(self._made))
        made.folder.mkdir()
        self.says("lpadmin", "-p", made.name, "-E", "-v", uri or f"keep:{made.folder}", "-m", "raw")
        return made

    def says(self, *command: str) -> str:
        """What one of CUPS's programs answers."""
        env = {**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C"}
        return subprocess.run(command, capture_output=True, text=True, env=env, timeout=10).stdout.strip()

    def copies_kept(self) -> list[str]:
        """The files with what was printed that lie in its spool (d00012-001), and all in its temporary folder."""
        return [
            path.name for folder, which in (("spool", "d*"), ("tmp", "*")) for path in (self.root / folder).glob(which)
        ]


@dataclass(frozen=True)
class Printer:
    """One of its queues, and the folder where its printer keeps its last job."""

    cups: PrivateCups
    name: str
    folder: Path

    def now(self, *states: str) -> None:
        """Make the printer "off", "slow" or "fails", or (without any) well again."""
        for state in ("off", "slow", "fails"):
            (self.folder / state).unlink(missing_ok=True)
        for state in states:
            (self.folder / state).touch()

    def told(self, name: str) -> str:
        """The "title" or the "copies" of the last job."""
        return (self.folder / name).read_text().strip()

    @property
    def paper(self) -> bytes:
        return (self.folder / "paper").read_bytes()

    @property
    def waiting(self) -> list[str]:
        """The jobs that are still in the queue."""
        listed = self.cups.says("lpstat", "-o", self.name)
        return [line.split()[0] for line in listed.splitlines()]
