"""The three ways to answer, each from the code to start again, in a real terminal: typing, choosing, telling."""

from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from kiosk.rules.way import Way
from tests.journeys.people_at_work import come_in, give, hold_the_talk, kept, print_to_a_stick, prove_who
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School

A_YOUNG_ONE = 10
"""Gijs of group 3: six feelings and simple hints."""

SKIPPED = "Deze vraag bespreken we straks samen."


class BareConsole(Terminal):
    """A Linux console, 80 by 24, that remembers every screen that was looked at. Arrow keys and Enter, no other key."""

    def __init__(self, school: School, now: datetime) -> None:
        self.seen: set[str] = set()
        super().__init__(school.home.folder, now, term="linux")

    @property
    def text(self) -> str:
        screen = super().text
        self.seen.add(screen)
        return screen

    def press(self, *keys: str) -> None:
        assert set(keys) <= {"up", "down", "left", "right", "enter"}
        super().press(*keys)


def say_when_the_breaks_are(school: School) -> None:
    """The school's own timetable, where there was none."""
    before = school.home.settings.read_text(encoding="utf-8")
    assert "breaks = []" in before
    school.home.settings.write_text(before.replace("breaks = []", 'breaks = ["10:15", "12:00"]'), encoding="utf-8")


def write(kiosk: Terminal, number: int, words: str) -> None:
    """Type the answer to this question, and go on."""
    kiosk.wait_for(f"Vraag {number} van 8")
    kiosk.type(words)
    kiosk.wait_for(words, "Bewaard.")
    kiosk.press("f8")


def hand_in(kiosk: Terminal) -> None:
    """Say yes to handing in, and go back to work: start stands there again."""
    kiosk.wait_for("Wil je inleveren?", "Ja, inleveren")
    kiosk.press("enter")
    kiosk.wait_for("Klaar. Dank je wel", "Ik werk verder")
    kiosk.press("enter")
    kiosk.wait_for("Heb je een briefje")


def test_a_child_types_and_reads_until_when_it_stays(school: School) -> None:
    say_when_the_breaks_are(school)
    luuk = give(school, Way.TYPING)
    with Terminal(school.home.folder, MONDAY, columns=80, lines=24) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.type(luuk.code)
        kiosk.wait_for("Hoi Luuk.", "Ga rustig zitten.", "Er is geen haast.")
        kiosk.press("enter")
        kiosk.wait_for("Er zijn acht vragen.", "Wie leest dit?", "Ik begin")
        kiosk.press("enter")

        kiosk.wait_for("Vraag 1 van 8", "Wat gebeurde er?", "◉ ○ ○ ○ ○ ○ ○ ○")
        kiosk.press("f3")
        kiosk.wait_for("│ Ik was ")
        kiosk.type("bij de kapstok.")
        kiosk.wait_for("Ik was bij de kapstok.", "Bewaard.")
        kiosk.press("f8")
        write(kiosk, 2, "Ik dacht dat hij mijn jas pakte.")

        kiosk.wait_for("Vraag 3 van 8", "Elk gevoel mag.", "geschrokken")
        kiosk.press("down", "down", "right", "enter")
        kiosk.wait_for("▮▯▯ een beetje")
        kiosk.press("enter")
        kiosk.wait_for("▮▮▯ best wel")
        kiosk.press("f8")
        kiosk.wait_for("Wil je er nog iets bij vertellen?", "geschrokken (best wel)")
        kiosk.press("f7")
        kiosk.wait_for("Elk gevoel mag.", "▮▮▯ best wel")
        kiosk.press("f7")
        kiosk.wait_for("Vraag 2 van 8", "Ik dacht dat hij mijn jas pakte.")
        kiosk.press("f8")
        kiosk.wait_for("Vraag 3 van 8", "▮▮▯ best wel")
        kiosk.press("f8")
        kiosk.wait_for("Wil je er nog iets bij vertellen?")
        write(kiosk, 3, "Mijn buik deed raar.")

        write(kiosk, 4, "Ik trok aan zijn mouw. Ik wilde mijn jas.")
        kiosk.wait_for("Vraag 5 van 8")
        kiosk.press("f8")  # nothing to say there
        kiosk.wait_for("Vraag 6 van 8", f"Vraag 5 is nog leeg. {SKIPPED}", "● ● ● ● ○ ◉ ○ ○")
        kiosk.type("Ik vraag het eerst.")
        kiosk.wait_for("Ik vraag het eerst.")
        kiosk.press("f1")
        screen = kiosk.wait_for("Steek je hand op.", "Juf of meester komt zo.", "██  ██")
        assert "vraag het" not in screen
        kiosk.press("enter")
        kiosk.wait_for("Vraag 6 van 8", "Ik vraag het eerst.")
        kiosk.press("f8")
        write(kiosk, 7, "Ik naai zijn mouw.")

        kiosk.wait_for("Vraag 8 van 8", "Met wie maak je deze afspraak?")
        kiosk.press("down", "enter", "right", "enter")
        kiosk.wait_for("● mijzelf", "● juf of meester", "○ de groep")
        kiosk.press("f8")
        kiosk.wait_for("Een goede afspraak is kort.", "mijzelf, juf of meester")
        write(kiosk, 8, "Ik kijk eerst op het label.")

        kiosk.wait_for("Klopt het zo?", "Ik was bij de kapstok.", f"○ Nog leeg. {SKIPPED}")
        kiosk.press("down", "enter")
        kiosk.wait_for("Vraag 2 van 8")
        kiosk.type(" Dat was niet zo.")
        kiosk.wait_for("Ik dacht dat hij mijn jas pakte. Dat was niet zo.")
        kiosk.press("f8")
        kiosk.wait_for("Klopt het zo?", "jas pakte. Dat was niet zo.")
        kiosk.press("f8")
        kiosk.wait_for("Wil je inleveren?", "Ja, inleveren", "Daarna verander je niets meer.")
        kiosk.set_clock(MONDAY.replace(minute=20))  # the first break was while it wrote
        kiosk.press("enter")
        kiosk.wait_for(
            "Klaar. Dank je wel", "Ik werk verder", "Nu werk je hier rustig verder tot de pauze van 12.00 uur."
        )
        kiosk.press("enter")
        assert "Luuk" not in kiosk.wait_for("Heb je een briefje")
    assert kept(school, luuk.form_id) == {
        1: "Ik was bij de kapstok.",
        2: "Ik dacht dat hij mijn jas pakte. Dat was niet zo.",
        3: "geschrokken (best wel)\nMijn buik deed raar.",
        4: "Ik trok aan zijn mouw. Ik wilde mijn jas.",
        5: "",
        6: "Ik vraag het eerst.",
        7: "Ik naai zijn mouw.",
        8: "mijzelf, juf of meester\nIk kijk eerst op het label.",
    }


