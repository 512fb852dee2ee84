"""A line that goes on to its end: third form, talk, warning, time-outs and a suspension, by keys alone (par. 8 and 11).

The forms themselves are issued between the days, while no kiosk runs: test_whole_day.py does that by keys.
"""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.db import lines, people
from tests.journeys.directie import Directie
from tests.journeys.people_at_work import filed_earlier, opened
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School, actor

NOTHING = "Er wacht niets op een besluit."


@pytest.fixture
def school(school: School) -> School:
    """The sample school with what a decision to suspend must name (par. 11)."""
    settings = school.home.settings
    text = settings.read_text(encoding="utf-8")
    for key, value in (
        ("address", "Schoolplein 1, 8232 AB Lelystad"),
        ("board", "Stichting De Polder"),
        ("board_address", "Postbus 12, 8200 AB Lelystad"),
    ):
        text, changed = re.subn(rf'^{key} = ""$', f'{key} = "{value}"', text, flags=re.MULTILINE)
        assert changed == 1
    settings.write_text(text, encoding="utf-8")
    return school


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def forms_on(school: School, *days: str) -> None:
    """Luuk gets a form on each of these days, and his parents sign it."""
    for day in days:
        filed_earlier(school, datetime.fromisoformat(f"{day} 10:00"))


def invite(week: Directie, stick: Path) -> None:
    """Tuesday: the third form waits; the invitation goes out."""
    kiosk = week.kiosk
    week.directie_sees("2026-11-17", "gesprek met ouders", "3e formulier, ma 16 nov")
    kiosk.press("b")
    kiosk.wait_for("Uitnodiging · Luuk d'Ancona")
    kiosk.press("f8")
    kiosk.wait_for("Vul nog in: wanneer is het gesprek.")
    week.fill_in(("Wanneer is het gesprek", "morgen 15:30"))
    kiosk.press("f8")
    kiosk.wait_for("Uitnodiging voor een gesprek over Luuk", "Geachte ouder(s), verzorger(s),")
    letter = week.save_letter(stick)
    assert "Lelystad, dinsdag 17 november 2026 Aan de ouder(s)/verzorger(s) van Luuk d'Ancona" in letter
    assert "Wanneer: woensdag 18 november 2026 om 15.30 uur" in letter
    assert "Wie zijn erbij: u, Luuk en Anneke de Groot (directie)" in letter
    for day in ("maandag 2 november", "maandag 9 november", "maandag 16 november"):
        assert f"{day} 2026, 10.00 uur, plein: lichamelijk geweld" in letter
    assert "klimrek" not in letter  # what the adult saw is for staff
    kiosk.press("enter")
    kiosk.wait_for("brief: uitnodiging, di 17 nov")
    week.back_to("Te doen")
    week.lock()


def hold_the_parents_talk(week: Directie) -> None:
    """Wednesday: the talk was held; k writes down what came of it."""
    week.directie_sees("2026-11-18 16:30", "gesprek met ouders")
    week.kiosk.press("k")
    week.kiosk.wait_for("Stap afsluiten", "brief: uitnodiging, di 17 nov")
    week.fill_in(("Wat kwam er uit het gesprek?", "Elke ochtend even praten."), ("Wanneer was het", ""))
    week.kiosk.press("f8")
    week.kiosk.wait_for("Deze stap is gesloten.", NOTHING)
    week.lock()


