"""What may be typed behind `kiosk`: the commands and their options, in Dutch. Not needed to start the kiosk itself."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kiosk import commands
from kiosk.errors import WrongUse

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


def parse(given: Sequence[str]) -> argparse.Namespace:
    """What `given` (without the program's own name) asks for. `run` is the command, None for the kiosk itself.

    Raises `WrongUse` in one sentence; asked for help, it prints that and leaves.
    """
    arguments = _parser().parse_args(given)
    for option in ("demo", "supervise"):
        if getattr(arguments, option) and arguments.run:
            raise WrongUse(f"--{option} gaat niet samen met een opdracht.", _ALONE[option])
    return arguments


_ALONE = {
    "demo": "Start de voorbeeldschool met: kiosk --demo",
    "supervise": "Gebruik het als: kiosk --supervise",
}


def _parser() -> _Parser:
    parser = _Parser(prog="kiosk", description="De Oeps-lijn van een basisschool, op één scherm, zonder netwerk.")
    parser.options.add_argument(
        "--demo", action="store_true", help="een voorbeeldschool, elke dag nieuw; print nooit op een echte printer"
    )
    parser.options.add_argument(
        "--supervise", action="store_true", help="start de kiosk weer als hij stopt, tot personeel hem sluit (Linux)"
    )
    parser.set_defaults(run=None)
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
