"""What of the school's own lines looks like a mistake: asked about, never forbidden. It comes on paper for parents."""

LEAST_DIGITS = 8
"""Of a telephone number: one with an area code has ten, one of the kind 0900 has eight."""

LEAST_ADDRESS = 8
"""Letters and signs of an address: "Plein 1" alone says in no town where."""


def doubts(phone: str, address: str, board_address: str) -> dict[str, str]:
    """A question by the name of each line that is filled in and looks wrong; {} when none does."""
    found = {}
    if phone and sum(sign.isdecimal() for sign in phone) < LEAST_DIGITS:
        found["phone"] = f"Klopt dit telefoonnummer: {phone}?"
    for key, whose, line in (("address", "", address), ("board_address", " van het bestuur", board_address)):
        if line and (len(line) < LEAST_ADDRESS or not any(sign.isdecimal() for sign in line)):
            found[key] = f"Klopt dit adres{whose}: {line}?"
    return found