def warn(week: Directie, stick: Path) -> None:
    """After the sixth form: the warning with its letter, to pupil and parents."""
    kiosk = week.kiosk
    week.directie_sees("2026-11-25", "officiële waarschuwing", "6e formulier, di 24 nov")
    kiosk.press("enter")
    kiosk.wait_for("● 1e", "● 6e", "Er is nog geen brief gemaakt.")
    kiosk.press("b")
    week.fill_in(
        ("Wat verwacht de school", "Luuk houdt zijn handen thuis."),
        ("Welke hulp geeft de school", "Elke dag een gesprek met juf."),
        ("Samen terugkijken op", "30-11"),
    )
    kiosk.press("f8")
    letter = week.save_letter(stick)
    assert "Aan Luuk d'Ancona en de ouder(s)/verzorger(s) van Luuk" in letter
    assert "woensdag 18 november 2026: gesprek van Luuk, de ouders en de directie" in letter
    assert "Wij geven Luuk met deze brief een officiële waarschuwing." in letter
    assert "Wat wij verwachten Luuk houdt zijn handen thuis. Welke hulp wij geven Elke dag een gesprek" in letter
    assert "Op maandag 30 november 2026 kijken we samen met u en Luuk hoe het gaat." in letter
    kiosk.wait_for("brief: officiële waarschuwing, wo 25 nov")
    kiosk.press("k")
    kiosk.wait_for("Stap afsluiten", "ma 30 nov")  # the day that the letter promised
    week.fill_in(("Hoe is de waarschuwing gegeven?", "Besproken met Luuk en zijn moeder."))
    kiosk.press("f8")
    kiosk.wait_for("Deze stap is gesloten.", NOTHING)
    week.lock()


def look_back(week: Directie) -> None:
    """On the days that were agreed, directie looks back on the warning and on the talk."""
    for day, row, before, now in (
        ("2026-11-30", "evaluatie waarschuwing", "Besproken met Luuk en zijn moeder.", "Een week zonder ruzie."),
        ("2026-12-02", "evaluatie gesprek", "Elke ochtend even praten.", "Dat praten helpt."),
    ):
        week.directie_sees(day, row, "vandaag")
        week.kiosk.press("enter")
        week.kiosk.wait_for("Terugkijken", before)
        week.fill_in(("Hoe gaat het nu?", now))
        week.kiosk.press("f8")
        week.kiosk.wait_for("Bewaard. Dit is klaar.", "  Te doen   ")
        week.lock()


def test_third_form_invitation_talk_sixth_form_warning_and_a_look_back(school: School, stick: Path) -> None:
    forms_on(school, "2026-11-02", "2026-11-09", "2026-11-16")
    with Terminal(school.home.folder, MONDAY) as kiosk:
        invite(Directie(kiosk), stick)
        hold_the_parents_talk(Directie(kiosk))
    forms_on(school, "2026-11-19", "2026-11-23", "2026-11-24")
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = Directie(kiosk)
        warn(week, stick)
        look_back(week)
        week.directie_sees("2026-12-03", NOTHING)
        read_the_line(
            week,
            *("● 1e", "● 2e", "● 3e", "gesprek met ouders", "gedaan, wo 18 nov", "brief: uitnodiging"),
            *("● 4e", "● 5e", "● 6e", "officiële waarschuwing", "gedaan, wo 25 nov", "brief: officiële waarschuwing"),
            *("ma 30 nov", "teruggekeken", "wo 2 dec", "teruggekeken"),
        )


def read_the_line(week: Directie, *moments: str) -> None:
    """From Te doen, in a window that holds it all: these stand on the pupil's line in this order."""
    week.kiosk.resize(80, 50)
    week.kiosk.press("l")
    week.kiosk.wait_for("Luuk d'Ancona")
    week.kiosk.press("enter")
    rest = week.kiosk.wait_for("  Lijn   ", moments[-1])
    for moment in moments:
        assert moment in rest, f"{moment!r} is not there, or too early on:\n{week.kiosk.text}"
        rest = rest.split(moment, 1)[1]


# -- par. 11 ---------------------------------------------------------------------------------------------------------


