"""What of the school's own lines looks like a mistake: asked about, never forbidden. It comes on paper for parents."""

from kiosk.rules.letter_facts import town_of

LEAST_DIGITS = 8
"""Of a telephone number: one with an area code has ten, one of the kind 0900 has eight."""


def doubts(phone: str, address: str, board_address: str) -> dict[str, str]:
    """A question by the name of each line that is filled in and looks wrong; {} when none does."""
    found = {}
    if phone and sum(sign.isdecimal() for sign in phone) < LEAST_DIGITS:
        found["phone"] = f"Klopt dit telefoonnummer: {phone}?"
    for key, whose, line in (("address", "", address), ("board_address", " van het bestuur", board_address)):
        if line and not town_of(line):  # a letter says the town, and finds it behind the postcode
            found[key] = f"Klopt dit adres{whose}: {line}? Postcode en plaats horen erbij."
    return found
