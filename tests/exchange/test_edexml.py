"""What `read_edexml` takes from a file, and what it leaves there."""

import re
from pathlib import Path

import pytest

from kiosk.exchange.edexml import read_edexml
from kiosk.paths import asset
from kiosk.rules.roll import Roll, RollGroup, RollPupil, RollStaff

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def sample() -> Path:
    return asset("demo/voorbeeldschool.edexml.xml")


@pytest.fixture(scope="module")
def roll(sample: Path) -> Roll:
    return read_edexml(sample)


def read_text(folder: Path, text: str) -> Roll:
    file = folder / "school.xml"
    file.write_text(text, encoding="utf-8")
    return read_edexml(file)


def pupil(folder: Path, inside: str) -> RollPupil:
    return read_text(folder, f'<EDEX><leerlingen><leerling key="L1">{inside}</leerling></leerlingen></EDEX>').pupils[0]


def test_the_sample_school_has_its_groups_pupils_and_staff(roll: Roll) -> None:
    assert roll.school_year == "2026-2027"
    assert (len(roll.groups), len(roll.pupils), len(roll.staff)) == (9, 229, 18)
    assert roll.groups[0] == RollGroup("OB1", "De Rupsen")
    assert roll.pupils[0] == RollPupil("L0001", "René", "el", "Amrani", 1, "OB1")
    assert roll.staff[0] == RollStaff("M01", "Anneke", "de", "Groot", "DIR", ())
    assert roll.staff[-4] == RollStaff("M21", "Els", "van 't", "Zand", "LRK", ("OB3",))


def test_letters_from_all_over_europe_and_vietnam_arrive_whole(roll: Roll) -> None:
    names = {(entry.given_name, entry.prefix, entry.surname) for entry in roll.pupils}
    assert {("Łukasz", "", "Kowalski"), ("Bram", "", "Nguyễn"), ("Şeyma", "van 't", "Hof")} <= names


def test_the_pupil_who_left_is_not_read_and_the_new_one_without_group_is(roll: Roll) -> None:
    entries = {entry.key: entry for entry in roll.pupils}
    assert "L0900" not in entries
    assert entries["L0901"] == RollPupil("L0901", "Nieuw", "", "", 6, None)
    assert [entry.key for entry in roll.pupils if entry.group_key is None] == ["L0901"]


def test_the_combined_group_is_not_a_home_group(roll: Roll) -> None:
    assert "SG1" not in {group.key for group in roll.groups}


def test_no_citizen_number_or_birth_date_of_the_sample_reaches_the_roll(sample: Path, roll: Roll) -> None:
    secrets = re.findall(r"<(?:bsn|geboortedatum)>([^<]+)<", sample.read_text(encoding="utf-8"))
    assert len(secrets) == 456
    shown = repr(roll)
    assert [secret for secret in secrets if secret in shown] == []
    assert "99ZZ" not in shown


def test_a_strange_order_a_namespace_and_additions_do_not_matter() -> None:
    assert read_edexml(FILES / "edexml-2.1-strange.xml") == Roll(
        school_year="",
        groups=(RollGroup("G1", "De [b]Bijen[/b]"), RollGroup("G2", "G2")),
        pupils=(
            RollPupil("P1", "Jan Peter", "", "Kars & Zn", 7, "G2"),
            RollPupil("P2", "K.", "", "", None, None),
            RollPupil("P3", "van den Berg", "", "", None, None),
        ),
        staff=(RollStaff("M1", "Wit", "", "", "", ("G1", "G2")),),
    )