def on_with_arrows(kiosk: BareConsole) -> None:
    """Down past the last row until the key on the right, "verder" or "inleveren", looks chosen; and press it."""
    quiet = kiosk.look("F8")
    for _ in range(40):
        if kiosk.look("F8") != quiet:
            break
        kiosk.press("down")
    kiosk.press("enter")


def choose(kiosk: BareConsole, screen: tuple[str, ...], keys: tuple[str, ...], chosen: tuple[str, ...]) -> None:
    """At this screen, press these keys until `chosen` stands there, and go on."""
    kiosk.wait_for(*screen)
    if keys:
        kiosk.press("down", *keys)  # the first arrow only brings the first card under the keys
    kiosk.wait_for(*chosen, "Bewaard.")
    on_with_arrows(kiosk)


def test_a_child_chooses_with_arrow_keys_and_enter_on_a_bare_console(school: School) -> None:
    gijs = give(school, Way.CHOOSING, A_YOUNG_ONE)
    with BareConsole(school, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.type(gijs.code)
        kiosk.wait_for("Hoi Gijs.", "Ga rustig zitten.")
        kiosk.press("enter")
        kiosk.wait_for("Je kiest kaartjes met de pijltjes en Enter.")
        kiosk.press("right", "enter")
        kiosk.wait_for("Steek je hand op.")
        kiosk.press("enter")
        kiosk.wait_for("Ik begin")
        kiosk.press("left", "enter")

        at_3 = ("Vraag 3 van 8", ">:( boos", ":'( verdrietig", "D:  bang", ":D  blij", ":O  geschrokken")
        choose(kiosk, ("Vraag 1 van 8", "> - - - - - - -"), ("down", "down", "enter"), ("[x] Ik zei iets naars.",))
        choose(kiosk, ("Vraag 2 van 8", "# > - -"), ("right", "down", "down", "left", "enter"), ("[x] Het is een",))
        choose(kiosk, at_3, ("right", *["enter"] * 3, "left", "enter"), ("#.. een beetje", "### heel erg"))
        choose(kiosk, ("Vraag 4 van 8",), ("enter", "down", "right", "enter"), ("[x] Ik duwde", "[x] Ik wilde mee"))
        choose(kiosk, ("Vraag 5 van 8",), ("down", "enter", "right", "enter"), ("[x] De groep", "[x] Het was eng"))
        choose(kiosk, ("Vraag 6 van 8",), ("down", "down", "down", "down", "enter"), ("[x] Iets anders.",))
        choose(kiosk, ("Vraag 6 van 8", "Hier staat nog niets."), (), ())  # own words, which nobody must write
        choose(kiosk, ("Vraag 7 van 8",), ("enter", "enter", "right", "enter"), ("[ ] Ik vraag", "[x] Ik wil samen"))
        choose(kiosk, ("Vraag 8 van 8", "Met wie"), ("enter", "down", "enter"), ("[x] mijzelf", "[x] de groep"))
        choose(kiosk, ("Vraag 8 van 8", "goed kunt onthouden"), ("enter",), ("[x] Ik praat rustig.",))

        kiosk.wait_for("Klopt het zo?", "Ik zei iets naars.")
        kiosk.press("enter")
        choose(kiosk, ("Vraag 1 van 8", "[x] Ik zei iets naars."), ("enter",), ("[x] Er was ruzie.",))
        kiosk.wait_for("Klopt het zo?", "Ik zei iets naars. Er was ruzie.")
        on_with_arrows(kiosk)
        kiosk.wait_for("Wil je inleveren?", "Ja, inleveren")
        kiosk.press("right", "enter")  # not yet
        kiosk.wait_for("Klopt het zo?")
        on_with_arrows(kiosk)
        hand_in(kiosk)
    assert kept(school, gijs.form_id) == {
        1: "Ik zei iets naars. Er was ruzie.",
        2: "Het is een grapje.",
        3: "verdrietig (heel erg), boos (een beetje)",
        4: "Ik duwde, sloeg of schopte. Ik wilde meedoen.",
        5: "De groep. Het was eng.",
        6: "Iets anders.",
        7: "Ik wil samen praten.",
        8: "mijzelf, de groep\nIk praat rustig.",
    }
    assert len(kiosk.seen) > 40
    assert not {sign for screen in kiosk.seen for sign in screen if ord(sign) >= 0x2600}


def test_a_child_tells_and_an_adult_types_and_the_paper_says_so(school: School, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    gijs = give(school, Way.TOGETHER, A_YOUNG_ONE)
    told = {1: "Hij pakte mijn schep.", 2: "Die is van mij.", 4: "Ik gooide zand.", 6: "Ik roep de juf."}
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.type(gijs.code)
        kiosk.wait_for("Hoi Gijs.", "Jij vertelt. Een groot mens typt.")
        kiosk.press("enter")
        prove_who(kiosk, "ru")
        kiosk.wait_for("Jij vertelt. Ruud Smits typt.", "Ga rustig zitten.")
        kiosk.press("enter")
        kiosk.wait_for("Ik begin")
        kiosk.press("enter")
        for number in range(1, 9):
            kiosk.wait_for(f"Vraag {number} van 8", "Jij vertelt. Ruud Smits typt.")
            if number == 3:
                kiosk.wait_for("verdrietig")
                kiosk.press("down", "enter", "enter")
                kiosk.wait_for("▮▮▯ best wel")
                kiosk.press("f8")
                kiosk.wait_for("boos (best wel)")
            elif number == 8:
                kiosk.wait_for("Met wie maak je deze afspraak?")
                kiosk.press("right", "right", "enter")
                kiosk.wait_for("● juf of meester")
                kiosk.press("f8")
                kiosk.wait_for("juf of meester", "Hier staat nog niets.")
            if number in told:
                kiosk.type(told[number])
                kiosk.wait_for(told[number], "Bewaard.")
            kiosk.press("f8")
        kiosk.wait_for("Klopt het zo?", "Hij pakte mijn schep.")
        kiosk.press("f8")
        hand_in(kiosk)

        kiosk.set_clock(MONDAY.replace(minute=50))
        come_in(kiosk, "fe", "Vandaag")
        hold_the_talk(kiosk, told[1])
        paper = PdfReader(print_to_a_stick(kiosk, stick))
    assert len(paper.pages) == 2
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Verteld door Gijs, opgeschreven door Ruud Smits." in text
    assert "Gijs heeft verteld wat er gebeurde." in text
    assert "Hier kan Gijs erbij tekenen:" in " ".join(paper.pages[1].extract_text().split())
    for answer in (*told.values(), "boos (best wel)", "juf of meester"):
        assert answer in text


def test_two_children_take_turns_in_their_own_way_and_each_finds_their_own_answers(school: School) -> None:
    luuk, gijs = give(school, Way.TYPING), give(school, Way.CHOOSING, A_YOUNG_ONE)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(luuk.code)
        write(kiosk, 1, "Ik verstopte de bal.")
        kiosk.wait_for("Vraag 2 van 8")
        kiosk.type("Ik dacht aan voetbal.")
        kiosk.wait_for("Ik dacht aan voetbal.")
        screen = kiosk.sit_still_until_covered()
        assert "bal" not in screen
        assert "Luuk" not in screen

        kiosk.begin_to_answer(gijs.code)
        kiosk.wait_for("○ Er was ruzie.")
        kiosk.press("right", "right", "enter")
        kiosk.wait_for("● Iemand deed iets naars.")
        assert "bal" not in kiosk.text
        screen = kiosk.sit_still_until_covered()
        assert "naars" not in screen

        kiosk.type(luuk.code)
        kiosk.wait_for("Welkom terug, Luuk. Alles is bewaard. Je was bij vraag 2.", "Ik dacht aan voetbal.")
        kiosk.press("f7")
        kiosk.wait_for("Vraag 1 van 8", "Ik verstopte de bal.")
        screen = kiosk.sit_still_until_covered()
        assert "bal" not in screen

        kiosk.type(gijs.code)
        screen = kiosk.wait_for("Welkom terug, Gijs.", "● Iemand deed iets naars.", "○ Er was ruzie.")
        assert "bal" not in screen
        kiosk.press("f2")
        assert "naars" not in kiosk.wait_for("Wie ben je?")
    assert kept(school, luuk.form_id) == {1: "Ik verstopte de bal.", 2: "Ik dacht aan voetbal."}
    assert kept(school, gijs.form_id) == {1: "Iemand deed iets naars."}
