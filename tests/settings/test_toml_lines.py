"""A mistake in a school's file is told with its line, however the person wrote it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.settings import load
from kiosk.settings.school import read_settings
from kiosk.settings.toml_file import parse_toml
from kiosk.settings.toml_lines import Way, broken_from, line_of
from tests.settings.school_file import SMALLEST, written

WRITTEN = '''\
# Van ons team.
title = """
[policy]
reminders = 9
"""

[policy]
reminders = 2  # twee
out_of_group.time_outs = 3
step = [
  # eerst praten
  { forms = 3, leads_to = "parents_talk" },
  { forms = 1, leads_to = "suspension_review" } ]

[[policy.place]]
key = "a"

[[policy.earlier]]
before = "2025-2026"
[[policy.earlier.step]]
forms = 5
[[policy.earlier]]
[[policy.earlier.step]]
forms = 6
[[policy.earlier.step]]
forms = 7

[[policy.place]]
"key" = "b"
label = [
  "een",
  "twee",
]
'''


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("title",), 2),
        (("policy",), 7),
        (("policy", "reminders"), 8),
        (("policy", "out_of_group"), 9),
        (("policy", "out_of_group", "time_outs"), 9),
        (("policy", "step"), 10),
        (("policy", "step", 0, "forms"), 12),
        (("policy", "step", 1), 13),
        (("policy", "place", 0, "key"), 16),
        (("policy", "earlier", 0, "step", 0, "forms"), 21),
        (("policy", "earlier", 1), 22),
        (("policy", "earlier", 1, "step", 1, "forms"), 26),
        (("policy", "place", 1), 28),
        (("policy", "place", 1, "key"), 29),
        (("policy", "place", 1, "label"), 30),
        (("policy", "place", 2), None),
        (("policy", "reminders", "x"), None),
        ((), None),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_stands_in_a_file_is_found_on_its_line(way: Way, line: int | None, end: str) -> None:
    assert line_of(WRITTEN.replace("\n", end), way) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("a = 1\n# b\n", None),
        ('a = 1\nb = """\nc = 2\n', 2),
        ("a = [1,\n2\n", 1),
        ("\na = 2026-02-30\n", 2),
    ],
)
def test_what_never_ends_is_found_where_it_begins(text: str, line: int | None) -> None:
    assert broken_from(text) == line


COMMENTS = st.lists(st.sampled_from(["", "# reminders = 3", "# [policy]", '# """', "  "]), max_size=4)
TABLES = {
    "[calendar]": ["closed = [", "  2026-11-24,", "]"],
    "[pupil]": ['look = "dark"'],
    "[[contact]]": ['role = "confidential_adviser"', 'name = "x # ]"', "place = '''", "kamer", "3'''"],
    "[[guide]]": ['key = "grief_news"', 'text = """', "[policy]", "reminders = 2", '"""'],
}


@hypothesis_settings(deadline=None, max_examples=40)
@given(st.permutations(list(TABLES)), st.lists(COMMENTS, min_size=6, max_size=6), st.integers(0, 4))
def test_a_wrong_number_is_told_with_its_line_whatever_stands_around_it(
    order: list[str], comments: list[list[str]], place: int
) -> None:
    blocks = [[heading, *TABLES[heading]] for heading in order]
    blocks.insert(place, ["[policy]", *comments[5], "reminders = 0"])
    lines = SMALLEST.splitlines()
    for block, above in zip(blocks, comments, strict=False):
        lines += [*above, *block]
    with pytest.raises(KioskError) as told:
        read_settings(parse_toml(Path("school.toml"), "\n".join(lines)))
    number = next(n for n, line in enumerate(lines, 1) if line == "reminders = 0")
    assert f", regel {number}, klopt 'reminders' onder [policy] niet." in told.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[policy]\n\nreminder = 2\n", "regel 7, klopt 'reminder' onder [policy] niet. Deze naam ken ik niet."),
        ("[[policy.step]]\nforms = 3\n", "regel 5, ontbreekt 'leads_to' onder [[policy.step]]."),
        ("[policy.out_of_group]\ntime_outs = 0\n", "regel 6, klopt 'time_outs' onder [policy.out_of_group] niet."),
        ("[pupil]\n[beleid]\n", "regel 6, klopt 'beleid' niet."),
        ("[backup]\nfolder = '''\nstick'''\n", "regel 6, klopt 'folder'"),
        ('[calendar]\nclosed = [\n  2026-11-24,\n  "x",\n]\n', "regel 6, klopt 'closed'"),
        (
            "[[question]]\nnumber = 1\ncards = [\n  { key = 'a', label = 'x' },\n  { key = 'b' },\n]\n",
            "regel 9, ontbre",
        ),
        ('[pupil]\nlook = """dark\n', "schrijffout op regel 6."),
    ],
)
def test_the_sentence_names_the_line(home: Home, text: str, said: str) -> None:
    with pytest.raises(KioskError) as told:
        load(written(home, SMALLEST + text))
    assert said in str(told.value)


def test_without_any_line_to_name_none_is_named(home: Home) -> None:
    with pytest.raises(KioskError, match=rf"In {home.settings} ontbreekt 'name' onder \[school\]"):
        load(written(home, ""))


def test_also_a_long_file_has_its_line(home: Home) -> None:
    own = asset("guide.toml").read_text(encoding="utf-8")
    with pytest.raises(KioskError, match=f"regel {SMALLEST.count(chr(10)) + own.count(chr(10)) + 2}, klopt 'look'"):
        load(written(home, f'{SMALLEST}{own}[pupil]\nlook = "blauw"\n'))
