"""Every attack that is a program, graded as any submission is, at the best level that can be had here.

``make attacks`` does the same at every level, and prints a table.
"""

import builtins
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.checks.grading import grade_exercise
from autograder.checks.results import Outcome
from autograder.checks.submission import Handed, read_class
from autograder.desk.batch import Task, grade_task
from autograder.engine.sandbox import Sandbox
from tests.attacks.audit import Traces
from tests.attacks.corpus import Case, code_of, load_cases, make_course, printed

CASES = load_cases()
STEADY = [case for case in CASES if "unsteady" not in case.stated]


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], Course]:
    """The course of the carriers under some start methods, made once each."""
    made: dict[str, Course] = {}

    def make(methods: list[str]) -> Course:
        key = "-".join(methods)
        if key not in made:
            made[key] = make_course(tmp_path_factory.mktemp(key), methods)
        return made[key]

    return make


@pytest.fixture(autouse=True)
def nothing_is_left(sandbox: Sandbox) -> Iterator[None]:
    """After every case: processes, shared memory, IPC objects, mounts, control groups and files are as before."""
    before = Traces.take(sandbox)
    yield
    assert Traces.take(sandbox) == before


def test_every_number_has_a_case() -> None:
    """The programs and the archives together are the 75 attacks of the list."""
    from tests.attacks.test_intake import NUMBERS

    programs = {int(case.name.split("_")[1].rstrip("abcd")) for case in CASES}
    assert programs | NUMBERS == set(range(1, 76))


@pytest.mark.parametrize("case", STEADY, ids=lambda case: case.name)
def test_an_attack_gets_its_stated_outcome(
    case: Case, sandbox: Sandbox, courses: Callable[[list[str]], Course], tmp_path: Path
) -> None:
    """The outcome is the stated one, the student reads its cause, and the attack did not work."""
    level = sandbox.level
    (exercise,) = courses(case.methods).pick([case.carrier])
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / exercise.file).write_bytes(case.source)
    (submission,) = read_class(tmp_path, [exercise])
    result, attempt = grade_exercise(exercise, submission.handed(exercise), sandbox, "attack")
    said = "\n".join(verdict.actual for verdict in result.verdicts)
    assert ("HOLE" in printed(attempt)) == case.works(level)
    assert code_of(result, attempt) in (["F"] if "merits" in case.stated else case.expects(level)), said
    assert case.says(level) in said
    assert {verdict.outcome for verdict in result.verdicts} <= {Outcome.PASSED, Outcome.FAILED}
    if case.expects(level) == ["N"] and not case.works(level):
        assert "tried" in printed(attempt)
    if "leaves" in case.stated:
        (evidence,) = attempt.evidence.values()
        assert evidence.leftovers == case.stated["leaves"].split(", ")
    assert not hasattr(builtins, "ATTACK_29")


def test_what_differs_from_run_to_run_is_flagged(sandbox: Sandbox, courses: Callable[[list[str]], Course]) -> None:
    """Attack 75: the flag comes, and the points of the first run stay. Each try is flagged with 3 chances in 4."""
    (case,) = [case for case in CASES if "unsteady" in case.stated]
    (exercise,) = courses(case.methods).pick([case.carrier])
    for number in range(20):
        task = Task("eve", exercise, Handed(case.source, "eve"), f"attack {number}")
        result, _ = grade_task(task, sandbox)
        flagged = [verdict for verdict in result.verdicts if verdict.unsteady]
        if flagged:
            break
    assert all("the program is unsteady" in verdict.actual for verdict in flagged)
    assert flagged
    assert result.outcome is Outcome.FAILED
    assert result.points < result.max_points
