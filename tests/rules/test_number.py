"""The form's number: ten digits that notice a slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.rules.number import _DAMM, LENGTH, MAX_SERIAL, _check_digit, make_number, read_number, spaced

TAG = "123"
SERIALS = st.integers(1, MAX_SERIAL)
YEARS = st.integers(2000, 2098).map(lambda year: f"{year}-{year + 1}")


def refusal(typed: str) -> str:
    with pytest.raises(Refused) as caught:
        read_number(typed, TAG)
    return caught.value.message


def test_the_check_digit_is_the_one_of_damm() -> None:
    """Damm's own example (2004): 572 has check digit 4."""
    assert _check_digit("572") == 4
    assert _check_digit("5724") == 0


def test_no_wrong_digit_and_no_swap_of_neighbours_slips_through_the_table() -> None:
    for seen, row in enumerate(_DAMM):
        assert sorted(row) == list(range(10))
        assert row[seen] == 0
        for one in range(10):
            assert not [two for two in range(10) if two != one and _DAMM[row[one]][two] == _DAMM[row[two]][one]]


def test_a_number_is_school_tag_year_serial_and_check_digit() -> None:
    number = make_number(TAG, "2026-2027", 42)
    assert number[:9] == "123260042"
    assert len(number) == LENGTH
    assert spaced(number) == f"123 26 0042 {number[9]}"


@given(YEARS, SERIALS)
def test_every_number_that_is_made_can_be_read(year: str, serial: int) -> None:
    number = make_number(TAG, year, serial)
    assert number.isdigit()
    assert read_number(number, TAG) == number
    assert read_number(spaced(number), TAG) == number


@given(YEARS, SERIALS, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(year: str, serial: int, place: int, shift: int) -> None:
    number = make_number(TAG, year, serial)
    wrong = str((int(number[place]) + shift) % 10)
    assert "klopt niet" in refusal(number[:place] + wrong + number[place + 1 :])


@given(YEARS, SERIALS, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_caught(year: str, serial: int, place: int) -> None:
    number = make_number(TAG, year, serial)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        assert read_number(swapped, TAG) == number
    else:
        assert "klopt niet" in refusal(swapped)


def test_another_schools_form_is_refused_by_name_of_the_trouble() -> None:
    assert "andere school" in refusal(make_number("124", "2026-2027", 42))


@pytest.mark.parametrize("around", ["*{}*", " {} ", "{}\t", "*{}* "])
def test_the_stars_and_spaces_of_a_scanner_are_forgiven(around: str) -> None:
    number = make_number(TAG, "2026-2027", 42)
    assert read_number(around.format(number), TAG) == number


def test_dashes_between_the_parts_are_forgiven() -> None:
    number = make_number(TAG, "2026-2027", 42)
    assert read_number(spaced(number).replace(" ", "-"), TAG) == number


@pytest.mark.parametrize(
    "typed", ["", "*", "123", "123260042", "12326004211", "12326O0421", "12326004²1", "١٢٣٤٥٦٧٨٩٠", "-123260042x"]
)
def test_anything_but_ten_digits_is_refused_in_plain_words(typed: str) -> None:
    assert "10 cijfers" in refusal(typed)


@pytest.mark.parametrize("serial", [0, -1, MAX_SERIAL + 1])
def test_a_serial_outside_four_digits_is_refused(serial: int) -> None:
    with pytest.raises(Refused):
        make_number(TAG, "2026-2027", serial)


def test_the_last_serial_still_fits() -> None:
    assert len(make_number(TAG, "2026-2027", MAX_SERIAL)) == LENGTH
