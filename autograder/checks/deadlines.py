"""When work is due, what late work loses, and which exercises are extra: rules of an assignment, applied to a total.

What each check has earned stays as it is; the rules make of a student's sum what counts, and say why in sentences. They
are kept with the results and applied whenever these are read, so that a changed rule needs no program to be run.
"""

import math
from datetime import date, datetime, time
from typing import Any

import msgspec

from autograder.checks.results import Counted, StudentResult
from autograder.messages import Message

DAY, HOUR, MINUTE = 86400, 3600, 60
LAST_MINUTE = time(23, 59, 59)


class Rules(msgspec.Struct, frozen=True):
    """The rules of an assignment; moments are ISO 8601 with their zone, a share is in percent.

    >>> Rules(per_day=10, at_most=50).lost(3 * 86400 + 1)
    40.0
    """

    due: str = ""
    grace: float = 0.0  # seconds; who is late by no more than that is in time
    per_day: float = 0.0  # of what was earned, for each day begun
    at_most: float = 100.0
    days: float | None = None  # what comes later counts nothing
    extensions: dict[str, str] = {}  # of students, or of numbers of the roster's: until when
    bonus: tuple[str, ...] = ()  # exercises whose points come on top: they are not in what can be earned

    def lost(self, late: float) -> float:
        """The share that somebody loses who is late by so many seconds."""
        if late <= self.grace:
            return 0.0
        if self.days is not None and late > self.days * DAY + self.grace:
            return 100.0
        return min(100.0, self.at_most, self.per_day * math.ceil(late / DAY))


def count(student: StudentResult, rules: Rules, extension: str = "") -> Counted | None:
    """What a student's sum becomes by the rules; None where they say nothing.

    ``extension``: until when this student has time (ISO 8601 with its zone), if longer than the others; where there is
    no due date, it says nothing.
    """
    if rules == Rules():
        return None
    earned = math.fsum(one.points for one in student.exercises)
    extra = [one for one in student.exercises if one.exercise in rules.bonus]
    most = math.fsum(one.max_points for one in student.exercises) - math.fsum(one.max_points for one in extra)
    why: list[str] = [
        Message(
            "{exercise} is extra: its {points} points come on top.", exercise=one.exercise, points=f"{one.points:g}"
        )
        for one in extra
        if one.points
    ]
    due = max(rules.due, extension or rules.due, key=datetime.fromisoformat) if rules.due else ""
    late = 0.0
    if due and student.handed_in:
        late = max(0.0, (datetime.fromisoformat(student.handed_in) - datetime.fromisoformat(due)).total_seconds())
    share = rules.lost(late)
    taken = round(earned * share / 100, 2)
    why += say_late(rules, student, due, late, share)
    bonus = round(math.fsum(one.points for one in extra), 2)
    return Counted(round(earned - taken, 2), round(most, 2), due, late, share, taken, bonus, why)


def say_late(rules: Rules, student: StudentResult, due: str, late: float, share: float) -> list[str]:
    """Why something was taken off, or why not."""
    found: list[str] = []
    if due and due != rules.due:
        found.append(Message("Had time until {due}, by an extension.", due=told_moment(due)))
    harmful = bool(rules.per_day) or rules.days is not None
    if due and harmful and not student.handed_in and any(one.handed_in for one in student.exercises):
        found.append(Message("When it was handed in is not known, so nothing was taken off."))
    if not late:
        return found
    values = {"late": duration(late), "due": told_moment(due)}
    if late <= rules.grace:
        return [*found, Message("Handed in {late} after {due}, which still counts as in time.", **values)]
    if not share:
        return [*found, Message("Handed in {late} after {due}; nothing is taken off for that.", **values)]
    if rules.days is not None and late > rules.days * DAY + rules.grace:
        words = "Handed in {late} after {due}: more than {days} days late, so nothing counts."
        return [*found, Message(words, days=f"{rules.days:g}", **values)]
    words = "Handed in {late} after {due}: {share} % are taken off ({rule} % for each day begun, {most} % at most)."
    shares = {"share": f"{share:g}", "rule": f"{rules.per_day:g}", "most": f"{rules.at_most:g}"}
    return [*found, Message(words, **shares, **values)]


def parse_moment(value: Any) -> datetime | None:
    """A moment with its zone, of a date with or without a time, or a text of one; None for anything else.

    Without a zone it is this machine's; a date alone ends with its day.
    """
    if isinstance(value, str):
        try:
            text = value.strip()
            value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, LAST_MINUTE)
    if not isinstance(value, datetime):
        return None
    try:
        return value.astimezone() if value.tzinfo is None else value
    except (OverflowError, OSError, ValueError):
        return None


def told_moment(iso: str) -> str:
    """A moment for people, with its zone as it was written: ``2026-11-30 23:59 +01:00``."""
    return f"{iso[:10]} {iso[11:16]} {iso[19:] or 'UTC'}".replace("+00:00", "UTC")


def duration(seconds: float) -> str:
    """A time in its two largest units."""
    if seconds < MINUTE:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    if seconds < HOUR:
        return f"{seconds // MINUTE:.0f} min {seconds % MINUTE:.0f} s"
    if seconds < DAY:
        return f"{seconds // HOUR:.0f} h {seconds % HOUR // MINUTE:.0f} min"
    return f"{seconds // DAY:.0f} d {seconds % DAY // HOUR:.0f} h"
