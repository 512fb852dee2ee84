"""A school's settings file, as the tests write it."""

from kiosk.paths import Home
from kiosk.settings import Region, School

SCHOOL = School("De Regenboog", "042", Region.NOORD, "0251 123456")
SMALLEST = '[school]\nname = "De Regenboog"\ntag = "042"\nregion = "noord"\n'


def written(home: Home, text: str) -> Home:
    home.settings.write_text(text, encoding="utf-8")
    return home
