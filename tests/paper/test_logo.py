"""The logo: real pictures only, made small and clean; on paper it moves nothing off the page."""

import io
import struct
import warnings
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from kiosk.errors import Refused
from kiosk.paper.form import TITLE, FormPage, form_pdf
from kiosk.paper.letter import letter_pdf
from kiosk.paper.logo import Logo, logo_to_print, make_logo, read_logo
from tests.paper.test_form import PAGE, answered
from tests.paper.test_letter import SIGNED, TODAY, letter

SQUARE, WIDE, TALL = (800, 800), (900, 200), (60, 900)


def picture(size: tuple[int, int] = (300, 100), mode: str = "RGB", kind: str = "PNG", **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, more.pop("color", 0)).save(made, kind, **more)
    return made.getvalue()


def opened(logo: Logo) -> Image.Image:
    return Image.open(io.BytesIO(logo.png))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "PNG") for mode in ("RGB", "RGBA", "P", "L", "LA", "1", "I;16")),
        *((m, "JPEG") for m in ("RGB", "L", "CMYK")),
    ],
)
def test_every_kind_of_png_and_jpeg_gives_one_kind_of_picture(mode: str, kind: str) -> None:
    logo = make_logo(picture(mode=mode, kind=kind))
    assert (opened(logo).format, opened(logo).mode, opened(logo).size) == ("PNG", "RGB", (300, 100))
    assert (logo.width, logo.height) == (300, 100)


def test_a_large_one_is_kept_as_large_as_print_needs_in_its_own_shape() -> None:
    assert opened(make_logo(picture((4000, 4000)))).size == (216, 216)
    assert opened(make_logo(picture((3600, 900)))).size == (720, 180)


def test_see_through_becomes_white_and_a_photo_stands_upright_without_what_the_camera_wrote() -> None:
    clear = opened(make_logo(picture((20, 20), "RGBA", color=(200, 0, 0, 0))))
    assert clear.getpixel((5, 5)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera van juf Fenna"  # turned a quarter; who made it
    logo = make_logo(picture((300, 100), kind="JPEG", exif=exif))
    assert (logo.width, logo.height) == (72, 216)
    assert b"Fenna" not in logo.png


def header(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and then ends."""

    def chunk(name: bytes, content: bytes) -> bytes:
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", about) + chunk(b"IDAT", zlib.compress(b"0"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "geen goed plaatje"),
        (b"%PDF-1.4", "geen goed plaatje"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "geen goed plaatje"),
        (picture(kind="GIF", mode="P"), "geen goed plaatje"),
        (picture((4001, 20)), "groter dan 4000"),
        (header(30_000, 30_000), "groter dan 4000"),  # a bomb: 2.7 GB in memory, and Pillow's own refusal
        (header(12_000, 9_000), "groter dan 4000"),  # of which Pillow only warns
        (header(300, 300), "geen goed plaatje"),
        (picture((15, 300)), "te klein"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as told:
        make_logo(content)
    assert told.value.what_to_do


def test_the_warnings_of_the_other_threads_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs on a thread: what it would put back afterwards is not its own."""
    filters, seen, real = warnings.filters, [], Image.open

    def look(*about: Any, **more: Any) -> Any:
        seen.append(warnings.filters is filters)
        return real(*about, **more)

    monkeypatch.setattr(Image, "open", look)
    make_logo(picture())
    assert seen == [True]


@given(st.sampled_from([picture((40, 30)), picture((40, 30), kind="JPEG")]), st.data())
def test_a_picture_that_is_cut_off_or_damaged_is_refused_or_prints(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, max(len(broken) - 1, 0)), max_size=4)):
        if broken:
            broken[place] ^= data.draw(st.integers(1, 255))
    try:
        logo = make_logo(bytes(broken))
    except Refused:
        return
    assert opened(logo).size == (logo.width, logo.height)


def test_a_broken_file_prints_without_and_is_told_to_who_asks(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    assert read_logo(file) is logo_to_print(file) is None
    file.write_bytes(picture()[:60])
    assert logo_to_print(file) is None
    with pytest.raises(Refused):
        read_logo(file)
    file.write_bytes(bytes(1_000_001))
    with pytest.raises(Refused, match="te groot"):
        read_logo(file)


# -- on paper ----------------------------------------------------------------------------------------------------------


def sheets(pdf: bytes) -> list[Any]:
    return list(PdfReader(io.BytesIO(pdf)).pages)


def text_at(page: Any) -> dict[str, float]:
    """How high each piece of text stands, in points from the foot of the page."""
    found: dict[str, float] = {}
    page.extract_text(visitor_text=lambda text, _cm, place, *_: found.setdefault(text.strip(), place[5]))
    return found


def drawn(page: Any) -> list[tuple[float, float, float, float]]:
    """The x, y, width and height in millimetres of the pictures on a page, from its left foot."""
    found: list[tuple[float, float, float, float]] = []

    def look(operator: bytes, _operands: Any, now: list[float], _text: list[float]) -> None:
        if operator == b"Do":
            x, y, width, height = (round(now[part] * 25.4 / 72, 1) for part in (4, 5, 0, 3))
            found.append((x, y, width, height))

    page.extract_text(visitor_operand_before=look)
    return found


@pytest.mark.parametrize("name", ["Zoë van der Berg", "Łukasz Nguyễn"], ids=["Atkinson", "DejaVu"])
@pytest.mark.parametrize("size", [SQUARE, WIDE, TALL])
def test_on_the_form_it_takes_no_more_than_the_bar_code_does_and_nothing_moves(
    size: tuple[int, int], name: str
) -> None:
    plain: FormPage = replace(PAGE, name=name)
    (without,), (with_logo,) = sheets(form_pdf(plain)), sheets(form_pdf(replace(plain, logo=make_logo(picture(size)))))
    ((x, y, width, height),) = drawn(with_logo)
    assert x == 18.0
    assert width <= 30
    assert height <= 18
    assert round(width / height, 1) == pytest.approx(round(size[0] / size[1], 1), abs=0.2)
    assert 297 - y - height == pytest.approx(15, abs=0.2)
    before, after = text_at(without), text_at(with_logo)
    moved = {text for text in before if before[text] != after[text]} - {TITLE, ""}
    assert moved == set()


def test_a_form_that_just_fits_still_fits_and_a_long_one_keeps_every_word() -> None:
    long = answered(*(["Ik weet het niet meer zo goed, het ging heel snel. " * 12] * 8))
    for page in (PAGE, long):
        with_logo = replace(page, logo=make_logo(picture(SQUARE)))
        assert len(sheets(form_pdf(with_logo))) == len(sheets(form_pdf(page)))


@pytest.mark.parametrize("size", [SQUARE, WIDE, TALL])
def test_on_a_letter_it_stands_beside_who_sends_it_and_above_the_line(size: tuple[int, int]) -> None:
    (page,) = sheets(letter_pdf(letter(SIGNED), TODAY, make_logo(picture(size))))
    ((x, y, width, height),) = drawn(page)
    assert x + width == pytest.approx(192, abs=0.2)
    assert width <= 60
    assert height <= 18
    assert y * 72 / 25.4 > text_at(page)["Lelystad, maandag 23 november 2026"]