def test_version_1_0_3_is_read_like_its_successors() -> None:
    assert read_edexml(FILES / "edexml-1.0.3.xml") == Roll(
        school_year="2005-2006",
        groups=(RollGroup("g1", "Kikkers"),),
        pupils=(RollPupil("1", "J.P.", "", "Müller", 3, "g1"),),
        staff=(RollStaff("a", "Wim", "de", "Jong", "", ("g1",)),),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-15", "windows-1252"])
def test_the_encoding_that_the_file_declares_is_used(tmp_path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><EDEX><leerlingen><leerling key="L1">'
        "<roepnaam>Zoë</roepnaam></leerling></leerlingen></EDEX>"
    )
    (tmp_path / "school.xml").write_bytes(text.encode(encoding))
    assert read_edexml(tmp_path / "school.xml").pupils[0].given_name == "Zoë"


@pytest.mark.parametrize(
    ("written", "year"),
    [("2041-2042", "2041-2042"), (" 2026-2027\n", "2026-2027"), ("dit jaar", ""), ("2026/2027", ""), ("", "")],
)
def test_a_school_year_is_taken_when_it_looks_like_one(tmp_path: Path, written: str, year: str) -> None:
    text = (
        f"<EDEX><school><schooljaar>{written}</schooljaar></school>"
        '<leerlingen><leerling key="L1"><roepnaam>Bo</roepnaam></leerling></leerlingen></EDEX>'
    )
    assert read_text(tmp_path, text).school_year == year


@pytest.mark.parametrize(
    ("written", "year_group"),
    [("1", 1), ("8", 8), ("0", None), ("9", None), ("10", None), ("S", None), ("C", None), ("٣", None), ("", None)],
)
def test_only_1_to_8_are_year_groups(tmp_path: Path, written: str, year_group: int | None) -> None:
    assert pupil(tmp_path, f"<roepnaam>Bo</roepnaam><jaargroep>{written}</jaargroep>").year_group == year_group


def test_signs_that_a_terminal_would_obey_are_taken_out(tmp_path: Path) -> None:
    found = pupil(tmp_path, "<roepnaam>A\u202en\tn\u0085a\u009b31m</roepnaam><achternaam>\u2066</achternaam>")
    assert (found.given_name, found.surname) == ("An na31m", "")


def test_a_given_name_of_only_such_signs_makes_way_for_the_next(tmp_path: Path) -> None:
    found = pupil(tmp_path, "<roepnaam>\u202e </roepnaam><voornamen>Anna Maria</voornamen>")
    assert found.given_name == "Anna Maria"


def test_a_name_may_have_a_hundred_signs_and_unused_names_more(tmp_path: Path) -> None:
    found = pupil(tmp_path, f"<roepnaam>{'a' * 100}</roepnaam><voornamen>{'Anna ' * 40}</voornamen>")
    assert found.given_name == "a" * 100


def test_an_export_of_pupils_alone_is_enough(tmp_path: Path) -> None:
    text = '<EDEX><leerlingen><leerling key="L1"><roepnaam>Bo</roepnaam></leerling></leerlingen></EDEX>'
    assert read_text(tmp_path, text) == Roll(pupils=(RollPupil("L1", "Bo", "", "", None, None),))


def test_a_pupil_of_1_03_has_the_year_of_the_group_and_who_left_before_the_file_was_made_is_not_read() -> None:
    assert read_edexml(FILES / "edexml-1.03-leavers.xml").pupils == (
        RollPupil("1", "Wimpie", "", "", 4, "4B"),
        RollPupil("2", "IMA", "", "Asja", None, "0"),
        RollPupil("4", "Zomer", "", "", 4, "4B"),
    )


def test_the_blocks_are_read_from_inside_a_uwlr_envelope() -> None:
    assert read_edexml(FILES / "uwlr-2.3-soap.xml") == Roll(
        school_year="2026-2027",
        groups=(RollGroup("G1", "De Kikkers"),),
        pupils=(RollPupil("L1", "Zoë", "van", "Dam", 4, "G1"), RollPupil("L2", "Bo", "", "", 4, "G1")),
        staff=(RollStaff("M1", "Wim", "", "Wit", "LRK", ("G1",)),),
    )


@pytest.mark.parametrize("around", ["leerlinggegevens", "EDEX"])
def test_the_blocks_may_also_be_the_whole_file(tmp_path: Path, around: str) -> None:
    text = f'<{around}><leerlingen><leerling key="L1"><roepnaam>Bo</roepnaam></leerling></leerlingen></{around}>'
    assert [one.given_name for one in read_text(tmp_path, text).pupils] == ["Bo"]
