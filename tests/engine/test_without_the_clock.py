"""Where the judge cannot hold sleeps: whoever sleeps or polls instead of waiting still gets less than all points."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.results import Outcome
from autograder.desk.grading import grade_exercise
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
# What no heuristic has ever seen, for which the clock had to come: sleeps that put off what meets all the same, a limit
# that does not run out, and whoever asks in another thread than the caller's first.
PASSES = ("sleeps_between_", "joins_with_a_limit", "thread_asks_again_and_again")
BY_TIME = re.compile(r"sleep|poll|asks_again|limit|timeout|spins|awaits")
PROGRAMS = [path for one in COURSE.exercises for path in sorted((one.solution / "mistakes").glob("*.py"))]

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def without_clock() -> Iterator[Sandbox]:
    """A sandbox that gives the judge no clock, as an old kernel or an outer listener would."""
    with Sandbox(trusted=True, without=frozenset({"clock"})) as made:
        yield made


@pytest.mark.parametrize(
    "path",
    [one for one in PROGRAMS if BY_TIME.search(one.stem) and not one.stem.startswith(PASSES)],
    ids=lambda one: f"{one.parts[-3][:2]}-{one.stem}",
)
def test_no_program_of_the_course_passes_by_the_clock(without_clock: Sandbox, path: Path) -> None:
    """A heuristic stands in for the clock, so nobody gets full points without it who does not with it."""
    exercise = next(one for one in COURSE.exercises if one.solution == path.parents[1])
    source = SubmittedFile(path.read_bytes(), exercise.file)
    result, _ = grade_exercise(exercise, source, without_clock, "without the clock")
    assert any(one.outcome is Outcome.FAILED for one in result.verdicts)


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda one: one.name[:2])
def test_the_reference_passes_without_the_clock(without_clock: Sandbox, exercise: Exercise) -> None:
    """The heuristic refuses nobody who waits."""
    source = SubmittedFile((exercise.solution / exercise.file).read_bytes(), exercise.file)
    result, _ = grade_exercise(exercise, source, without_clock, "without the clock")
    assert [one for one in result.verdicts if one.outcome is not Outcome.PASSED] == []
