"""Every road of the paper (par. 8, steps 3 and 4) on a real terminal, from school day to school day, by keys alone."""

from kiosk.db import facts, forms
from kiosk.rules.form import FactKind, Form, Outcome, Stage, stage
from tests.journeys.people_at_work import at_home, filed_earlier, opened
from tests.journeys.terminal import Terminal
from tests.journeys.week import Week
from tests.school import MONDAY, School, actor


class PaperWeek(Week):
    """School days on which papers come back."""

    def comes_back(self, how: str, whose: str, remark: str = "") -> None:
        """From Vandaag, where this paper is highlighted: it came back like this, from this parent."""
        self.kiosk.press("enter")
        self.choose(how)
        self.kiosk.wait_for("Opmerking van de ouders")
        self.says_who(whose)
        self.kiosk.type(remark)
        self.kiosk.press("enter")

    def says_who(self, key: str) -> None:
        """By this key it was that parent; the keys then go to the remark."""
        self.kiosk.press(key)
        self.kiosk.wait_for("gekozen")
        self.kiosk.settle()

    def hangs_in_parnasys(self) -> None:
        self.kiosk.wait_for("in ParnaSys hangen")
        self.kiosk.press("enter")
        self.kiosk.wait_for("Neem dit over als notitie")
        self.kiosk.press("j")
        self.kiosk.wait_for("Niets te doen.")


def read(school: School, form_id: int) -> Form:
    """What the store holds of the form after the kiosk ended."""
    with opened(school) as store:
        return forms.read_form(store, actor(store, "Anneke"), form_id)


