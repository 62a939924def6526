"""Every attack that is a program, graded as any submission is, at every level that can be had here.

``make attacks`` does the same, and prints a table.
"""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks.results import Outcome
from autograder.desk.batch import Task, grade_task
from autograder.desk.grading import grade_exercise
from autograder.intake.submission import SubmittedFile, read_class
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox
from tests.attacks.audit import Traces
from tests.attacks.corpus import Case, Courses, differences, load_cases, make_courses
from tests.attacks.numbers import HELD_BY, NOT_HELD
from tests.conftest import LEVELS, ROOT, Sandboxes

CASES = load_cases()
STEADY = [case for case in CASES if "unsteady" not in case.stated]


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Courses:
    """The course that each case is tried in."""
    return make_courses(tmp_path_factory.mktemp("courses"))


@pytest.fixture(params=LEVELS)
def box(request: pytest.FixtureRequest, sandboxes: Sandboxes) -> Iterator[Sandbox]:
    """A sandbox of each level; after every case processes, files, memory, mounts and control groups are as before."""
    sandbox = sandboxes(request.param)
    before = Traces.take(sandbox)
    yield sandbox
    assert Traces.take(sandbox) == before


def test_every_number_has_a_case() -> None:
    """The programs, the archives and the tests elsewhere are all attacks of the list; what is not held is told."""
    from tests.attacks.test_intake import NUMBERS

    programs = {int(case.name.split("_")[1].rstrip("abcd")) for case in CASES}
    assert programs | NUMBERS | set(HELD_BY) | set(NOT_HELD) >= {*range(1, 97)}
    assert not (programs | NUMBERS) & set(HELD_BY)
    claims = (ROOT / "SECURITY.md").read_text().partition("## What remains a claim")[2]
    assert all(words in claims for words in NOT_HELD.values())


@pytest.mark.parametrize("number", HELD_BY)
def test_a_number_that_is_tried_elsewhere_has_its_test(number: int) -> None:
    """By the name that the list has."""
    file, test = HELD_BY[number]
    tree = ast.parse((ROOT / "tests" / file).read_text())
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("case", STEADY, ids=lambda case: case.name)
def test_an_attack_gets_its_stated_outcome(case: Case, box: Sandbox, courses: Courses, tmp_path: Path) -> None:
    """The outcome is the stated one, the student reads its cause, and the attack did not work.

    What a level cannot hold back, the case states; what would harm this machine without a guarantee is not run
    where a level does not give it.
    """
    guarantee = case.harms(box.level)
    if guarantee is not None:
        assert guarantee not in box.level.guarantees
        return
    (exercise,) = courses(case).pick([case.carrier])
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / exercise.file).write_bytes(case.source)
    (submission,) = read_class(tmp_path, [exercise])
    result, attempt = grade_exercise(exercise, submission.handed(exercise), box, "attack")
    assert differences(case, box.level, result, attempt) == []
    assert not hasattr(builtins, "ATTACK_29")


@pytest.mark.parametrize("level", [level for level in LEVELS if level.guarantees])
def test_no_attack_is_left_out_where_a_level_promises_something(level: Level) -> None:
    """Only at E, which promises nothing, is a case stated to be too harmful to be run."""
    assert [case.name for case in CASES if case.harms(level)] == []


def test_what_differs_from_run_to_run_is_flagged(box: Sandbox, courses: Courses) -> None:
    """Attack 75: the flag comes, and the points of the first run stay. Each try is flagged with 3 chances in 4."""
    (case,) = [case for case in CASES if "unsteady" in case.stated]
    (exercise,) = courses(case).pick([case.carrier])
    for number in range(20):
        task = Task("eve", exercise, SubmittedFile(case.source, "eve"), f"attack {number}")
        result = grade_task(task, box).result
        flagged = [verdict for verdict in result.verdicts if verdict.unsteady]
        if flagged:
            break
    assert all("the program is unsteady" in verdict.actual for verdict in flagged)
    assert flagged
    assert result.outcome is Outcome.FAILED
    assert result.points < result.max_points
