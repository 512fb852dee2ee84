"""The bar code, read back from the rendered page by a reader that nobody here wrote."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.paper.form import form_pdf
from kiosk.rules.number import make_number, read_number
from tests.paper.test_form import PAGE


@pytest.mark.system("pdftoppm", "zbarimg")
@pytest.mark.parametrize("serial", [1, 42, 9999])
def test_a_scanner_reads_the_number_from_the_page(serial: int, tmp_path: Path) -> None:
    number = make_number("042", "2026-2027", serial)
    (tmp_path / "form.pdf").write_bytes(form_pdf(replace(PAGE, number=number)))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "form.pdf", "page"], cwd=tmp_path, check=True)
    (picture,) = tmp_path.glob("page*.png")
    said = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert read_number(said, "042") == number
