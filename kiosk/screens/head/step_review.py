"""Looking back on a step that directie took."""

from functools import partial
from typing import Any

from kiosk.db import step_reviews
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.step_review import StepEvaluation
from kiosk.screens.base import KioskScreen
from kiosk.screens.head.wording import HEAD_DECIDES, day_in_list
from kiosk.screens.look_back import LookBackScreen, Record


async def look_back_on_step(screen: KioskScreen[Any], actor: Actor, pupil: Pupil, evaluation: StepEvaluation) -> bool:
    """Read what came of a step, and look back on it; IB reads. True when a look back was kept. In a worker."""
    store, today = screen.desk.store, screen.desk.clock().date()
    evaluation = step_reviews.open_evaluation(store, actor, evaluation.step_id)
    decides = bool(reach(actor, Action.CLOSE_STEP))
    keep = partial(step_reviews.review_step, store, actor, evaluation.step_id) if decides else None
    story = f"Gedaan op {day_in_list(evaluation.done_at.date(), today)}:\n{evaluation.outcome}"
    record = Record(
        f"{pupil.name} · {STEP_NAMES[evaluation.kind]}",
        story if decides else f"{story}\n\n{HEAD_DECIDES}",
        keep,
        "Wat lukt, wat nog niet, en wat helpt.",
    )
    kept: bool | None = await screen.app.push_screen_wait(LookBackScreen(screen.desk, actor, record))
    return bool(kept)
