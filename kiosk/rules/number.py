"""The form's number: digits only, so that it can be typed, scanned and told over the telephone.

Three digits for the school, two for the year in which the school year begins, four for the serial, one check digit.
The check digit is Damm's (2004): it catches every single wrong digit and every swap of neighbours.
"""

from kiosk.errors import Refused

LENGTH = 10
MAX_SERIAL = 9999

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def make_number(school_tag: str, school_year: str, serial: int) -> str:
    """The ten digits of form `serial` (1 to 9999) in `school_year` ("2026-2027") of the school with three-digit tag."""
    if not 1 <= serial <= MAX_SERIAL:
        raise Refused("De formuliernummers van dit schooljaar zijn op.", "Neem contact op met wie de kiosk beheert.")
    digits = f"{school_tag}{school_year[2:4]}{serial:04d}"
    return digits + str(_check_digit(digits))


def read_number(typed: str, school_tag: str) -> str:
    """The number as stored, from what a person typed or a scanner read (spaces, stars and dashes forgiven).

    Raises `Refused` with a sentence when it has the wrong length or check digit, or belongs to another school.
    """
    digits = "".join(sign for sign in typed if sign not in " *-\t")
    if not (digits.isascii() and digits.isdigit() and len(digits) == LENGTH):
        raise Refused(f"Een formuliernummer heeft {LENGTH} cijfers.", "Kijk rechtsboven op het papier.")
    if _check_digit(digits) != 0:
        raise Refused("Dit nummer klopt niet: er is een cijfer anders dan op het papier.", "Typ het nog eens.")
    if not digits.startswith(school_tag):
        raise Refused("Dit formulier is van een andere school.", "Geef het papier terug aan wie het bracht.")
    return digits


def spaced(number: str) -> str:
    """For people's eyes: "123 26 0042 7"."""
    return f"{number[:3]} {number[3:5]} {number[5:9]} {number[9:]}"


def _check_digit(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
