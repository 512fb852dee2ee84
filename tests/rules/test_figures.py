"""Figures without names: no number may point at one child."""

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
