"""An assignment: which exercises of a course are in it, and what each counts. ``assignment.toml`` says so.

The file stands at the top of the course, and an instructor edits it::

    name = "processes"                     # how gradebooks and folders call it
    title = "Processes and process pools"

    [exercises]                            # in this order, each with its weight
    01_process_target = 1
    02_process_subclass = 2

    [points.02_process_subclass]           # other points for some checks (optional)
    test_name_is_kept = 5

    [late]                                 # optional, as are due and bonus = ["02_process_subclass"] at the top
    percent_per_day = 10                   # with percent_at_most, days_at_most, grace_minutes

    [extensions]                           # of students, by name or by a number of the roster's
    ada = 2026-12-07T23:59:00

A check counts its own points (``@pytest.mark.points``), or those given here, times the exercise's weight.
"""

import math
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, Self

import msgspec

from autograder.checks.course import Course, Exercise, pick
from autograder.checks.deadlines import Rules, parse_moment
from autograder.checks.session import checks_of
from autograder.errors import UsageError

ASSIGNMENT_FILE = "assignment.toml"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # what gradebooks and folders on every system can bear
SETTINGS = ("name", "title", "due", "bonus", "exercises", "points", "late", "extensions")
LATE = ("grace_minutes", "percent_per_day", "percent_at_most", "days_at_most")


class AssignmentFile:
    """The text of ``assignment.toml``; complains of an entry by file, line and key."""

    def __init__(self, path: Path) -> None:
        """Read and parse; raises :class:`UsageError`."""
        self.path = path
        try:
            self.lines = path.read_text(encoding="utf-8-sig").split("\n")
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path} is not UTF-8 text. Save it as UTF-8 in your editor.") from error
        self.table = self.parse()

    def parse(self) -> dict[str, Any]:
        """The whole file as a table."""
        try:
            return tomllib.loads("\n".join(self.lines))
        except tomllib.TOMLDecodeError as error:
            number = self.line_after(lambda table: True)
            line = self.lines[number - 1].strip()
            reason = str(error).partition(" (at ")[0]
            words = f"{line!r} stands here a second time" if is_toml(line) else f"{line!r} cannot be read: {reason}"
            raise UsageError(f"{self.path}, line {number}: {words}.") from error

    def line_after(self, holds: Callable[[dict[str, Any]], bool]) -> int:
        """The number of the line after the longest beginning of the file that is TOML and fulfils a condition.

        So the place of a key is known without a parser of our own: every beginning that ends before
        it is TOML without that key, and none that ends in it or after it is.
        """
        for number in reversed(range(len(self.lines) + 1)):
            beginning = "\n".join(self.lines[:number])
            if is_toml(beginning) and holds(tomllib.loads(beginning)):
                return min(number + 1, len(self.lines))
        raise AssertionError("an empty file is TOML")

    def complain(self, keys: tuple[str, ...], sentence: str) -> NoReturn:
        """Raise :class:`UsageError` about the entry with these keys, one in the other."""
        number = self.line_after(lambda table: not has_keys(table, keys))
        raise UsageError(f"{self.path}, line {number}: {'.'.join(keys)}: {sentence}")

    def section(self, *keys: str) -> dict[str, Any]:
        """A table of the file; an empty one where it is not there."""
        found: Any = self.table
        for key in keys:
            found = found.get(key, {})
        if not isinstance(found, dict):
            self.complain(keys, f"this must be a table: a line [{'.'.join(keys)}], and its entries below it.")
        return found

    def text(self, key: str) -> str:
        """A text that must be there."""
        if key not in self.table:
            raise UsageError(f'{self.path}: {key} is missing. Put a line {key} = "…" at the top.')
        if not isinstance(self.table[key], str) or not self.table[key].strip():
            self.complain((key,), "this must be a text in quotes, and not an empty one.")
        return str(self.table[key])

    def number(self, *keys: str) -> float:
        """A number that is not negative."""
        value = self.section(*keys[:-1])[keys[-1]]
        try:
            number = msgspec.convert(value, float)
        except msgspec.ValidationError:
            self.complain(keys, f"this must be a number, and is {value!r}.")
        if not math.isfinite(number) or number < 0:
            self.complain(keys, f"this must be a number from 0 upward, and is {value}.")
        return number


