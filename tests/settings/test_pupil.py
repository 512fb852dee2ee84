"""What a school sets around the pupil's screens: timetable, people to go to, cover and look."""

from datetime import time
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.timetable import Timetable
from kiosk.settings import Contact, ContactRole, Look, PupilScreens, Settings, load
from tests.settings.school_file import SMALLEST


def settings_of(tmp_path: Path, text: str = "") -> Settings:
    home = Home(tmp_path)
    home.settings.write_text(SMALLEST + text, encoding="utf-8")
    return load(home)


def test_a_school_that_says_nothing_has_five_minutes_and_a_light_screen(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings.pupil == PupilScreens(5, Look.LIGHT)
    assert settings.timetable == Timetable()
    assert settings.contacts == ()


def test_everything_it_says_is_read(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        '[timetable]\nbreaks = ["9:15", "12:00"]\nends = ["14:00", "14:00", "12:30", "14:00", "14:00"]\n'
        '[pupil]\ncover_minutes = 10\nlook = "dark"\n'
        '[[contact]]\nrole = "confidential_adviser"\nname = "Mila Bakker"\nplace = "kamer 3"\n',
    )
    assert settings.timetable.breaks == (time(9, 15), time(12, 0))
    assert settings.timetable.ends[2] == time(12, 30)
    assert settings.pupil == PupilScreens(10, Look.DARK)
    assert settings.contacts == (Contact(ContactRole.CONFIDENTIAL_ADVISER, "Mila Bakker", "kamer 3"),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[timetable]\nbreaks = ["25:00"]\n', "klopt 'breaks'"),
        ("[timetable]\nbreaks = [10.15]\n", "klopt 'breaks'"),
        ('[timetable]\nends = ["14:00"]\n', "klopt 'ends'"),
        ('[timetable]\nfriday = "12:00"\n', "klopt 'friday'"),
        ("[pupil]\ncover_minutes = 0\n", "klopt 'cover_minutes'"),
        ('[pupil]\nlook = "roze"\n', "klopt 'look'"),
        ('[[contact]]\nrole = "juf"\nname = "A"\nplace = "B"\n', "klopt 'role'"),
        ('[[contact]]\nrole = "confidential_adviser"\nname = "A"\n', "ontbreekt 'place'"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_it(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(KioskError, match=fault):
        settings_of(tmp_path, text)
