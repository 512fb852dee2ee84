"""Figures without names: small cells are hidden, so that no number points at one child.

Who takes the shown cells of a list from its total knows what the hidden ones add up to. So that sum is no small number
either, and it leaves doubt about each of them, or one more cell is hidden; in a list, and along every side of a table
that two filters cut out. What a person works out from several tables together, or from how a number grows from one day
to the next, is past what is looked at here.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

SMALLEST_CELL = 5

Counts = Mapping[Any, int]
Cell = tuple[Any, ...]


def in_doubt(hidden: Sequence[int]) -> bool:
    """Whether every one of these hidden counts can be read in two ways by who knows their sum, which is not small.

    Only when there are several, and they are not all the most that a small cell can hold (twice four is eight). A
    larger one among them, hidden for the sake of the others, makes room enough.
    """
    if not hidden:
        return True
    room = any(count >= SMALLEST_CELL for count in hidden) or sum(hidden) < len(hidden) * (SMALLEST_CELL - 1)
    return len(hidden) > 1 and sum(hidden) >= SMALLEST_CELL and room


def hide_small(counts: Counts) -> dict[Any, int | None]:
    """The same counts, None for each that is hidden: those under five, nought among them.

    Their total is known, so also as many of the others, the smallest first, as it takes to leave doubt.
    """
    hidden = {one for one, count in counts.items() if count < SMALLEST_CELL}
    _leave_doubt(counts, hidden)
    return {one: None if one in hidden else count for one, count in counts.items()}


def hide_in_lists(lists: Mapping[Any, Counts]) -> tuple[dict[Any, dict[Any, int | None]], int | None]:
    """Lists that each count the same forms in another way, as they may be shown, and their total.

    None for what is hidden. Rather one more cell than the total: that is what a board asks for first.
    """
    total = max((sum(counts.values()) for counts in lists.values()), default=0)
    return {one: hide_small(counts) for one, counts in lists.items()}, total if total >= SMALLEST_CELL else None


def hide_in_table(
    cells: Mapping[Cell, int], axes: Sequence[Sequence[Any]], hidden_sides: Sequence[set[Any]]
) -> set[Cell]:
    """Which cells of a table of two or three axes are hidden.

    `axes` are the values along each, `hidden_sides` those that are hidden in the list of that axis alone. A cell is
    hidden that is small, or part of something hidden; and as many others as leave doubt along every line of the table
    (a line of nothing but fours, of which the sum is shown, leaves none: it has no other cell to hide).
    """
    every = list(product(*axes))
    parents: dict[int, set[Cell]] = {}  # by the axis that is summed up: what is hidden then, without that coordinate
    for axis in range(len(axes)):
        rest = [other for other in range(len(axes)) if other != axis]
        if len(rest) == 1:
            parents[axis] = {(value,) for value in hidden_sides[rest[0]]}
        else:
            sums: dict[Cell, int] = {}
            for cell in every:
                sums[_without(cell, axis)] = sums.get(_without(cell, axis), 0) + cells.get(cell, 0)
            parents[axis] = hide_in_table(sums, [axes[one] for one in rest], [hidden_sides[one] for one in rest])
    hidden = {
        cell
        for cell in every
        if cells.get(cell, 0) < SMALLEST_CELL or any(_without(cell, axis) in parents[axis] for axis in parents)
    }
    while True:
        before = len(hidden)
        for axis in parents:
            lines: dict[Cell, dict[Cell, int]] = {}
            for cell in every:
                lines.setdefault(_without(cell, axis), {})[cell] = cells.get(cell, 0)
            for side, line in lines.items():
                if side not in parents[axis]:
                    _leave_doubt(line, hidden)
        if len(hidden) == before:
            return hidden


def _without(cell: Cell, axis: int) -> Cell:
    return cell[:axis] + cell[axis + 1 :]


def _leave_doubt(counts: Counts, hidden: set[Any]) -> None:
    """Add to `hidden` the smallest of the shown cells of a list, until the hidden ones leave doubt."""
    shown = sorted((one for one in counts if one not in hidden), key=lambda one: counts[one])
    while shown and not in_doubt([count for one, count in counts.items() if one in hidden]):
        hidden.add(shown.pop(0))
