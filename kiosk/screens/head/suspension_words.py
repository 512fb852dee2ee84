"""A suspension in words: its days, its place in a list, what is asked before it is confirmed, and the whole to read."""

from dataclasses import dataclass
from datetime import date

from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import clock_time, counted
from kiosk.rules.suspension import (
    DUTY_NAMES,
    Duty,
    LastChance,
    Suspension,
    Task,
    next_task,
    objection_until,
    school_days,
    tasks,
)
from kiosk.screens.head.wording import day_in_list

EACH_DAY = "Elke dag thuis is een schorsing, ook een halve."


@dataclass(frozen=True)
class SuspensionWords:
    """What the words are made from: the school's calendar, names of staff by id, and today."""

    calendar: Calendar
    staff: dict[int, str]
    today: date

    def days(self, one: Suspension) -> str:
        """ "di 24 nov", "di 24 nov tot en met do 26 nov"."""
        first, last = self._day(one.first_day), self._day(one.last_day)
        return first if one.first_day == one.last_day else f"{first} tot en met {last}"

    def count(self, one: Suspension) -> str:
        """ "2 schooldagen"."""
        return counted(school_days(one, self.calendar), "schooldag", "schooldagen")

    def state(self, one: Suspension) -> str:
        """In a list: withdrawn, the next thing to do, at home until, or over."""
        if one.withdrawn_at:
            return "ingetrokken"
        task = next_task(one, self.calendar)
        if task:
            return f"nog: {DUTY_NAMES[task.duty]}"
        return f"terug {self._day(one.return_at.date())}" if self.today < one.return_at.date() else "klaar"

    def back(self, one: Suspension) -> str:
        """ "wo 25 nov, 8.30 uur"."""
        return f"{self._day(one.return_at.date())}, {clock_time(one.return_at)}"

    def objection(self, one: Suspension) -> str:
        """Until when parents can object, to whom."""
        until = self._day(objection_until(one, self.calendar))
        return f"Bezwaar bij het schoolbestuur kan tot en met {until}."

    def summary(self, one: Suspension) -> str:
        """What directie reads before it is confirmed: days, what has to be done by when, and the objection."""
        asked = tasks(one, self.calendar)
        due: dict[date, list[str]] = {}
        for task in asked:
            if task.duty is not Duty.RETURN_TALK:
                due.setdefault(task.due_on, []).append(DUTY_NAMES[task.duty])
        talk = next(each for each in asked if each.duty is Duty.RETURN_TALK)
        return "\n".join(
            (
                f"{self.count(one).capitalize()}: {self.days(one)}.",
                f"Terug op {self.back(one)}.",
                "",
                *(f"Op {self._day(day)} klaar: {', '.join(names)}." for day, names in due.items()),
                f"Op {self._day(talk.due_on)}: {DUTY_NAMES[talk.duty]}.",
                "",
                self.objection(one),
            )
        )

    def chance(self, one: Suspension) -> str:
        """What became of the last chance (par. 10)."""
        if one.last_chance is LastChance.HELD:
            return "Het herstelgesprek is gehouden."
        what = "kon niet" if one.last_chance is LastChance.IMPOSSIBLE else "stond nog open; de directie week af"
        return f"Het herstelgesprek {what}: {one.last_chance_why}"

    def story(self, one: Suspension) -> str:
        """The whole decision, to read."""
        told = [
            f"{self.count(one).capitalize()}: {self.days(one)}",
            f"Terug op {self.back(one)}",
            self.objection(one),
            "",
            f"Reden:\n{one.reason}",
            "",
            f"Laatste kans:\n{self.chance(one)}",
            "",
            f"Gehoord: {one.heard}, {self._day(one.heard_on)}",
            f"Schoolwerk: {one.schoolwork}",
            f"Contact: {one.contact}",
        ]
        done = [(each.duty, each.done) for each in tasks(one, self.calendar) if each.done]
        if done:
            told.append("")
        told += [
            f"{DUTY_NAMES[duty].capitalize()}: {self._day(each.done_on)}, {self._staff(each.by)}"
            + (f". {each.note}" if each.note else "")
            for duty, each in done
        ]
        told += ["", f"Besloten door {self._staff(one.decided_by)}, {self._day(one.decided_at.date())}."]
        if one.withdrawn_at:
            by = self._staff(one.withdrawn_by)
            told += ["", f"Ingetrokken {self._day(one.withdrawn_at.date())}, {by}:\n{one.withdrawn_why}"]
        return "\n".join(told)

    def task_state(self, task: Task) -> str:
        """By name and date once it is done, else until when it is to be done."""
        if task.done:
            return f"gedaan {self._day(task.done.done_on)}, {self._staff(task.done.by)}"
        if task.due_on < self.today:
            return f"moest {self._day(task.due_on)}"
        return "vandaag" if task.due_on == self.today else self._day(task.due_on)

    def _day(self, day: date) -> str:
        return day_in_list(day, self.today)

    def _staff(self, staff_id: int | None) -> str:
        return self.staff.get(staff_id or 0, "iemand")
