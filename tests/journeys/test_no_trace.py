"""A sitting with words that occur nowhere else: no file holds one, and after each lock no cell of the screen."""

import signal
from collections.abc import Iterator
from pathlib import Path

from kiosk.db import rows
from tests.journeys.people_at_work import come_in, give, kept, opened, until_in_field
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, PIN, School, hand_in

CHILD = "zwaluwstaart"
"""Typed by a child."""
EARLIER = "kwikzilver"
"""Told by another child, and handed in."""
TEACHER = "regenpijp"
"""Typed by a teacher in a talk that was never closed."""
WORDS = (CHILD, EARLIER, TEACHER, "Luuk", "Egels", PIN)


def forms_of(word: str) -> Iterator[bytes]:
    """The bytes that a word may lie on a disk as."""
    for written in (word, word.upper(), word[::-1]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            yield written.encode(encoding)


def found_in(*folders: Path) -> list[tuple[str, str]]:
    """Which words stand in which files of these folders, in their names too."""
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    assert files
    return [
        (one.name, word)
        for one in files
        for word in WORDS
        if word in one.name or any(written in one.read_bytes() for written in forms_of(word))
    ]


def assert_no_trace(kiosk: Terminal, *folders: Path) -> None:
    screen = kiosk.text
    assert not [word for word in WORDS if word in screen], screen
    assert found_in(*folders) == []


def tell_and_hand_in(school: School) -> None:
    """Another child of the group told everything and handed it in, so that the talk can be held."""
    given = give(school, pupil=1)
    with opened(school) as store:
        hand_in(store, rows.load_form(given.form_id), f"Ik vond het {EARLIER} stom.")


def test_a_word_that_did_stay_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("niets")
    (tmp_path / "b").write_bytes(b"\x00\x01" + TEACHER.encode("utf-16-le"))
    (tmp_path / f"c-{CHILD}").touch()
    assert sorted(found_in(tmp_path)) == [("b", TEACHER), (f"c-{CHILD}", CHILD)]


def test_no_word_of_a_whole_sitting_stays_on_the_screen_or_in_a_file(school: School, tmp_path: Path) -> None:
    tell_and_hand_in(school)
    luuk = give(school)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    (temporary / "mine").write_text("so that there is a file to look in")
    places = (school.home.folder, temporary)
    with Terminal(school.home.folder, MONDAY, "--supervise", also={"TMPDIR": str(temporary)}) as kiosk:
        kiosk.begin_to_answer(luuk.code)
        kiosk.type(f"Ik gooide de {CHILD} weg.")
        kiosk.wait_for(f"Ik gooide de {CHILD} weg.", "Bewaard.")
        assert found_in(*places) == []  # the store and its WAL, while it is written
        kiosk.sit_still_until_covered()
        assert_no_trace(kiosk, *places)

        kiosk.type(luuk.code)
        kiosk.wait_for(CHILD)
        kiosk.clock.break_down()  # the clock at the top of each screen asks what time it is
        kiosk.wait_for("Even opnieuw. Alles wat je schreef is bewaard.")
        assert_no_trace(kiosk, *places)
        kiosk.set_clock(MONDAY)
        kiosk.press("enter")
        kiosk.wait_for("Heb je een briefje")

        come_in(kiosk, "fen", "gesprek voeren")
        kiosk.press("end", "enter")
        kiosk.wait_for("Herstelgesprek", EARLIER)
        kiosk.press("enter")
        until_in_field(kiosk, "Wat kwam eruit")
        kiosk.type(f"We ruimen de {TEACHER} op.")
        kiosk.wait_for(TEACHER)
        kiosk.clock.sit_still(301)
        kiosk.wait_for("Even op slot.")
        assert_no_trace(kiosk, *places)

        kiosk.clock.sit_still(3601)
        kiosk.wait_for("Heb je een briefje")
        assert_no_trace(kiosk, *places)
        kiosk.type(luuk.code)
        kiosk.wait_for(CHILD)
        kiosk.process.kill(signal.SIGTERM)
        assert kiosk.ended() == 0
    assert found_in(*places) == []
    assert "ValueError at" in school.home.log.read_text(encoding="utf-8")
    assert kept(school, luuk.form_id)[1] == f"Ik gooide de {CHILD} weg."
