"""The text of a letter: what a school may write in it, and what becomes of fields and of people's own words."""

import pytest

from kiosk.rules.letter_text import BlockKind, Template, blocks_of, fill, left_out

HEAD = "De Regenboog\nKerkstraat 12, 8232 AB Lelystad\n\nmaandag 23 november 2026"


def template(body: str, title: str = "Brief over {roepnaam}") -> Template:
    return Template(title, blocks_of(body, wrapped=True))


def test_an_empty_line_ends_a_piece_and_a_wrapped_line_goes_on() -> None:
    blocks = blocks_of("Een zin die\nverdergaat.\n\n# Kop\n- punt een\n  en nog wat\n- punt twee\n", wrapped=True)
    assert [(one.kind, one.text) for one in blocks] == [
        (BlockKind.PARAGRAPH, "Een zin die verdergaat."),
        (BlockKind.HEADING, "Kop"),
        (BlockKind.POINT, "punt een en nog wat"),
        (BlockKind.POINT, "punt twee"),
    ]


def test_a_strip_to_cut_off_and_lines_to_sign_are_pieces_of_their_own() -> None:
    blocks = blocks_of("Tekst.\n---\n__ Naam | Datum\n", wrapped=True)
    assert [one.kind for one in blocks] == [BlockKind.PARAGRAPH, BlockKind.CUT, BlockKind.SIGN]
    assert blocks[2].text == "Naam | Datum"


def test_what_was_filled_in_is_read_back_as_it_stood() -> None:
    text = fill(
        template("Beste {naam},\n\n# Hulp\n\n{hulp}"), {"roepnaam": "Daan", "naam": "Daan Vos", "hulp": "Rust."}, HEAD
    )
    assert [(one.kind, one.text) for one in blocks_of(text)] == [
        (BlockKind.PARAGRAPH, "De Regenboog\nKerkstraat 12, 8232 AB Lelystad"),
        (BlockKind.PARAGRAPH, "maandag 23 november 2026"),
        (BlockKind.TITLE, "Brief over Daan"),
        (BlockKind.PARAGRAPH, "Beste Daan Vos,"),
        (BlockKind.HEADING, "Hulp"),
        (BlockKind.PARAGRAPH, "Rust."),
    ]


def test_a_piece_whose_field_is_empty_is_left_out_with_its_heading() -> None:
    text = fill(
        template("# Hulp\n\n{hulp}\n\n# Afspraken\n\nDit spraken we af: {afspraak}\n\n# Einde\n\nTot ziens."),
        {"roepnaam": "Daan", "hulp": "", "afspraak": ""},
        HEAD,
    )
    assert "Hulp" not in text
    assert "spraken we af" not in text
    assert text.endswith("# Einde\n\nTot ziens.")


def test_points_that_a_person_typed_become_points() -> None:
    text = fill(template("{afspraken}"), {"roepnaam": "Daan", "afspraken": "- Daan belt.\n- Juf kijkt mee."}, HEAD)
    assert [one.text for one in blocks_of(text) if one.kind is BlockKind.POINT] == ["Daan belt.", "Juf kijkt mee."]


def test_words_of_a_person_make_no_heading_no_title_no_strip_and_no_field() -> None:
    words = "# Kop\n= Titel\n---\n__ Teken hier\n{naam}"
    text = fill(template("{reden}"), {"roepnaam": "Daan", "reden": words, "naam": "Daan Vos"}, HEAD)
    said = blocks_of(text)[3:]
    assert {one.kind for one in said} == {BlockKind.PARAGRAPH}
    assert "{naam}" in said[-1].text


@pytest.mark.parametrize("line", ["--- ", "---\t", "# # Kop", "# ---", "= __ Naam", "__ = Titel", "---- "])
def test_no_more_do_a_sign_behind_a_sign_and_spaces_behind_it(line: str) -> None:
    text = fill(template("{reden}"), {"roepnaam": "Daan", "reden": f"Eerst.\n{line}\nDan."}, HEAD)
    assert {one.kind for one in blocks_of(text)[3:]} == {BlockKind.PARAGRAPH}


def test_a_field_that_stands_only_beside_an_empty_one_does_not_come_on_paper() -> None:
    one = template("{reden} {hulp}\n\n{naam}", title="Brief over {roepnaam}")
    values = {"roepnaam": "Daan", "naam": "Daan Vos", "reden": "Sloeg.", "hulp": ""}
    assert left_out(one, values, ("roepnaam", "naam", "reden", "hulp")) == ["reden"]
    assert left_out(one, values | {"hulp": "Rust."}, ("roepnaam", "naam", "reden", "hulp")) == []
