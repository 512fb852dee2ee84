"""August: the year's file is read in at the kiosk. Everyone moves up, the eldest leave, and there is a new group 1."""

from pathlib import Path

from tests.exchange.new_year import next_year
from tests.journeys.new_year import NEW_YEAR, SAMPLE, check_the_new_year, give_to_the_eldest, take_over, to_the_file
from tests.journeys.terminal import Terminal
from tests.school import School


def test_the_new_year_is_read_in_and_the_old_years_form_keeps_its_group(school: School, tmp_path: Path) -> None:
    form_id, child = give_to_the_eldest(school)
    stick = tmp_path / "s.xml"
    stick.write_text(next_year(SAMPLE), encoding="utf-8")
    with Terminal(school.home.folder, NEW_YEAR) as kiosk:
        to_the_file(kiosk, stick)
        take_over(kiosk, "Groepen: 1 nieuw, 0 gewijzigd, 0 weg")
        assert kiosk.ended() == 0
    check_the_new_year(school, form_id, child)