@dataclass(frozen=True)
class Assignment:
    """The exercises of an assignment, in its order, each with the weight and points that count in it."""

    path: Path
    name: str
    title: str
    exercises: tuple[Exercise, ...]
    rules: Rules = Rules()  # noqa: RUF009  # it is frozen

    @classmethod
    def load(cls, path: Path, course: Course) -> Self:
        """Read a file and hold it against the course; raises :class:`UsageError` with file, line and key."""
        file = AssignmentFile(path)
        for key in file.table:
            if key not in SETTINGS:
                file.complain((key,), f"there is no such setting; there are {', '.join(SETTINGS)}.")
        name, title = file.text("name"), file.text("title")
        if not NAME.fullmatch(name):
            file.complain(("name",), "only letters, digits, - and _ can be in it, and a letter or digit comes first.")
        if file.table.get("exercises") == {}:
            file.complain(("exercises",), "no exercise is named below this line. Each has a line there: name = weight.")
        if not file.section("exercises"):
            raise UsageError(f"{path}: no exercise is in the assignment. Name them below a line [exercises].")
        known = {exercise.name: exercise for exercise in course.exercises}
        for key in file.section("exercises"):
            if key not in known:
                file.complain(("exercises", key), f"the course has no such exercise. It has: {', '.join(known)}.")
        for key in file.section("points"):
            if key not in file.section("exercises"):
                file.complain(("points", key), "this exercise is not in the assignment. Name it below [exercises].")
        chosen = [known[key] for key in file.section("exercises")]
        return cls(path, name, title, tuple(weigh(file, exercise) for exercise in chosen), read_rules(file))

    @classmethod
    def of(cls, course: Course) -> Self | None:
        """The assignment in the course's own ``assignment.toml``; ``None`` when there is no such file."""
        path = course.root / ASSIGNMENT_FILE
        return cls.load(path, course) if path.is_file() else None

    @classmethod
    def counted(cls, course: Course, exercises: Iterable[Exercise]) -> list[Exercise]:
        """Exercises as the course's own assignment counts them, if it has one and they are in it."""
        assignment = cls.of(course)
        known = {one.name: one for one in assignment.exercises} if assignment else {}
        return [known.get(one.name, one) for one in exercises]

    def pick(self, names: Iterable[str]) -> tuple[Exercise, ...]:
        """The exercises with these names, all for none; raises :class:`UsageError` for one that is not in it."""
        return pick(self.exercises, names, f"The assignment ({self.path})")


def weigh(file: AssignmentFile, exercise: Exercise) -> Exercise:
    """An exercise with the weight and the points that the file gives it."""
    weight = file.number("exercises", exercise.name)
    given = file.section("points", exercise.name)
    if not given:
        return replace(exercise, weight=weight)
    checks = [check.name for check in checks_of(exercise)]
    for key in given:
        if key not in checks:
            file.complain(
                ("points", exercise.name, key), f"the exercise has no such check. It has: {', '.join(checks)}."
            )
    points = {key: file.number("points", exercise.name, key) for key in given}
    return replace(exercise, weight=weight, points=points)


def read_rules(file: AssignmentFile) -> Rules:
    """What the file says of dates, late work and extra exercises."""
    for key in file.section("late"):
        if key not in LATE:
            file.complain(("late", key), f"there is no such setting; there are {', '.join(LATE)}.")
    late = {key: file.number("late", key) for key in file.section("late")}
    if late.get("percent_per_day", 0) > 100:
        file.complain(("late", "percent_per_day"), "this must be a number from 0 to 100.")
    due = read_moment(file, "due") if "due" in file.table else ""
    if (late or file.section("extensions")) and not due:
        file.complain(("late",) if late else ("extensions",), "there is no due date. Put a line due = … at the top.")
    return Rules(
        due=due,
        grace=60 * late.get("grace_minutes", 0.0),
        per_day=late.get("percent_per_day", 0.0),
        at_most=late.get("percent_at_most", 100.0),
        days=late.get("days_at_most"),
        extensions={key: read_moment(file, "extensions", key) for key in file.section("extensions")},
        bonus=read_bonus(file),
    )


def read_moment(file: AssignmentFile, *keys: str) -> str:
    """A moment with its zone; without one, this machine's clock is meant."""
    moment = parse_moment(file.section(*keys[:-1])[keys[-1]])
    if moment is None:
        file.complain(
            keys, "this must be a date, such as 2026-11-30T23:59:00, or with a zone 2026-11-30T23:59:00+01:00."
        )
    return moment.isoformat()


def read_bonus(file: AssignmentFile) -> tuple[str, ...]:
    """The exercises whose points come on top."""
    names = file.table.get("bonus", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        file.complain(("bonus",), 'this must be a list of exercises: bonus = ["NN_topic"].')
    for name in names:
        if name not in file.section("exercises"):
            file.complain(("bonus",), f"{name!r} is not in the assignment. Name it below [exercises].")
    return tuple(names)


def is_toml(text: str) -> bool:
    """Whether a text is TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def has_keys(table: Any, keys: tuple[str, ...]) -> bool:
    """Whether a table has these keys, one in the other."""
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
