"""Every file that cannot be taken over ends in two Dutch sentences with the row or line, and in nothing else."""

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.exchange.pupil_rows import sheet_roll
from kiosk.exchange.pupil_sheet import Sheet
from kiosk.jobs.import_people import read_export
from kiosk.rules.roll import Roll

FILES = Path(__file__).parent / "files"
BROKEN = FILES / "broken"
SAMPLE = (FILES / "voorbeeldschool-leerlingen.csv").read_bytes()
HEADINGS = "Leerlingnummer;Roepnaam;Achternaam;Groep"

WORDS = {
    "aanhalingsteken-eet-rijen.csv": "heeft op regel 2 een aanhalingsteken dat niet goed sluit",
    "aanhalingsteken-open.csv": "heeft op regel 2 een aanhalingsteken dat niet goed sluit",
    "afgebroken-rij.csv": "heeft op regel 4 een ander aantal kolommen dan bovenaan",
    "afgebroken.xml": "is niet compleet",
    "alleen-koppen.csv": "heeft geen leerlingen",
    "ander.xml": "is geen EDEXML-bestand",
    "andere-scheiding.csv": "heeft geen regel met namen van kolommen",
    "bsn-als-nummer.csv": 'heeft burgerservicenummers onder "ID"',
    "datum-van-1899.csv": "heeft op regel 2 een datum als leerjaar",
    "dubbel-omgezet.csv": "heeft kapotte letters op regel 2",
    "excel-oud.csv": "is een Excel- of zipbestand",
    "excel.xlsx": "is een Excel- of zipbestand",
    "formules.csv": "heeft geen regel met namen van kolommen",
    "foto.csv": "is geen tekst",
    "gedicht.csv": "heeft geen regel met namen van kolommen",
    "groep-bestaat-niet.xml": "zet leerling L1 (regel 4) in groep G9, maar die groep staat er niet in",
    "groep-werd-datum.csv": "heeft op regel 2 een datum als groep",
    "kapotte-letters.xml": "heeft kapotte letters in een naam bij leerling L1 (regel 4)",
    "leeg.csv": "is leeg",
    "naam-zonder-komma.csv": "heeft op regel 2 een naam die niet te splitsen is",
    "niet-te-decoderen.csv": "heeft een codering van letters die niet te lezen is",
    "nul-teken.xml": "is geen goede XML: regel 2 klopt niet",
    "nul-tekens.csv": "is geen tekst: regel 4 klopt niet",
    "nummer-afgekort.csv": "heeft op regel 2 een nummer dat Excel heeft afgekort",
    "oude-letters-dos.csv": "heeft kapotte letters op regel 2",
    "soap-fout.xml": "is geen EDEXML-bestand",
    "te-lange-naam.csv": "heeft op regel 2 meer dan 100 tekens als roepnaam",
    "twee-met-een-nummer.csv": "heeft twee leerlingen met nummer L1: op regel 2 en regel 4",
    "twee-met-een-sleutel.xml": "heeft twee leerlingen met dezelfde sleutel (key): L1, op regel 4 en regel 5",
    "twee-scholen.xml": "heeft de gegevens van meer dan één school",
    "uitbreidende-entiteiten.xml": "is een webpagina of heeft een DOCTYPE",
    "utf16-zonder-merk.csv": "is geen tekst: regel 1 klopt niet",
    "verloren-letters.csv": "heeft kapotte letters op regel 2",
    "vreemd-bestand-erbij.xml": "is een webpagina of heeft een DOCTYPE",
    "webpagina.xml": "is een webpagina of heeft een DOCTYPE",
    "zonder-kolom-nummer.csv": "mist deze kolommen: Leerlingnummer",
    "zonder-koppen.csv": "heeft geen regel met namen van kolommen",
    "zonder-naam.csv": "heeft op regel 2 geen naam",
    "zonder-nummer-op-een-rij.csv": "heeft op regel 4 geen leerlingnummer",
    "zonder-sleutel.xml": "heeft een leerling zonder sleutel (key) op regel 4",
}


def read(path: Path) -> Roll:
    export = read_export(path)
    return sheet_roll(export, export.guess) if isinstance(export, Sheet) else export


def refusal(path: Path) -> str:
    with pytest.raises(KioskError) as caught:
        read(path)
    for sentence in (caught.value.message, caught.value.what_to_do):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert caught.value.message.startswith(f'Het bestand "{path.name}" ')
    return caught.value.message


def written(folder: Path, content: bytes | str, name: str = "lijst.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", sorted({*WORDS, *(path.name for path in BROKEN.iterdir())}))
def test_a_broken_file_is_refused_with_what_is_wrong_and_where(name: str) -> None:
    assert WORDS[name] in refusal(BROKEN / name)


