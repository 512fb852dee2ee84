"""The same August with a list from a spreadsheet; the command line then finds nothing left to change."""

from pathlib import Path

from tests.exchange.new_year import as_list, next_year
from tests.journeys.new_year import NEW_YEAR, SAMPLE, check_the_new_year, give_to_the_eldest, take_over, to_the_file
from tests.journeys.people_at_work import opened
from tests.journeys.terminal import Terminal
from tests.school import School


def test_a_list_from_a_spreadsheet_does_what_edexml_does(school: School, tmp_path: Path) -> None:
    form_id, child = give_to_the_eldest(school)
    stick = tmp_path / "s.csv"
    stick.write_text(as_list(next_year(SAMPLE)), encoding="utf-8-sig", newline="")
    with Terminal(school.home.folder, NEW_YEAR) as kiosk:
        to_the_file(kiosk, stick)
        screen = kiosk.wait_for("Kloppen de kolommen?", "Zo wordt de eerste van 229", "leest de kiosk niet")
        assert "981866207" not in screen
        assert "12-7-2018" not in screen
        kiosk.press("f8")
        take_over(kiosk, "Medewerkers: 0 nieuw, 0 gewijzigd, 0 weg")
        assert kiosk.ended() == 0
    check_the_new_year(school, form_id, child)

    with Terminal(school.home.folder, NEW_YEAR, "import", str(stick), columns=200) as command:
        assert command.ended() == 0
        said = command.text
    assert "kolommen: leerlingnummer = Stamnummer, achternaam = Achternaam" in said
    assert "leerlingen: 0 nieuw, 0 gewijzigd, 0 weg" in said
    with opened(school) as store:
        assert store.first_fault() == ""
