"""An app without a way out: no key, signal or palette of Textual quits it, stops it or carries words off the screen."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import Screen

from kiosk.errors import kind_and_place
from kiosk.supervisor import ENDING, hold_signals, ignore_signals, let_signals_in

_LOG = logging.getLogger("kiosk")


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


def _log_what_no_one_awaited(_loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
    """asyncio would print the fault's own text, which may hold a child's words."""
    error = told.get("exception")
    _LOG.error("asyncio: %s", kind_and_place(error) if isinstance(error, BaseException) else "no exception")


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

    async def on_event(self, event: events.Event) -> None:
        """The window has the size that the machine says, whatever a sequence among the keys claims ("one cell")."""
        if isinstance(event, events.Resize) and not self.is_headless:
            with suppress(OSError):
                event = events.Resize(Size(*os.get_terminal_size(0)), Size(*os.get_terminal_size(0)))
        await super().on_event(event)

    def guard_signals(self) -> None:
        """Ignore what would stop the kiosk, and end in good order when the machine says so."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_log_what_no_one_awaited)
        if self.is_headless or os.name != "posix":
            return
        ignore_signals()  # again: Textual's driver took some of them
        for name in ENDING:
            loop.add_signal_handler(getattr(signal, name), self.exit)
        let_signals_in()

    def exit(self, result: None = None, return_code: int = 0, message: object = None) -> None:
        """End in good order. From here on only saving is left, and no second signal may cut that short."""
        del message  # nothing is printed over the terminal
        if not self.is_headless:
            hold_signals()
        super().exit(result, return_code)

    def panic(self, *renderables: object) -> None:
        """Textual's way out when its input thread dies: nothing is shown of why, and the supervisor starts it again."""
        del renderables
        _LOG.error("the terminal's input broke")
        self._close_messages_no_wait()
