"""What each command does: arguments in, lines on stdout and an exit code out; trouble is a `KioskError`."""

import sys
from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import date
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.errors import KioskError, Refused, WrongUse
from kiosk.paths import Home

if TYPE_CHECKING:  # the store's libraries cost start-up
    from argparse import Namespace

    from kiosk.db.store import Store
    from kiosk.jobs.unlock import Unlocked
    from kiosk.rules.roll import Roll

_MOST_ALIKE = 10
"""People who may be somebody else, of whom the command line says so by name: a new administration renumbers all."""


def import_school(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """Take over the school's own export, or say what would change."""
    from kiosk.exchange.pupil_rows import sheet_roll
    from kiosk.exchange.pupil_sheet import Sheet
    from kiosk.jobs.import_people import read_export

    set_up = home.is_set_up
    if not set_up and not arguments.dry_run:
        raise KioskError("Er is nog geen school ingericht.", "Start eerst: kiosk")
    export = read_export(arguments.file)
    if isinstance(export, Sheet):
        roll = sheet_roll(export, export.guess)
        taken = [
            f"{column.value} = {name}" for name, column in zip(export.headings, export.guess, strict=True) if column
        ]
        print(f"kolommen: {', '.join(taken)}")
    else:
        roll = export
    with closing(_open(home, clock)) if set_up else nullcontext() as store:
        return _take_over(store, roll, arguments, clock)


def _take_over(store: "Store | None", roll: "Roll", arguments: "Namespace", clock: Clock) -> int:
    """Say what is doubtful about `roll`, take it over unless this is a dry run, and say what that changed."""
    from kiosk.db import enrolment
    from kiosk.jobs.import_people import import_roll
    from kiosk.rules.permissions import command_line
    from kiosk.rules.roll import Roll
    from kiosk.rules.roll_preview import preview_roll

    who = command_line()
    preview = enrolment.preview(store, who, roll) if store else preview_roll(Roll(), roll, clock().date())
    for doubt in preview.doubts:
        print(doubt)
    for one in preview.alike[:_MOST_ALIKE]:
        print(f"Let op: {one.new.name} is nieuw onder nummer {one.new.key}; er is al iemand van die naam.")
    if preview.alike:
        if len(preview.alike) > _MOST_ALIKE:
            print(f"Zo zijn er nog {len(preview.alike) - _MOST_ALIKE}.")
        print("Zijn zij dezelfde? Lees het bestand dan niet hier in, maar in de kiosk: Beheer, b.")
    for pupil in roll.pupils:
        if pupil.group_key is None:
            print(f"in het bestand zonder groep: {pupil.name}")
    if arguments.dry_run or store is None:
        if preview.many_gone:
            print(preview.many_gone)
        print("Proef: er is niets veranderd. Zo zou het worden:")
        changes = preview.changes
    else:
        if preview.many_gone and not arguments.sure:
            raise KioskError(preview.many_gone, "Er is niets veranderd. Klopt het toch? Zet er --sure achter.")
        imported = import_roll(store, who, roll)
        changes = imported.changes
        if imported.without_host:
            print(f"zonder parallelgroep (kies die in de kiosk: Beheer, g): {', '.join(imported.without_host)}")
        print("Ingelezen:")
    print(f"leerlingen: {changes.pupils}")
    print(f"groepen: {changes.groups}")
    print(f"medewerkers: {changes.staff}")
    return 0


def show_policy(_arguments: "Namespace", home: Home, _clock: Clock) -> int:
    """What forms 1 to 10 set off, a line each."""
    from kiosk import settings
    from kiosk.rules.ladder import STEP_LABELS, outlook

    policy = settings.load(home).policy if home.settings.exists() else settings.default_policy()
    for number, step in enumerate(outlook(policy, 10), start=1):
        print(f"{number}  {STEP_LABELS[step] if step else '-'}")
    return 0


def show_calendar(arguments: "Namespace", home: Home, _clock: Clock) -> int:
    """What kind of day it is, the next school day, and five working days later."""
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


def write_register_file(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """The register of a school year: counts without names."""
    from kiosk.jobs.write_register import write_register
    from kiosk.rules.calendar import school_year_days
    from kiosk.rules.permissions import command_line

    try:
        school_year_days(arguments.school_year)
    except KioskError as trouble:
        raise WrongUse(trouble.message, trouble.what_to_do) from None
    with closing(_open(home, clock)) as store:
        saved = write_register(store, command_line(), arguments.school_year, arguments.out)
    print(f"Bewaard: {saved}")
    return 0


def back_up(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """A backup now, and a copy of it in a folder that was named."""
    from kiosk.db.backups import copy_backup, make_backup
    from kiosk.rules.permissions import command_line

    school = home.settings
    with closing(_open(home, clock)) as store:
        made = make_backup(store, command_line())
        opens_with = "een herstelblad" if home.slots.exists() else f"{home.key.name}: bewaar die apart"
        print(f"Bewaard: {home.backups / made.name}")
        for folder, rotate in ((store.settings.backup_folder, True), (arguments.folder, False)):
            if folder:
                copy = copy_backup(store, command_line(), made, folder, rotate=rotate)
                print(f"Bewaard: {copy}")
                beside = copy.with_name(made.settings)
                school = beside if beside.exists() else school
    print(f"Een kopie gaat op een andere computer open met {opens_with}.")
    print(f"Zet daar ook dit bestand in de map van de kiosk, met de naam {home.settings.name}: {school}")
    return 0


def restore_backup(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """A backup in the store's place; what was there goes aside."""
    from kiosk.db.restore import OtherKey
    from kiosk.jobs.put_back import put_back
    from kiosk.jobs.unlock import unlock_backup
    from kiosk.rules.dutch import day_in_full_and_time
    from kiosk.rules.permissions import command_line

    try:
        restored, fault = put_back(home, clock, arguments.file, command_line())
    except OtherKey:
        if not (arguments.file.with_suffix(".slots").exists() or home.slots.exists()):
            raise  # nobody's words open it
        question = "De woorden van een herstelblad, of de dagsleutel: "
        unlocked = _by_words(question, lambda typed: unlock_backup(home, arguments.file, typed))
        restored, fault = put_back(home, clock, arguments.file, command_line(), unlocked.key, unlocked.slots)
    contents = restored.contents
    print(f"Teruggezet: {arguments.file}")
    print(f"leerlingen: {contents.pupils}")
    print(f"formulieren: {contents.forms}, nog niet klaar: {contents.open_forms}")
    if contents.until:
        print(f"De kopie is van {day_in_full_and_time(contents.until)}. Wat daarna kwam, staat er niet in.")
    if restored.aside:
        print(f"De vorige opslag is niet weg: {restored.aside}")
    if fault:
        print(f"Let op: {fault}.")
    return 0


def verify(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """Whether the store and the log are whole: 1, and the first break, when they are not."""
    from kiosk.rules.backups import read_anchor

    named = arguments.anchor or arguments.backup
    if arguments.anchor and arguments.backup:
        raise WrongUse("Een kopie en --anchor gaan niet samen.", "Noem er een van beide.")
    anchor = read_anchor(named) if named else None
    if named and anchor is None:
        raise WrongUse(
            "Hierin staat geen nummer van het logboek.", "Noem een reservekopie, of --anchor 1204-3fa94c018be2d7a4."
        )
    with closing(_open(home, clock)) as store:
        fault = store.first_fault(anchor)
        is_mistyped = bool(fault and arguments.anchor) and not store.first_fault()
    if fault:
        what = f"Is {named} goed overgetypt? Zo ja, dan is er iets mis" if is_mistyped else "De opslag is niet heel"
        raise KioskError(f"{what}: {fault}.", "Bewaar alles zoals het is, en zeg het de directie.")
    print("De opslag en het logboek zijn heel.")
    return 0


def _open(home: Home, clock: Clock) -> "Store":
    """The school's store, which may ask for the dagsleutel; `KioskError` where there is none yet."""
    from kiosk import settings
    from kiosk.db.store import is_locked, open_store
    from kiosk.jobs.unlock import unlock

    if not home.is_set_up:
        raise KioskError("Er is nog geen school ingericht.", "Start eerst: kiosk")
    school = settings.load(home)
    key = _by_words("De dagsleutel: ", lambda typed: unlock(home, typed)).key if is_locked(home) else None
    return open_store(home, school, clock, key)


def _by_words(question: str, opened: Callable[[str], "Unlocked"]) -> "Unlocked":
    """What the words open that nobody sees while they are typed; a script gives them as a line of input.

    Who typed wrong ones is asked again, and types them here and not at the shell; an empty line gives up.
    """
    import getpass

    by_hand = sys.stdin.isatty()
    while True:
        try:
            typed = getpass.getpass(question) if by_hand else sys.stdin.readline(1000)
        except EOFError:
            typed = ""
        try:
            return opened(typed)
        except Refused as trouble:
            if not (by_hand and typed.strip()):
                raise
            print(f"kiosk: {trouble}", file=sys.stderr)


def doctor(arguments: "Namespace", home: Home, clock: Clock) -> int:
    """Whether everything is in order: 1 when something is not."""
    if arguments.kiosk:
        from kiosk.jobs.doctor_kiosk import examine_machine

        lines = [(item.name, item.label, item.state.value, item.text) for item in examine_machine(home.folder)]
    else:
        from kiosk.jobs.doctor import examine

        lines = [(one.name, one.label, one.state, one.line) for one in examine(home, clock)]
    failed = [name for name, _, state, _ in lines if state == "FOUT"]
    if arguments.json:
        import json

        found: dict[str, object] = {name: text for name, _, _, text in lines}
        found["failed"] = failed
        if arguments.kiosk:
            found["unknown"] = [name for name, _, state, _ in lines if state == "onbekend"]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for _, label, state, text in lines:
            print(f"{state}  {label}: {text}")
    return 1 if failed else 0
