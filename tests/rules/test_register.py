"""The register without names: a row for every combination, small counts hidden, and no total that gives one away."""

from collections import Counter
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError, Refused
from kiosk.rules.figures import Phase
from kiosk.rules.register import Cell, RegisterRow, register

YEAR, TODAY = "2026-2027", date(2026, 10, 5)
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
KEYS = ("bullying", "theft")


def register_of(counts: dict[Cell, int], keys: tuple[str, ...] = KEYS) -> tuple[RegisterRow, ...]:
    return register(YEAR, counts, keys, TODAY)


def told(rows: tuple[RegisterRow, ...], month: date | None, phase: Phase | None = None, key: str = "") -> str:
    (found,) = [row.count for row in rows if (row.month, row.phase, row.behaviour) == (month, phase, key)]
    return found


def test_every_month_so_far_has_a_row_for_each_phase_and_behaviour_then_the_totals() -> None:
    rows = register_of({})
    assert [row.month for row in rows[:24]] == [AUGUST] * 8 + [SEPTEMBER] * 8 + [OCTOBER] * 8
    assert [(row.phase, row.behaviour) for row in rows[:4]] == [
        (Phase.LOWER, "bullying"), (Phase.LOWER, "theft"), (Phase.MIDDLE, "bullying"), (Phase.MIDDLE, "theft"),
    ]  # fmt: skip
    assert [(row.month, row.phase) for row in rows[24:]] == [
        (AUGUST, None), (SEPTEMBER, None), (OCTOBER, None), (None, None),
    ]  # fmt: skip
    assert {row.school_year for row in rows} == {YEAR}


def test_a_year_that_is_over_has_twelve_months() -> None:
    rows = register("2025-2026", {}, KEYS, TODAY)
    assert {row.month for row in rows} - {None} == {date(2025 + (n < 8), n, 1) for n in range(1, 13)}


def test_five_is_told_and_four_is_not_nor_is_nought() -> None:
    rows = register_of({(SEPTEMBER, Phase.UPPER, "theft"): 5, (SEPTEMBER, Phase.UPPER, "bullying"): 4})
    assert told(rows, SEPTEMBER, Phase.UPPER, "theft") == "5"
    assert told(rows, SEPTEMBER, Phase.UPPER, "bullying") == "<5"
    assert told(rows, SEPTEMBER, Phase.LOWER, "bullying") == "<5"
    assert told(rows, AUGUST) == "<5"


def test_totals_are_told_where_they_leave_hidden_counts_in_doubt() -> None:
    counts = {
        (SEPTEMBER, Phase.LOWER, "bullying"): 3, (SEPTEMBER, Phase.UPPER, "theft"): 4,
        (AUGUST, Phase.LOWER, "bullying"): 2, (OCTOBER, Phase.LOWER, "theft"): 3,
    }  # fmt: skip
    rows = register_of(counts)
    assert (told(rows, AUGUST), told(rows, SEPTEMBER), told(rows, OCTOBER), told(rows, None)) == ("<5", "7", "<5", "12")


def test_a_month_s_total_that_tells_that_all_others_are_nought_is_not_shown() -> None:
    counts = {
        (SEPTEMBER, Phase.UPPER, "theft"): 9,
        (AUGUST, Phase.LOWER, "theft"): 3,
        (OCTOBER, Phase.LOWER, "theft"): 2,
    }
    rows = register_of(counts)
    assert told(rows, SEPTEMBER) == "niet getoond"
    assert told(rows, None) == "14"


def test_a_year_s_total_that_tells_how_few_the_hidden_ones_are_together_is_not_shown() -> None:
    rows = register_of({(SEPTEMBER, Phase.UPPER, "theft"): 9, (AUGUST, Phase.LOWER, "theft"): 2})
    assert told(rows, None) == "niet getoond"


