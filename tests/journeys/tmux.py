"""A real kiosk in a tmux pane: beside the screen, tmux tells what else a terminal remembers."""

import os
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.journeys.clock_file import ClockFile
from tests.journeys.hands import Hands
from tests.school import MONDAY, School


class Tmux(Hands):
    """A kiosk in a tmux pane with a shell below it, on a server of its own; `close` it."""

    def __init__(self, school: School, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        self.clock = ClockFile(folder / "clock")
        self.clock.set(MONDAY)
        self._ended = folder / "ended"
        kiosk = (
            f"KIOSK_HOME={shlex.quote(str(school.home.folder))} OEPS_TEST_CLOCK={shlex.quote(str(self.clock.path))} "
            f"{shlex.quote(sys.executable)} -m tests.journeys.launch"
        )
        ended = f"touch {shlex.quote(str(self._ended))}"
        # A clean end leaves a shell; after a kill the kiosk is simply started again, as a supervisor does.
        command = f"cd {shlex.quote(str(Path(__file__).parents[2]))}; {kiosk} || {kiosk}; {ended}; exec sh"
        self._run("-f", os.devnull, "new-session", "-d", "-s", "kiosk", "-x", "80", "-y", "24", command)
        self._run("set-option", "-t", "kiosk", "history-limit", "5000")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    @property
    def text(self) -> str:
        """The screen and all that can be scrolled back to."""
        time.sleep(0.03)
        return self._run("capture-pane", "-p", "-S", "-", "-t", "kiosk")

    @property
    def runs(self) -> bool:
        return not self._ended.exists()

    def press(self, *keys: str) -> None:
        for key in keys:
            self._run("send-keys", "-t", "kiosk", key.capitalize())  # tmux says "Enter" and "F8"
            time.sleep(0.03)

    def type(self, text: str) -> None:
        self._run("send-keys", "-t", "kiosk", "-l", text)

    def wait_until_ended(self) -> None:
        """Wait until the kiosk has ended in good order and the shell stands there."""
        end = time.monotonic() + 60
        while self.runs:
            if time.monotonic() > end:
                raise AssertionError(f"the kiosk goes on:\n{self.text}")
            time.sleep(0.05)

    def kiosk_pid(self) -> int:
        """The process id of the kiosk itself."""
        (kiosk,) = self._children(self._shell_pid())
        return kiosk

    def _shell_pid(self) -> int:
        return int(self._run("display-message", "-p", "-t", "kiosk", "#{pane_pid}"))

    def _children(self, parent: int) -> list[int]:
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
        return [int(pid) for pid in listed.stdout.split()]  # ps fails when there are none

    def memory(self) -> str:
        """All that tmux remembers: screen, scrollback, the screen below a full-screen program, buffers, title."""
        below = self._run("capture-pane", "-p", "-a", "-q", "-S", "-", "-t", "kiosk")
        title = self._run("display-message", "-p", "-t", "kiosk", "#{pane_title} #{window_name}")
        names = self._run("list-buffers", "-F", "#{buffer_name}").split()
        buffers = [self._run("show-buffer", "-b", name) for name in names]
        return "\n".join((self.text, below, title, *buffers))

    def close(self) -> None:
        """End the shell, so that it starts no other kiosk, then the kiosk, then tmux."""
        shell = self._shell_pid()
        for pid in (shell, *self._children(shell)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True)  # may be gone already
