"""A walk past every screen that a pupil can see, in each of the three ways, for whoever wants to look at them."""

from collections.abc import AsyncIterator

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import answers, facts, forms
from kiosk.rules.way import Part, Way
from kiosk.screens.crash import CrashScreen
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.pages import first_screen
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.question_page import QuestionPage
from tests.school import actor, hand_in, issue
from tests.screens.under_pilot import wait_until

WORDS = "op het plein. Toen pakte ik de bal af."
"""What a child types behind a sentence starter."""


async def past_every_screen(pilot: Pilot[None], app: KioskApp, way: Way, pupil: int = 0) -> AsyncIterator[str]:
    """Yields the name of each screen while it stands there, from the code to start again."""
    store = app.desk.store
    fenna = actor(store, "Fenna")
    form = issue(store, pupil=pupil).form
    forms.choose_way(store, fenna, form.id, way)
    if way is Way.TOGETHER:
        await app.push_screen(first_screen(app.desk, answers.pupil_form(store, form.id)))
        await pilot.pause()
        yield "wachten op een groot mens"
        await pilot.press("escape")
    await app.push_screen(first_screen(app.desk, answers.pupil_form(store, form.id), fenna))
    await pilot.pause()
    yield "rustig worden"
    await pilot.press("enter")
    await pilot.pause()
    yield "welkom"
    await pilot.press("enter")
    await pilot.pause()
    async for name in _past_the_questions(pilot, app):
        yield name
    yield "teruglezen"
    await pilot.press("f8")
    await pilot.pause()
    await wait_until(pilot, lambda: app.screen.focused)
    yield "inleveren"
    await pilot.press("enter")
    await pilot.pause()
    await wait_until(pilot, lambda: app.screen.focused)
    yield "klaar"
    await pilot.press("enter")
    await pilot.pause()
    yield "start"


async def _past_the_questions(pilot: Pilot[None], app: KioskApp) -> AsyncIterator[str]:
    """Every question: empty, answered, and once with help over it."""
    while isinstance(page := app.screen, QuestionPage):
        number, part = page.stop.number, page.stop.part
        yield f"vraag {number} {part} leeg"
        if part is Part.WORDS:
            await pilot.press("f3")
            page.query_one(AnswerArea).insert(WORDS)
        else:
            await pilot.press("down", "enter", "right", "enter", "enter")
            if number == 1:
                await pilot.press("end", "left", "enter")  # iets anders: the field comes too
        app.desk.flush()
        await pilot.pause()
        yield f"vraag {number} {part} ingevuld"
        if number == 1:
            page.query_one("#key-f2").focus()
            await pilot.pause()
            yield f"vraag {number} {part} met een knop gekozen"
            page.show_saved(False)
            await pilot.pause()
            yield f"vraag {number} {part} als bewaren niet lukt"
            page.show_saved(True)
            await pilot.press("f1")
            await pilot.pause()
            yield "hulp"
            await pilot.press("f1")
        await pilot.press("f8")
        await pilot.pause()


async def past_the_rare_ones(pilot: Pilot[None], app: KioskApp) -> AsyncIterator[str]:
    """What few children see: a form that was given back, a question skipped, a cover, a crash, who helps."""
    store = app.desk.store
    fenna = actor(store, "Fenna")
    form = issue(store).form
    await app.push_screen(first_screen(app.desk, answers.pupil_form(store, form.id)))
    await pilot.press("enter", "enter", "f8")
    await pilot.pause()
    yield "een vraag overgeslagen"
    await app.back_to_start(PupilScreen.PAUSE)
    await pilot.pause()
    yield "even pauze"
    await app.push_screen(first_screen(app.desk, answers.pupil_form(store, form.id)))
    await pilot.pause()
    yield "welkom terug"
    await app.back_to_start()
    hand_in(store, form)
    facts.send_back(store, fenna, form.id, "Vertel nog wat er daarna gebeurde.")
    await app.push_screen(first_screen(app.desk, answers.pupil_form(store, form.id)))
    await pilot.pause()
    yield "teruggegeven"
    await pilot.press("enter")
    await pilot.pause()
    yield "teruglezen na teruggeven"
    await app.back_to_start()
    await pilot.press("f1")
    await pilot.pause()
    yield "wie kan mij helpen"
    await pilot.press("escape", *"000000")
    await pilot.pause()
    yield "verkeerde code"
    await pilot.press(*"000000" * 5)
    await pilot.pause()
    yield "te vaak een verkeerde code"
    await app.push_screen(CrashScreen(app.desk, "Even opnieuw. Alles wat je schreef is bewaard."))
    await pilot.pause()
    yield "even opnieuw"
