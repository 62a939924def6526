"""A class in the terminal: a line for each student, with everything in it, or a summary and where the rest is."""

import io
from pathlib import Path

from rich.console import Console

from autograder.checks.course import Course
from autograder.checks.results import Counted, ExerciseResult, Grading, Machine, Outcome, StudentResult, Verdict
from autograder.cli.grade import report
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.intake.submission import Submission
from autograder.reports.class_table import SHOWN_STUDENTS, ClassView
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).exercises
STUDENTS, WIDTH = 39, 80
THIRD = 9.33  # what is left of 12 points where a check of 4 passes under one start method of three


def result_of(number: int, at: int) -> ExerciseResult:
    """What one student has in one exercise: each of the states in turn."""
    outcome = (Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE, Outcome.FAILED)[(number + at) % 4]
    handed_in = (number + at) % 4 < 3
    verdicts = [Verdict("a", "", "fork", THIRD, Outcome.PASSED if handed_in else Outcome.FAILED)]
    verdicts.append(Verdict("b", "", "spawn", 12 - THIRD, outcome))
    found = ExerciseResult(EXERCISES[at].name, "title", EXERCISES[at].file, verdicts=verdicts, handed_in=handed_in)
    found.conclude()
    return found


def a_class(students: int) -> list[StudentResult]:
    """Long names, names as wide as two letters, late work, and somebody whose files cannot be graded."""
    found = []
    for number in range(students):
        name = f"{number:02} Wilhelmina 王小明 of the long names"
        results = [result_of(number, at) for at in range(len(EXERCISES))]
        found.append(StudentResult(name, name, [], results))
    found[1].counted = Counted(67.25, 144, percent=30.0)
    nothing = [ExerciseResult(one.name, "", "", handed_in=False) for one in EXERCISES]
    found[2] = StudentResult("02", "02", ["A file."], nothing)
    return found


def printed(students: list[StudentResult], width: int = WIDTH) -> list[str]:
    """The lines of a terminal of so many columns."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=False)
    console.print(ClassView([one.name for one in EXERCISES], students).table(console.width))
    return [line for line in stream.getvalue().splitlines() if line.strip()]


def test_a_class_of_39_in_12_exercises_is_39_lines_of_80_columns() -> None:
    """Each with its twelve cells and its sum, whole: a name gives way, and nothing else."""
    lines = printed(a_class(STUDENTS))
    heading = next(line for line in lines if line.startswith("student"))
    assert heading.split() == ["student", *(one.name[:2] for one in EXERCISES), "points"]
    shown = [line for line in lines if line[:2].isdigit()]
    assert [line[:2] for line in shown] == [f"{number:02}" for number in range(STUDENTS)]
    assert len(lines) <= STUDENTS + 3
    assert max(map(len, lines)) <= WIDTH
    everything = ["9.3", "✓", "?", "–"] * 3
    for number, line in enumerate(shown):
        first = number % 4
        cells = [*everything[first:], *everything[:first]]
        if number != 2:
            assert [word for word in line.split()[1:] if word[0] in "0123456789✓?–"][:12] == cells
    assert shown[0].endswith("/ 144")
    assert shown[1].endswith("67.25 / 144 −30 %")
    assert shown[2].endswith("cannot be graded")


def test_a_name_is_whole_where_there_is_room() -> None:
    """In a wide terminal nothing is cut off but what is longer than any column of names."""
    (line,) = [line for line in printed(a_class(STUDENTS), 200) if line.startswith("01")]
    assert line.startswith("01 Wilhelmina 王小明 ")


def test_a_large_class_is_a_summary_and_the_rest_is_named(tmp_path: Path) -> None:
    """As `grade` ends with it: a line for each exercise, and the file in which everybody is."""
    names = [f"student{number:02}" for number in range(SHOWN_STUDENTS + 1)]
    with StoreWriter.open(tmp_path) as store:
        store.begin(Grading("seed", Machine("kit", "3", "kernel", "A", "sandbox")), EXERCISES)
        store.admit([Submission(name, name) for name in names], EXERCISES)
        store.finish(True, [])
    stream = io.StringIO()
    with Store.open(tmp_path) as store:
        report(Console(file=stream, width=WIDTH, force_terminal=False), store, "again")
    shown = stream.getvalue()
    assert f"The class of {len(names)}" in shown
    assert [shown.count(one.name) for one in EXERCISES] == [1] * len(EXERCISES)
    assert not [name for name in names if name in shown]
    rest = tmp_path / "results.csv"
    assert f"Everybody's points are in {rest}, a line for each student and exercise." in shown
    assert rest.exists()
