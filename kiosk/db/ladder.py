"""The school's ladder: what another one would change on the pupils' lines, and the change itself."""

from kiosk.db import rows
from kiosk.db.candidates import may_have_open_steps
from kiosk.db.lines import facts_of
from kiosk.db.school import Part, change_school
from kiosk.db.store import Store
from kiosk.rules.calendar import school_year
from kiosk.rules.ladder_change import if_ladder
from kiosk.rules.people import name_order
from kiosk.rules.permissions import Action, Actor, reach, require
from kiosk.rules.policy import Policy
from kiosk.rules.policy_change import PupilChange, changed_in


def ladder_changes(store: Store, actor: Actor, new: Policy) -> list[PupilChange]:
    """The pupils of whom a step would open, lapse, or lose or regain its ground under `new`; in the order of a list.

    For who manages the policy, else `Refused`. Only who sees escalations reads which pupils: beheer sees no forms.
    """
    require(actor, Action.MANAGE_POLICY)
    policy, today = store.settings.policy, store.clock().date()
    year = school_year(today)
    new = changed_in(policy, new, year)
    facts = facts_of(may_have_open_steps(policy, today) | may_have_open_steps(new, today))
    changes = {pupil_id: if_ladder(*its, policy, new, year) for pupil_id, its in facts.items()}
    changes = {pupil_id: change for pupil_id, change in changes.items() if change.touches_steps}
    if not reach(actor, Action.SEE_ESCALATIONS):
        return [PupilChange(change) for change in changes.values()]
    pupils = rows.load_pupils_of(changes)
    return [PupilChange(changes[one.id], one) for one in sorted(pupils.values(), key=name_order)]


def change_ladder(store: Store, actor: Actor, new: Policy) -> None:
    """The school's ladder is that of `new` from now on: in its file, and in `store.settings` at once.

    `Refused` for who does not manage the policy; another `KioskError` when the file or the log cannot be written, and
    then nothing was changed. Steps that were taken stand, and earlier school years keep the ladder that they had.
    """
    year = school_year(store.clock().date())
    change_school(store, actor, Part.LADDER, policy=changed_in(store.settings.policy, new, year))
