"""What staff do at the kiosk in more than one journey, and what stands in the store before it starts and after it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import settings
from kiosk.db import answers, facts, forms, people
from kiosk.db.store import Store, open_store
from kiosk.rules.form import Outcome
from kiosk.rules.way import Way
from tests.journeys.hands import Hands
from tests.journeys.terminal import Terminal
from tests.school import PIN, School, actor, hand_in, issue, talk


@dataclass(frozen=True)
class Given:
    """A form that a child got: its code, and what the child is called."""

    form_id: int
    code: str
    given_name: str


@contextmanager
def opened(school: School) -> Iterator[Store]:
    """The store, while no kiosk has it."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        yield store
    finally:
        store.close()


def give(school: School, way: Way = Way.TYPING, pupil: int = 0) -> Given:
    """Fenna gives the `pupil`-th child of De Egels a form to answer in this way, before the kiosk starts."""
    with opened(school) as store:
        issued = issue(store, pupil=pupil)
        forms.choose_way(store, actor(store, "Fenna"), issued.form.id, way)
        child = next(one for one in people.pupils(store) if one.id == issued.form.pupil_id)
        return Given(issued.form.id, issued.code, child.given_name)


def at_home(school: School, pupil: int = 0) -> int:
    """A form whose paper Fenna gave along at once, before the kiosk starts; its id."""
    with opened(school) as store:
        fenna = actor(store, "Fenna")
        form = issue(store, pupil=pupil).form
        hand_in(store, form)
        talk(store, form)
        facts.record_printed(store, fenna, form.id)
        facts.record_taken_home(store, fenna, form.id)
        return form.id


def filed_earlier(school: School, issued_at: datetime, pupil: int = 0) -> None:
    """A form of that moment, signed and filed the next day, before the kiosk starts."""
    school.clock.now = issued_at
    form_id = at_home(school, pupil)
    school.clock.forward(days=1)
    with opened(school) as store:
        facts.record_return(store, actor(store, "Fenna"), form_id, Outcome.SEEN)
        facts.file_form(store, actor(store, "Fenna"), form_id)


def kept(school: School, form_id: int) -> dict[int, str]:
    """What the store holds of this form after the kiosk ended: each question's answer as it reads."""
    with opened(school) as store:
        return {words.question: words.said for words in answers.pupil_form(store, form_id).words}


def prove_who(kiosk: Hands, name: str) -> None:
    """On the screen where staff log in: letters of the name, and the PIN."""
    kiosk.wait_for("Wie ben je?")
    kiosk.type(name)
    kiosk.press("enter")
    kiosk.wait_for("wat is je pincode?")
    kiosk.type(PIN)


def come_in(kiosk: Hands, name: str, *wanted: str) -> None:
    """From start to the first screen of who is called so, on which `wanted` stands."""
    kiosk.press("f2")
    prove_who(kiosk, name)
    kiosk.wait_for(*wanted)


def hold_the_talk(kiosk: Terminal, told: str) -> None:
    """From Vandaag, where the one thing to do is the talk with the child who told `told`, back to Vandaag."""
    kiosk.wait_for("gesprek voeren")
    kiosk.press("enter")
    kiosk.wait_for("Herstelgesprek", told)
    kiosk.press("enter")
    until_in_field(kiosk, "Wat kwam eruit")
    kiosk.type("Sorry gezegd, hand gegeven.")
    kiosk.wait_for("Sorry gezegd, hand gegeven.")
    for field, typed, shown in (
        ("Afspraak: als", "ik boos word", "ik boos word"),
        ("… dan …", "loop ik weg", "loop ik weg"),
        ("Opmerking leerkracht", "We spraken er goed over.", "We spraken er goed over."),
        ("Gemiste tijd", "", ""),
        ("Ouders ingelicht", "1", "◉ gebeld"),
    ):
        kiosk.press("tab")
        until_in_field(kiosk, field)
        kiosk.type(typed)
        kiosk.wait_for(shown)
    kiosk.press("f8")
    kiosk.wait_for("formulier printen")


def until_in_field(kiosk: Terminal, title: str) -> None:
    """Wait until the field with this title has the focus: only its title is bold."""
    end = time.monotonic() + 60
    while True:
        _, _, bold, _ = kiosk.look(title)
        if bold:
            return
        assert time.monotonic() < end, f"no focus in {title!r}:\n{kiosk.text}"


def print_to_a_stick(kiosk: Terminal, stick: Path, *, names: bool = False) -> Path:
    """Print the one form there is to the folder `stick`; returns the PDF. `names` of other children are masked."""
    kiosk.press("enter")
    kiosk.wait_for("opslaan op een stick of in een map")
    kiosk.press("end", "up", "enter")  # below the machine's printers, if it has any
    if names:
        kiosk.wait_for("Namen op het papier", "(naam)")
        kiosk.press("f8")
    kiosk.wait_for("In welke map van de stick?")
    kiosk.type(str(stick))
    kiosk.press("enter")
    kiosk.wait_for("Kwam het papier eruit?")
    kiosk.press("enter")
    kiosk.wait_for("meegeven")
    (saved,) = stick.glob("*.pdf")
    return saved
