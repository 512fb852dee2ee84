"""The texts of letters: those that come with the program are whole; a school's own mistake is one sentence."""

import re
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.letter_facts import COMMON, NEEDED, fields_of
from kiosk.rules.letter_text import BlockKind, fill
from kiosk.rules.letters import LetterKind
from kiosk.rules.road_kinds import QUESTIONS
from kiosk.settings.letters import read_letter

HANDBOOK = (Path(__file__).parents[2] / "docs" / "brieven.md").read_text(encoding="utf-8")
OWN = "Uitnodiging\n\nKomt u met {roepnaam} op {wanneer} naar {waar}?\n"


def own(home: Home, text: str | bytes) -> Home:
    home.letters.mkdir()
    file = home.letters / "invitation.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return home


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_of_the_program_is_whole_and_is_signed(home: Home, kind: LetterKind) -> None:
    template = read_letter(home, kind)
    text = fill(template, dict.fromkeys(fields_of(kind), "VELD"), "School")
    assert "{" not in text
    assert any(block.kind is BlockKind.SIGN and "{directie}" in block.text for block in template.blocks)


def test_no_letter_of_the_program_uses_a_word_that_labels_a_child(home: Home) -> None:
    for kind in LetterKind:
        said = " ".join(block.text.lower() for block in read_letter(home, kind).blocks)
        assert not [word for word in ("straf", "dader", "schuld", "overtreding", " je kind") if word in said]


def test_the_six_questions_of_a_conference_stand_in_the_policy_s_own_words(home: Home) -> None:
    headings = [b.text for b in read_letter(home, LetterKind.CONFERENCE).blocks if b.kind is BlockKind.HEADING]
    assert tuple(headings[:6]) == QUESTIONS


def test_the_warning_has_the_sentence_of_the_policy_and_a_strip_to_send_back(home: Home) -> None:
    blocks = read_letter(home, LetterKind.OFFICIAL_WARNING).blocks
    assert "Wij geven {roepnaam} met deze brief een officiële waarschuwing." in [block.text for block in blocks]
    assert BlockKind.CUT in [block.kind for block in blocks]


def test_a_school_s_own_text_takes_the_place_of_the_program_s(home: Home) -> None:
    template = read_letter(own(home, "\ufeff" + OWN), LetterKind.INVITATION)
    assert template.title == "Uitnodiging"
    assert [block.text for block in template.blocks] == ["Komt u met {roepnaam} op {wanneer} naar {waar}?"]
    assert read_letter(home, LetterKind.TIME_OUT).title == "{roepnaam} was buiten de groep op {dag}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN + "Groet {juf}\n", r"invitation.txt, regel 4, staat het veld {juf}. Dat ken ik niet. Hier kan staan: aan"),
        (OWN + "\nGroet {directie\n", r"regel 5, klopt een accolade niet. Schrijf een veld zo: {roepnaam}."),
        (OWN + "Groet }\n", "regel 4, klopt een accolade niet"),
        (OWN + "Groet {Directie}\n", "regel 4, klopt een accolade niet"),
        ("Uitnodiging\n\nKomt u met {roepnaam}?\n", r"invitation.txt ontbreekt {wanneer}, {waar}. Zonder dat kan"),
        (" {wanneer} {waar} {roepnaam}", "staat geen brief"),
        (b"caf\xe9 {wanneer}", "is geen UTF-8-tekst"),
        (OWN + "x" * 20_001, "is te lang"),
    ],
)
def test_a_mistake_in_a_school_s_text_is_one_sentence_with_its_place(home: Home, text: str | bytes, said: str) -> None:
    with pytest.raises(KioskError, match=said):
        read_letter(own(home, text), LetterKind.INVITATION)


def test_a_folder_in_the_place_of_a_text_is_told(home: Home) -> None:
    (home.letters / "invitation.txt").mkdir(parents=True)
    with pytest.raises(KioskError, match="kan niet worden gelezen"):
        read_letter(home, LetterKind.INVITATION)


@pytest.mark.parametrize("kind", LetterKind)
def test_the_handbook_tells_of_every_field_and_which_may_not_be_left_out(kind: LetterKind) -> None:
    common, per_letter = HANDBOOK.split("## Velden van elke brief")[1].split("## Velden per brief")
    assert tuple(re.findall(r"`{(\w+)}`", common)) == COMMON
    said = re.split(r"^- ", per_letter, flags=re.M)[1:][list(LetterKind).index(kind)]
    assert f"`{kind}.txt`" in HANDBOOK
    assert set(re.findall(r"`{(\w+)}`", said)) | set(COMMON) == set(fields_of(kind))
    assert set(re.findall(r"\*\*`{(\w+)}`\*\*", said)) == set(NEEDED[kind])
