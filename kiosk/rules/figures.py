"""Figures without names: small cells are hidden, so that no number points at one child (DESIGN section 3)."""

from collections.abc import Mapping

SMALLEST_CELL = 5


def hide_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The same counts, None for each that is under five, nought among them."""
    return {name: count if count >= SMALLEST_CELL else None for name, count in counts.items()}


def total_without_names(counts: Mapping[str, int]) -> int | None:
    """The total; None when it is under five, or when it would give away a hidden cell.

    Who takes the shown cells from the total knows what the hidden ones add up to: that leaves doubt only when there
    are several, and their sum is neither nought nor the most that they can hold (17 with 9 shown: twice four).
    """
    total = sum(counts.values())
    hidden = [count for count in counts.values() if count < SMALLEST_CELL]
    in_doubt = len(hidden) > 1 and 0 < sum(hidden) < len(hidden) * (SMALLEST_CELL - 1)
    return total if total >= SMALLEST_CELL and (in_doubt or not hidden) else None
