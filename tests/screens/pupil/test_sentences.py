"""Every sentence that a pupil can see: at most twelve words, and none that puts a label on a child."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import kiosk
from kiosk.screens.base import NOT_KEPT
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.settings import default_policy

LONGEST = 12
NEVER = re.compile(
    r"\b(straf\w*|dader\w*|schuld\w*|overtred\w*|weer|sorry|excuses|spelfout\w*|minimaal|seconden|snel|fout)\b", re.I
)
"""Labels, a count of times ("weer"), a demand for "sorry", a mark on spelling, a minimum, a timer."""

PACKAGE = Path(kiosk.__file__).parent
SHOWN_BY = sorted((PACKAGE / "screens" / "pupil").glob("*.py")) + [
    PACKAGE / "screens" / name for name in ("start.py", "crash.py", "dialogs.py")
]
"""The modules whose sentences a pupil reads."""

FOR_STAFF = {
    "Bewaren lukt even niet. Toch naar personeel?",
    "De kiosk blijft het proberen. Zet hem niet uit.",
}
"""Asked of an adult who pressed F2 on a pupil's screen."""


def sentences(text: str) -> list[str]:
    """The sentences of a text; what is no letter in any of them is left out."""
    parts = re.split(r"(?<=[.?!:…])\s+|\n", text)
    return [part.strip() for part in parts if re.search(r"[^\W\d_]", part)]


def words(sentence: str) -> list[str]:
    """What counts as a word: "10.15 uur" is two, "ga …" is one."""
    return [word for word in sentence.split() if re.search(r"\w", word)]


def faults(texts: Iterable[str]) -> list[str]:
    """Every sentence that is too long or says what no child should read."""
    found = []
    for text in texts:
        for sentence in sentences(text):
            if len(words(sentence)) > LONGEST:
                found.append(f"{len(words(sentence))} words: {sentence}")
            if NEVER.search(sentence):
                found.append(f"never: {sentence}")
    return found


def spoken_in(file: Path) -> Iterator[str]:
    """The texts in a module's code that are sentences (docstrings, names and styles are not); {…} stands for a name."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "Naam" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | inside:
            text = node.value
        else:
            continue
        if re.match(r"[A-Z].* ", text, re.S):
            yield text


def test_the_test_itself_finds_what_it_should() -> None:
    assert faults(["Dat is jouw schuld."]) == ["never: Dat is jouw schuld."]
    assert faults(["Je doet het weer."])
    assert not faults(["Ik werk verder. Het weerbericht is goed."])
    assert faults(["een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien"])
    assert not faults(["een twee drie vier vijf zes zeven acht negen tien elf twaalf"])
    assert "Steek je hand op." in set(spoken_in(PACKAGE / "screens" / "pupil" / "calm_card.py"))


@pytest.mark.parametrize("file", SHOWN_BY, ids=lambda file: file.stem)
def test_every_sentence_in_the_code_of_a_pupils_screen(file: Path) -> None:
    assert faults(text for text in spoken_in(file) if text not in FOR_STAFF) == []


def test_the_sentences_that_the_app_itself_says() -> None:
    assert faults([PupilScreen.PAUSE, NOT_KEPT, "Even opnieuw. Alles wat je schreef is bewaard."]) == []


@pytest.mark.parametrize("number", range(1, 9))
def test_every_question_hint_starter_and_card(number: int) -> None:
    question = default_policy().questions[number - 1]
    decks = [deck for deck in (question.first, question.cards) if deck]
    labels = [card.label for deck in decks for card in deck.cards]
    asked = [deck.asks for deck in decks]
    assert faults([question.text, question.hint, question.simple_hint, *question.starters, *labels, *asked]) == []


def as_read(screen: str) -> str:
    """What stands on a screen as running text: frames left out, sentences that go on in the next line joined."""
    lines = [re.sub(r"[\u2190-\u25ff]|F\d ", " ", line).strip() for line in screen.split("\n")]
    return re.sub(r"(?<=[\w,])\n(?=[a-z])", " ", "\n".join(lines))
