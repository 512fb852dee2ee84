"""Every verb that begins a deed on something else than a form, as data: what the log says of it, and the deed."""

from collections.abc import Callable
from datetime import date

from kiosk import settings
from kiosk.db import (
    answers,
    backups,
    chosen_printer,
    clock_trust,
    corrections,
    enrolment,
    history,
    keys,
    letters,
    lines,
    logbook,
    logins,
    people,
    reports,
    restore,
    retention,
    roads,
    school,
    step_reviews,
    subject_access,
    tables,
)
from kiosk.rules.keys import Holding, SlotKind
from kiosk.rules.letters import About, LetterKind
from kiosk.rules.permissions import Role, command_line
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import Road, RoadRequest
from kiosk.vault.slots import make_slot, write_slots
from tests.db import expired, par11
from tests.db.school import SampleSchool, sample_roll, staff_of
from tests.locked import CHEAP

YEAR = "2026-2027"
FOUR_WORDS, TWELVE_WORDS = " ".join(["regen"] * 4), " ".join(["tafel"] * 12)


def write_road(school: SampleSchool) -> Road:
    texts = {"subject": "Ruzie om de bal", "people": "de hele groep"}
    request = RoadRequest(
        RoadKind.GROUP_TALK, school.clock.now, (school.pupils[0],), texts, evaluate_on=date(2026, 12, 7)
    )
    return roads.write_road(school.store, school.teacher, request)


def with_its_file(school: SampleSchool) -> int:
    """The school has the file of its settings, which a deed changes; there is no id to give."""
    policy = school.store.settings.policy
    settings.save_school(school.home, school.store.settings.school, policy.counting, policy.restart)
    return 0


def with_a_once_code(school: SampleSchool) -> int:
    """A colleague helped somebody; the id of who may take a new PIN."""
    logins.give_once_code(school.store, school.teacher, staff_of(school), "hash")
    return staff_of(school)


def with_a_leaver(school: SampleSchool) -> int:
    """Somebody left the school; their id."""
    gone = staff_of(school)
    people.staff_left(school.store, command_line(), gone)
    return gone


def with_openers(school: SampleSchool) -> str:
    """Three people open the kiosk with their words, and there is one sheet; the id of the first one's slot."""
    people_who_open = (school.head, school.counsellor, school.stranger)
    slots = [make_slot(school.store.key, SlotKind.OPENER, FOUR_WORDS, CHEAP) for _ in people_who_open]
    for slot, who in zip(slots, people_who_open, strict=True):
        tables.KeySlot.create(slot=slot.id, staff=who.staff_id, made_at=school.clock.now)
    write_slots(school.home.slots, [*slots, make_slot(school.store.key, SlotKind.SHEET, TWELVE_WORDS, CHEAP)])
    school.home.key.unlink()
    return slots[0].id


def step_to_look_back_on(school: SampleSchool) -> int:
    """A talk with a day to look back; the id of the step."""
    for _ in range(3):
        school.issue()
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gepraat.", evaluate_on=date(2026, 12, 7))
    return int(tables.StepTaken.get().id)


