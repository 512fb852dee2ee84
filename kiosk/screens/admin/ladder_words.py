"""The ladder as one row: what each of a pupil's first ten forms sets off, as `kiosk policy` says it in lines."""

from collections.abc import Mapping

from kiosk.rules.ladder import outlook
from kiosk.rules.policy import Policy, StepKind

STEP_SIGNS = {StepKind.PARENTS_TALK: "G", StepKind.OFFICIAL_WARNING: "W", StepKind.SUSPENSION_REVIEW: "S"}
"""One sign for each step, which stands before its name where a row of them is shown."""

_FORMS = 10


def outlook_rows(policies: Mapping[str, Policy | None]) -> str:
    """A row of numbers and under it one row for each policy, each begun by its name; None: not all is filled in."""
    rows = [_row("formulier", [str(number) for number in range(1, _FORMS + 1)])]
    for name, policy in policies.items():
        steps = outlook(policy, _FORMS) if policy else ()
        rows.append(_row(name, [STEP_SIGNS[step] if step else "·" for step in steps] or ["?"] * _FORMS))
    return "\n".join(rows)


def _row(name: str, cells: list[str]) -> str:
    return name.ljust(10) + "".join(cell.rjust(4) for cell in cells)
