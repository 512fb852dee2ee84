"""What `read_sheet` takes for a list of pupils, however a spreadsheet wrote it."""

import codecs
from pathlib import Path

import pytest

from kiosk.exchange.edexml import read_edexml
from kiosk.exchange.pupil_columns import Column
from kiosk.exchange.pupil_rows import sheet_roll
from kiosk.exchange.pupil_sheet import Sheet, read_sheet
from kiosk.paths import asset
from kiosk.rules.roll import Roll, RollGroup, RollPupil, in_known_groups

SAMPLE = (Path(__file__).parent / "files" / "voorbeeldschool-leerlingen.csv").read_bytes()
HEADINGS = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Leerjaar;Groep"
ZOE = RollPupil("L1", "Zoë", "van", "Dam", 4, "De Kikkers")


def sheet(text: str, encoding: str = "utf-8") -> Sheet:
    return read_sheet(text.encode(encoding), "lijst.csv")


def roll(text: str, encoding: str = "utf-8") -> Roll:
    read = sheet(text, encoding)
    return sheet_roll(read, read.guess)


def test_the_sample_list_says_the_same_of_its_pupils_as_the_sample_edexml() -> None:
    read = read_sheet(SAMPLE, "lijst.csv")
    edexml = read_edexml(asset("demo/voorbeeldschool.edexml.xml"))
    listed = in_known_groups(edexml, sheet_roll(read, read.guess))
    assert len(listed.pupils) == 210
    assert set(listed.pupils) <= set(edexml.pupils)
    assert set(listed.groups) == set(edexml.groups)
    assert listed.staff == ()


def test_no_birth_date_of_the_sample_list_is_in_what_was_read() -> None:
    read = read_sheet(SAMPLE, "lijst.csv")
    dates = [line.rpartition(";")[2] for line in SAMPLE.decode("cp1252").splitlines()[1:]]
    assert len(dates) == 210
    kept = {cell for row in read.rows for cell in row.cells}
    assert kept.isdisjoint(dates)
    assert read.dropped == {6}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_makes_known_headings(separator: str) -> None:
    text = f"{HEADINGS}\nL1;Zoë;van;Dam;4;De Kikkers\n".replace(";", separator)
    assert roll(text).pupils == (ZOE,)


def test_a_comma_in_a_name_is_no_separator_of_a_list_with_semicolons() -> None:
    assert roll(f"{HEADINGS}\nL1;Zoë;van;Dam, de, en, nog, iets, meer;4;De Kikkers\n").pupils[0].surname.count(",") == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_of_a_dutch_spreadsheet_is_told_apart(encoding: str) -> None:
    assert roll(f"{HEADINGS}\r\nL1;Zoë;van;Dam;4;De Kikkers\r\n", encoding).pupils == (ZOE,)


def test_utf_16_with_its_bytes_the_other_way_round_is_read_too() -> None:
    data = codecs.BOM_UTF16_BE + f"{HEADINGS}\nL1;Zoë;van;Dam;4;De Kikkers".encode("utf-16-be")
    read = read_sheet(data, "lijst.csv")
    assert sheet_roll(read, read.guess).pupils == (ZOE,)


def test_excels_own_first_line_says_what_separates_and_is_no_heading() -> None:
    read = sheet("sep=,\r\nLeerlingnummer,Voornaam,Geslachtsnaam,Klas\r\nL1,Bo,Wit,3a\r\n")
    assert read.guess == (Column.KEY, Column.GIVEN_NAME, Column.SURNAME, Column.GROUP)
    assert [row.line for row in read.rows] == [3]


def test_a_quoted_cell_may_have_the_separator_a_quotation_mark_and_a_new_line() -> None:
    text = f'{HEADINGS}\nL1;"Zo""ë";;"Dam\n-Wit";4;"De; Kikkers"\nL2;Bo;;Wit;4;3a\n'
    read = sheet(text)
    assert read.rows[0].cells == ("L1", 'Zo"ë', "", "Dam -Wit", "4", "De; Kikkers")
    assert [row.line for row in read.rows] == [2, 4]


def test_lines_above_the_headings_and_empty_rows_are_passed_by() -> None:
    read = sheet(f"De Regenboog;;;;;\n\n{HEADINGS};;\nL1;Bo;;Wit;4;3a;;\n;;;;;\n\n")
    assert len(read.headings) == 6
    assert [row.line for row in read.rows] == [4]


