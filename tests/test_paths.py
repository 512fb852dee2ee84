"""Where files live."""

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.paths import Home, asset, home


def test_kiosk_home_moves_every_file_under_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "kiosk"))
    found = home()
    assert found == Home(tmp_path / "kiosk")
    files = {found.settings, found.store, found.key, found.lock, found.log, found.backups, found.demo.folder}
    assert len(files) == 7
    assert all(file.is_relative_to(tmp_path / "kiosk") for file in files)


def test_looking_paths_up_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "kiosk"))
    assert home().demo.store.parent == tmp_path / "kiosk" / "demo"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_kiosk_home_and_a_tilde_become_whole_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_HOME", "here")
    assert home().folder == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KIOSK_HOME", "~/there")
    assert home().folder == tmp_path / "there"


@pytest.mark.parametrize("chosen", [None, ""])
def test_without_kiosk_home_the_system_decides(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str | None
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("KIOSK_HOME", raising=False)
    if chosen is not None:
        monkeypatch.setenv("KIOSK_HOME", chosen)
    assert home().folder.is_absolute()
    assert home().folder.name == "oeps-kiosk"


def test_an_asset_is_found_in_the_package_first_and_else_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "kiosk"
    beside, inside = tmp_path / "assets" / "policy.toml", package / "assets" / "policy.toml"
    for file in (beside, inside):
        file.parent.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    with pytest.raises(FileNotFoundError, match=r"policy\.toml"):
        asset("policy.toml")
    beside.touch()
    assert asset("policy.toml") == beside
    inside.touch()
    assert asset("policy.toml") == inside
