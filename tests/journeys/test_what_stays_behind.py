"""What a terminal still holds after a child's session: nothing of theirs, not even in the scrollback."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.hands import Hands
from tests.journeys.people_at_work import Given, give
from tests.journeys.terminal import Terminal
from tests.journeys.tmux import Tmux
from tests.school import MONDAY, School

WORDS = "Ik verstopte me achter de schuur."
AGREEMENT = "Ik roep voortaan mijn broer."
OF_THE_CHILD = ("schuur", "broer", "jaloers", "heel erg", "Luuk")
"""What nobody may find: words from two fields, a chosen card with its strength, and the given name."""

CALM = "Even opnieuw. Alles wat je schreef is bewaard."


@pytest.fixture
def luuk(school: School) -> Given:
    """A child of group 5 with a form; no feeling is left out."""
    return give(school)


@pytest.fixture
def pane(school: School, luuk: Given, tmp_path: Path) -> Iterator[Tmux]:
    """A kiosk in a tmux that remembers what it showed."""
    made = Tmux(school, tmp_path)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(params=["terminal", pytest.param("tmux", marks=pytest.mark.system("tmux"))])
def kiosk(request: pytest.FixtureRequest, school: School, luuk: Given) -> Iterator[Hands]:
    """A kiosk in a terminal whose every cell is looked at, and one in tmux."""
    if request.param == "tmux":
        yield request.getfixturevalue("pane")
        return
    with Terminal(school.home.folder, MONDAY) as terminal:
        yield terminal


def tell(kiosk: Hands, code: str) -> None:
    """Words at question 1, a feeling at question 3, words at question 8: there the child sits."""
    kiosk.begin_to_answer(code)
    kiosk.type(WORDS)
    kiosk.wait_for(WORDS)
    kiosk.press("f8")
    kiosk.wait_for("Vraag 2 van 8")
    kiosk.press("f8")
    kiosk.wait_for("Vraag 3 van 8", "jaloers")
    kiosk.press(*["right"] * 9, "enter", "enter", "enter")
    kiosk.wait_for("heel erg")
    kiosk.press("f8")
    kiosk.wait_for("jaloers (heel erg)")
    for sign in ("Vraag 4 van 8", "Vraag 5 van 8", "Vraag 6 van 8", "Vraag 7 van 8", "Met wie", "Een goede afspraak"):
        kiosk.press("f8")
        kiosk.wait_for(sign)
    kiosk.type(AGREEMENT)
    kiosk.wait_for(AGREEMENT)
    assert left_behind(kiosk) == ["broer"]  # what stands there is found, and no more stands there


def to_hand_in(kiosk: Hands) -> None:
    """From question 8 over the read-back to the last question of all."""
    kiosk.press("f8")
    kiosk.wait_for("Klopt het zo?", WORDS, "jaloers (heel erg)")
    kiosk.press("f8")
    kiosk.wait_for("Ja, inleveren")


def find_everything(kiosk: Hands, code: str) -> None:
    """From start: the same code opens the same words and cards."""
    kiosk.type(code)
    kiosk.wait_for("Welkom terug, Luuk.", "Vraag 8 van 8", AGREEMENT)
    kiosk.press("f8")
    kiosk.wait_for("Klopt het zo?", WORDS, "jaloers (heel erg)")


def left_behind(kiosk: Hands) -> list[str]:
    """What of the child can still be found."""
    found = kiosk.memory() if isinstance(kiosk, Tmux) else kiosk.text
    return [word for word in OF_THE_CHILD if word in found]


def test_nothing_of_the_child_stays_after_the_hand_in(kiosk: Hands, luuk: Given) -> None:
    tell(kiosk, luuk.code)
    to_hand_in(kiosk)
    kiosk.press("enter")
    kiosk.wait_for("Klaar. Dank je wel", "Ik werk verder")
    assert left_behind(kiosk) == []
    kiosk.press("enter")
    kiosk.wait_for("Heb je een briefje")
    assert left_behind(kiosk) == []
    kiosk.type(luuk.code)
    kiosk.wait_for("Deze code ken ik niet.")
    assert left_behind(kiosk) == []


def test_nothing_of_the_child_stays_when_nobody_touched_a_key(kiosk: Hands, luuk: Given) -> None:
    tell(kiosk, luuk.code)
    kiosk.sit_still_until_covered()
    assert left_behind(kiosk) == []
    find_everything(kiosk, luuk.code)
    kiosk.sit_still_until_covered()
    assert left_behind(kiosk) == []


def test_nothing_of_the_child_stays_after_a_fault_and_nothing_is_lost(
    kiosk: Hands, school: School, luuk: Given
) -> None:
    tell(kiosk, luuk.code)
    to_hand_in(kiosk)
    kiosk.clock.break_down()  # handing in asks what time it is
    kiosk.press("enter")
    kiosk.wait_for(CALM)
    assert left_behind(kiosk) == []
    log = school.home.log.read_text(encoding="utf-8")
    assert "ValueError" in log
    assert not [word for word in OF_THE_CHILD if word in log]
    kiosk.clock.set(MONDAY)
    kiosk.press("enter")
    kiosk.wait_for("Heb je een briefje")
    assert left_behind(kiosk) == []
    find_everything(kiosk, luuk.code)
    kiosk.press("f8")
    kiosk.wait_for("Ja, inleveren")
    kiosk.press("enter")
    kiosk.wait_for("Klaar. Dank je wel")


@pytest.mark.system("tmux")
def test_nothing_of_the_child_stays_when_staff_come_in(pane: Tmux, luuk: Given) -> None:
    tell(pane, luuk.code)
    pane.press("f2")
    pane.wait_for("Wie ben je?")
    assert left_behind(pane) == []


@pytest.mark.system("tmux")
def test_nothing_of_the_child_stays_when_the_machine_ends_the_kiosk(pane: Tmux, luuk: Given) -> None:
    tell(pane, luuk.code)
    os.kill(pane.kiosk_pid(), signal.SIGTERM)
    pane.wait_until_ended()
    assert left_behind(pane) == []


@pytest.mark.system("tmux")
def test_nothing_of_the_child_stays_when_a_killed_kiosk_starts_again(pane: Tmux, luuk: Given) -> None:
    tell(pane, luuk.code)
    os.kill(pane.kiosk_pid(), signal.SIGKILL)
    pane.wait_for("Heb je een briefje")
    assert left_behind(pane) == []
