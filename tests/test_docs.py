"""What the README names is there: commands, folders, files, and the two lines that set everything up."""

import re
from pathlib import Path

import pytest

from kiosk.__main__ import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_blocks_are_run_and_test_one_line_each() -> None:
    run, test = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.M | re.S)[:2]
    assert run.count("\n") == test.count("\n") == 1
    assert run.strip().endswith("kiosk --demo")
    assert test.strip().endswith("pytest -n auto --dist worksteal")


@pytest.mark.parametrize("name", re.findall(r"\]\(([^)#]+)\)|`((?:kiosk|assets|docs|tests)/[\w/.-]*)`", README))
def test_every_file_and_folder_it_names_exists(name: tuple[str, str]) -> None:
    assert (ROOT / (name[0] or name[1])).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`kiosk (\w+)", README))))
def test_every_command_it_names_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"kiosk {command}" in capsys.readouterr().out


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (\w+)`", README)):
        assert re.search(rf"^{target}:", makefile, flags=re.M)


SECURITY = (ROOT / "docs/security.md").read_text(encoding="utf-8")


def test_the_page_on_security_shows_a_test_for_every_threat() -> None:
    rows = [line for line in SECURITY.splitlines() if line.startswith("| ") and line.count(" | ") == 3]
    threats = [row for row in rows if not row.startswith(("| threat |", "| what |"))]
    assert len(threats) >= 30
    assert [row for row in threats if "`tests/" not in row.split(" | ")[2]] == []


@pytest.mark.parametrize(("file", "test"), sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", SECURITY))))
def test_every_test_that_it_names_exists(file: str, test: str) -> None:
    wanted = rf"def {test}\(" if test else "def test_"
    assert re.search(wanted, (ROOT / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", re.findall(r"`?((?:assets|docs)/[\w/.-]*\w)`?", SECURITY))
def test_every_page_that_it_names_exists(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_changelog_speaks_of_the_version_being_made() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
