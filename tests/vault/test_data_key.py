"""The data key: random, whole, and its owner's alone."""

import stat
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.vault.data_key import create_key, read_key


def test_a_new_key_is_read_back_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data.key"
    key = create_key(path)
    assert read_key(path) == key
    assert len(bytes.fromhex(key)) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_two_keys_are_the_same(tmp_path: Path) -> None:
    assert len({create_key(tmp_path / str(number)) for number in range(20)}) == 20


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "data.key"
    key = create_key(path)
    with pytest.raises(KioskError, match="Er ligt al een sleutel van een andere opslag"):
        create_key(path)
    assert read_key(path) == key


def test_a_key_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match=r"De sleutel van de opslag ontbreekt\. Zet data\.key terug naast de opslag"):
        read_key(tmp_path / "data.key")


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="De sleutel van de opslag is niet te lezen"):
        read_key(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"ab" * 31, b"ab" * 33, b"xy" * 32, b"AB" * 32, b"\xff" * 64], ids=repr
)
def test_a_key_that_is_not_64_hexadecimal_digits_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KioskError, match=r"De sleutel van de opslag is (beschadigd|niet te lezen)"):
        read_key(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "data.key"
    create_key(path)
    path.chmod(mode)
    with pytest.raises(KioskError, match=r"leesbaar voor anderen\. Maak hem alleen van jou: chmod 600 data\.key"):
        read_key(path)
    path.chmod(0o400)
    assert read_key(path)
