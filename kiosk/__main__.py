"""The command line: arguments -> settings -> store -> app. It is a promise that scripts rely on."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from kiosk import paths
from kiosk.clock import Clock, system_clock
from kiosk.errors import KioskError, WrongUse
from kiosk.paths import Home

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
        code: int = command(arguments, paths.home(), clock)
    except KioskError as trouble:
        print(f"kiosk: {trouble}", file=sys.stderr)
        return trouble.exit_code
    return code


def _parser() -> _Parser:
    parser = _Parser(prog="kiosk", description="De Oeps-lijn van een basisschool, op één scherm, zonder netwerk.")
    parser.options.add_argument(
        "--demo", action="store_true", help="een voorbeeldschool, elke dag nieuw; print nooit op een echte printer"
    )
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", parser_class=_Parser)
    importing = commands.add_parser("import", help="leerlingen, groepen en medewerkers uit een EDEXML-bestand")
    importing.options.add_argument("file", metavar="BESTAND", type=Path, help="de export van het administratiesysteem")
    importing.options.add_argument("--dry-run", action="store_true", help="alleen laten zien wat er zou veranderen")
    importing.set_defaults(run=_import)
    policy = commands.add_parser("policy", help="wat het 1e tot en met 10e formulier in gang zet")
    policy.set_defaults(run=_policy)
    calendar = commands.add_parser("calendar", help="schooldag, volgende schooldag, vijf werkdagen later")
    calendar.options.add_argument("day", metavar="JJJJ-MM-DD", help="de dag waarover u iets wilt weten")
    calendar.options.add_argument("--region", choices=REGIONS, help="anders die van de school, of noord")
    calendar.set_defaults(run=_calendar)
    register = commands.add_parser("register", help="aantallen zonder namen, in een bestand voor een rekenblad")
    register.options.add_argument("--school-year", metavar="JJJJ-JJJJ", required=True, help="zoals 2026-2027")
    register.options.add_argument("--out", metavar="BESTAND.csv", type=Path, required=True, help="een nieuw bestand")
    register.set_defaults(run=_register)
    doctor = commands.add_parser("doctor", help="kijkt of alles in orde is")
    doctor.options.add_argument("--json", action="store_true", help="voor scripts")
    doctor.set_defaults(run=_doctor)
    return parser


# -- commands ----------------------------------------------------------------------------------------------------------


def _import(arguments: argparse.Namespace, home: Home, clock: Clock) -> int:
    from kiosk import settings
    from kiosk.db.store import open_store
    from kiosk.jobs.import_people import import_people, preview_import
    from kiosk.rules.permissions import command_line
    from kiosk.rules.roll import doubt

    set_up = home.settings.exists() or home.store.exists()
    if not set_up and not arguments.dry_run:
        raise KioskError("Er is nog geen school ingericht.", "Start eerst: kiosk")
    store = open_store(home, settings.load(home), clock) if set_up else None
    try:
        if store and not arguments.dry_run:
            roll, changes = import_people(store, command_line(), arguments.file)
        else:
            roll, changes = preview_import(store, arguments.file)
    finally:
        if store:
            store.close()
    if warning := doubt(roll, clock().date()):
        print(warning)
    without_group = [pupil for pupil in roll.pupils if pupil.group_key is None]
    for pupil in without_group:
        name = " ".join(part for part in (pupil.given_name, pupil.prefix, pupil.surname) if part)
        print(f"in het bestand zonder groep: {name}")
    print("Proef: er is niets veranderd. Zo zou het worden:" if arguments.dry_run else "Ingelezen:")
    print(f"leerlingen: {changes.pupils}")
    print(f"groepen: {changes.groups}")
    print(f"medewerkers: {changes.staff}")
    return 0


def _policy(_arguments: argparse.Namespace, home: Home, _clock: Clock) -> int:
    from kiosk import settings
    from kiosk.rules.ladder import STEP_LABELS, outlook

    policy = settings.load(home).policy if home.settings.exists() else settings.default_policy()
    for number, step in enumerate(outlook(policy, 10), start=1):
        print(f"{number}  {STEP_LABELS[step] if step else '-'}")
    return 0


def _calendar(arguments: argparse.Namespace, home: Home, _clock: Clock) -> int:
    from kiosk import settings

    try:
        day = date.fromisoformat(arguments.day)
    except ValueError:
        raise WrongUse("Dit is geen dag.", "Schrijf een dag als 2026-12-18.") from None
    own = settings.load(home) if home.settings.exists() else None
    if own and arguments.region in (None, own.school.region):
        calendar = own.calendar
    else:
        region = settings.Region(arguments.region or "noord")
        calendar = settings.make_calendar(
            region, own.closed if own else frozenset(), own.opened if own else frozenset()
        )
    is_school_day = "ja" if calendar.is_school_day(day) else "nee"
    next_day = calendar.next_school_day(day)
    print(f"schooldag: {is_school_day if calendar.knows(day) else 'onbekend'}")
    print(f"volgende schooldag: {next_day if calendar.knows(day) and calendar.knows(next_day) else 'onbekend'}")
    later = calendar.add_working_days(day, 5)
    print(f"vijf werkdagen later: {later if calendar.knows(day) else 'onbekend'}")
    return 0


def _register(arguments: argparse.Namespace, home: Home, clock: Clock) -> int:
    from kiosk import settings
    from kiosk.db.store import open_store
    from kiosk.jobs.write_register import write_register
    from kiosk.rules.calendar import school_year_days
    from kiosk.rules.permissions import command_line

    try:
        school_year_days(arguments.school_year)
    except KioskError as trouble:
        raise WrongUse(trouble.message, trouble.what_to_do) from None
    if not home.store.exists():
        raise KioskError("Er is nog geen school ingericht.", "Start eerst: kiosk")
    store = open_store(home, settings.load(home), clock)
    try:
        saved = write_register(store, command_line(), arguments.school_year, arguments.out)
    finally:
        store.close()
    print(f"Bewaard: {saved}")
    return 0


def _doctor(arguments: argparse.Namespace, home: Home, clock: Clock) -> int:
    from kiosk.jobs.doctor import examine

    findings = examine(home, clock)
    if arguments.json:
        import json

        found: dict[str, object] = {finding.name: finding.text for finding in findings}
        found["failed"] = [finding.name for finding in findings if not finding.ok]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{'goed' if finding.ok else 'FOUT'}  {finding.label}: {finding.text}")
    return 0 if all(finding.ok for finding in findings) else 1


# -- the kiosk itself --------------------------------------------------------------------------------------------------


def _kiosk(arguments: argparse.Namespace, home: Home, clock: Clock) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise KioskError("De kiosk heeft een scherm en toetsenbord nodig.", "Start hem in een terminal.")
    _shut_the_doors()
    if arguments.demo:
        home = home.demo
    _log_to(home)
    from kiosk.app import KioskApp
    from kiosk.screens.closed_app import forgive_bad_bytes, outlive_the_terminal
    from kiosk.screens.desk import Desk

    forgive_bad_bytes()
    outlive_the_terminal()
    desk = Desk(home, clock, never_print=arguments.demo)
    if arguments.demo:
        from kiosk.jobs import make_demo

        def prepare() -> None:
            desk.demo_notes = make_demo.ensure(home, clock)

        app = KioskApp(desk, prepare=prepare)
    elif home.settings.exists() or home.store.exists():
        app = KioskApp(desk)
    else:
        from kiosk.screens.setup import SetupScreen

        app = KioskApp(desk, first=SetupScreen)
    try:
        app.run()
    finally:
        kept = desk.close()
    if app.trouble:
        raise app.trouble
    if not kept:
        raise KioskError("De laatste woorden konden niet bewaard worden.", "Kijk of de schijf vol is.")
    return app.return_code or 0


def _shut_the_doors() -> None:
    """Before Textual is imported: its own back doors in the environment, and signals that would kill or stop us."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    for name in ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGUSR2"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _log_to(home: Home) -> None:
    """What goes wrong is written beside the store: a type and a place, never a name or a word."""
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise KioskError(
            "De map van de kiosk kan niet gemaakt worden.", "Kijk of deze gebruiker daar mag schrijven."
        ) from None
    handler = logging.FileHandler(home.log, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logging.getLogger("kiosk").addHandler(handler)
    logging.getLogger("kiosk").propagate = False


if __name__ == "__main__":
    sys.exit(main())
