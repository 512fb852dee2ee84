"""The year report and the register: which one, of which school year, and then paper or a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.db.figures import school_years
from kiosk.errors import KioskError
from kiosk.jobs.write_register import register_name, save_register
from kiosk.jobs.year_report import year_report
from kiosk.paper.report import report_pdf
from kiosk.paper.stick import absolute
from kiosk.rules.permissions import Action, Actor, require
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.to_paper import EXAMPLE, Document, to_paper

_REPORT, _REGISTER = "report", "register"
_CHOICES = [
    (_REPORT, "jaarverslag: grafieken op papier (PDF)"),
    (_REGISTER, "register: aantallen voor een rekenblad (CSV)"),
]
_WITHOUT_NAMES = "Zonder namen. Getallen onder de 5 staan er niet in."


async def make_report(screen: StaffScreen[Any], actor: Actor) -> None:
    """Make a year report or a register, asking on top of `screen`, in one of its workers; trouble is told.

    For who sees the figures of the whole school; others are told that they may not.
    """
    with screen.told():
        require(actor, Action.FIGURES_WITHOUT_NAMES)
        ask = screen.app.push_screen_wait
        made: dict[str, Callable[[StaffScreen[Any], Actor, str], Any]] = {_REPORT: _report, _REGISTER: _register}
        while (kind := await ask(ChooseDialog("Wat wil je maken?", _CHOICES, _WITHOUT_NAMES))) is not None:
            year = await _choose_year(screen, actor)
            if year and await made[kind](screen, actor, year):
                return


async def _choose_year(screen: StaffScreen[Any], actor: Actor) -> str | None:
    """This school year, or an earlier one that has forms; asks nothing when there is only this one."""
    this, *earlier = school_years(screen.desk.store, actor)
    if not earlier:
        return this
    choices = [(this, f"{this} (dit schooljaar, tot nu toe)"), *((year, year) for year in earlier)]
    return await screen.app.push_screen_wait(ChooseDialog("Van welk schooljaar?", choices))


async def _report(screen: StaffScreen[Any], actor: Actor, year: str) -> bool:
    report = year_report(screen.desk.store, actor, year)
    document = Document(
        f"jaarverslag-{year}",
        f"Het jaarverslag van {year} printen",
        "het jaarverslag",
        "in de kiosk: je kunt het opnieuw maken",
        partial(report_pdf, report),
        two_copies="twee exemplaren op {}",
        warning="",
    )
    return await to_paper(screen, actor, document)


async def _register(screen: StaffScreen[Any], actor: Actor, year: str) -> bool:
    """Save the register in a folder; asks again after trouble. False when the person went back."""
    trouble, typed = "", screen.desk.last_folder
    while True:
        text = " ".join(part for part in (trouble, f"Daar komt {register_name(year)}.csv.") if part)
        asked = AskDialog("In welke map of op welke stick?", text, value=typed, placeholder=EXAMPLE)
        if (answer := await screen.app.push_screen_wait(asked)) is None:
            return False
        typed = answer
        try:
            saved = save_register(screen.desk.store, actor, year, absolute(typed))
        except KioskError as error:
            trouble = str(error)
        else:
            screen.desk.last_folder = typed
            screen.tell(f"Bewaard als {saved}.")
            return True