def warned(school: School) -> None:
    """Six forms, after which directie talked with the parents and gave the warning; they look back in January."""
    for days, outcome in (
        (("2026-11-02", "2026-11-09", "2026-11-16"), "Gesproken."),
        (("2026-11-19", "2026-11-23", "2026-11-24"), "Gewaarschuwd."),
    ):
        forms_on(school, *days)
        with opened(school) as store:
            luuk = next(one.id for one in people.pupils(store) if one.name == "Luuk d'Ancona")
            (step,) = lines.line_of(store, luuk).open_steps
            lines.take_step(store, actor(store, "Anneke"), luuk, step, outcome, evaluate_on=date(2027, 1, 18))


def decide_not_to_suspend(week: Directie) -> None:
    """The seventh form after the warning: directie looks, and decides on something else."""
    week.directie_sees("2026-12-11", "schorsing overwegen", "7e formulier, wo 9 dec")
    week.kiosk.press("k")
    week.choose("niet schorsen: iets anders afspreken")
    week.fill_in(("Wat heb je besloten?", "Niet schorsen: Luuk eet voortaan bij juf."))
    week.kiosk.press("f8")
    week.kiosk.wait_for("Deze stap is gesloten.", NOTHING)
    week.lock()


def talk_about_the_time_outs(week: Directie) -> None:
    """IB writes down two time-outs and sees what is proposed; directie talked with the parents."""
    week.ib_sees("2026-12-15 14:00", NOTHING)
    week.write_time_out("gisteren 11:00", "Schopte een kind.")
    week.kiosk.wait_for(NOTHING)
    week.write_time_out("10:15", "Gooide een stoel.")
    week.kiosk.wait_for("voorstel: gesprek")
    week.kiosk.press("enter")
    week.kiosk.wait_for("Schopte een kind.", "Gooide een stoel.", "gesprek met ouders")
    week.is_told_who_decides("Voorstel", "k", "n", "b")
    week.back_to("Te doen")
    week.lock()
    week.directie_sees("2026-12-16", "voorstel: gesprek")
    week.kiosk.press("k")
    week.kiosk.wait_for("Is het gesprek geweest?")
    week.kiosk.press("k")
    week.kiosk.wait_for("Wanneer was het gesprek met de ouders?")
    week.kiosk.type("gisteren 16:00")
    week.kiosk.press("enter")
    week.kiosk.wait_for("Wat kwam eruit?")
    week.kiosk.type("Hulp van de jeugdarts. Verteld wat er kan volgen.")
    week.kiosk.press("enter")
    week.kiosk.wait_for("Dit voorstel is gesloten.", NOTHING)
    week.lock()


def suspend(week: Directie) -> None:
    """A third time-out, and directie decides on a day at home: the last school day before Christmas."""
    kiosk = week.kiosk
    week.ib_sees("2026-12-16 14:00", NOTHING)
    week.write_time_out("nu", "Schopte weer.")
    week.kiosk.wait_for("voorstel: schorsen")
    week.lock()
    week.directie_sees("2026-12-17", "voorstel: schorsen")
    kiosk.press("k")
    kiosk.wait_for("Het is een voorstel.")
    kiosk.press("k")
    kiosk.wait_for("Schorsen", "1 keer buiten de groep na het gesprek", "1 schooldag, terug op ma 4 jan.")
    kiosk.press("f8")
    kiosk.wait_for("Kies eerst wat er met de laatste kans is.")
    kiosk.press("1")
    week.fill_in(
        ("Waarom kon het herstelgesprek niet?", "Het andere kind durft nog niet."),
        *(("Eerste dag thuis", ""), ("Laatste dag thuis", ""), ("Terug op ma 4 jan, om", "")),
        ("Wie zijn gehoord", "Luuk en zijn moeder"),
        ("Gehoord op", ""),
        ("Reden", "Luuk schopte weer, ook na ons gesprek."),
        ("Schoolwerk voor thuis", "De map met rekenen en lezen."),
    )
    kiosk.press("f8")
    kiosk.wait_for("Luuk schorsen?", "1 schooldag: vr 18 dec.", "Terug op ma 4 jan", "tot en met do 24 dec.")
    kiosk.press("left", "enter")  # the focus is on no
    kiosk.wait_for("Besloten en opgeschreven", "○ brief aan de ouders", "○ terugkeergesprek")


