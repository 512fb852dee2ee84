"""What leaves the kiosk without names, the register and the year report: logged, and small counts are hidden."""

from kiosk.db.figures import count_forms
from kiosk.db.figures_book import FigureBook
from kiosk.db.store import Store
from kiosk.rules.figures import By, in_school_year
from kiosk.rules.permissions import Action, Actor
from kiosk.rules.register import RegisterRow, check_begun, register


def open_register(store: Store, actor: Actor, year: str) -> tuple[RegisterRow, ...]:
    """The register of school year `year` ("2026-2027") up to today; the log keeps who took it out.

    `Refused` for who may not, and for a year that has not begun; `KioskError` when it is not a school year.
    """
    where = in_school_year(year)
    with store.act(actor, Action.WRITE_REGISTER, subject=f"register {year}") as deed:
        counts = count_forms(store, (By.MONTH, By.PHASE, By.BEHAVIOUR), where)
        behaviours = [one.key for one in store.settings.policy.behaviours]
        return register(year, counts, behaviours, deed.now.date())


def open_report(store: Store, actor: Actor, year: str) -> FigureBook:
    """The figures of school year `year` for its report, small ones hidden; the log keeps who asked for them.

    For who sees the figures of the whole school; otherwise raises what `open_register` does.
    """
    with store.act(actor, Action.FIGURES_WITHOUT_NAMES, subject=f"report {year}") as deed:
        check_begun(year, deed.now.date())
        return FigureBook(store, actor, in_school_year(year), with_names=False)
