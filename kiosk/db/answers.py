"""The pupil's words: opening a form with its code, saving, handing in.

No other pupil, no list and no count of forms comes along: what is not loaded cannot be shown.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.db import rows, tables
from kiosk.db.cipher import write_transaction
from kiosk.db.facts import add_fact
from kiosk.db.forms import read_form
from kiosk.db.logins import count_try, forget
from kiosk.db.seal import seal
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.answer import MAX_LENGTH, Pick, Words
from kiosk.rules.form import Fact, FactKind, Form
from kiosk.rules.form_order import check_next, first_word, no_earlier
from kiosk.rules.permissions import Action, Actor, pupil_with_code
from kiosk.rules.way import Way, is_young
from kiosk.text import clean

FIRST_CODE_WAIT = timedelta(seconds=30)

_IS_KEPT = tables.Answer.rev > 0


class NoCodeAnyMore(Refused):
    """The form is no longer the pupil's: handed in, taken in or made void. These words will never be kept."""


@dataclass(frozen=True)
class PupilForm:
    """What a pupil's screens may know: one given name, one form, this child's own words.

    `current` is the question that was open last (1 before the first word), `rev` the highest so far, `reason` why an
    adult gave the form back to add something ("" if nobody did); `way` is how the child answers, and `young` says
    whether its hints are the simple ones.
    """

    form_id: int
    given_name: str
    words: tuple[Words, ...]
    current: int
    rev: int
    reason: str
    way: Way = Way.TYPING
    young: bool = False

    @property
    def begun(self) -> bool:
        """Whether the child was here before: then the welcome is skipped."""
        return bool(self.words)


def open_with_code(store: Store, code: str) -> PupilForm:
    """The one form that this code opens today; the log keeps that it was opened.

    Raises `Refused` in the same words for every code that opens nothing, whether it ever existed or not; after five
    wrong codes there is a wait of half a minute, doubling.
    """
    with write_transaction(tables.database):
        count_try(store, "code", FIRST_CODE_WAIT)
    row = tables.Code.get_or_none((tables.Code.code == code) & (tables.Code.valid_on == store.clock().date()))
    if row is None:
        raise Refused("Deze code ken ik niet.", "Kijk nog eens op je briefje. Heb je al ingeleverd? Dan ben je klaar.")
    with store.act(pupil_with_code(row.form_id), Action.OPEN_WITH_CODE, form=row.form_id):
        forget("code")
    return pupil_form(store, row.form_id)


def pupil_form(_store: Store, form_id: int) -> PupilForm:
    """What the pupil's screens need of this form. Not checked: for who has just given or typed its code."""
    form = rows.load_form(form_id)
    words = words_of(form_id)
    newest = max(words, key=lambda one: one.rev, default=None)
    sent_back = form.last(FactKind.SENT_BACK)
    return PupilForm(
        form_id=form_id,
        given_name=rows.load_pupil(form.pupil_id).given_name if form.pupil_id is not None else "",
        words=words,
        current=newest.question if newest else 1,
        rev=newest.rev if newest else 0,
        reason=sent_back.note if sent_back else "",
        way=form.way,
        young=is_young(tables.Form.get_by_id(form_id).year_group),
    )


def write_down(store: Store, actor: Actor, form_id: int) -> PupilForm:
    """`actor` sits down with the child to type what it tells; the log keeps that they did.

    Raises `Refused` when the form is not theirs, or no longer waits for the child's words.
    """
    with store.act(actor, Action.WRITE_DOWN, form=form_id) as deed:
        if deed.about.way is not Way.TOGETHER:
            raise Refused("Dit kind antwoordt zelf.", "Kies eerst 'samen' bij de code van het kind.")
        check_next(deed.about, Fact(FactKind.HANDED_IN, deed.now), deed.now)
    return pupil_form(store, form_id)


def save_answer(store: Store, words: Words) -> None:
    """Keep what the pupil typed, unless something newer is already there.

    The one verb without a log row of its own; the first word is logged. Raises `NoCodeAnyMore` once the form was handed
    in or made void, and refuses nothing else: whatever the clock says, words are kept.
    """
    with write_transaction(tables.database):
        if not tables.Code.select().where(tables.Code.form == words.form_id).exists():
            raise NoCodeAnyMore("Dit formulier is al ingeleverd.", "Roep juf of meester.")
        _write(words, store.clock())
        if words.said and _no_word_yet(words.form_id) and first_word(rows.load_form(words.form_id), store.clock()):
            with store.act(pupil_with_code(words.form_id), Action.WRITE_FIRST_WORD, form=words.form_id) as deed:
                _add_first_word(deed.about, deed.now)


