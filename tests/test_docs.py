"""What the docs name is there: commands with their options, files, make targets, keys and settings."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from kiosk.__main__ import main
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.pupil.words import WordsScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.pictures import beside_the_kiosk

ROOT = Path(__file__).parents[1]
PAGES = {
    str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")))
}
README, MANUAL, SECURITY = PAGES["README.md"], PAGES["docs/handleiding.md"], PAGES["docs/security.md"]


# -- the command line --------------------------------------------------------------------------------------------------


def test_the_first_two_blocks_are_run_and_test_one_line_each() -> None:
    run, test = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.M | re.S)[:2]
    assert run.count("\n") == test.count("\n") == 1
    assert run.strip().endswith("kiosk --demo")
    assert test.strip().endswith("pytest -n auto --dist worksteal")


def named_commands() -> set[tuple[str, tuple[str, ...]]]:
    """Every `kiosk …` in the docs: the command ("" for the kiosk itself), and the options behind it."""
    found = set()
    for text in PAGES.values():
        blocks = re.findall(r"^```sh\n(.*?)^```$", text, flags=re.M | re.S)
        inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
        for line in [*inline, *(part.strip() for block in blocks for part in re.split(r"\n|&&|#", block))]:
            if called := re.match(r"(?:\w+=\S+ )?(?:\.venv/bin/)?kiosk(?: (?!-)(\w+))?((?: .*)?)$", line):
                found.add((called[1] or "", tuple(re.findall(r"--[a-z-]+", called[2]))))
    return found


@pytest.mark.parametrize(("command", "options"), sorted(named_commands()))
def test_every_command_they_name_exists_with_its_options(
    command: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*([command] if command else []), "--help"])
    assert ended.value.code == 0
    explained = re.findall(r"--[a-z-]+", capsys.readouterr().out)
    assert [option for option in options if option not in explained] == []


def test_every_make_target_they_name_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {target for text in PAGES.values() for target in re.findall(r"(?:`|^)make (\w+)", text, flags=re.M)}
    assert {target for target in named if not re.search(rf"^{target}:", makefile, flags=re.M)} == set()


# -- files -------------------------------------------------------------------------------------------------------------


def named_files() -> Iterator[tuple[str, Path]]:
    """Every file or folder that a page links to or names: where it would be."""
    for page, text in PAGES.items():
        beside = (ROOT / page).parent
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            yield page, beside / link
        for name in re.findall(r"`((?:kiosk|assets|docs|tests)/[\w/.-]*)(?:::\w+)?`", text):
            yield page, ROOT / name


def test_every_file_and_folder_they_name_exists() -> None:
    files = set(named_files())
    assert len(files) > 100
    assert sorted((page, str(file)) for page, file in files if not file.exists()) == []


def test_every_heading_that_a_page_points_to_is_there() -> None:
    for page, text in PAGES.items():
        slugs = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in re.findall(r"^#+ (.+)$", text, re.M)}
        assert (page, set(re.findall(r"\]\(#([^)]+)\)", text)) - slugs) == (page, set())


def test_the_page_on_security_shows_a_test_for_every_threat() -> None:
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and line.count(" | ") == 3]
    threats = [row for row in rows if not row.startswith(("| threat |", "| what |"))]
    assert len(threats) >= 30
    assert [row for row in threats if "`tests/" not in row.split(" | ")[2]] == []


@pytest.mark.parametrize(("file", "test"), sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", SECURITY))))
def test_every_test_that_it_names_exists(file: str, test: str) -> None:
    wanted = rf"def {test}\(" if test else "def test_"
    assert re.search(wanted, (ROOT / file).read_text(encoding="utf-8"))


def test_the_changelog_speaks_of_the_version_being_made() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# -- keys --------------------------------------------------------------------------------------------------------------

SCREENS: dict[str, type[Screen[Any]]] = {
    "van het kind": WordsScreen,
    "op Vandaag": TodayScreen,
    "op Te doen": TodoScreen,
    "op Lijn": LineScreen,
    "op Beheer": AdminScreen,
}
"""The screens whose keys the manual lists, by what stands in its heading behind "Toetsen"."""


def keys_of(screen: type[Screen[Any]]) -> dict[str, set[str]]:
    """The keys of a screen as they are shown, and what each is called there."""
    found: dict[str, set[str]] = {}
    for kind in screen.__mro__:
        for one in kind.__dict__.get("BINDINGS", ()):
            if isinstance(one, Binding) and one.description:
                found.setdefault(one.key_display or one.key, set()).add(one.description)
    return found


def listed_keys() -> Iterator[tuple[str, str, str]]:
    """Each row of the manual's tables of keys: the screen, the key, and what it says of it."""
    for heading, table in re.findall(r"^### Toetsen (.+?)\n(.*?)(?=^#|\Z)", MANUAL, flags=re.M | re.S):
        for key, what in re.findall(r"^\| (\S+) \| (.+?) \|$", table, flags=re.M):
            if key != "toets":
                yield heading, key, what


