"""A new user: an empty folder, the set-up screens, the school's own export, and the first form issued."""

from pathlib import Path

import pytest

from kiosk.paths import asset
from kiosk.screens.large_signs import large
from tests.journeys.terminal import Terminal
from tests.journeys.test_whole_day import give_a_form
from tests.school import MONDAY

HEAD_PIN = "730518"
_DIGITS = {large(digit): digit for digit in "0123456789"}
_STARTS = (0, 10, 20, 38, 48, 58)
"""Where each of six large digits in threes begins."""


def log_in(kiosk: Terminal, letters: str, pin: str, *wanted: str) -> None:
    """From start to this person's first screen, on which `wanted` stands."""
    kiosk.press("f2")
    kiosk.wait_for("Wie ben je?")
    kiosk.type(letters)
    kiosk.press("enter")
    kiosk.wait_for("wat is je pincode?")
    kiosk.type(pin)
    kiosk.wait_for(*wanted)


def large_digits(screen: str) -> str:
    """The six large digits on the screen, as a person reads them."""
    rows = [line for line in screen.splitlines() if "██" in line]
    for begin in range(20):
        cells = ["\n".join(row[begin + start : begin + start + 6].ljust(6) for row in rows) for start in _STARTS]
        if all(cell in _DIGITS for cell in cells):
            return "".join(_DIGITS[cell] for cell in cells)
    raise AssertionError(f"no six digits stand here:\n{screen}")


def fill_in(kiosk: Terminal, *texts: str) -> None:
    """A field after the other, from the one that has the focus; "" leaves one as it is."""
    for place, text in enumerate(texts):
        if place:
            kiosk.press("tab")
        kiosk.type(text)


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_from_an_empty_folder_to_the_first_form(tmp_path: Path, term: str) -> None:
    stick = tmp_path / "s"
    stick.mkdir()
    export = stick / "school.xml"
    export.write_bytes(asset("demo/voorbeeldschool.edexml.xml").read_bytes())
    with Terminal(tmp_path / "home", MONDAY, term=term) as kiosk:
        kiosk.wait_for("Deze kiosk is nog leeg.")
        fill_in(kiosk, "De Regenboog", "", "Anneke", "de", "Groot", HEAD_PIN, HEAD_PIN)
        kiosk.press("f8")
        kiosk.wait_for("0 van 10 stappen klaar. Enter opent de volgende.")

        kiosk.press("enter")
        kiosk.wait_for("Adres van bestuur")
        kiosk.press("tab")
        fill_in(
            kiosk,
            "0320 123456",
            "Kerkstraat 12, 8232 AB Lelystad",
            "Stichting Voorbeeld",
            "Postbus 1, 8200 AA Lelystad",
        )
        kiosk.press("f8")
        kiosk.wait_for("1 van 10 stappen klaar")

        kiosk.press("enter")
        kiosk.wait_for("2026-2027", "205 schooldagen")
        kiosk.press("t")
        kiosk.wait_for("De tijden van de school")
        fill_in(kiosk, "10:15, 12:00", "14:00", "14:00", "12:30", "14:00", "14:00")
        kiosk.press("f8")
        kiosk.wait_for("205 schooldagen", "12.30")
        kiosk.press("f8")
        kiosk.wait_for("2 van 10 stappen klaar")

        kiosk.press("esc")  # the telephone rings: whoever comes back finds the next step
        kiosk.wait_for("Heb je een briefje")
        log_in(kiosk, "groot", HEAD_PIN, "Er zijn nog geen leerlingen.")
        kiosk.press("e")
        kiosk.wait_for("2 van 10 stappen klaar")

        kiosk.press("enter")
        kiosk.wait_for("Bestand inlezen", "Geen bestand gevonden.")
        kiosk.press("/")
        kiosk.wait_for("Waar staat het bestand?")
        kiosk.type(str(export))
        kiosk.press("enter")
        kiosk.wait_for("Is dit dezelfde Anneke de Groot?")
        kiosk.press("enter")
        kiosk.wait_for("Wat er verandert", "Nieuw: 229")
        kiosk.press("f8")
        kiosk.wait_for("Dit bestand inlezen?")
        kiosk.press("enter")
        kiosk.wait_for("Leerlingen: 229 nieuw, 0 gewijzigd, 0 weg")
        kiosk.press("enter")
        kiosk.wait_for("3 van 10 stappen klaar")

        kiosk.press("enter")
        kiosk.wait_for("9 groepen · 9 zonder parallelgroep")
        kiosk.press("v")
        kiosk.wait_for("Kloppen deze parallelgroepen?")
        kiosk.press("f8")
        kiosk.wait_for("Een kind van De Bijen schrijft in")
        kiosk.press("esc")
        kiosk.wait_for("4 van 10 stappen klaar")

        kiosk.press("enter")
        kiosk.wait_for("stelt rollen voor, uit het bestand: voor 17 collega's")
        kiosk.press("R")
        kiosk.wait_for("Kloppen deze rollen?")
        kiosk.press("f8")
        kiosk.wait_for("één voor één: voor 15 collega's met een rol")
        kiosk.press("P")
        kiosk.wait_for("15 pincodes maken?")
        kiosk.press("enter")
        pin = large_digits(kiosk.wait_for("1 van 15: de pincode van Fenna ter Beek", "Opgeschreven"))
        kiosk.press("enter")
        kiosk.wait_for("2 van 15")
        kiosk.press("esc")
        kiosk.wait_for("1 van 15 pincodes gemaakt.")
        kiosk.press("esc")
        kiosk.wait_for("18 collega's, 14 zonder pincode")

        kiosk.press("l")
        kiosk.wait_for("De Oeps-lijn van de school")
        kiosk.press("f8")
        kiosk.wait_for("5 van 10 stappen klaar", "na 3: gesprek met ouders")
        kiosk.press("esc")
        kiosk.wait_for("Te doen")
        kiosk.press("esc")
        kiosk.wait_for("Heb je een briefje")

        log_in(kiosk, "fe", pin, "Vandaag")
        code = give_a_form(kiosk)
        kiosk.begin_to_answer(code)


def test_who_looks_around_first_comes_back_to_setting_up(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", MONDAY) as kiosk:
        kiosk.wait_for("Deze kiosk is nog leeg.")
        kiosk.press("f5")
        kiosk.wait_for("246810  Anneke de Groot (directie)")
        log_in(kiosk, "groot", "246810", "Te doen")
        kiosk.press("q")
        kiosk.wait_for("De kiosk sluiten?")
        kiosk.press("enter")
        kiosk.wait_for("Deze kiosk is nog leeg.", "Hoe heet de school?")
        kiosk.press("esc")
        kiosk.wait_for("Stoppen met inrichten?")
        kiosk.press("enter")
        assert kiosk.ended() == 0
    assert not (tmp_path / "home" / "oeps.db").exists()
