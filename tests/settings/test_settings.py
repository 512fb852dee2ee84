"""Reading the school's settings file, and what a person is told when it is wrong: one sentence."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.own_list import offered
from kiosk.rules.policy import Behaviour, Counting, LadderStep, Restart, StepKind
from kiosk.rules.retention import Terms
from kiosk.settings import NotSetUp, Region, School, Settings, default_policy, load
from tests.settings.school_file import SMALLEST, written


def test_the_smallest_file_gives_the_school_and_the_default_policy(home: Home) -> None:
    settings = load(written(home, SMALLEST))
    assert settings == Settings(School("De Regenboog", "042", Region.NOORD), default_policy())
    assert settings.closed == settings.opened == frozenset()


def test_a_school_overrides_the_policy_key_by_key(home: Home) -> None:
    own = """
[policy]
counting = "whole_school"
reminders = 3
[[policy.step]]
forms = 2
leads_to = "parents_talk"
[[policy.step]]
forms = 1
leads_to = "suspension_review"
[[policy.behaviour]]
key = "noise"
label = "lawaai"
"""
    policy = load(written(home, SMALLEST + own)).policy
    assert policy.counting is Counting.WHOLE_SCHOOL
    assert policy.restart is Restart.AT_STEP
    assert policy.reminders == 3
    assert policy.steps == (LadderStep(2, StepKind.PARENTS_TALK), LadderStep(1, StepKind.SUSPENSION_REVIEW))
    assert offered(policy.behaviours) == (Behaviour("noise", "lawaai"), Behaviour("other", "anders, namelijk …"))
    assert policy.places == default_policy().places
    assert policy.questions == default_policy().questions


def test_the_calendar_is_that_of_the_region_with_the_schools_own_days(home: Home) -> None:
    days = "[calendar]\nclosed = [2026-11-24]\nopened = [2026-10-12]\n"
    settings = load(written(home, SMALLEST.replace("noord", "zuid") + days))
    assert settings.calendar.next_school_day(date(2026, 11, 23)) == date(2026, 11, 25)
    assert settings.calendar.next_school_day(date(2027, 7, 25)) == date(2027, 9, 6)
    assert settings.calendar.is_school_day(date(2026, 10, 12))
    assert settings.calendar is settings.calendar


def test_a_file_from_windows_with_a_byte_order_mark_is_read(home: Home) -> None:
    home.settings.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode())
    assert load(home).school.name == "De Regenboog"


def test_the_holiday_library_waits_until_the_calendar_is_asked_for(home: Home) -> None:
    program = (
        "import sys; from pathlib import Path; from kiosk.paths import Home; from kiosk.settings import load;"
        "settings = load(Home(Path(sys.argv[1]))); print('holidays' in sys.modules);"
        "settings.calendar; print('holidays' in sys.modules)"
    )
    folder = str(written(home, SMALLEST).folder)
    ran = subprocess.run(
        [sys.executable, "-c", program, folder],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert ran.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[school\n", ["regel 1"]),
        (SMALLEST + '[policy]\ncounting = "school_year\n', ["regel 6"]),
        ('[school]\nname = """Regenboog', ["schrijffout"]),
        (SMALLEST + "[policy]\nreminders = 2\nreminders = 3\n", ["regel 7"]),
        ("x = " + "[" * 5000, ["schrijffout"]),
        ("x = " + "9" * 5000, ["schrijffout"]),
        (SMALLEST + "[calendar]\nclosed = [2026-02-30]\n", ["schrijffout"]),
        ("", ["ontbreekt 'name' onder [school]"]),
        ('school = "De Regenboog"\n', ["'school'", "[school]"]),
        (SMALLEST.replace('"De Regenboog"', '" "'), ["'name' onder [school]", "naam van de school"]),
        (SMALLEST.replace('"De Regenboog"', "7"), ["'name' onder [school]"]),
        (SMALLEST.replace("De Regenboog", "x" * 81), ["'name' onder [school]"]),
        (SMALLEST.replace('"042"', "42"), ["'tag' onder [school]", "drie cijfers"]),
        (SMALLEST.replace('"042"', '"42"'), ["'tag' onder [school]", "drie cijfers"]),
        (SMALLEST.replace('"042"', '"٠٤٢"'), ["'tag' onder [school]", "drie cijfers"]),
        (SMALLEST.replace('"noord"', '"Noord"'), ["'region' onder [school]", "noord, midden, zuid"]),
        (SMALLEST.replace('"noord"', '["noord"]'), ["'region' onder [school]"]),
        (SMALLEST + "phone = 251\n", ["'phone' onder [school]"]),
        (SMALLEST + 'telefoon = "1"\n', ["'telefoon' onder [school]", "name, tag, region, phone"]),
        (SMALLEST + "[beleid]\n", ["'beleid'", "school, policy, calendar"]),
        (SMALLEST + "[policy]\nreminder = 2\n", ["'reminder' onder [policy]", "reminders"]),
        (SMALLEST + "[policy]\nquestion = []\n", ["'question' onder [policy]"]),
        (SMALLEST + "[policy]\nreminders = true\n", ["'reminders' onder [policy]", "1 tot en met 9"]),
        (SMALLEST + "[policy]\nreminders = 0\n", ["'reminders' onder [policy]"]),
        (SMALLEST + "[policy]\nreminders = 2.0\n", ["'reminders' onder [policy]"]),
        (SMALLEST + '[policy]\ncounting = "year"\n', ["'counting' onder [policy]", "school_year, whole_school"]),
        (SMALLEST + '[policy]\nrestart = ""\n', ["'restart' onder [policy]", "at_step, after_talk"]),
        (SMALLEST + "[policy]\nstep = []\n", ["'step' onder [policy]", "[[policy.step]]"]),
        (SMALLEST + "[policy]\nstep = 3\n", ["'step' onder [policy]", "[[policy.step]]"]),
        (SMALLEST + "[policy.step]\nforms = 3\n", ["'step' onder [policy]", "[[policy.step]]"]),
        (SMALLEST + "[[policy.step]]\nforms = 3\n", ["ontbreekt 'leads_to' onder [[policy.step]]"]),
        (SMALLEST + '[[policy.step]]\nforms = 0\nleads_to = "parents_talk"\n', ["'forms' onder [[policy.step]]"]),
        (SMALLEST + '[[policy.step]]\nforms = 3\nleads_to = "talk"\n', ["'leads_to'", "parents_talk"]),
        (SMALLEST + "[[policy.step]]\nform = 3\n", ["'form' onder [[policy.step]]", "forms, leads_to"]),
        (SMALLEST + '[[policy.place]]\nkey = "De Gang"\nlabel = "gang"\n', ["'key' onder [[policy.place]]"]),
        (SMALLEST + f'[[policy.place]]\nkey = "a"\nlabel = "{"x" * 49}"\n', ["'label' onder [[policy.place]]", "48"]),
        (SMALLEST + '[[policy.place]]\nkey = "a"\nlabel = "a"\n' * 2, ["'place' onder [policy]", "twee keer"]),
        (SMALLEST + '[calendar]\nclosed = ["2026-11-24"]\n', ["'closed' onder [calendar]", "zonder aanhalingstekens"]),
        (SMALLEST + "[calendar]\nopened = [2026-11-24T09:00:00]\n", ["'opened' onder [calendar]"]),
        (SMALLEST + "[calendar]\nclosed = 2026-11-24\n", ["'closed' onder [calendar]", "tussen haken"]),
        (SMALLEST + "[calendar]\nvrij = []\n", ["'vrij' onder [calendar]", "closed, opened"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_mistake_in_the_file_is_told_with_the_file_the_place_and_what_is_expected(
    home: Home, text: str, said: list[str]
) -> None:
    with pytest.raises(KioskError) as told:
        load(written(home, text))
    assert str(home.settings) in told.value.message
    assert told.value.what_to_do.endswith(".")
    assert all(part in str(told.value) for part in said), str(told.value)
    assert "\n" not in str(told.value)


def test_a_key_with_an_escape_sequence_does_not_reach_the_terminal(home: Home) -> None:
    with pytest.raises(KioskError) as told:
        load(written(home, '"\\u001b[31mrood\\n" = 1\n'))
    assert str(told.value).isprintable()


def test_without_a_file_the_school_is_not_set_up_yet(home: Home) -> None:
    with pytest.raises(NotSetUp, match="in te richten"):
        load(home)


def test_a_file_that_is_not_utf_8_is_told_to_be_saved_again(home: Home) -> None:
    home.settings.write_bytes(SMALLEST.replace("De", "Bé").encode("cp1252"))
    with pytest.raises(KioskError, match="UTF-8"):
        load(home)


def test_a_file_that_cannot_be_read_is_told(home: Home) -> None:
    home.settings.mkdir()
    with pytest.raises(KioskError, match="kan niet worden gelezen") as told:
        load(home)
    assert not isinstance(told.value, NotSetUp)


def test_a_school_sets_how_long_words_and_names_stay(home: Home) -> None:
    assert load(written(home, SMALLEST)).retention == Terms(school_years=2, after_leaving_years=2)
    assert load(written(home, SMALLEST + "[retention]\nschool_years = 3\n")).retention == Terms(3, 2)
    assert load(written(home, SMALLEST + "[retention]\nafter_leaving_years = 1\n")).retention == Terms(2, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("school_years = 0", "van 1 tot en met 8"),
        ("school_years = 9", "van 1 tot en met 8"),
        ("after_leaving_years = 3", "van 1 tot en met 2"),
        ("after_leaving_years = 0", "van 1 tot en met 2"),
        ("jaren = 2", "Hier kan staan: school_years, after_leaving_years"),
    ],
)
def test_a_term_that_the_law_or_the_policy_does_not_allow_is_told(home: Home, line: str, told: str) -> None:
    with pytest.raises(KioskError, match=told):
        load(written(home, f"{SMALLEST}[retention]\n{line}\n"))
