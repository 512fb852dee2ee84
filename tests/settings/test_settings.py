"""The school's settings file, the default policy and what a person is told when the file is wrong."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Behaviour, Counting, LadderStep, Restart, StepKind
from kiosk.settings import (
    LABEL_LENGTH,
    NotSetUp,
    Region,
    School,
    Settings,
    default_policy,
    load,
    new_school_tag,
    save_school,
)
from kiosk.text import clean_line

SCHOOL = School("De Regenboog", "042", Region.NOORD, "0251 123456")
SMALLEST = '[school]\nname = "De Regenboog"\ntag = "042"\nregion = "noord"\n'


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def written(home: Home, text: str) -> Home:
    home.settings.write_text(text, encoding="utf-8")
    return home


# The default policy


def test_the_default_ladder_is_that_of_the_policy() -> None:
    policy = default_policy()
    assert policy.counting is Counting.SCHOOL_YEAR
    assert policy.restart is Restart.AT_STEP
    assert policy.reminders == 2
    assert policy.steps == (
        LadderStep(3, StepKind.PARENTS_TALK),
        LadderStep(3, StepKind.OFFICIAL_WARNING),
        LadderStep(1, StepKind.SUSPENSION_REVIEW),
    )


def test_the_behaviours_have_the_stable_keys_and_end_open() -> None:
    keys = [behaviour.key for behaviour in default_policy().behaviours]
    assert keys == [
        "language",
        "disrespect",
        "bullying",
        "discrimination",
        "violence",
        "vandalism",
        "theft",
        "threat",
        "intimacy",
        "running_away",
        "other",
    ]
    assert default_policy().behaviour_label("other") == "anders, namelijk …"


def test_every_label_fits_in_a_list_and_no_key_comes_twice() -> None:
    policy = default_policy()
    for entries in (policy.behaviours, policy.places):
        assert all(0 < len(entry.label) <= LABEL_LENGTH for entry in entries)
        assert len({entry.key for entry in entries}) == len(entries)
    labels = [place.label for place in policy.places]
    assert labels == ["plein", "klas", "gang", "toilet", "gymzaal", "overblijf", "onderweg", "online", "anders"]


def test_the_eight_questions_stand_in_the_forms_own_words() -> None:
    questions = default_policy().questions
    assert [question.number for question in questions] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [question.text for question in questions] == [
        "Wat gebeurde er?",
        "Wat dacht je?",
        "Ik voelde mij:",
        "Wat deed je en waarom?",
        "Wie had last van jouw gedrag en waarom?",
        "Wat ga je de volgende keer anders doen?",
        "Wat ga je doen om het nu op te lossen?",
        "Deze afspraak maak ik met mijzelf, de leerkracht en/of de groep:",
    ]


def test_every_question_helps_with_a_short_hint_and_starters() -> None:
    for question in default_policy().questions:
        assert 3 <= len(question.starters) <= 4
        sentences = [*question.hint.replace("?", ".").split("."), *question.starters]
        assert all(len(sentence.split()) <= 12 for sentence in sentences)


# Reading


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
    assert policy.behaviours == (Behaviour("noise", "lawaai"),)
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


# What is wrong with a file, in one sentence


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


# Saving


def test_what_setup_saves_is_what_the_next_start_reads(home: Home) -> None:
    save_school(home, SCHOOL, Counting.WHOLE_SCHOOL, Restart.AFTER_TALK)
    settings = load(home)
    assert settings.school == SCHOOL
    assert settings.policy.counting is Counting.WHOLE_SCHOOL
    assert settings.policy.restart is Restart.AFTER_TALK
    assert settings.policy.steps == default_policy().steps
    assert "# Drie cijfers" in home.settings.read_text(encoding="utf-8")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60).filter(lambda text: clean_line(text)))
def test_any_name_is_written_as_toml_and_read_back_cleaned(home: Home, name: str) -> None:
    save_school(home, replace(SCHOOL, name=name), Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert load(home).school.name == clean_line(name)


def test_comments_that_a_person_wrote_stay_when_a_screen_saves(home: Home) -> None:
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    text = home.settings.read_text(encoding="utf-8").replace("closed = []", "closed = [2026-11-04]  # studiedag")
    home.settings.write_text(text, encoding="utf-8")
    save_school(home, SCHOOL, Counting.WHOLE_SCHOOL, Restart.AT_STEP)
    assert "closed = [2026-11-04]  # studiedag" in home.settings.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('De "Regenboog"', 'De "Regenboog"'),
        (r"De\Regen\nboog\u0041", r"De\Regen\nboog\u0041"),
        ("De\nRegen\r\n boog\t", "De Regen boog"),
        ("De\x1b[31m Regenboog\x7f", "De[31m Regenboog"),
        ("'t Şeyma-Łukasz # = [x] 🌈", "'t Şeyma-Łukasz # = [x] 🌈"),
    ],
)
def test_a_name_comes_back_as_it_was_but_for_line_ends_and_control_signs(home: Home, name: str, kept: str) -> None:
    save_school(home, School(name, "007", Region.ZUID), Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert load(home).school == School(kept, "007", Region.ZUID)


def test_saving_keeps_the_schools_own_steps_and_days(home: Home) -> None:
    own = """phone = "1"
[policy]
reminders = 1
restart = "after_talk"
[[policy.step]]
forms = 5
leads_to = "parents_talk"
[[policy.place]]
key = "forest"
label = 'het "bos"'
[calendar]
closed = [2026-11-24, 2027-02-12]
opened = [2026-10-12]
"""
    before = load(written(home, SMALLEST + own))
    save_school(home, SCHOOL, before.policy.counting, before.policy.restart)
    assert load(home) == Settings(SCHOOL, before.policy, before.closed, before.opened)
    first = home.settings.read_bytes()
    save_school(home, SCHOOL, before.policy.counting, before.policy.restart)
    assert home.settings.read_bytes() == first


@pytest.mark.parametrize(
    "school",
    [
        School("", "042", Region.NOORD),
        School("\x1b\n", "042", Region.NOORD),
        School("De Regenboog", "42", Region.NOORD),
    ],
)
def test_what_could_not_be_read_back_is_not_saved(home: Home, school: School) -> None:
    with pytest.raises(KioskError):
        save_school(home, school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert list(home.folder.iterdir()) == []


def test_a_faulty_file_is_not_written_over(home: Home) -> None:
    faulty = SMALLEST + "[policy]\nreminder = 2\n"
    with pytest.raises(KioskError, match="'reminder'"):
        save_school(written(home, faulty), SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert home.settings.read_text(encoding="utf-8") == faulty


def test_a_save_that_fails_leaves_the_old_file_and_no_other(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    written(home, SMALLEST)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KioskError, match="schijf"):
        save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert list(home.folder.iterdir()) == [home.settings]
    assert home.settings.read_text(encoding="utf-8") == SMALLEST


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KioskError):
        save_school(Home(tmp_path / "file" / "home"), SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)


def test_the_file_and_its_new_folder_are_for_the_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert home.settings.stat().st_mode & 0o777 == 0o600
    assert home.folder.stat().st_mode & 0o777 == 0o700


def test_a_new_tag_is_three_digits() -> None:
    tags = {new_school_tag() for _ in range(200)}
    assert all(len(tag) == 3 and tag.isdigit() for tag in tags)
    assert len(tags) > 50
