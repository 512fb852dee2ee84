"""Saving the people whom a child can go to: the next start reads them, and comments stay."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.paths import Home
from kiosk.settings import Contact, ContactRole, load, save
from kiosk.settings.pupil import typed_contact
from tests.settings.school_file import SMALLEST, written

MILA = Contact(ContactRole.CONFIDENTIAL_ADVISER, "Mila [/x]", "kamer 3")
BO = Contact(ContactRole.ANTI_BULLYING_COORDINATOR, 'Bo "de" Wit', "de hal")
ANN = Contact(ContactRole.CONFIDENTIAL_ADVISER, "Ann", "kamer 4")
OWN = """\
# Afgesproken in 2026.
[[contact]]
role = "confidential_adviser"
name = "Mila [/x]"  # maandag vrij
place = "kamer 3"
[[contact]]
role = "anti_bullying_coordinator"
name = 'Bo "de" Wit'  # tot de zomer
place = "de hal"
[pupil]
cover_minutes = 7
"""


@pytest.mark.parametrize(
    ("new", "comments"),
    [
        ((MILA, BO, ANN), ["# Afgesproken", "# maandag vrij", "# tot de zomer"]),
        ((replace(MILA, place="kamer 5"), BO), ["# Afgesproken", "# maandag vrij", "# tot de zomer"]),
        ((BO,), ["# tot de zomer"]),
        ((BO, MILA), ["# maandag vrij", "# tot de zomer"]),
        ((ANN, BO, MILA), ["# maandag vrij", "# tot de zomer"]),
        ((ANN,), []),
        ((), []),
    ],
)
def test_whoever_comes_goes_or_moves(home: Home, new: tuple[Contact, ...], comments: list[str]) -> None:
    before = load(written(home, SMALLEST + OWN))
    save(home, contacts=new)
    assert load(home) == replace(before, contacts=new)
    text = home.settings.read_text(encoding="utf-8")
    assert all(comment in text for comment in comments)


def test_the_first_one_is_added_to_a_file_that_names_nobody(home: Home) -> None:
    save(written(home, SMALLEST), contacts=(BO,))
    assert load(home).contacts == (BO,)


def test_somebody_has_a_name_and_a_place(home: Home) -> None:
    role = ContactRole.CONFIDENTIAL_ADVISER
    assert typed_contact(role, " Ann\x1b ", "kamer  4") == ANN
    with pytest.raises(Refused, match="Hoe heet"):
        typed_contact(role, " ", "kamer 4")
    with pytest.raises(Refused, match="Waar vindt een kind"):
        typed_contact(role, "Ann", "")
