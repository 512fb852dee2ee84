"""Every file that `read_edexml` cannot read ends in two Dutch sentences, and in nothing else."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.exchange.edexml import read_edexml
from kiosk.paths import asset

SAMPLE = asset("demo/voorbeeldschool.edexml.xml").read_bytes()
PUPIL = '<leerling key="L1"><roepnaam>Bo</roepnaam></leerling>'


def edex(pupils: str, around: str = "") -> bytes:
    return f"<EDEX>{around}<leerlingen>{pupils}</leerlingen></EDEX>".encode()


def refusal(path: Path) -> KioskError:
    with pytest.raises(KioskError) as caught:
        read_edexml(path)
    error = caught.value
    assert type(error) is KioskError
    for sentence in (error.message, error.what_to_do):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert str(path.parent) not in str(error)
    return error


def always(answer: object) -> Callable[..., object]:
    """A stand-in for a call to the system: gives `answer`, or raises it."""

    def answered(*_arguments: object, **_named: object) -> object:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return answered


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is leeg"),
        (b" \r\n\t", "is leeg"),
        (b"naam;groep\r\nBo;De Bijen\r\n", "is geen EDEXML-bestand"),
        (b"\xef\xbb\xbf", "is geen EDEXML-bestand"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is geen EDEXML-bestand"),
        (b"<html><body><p>Log in</p></body></html>", "is geen EDEXML-bestand"),
        (b"<!DOCTYPE html><html></html>", "is een webpagina of heeft een DOCTYPE"),
        (b'<!DOCTYPE EDEX [<!ENTITY a "981866207">]><EDEX>&a;</EDEX>', "is een webpagina of heeft een DOCTYPE"),
        (b'<!DOCTYPE EDEX SYSTEM "file:///etc/passwd"><EDEX/>', "is een webpagina of heeft een DOCTYPE"),
        (SAMPLE[:40_000], "is niet compleet"),
        (SAMPLE[: SAMPLE.index("é".encode()) + 1], "is niet compleet"),
        (SAMPLE.replace(b"</school>", b"", 1), "is geen goede XML: regel 275 klopt niet"),
        (SAMPLE + b"<EDEX/>", "is geen goede XML"),
        (SAMPLE.replace(b"Amrani", b"Am\x00ani"), "is geen goede XML: regel 24 klopt niet"),
        (SAMPLE.replace(b"Amrani", b"&amrani;"), "is geen goede XML: regel 24 klopt niet"),
        (SAMPLE.replace("é".encode(), "é".encode("cp1252")), "is geen goede XML"),
        (SAMPLE.replace(b'"UTF-8"', b'"UTF-16"'), "heeft een codering"),
        (SAMPLE.replace(b'"UTF-8"', b'"klingon"'), "heeft een codering"),
        (SAMPLE.replace(b'"UTF-8"', b'"shift_jis"'), "heeft een codering"),
        (SAMPLE.replace(b'"UTF-8"', b'"zlib"'), "heeft een codering"),
        (b"<EDEX>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</EDEX>", "is geen EDEXML-bestand"),
        (b"<EDEX>" + b"<a>" * 1_600_000, "is geen EDEXML-bestand"),
        (b"<EDEX/>", "heeft geen leerlingen"),
        (edex(PUPIL.replace("<roepnaam>", "<jaargroep>H</jaargroep><roepnaam>")), "heeft geen leerlingen"),
        (edex(PUPIL * 2), "heeft twee leerlingen met dezelfde sleutel (key): L1"),
        (
            edex(PUPIL, '<groepen><groep key="G1"/><groep key=" G1"/></groepen>'),
            "heeft twee groepen met dezelfde sleutel (key): G1",
        ),
        (
            edex(PUPIL, '<leerkrachten><leerkracht key="M1"><roepnaam>An</roepnaam></leerkracht></leerkrachten>' * 2),
            "heeft twee medewerkers met dezelfde sleutel (key): M1",
        ),
        (edex(PUPIL.replace(' key="L1"', "")), "heeft een leerling zonder sleutel (key)"),
        (edex(PUPIL.replace("L1", "L" * 101)), "een sleutel (key) van meer dan 100 tekens"),
        (edex(PUPIL.replace("Bo<", "B" * 101 + "<")), "heeft een naam van meer dan 100 tekens bij leerling L1"),
        (edex('<leerling key="L1"><bsn>981866207</bsn></leerling>'), "heeft geen naam bij leerling L1"),
        (
            edex(PUPIL.replace("</leerling>", '<groep key="G9"/></leerling>')),
            "zet leerling L1 (regel 1) in groep G9, maar die groep staat er niet in",
        ),
        (
            edex(
                PUPIL.replace("</leerling>", '<groep key="G1"/><groep key="G2"/></leerling>'),
                '<groepen><groep key="G1"/><groep key="G2"/></groepen>',
            ),
            "zet leerling L1 (regel 1) in twee groepen",
        ),
        (
            SAMPLE.replace(b'<groepen><groep key="OB1"/>', b'<groepen><groep key="SG1"/>'),
            "zet medewerker M10 (regel 259) in groep SG1",
        ),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "school.xml"
    file.write_bytes(content)
    error = refusal(file)
    assert words in error.message
    assert error.message.startswith('Het bestand "school.xml" ')
    assert "981866207" not in "".join(traceback.format_exception(error))


def test_six_megabytes_are_too_much_and_five_are_not(tmp_path: Path) -> None:
    file = tmp_path / "school.xml"
    file.write_bytes(SAMPLE + b" " * (5_000_000 - len(SAMPLE)))
    assert len(read_edexml(file).pupils) == 229
    file.write_bytes(SAMPLE + b" " * (6_000_000 - len(SAMPLE)))
    assert "is groter dan 5 MB" in refusal(file).message


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "school.xml"
    file.write_bytes(SAMPLE)
    small = file.stat()
    file.write_bytes(SAMPLE + b" " * 5_000_000)
    monkeypatch.setattr(Path, "stat", always(small))
    monkeypatch.setattr(os, "fstat", always(small))
    assert "is groter dan 5 MB" in refusal(file).message


def test_a_missing_file_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    assert "is er niet" in refusal(tmp_path / "school.xml").message
    assert "is een map" in refusal(tmp_path).message
    assert "is geen gewoon bestand" in refusal(Path(os.devnull)).message
    assert "kan niet gelezen worden" in refusal(tmp_path / "school\0.xml").message
    assert "kan niet gelezen worden" in refusal(tmp_path / ("s" * 300)).message


def test_a_fifo_is_refused_at_once_even_when_it_takes_a_files_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "school.xml")
    assert "is geen gewoon bestand" in refusal(tmp_path / "school.xml").message
    (tmp_path / "other.xml").write_bytes(SAMPLE)
    regular = (tmp_path / "other.xml").stat()
    monkeypatch.setattr(Path, "stat", always(regular))
    assert "is geen gewoon bestand" in refusal(tmp_path / "school.xml").message


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "school.xml").write_bytes(SAMPLE)
    monkeypatch.setattr(os, "open", always(PermissionError(13, "Permission denied")))
    assert "mag niet gelezen worden" in refusal(tmp_path / "school.xml").message


def test_a_file_that_vanishes_before_it_is_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "school.xml").write_bytes(SAMPLE)
    monkeypatch.setattr(os, "open", always(FileNotFoundError(2, "No such file or directory")))
    assert "is er niet" in refusal(tmp_path / "school.xml").message


def test_a_stick_that_fails_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "school.xml"
    file.write_bytes(SAMPLE)
    write_only = os.open(file, os.O_WRONLY)  # reading from it fails, as from a stick that was pulled out
    monkeypatch.setattr(os, "open", always(write_only))
    assert "kan niet gelezen worden" in refusal(file).message


def test_a_files_own_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    assert '"a[31m b.xml"' in refusal(tmp_path / "a\x1b[31m\u202e\nb.xml").message


def roll_or_refusal(folder: Path, content: bytes) -> None:
    """Reads `content`; anything but a roll or a `KioskError` fails the test by itself."""
    file = folder / "school.xml"
    file.write_bytes(content)
    try:
        roll = read_edexml(file)
    except KioskError:
        return
    assert roll.pupils
    assert all(pupil.key and pupil.given_name for pupil in roll.pupils)


SHORT = SAMPLE[: SAMPLE.index(b'<leerling key="L0004">')] + SAMPLE[SAMPLE.index(b'<leerling key="L0900">') :]
MARKUP = [
    b"<",
    b">",
    b"</",
    b"/>",
    b"&",
    b"&#0;",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"\xff",
    b"\x00",
    b'key="L0001"',
]
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_give_a_roll_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    roll_or_refusal(tmp_path, content)
    roll_or_refusal(tmp_path, b'<?xml version="1.0" encoding="' + content[:20] + b'"?><EDEX>' + content + b"</EDEX>")


@quick
@given(
    start=st.integers(0, len(SHORT)),
    gone=st.integers(0, 60),
    put=st.one_of(st.binary(max_size=8), st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    also=st.sampled_from([b"", *MARKUP]),
)
def test_a_damaged_sample_gives_a_roll_or_a_refusal(
    tmp_path: Path, start: int, gone: int, put: bytes, also: bytes
) -> None:
    roll_or_refusal(tmp_path, SHORT[:start] + put + also + SHORT[start + gone :])