OTHER_DEEDS: dict[str, tuple[str, str, Callable[[SampleSchool], object]]] = {
    "forms.issue_form": ("issue", r"form \d+", lambda s: s.issue()),
    "answers.open_with_code": (
        "open_with_code",
        r"form \d+",
        lambda s: answers.open_with_code(s.store, tables.Code.get().code),
    ),
    "corrections.correct_pupil": (
        "correct",
        r"form \d+, pupil \d+, pupil \d+",
        lambda s: corrections.correct_pupil(s.store, s.teacher, tables.Form.get().id, s.pupils[1], "Fout."),
    ),
    "enrolment.apply_roll": ("import", "roll", lambda s: enrolment.apply_roll(s.store, command_line(), sample_roll())),
    "people.add_staff": (
        "manage_people",
        r"staff \d+",
        lambda s: people.add_staff(s.store, s.head, "Nieuwe", "van", "Meester"),
    ),
    "people.give_roles": (
        "manage_people",
        r"staff \d+",
        lambda s: people.give_roles(s.store, s.head, staff_of(s), [Role.ADMIN]),
    ),
    "people.give_roles_to_several": (
        "manage_people",
        r"staff \d+, staff \d+",
        lambda s: people.give_roles_to_several(
            s.store, s.head, {staff_of(s): [Role.ADMIN], s.host.staff_id or 0: [Role.TEACHER]}
        ),
    ),
    "people.give_groups": (
        "manage_people",
        r"staff \d+",
        lambda s: people.give_groups(s.store, s.head, staff_of(s), [s.group("MB1")]),
    ),
    "people.staff_left": (
        "manage_people",
        r"staff \d+",
        lambda s: people.staff_left(s.store, s.head, staff_of(s)),
    ),
    "people.choose_host": (
        "manage_people",
        r"group \d+",
        lambda s: people.choose_host(s.store, s.head, s.group("MB1"), s.group("MB2")),
    ),
    "people.choose_hosts": (
        "manage_people",
        r"group \d+, group \d+",
        lambda s: people.choose_hosts(s.store, s.head, {s.group("MB1"): s.group("MB2"), s.group("MB2"): None}),
    ),
    "logbook.open_log": ("read_log", "", lambda s: logbook.open_log(s.store, s.head)),
    "logins.set_pin": ("manage_people", r"staff \d+", lambda s: logins.set_pin(s.store, s.head, staff_of(s), "hash")),
    "logins.finish_login": ("log_in", r"staff \d+", lambda s: logins.finish_login(s.store, staff_of(s))),
    "logins.fail_login": ("fail_log_in", r"staff \d+ try 0", lambda s: logins.fail_login(s.store, staff_of(s))),
    "logins.fail_once_code": (
        "fail_log_in",
        r"staff \d+ code try 0",
        lambda s: logins.fail_once_code(s.store, staff_of(s)),
    ),
    "logins.give_once_code": (
        "reset_pin",
        r"staff \d+",
        lambda s: logins.give_once_code(s.store, s.teacher, staff_of(s), "hash"),
    ),
    "lines.take_step": (
        "close_step",
        r"pupil \d+",
        lambda s: lines.take_step(
            s.store, s.head, s.pupils[0], lines.line_of(s.store, s.pupils[0]).open_steps[0], "Gepraat."
        ),
    ),
    "lines.fresh_start": (
        "fresh_start",
        r"pupil \d+",
        lambda s: lines.fresh_start(s.store, s.head, s.pupils[0], "Het gaat goed."),
    ),
    "lines.deviate": (
        "deviate",
        r"pupil \d+",
        lambda s: lines.deviate(s.store, s.head, s.pupils[0], StepKind.PARENTS_TALK, "Onveilig."),
    ),
    "history.pupil_history": (
        "read_line",
        r"pupil \d+",
        lambda s: history.pupil_history(s.store, s.counsellor, s.pupils[0]),
    ),
    "subject_access.open_pupil_file": (
        "subject_access",
        r"pupil \d+",
        lambda s: subject_access.open_pupil_file(s.store, s.head, s.pupils[0]),
    ),
    "reports.open_register": (
        "write_register",
        f"register {YEAR}",
        lambda s: reports.open_register(s.store, s.head, YEAR),
    ),
    "reports.open_report": (
        "figures_without_names",
        f"report {YEAR}",
        lambda s: reports.open_report(s.store, s.head, YEAR),
    ),
    "chosen_printer.choose_printer": (
        "choose_printer",
        "printer",
        lambda s: chosen_printer.choose_printer(s.store, s.teacher, "kamer-van-Karin"),
    ),
    "chosen_printer.print_elsewhere": (
        "choose_printer",
        "printer",
        lambda s: chosen_printer.print_elsewhere(s.store, s.head),
    ),
    "school.change_logo": ("manage_school", "logo", lambda s: school.change_logo(s.store, s.head, b"een logo")),
    "letters.keep_letter": (
        "write_letter",
        r"letter \d+ pupil \d+",
        lambda s: letters.keep_letter(s.store, s.head, LetterKind.INVITATION, About(s.pupils[0]), "Komt u?"),
    ),
    "backups.make_backup": (
        "back_up",
        r"backup \d+-[0-9a-f]{16}",
        lambda s: backups.make_backup(s.store, command_line()),
    ),
    "restore.record_restore": ("restore", "store", lambda s: restore.record_restore(s.store, command_line())),
    "clock_trust.trust_clock": ("trust_clock", "clock", lambda s: clock_trust.trust_clock(s.store, s.head)),
    "roads.write_road": ("other_roads", r"road \d+", write_road),
    "roads.open_road": (
        "other_roads",
        r"road \d+ read",
        lambda s: roads.open_road(s.store, s.teacher, tables.Road.get().id),
    ),
    "roads.review_road": (
        "other_roads",
        r"road \d+ review \d+",
        lambda s: roads.review_road(s.store, s.teacher, tables.Road.get().id, "Beter."),
    ),
    "roads.void_road": (
        "other_roads",
        r"road \d+ voided",
        lambda s: roads.void_road(s.store, s.teacher, tables.Road.get().id, "dubbel"),
    ),
}
"""By verb: its action, what the log says it was about, the deed; in a school with a form, an open step and a road."""