def hand_in(store: Store, form_id: int, words: Sequence[Words]) -> None:
    """The pupil hands in: the final texts of all questions and the fact, in one transaction. The code is gone after.

    A digest of the texts goes into the log.

    Raises `Refused`, with nothing changed, when the form was handed in already or when words are of another form.
    """
    if any(one.form_id != form_id for one in words):
        raise Refused("Deze woorden horen bij een ander formulier.", "Roep juf of meester.")
    with store.act(pupil_with_code(form_id), Action.HAND_IN, form=form_id) as deed:
        form = deed.about
        if any(one.said for one in words):
            form = _add_first_word(form, deed.now)
        at = no_earlier(form, FactKind.HANDED_IN, deed.now)
        add_fact(form, Fact(FactKind.HANDED_IN, at), at)
        for one in words:
            _write(one, deed.now)
        tables.Code.delete().where(tables.Code.form == form_id).execute()
        deed.subject = seal(form_id)


def hand_in_for(store: Store, actor: Actor, form_id: int, reason: str) -> None:
    """An adult hands in for a child that does not fill it in (who ran away, say), with a reason."""
    with store.act(actor, Action.HAND_IN_FOR, form=form_id) as deed:
        add_fact(deed.about, Fact(FactKind.HANDED_IN, deed.now, actor.staff_id, reason), deed.now)
        tables.Code.delete().where(tables.Code.form == form_id).execute()
        deed.subject = seal(form_id)


def answers(store: Store, actor: Actor, form_id: int) -> tuple[Words, ...]:
    """The answers of a form that `actor` may read, in order of question."""
    read_form(store, actor, form_id)
    return words_of(form_id)


def at_work(form: Form) -> tuple[int, datetime | None]:
    """The question that the child has open (0 before the first) and when it last wrote or went on; not a word of it.

    Asks nobody: for who has the form in hand.
    """
    answer = tables.Answer
    newest = answer.select().where((answer.form == form.id) & _IS_KEPT).order_by(answer.rev.desc()).first()
    return (newest.question, newest.saved_at) if newest else (0, None)


def words_of(form_id: int) -> tuple[Words, ...]:
    """The words of a form in order of question; for the readers of `db`, who asked permission."""
    answer = tables.Answer
    query = answer.select().where((answer.form == form_id) & _IS_KEPT).order_by(answer.question)
    return tuple(_words(row) for row in query)


def forget_leafing(form_id: int) -> None:
    """A child who wrote nothing only leafed through; now the form is another's, who begins anew.

    For a verb of `db`, inside its transaction. The rows stay (none is ever deleted) and count as none from then on.
    """
    answer = tables.Answer
    nothing = answer.update(text="", picks="[]", rev=0, typed_by=None, saved_at=None)
    nothing.where(answer.form == form_id).execute()


def _add_first_word(form: Form, now: datetime) -> Form:
    """`form` as it is when the pupil has written; inside a deed's transaction only."""
    begun = first_word(form, now)
    if begun is None:
        return form
    add_fact(form, begun, begun.at)
    return rows.load_form(form.id)


def _no_word_yet(form_id: int) -> bool:
    """Asked at every save, so one small question to the store instead of the whole form."""
    fact = tables.FormFact
    return not fact.select().where((fact.form == form_id) & (fact.kind == FactKind.FIRST_WORD)).exists()


def _words(row: Any) -> Words:
    picks = tuple(Pick(*pick) for pick in json.loads(row.picks))
    return Words(row.form_id, row.question, row.asked_text, row.text, row.rev, picks, row.typed_by_id)


def _write(words: Words, now: datetime) -> None:
    answer = tables.Answer
    mine = (answer.form == words.form_id) & (answer.question == words.question)
    asked, text = clean(words.asked_text), clean(words.text)[:MAX_LENGTH]
    picks = json.dumps([(pick.key, pick.strength, clean(pick.label)) for pick in words.picks], ensure_ascii=False)
    known = answer.get_or_none(mine)
    if known is None:
        answer.create(
            form=words.form_id,
            question=words.question,
            asked_text=asked,
            text=text,
            rev=words.rev,
            picks=picks,
            typed_by=words.typed_by,
            saved_at=now,
        )
    elif known.rev < words.rev:
        # Who only leafs through has typed nothing; an adult who typed part of an answer stays named until it is empty.
        unchanged = (known.text, known.picks) == (text, picks)
        typed_by = known.typed_by_id if unchanged else words.typed_by or (known.typed_by_id if words.said else None)
        changed = answer.update(text=text, rev=words.rev, picks=picks, typed_by=typed_by, saved_at=now)
        changed.where(answer.id == known.id).execute()
