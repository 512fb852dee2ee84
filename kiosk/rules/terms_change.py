"""Other terms (the paper's, for an objection, for keeping words) in sentences, told before they are saved."""

from kiosk.rules.dutch import counted
from kiosk.rules.figures_hidden import SMALLEST_CELL
from kiosk.rules.policy import Counting, Policy
from kiosk.rules.retention import Terms, count_of_forms, count_of_names


def what_changes(old: Policy, new: Policy) -> list[str]:
    """One sentence for each term that is another in `new`: of the paper (par. 8), and of an objection (par. 11)."""
    told = []
    if new.due_days != old.due_days:
        told.append(
            f"Het papier moet terug zijn {_school_days(new.due_days)} nadat het meeging (nu: {old.due_days}). "
            "Dat geldt ook voor papier dat nu mee is: daarop staat nog de oude dag. "
            "Cijfers over 'op tijd' rekenen dan ook voor eerdere jaren met de nieuwe dag."
        )
    before, after = old.out_of_group.objection_days, new.out_of_group.objection_days
    if after != before:
        told.append(
            f"Bezwaar tegen een schorsing kan {counted(after, 'werkdag', 'werkdagen')} lang (nu: {before}). "
            "Voor schorsingen die er al zijn, verandert er niets."
        )
    return told


def retention_changes(old: Terms, new: Terms, counting: Counting, forms: int, names: int, *, exact: bool) -> list[str]:
    """The same for `new` terms of keeping, under which `forms` and `names` more than now would be past their term.

    Who sees no escalations reads no number (not `exact`): one by one, the terms would tell how many a year had.
    """
    told = []
    if new.school_years != old.school_years:
        years = counted(new.school_years, "schooljaar", "schooljaren")
        told.append(f"Woorden blijven nog {years} na hun schooljaar (nu: {old.school_years}).")
        if counting is Counting.WHOLE_SCHOOL:
            told.append(
                "Nu tellen formulieren de hele schooltijd: zolang dat zo is, blijven woorden tot iemand weg is."
            )
    if new.after_leaving_years != old.after_leaving_years:
        told.append(
            f"Van wie van school is, blijft alles nog {new.after_leaving_years} jaar (nu: {old.after_leaving_years})."
        )
    if told and (forms or names):
        more = [count_of_forms(forms) if exact else _hidden(forms, "formulieren")] if forms else []
        more += [count_of_names(names) if exact else _hidden(names, "namen")] if names else []
        are = "is" if exact and forms + names == 1 else "zijn"
        told.append(
            f"Voorbij de termijn {are} dan ook {' en '.join(more)}. "
            "Er gaat niets vanzelf weg: Te doen meldt het, en directie beslist."
        )
    return told


def _hidden(count: int, what: str) -> str:
    return f"minder dan {SMALLEST_CELL} {what}" if count < SMALLEST_CELL else f"{SMALLEST_CELL} of meer {what}"


def _school_days(days: int) -> str:
    return counted(days, "schooldag", "schooldagen")
