"""Figures without names: no number may point at one child."""

from itertools import product

import pytest

from kiosk.rules.figures import hide_small, total_without_names


def test_cells_under_five_are_hidden_and_nought_looks_like_four() -> None:
    assert hide_small({"De Egels": 5, "De Uilen": 4, "De Vossen": 0}) == {
        "De Egels": 5,
        "De Uilen": None,
        "De Vossen": None,
    }


def test_a_total_is_shown_when_several_cells_are_hidden() -> None:
    assert total_without_names({"De Egels": 9, "De Uilen": 4, "De Vossen": 0}) == 13


def test_a_total_that_would_give_away_the_one_hidden_cell_is_not_shown() -> None:
    assert total_without_names({"De Egels": 9, "De Uilen": 4}) is None


def test_a_total_under_five_is_hidden_too() -> None:
    assert total_without_names({"De Egels": 2, "De Uilen": 1, "De Vossen": 0}) is None


@pytest.mark.parametrize(
    "counts",
    [
        {"De Egels": 9, "De Uilen": 4, "De Vossen": 4},  # 17 less 9 is twice the most that a hidden cell can hold
        {"De Egels": 9, "De Uilen": 0, "De Vossen": 0},
        {"De Egels": 4, "De Uilen": 4},
    ],
)
def test_a_total_that_leaves_no_doubt_about_the_hidden_cells_is_not_shown(counts: dict[str, int]) -> None:
    assert total_without_names(counts) is None


def test_a_total_is_shown_when_nothing_is_hidden() -> None:
    assert total_without_names({"De Egels": 9, "De Uilen": 5}) == 14


@pytest.mark.parametrize("cells", [2, 3])
def test_whatever_total_is_shown_leaves_at_least_two_readings_of_every_hidden_cell(cells: int) -> None:
    readings = list(product(range(5), repeat=cells))
    for hidden in readings:
        if total_without_names({"shown": 9, **{str(n): count for n, count in enumerate(hidden)}}) is not None:
            possible = [other for other in readings if sum(other) == sum(hidden)]
            assert all(len({other[n] for other in possible}) > 1 for n in range(cells))
