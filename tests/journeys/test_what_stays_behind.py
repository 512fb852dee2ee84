"""What a terminal still holds after a child's session: nothing of theirs, not even in the scrollback."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db.store import open_store
from tests.school import MONDAY, School, issue

WORDS = "Ik verstopte me achter de schuur."
pytestmark = pytest.mark.system("tmux")


class Tmux:
    """A kiosk in a tmux pane with a shell below it, on a server of its own."""

    def __init__(self, school: School, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        clock = folder / "clock"
        clock.write_text(MONDAY.isoformat(), encoding="ascii")
        self.marker = folder / "ended"
        kiosk = (
            f"KIOSK_HOME={shlex.quote(str(school.home.folder))} OEPS_TEST_CLOCK={shlex.quote(str(clock))} "
            f"{shlex.quote(sys.executable)} -m tests.journeys.launch"
        )
        ended = f"touch {shlex.quote(str(self.marker))}"
        # A clean end leaves a shell; after a kill the kiosk is simply started again, as a supervisor does.
        command = f"cd {shlex.quote(str(Path(__file__).parents[2]))}; {kiosk} || {kiosk}; {ended}; exec sh"
        self._run("-f", os.devnull, "new-session", "-d", "-s", "kiosk", "-x", "80", "-y", "24", command)
        self._run("set-option", "-t", "kiosk", "history-limit", "5000")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def send(self, *keys: str) -> None:
        self._run("send-keys", "-t", "kiosk", *keys)

    def everything(self) -> str:
        """The screen and all that can be scrolled back to."""
        return self._run("capture-pane", "-p", "-S", "-", "-t", "kiosk")

    def wait_for(self, wanted: str) -> None:
        end = time.monotonic() + 15
        while wanted not in self.everything():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {wanted!r}, but the pane says:\n{self.everything()}")
            time.sleep(0.05)

    def wait_until_ended(self) -> None:
        end = time.monotonic() + 10
        while not self.marker.exists():
            if time.monotonic() > end:
                raise AssertionError(f"the kiosk goes on:\n{self.everything()}")
            time.sleep(0.05)

    def kiosk_pid(self) -> int:
        shell = self._run("display-message", "-p", "-t", "kiosk", "#{pane_pid}").strip()
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(children.stdout.split()[0])

    def buffers(self) -> str:
        return self._run("list-buffers")

    def title(self) -> str:
        return self._run("display-message", "-p", "-t", "kiosk", "#{pane_title}")

    def close(self) -> None:
        self._run("kill-server")


@pytest.mark.parametrize("way", ["staff key", "SIGTERM", "kill -9"])
def test_nothing_of_the_child_stays(school: School, tmp_path: Path, way: str) -> None:
    store = open_store(school.home, settings.load(school.home), school.clock)
    code = issue(store).code
    store.close()
    pane = Tmux(school, tmp_path)
    try:
        pane.wait_for("Heb je een briefje")
        pane.send("-l", code)
        pane.wait_for("Ga rustig zitten.")
        pane.send("Enter")
        pane.wait_for("Ik begin")
        pane.send("Enter")
        pane.wait_for("Vraag 1 van 8")
        pane.send("-l", WORDS)
        pane.wait_for(WORDS)
        if way == "staff key":
            pane.send("F2")
            pane.wait_for("Wie ben je?")
        else:
            os.kill(pane.kiosk_pid(), signal.SIGTERM if way == "SIGTERM" else signal.SIGKILL)
            if way == "SIGTERM":
                pane.wait_until_ended()
            else:
                pane.wait_for("Heb je een briefje")
        assert "schuur" not in pane.everything()
        assert "schuur" not in pane.buffers()
        assert "schuur" not in pane.title()
    finally:
        pane.close()
