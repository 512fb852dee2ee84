"""The school's own lines: what looks like a mistake is asked about."""

import pytest

from kiosk.rules.school_doubts import doubts


@pytest.mark.parametrize("phone", ["", "0320 123 456", "+31 (0)320-123456", "0900-1234", "0320 123456 / 06 12345678"])
@pytest.mark.parametrize("address", ["", "Kerkstraat 12, 8232 AB Lelystad", "Postbus 1, 8200 AA Lelystad"])
def test_nothing_is_asked_about_what_a_school_has(phone: str, address: str) -> None:
    assert doubts(phone, address, address) == {}


def test_an_address_without_a_town_is_asked_about_for_a_letter_finds_none() -> None:
    assert doubts("", "Kerkstraat 12", "Kerkstraat 12, Lelystad").keys() == {"address", "board_address"}


def test_a_street_for_a_number_and_a_word_for_an_address_are_asked_about() -> None:
    assert doubts("Dorpsstraat 1", "ab 1", "Stichting Voorbeeld") == {
        "phone": "Klopt dit telefoonnummer: Dorpsstraat 1?",
        "address": "Klopt dit adres: ab 1? Postcode en plaats horen erbij.",
        "board_address": "Klopt dit adres van het bestuur: Stichting Voorbeeld? Postcode en plaats horen erbij.",
    }
