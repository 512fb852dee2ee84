"""What happens to text where it enters, and how names are compared."""

import unicodedata

_DIRECTION_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNASSIGNED_OR_CONTROL = {"Cc", "Cs", "Co", "Cn"}
# Letters that Unicode does not take apart into a base letter and a mark.
_BASE_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# Word processors make ‘t of 't, and some keyboards give an accent where an apostrophe is meant.
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ′`´", "'"))


def clean(text: str) -> str:
    """`text` without control, escape, surrogate and direction-override characters, in NFC.

    Line ends become `\\n`; tabs and line ends stay. Textual passes escape sequences on to the terminal, so everything a
    person types or pastes and everything a file says comes through here first.
    """
    # Nearly all text is plain, and this is asked at every key: Python's own tests are fifty times faster.
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        sign
        for sign in text
        if sign in "\n\t"
        or (unicodedata.category(sign) not in _UNASSIGNED_OR_CONTROL and sign not in _DIRECTION_OVERRIDES)
    )
    return unicodedata.normalize("NFC", "".join(kept))


def clean_line(text: str) -> str:
    """`clean(text)` on one line: every run of white space becomes one space, none at the ends."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """`text` for comparing: lower case, without accents, curly apostrophes made straight ("Özdemir" -> "ozdemir")."""
    parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_BASE_LETTERS)
