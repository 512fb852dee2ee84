"""The command line: arguments -> settings -> store -> app. It is a promise that scripts rely on."""

import argparse
import logging
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from kiosk import commands, paths
from kiosk.clock import Clock, system_clock
from kiosk.errors import KioskError, WrongUse, kind_and_place
from kiosk.paths import Home
from kiosk.supervisor import BROKEN, EMPTY_SCREEN, LEFT_ON_PURPOSE, hold_signals, ignore_signals, supervise

MOST_LOG = 1_000_000
"""Bytes of `kiosk.log` after which a start begins a new one; the one before is kept beside it."""

REGIONS = ("noord", "midden", "zuid")


class _DutchHelp(argparse.HelpFormatter):
    """argparse's help, with "gebruik:" where it says "usage:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The first line of the help."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse in Dutch: its complaints are one sentence with exit code 2, its help has Dutch headings."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_DutchHelp, **settings)
        self.options = self.add_argument_group("opties")
        self.options.add_argument("-h", "--help", action="help", help="deze uitleg")

    def error(self, message: str) -> NoReturn:
        del message  # argparse says it in English
        raise WrongUse("Dit begrijpt de kiosk niet.", f"Kijk met: {self.prog} --help")


def main(argv: Sequence[str] | None = None, clock: Clock = system_clock) -> int:
    """Run the command line and return the exit code: 0, 1 for a refusal, 2 for wrong use. Never a traceback."""
    try:
        arguments = _parser().parse_args(argv)
        command = getattr(arguments, "run", _kiosk)
        if arguments.demo and command is not _kiosk:
            raise WrongUse("--demo gaat niet samen met een opdracht.", "Start de voorbeeldschool met: kiosk --demo")
        if arguments.supervise and command is not _kiosk:
            raise WrongUse("--supervise gaat niet samen met een opdracht.", "Gebruik het als: kiosk --supervise")
        code: int = command(arguments, paths.home(), clock)
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


def _parser() -> _Parser:
    parser = _Parser(prog="kiosk", description="De Oeps-lijn van een basisschool, op één scherm, zonder netwerk.")
    parser.options.add_argument(
        "--demo", action="store_true", help="een voorbeeldschool, elke dag nieuw; print nooit op een echte printer"
    )
    parser.options.add_argument(
        "--supervise", action="store_true", help="start de kiosk weer als hij stopt, tot personeel hem sluit (Linux)"
    )
    named = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", parser_class=_Parser)
    importing = named.add_parser("import", help="leerlingen, groepen en medewerkers uit een EDEXML- of CSV-bestand")
    importing.options.add_argument("file", metavar="BESTAND", type=Path, help="de export van het administratiesysteem")
    importing.options.add_argument("--dry-run", action="store_true", help="alleen laten zien wat er zou veranderen")
    importing.options.add_argument("--sure", action="store_true", help="ook als meer dan de helft van school gaat")
    importing.set_defaults(run=commands.import_school)
    policy = named.add_parser("policy", help="wat het 1e tot en met 10e formulier in gang zet")
    policy.set_defaults(run=commands.show_policy)
    calendar = named.add_parser("calendar", help="schooldag, volgende schooldag, vijf werkdagen later")
    calendar.options.add_argument("day", metavar="JJJJ-MM-DD", help="de dag waarover u iets wilt weten")
    calendar.options.add_argument("--region", choices=REGIONS, help="anders die van de school, of noord")
    calendar.set_defaults(run=commands.show_calendar)
    register = named.add_parser("register", help="aantallen zonder namen, in een bestand voor een rekenblad")
    register.options.add_argument("--school-year", metavar="JJJJ-JJJJ", required=True, help="zoals 2026-2027")
    register.options.add_argument("--out", metavar="BESTAND.csv", type=Path, required=True, help="een nieuw bestand")
    register.set_defaults(run=commands.write_register_file)
    backup = named.add_parser("backup", help="maakt een reservekopie, en zet hem ook in een map die u noemt")
    backup.options.add_argument("folder", metavar="MAP", type=Path, nargs="?", help="bijvoorbeeld die van een stick")
    backup.set_defaults(run=commands.back_up)
    restoring = named.add_parser("restore", help="zet een reservekopie terug; de opslag van nu gaat opzij")
    restoring.options.add_argument("file", metavar="BESTAND", type=Path, help="de reservekopie")
    restoring.set_defaults(run=commands.restore_backup)
    verify = named.add_parser("verify", help="kijkt of de opslag en het logboek heel zijn")
    verify.options.add_argument(
        "backup", metavar="RESERVEKOPIE", nargs="?", help="de naam van een kopie: is het logboek van toen er nog?"
    )
    verify.options.add_argument(
        "--anchor", metavar="NUMMER-CIJFERS", help="hetzelfde, met wat onder aan een papier staat"
    )
    verify.set_defaults(run=commands.verify)
    doctor = named.add_parser("doctor", help="kijkt of alles in orde is")
    doctor.options.add_argument("--json", action="store_true", help="voor scripts")
    doctor.options.add_argument("--kiosk", action="store_true", help="is deze computer dichtgezet (Linux)")
    doctor.set_defaults(run=commands.doctor)
    return parser


# -- the kiosk itself --------------------------------------------------------------------------------------------------


def _kiosk(arguments: argparse.Namespace, home: Home, clock: Clock) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise KioskError("De kiosk heeft een scherm en toetsenbord nodig.", "Start hem in een terminal.")
    if arguments.demo:
        home = home.demo
    if arguments.supervise:
        if not hasattr(os, "fork"):
            raise WrongUse("--supervise kan alleen op Linux.", "Start hier gewoon: kiosk")
        return supervise(lambda: _run(home, clock, demo=arguments.demo), home.log)
    code = _run(home, clock, demo=arguments.demo)  # no supervisor is there to ask who ended it
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
