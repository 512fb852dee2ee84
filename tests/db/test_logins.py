"""Wrong tries, of staff and of codes: counted before they are checked, kept through a restart, each for themselves.

The clock on the wall stands still or is moved here; what is waited for is passed by `steady`.
"""

import pytest

from kiosk.db import answers, log, logins, people, tables
from kiosk.db.store import open_store
from kiosk.errors import Refused
from kiosk.rules.permissions import Actor
from kiosk.vault import pins
from tests.db.school import SETTINGS, SampleSchool, log_rows, row_count

A_HASH = "kept as it comes"


class SteadyClock:
    """What nobody can set; it moves only when a test waits."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def steady(school: SampleSchool) -> SteadyClock:
    """By this clock the open store waits."""
    clock = SteadyClock()
    school.store.waits = pins.Waits(clock)
    return clock


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


def restart(school: SampleSchool, steady: SteadyClock) -> None:
    school.store.close()
    school.store = open_store(school.home, SETTINGS, school.clock)
    school.store.waits = pins.Waits(steady)


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


def test_a_try_is_counted_before_it_is_checked_so_that_a_kill_buys_nothing(
    school: SampleSchool, steady: SteadyClock
) -> None:
    logins.begin_login(school.store, staff_id(school.teacher))
    restart(school, steady)
    (tries,) = tables.Tries.select()
    assert (tries.who, tries.wrong) == (f"staff {school.teacher.staff_id}", 1)


def test_five_tries_are_free_and_then_each_wait_is_twice_the_last(school: SampleSchool, steady: SteadyClock) -> None:
    try_in_vain(school, 5)
    for seconds in (15, 30, 60, 120, 240):
        with pytest.raises(Refused, match=f"Wacht {seconds} seconden"):
            try_in_vain(school, 1)
        steady.now += seconds - 1
        with pytest.raises(Refused, match="Wacht 1 seconde en"):
            try_in_vain(school, 1)
        steady.now += 1
        try_in_vain(school, 1)


def test_trying_while_one_waits_makes_the_wait_no_longer(school: SampleSchool, steady: SteadyClock) -> None:
    try_in_vain(school, 5)
    for _ in range(10):
        with pytest.raises(Refused, match="Wacht 15 seconden"):
            try_in_vain(school, 1)
    steady.now += 15
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


def test_a_restart_makes_no_wait_shorter(school: SampleSchool, steady: SteadyClock) -> None:
    try_in_vain(school, 5)
    steady.now += 10
    restart(school, steady)
    with pytest.raises(Refused, match="Wacht 15 seconden"):
        try_in_vain(school, 1)
    steady.now += 15
    try_in_vain(school, 1)


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_moved_clock_buys_no_try_and_locks_nobody_out(school: SampleSchool, steady: SteadyClock, days: int) -> None:
    try_in_vain(school, 5)
    school.clock.pass_time(days=days)
    with pytest.raises(Refused, match="Wacht 15 seconden"):
        try_in_vain(school, 1)
    restart(school, steady)
    with pytest.raises(Refused, match="Wacht 15 seconden"):
        try_in_vain(school, 1)
    steady.now += 15
    try_in_vain(school, 1)


def ten_in_vain(school: SampleSchool, steady: SteadyClock) -> None:
    """As many wrong PINs of the teacher as are looked at, each after its wait; every one is told afterwards."""
    for _ in range(10):
        steady.now += 240
        try_in_vain(school, 1)
        logins.fail_login(school.store, staff_id(school.teacher))


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_after_ten_wrong_tries_the_pin_is_off_whatever_one_waits_restarts_or_sets_the_clock_to(
    school: SampleSchool, steady: SteadyClock, days: int
) -> None:
    ten_in_vain(school, steady)
    steady.now += 10**6
    school.clock.pass_time(days=days)
    restart(school, steady)
    assert logins.is_off(school.store, staff_id(school.teacher))
    for _ in range(3):
        with pytest.raises(pins.PinIsOff, match=r"staat uit.*Vraag een collega"):
            try_in_vain(school, 1)
    assert tables.Tries.get().wrong == 10


def test_a_pin_that_is_off_blocks_nobody_else_and_no_child(school: SampleSchool, steady: SteadyClock) -> None:
    ten_in_vain(school, steady)
    assert not logins.is_off(school.store, staff_id(school.head))
    logins.begin_login(school.store, staff_id(school.head))
    assert answers.open_with_code(school.store, school.issue().code).given_name


def test_each_wrong_pin_is_in_the_log_with_how_often_and_the_tenth_as_the_one_after_which_it_is_off(
    school: SampleSchool, steady: SteadyClock
) -> None:
    before = row_count(tables.LogRow)
    ten_in_vain(school, steady)
    who = f"staff {school.teacher.staff_id}"
    assert log_rows()[before:] == [
        *(("inlogscherm", "fail_log_in", f"{who} try {often}") for often in range(1, 10)),
        ("inlogscherm", "lock_out", f"{who} try 10"),
    ]
    logins.give_once_code(school.store, school.host, staff_id(school.teacher), A_HASH)
    logins.take_new_pin(school.store, staff_id(school.teacher), "another hash")
    helper = f"staff {school.host.staff_id}"
    assert log_rows()[-2:] == [(helper, "reset_pin", who), (who, "take_new_pin", who)]
    assert log.first_break() is None


def test_a_once_code_gets_a_new_pin_once_and_ends_what_kept_one_out(school: SampleSchool, steady: SteadyClock) -> None:
    teacher = staff_id(school.teacher)
    ten_in_vain(school, steady)
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.begin_once_code(school.store, teacher)
    logins.give_once_code(school.store, school.host, teacher, A_HASH)
    assert logins.with_once_code(school.store) == {teacher}
    assert logins.begin_once_code(school.store, teacher) == A_HASH
    logins.take_new_pin(school.store, teacher, "another hash")
    assert logins.begin_login(school.store, teacher) == "another hash"
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.begin_once_code(school.store, teacher)
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.take_new_pin(school.store, teacher, A_HASH)


def test_a_once_code_is_of_one_person_and_of_one_day_and_a_newer_one_takes_its_place(school: SampleSchool) -> None:
    teacher, host = staff_id(school.teacher), staff_id(school.host)
    logins.give_once_code(school.store, school.head, teacher, A_HASH)
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.begin_once_code(school.store, host)
    logins.give_once_code(school.store, school.head, teacher, "a newer one")
    assert logins.begin_once_code(school.store, teacher) == "a newer one"
    school.clock.pass_time(days=1)
    assert logins.with_once_code(school.store) == frozenset()
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.begin_once_code(school.store, teacher)


def test_a_once_code_has_five_tries_of_its_own_counted_before_they_are_checked(
    school: SampleSchool, steady: SteadyClock
) -> None:
    teacher = staff_id(school.teacher)
    try_in_vain(school, 3)
    logins.give_once_code(school.store, school.host, teacher, A_HASH)
    for often in range(1, 6):
        logins.begin_once_code(school.store, teacher)
        logins.fail_once_code(school.store, teacher)
        assert log_rows()[-1] == ("inlogscherm", "fail_log_in", f"staff {teacher} code try {often}")
        restart(school, steady)
    with pytest.raises(Refused, match="geen code van een collega"):
        logins.begin_once_code(school.store, teacher)
    assert tables.Tries.get().wrong == 3
    assert logins.begin_login(school.store, teacher) == ""  # the PIN had tries left, and still has


def test_nobody_gives_themselves_a_once_code_and_who_left_or_has_no_role_gets_none(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="niet voor jezelf"):
        logins.give_once_code(school.store, school.teacher, staff_id(school.teacher), A_HASH)
    people.give_roles(school.store, school.head, staff_id(school.host), [])
    with pytest.raises(Refused, match="nog geen rol"):
        logins.give_once_code(school.store, school.head, staff_id(school.host), A_HASH)
    gone = staff_id(school.stranger)
    tables.Staff.update(active=False).where(tables.Staff.id == gone).execute()
    with pytest.raises(Refused, match=r"niet \(meer\) op school"):
        logins.give_once_code(school.store, school.head, gone, A_HASH)
    assert tables.OnceCode.select().count() == 0


def test_beheer_that_makes_a_pin_takes_a_once_code_back(school: SampleSchool) -> None:
    logins.give_once_code(school.store, school.host, staff_id(school.teacher), A_HASH)
    logins.set_pin(school.store, school.head, staff_id(school.teacher), A_HASH)
    assert logins.with_once_code(school.store) == frozenset()


def test_after_five_wrong_codes_there_is_a_wait_of_half_a_minute_that_doubles_up_to_ten(
    school: SampleSchool, steady: SteadyClock
) -> None:
    open_with_a_wrong_code(school, 4)
    for seconds in (30, 60, 120, 240, 480, 600, 600):
        open_with_a_wrong_code(school, 1)
        with pytest.raises(Refused, match=f"Wacht {seconds} seconden"):
            answers.open_with_code(school.store, "no such code")
        steady.now += seconds


def test_even_the_right_code_waits_and_the_wait_survives_a_restart(school: SampleSchool, steady: SteadyClock) -> None:
    code = school.issue().code
    open_with_a_wrong_code(school, 5)
    restart(school, steady)
    with pytest.raises(Refused, match="Wacht 30 seconden"):
        answers.open_with_code(school.store, code)
    steady.now += 30
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
