"""The seal on what a child handed in: the log keeps a digest of the final texts, so that a later edit shows.

Answers are frozen in the store from hand-in; this finds who went round that. The digest is salted, and the salt lies
with the form: from the log alone nobody can guess a word, and once retention took the salt nobody can at all.
"""

import re
import secrets
from typing import Any

from kiosk.db.tables import Answer, Form, LogRow
from kiosk.rules.permissions import Action
from kiosk.vault import chain

_SEALED = re.compile(r"form (\d+) words ([0-9a-f]{64})")


def seal(form_id: int) -> str:
    """What the log says of a hand-in, with the digest of the texts as they stand; inside the deed's transaction."""
    salt = Form.get_by_id(form_id).salt
    if not salt:
        salt = secrets.token_hex(32)
        Form.update(salt=salt).where(Form.id == form_id).execute()
    return f"form {form_id} words {_digest(form_id, salt)}"


def first_edited() -> int | None:
    """The number of the oldest log row of a hand-in whose texts are no longer those that were handed in, or None.

    A form that was given back to add something is open until the next hand-in; one whose words retention took has
    nothing left to compare, and neither has one that was handed in before there were seals.
    """
    sealed: dict[int, tuple[int, str]] = {}
    row, about = LogRow, (Action.HAND_IN, Action.HAND_IN_FOR, Action.SEND_BACK)
    logged = row.select(row.seq, row.subject).where(row.action.in_(about)).order_by(row.seq)
    for seq, subject in logged.tuples().iterator():
        if found := _SEALED.fullmatch(subject):
            sealed[int(found[1])] = (seq, found[2])
        else:  # sent back
            sealed.pop(int(subject.split()[1]), None)
    kept: Any = Form.select(Form.id, Form.salt).where(Form.pupil.is_null(False))
    salts: dict[int, str | None] = dict(kept.tuples())
    edited = [
        seq
        for form_id, (seq, digest) in sealed.items()
        if form_id in salts and digest != _digest(form_id, salts[form_id] or "")
    ]
    return min(edited, default=None)


def _digest(form_id: int, salt: str) -> str:
    answer = Answer
    kept: Any = answer.select(answer.question, answer.asked_text, answer.text, answer.picks)
    texts = kept.where((answer.form == form_id) & (answer.rev > 0)).order_by(answer.question)
    return chain.link(salt, *(str(field) for row in texts.tuples() for field in row))