def test_signed_the_next_school_day_and_filed(school: School) -> None:
    form_id = at_home(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-24", "moet vandaag terug")
        week.comes_back("akkoord en getekend", "1", "Fijn gesprek.")
        week.hangs_in_parnasys()
        week.lock()
    form = read(school, form_id)
    assert stage(form) is Stage.FILED
    assert form.signature is not None
    assert (form.signature.outcome, form.signature.note) == (Outcome.AGREED, "Fijn gesprek.")
    assert form.signature.person == "moeder"


def test_unsigned_reminded_twice_and_then_signed(school: School) -> None:
    form_id = at_home(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-24", "moet vandaag terug")
        week.comes_back("niet ondertekend", "2")
        kiosk.wait_for("Het blijft op de lijst.")
        week.lock()
        week.fenna_sees("2026-11-25", "eerste keer aandringen", "1 dag te laat")
        kiosk.press("enter")
        week.choose("aandringen: gebeld")
        kiosk.wait_for("Aangedrongen: gebeld.")
        week.lock()
        week.fenna_sees("2026-11-26", "tweede keer aandringen", "2 dagen te laat")
        kiosk.press("enter")
        week.choose("aandringen: gesproken")
        kiosk.wait_for("Aangedrongen: gesproken.")
        week.comes_back("gezien en getekend", "2")
        week.hangs_in_parnasys()
        week.lock()
    form = read(school, form_id)
    assert stage(form) is Stage.FILED
    assert [fact.kind for fact in form.facts][-5:] == ["returned", "reminded", "reminded", "returned", "filed"]


def test_after_two_reminders_it_goes_to_directie_by_itself_who_closes_it(school: School) -> None:
    form_id = at_home(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        for day in ("2026-11-25", "2026-11-26"):
            week.fenna_sees(day, "keer aandringen")
            kiosk.press("enter")
            week.choose("aandringen: bericht gestuurd")
            kiosk.wait_for("Aangedrongen: bericht gestuurd.")
            week.lock()
        week.fenna_sees("2026-11-27", "bij de directie")
        week.lock()
        week.directie_sees("2026-11-27", "niet ondertekend terug")
        kiosk.press("enter")
        kiosk.wait_for("sluit het papier af")
        kiosk.press("k")
        week.choose("zonder handtekening")
        kiosk.wait_for("Esc terug")
        kiosk.type("Gesproken, vader wil niet tekenen.")
        kiosk.press("enter")
        kiosk.wait_for("Er wacht niets op een besluit.")
        week.lock()
        week.fenna_sees("2026-11-30", "in ParnaSys hangen")
        week.hangs_in_parnasys()
        week.lock()
    form = read(school, form_id)
    assert stage(form) is Stage.FILED
    closed = form.facts[-2]
    assert (closed.outcome, closed.note) == (Outcome.WITHOUT_SIGNATURE, "Gesproken, vader wil niet tekenen.")


def test_who_refuses_to_sign_can_be_brought_to_directie_at_once_with_a_reason(school: School) -> None:
    form_id = at_home(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-24", "moet vandaag terug")
        week.comes_back("weigeren te tekenen", "2", "Niet eens met de school.")
        week.choose("meteen naar de directie")
        kiosk.wait_for("Waarom meteen naar de directie?")
        kiosk.type("Vader wil eerst praten.")
        kiosk.press("enter")
        kiosk.wait_for("bij de directie")
        week.lock()
        week.directie_sees("2026-11-24", "weig")
        week.lock()
    form = read(school, form_id)
    assert [fact.kind for fact in form.facts][-2:] == ["returned", "escalated"]
    assert form.facts[-1].note == "Vader wil eerst praten."


def test_a_reminder_that_is_left_lying_shows_at_directie_and_never_counts_as_given(school: School) -> None:
    form_id = at_home(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.directie_sees("2026-11-27", "Er wacht niets op een besluit.")
        week.lock()
        week.directie_sees("2026-11-30", "aandringen blijft liggen")
        week.lock()
        week.fenna_sees("2026-11-30", "eerste keer aandringen", "4 dagen te laat")
        week.lock()
    assert not read(school, form_id).has(FactKind.REMINDED)


def test_a_scanned_paper_is_found_among_others_and_a_second_household_signs_too(school: School) -> None:
    form_ids = [at_home(school, pupil) for pupil in range(4)]
    number = read(school, form_ids[2]).number
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-24", "moet vandaag terug")
        kiosk.type(number)  # a scanner types as a keyboard does
        week.comes_back("gezien en getekend", "1")
        kiosk.wait_for("Hang het nu in ParnaSys.")
        kiosk.type(number)
        kiosk.press("enter")
        kiosk.wait_for("Neem dit over als notitie")
        kiosk.press("esc")
        kiosk.wait_for("Enter doen")
        kiosk.press("p")
        week.choose("tweede papier terug: akkoord")
        kiosk.wait_for("Opmerking van de ouders")
        week.says_who("2")
        kiosk.press("enter")
        kiosk.wait_for("akkoord. Hang het nu in ParnaSys.")
        week.lock()
    form = read(school, form_ids[2])
    assert [fact.outcome for fact in form.all(FactKind.RETURNED)] == [Outcome.SEEN, Outcome.AGREED]
    assert [stage(read(school, other)) for other in (form_ids[0], form_ids[1], form_ids[3])] == [Stage.AT_HOME] * 3


def test_keys_struck_at_once_open_the_paper_that_was_meant_and_no_other(school: School) -> None:
    form_ids = [at_home(school, pupil) for pupil in range(3)]
    number = read(school, form_ids[2]).number
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-24", "moet vandaag terug")
        kiosk.send(f"{number}\r".encode())  # a scanner leaves no time between the digits and its Enter
        kiosk.wait_for("Hoe gaat het met het papier van Roos?")
        kiosk.press("esc")
        kiosk.wait_for("Enter doen")
        kiosk.send(b"\x1b[H\x1b[B\r")
        kiosk.wait_for("Hoe gaat het met het papier van Nena?")
        kiosk.press("esc")
        week.lock()


def out_and_reminded(school: School, pupil: int, went_home: int, *reminded: int) -> int:
    """A paper that went home on that day in November, with reminders on these."""
    school.clock.now = MONDAY.replace(day=went_home)
    form_id = at_home(school, pupil)
    for day in reminded:
        school.clock.now = MONDAY.replace(day=day)
        with opened(school) as store:
            facts.remind(store, actor(store, "Fenna"), form_id, "bericht gestuurd")
    return form_id


def give_nena_a_form(kiosk: Terminal) -> None:
    """From Vandaag and back to it; the check tells that it is her third."""
    kiosk.press("n")
    kiosk.wait_for("Voor wie is dit formulier?")
    kiosk.type("nena")
    kiosk.press("enter")
    for step, *keys in (("2", "5", "enter"), ("3", "1"), ("4", "enter")):
        kiosk.wait_for(f"stap {step} van 8")
        kiosk.press(*keys)
    kiosk.wait_for("stap 5 van 8")
    kiosk.type("Schopte een bal tegen een ruit.")
    kiosk.press("f8")
    for step in ("6", "7"):
        kiosk.wait_for(f"stap {step} van 8")
        kiosk.press("enter")
    kiosk.wait_for("stap 8 van 8", "derde formulier", "gesprek met Nena, de ouders en de")
    kiosk.press("enter")
    kiosk.wait_for("De code voor Nena")
    kiosk.press("enter")
    kiosk.wait_for("nog niet begonnen")


def test_a_monday_with_a_third_form_two_reminders_and_an_escalation(school: School) -> None:
    for day in (3, 9):
        filed_earlier(school, MONDAY.replace(day=day), 1)
    first = out_and_reminded(school, 2, 18)
    second = out_and_reminded(school, 3, 18, 20)
    escalated = out_and_reminded(school, 4, 17, 19, 20)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = PaperWeek(kiosk)
        week.fenna_sees("2026-11-23", "eerste keer aandringen", "tweede keer aandringen", "bij de directie")
        for given in ("1 keer aangedrongen", "2 keer aangedrongen"):  # the most pressing stands on top, then the next
            kiosk.wait_for("keer aandringen")
            kiosk.press("home", "enter")
            week.choose("aandringen: gebeld")
            kiosk.wait_for(given, "Enter doen")
        give_nena_a_form(kiosk)
        assert "keer aandringen" not in kiosk.text
        week.lock()
        week.directie_sees("2026-11-23", "gesprek met ouders", "3e formulier", "niet ondertekend terug")
        week.lock()
    for form_id, reminders in ((first, 1), (second, 2), (escalated, 2)):
        assert len(read(school, form_id).all(FactKind.REMINDED)) == reminders
