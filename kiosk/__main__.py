"""The command line: arguments -> settings -> store -> app. It is a promise that scripts rely on."""

import logging
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from kiosk import paths
from kiosk.clock import Clock, system_clock
from kiosk.errors import KioskError, WrongUse, kind_and_place
from kiosk.paths import Home
from kiosk.supervisor import BROKEN, EMPTY_SCREEN, LEFT_ON_PURPOSE, hold_signals, ignore_signals, supervise

MOST_LOG = 1_000_000
"""Bytes of `kiosk.log` after which a start begins a new one; the one before is kept beside it."""


def main(argv: Sequence[str] | None = None, clock: Clock = system_clock) -> int:
    """Run the command line and return the exit code: 0, 1 for a refusal, 2 for wrong use. Never a traceback."""
    try:
        given = sys.argv[1:] if argv is None else argv
        code = _asked(given, clock) if given else _kiosk(paths.home(), clock)
        sys.stdout.flush()
    except BrokenPipeError:  # `kiosk policy | head`: who reads it has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KioskError as trouble:
        print(f"kiosk: {trouble}", file=sys.stderr)
        return trouble.exit_code
    except KeyboardInterrupt:
        print("kiosk: Afgebroken.", file=sys.stderr)
        return 130
    except Exception as error:  # noqa: BLE001  (the process's edge: Python would print texts that may hold a name)
        print(f"kiosk: Er ging iets mis. Geef dit door aan de maker: {kind_and_place(error)}", file=sys.stderr)
        return BROKEN
    return code


def _asked(given: Sequence[str], clock: Clock) -> int:
    """A command, or the kiosk with an option."""
    from kiosk.arguments import parse  # 10 ms that the kiosk's first frame does not wait for

    arguments = parse(given)
    if arguments.run is None:
        return _kiosk(paths.home(), clock, demo=arguments.demo, supervised=arguments.supervise)
    code: int = arguments.run(arguments, paths.home(), clock)
    return code


def _kiosk(home: Home, clock: Clock, *, demo: bool = False, supervised: bool = False) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise KioskError("De kiosk heeft een scherm en toetsenbord nodig.", "Start hem in een terminal.")
    if demo:
        home = home.demo
    if supervised:
        if not hasattr(os, "fork"):
            raise WrongUse("--supervise kan alleen op Linux.", "Start hier gewoon: kiosk")
        return supervise(lambda: _run(home, clock, demo=demo), home.log)
    code = _run(home, clock, demo=demo)  # no supervisor is there to ask who ended it
    return 0 if code == LEFT_ON_PURPOSE else code


def _run(home: Home, clock: Clock, *, demo: bool) -> int:
    """The kiosk; from set-up people may look around in the fictional school first, as often as they like."""
    if demo or home.is_set_up:
        return _run_once(home, clock, demo=demo)
    from kiosk.screens.setup import LOOK_AROUND

    while (code := _run_once(home, clock)) == LOOK_AROUND:
        if (code := _run_once(home.demo, clock, demo=True)) != LEFT_ON_PURPOSE:
            break
    return code


def _run_once(home: Home, clock: Clock, *, demo: bool = False) -> int:
    """The full screen from start to end. Returns `LEFT_ON_PURPOSE` (staff), 0 (the machine goes down) or a fault's."""
    _shut_the_doors()
    _log_to(home)
    from kiosk.app import KioskApp
    from kiosk.screens.closed_app import forgive_bad_bytes, outlive_the_terminal
    from kiosk.screens.desk import Desk

    forgive_bad_bytes()
    outlive_the_terminal()
    desk = Desk(home, clock, never_print=demo)
    if demo:
        from kiosk.jobs import make_demo

        def prepare() -> None:
            desk.demo_notes = make_demo.ensure(home, clock)

        app = KioskApp(desk, prepare=prepare)
    elif home.is_set_up:
        app = KioskApp(desk)
    else:
        from kiosk.screens.setup import SetupScreen

        app = KioskApp(desk, first=SetupScreen)
    try:
        app.run()
    except Exception as error:
        logging.getLogger("kiosk").error("%s", kind_and_place(error))
        raise
    finally:
        kept = desk.close()
        if desk.bare:
            print(EMPTY_SCREEN, end="", flush=True)
    if app.trouble:
        raise app.trouble
    if not kept:
        raise KioskError("De laatste woorden konden niet bewaard worden.", "Kijk of de schijf vol is.")
    return BROKEN if app.return_code is None else app.return_code


def _shut_the_doors() -> None:
    """Before Textual is imported: its own back doors in the environment, and signals that would kill or stop us."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    ignore_signals()
    hold_signals()  # until the app hears them: Textual's driver takes some, and an end may come before its loop runs


def _log_to(home: Home) -> None:
    """What goes wrong is written beside the store: a type and a place, never a name or a word."""
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise KioskError(
            "De map van de kiosk kan niet gemaakt worden.", "Kijk of deze gebruiker daar mag schrijven."
        ) from None
    with suppress(OSError):  # none yet, or not ours: then the next line tells
        if home.log.stat().st_size > MOST_LOG:
            home.log.replace(home.log.with_name(home.log.name + ".1"))
    handler = logging.FileHandler(home.log, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("kiosk")
    for before in log.handlers[:]:  # of the fictional school, or of set-up before it
        log.removeHandler(before)
        before.close()
    log.addHandler(handler)
    log.propagate = False
    logging.lastResort = None  # asyncio's own complaints would hold the fault's text
    threading.excepthook = lambda fault: log.error("thread: %s", kind_and_place(fault.exc_value or fault.exc_type()))
    sys.unraisablehook = lambda fault: log.error("unraisable: %s", kind_and_place(fault.exc_value or fault.exc_type()))


if __name__ == "__main__":
    sys.exit(main())
