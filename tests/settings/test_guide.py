"""The Wegwijzer's texts: the policy's own words, and what a school may lay in their place."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.settings import load
from kiosk.settings.guide import CONTACT, LABEL_LENGTH, Block, BlockKind, Subject, default_guide
from tests.settings.school_file import SMALLEST

POINT, BELOW, HEADING, PARAGRAPH = BlockKind.POINT, BlockKind.POINT_BELOW, BlockKind.HEADING, BlockKind.PARAGRAPH


def load_with(tmp_path: Path, text: str) -> dict[str, Subject]:
    home = Home(tmp_path)
    home.settings.write_text(SMALLEST + text, encoding="utf-8")
    return {one.key: one for one in load(home).guide}


def test_the_reporting_code_has_its_five_steps_in_order() -> None:
    steps = [one for one in default_guide() if one.key.startswith("reporting_")]
    assert default_guide()[0] == steps[0]
    assert [one.title for one in steps] == [
        "Stap 1: Breng de signalen in kaart",
        "Stap 2: Overleg met collega’s en/of Veilig Thuis",
        "Stap 3: Praat met de betrokkenen",
        "Stap 4: Weeg de aard en de ernst van het geweld",
        "Stap 5: Beslis: hulp organiseren of melden",
    ]


def test_the_bereavement_protocol_is_a_checklist_with_the_points_of_annex_6() -> None:
    subjects = [one for one in default_guide() if one.key.startswith("grief_")]
    assert [one.title for one in subjects] == [
        "Het bericht komt binnen",
        "Coördinatieteam",
        "Opvang leerlingen",
        "Contact ouder(s), verzorger(s)",
        "Nazorg",
    ]
    points = [sum(block.kind is POINT for block in one.blocks) for one in subjects]
    below = [sum(block.kind is BELOW for block in one.blocks) for one in subjects]
    assert points == [10, 8, 10, 7, 8]
    assert below == [0, 8, 8, 2, 2]


def test_a_line_that_the_file_breaks_is_one_line_again() -> None:
    team = next(one for one in default_guide() if one.key == "grief_news")
    assert Block(
        POINT, "Samenstellen van crisisteam (Iemand van de schoolleiding, groepsleerkracht, rouwcoördinator)."
    ) in (team.blocks)


def test_every_subject_can_be_found_and_fits_in_the_list() -> None:
    subjects = default_guide()
    assert len({one.key for one in subjects}) == len(subjects)
    assert len({one.label for one in subjects}) == len(subjects)
    assert all(len(one.label) <= LABEL_LENGTH and one.blocks for one in subjects)
    assert subjects[-1].key == CONTACT
    assert any("0800-2000" in block.text for block in subjects[-1].blocks)


def test_signs_at_the_beginning_of_a_line_say_what_it_is(tmp_path: Path) -> None:
    text = "# Kop\nEen zin\nover twee regels.\n\n- punt\n  gaat door\n  - eronder\n- punt\nNog steeds."
    read = load_with(tmp_path, f'[[guide]]\nkey = "own"\nlabel = "Eigen"\ntitle = "Eigen"\ntext = """\n{text}"""\n')
    assert [(one.kind, one.text) for one in read["own"].blocks] == [
        (HEADING, "Kop"),
        (PARAGRAPH, "Een zin over twee regels."),
        (POINT, "punt gaat door"),
        (BELOW, "eronder"),
        (POINT, "punt Nog steeds."),
    ]


def test_a_school_that_says_nothing_has_the_programs_texts(tmp_path: Path) -> None:
    assert tuple(load_with(tmp_path, "").values()) == default_guide()


def test_a_school_lays_its_own_text_in_place_of_one_and_the_rest_stays(tmp_path: Path) -> None:
    before = {one.key: one for one in default_guide()}
    after = load_with(tmp_path, '[[guide]]\nkey = "grief_news"\ntext = "- Bel eerst de directeur."\n')
    assert list(after) == list(before)
    assert after["grief_news"].blocks == (Block(POINT, "Bel eerst de directeur."),)
    assert after["grief_news"].title == before["grief_news"].title
    assert [key for key in before if after[key] != before[key]] == ["grief_news"]


def test_a_school_adds_a_subject_and_takes_one_away(tmp_path: Path) -> None:
    after = load_with(
        tmp_path,
        '[[guide]]\nkey = "fire"\nlabel = "Brand"\ntitle = "Bij brand"\ntext = "Naar buiten."\n'
        '[[guide]]\nkey = "grief_parents"\ntext = ""\n',
    )
    assert list(after)[-1] == "fire"
    assert "grief_parents" not in after
    assert len(after) == len(default_guide())


def test_the_place_of_the_schools_own_people_cannot_be_taken_away(tmp_path: Path) -> None:
    assert load_with(tmp_path, '[[guide]]\nkey = "contact"\ntext = ""\n')[CONTACT].blocks == ()


def test_control_signs_in_a_text_are_taken_out(tmp_path: Path) -> None:
    after = load_with(tmp_path, '[[guide]]\nkey = "grief_news"\ntext = "Bel\\u001B[2J eerst."\n')
    assert after["grief_news"].blocks == (Block(PARAGRAPH, "Bel[2J eerst."),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[guide]]\ntext = "x"\n', "ontbreekt 'key'"),
        ('[[guide]]\nkey = "own"\nlabel = "x"\ntitle = "x"\n', "ontbreekt 'text'"),
        ('[[guide]]\nkey = "grief_news"\ntekst = "x"\n', "klopt 'tekst'"),
        ('[[guide]]\nkey = "grief_news"\ntext = ["x"]\n', "klopt 'text'"),
        (f'[[guide]]\nkey = "grief_news"\ntext = "{"x" * 20_001}"\n', "klopt 'text'"),
        (f'[[guide]]\nkey = "grief_news"\nlabel = "{"x" * 25}"\n', "klopt 'label'"),
        ('[[guide]]\nkey = "grief_news"\n[[guide]]\nkey = "grief_news"\n', "klopt 'guide'"),
        ('guide = "x"\n', "klopt 'guide'"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_it(tmp_path: Path, text: str, fault: str) -> None:
    home = Home(tmp_path)
    home.settings.write_text(text + SMALLEST if text.startswith("guide") else SMALLEST + text, encoding="utf-8")
    with pytest.raises(KioskError) as told:
        load(home)
    assert fault in str(told.value)
    assert "guide" in str(told.value)
