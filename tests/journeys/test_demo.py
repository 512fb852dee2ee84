"""`kiosk --demo`: the start screen first, then a school that does not exist, with forms in every stage up to today."""

from datetime import datetime
from pathlib import Path

from tests.journeys.terminal import Terminal
from tests.school import MONDAY


def test_the_demo_paints_start_first_and_then_shows_who_can_come_in(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", MONDAY, "--demo") as kiosk:
        kiosk.wait_for("De voorbeeldschool wordt klaargezet.")
        kiosk.wait_for(
            "246810  Anneke de Groot (directie)",
            "code van",
        )
        kiosk.press("f2")
        kiosk.wait_for("Wie ben je?")
        kiosk.type("groot")
        kiosk.press("enter")
        kiosk.wait_for("wat is je pincode?")
        kiosk.type("246810")
        kiosk.wait_for("Te doen", "gesprek met ouders", "officiële waarschuwing", "niet ondertekend terug")


def test_the_same_day_finds_the_same_school_and_the_next_day_a_new_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    made: list[float] = []
    for now in (MONDAY, MONDAY.replace(hour=15), datetime(2026, 11, 24, 9, 0)):
        with Terminal(home, now, "--demo") as kiosk:
            kiosk.wait_for(
                "246810  Anneke de Groot (directie)",
            )
            made.append((home / "demo" / "data.key").stat().st_mtime)
    assert made[0] == made[1] < made[2]
