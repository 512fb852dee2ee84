"""Before parents read it: each name of another child, its sentence, and an adult who decides."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.db import answers
from kiosk.db.store import Store
from kiosk.rules.answer import Words
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.masking import MaskingScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, issue, talk
from tests.screens.teacher.today_screen import AtToday, at_today

TEXT = "Ik stond op het plein. Toen pakte Zofia mijn bal. Floors jas was ook weg, en zofia lachte."


def told(text: str) -> Callable[[Store], None]:
    """A form to print on which every answer is `text`."""

    def prepare(store: Store) -> None:
        form = issue(store).form
        questions = store.settings.policy.questions
        said = {1: text}
        words = [Words(form.id, one.number, one.text, said.get(one.number, "Niks."), 1) for one in questions]
        answers.hand_in(store, form.id, words)
        talk(store, form)

    return prepare


@asynccontextmanager
async def at_the_names(
    school: School, folder: Path, text: str = TEXT, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[AtToday]:
    """The names on the paper, on the way to a stick in `folder`."""
    async with at_today(school, told(text), size=size) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("enter")  # a stick: there is no printer
        await here.until(MaskingScreen)
        yield here


@pytest.fixture(autouse=True)
def no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    stick = tmp_path / "s"
    stick.mkdir()
    return stick


async def paper(here: AtToday, stick: Path) -> str:
    """Save on the stick, and read what is on the paper."""
    await here.paste(str(stick))
    await here.press("enter")
    await here.until(ConfirmDialog)
    (saved,) = stick.iterdir()
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(saved.read_bytes())).pages)
    return " ".join(read.split())


async def test_every_name_is_listed_with_its_sentence_and_masked_by_itself(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        assert "Ouders lezen dit papier. Deze namen staan erin." in here.says()
        assert here.rows() == [
            "● afschermen Toen pakte »Zofia« mijn bal. vraag 1",
            "● afschermen »Floors« jas was ook weg, en zofia lachte. vraag 1",
            "● afschermen …was ook weg, en »zofia« lachte. vraag 1",
        ]
        assert "Er staat:  Toen pakte Zofia mijn bal." in here.says()
        assert "Op papier: Toen pakte (naam) mijn bal." in here.says()
        assert "Dit kan zijn: Zofia " in here.says()
        await here.press("f8")
        text = await paper(here, no_printers)
        assert "Toen pakte (naam) mijn bal. (naam)'s jas was ook weg, en (naam) lachte." in text
        assert "Namen van andere kinderen laten we weg: daar staat (naam)." in text
        assert "Zofia" not in text


async def test_the_adult_decides_each(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("space")
        assert here.rows()[0].startswith("○ laten staan")
        assert "Afgeschermd: 2 van 3." in here.says()
        assert "Op papier: Toen pakte Zofia mijn bal." in here.says()
        await here.press("down", "space", "space")
        assert "Op papier: (naam)'s jas was ook weg, en (naam) lachte." in here.says()
        await here.press("f8")
        text = await paper(here, no_printers)
        assert "Toen pakte Zofia mijn bal. (naam)'s jas was ook weg, en (naam) lachte." in text


async def test_enter_goes_from_name_to_name_to_the_way_on_and_lets_none_stand(
    school: School, no_printers: Path
) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("enter", "enter", "enter")
        assert [row[0] for row in here.rows()] == ["●", "●", "●"]
        await here.press("enter")
        assert "In welke map van de stick?" in here.says()


async def test_one_key_treats_the_same_name_alike(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        states = [["○", "●", "○"], ["●", "●", "●"], ["○", "●", "○"]]
        for state in states:
            await here.press("a")
            assert [row[0] for row in here.rows()] == state
        await here.press("space", "a")  # this one was turned: the others follow
        assert [row[0] for row in here.rows()] == ["●", "●", "●"]


async def test_names_that_all_stay_leave_the_paper_as_it_was_written(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("a", "down", "space", "f8")
        text = await paper(here, no_printers)
        assert "Zofia mijn bal. Floors jas" in text
        assert "(naam)" not in text


async def test_the_store_keeps_every_word_and_a_reprint_asks_anew(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("space", "f8")
        await paper(here, no_printers)
        await here.press("enter")
        kept = answers.answers(here.store, actor(here.store, "Fenna"), 1)
        assert kept[0].said == TEXT
        await here.press("p", "up", "enter")
        await here.until_it_says("geen printer gevonden")
        await here.press("enter")
        await here.until(MaskingScreen)
        assert [row[0] for row in here.rows()] == ["●", "●", "●"]


async def test_escape_goes_one_step_back_and_what_was_decided_stays(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("space", "f8", "escape")  # from the folder back to the choice
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(MaskingScreen)
        assert [row[0] for row in here.rows()] == ["○", "●", "●"]
        await here.press("escape")
        await here.until(ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)


async def test_tab_and_enter_reach_the_way_on(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers) as here:
        await here.press("tab", "enter")
        assert "In welke map van de stick?" in here.says()


async def test_without_a_name_nothing_is_asked(school: School, no_printers: Path) -> None:
    async with at_today(school, told("Ik was boos op juf Zofia, bij een roos in het bos.")) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("enter")
        assert "In welke map van de stick?" in here.says()


async def test_a_paper_that_is_there_already_needs_no_masking(school: School, no_printers: Path) -> None:
    async with at_today(school, told(TEXT)) as here:
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        await here.until(ConfirmDialog)


async def test_a_bare_console_says_it_with_its_own_signs(
    school: School, no_printers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with at_the_names(school, no_printers) as here:
        await here.press("space")
        assert [row.split("Toen")[0].split("»")[0].strip() for row in here.rows()][:2] == [
            "[ ] laten staan",
            "[x] afschermen",
        ]


async def test_markup_in_an_answer_is_shown_and_never_obeyed(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers, "[@click=app.quit]Zofia[/x] [bold]riep.") as here:
        assert "[@click=app.quit]»Zofia«[/x] [bold]riep." in here.rows()[0]
        await here.press("f8")
        assert "[@click=app.quit](naam)[/x] [bold]riep." in await paper(here, no_printers)


async def test_many_names_in_a_long_answer_can_all_be_reached(school: School, no_printers: Path) -> None:
    async with at_the_names(school, no_printers, "Eerst Zofia. " * 60, size=(80, 24)) as here:
        assert len(here.rows()) == 60
        await here.press("end", "space")
        assert here.rows()[59].startswith("○ laten staan")
        assert "Afgeschermd: 59 van 60." in here.says()
