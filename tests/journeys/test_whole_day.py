"""One Oeps form's whole life on a real terminal, by keys alone, from the incident to what directie sees."""

import re
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from tests.journeys.people_at_work import come_in, hold_the_talk, print_to_a_stick
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School

TUESDAY = datetime(2026, 11, 24, 8, 40)
ANSWERS = [
    "Ik stond in de rij.",
    "Ik dacht: dat is niet eerlijk.",
    "Ik voelde mij boos.",
    "Ik duwde omdat ik boos was.",
    "De jongen viel. Hij had pijn.",
    "Ik loop weg en zeg stop.",
    "Ik vraag hoe het gaat.",
    "Ik tel tot tien. Łukasz helpt mij.",
]


def give_a_form(kiosk: Terminal) -> str:
    """Fenna gives Roos of De Egels a form; returns the code on the screen."""
    kiosk.press("n")
    kiosk.wait_for("Voor wie is dit formulier?")
    kiosk.type("roos")
    kiosk.wait_for("De Egels")
    kiosk.press("enter")
    kiosk.wait_for("stap 2 van 8")
    kiosk.press("5", "enter")
    kiosk.wait_for("stap 3 van 8")
    kiosk.press("1")
    kiosk.wait_for("stap 4 van 8")
    kiosk.press("enter")
    kiosk.wait_for("stap 5 van 8")
    kiosk.type("Duwde een jongen uit de rij.")
    kiosk.press("f8")
    kiosk.wait_for("stap 6 van 8")
    kiosk.press("enter")
    kiosk.wait_for("stap 7 van 8", "kaartjes, met de pijltjes en Enter, voorstel")
    kiosk.press("tab", "up", "enter")
    kiosk.wait_for("stap 8 van 8", "Dit is het eerste formulier dit schooljaar.", "◉ ○ ○")
    kiosk.press("enter")
    screen = kiosk.wait_for("De code voor Roos")
    found = re.search(r"De code voor Roos: (\d{3}) (\d{3})", screen)
    assert found
    kiosk.press("enter")
    kiosk.wait_for("Vandaag", "nog niet begonnen")
    kiosk.press("esc")
    return found[1] + found[2]


def answer_everything(kiosk: Terminal, code: str) -> None:
    kiosk.begin_to_answer(code)
    for number, answer in enumerate(ANSWERS, start=1):
        kiosk.wait_for(f"Vraag {number} van 8")
        kiosk.type(answer)
        kiosk.wait_for(answer, "Bewaard.")
        kiosk.press("f8")
    kiosk.wait_for("Klopt het zo?", ANSWERS[0])
    kiosk.press("f8")
    kiosk.wait_for("Ja, inleveren")
    kiosk.press("enter")
    screen = kiosk.wait_for("Klaar. Dank je wel", "Ik werk verder")
    assert not [answer for answer in ANSWERS if answer in screen]
    kiosk.press("enter")
    kiosk.wait_for("Heb je een briefje")


def test_one_form_from_the_incident_to_parnasys(school: School, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        come_in(kiosk, "fe", "Vandaag", "Niets te doen.")
        code = give_a_form(kiosk)
        kiosk.set_clock(MONDAY.replace(minute=10))
        answer_everything(kiosk, code)
        kiosk.set_clock(MONDAY.replace(minute=50))
        come_in(kiosk, "fe", "Vandaag")
        hold_the_talk(kiosk, ANSWERS[0])
        paper = print_to_a_stick(kiosk, stick, names=True)
        kiosk.press("enter")
        kiosk.wait_for("Gaat het papier nu mee naar huis?", "24 november")
        kiosk.press("enter")
        kiosk.wait_for("thuis")
        kiosk.press("esc")
        kiosk.wait_for("Heb je een briefje")
        kiosk.set_clock(TUESDAY)
        come_in(kiosk, "fe", "Vandaag", "moet vandaag terug")
        kiosk.press("enter")
        kiosk.wait_for("akkoord")
        kiosk.press("down", "enter")
        kiosk.wait_for("Opmerking van de ouders")
        kiosk.press("1")
        kiosk.wait_for("◉ moeder")
        kiosk.press("enter")
        kiosk.wait_for("in ParnaSys hangen")
        kiosk.press("enter")
        kiosk.wait_for("Hangt het ondertekende papier in ParnaSys?")
        kiosk.press("j")
        kiosk.wait_for("Niets te doen.")
        kiosk.press("esc")
        kiosk.wait_for("Heb je een briefje")
        come_in(kiosk, "groot", "Te doen", "dit jaar 1")
        kiosk.press("l")
        kiosk.wait_for("Roos", "● ○ ○")

    text = "\n".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "dinsdag 24 november 2026" in text
    for answer in ANSWERS:
        on_paper = answer.replace("Łukasz", "(naam)")  # another child of the school
        assert on_paper in " ".join(text.split())
    assert "Łukasz" not in text
    assert "We spraken er goed over." in text
    assert "Duwde een jongen" not in text  # what the adult saw is for staff
