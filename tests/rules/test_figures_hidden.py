"""Figures without names: no number may point at one child."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.figures_hidden import (
    SMALLEST_CELL,
    hide_in_lists,
    hide_in_table,
    hide_small,
    in_doubt,
)


def test_cells_under_five_are_hidden_and_nought_looks_like_four() -> None:
    assert hide_small({"De Egels": 5, "De Uilen": 4, "De Vossen": 1, "De Dassen": 0}) == {
        "De Egels": 5,
        "De Uilen": None,
        "De Vossen": None,
        "De Dassen": None,
    }


def test_what_the_hidden_cells_add_up_to_is_no_small_number_either() -> None:
    # 27 less 7 less 19: there was one form before October
    assert hide_small({"aug": 0, "sep": 1, "okt": 7, "nov": 19}) == {"aug": None, "sep": None, "okt": None, "nov": 19}
    assert set(hide_small({"gelukt": 1, "niet gelukt": 0, "niet nagekeken": 26}).values()) == {None}


def test_a_cell_that_would_give_away_the_one_hidden_cell_is_hidden_too_and_the_smallest_of_them() -> None:
    assert hide_small({"De Egels": 9, "De Uilen": 4, "De Vossen": 7}) == {
        "De Egels": 9,
        "De Uilen": None,
        "De Vossen": None,
    }
    assert hide_small({"De Egels": 9, "De Uilen": 4}) == {"De Egels": None, "De Uilen": None}


@pytest.mark.parametrize(
    "counts",
    [
        {"De Egels": 9, "De Uilen": 4, "De Vossen": 4},  # 17 less 9 is twice the most that a hidden cell can hold
        {"De Egels": 9, "De Uilen": 0, "De Vossen": 0},
    ],
)
def test_what_would_leave_no_doubt_about_the_hidden_cells_is_hidden_with_them(counts: dict[str, int]) -> None:
    assert set(hide_small(counts).values()) == {None}


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert hide_small({"De Egels": 9, "De Uilen": 5}) == {"De Egels": 9, "De Uilen": 5}


@pytest.mark.parametrize("cells", [2, 3])
def test_whatever_is_shown_leaves_at_least_two_readings_of_every_hidden_cell(cells: int) -> None:
    readings = list(product(range(5), repeat=cells))
    for hidden in readings:
        shown = hide_small({"shown": 9, **{str(n): count for n, count in enumerate(hidden)}})
        if shown["shown"] is not None:
            possible = [other for other in readings if sum(other) == sum(hidden)]
            assert all(len({other[n] for other in possible}) > 1 for n in range(cells))


@given(st.dictionaries(st.integers(), st.one_of(st.integers(0, 4), st.integers(5, 40)), max_size=8))
def test_from_a_total_that_is_shown_no_small_sum_of_hidden_cells_can_be_worked_out(counts: dict[int, int]) -> None:
    shown, total = hide_in_lists({"list": counts})
    if total is not None and None in shown["list"].values():
        assert total - sum(count or 0 for count in shown["list"].values()) >= SMALLEST_CELL


def test_the_total_is_shown_and_one_more_cell_hidden_instead() -> None:
    lists = {"place": {"plein": 9, "klas": 7}, "group": {"De Egels": 8, "De Uilen": 6, "De Vossen": 2}}
    shown, total = hide_in_lists(lists)
    assert (shown["place"], total) == ({"plein": 9, "klas": 7}, 16)
    assert shown["group"] == {"De Egels": 8, "De Uilen": None, "De Vossen": None}


def test_a_total_under_five_is_hidden_with_everything() -> None:
    assert hide_in_lists({"place": {"plein": 3, "klas": 1}}) == ({"place": {"plein": None, "klas": None}}, None)


def test_without_a_form_nothing_is_shown() -> None:
    assert hide_in_lists({"place": {"plein": 0, "klas": 0}, "group": {}}) == (
        {"place": {"plein": None, "klas": None}, "group": {}},
        None,
    )


def test_what_is_hidden_in_a_list_is_hidden_in_every_table_with_it() -> None:
    cells = {("a", "x"): 6, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 7}
    assert hide_in_table(cells, [["a", "b"], ["x", "y"]], [{"a"}, set()]) >= {("a", "x"), ("a", "y")}


COUNT = st.one_of(st.integers(0, 4), st.integers(0, 9), st.integers(5, 20))


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), COUNT, min_size=9, max_size=9))
@settings(max_examples=150)
def test_along_no_line_of_a_table_a_small_cell_can_be_worked_out(cells: dict[tuple[str, str], int]) -> None:
    axes = [list("abc"), list("xyz")]
    sides = [_hidden_side(cells, axes[axis], axis) for axis in (0, 1)]
    hidden = hide_in_table(cells, axes, sides)
    assert {cell for cell, count in cells.items() if count < SMALLEST_CELL} <= hidden
    for axis in (0, 1):
        for value in axes[axis]:
            line = [cells[cell] for cell in hidden if cell[axis] == value]
            if value not in sides[axis] and line != [SMALLEST_CELL - 1] * 3:  # the sum of this line is on a screen
                assert in_doubt(line)
                assert not line or sum(line) >= SMALLEST_CELL


def test_a_table_under_two_filters_hides_along_every_side_of_it() -> None:
    axes = [["a", "b"], ["x", "y"], ["m", "n"]]
    cells = dict.fromkeys(product(*axes), 8) | {("a", "x", "m"): 2}
    hidden = hide_in_table(cells, axes, [set(), set(), set()])
    for axis in range(3):
        for line in product(*(values for place, values in enumerate(axes) if place != axis)):
            on_line = [cell for cell in hidden if cell[:axis] + cell[axis + 1 :] == line]
            assert len(on_line) != 1


def _hidden_side(cells: Mapping[Any, int], values: list[str], axis: int) -> set[Any]:
    sums = {value: sum(count for cell, count in cells.items() if cell[axis] == value) for value in values}
    return {value for value, count in hide_small(sums).items() if count is None}
