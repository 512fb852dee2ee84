"""Reading the text of a letter: the one that comes with the program, or the school's own in its place.

A letter is read when it is written, so that a school sees what it changed without starting anew, and a mistake in one
text stops that letter only.
"""

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.rules.letter_facts import NEEDED, fields_of
from kiosk.rules.letter_text import FIELD, STRAY, Template, blocks_of
from kiosk.rules.letters import LetterKind
from kiosk.text import clean

_LONGEST = 20_000


def read_letter(home: Home, kind: LetterKind) -> Template:
    """The text of this letter, from `home.letters` when the school has its own there.

    `KioskError` with the file, and the line of a mistake, when it cannot be read, names a field that there is not, has
    a brace that does not close, or leaves out what the letter cannot do without.
    """
    own = home.letters / f"{kind}.txt"
    return parse_letter(own if own.exists() else asset(f"letters/{kind}.txt"), kind)


def parse_letter(file: Path, kind: LetterKind) -> Template:
    """The text in `file`, checked as `read_letter` says."""
    text = _text(file)
    _check_fields(file, text, kind)
    title, _, body = text.strip().partition("\n")
    blocks = blocks_of(body, wrapped=True)
    if not title or not blocks:
        raise KioskError(
            f"In {file} staat geen brief.", "Zet op de eerste regel waar hij over gaat, en daaronder de tekst."
        )
    return Template(title.strip(), blocks)


def _text(file: Path) -> str:
    try:
        text = clean(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise KioskError(f"Het bestand {file} is geen UTF-8-tekst.", "Bewaar het opnieuw als UTF-8.") from trouble
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {file} kan niet worden gelezen ({trouble.strerror}).", "Kijk of u het mag lezen."
        ) from trouble
    if len(text) > _LONGEST:
        raise KioskError(f"De tekst in {file} is te lang.", f"Een brief heeft ten hoogste {_LONGEST} tekens.")
    return text


def _check_fields(file: Path, text: str, kind: LetterKind) -> None:
    known = fields_of(kind)
    for number, line in enumerate(text.splitlines(), start=1):
        for name in FIELD.findall(line):
            if name not in known:
                can_be = ", ".join(sorted(known))
                raise KioskError(
                    f"In {file}, regel {number}, staat het veld {{{name}}}. Dat ken ik niet.",
                    f"Hier kan staan: {can_be}.",
                )
        if STRAY.search(FIELD.sub("", line)):
            raise KioskError(f"In {file}, regel {number}, klopt een accolade niet.", "Schrijf een veld zo: {roepnaam}.")
    missing = [name for name in NEEDED[kind] if f"{{{name}}}" not in text]
    if missing:
        names = ", ".join(f"{{{name}}}" for name in missing)
        raise KioskError(f"In {file} ontbreekt {names}.", "Zonder dat kan deze brief niet weg. Zet het in de tekst.")
