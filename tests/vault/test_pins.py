"""PINs: six digits nobody types by accident, kept as a slow hash, and waits that grow."""

from datetime import timedelta

import pytest

from kiosk.errors import Refused
from kiosk.vault import pins


def test_a_new_pin_is_six_digits_and_not_an_easy_one() -> None:
    made = [pins.generate_pin() for _ in range(2000)]
    assert all(len(pin) == 6 and pin.isascii() and pin.isdigit() for pin in made)
    assert all(len(set(pin)) > 2 for pin in made)
    assert len(set(made)) > 1900


def test_an_easy_pin_is_drawn_again_and_zeros_in_front_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([0, 123456, 121212, 555555, 4711])
    monkeypatch.setattr("kiosk.vault.pins.secrets.randbelow", lambda _below: next(drawn))
    assert pins.generate_pin() == "004711"


@pytest.mark.parametrize("pin", ["000000", "123456", "210987", "246802", "121212", "482482", "114488"])
def test_a_pin_that_a_bystander_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(Refused, match="te makkelijk"):
        pins.check_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "7305181", "73051a", "７３０５１８"])
def test_only_six_plain_digits_are_a_pin(pin: str) -> None:
    with pytest.raises(Refused, match="6 cijfers"):
        pins.check_pin(pin)


@pytest.mark.parametrize("pin", ["004711", "730518", "482913", "123465"])
def test_any_other_pin_is_taken(pin: str) -> None:
    pins.check_pin(pin)


def test_the_right_pin_matches_its_hash_and_no_other_does() -> None:
    kept = pins.hash_pin("004711")
    assert kept.startswith("$argon2id$")
    assert "004711" not in kept
    assert pins.pin_matches(kept, "004711")
    assert not pins.pin_matches(kept, "004712")
    assert not pins.pin_matches(kept, "")


def test_the_same_pin_gets_another_hash_each_time() -> None:
    assert pins.hash_pin("004711") != pins.hash_pin("004711")


@pytest.mark.parametrize("broken", ["", "not a hash", "$argon2id$v=19$broken"])
def test_without_a_whole_hash_no_pin_matches(broken: str) -> None:
    assert not pins.pin_matches(broken, "004711")


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "12 456", "-12345"])
def test_a_pin_is_six_plain_digits(pin: str) -> None:
    with pytest.raises(Refused, match="Een pincode heeft 6 cijfers"):
        pins.hash_pin(pin)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (9, 240), (10, 480), (11, 600), (10**6, 600)]
)
def test_the_wait_begins_at_the_fifth_wrong_try_doubles_and_ends_at_ten_minutes(wrong: int, seconds: int) -> None:
    assert pins.wait_after(wrong) == timedelta(seconds=seconds)


def test_another_first_wait_doubles_too() -> None:
    half_a_minute = timedelta(seconds=30)
    assert [pins.wait_after(wrong, half_a_minute).seconds for wrong in (5, 6, 7)] == [30, 60, 120]


def test_while_a_wait_lasts_the_seconds_are_named_and_each_waits_for_their_own() -> None:
    now = [100.0]
    waits = pins.Waits(lambda: now[0])
    waits.begin("staff 1", 5)
    for passed, told in ((0.0, "15 seconden"), (0.2, "15 seconden"), (13.9, "2 seconden"), (14.1, "1 seconde en")):
        now[0] = 100.0 + passed
        with pytest.raises(pins.MustWait, match=rf"Te vaak een verkeerde code\. Wacht {told}"):
            waits.check("staff 1", 5)
    waits.check("staff 2", 4)
    now[0] = 115.0
    waits.check("staff 1", 5)


def test_after_a_restart_a_wait_is_counted_from_the_start() -> None:
    now = [100.0]
    waits = pins.Waits(lambda: now[0])
    now[0] = 110.0
    with pytest.raises(pins.MustWait, match="Wacht 5 seconden"):
        waits.check("staff 1", 5)
    now[0] = 115.0
    waits.check("staff 1", 5)