def test_the_manual_lists_the_keys_of_each_of_these_screens() -> None:
    assert {heading for heading, _, _ in listed_keys()} == set(SCREENS)


@pytest.mark.parametrize(("heading", "key", "what"), sorted(listed_keys()))
def test_a_key_of_the_manual_is_one_of_that_screen_and_called_so_there(heading: str, key: str, what: str) -> None:
    assert any(what.startswith(called) for called in keys_of(SCREENS[heading]).get(key, ()))


def test_a_room_of_beheer_that_they_name_has_that_letter() -> None:
    named = {key for text in PAGES.values() for key in re.findall(r"Beheer, (?:toets )?`?([a-z])\b`?(?!\w)", text)}
    assert named
    assert named - set(keys_of(AdminScreen)) == set()


def test_the_sheet_beside_the_machine_calls_the_keys_as_the_screen_does() -> None:
    for key, (called, _what) in beside_the_kiosk.KEYS.items():
        assert called in keys_of(WordsScreen)[key]


@pytest.mark.system("pdftotext")
def test_the_sheet_that_is_checked_in_is_the_one_that_is_drawn() -> None:
    def text_of(pdf: bytes) -> str:
        return subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()

    drawn = beside_the_kiosk.beside_the_kiosk_pdf(date(2026, 11, 26))
    assert text_of((ROOT / "docs/naast-de-kiosk.pdf").read_bytes()) == text_of(drawn)


# -- words -------------------------------------------------------------------------------------------------------------


def quoted() -> set[str]:
    """What the manual says that a screen says: in *italics*, and in the first column of its tables of sentences."""
    found = re.findall(r"(?<!\*)\*(?!\*)([^*]+)\*(?!\*)", MANUAL)
    for table in re.findall(r"^\| Wat er (?:op het scherm )?staat .*?\n\n", MANUAL, flags=re.M | re.S):
        for cell in re.findall(r"^\| (.+?) \|", table, flags=re.M)[1:]:
            found += cell.split(" / ")
    return {" ".join(one.split()).rstrip(".").lower() for one in found} - {"---"}


@pytest.mark.parametrize("words", sorted(quoted()))
def test_what_the_manual_quotes_is_said_by_the_program(words: str) -> None:
    assert words in said_by_the_program()


@cache
def said_by_the_program() -> str:
    """All its code, with the pieces of a long sentence put together, in small letters."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "kiosk").rglob("*.py"))
    return re.sub(r'"\s*\n\s*f?"|\\\n', "", code).lower()


# -- settings ----------------------------------------------------------------------------------------------------------


def test_every_setting_that_they_name_is_explained_in_the_schools_own_file() -> None:
    explained: dict[str, set[str]] = {}
    section = ""
    for line in (ROOT / "assets/school.toml").read_text(encoding="utf-8").splitlines():
        if header := re.match(r"(?:# )?\[+([\w.]+)\]+$", line):
            section = header[1]
            explained.setdefault(section, set())
        elif key := re.match(r"(?:# )?(\w+) = ", line):
            explained[section].add(key[1])
    everything = "\n".join(PAGES.values())
    named = set(re.findall(r"`\[+([\w.]+)\]+(?: (\w+))?`", everything))
    assert ("retention", "") in named
    assert [
        (section, key) for section, key in named if section not in explained or (key and key not in explained[section])
    ] == []
