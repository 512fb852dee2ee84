"""Wrong tries, of staff and of codes: counted before they are checked, kept through a restart, each for themselves."""

from datetime import timedelta

import pytest

from kiosk.db import answers, logins, people, tables
from kiosk.db.store import open_store
from kiosk.errors import Refused
from kiosk.rules.permissions import Actor
from kiosk.vault import pins
from tests.db.school import SETTINGS, SampleSchool

A_HASH = "kept as it comes"


def staff_id(actor: Actor) -> int:
    assert actor.staff_id is not None
    return actor.staff_id


def try_in_vain(school: SampleSchool, times: int) -> None:
    """Wrong PINs of the teacher: every try begins, none is finished."""
    for _ in range(times):
        logins.begin_login(school.store, staff_id(school.teacher))


def open_with_a_wrong_code(school: SampleSchool, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match="Deze code ken ik niet"):
            answers.open_with_code(school.store, "no such code")


def restart(school: SampleSchool) -> None:
    school.store.close()
    school.store = open_store(school.home, SETTINGS, school.clock)


def test_a_login_gets_the_hash_of_the_pin_that_was_set(school: SampleSchool) -> None:
    teacher = staff_id(school.teacher)
    assert logins.begin_login(school.store, teacher) == ""
    logins.set_pin(school.store, school.head, teacher, A_HASH)
    assert logins.begin_login(school.store, teacher) == A_HASH
    assert tables.Staff.get_by_id(teacher).pin_hash == A_HASH


def test_only_who_keeps_the_people_sets_a_pin(school: SampleSchool) -> None:
    with pytest.raises(Refused):
        logins.set_pin(school.store, school.stranger, staff_id(school.teacher), A_HASH)
    assert tables.Staff.get_by_id(school.teacher.staff_id).pin_hash == ""


def test_a_try_is_counted_before_it_is_checked_so_that_a_kill_buys_nothing(school: SampleSchool) -> None:
    logins.begin_login(school.store, staff_id(school.teacher))
    restart(school)
    (tries,) = tables.Tries.select()
    assert (tries.who, tries.wrong) == (f"staff {school.teacher.staff_id}", 1)


def test_five_tries_are_free_and_then_each_wait_is_twice_the_last(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    for seconds in (15, 30, 60, 120):
        with pytest.raises(Refused, match=f"Wacht {seconds} seconden"):
            try_in_vain(school, 1)
        school.clock.pass_time(seconds=seconds - 1)
        with pytest.raises(Refused, match="Wacht 1 seconde en"):
            try_in_vain(school, 1)
        school.clock.pass_time(seconds=1)
        try_in_vain(school, 1)


def test_trying_while_one_waits_makes_the_wait_no_longer(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    for _ in range(10):
        with pytest.raises(Refused, match="Wacht 15 seconden"):
            try_in_vain(school, 1)
    school.clock.pass_time(seconds=15)
    try_in_vain(school, 1)


def test_one_persons_wait_blocks_nobody_else(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    with pytest.raises(Refused):
        try_in_vain(school, 1)
    logins.begin_login(school.store, staff_id(school.head))
    code = school.issue().code
    assert answers.open_with_code(school.store, code).given_name


def test_a_right_pin_forgets_the_wrong_ones(school: SampleSchool) -> None:
    try_in_vain(school, 4)
    logins.finish_login(school.store, staff_id(school.teacher))
    try_in_vain(school, 5)
    assert tables.Tries.get().wrong == 5


def test_who_has_no_role_any_more_does_not_come_in_and_the_tries_are_kept(school: SampleSchool) -> None:
    teacher = staff_id(school.teacher)
    try_in_vain(school, 1)
    people.give_roles(school.store, school.head, teacher, [])
    with pytest.raises(Refused, match="Dit mag je niet doen"):
        logins.finish_login(school.store, teacher)
    assert tables.Tries.get().wrong == 1


def test_a_new_pin_ends_the_wait(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    logins.set_pin(school.store, school.head, staff_id(school.teacher), A_HASH)
    assert logins.begin_login(school.store, staff_id(school.teacher)) == A_HASH


def test_a_wait_survives_a_restart(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    restart(school)
    with pytest.raises(Refused, match="Wacht 15 seconden"):
        try_in_vain(school, 1)


def test_a_clock_that_was_put_back_a_day_locks_nobody_out(school: SampleSchool) -> None:
    try_in_vain(school, 5)
    school.clock.pass_time(days=-1)
    try_in_vain(school, 1)
    with pytest.raises(Refused, match="Wacht 30 seconden"):
        try_in_vain(school, 1)


def test_after_five_wrong_codes_there_is_a_wait_of_half_a_minute_that_doubles(school: SampleSchool) -> None:
    for seconds, wrong in ((30, 5), (60, 1), (120, 1)):
        open_with_a_wrong_code(school, wrong)
        with pytest.raises(Refused, match=f"Wacht {seconds} seconden"):
            answers.open_with_code(school.store, "no such code")
        school.clock.pass_time(seconds=seconds)


def test_even_the_right_code_waits_and_the_wait_survives_a_restart(school: SampleSchool) -> None:
    code = school.issue().code
    open_with_a_wrong_code(school, 5)
    restart(school)
    with pytest.raises(Refused, match="Wacht 30 seconden"):
        answers.open_with_code(school.store, code)
    school.clock.pass_time(seconds=30)
    assert answers.open_with_code(school.store, code).given_name
    assert tables.Tries.select().count() == 0


def test_a_right_code_forgets_the_wrong_ones_before_it(school: SampleSchool) -> None:
    code = school.issue().code
    open_with_a_wrong_code(school, 4)
    answers.open_with_code(school.store, code)
    open_with_a_wrong_code(school, 4)
    assert answers.open_with_code(school.store, code).given_name


def test_pupils_wrong_codes_make_no_teacher_wait(school: SampleSchool) -> None:
    open_with_a_wrong_code(school, 5)
    logins.begin_login(school.store, staff_id(school.teacher))


def test_the_longest_wait_is_an_hour(school: SampleSchool) -> None:
    for _ in range(5 + 12):
        try_in_vain(school, 1)
        wait = tables.Tries.get().wait_until
        if wait is not None:
            assert timedelta(0) < wait - school.clock.now <= pins.LONGEST_WAIT
            school.clock.now = wait
    assert pins.wait_after(17) == pins.LONGEST_WAIT
