"""The disk is full while a child types: one sentence, the words stay on the screen, and are kept once there is room.

The machine itself refuses: from outside, the running kiosk is forbidden to let a file grow past a number of bytes.
"""

import resource
import signal
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import answers
from kiosk.db.store import open_store
from kiosk.screens.pupil.pupil_screen import NOT_SAVED
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School, issue

FIRST, MORE = "Ik pakte de bal af", " omdat ik ook wilde meedoen"


def allow(kiosk: Terminal, size: int) -> None:
    """From now on no file of the kiosk grows past `size`, and nothing is written past it."""
    _soft, hard = resource.prlimit(kiosk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(kiosk.process.pid, resource.RLIMIT_FSIZE, (size, hard))


@pytest.mark.parametrize("room", [0, *(pytest.param(room, marks=pytest.mark.long) for room in (1, 4000, 8000, 20_000))])
def test_a_full_disk_is_told_and_the_words_are_kept_once_there_is_room(school: School, room: int) -> None:
    store = open_store(school.home, settings.load(school.home), school.clock)
    code = issue(store).code
    store.close()
    log: Path = school.home.store.with_name("oeps.db-wal")
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(code)
        kiosk.type(FIRST)
        kiosk.settle()
        kiosk.wait_for(FIRST, "Bewaard.")
        allow(kiosk, log.stat().st_size + room if room else 0)
        words = FIRST
        while "Nog niet bewaard." not in kiosk.text:
            words += MORE
            assert len(words) < 500, "it is full by now"
            kiosk.type(MORE)
            kiosk.settle()
        screen = kiosk.wait_for("Nog niet bewaard.", NOT_SAVED)
        assert "".join(words.split()) in "".join(char for char in screen if char.isalnum())
        allow(kiosk, resource.RLIM_INFINITY)
        screen = kiosk.wait_for("Bewaard.")
        assert NOT_SAVED not in screen
        kiosk.process.kill(signal.SIGKILL)
        kiosk.ended()
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        assert [one.text for one in answers.pupil_form(store, 1).words] == [words]
        assert store.first_fault() == ""
    finally:
        store.close()