@pytest.mark.parametrize(
    "name", ["Groep “Rood”", "De ‘Bijen’", "Nguyễn", "ÇELİK", "D’Ancona", "Łukasz", "Søren", "Ñuñez"]
)
def test_letters_of_every_language_and_a_typesetters_quotes_are_whole(tmp_path: Path, name: str) -> None:
    assert read(written(tmp_path, f"{HEADINGS}\nL1;{name};Wit;{name}\n")).pupils[0].given_name == name


def test_fifty_megabytes_are_refused_before_any_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opened"))
    assert "is groter dan 5 MB" in refusal(path)


def test_a_folder_a_fifo_a_device_and_no_file_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.csv")
    assert "is geen gewoon bestand" in refusal(tmp_path / "pijp.csv")
    assert "is geen gewoon bestand" in refusal(Path(os.devnull))
    assert "is een map" in refusal(tmp_path)
    assert "is er niet" in refusal(tmp_path / "weg.csv")


def test_a_cell_of_a_megabyte_is_refused_with_its_line(tmp_path: Path) -> None:
    cell = "a" * 1_000_000
    assert "op regel 2 een vakje met veel te veel tekst" in refusal(
        written(tmp_path, f"{HEADINGS}\nL1;{cell};Wit;3a\n")
    )
    assert "op regel 2 een vakje met veel te veel tekst" in refusal(
        written(tmp_path, f'{HEADINGS}\nL1;"{cell}\n{cell}";Wit;3a\n')
    )


TOO_MUCH = pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"{HEADINGS}\n{';' * 4_900_000}", "heeft op regel 2 meer dan 200 kolommen"),
        (f"{HEADINGS}\n" + "".join(f"{n};a;b;c\n" for n in range(20_001)), "heeft meer dan 20000 leerlingen"),
        ("<EDEX>" + "<a>" * 1000, "is geen EDEXML-bestand"),
        ("<EDEX><leerlingen>" + '<leerling key="1"/>' * 20_001, "heeft meer dan 20000 leerlingen"),
        (f"{HEADINGS}\n" + "\n" * 4_900_000, "heeft meer dan 20000 leerlingen"),
    ],
    ids=["columns", "rows", "nested", "elements", "empty lines"],
)


@TOO_MUCH
def test_a_file_within_five_megabytes_may_still_hold_too_much(tmp_path: Path, content: str, words: str) -> None:
    assert words in refusal(written(tmp_path, content))


@pytest.mark.long
@TOO_MUCH
def test_what_holds_too_much_does_not_fill_the_memory(tmp_path: Path, content: str, words: str) -> None:
    path = written(tmp_path, content)
    tracemalloc.start()
    try:
        assert words in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def roll_or_refusal(folder: Path, content: bytes) -> None:
    """Anything but a roll or a `KioskError` fails the test by itself."""
    try:
        roll = read(written(folder, content))
    except KioskError:
        return
    assert all(pupil.key and pupil.given_name for pupil in roll.pupils)
    assert len({pupil.key for pupil in roll.pupils}) == len(roll.pupils)
    assert {pupil.group_key for pupil in roll.pupils} - {None} <= {group.key for group in roll.groups}


SHORT = b"".join(SAMPLE.splitlines(keepends=True)[:6])
SIGNS = [b'"', b";", b"\r", b"\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n", b"=", b"\t", b"'", b"L0001", b"<"]
quick = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_give_a_roll_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    roll_or_refusal(tmp_path, content)
    roll_or_refusal(tmp_path, HEADINGS.encode() + b"\n" + content)


@quick
@given(
    start=st.integers(0, len(SHORT)),
    gone=st.integers(0, 60),
    put=st.one_of(st.binary(max_size=8), st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    also=st.sampled_from([b"", *SIGNS]),
)
def test_a_damaged_list_gives_a_roll_or_a_refusal(
    tmp_path: Path, start: int, gone: int, put: bytes, also: bytes
) -> None:
    roll_or_refusal(tmp_path, SHORT[:start] + put + also + SHORT[start + gone :])


@quick
@given(
    cells=st.lists(
        st.lists(st.text(max_size=12), min_size=4, max_size=4),
        max_size=5,
    )
)
def test_whatever_stands_in_the_cells_gives_a_roll_or_a_refusal(tmp_path: Path, cells: list[list[str]]) -> None:
    rows = "\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in cells)
    roll_or_refusal(tmp_path, f"{HEADINGS}\n{rows}".encode("utf-8", "replace"))