def test_a_month_with_one_hidden_count_does_not_tell_its_total() -> None:
    counts = {(SEPTEMBER, phase, "theft"): 5 for phase in Phase} | {(AUGUST, Phase.LOWER, "theft"): 2}
    counts[SEPTEMBER, Phase.UPPER, "theft"] = 3
    assert told(register_of(counts, ("theft",)), SEPTEMBER) == "niet getoond"


def test_one_hidden_month_takes_the_smallest_other_along_so_that_the_year_can_be_told() -> None:
    counts = {
        (month, phase, "theft"): 3 for month in (SEPTEMBER, OCTOBER) for phase in (Phase.LOWER, Phase.MIDDLE)
    }  # fmt: skip
    counts[OCTOBER, Phase.UPPER, "theft"] = 3
    rows = register_of(counts)
    assert (told(rows, AUGUST), told(rows, SEPTEMBER), told(rows, OCTOBER)) == ("<5", "niet getoond", "9")
    assert told(rows, None) == "15"


def test_a_year_under_five_is_not_told_at_all() -> None:
    rows = register_of({(SEPTEMBER, Phase.UPPER, "theft"): 2})
    assert {row.count for row in rows} == {"<5"}


def test_a_behaviour_that_the_school_took_off_its_list_still_counts_in_earlier_months() -> None:
    rows = register_of({(AUGUST, Phase.UPPER, "kidnapping"): 6})
    assert told(rows, AUGUST, Phase.UPPER, "kidnapping") == "6"
    assert [row.behaviour for row in rows[:3]] == ["bullying", "theft", "kidnapping"]


def test_a_year_that_has_not_begun_is_refused_and_so_is_no_year() -> None:
    with pytest.raises(Refused, match="Het schooljaar 2027-2028 is nog niet begonnen"):
        register("2027-2028", {}, KEYS, TODAY)
    with pytest.raises(KioskError, match="Dit is geen schooljaar"):
        register("2026-2028", {}, KEYS, TODAY)


CELLS = [(month, phase, "theft") for month in (AUGUST, SEPTEMBER, OCTOBER) for phase in Phase]
HISTORIES = st.lists(st.tuples(st.sampled_from(CELLS), st.integers(1, 7)), max_size=7)


@settings(max_examples=200, deadline=None)
@given(HISTORIES)
def test_other_counts_fit_the_same_file_so_that_no_hidden_one_is_known(history: list[tuple[Cell, int]]) -> None:
    counts: Counter[Cell] = Counter()
    for cell, forms in history:
        counts[cell] += forms
    file = register_of(counts, ("theft",))
    for cell in CELLS:
        if counts[cell] < 5:
            assert any(all(map(partial(fits, other), file)) for other in neighbours(counts, cell)), cell


def neighbours(counts: Counter[Cell], cell: Cell) -> list[Counter[Cell]]:
    """Counts with one form more or less in `cell`, and perhaps as many the other way in another cell."""
    found = []
    for step in (1, -1):
        for other in (None, *CELLS):
            changed = Counter(counts)
            changed[cell] += step
            if other is not None:
                changed[other] -= step
            if other != cell and min(changed.values(), default=0) >= 0:
                found.append(changed)
    return found


def mine(counts: Counter[Cell], row: RegisterRow) -> int:
    """What a row is about, counted."""
    return sum(
        count
        for (month, phase, _), count in counts.items()
        if row.month in (None, month) and row.phase in (None, phase)
    )


def fits(counts: Counter[Cell], row: RegisterRow) -> bool:
    """Whether a row may be about these counts, as far as it says."""
    count = mine(counts, row)
    return row.count in ({"<5"} if count < 5 else {str(count), "niet getoond"} if row.phase is None else {str(count)})


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_what_is_told_is_true(history: list[tuple[Cell, int]]) -> None:
    counts: Counter[Cell] = Counter()
    for cell, forms in history:
        counts[cell] += forms
    assert all(fits(counts, row) for row in register_of(counts, ("theft",)))
