"""When an app under test is at rest: Textual's own answer is wrong on a machine that is busy with other things."""

import asyncio
import time

import textual.app
import textual.pilot
from textual._context import active_app

_A_LOOK = 0.02
_AT_REST = 0.001
_PATIENCE = 5.0
"""Seconds: a screen that is kept from drawing (by the test itself) is not waited for longer."""


async def wait_for_idle(min_sleep: float = _A_LOOK, max_sleep: float = 1.0) -> None:
    """Wait until the app has done its work, or spent `max_sleep` seconds of the processor on it.

    Textual counts seconds on the wall, and takes an app for idle whose turn on the processor has not come yet, or
    that waits for the disk. Here nothing that is due may wait for its turn in the loop, and the screen on top has
    drawn what it has to draw.
    """
    due: list[object] = getattr(asyncio.get_running_loop(), "_ready")  # noqa: B009  (private: mypy knows it not)
    begun, spent = time.monotonic(), time.process_time()
    while True:
        before = time.process_time()
        await asyncio.sleep(_A_LOOK)
        now, waited = time.process_time(), time.monotonic() - begun
        at_rest = now - before < _AT_REST and not due and (_drawn() or waited > _PATIENCE)
        if now - spent >= max_sleep or (at_rest and waited > min_sleep):
            return


def _drawn() -> bool:
    """Whether the screen on top, if there is one, has drawn everything."""
    app = active_app.get(None)
    if app is None or not app._running or not app._screen_stack:
        return True
    screen = app._screen_stack[-1]
    waiting = screen._layout_required or screen._repaint_required or screen._recompose_required or screen._dirty_widgets
    return screen._compositor.root is not None and not waiting


def be_patient() -> None:
    """Every test's pilot waits like this; the names are private, so this fails when they move."""
    for module in (textual.app, textual.pilot):
        assert hasattr(module, "wait_for_idle")
        setattr(module, "wait_for_idle", wait_for_idle)  # noqa: B010  (mypy knows them not)
