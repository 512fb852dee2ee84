"""Figures without names: small cells are hidden, so that no number points at one child (DESIGN section 3)."""

from collections.abc import Mapping

SMALLEST_CELL = 5


def hide_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The same counts, None for each that is under five, nought among them."""
    return {name: count if count >= SMALLEST_CELL else None for name, count in counts.items()}


def total_without_names(counts: Mapping[str, int]) -> int | None:
    """The total; None when it is under five, or when it would give away the one cell that is hidden."""
    total = sum(counts.values())
    hidden = [count for count in counts.values() if count < SMALLEST_CELL]
    return None if total < SMALLEST_CELL or len(hidden) == 1 else total