PREPARED_DEEDS: dict[str, tuple[str, str, par11.Prepare, par11.Deed]] = par11.DEEDS | {
    "logins.take_new_pin": (
        "take_new_pin",
        r"staff \d+",
        with_a_once_code,
        lambda s, staff_id: logins.take_new_pin(s.store, staff_id, "hash"),
    ),
    "people.staff_back": (
        "manage_people",
        r"staff \d+",
        with_a_leaver,
        lambda s, staff_id: people.staff_back(s.store, s.head, staff_id),
    ),
    "letters.print_again": (
        "write_letter",
        r"letter \d+ pupil \d+ again",
        lambda s: letters.keep_letter(s.store, s.head, LetterKind.INVITATION, About(s.pupils[0]), "Komt u?").id,
        lambda s, letter_id: letters.print_again(s.store, s.head, letter_id),
    ),
    "backups.copy_backup": (
        "back_up",
        r"backup \d+-[0-9a-f]{16}",
        lambda s: backups.make_backup(s.store, command_line()).seq,
        lambda s, _: backups.copy_backup(
            s.store, command_line(), backups.backups_in(s.home.backups)[0], s.home.folder, rotate=False
        ),
    ),
    "step_reviews.open_evaluation": (
        "read_line",
        r"pupil \d+ step \d+",
        step_to_look_back_on,
        lambda s, step_id: step_reviews.open_evaluation(s.store, s.counsellor, step_id),
    ),
    "retention.apply_retention": (
        "apply_retention",
        r"forms \d+ pupils \d+ roads \d+",
        expired.something_past,
        lambda s, seen: retention.apply_retention(s.store, s.head, seen),
    ),
    "keys.add_opener": (
        "manage_keys",
        r"key staff \d+",
        with_openers,
        lambda s, _: keys.add_opener(s.store, s.head, staff_of(s), FOUR_WORDS),
    ),
    "keys.replace_holder": (
        "manage_keys",
        r"key staff \d+",
        with_openers,
        lambda s, slot_id: keys.replace_holder(s.store, s.head, slot_id, FOUR_WORDS),
    ),
    "keys.remove_opener": (
        "manage_keys",
        r"key staff \d+",
        with_openers,
        lambda s, slot_id: keys.remove_opener(s.store, s.head, slot_id),
    ),
    "keys.renew_key": (
        "manage_keys",
        "data key",
        lambda _: [keys.NewHolder(None, TWELVE_WORDS)] * 2,
        lambda s, sheets: keys.renew_key(s.store, s.head, Holding.HERE, sheets),
    ),
    "step_reviews.review_step": (
        "close_step",
        r"pupil \d+ step \d+",
        step_to_look_back_on,
        lambda s, step_id: step_reviews.review_step(s.store, s.head, step_id, "Goed."),
    ),
    "school.change_school": (
        "manage_calendar",
        "calendar",
        with_its_file,
        lambda s, _: school.change_school(s.store, s.head, school.Part.CALENDAR, closed=frozenset()),
    ),
}
"""By verb, as above, with what has to be before; what that gives goes to the deed."""
