"""The kiosk's printer: remembered in the store, by a deed in the log, without its name there."""

import pytest

from kiosk.db import tables
from kiosk.db.chosen_printer import choose_printer, chosen_printer, print_elsewhere, wanted_printer
from kiosk.errors import Refused
from kiosk.rules.permissions import Actor, Role
from tests.db.school import SampleSchool


def test_nothing_is_chosen_at_first(school: SampleSchool) -> None:
    assert chosen_printer(school.store) == ""
    assert wanted_printer(school.store) is None


def test_a_choice_is_remembered_and_can_be_changed(school: SampleSchool) -> None:
    choose_printer(school.store, school.teacher, "team")
    assert chosen_printer(school.store) == "team"
    choose_printer(school.store, school.head, " aula\n")
    assert chosen_printer(school.store) == "aula"
    assert tables.Setting.select().count() == 1


def test_a_choice_stands_in_the_log_without_the_printers_name(school: SampleSchool) -> None:
    choose_printer(school.store, school.teacher, "team")
    row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
    assert (row.action, row.subject) == ("choose_printer", "printer")


@pytest.mark.parametrize("role", [Role.KIVA_TEAM, Role.PUPIL])
def test_who_does_not_print_chooses_no_printer(school: SampleSchool, role: Role) -> None:
    with pytest.raises(Refused):
        choose_printer(school.store, Actor("iemand", frozenset({role}), staff_id=1), "team")
    assert chosen_printer(school.store) == ""


def test_a_printer_has_a_name(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="geen printer gekozen"):
        choose_printer(school.store, school.teacher, " \x1b")


def test_a_kiosk_can_do_without_a_printer_and_the_log_says_that_it_was_chosen(school: SampleSchool) -> None:
    choose_printer(school.store, school.teacher, "team")
    print_elsewhere(school.store, school.head)
    assert (chosen_printer(school.store), wanted_printer(school.store)) == ("", "")
    row = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
    assert (row.action, row.subject) == ("choose_printer", "printer")
    with pytest.raises(Refused):
        print_elsewhere(school.store, school.teacher)
