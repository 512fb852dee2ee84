"""An app without a way out: no key, signal or palette of Textual quits it, stops it or carries words off the screen."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen


def forgive_bad_bytes() -> None:
    """Read a byte that is not UTF-8 as "\ufffd" instead of ending the kiosk (Alt in meta mode, a console in Latin-1).

    Textual's input thread decodes strictly and dies; the name below is private, so a test notices when it moves.
    """
    if os.name != "posix":
        return
    import codecs
    import functools

    import textual.drivers.linux_driver as driver

    def forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")

    driver.__dict__["getincrementaldecoder"] = forgiving


def outlive_the_terminal() -> None:
    """Let the kiosk end in good order when its terminal is gone (a window closed, a hangup), instead of hanging.

    Textual's output thread ends at the first write that fails; its queue of 30 then fills, and the next write waits for
    ever, with the store's lock held. The names below are private, so a test notices when they move.
    """
    from textual.drivers import _writer_thread as output

    def run(self: output.WriterThread) -> None:
        while (text := self._queue.get()) is not None:
            with suppress(OSError):  # nobody is left to read it
                self._file.write(text)
                if self._queue.qsize() == 0:
                    self._file.flush()

    output.WriterThread.run = run  # type: ignore[method-assign]  # replacing it is the point


class ClosedApp(App[None], inherit_bindings=False):
    """Staff leave through their own screen; the machine ends it by SIGTERM or SIGHUP."""

    ENABLE_COMMAND_PALETTE = False
    COMMANDS = set()
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    # ctrl+q is the app's own priority binding: block the key here and the action below.
    BINDINGS = [
        Binding("ctrl+q,ctrl+c,super+c,ctrl+backslash,ctrl+p", "nothing", show=False, priority=True, system=True),
    ]

    def action_nothing(self) -> None:
        """A key that does nothing here."""

    async def action_quit(self) -> None:
        """Staff leave through their own screen; nothing else quits."""

    def action_help_quit(self) -> None:
        """No hint about quitting."""

    def action_suspend_process(self) -> None:
        """The kiosk does not go to the background."""

    def action_show_help_panel(self) -> None:
        """The keys are on the screen."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No picture of a child's words on the disk."""

    def action_change_theme(self) -> None:
        """The look is chosen in the settings."""

    def action_toggle_dark(self) -> None:
        """The look is chosen in the settings."""

    def action_command_palette(self) -> None:
        """There is none."""

    def get_system_commands(self, screen: Screen[object]) -> "list[SystemCommand]":  # noqa: ARG002
        """No commands beside the screens' own."""
        return []

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing leaves the screen by the clipboard (OSC 52 would hand it to the terminal)."""

    def guard_signals(self) -> None:
        """Ignore what would stop the kiosk, and end in good order when the machine says so."""
        if self.is_headless or os.name != "posix":
            return
        # SIGCONT comes with a hangup too: Textual would take the terminal a second time.
        ignored = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGALRM")
        for name in ignored:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            loop.add_signal_handler(getattr(signal, name), self.exit)
