"""assignment.toml: what it can say, and how each bad entry is told."""

from pathlib import Path

import pytest

from autograder.checks.assignment import ASSIGNMENT_FILE, Assignment
from autograder.checks.course import Course
from autograder.checks.session import checks_of
from autograder.errors import UsageError
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
GOOD = """\
name = "week-1"  # a comment
title = "Processes"

[exercises]
06_join = 1
01_process_target = 2.5

[points.06_join]
test_the_task_runs_in_a_child = 7
"""


def load(folder: Path, text: str) -> Assignment:
    """The assignment that a text makes."""
    path = folder / ASSIGNMENT_FILE
    path.write_text(text, encoding="utf-8")
    return Assignment.load(path, COURSE)


def test_a_good_file_says_what_is_graded_and_what_it_counts(tmp_path: Path) -> None:
    """The order is the file's; points are the check's own, or given, times the weight."""
    assignment = load(tmp_path, GOOD)
    assert (assignment.name, assignment.title) == ("week-1", "Processes")
    join, target = assignment.exercises
    assert (join.name, target.name) == ("06_join", "01_process_target")
    assert join.worth("test_the_task_runs_in_a_child", 3) == 7
    assert join.worth("test_it_waits_for_the_end_of_the_child", 3) == 3
    assert target.worth("test_anything", 4) == 10


def test_the_courses_own_file_names_every_exercise() -> None:
    """With the points of their own checks."""
    assignment = Assignment.of(COURSE)
    assert assignment is not None
    assert assignment.exercises == COURSE.exercises


def test_a_course_without_the_file_has_no_assignment(tmp_path: Path) -> None:
    """Then every exercise counts."""
    assert Assignment.of(Course(tmp_path, COURSE.exercises)) is None


def test_only_what_is_in_the_assignment_can_be_picked(tmp_path: Path) -> None:
    """The sentence names what there is, and the file."""
    assignment = load(tmp_path, GOOD)
    assert [one.name for one in assignment.pick(["01"])] == ["01_process_target"]
    with pytest.raises(UsageError, match=r"no exercise '05'.*assignment\.toml.*has: 06_join, 01_process_target"):
        assignment.pick(["05"])


BAD = {
    "unknown setting": ("title =", "titel =", 2, "titel: there is no such setting; there are name, title"),
    "empty title": ('"Processes"', '" "', 2, "title: this must be a text"),
    "title is no text": ('"Processes"', "7", 2, "title: this must be a text"),
    "name with a blank": ("week-1", "week 1", 1, "name: only letters, digits"),
    "unknown exercise": ("06_join = 1", "06_jion = 1", 5, "exercises.06_jion: the course has no such exercise"),
    "negative weight": ("06_join = 1", "06_join = -1", 5, "exercises.06_join: this must be a number from 0 upward"),
    "endless weight": ("06_join = 1", "06_join = inf", 5, "exercises.06_join: this must be a number from 0 upward"),
    "weight is no number": ("= 2.5", '= "2.5"', 6, "exercises.01_process_target: this must be a number, and is '2.5'"),
    "weight is a truth value": ("= 2.5", "= true", 6, "exercises.01_process_target: this must be a number"),
    "exercise given twice": ("01_process_target = 2.5", "06_join = 2", 6, "'06_join = 2' stands here a second time"),
    "points of an exercise left out": (
        "points.06_join",
        "points.05_manager_share",
        8,
        "points.05_manager_share: this exercise is not in the assignment",
    ),
    "unknown check": (
        "test_the_task_runs",
        "test_the_task_flies",
        9,
        "points.06_join.test_the_task_flies_in_a_child: the exercise has no such check. It has: test_the_task_runs",
    ),
    "negative points": ("child = 7", "child = -7", 9, "child: this must be a number from 0 upward, and is -7"),
    "points are no number": ("child = 7", "child = []", 9, "child: this must be a number, and is []"),
    "check given twice": (
        "child = 7",
        "child = 7\ntest_the_task_runs_in_a_child = 8",
        10,
        "'test_the_task_runs_in_a_child = 8' stands here a second time",
    ),
    "a table given twice": ("[points.06_join]", "[exercises]", 8, "'[exercises]' stands here a second time"),
    "points of an exercise are no table": (
        "[points.06_join]\ntest_the_task_runs_in_a_child = 7",
        "[points]\n06_join = [\n7]",
        9,
        "points.06_join: this must be a table",
    ),
    "an entry without a value": ("06_join = 1", "06_join =", 5, "'06_join =' cannot be read"),
    "a quote that is never closed": ('"week-1"', '"week-1', 1, "cannot be read"),
}


@pytest.mark.parametrize(("old", "new", "line", "words"), BAD.values(), ids=BAD)
def test_a_bad_entry_is_told_by_file_line_and_key(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    """One sentence, in the instructor's words."""
    assert GOOD.count(old) >= 1
    with pytest.raises(UsageError) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / ASSIGNMENT_FILE}, line {line}: ")
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "name is missing"),
        ('name = "x"', "title is missing"),
        ('name = "x"\ntitle = "y"', "no exercise is in the assignment"),
        ('name = "x"\ntitle = "y"\n[exercises]', r"assignment\.toml, line 3: exercises: no exercise is named below"),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, text: str, words: str) -> None:
    """There is no line to name, so the file is named, and what to write."""
    with pytest.raises(UsageError, match=words):
        load(tmp_path, text)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Not there, or not text."""
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        Assignment.load(tmp_path / "nowhere.toml", COURSE)
    (tmp_path / ASSIGNMENT_FILE).write_bytes(b'name = "\xff"')
    with pytest.raises(UsageError, match="UTF-8"):
        Assignment.load(tmp_path / ASSIGNMENT_FILE, COURSE)


def test_the_checks_of_an_exercise_are_known_without_running_them() -> None:
    """Each once, in order, with its sentence and its points."""
    found = checks_of(COURSE.pick(["06"])[0])
    assert [check.points for check in found] == [3, 3, 3, 3]
    assert found[0].name == "test_the_task_runs_in_a_child"
    assert found[0].sentence == "The task is called as `task(name)`, once, in a child process of the caller."