def send_the_decision(week: Directie, stick: Path) -> None:
    """The decision on paper, as the law and the policy want it, and who has to know it is told."""
    week.kiosk.press("b")
    week.kiosk.wait_for("Schorsingsbesluit · Luuk d'Ancona")
    letter = week.save_letter(stick)
    assert "Besluit tot schorsing van Luuk d'Ancona" in letter
    assert "te schorsen: op vrijdag 18 december 2026. Het gaat om 1 schooldag." in letter
    assert "Luuk is terug op maandag 4 januari 2027 om 8.30 uur." in letter
    assert "Luuk schopte weer, ook na ons gesprek." in letter
    assert "Een herstelgesprek was niet mogelijk. Het andere kind durft nog niet." in letter
    assert "Op donderdag 17 december 2026 heeft de directie hierover gesproken met: Luuk en zijn moeder." in letter
    assert "schoolwerk: De map met rekenen en lezen." in letter
    assert "U kunt binnen 5 werkdagen bezwaar maken bij Stichting De Polder." in letter
    assert "De laatste dag daarvoor is donderdag 24 december 2026." in letter  # a holiday, and yet a working day
    assert "Stichting De Polder, Postbus 12, 8200 AB Lelystad" in letter
    week.kiosk.wait_for("Hebben de ouders de brief nu?")
    week.kiosk.press("enter")
    week.kiosk.wait_for("● brief aan de ouders", "gedaan do 17 dec, Anneke de Groot")
    week.tick("Bericht aan het schoolbestuur", "", "mail aan mevrouw Jansen")
    week.kiosk.wait_for("● bericht aan het schoolbestuur", "○ bericht aan leerplicht")
    week.tick("Bericht aan leerplicht", "vandaag", "gemeente, per telefoon")
    week.back_to("Te doen")
    week.lock()


def come_back(week: Directie) -> None:
    """The day of return: IB looks along; directie ticks off the talk the day after."""
    week.ib_sees("2027-01-04", "schorsing: terugkeer", "vandaag")
    week.kiosk.press("enter")
    week.kiosk.wait_for("● bericht aan leerplicht", "○ terugkeergesprek", "tot en met do 24 dec")
    week.is_told_who_decides("Schorsing", "enter", "b", "i")
    week.back_to("Te doen")
    week.lock()
    week.directie_sees("2027-01-05", "schorsing: terugkeer", "sinds ma 4 jan")
    week.kiosk.press("enter")
    week.kiosk.wait_for("▲ terugkeergesprek", "moest ma 4 jan")
    week.tick("Terugkeergesprek", "gisteren", "met moeder")
    week.kiosk.wait_for("● terugkeergesprek", "gedaan ma 4 jan, Anneke de Groot")
    week.back_to("Te doen")
    week.kiosk.wait_for(NOTHING)


def test_seventh_form_time_outs_talk_suspension_and_the_return(school: School, stick: Path) -> None:
    warned(school)
    forms_on(school, "2026-12-09")
    with Terminal(school.home.folder, MONDAY) as kiosk:
        week = Directie(kiosk)
        decide_not_to_suspend(week)
        talk_about_the_time_outs(week)
        suspend(week)
        send_the_decision(week, stick)
        come_back(week)
        read_the_line(
            week,
            *("● 3e", "gesprek met ouders", "● 6e", "officiële waarschuwing", "● 7e", "schorsing overwegen"),
            *("ma 14 dec", "buiten de groep", "di 15 dec", "buiten de groep", "voorstel: gesprek met ouders"),
            *("wo 16 dec", "buiten de groep", "do 17 dec", "schorsing, vr 18 dec", "brief: schorsingsbesluit"),
        )