@pytest.mark.parametrize(
    ("headings", "guess"),
    [
        ("ID;Voornaam;Voorvoegsel;Geslachtsnaam;Jaargroep;Stamgroep", "KEY GIVEN_NAME PREFIX SURNAME YEAR_GROUP GROUP"),
        ("Stamnummer;Naam;Groepsnaam", "KEY WHOLE_NAME GROUP"),
        ("Leerling-nummer;ROEPNAAM ;Naam;Groep;Stamgroep", "KEY GIVEN_NAME - - GROUP"),
        ("Roepnaam;Voornamen;Achternaam;Groep;Leerlingnr.", "GIVEN_NAME - SURNAME GROUP KEY"),
        ("Nummer;Roepnaam;Opmerking", "- GIVEN_NAME -"),
    ],
)
def test_columns_are_guessed_by_their_headings(headings: str, guess: str) -> None:
    wanted = tuple(None if name == "-" else Column[name] for name in guess.split())
    assert sheet(f"{headings}\n").guess == wanted


@pytest.mark.parametrize(
    "heading", ["BSN", "Geboortedatum", "Geslacht", "M/V", "Burgerservicenr", "E-mail ouder 1", "Postcode", "Eck-id"]
)
def test_what_the_kiosk_may_not_keep_is_dropped_by_its_heading(heading: str) -> None:
    read = sheet(f"Roepnaam;{heading}\nBo;geheim\n")
    assert read.dropped == {1}
    assert "geheim" not in str([row.cells for row in read.rows])


def test_citizen_numbers_and_dates_are_dropped_whatever_stands_above_them() -> None:
    rows = "981866207;Bo;2018-01-01\n941045754;Mo;1-2-2018\n979337914;Jo;\n"
    read = sheet(f"Nummer;Roepnaam;Dag\n{rows}")
    assert read.dropped == {0, 2}
    assert [row.cells for row in read.rows] == [("", "Bo", ""), ("", "Mo", ""), ("", "Jo", "")]


def test_a_sheet_shows_three_different_cells_of_a_column_and_hides_all_in_a_traceback() -> None:
    read = sheet("Roepnaam;Groep\nBo;3\nMo;3\n;3\nJo;4\nIk;5\n")
    assert (read.samples(0), read.samples(1)) == (("Bo", "Mo", "Jo"), ("3", "4", "5"))
    assert "Bo" not in repr(read)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ('"=""00123"""', "00123"),
        ("=1+1", "=1+1"),
        ("=HYPERLINK(a)", "=HYPERLINK(a)"),
        ("+31", "+31"),
        ("@x", "@x"),
    ],
)
def test_a_formula_is_text_and_a_number_kept_as_one_is_the_number(cell: str, kept: str) -> None:
    assert roll(f"{HEADINGS}\n{cell};Bo;;Wit;4;3a\n").pupils[0].key == kept


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Berg, Daan van der", ("Daan", "van der", "Berg")),
        ("Hart, Ayşe 't", ("Ayşe", "'t", "Hart")),
        ("Kars, Jan Peter", ("Jan Peter", "", "Kars")),
        ("Kim,Do", ("Do", "", "Kim")),
        ("Nieuw", ("Nieuw", "", "")),
    ],
)
def test_a_whole_name_is_taken_apart_at_its_comma_and_reads_the_same(name: str, parts: tuple[str, str, str]) -> None:
    (pupil,) = roll(f'Stamnr;Naam;Groep\n1;"{name}";3a\n').pupils
    assert (pupil.given_name, pupil.prefix, pupil.surname) == parts
    assert pupil.list_name == name.replace(",Do", ", Do")


@pytest.mark.parametrize(
    ("said", "group", "year"),
    [("3", "x", 3), ("groep 8", "x", 8), ("Gr. 04", "x", 4), ("", "5b", 5), ("", "Groep 6", 6), ("9", "x", None)],
)
def test_a_year_group_is_read_as_people_write_it_and_else_from_the_groups_name(
    said: str, group: str, year: int | None
) -> None:
    assert roll(f"{HEADINGS}\nL1;Bo;;Wit;{said};{group}\n").pupils[0].year_group == year


def test_a_pupil_may_be_without_a_group_and_one_group_may_be_written_in_two_ways() -> None:
    read = roll(f"{HEADINGS}\nL1;Bo;;Wit;4;De Mièren\nL2;Mo;;Wit;4;de mieren\nL3;Jo;van;Wit;;\nL4;;de;Boer;3;\n")
    assert read.groups == (RollGroup("De Mièren", "De Mièren"),)
    assert [one.group_key for one in read.pupils] == ["De Mièren", "De Mièren", None, None]
    assert read.pupils[3] == RollPupil("L4", "de Boer", "", "", 3, None)
    assert read.groups_by_name
