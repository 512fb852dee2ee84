"""Charts in the terminal: labels at the left, numbers at the right, bars on one scale between them."""

from kiosk.screens.figures.charts import Bar, Chart, draw


def rows(*bars: Bar, width: int = 24, bare: bool = False) -> list[str]:
    return draw(Chart("Waar", bars, ""), width, bare=bare)


def test_the_longest_bar_fills_the_room_and_the_others_are_in_proportion() -> None:
    assert rows(Bar("plein", "8", 8), Bar("klas", "4", 4), Bar("gang", "0", 0)) == [
        "plein ████████████████ 8",
        "klas  ████████         4",
        "gang                   0",
    ]


def test_a_small_number_shows_in_an_eighth_or_in_a_plain_console_as_one_block() -> None:
    assert rows(Bar("plein", "800", 800), Bar("klas", "1", 1))[1] == "klas  ▏                1"
    assert rows(Bar("plein", "800", 800), Bar("klas", "1", 1), bare=True)[1] == "klas  █                1"


def test_a_second_number_stands_where_there_is_room() -> None:
    bars = (Bar("aug", "0,27", 0.27, "(3)"), Bar("sep", "-", None, "(0)"))
    assert rows(*bars, width=30) == ["aug ████████████████ 0,27  (3)", "sep                     -  (0)"]
    assert rows(*bars, width=14) == ["aug █████ 0,27", "sep          -"]


def test_a_label_too_long_is_cut_off_to_leave_room_for_a_bar() -> None:
    assert rows(Bar("schelden, vloeken, kwetsende taal", "2", 2), width=30) == ["schelden, vloeken,… ████████ 2"]


def test_where_nothing_has_a_bar_the_numbers_stand_beside_their_labels() -> None:
    assert rows(Bar("plein", "verborgen"), Bar("gymzaal", "verborgen")) == [
        "plein     verborgen",
        "gymzaal   verborgen",
    ]


def test_what_would_just_not_fit_stands_closer_to_its_label() -> None:
    assert rows(Bar("voor school", "verborgen"), Bar("pauze", "verborgen"), width=22) == [
        "voor school  verborgen",
        "pauze        verborgen",
    ]


def test_a_word_for_a_hidden_number_takes_the_place_of_the_bar() -> None:
    assert rows(Bar("plein", "12", 12), Bar("gymzaal", "verborgen")) == [
        "plein   █████████████ 12",
        "gymzaal        verborgen",
    ]


def test_a_line_of_numbers_that_is_too_long_is_cut_off() -> None:
    assert rows(Bar("Op tijd terug", "15 van 21 (71 %)")) == ["Op tijd terug 15 van 21…"]


def test_a_chart_without_rows_draws_nothing() -> None:
    assert rows() == []
