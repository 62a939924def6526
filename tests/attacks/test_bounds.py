"""Attacks against the bounds that lie beyond one run: of an exercise, a submission, a job, the grader's memory."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from autograder.checks.course import Exercise
from autograder.checks.results import Outcome
from autograder.desk.batch import SUBMISSION_SECONDS, Batch, Graders, Task, grade_task
from autograder.desk.grading import SPENT
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.desk.workers import JobLimits, run_jobs
from autograder.intake.submission import Submission, SubmittedFile
from autograder.sandbox.limits import MEBIBYTE
from autograder.sandbox.sandbox import Sandbox
from tests.attacks.corpus import load_cases, make_courses

SECONDS = 3.0
MOST_BYTES = 150 * MEBIBYTE  # of what Python has allocated, while one submission is graded and written down
CASES = {case.name[:10]: case for case in load_cases()}
CASE = CASES["attack_78b"]
HANDED = SubmittedFile(CASE.source, CASE.name)


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """What the attack is handed in for, with more than one run."""
    case = replace(CASE, stated={**CASE.stated, "methods": "fork, spawn"})
    return make_courses(tmp_path_factory.mktemp("courses"))(case).pick([CASE.carrier])[0]


def of_an_exercise(exercise: Exercise, folder: Path) -> Task:
    """The runs of an exercise have so much time together."""
    return Task("eve", exercise, HANDED, "attack", seconds=SECONDS)


def of_a_submission(exercise: Exercise, folder: Path) -> Task:
    """The desk shares the time of a submission among so many exercises that as much is left for each."""
    exercises = (exercise,) * int(SUBMISSION_SECONDS / SECONDS)
    graders = cast(Graders, SimpleNamespace(machine=SimpleNamespace(counts=[2])))
    with StoreWriter.open(folder) as store:
        batch = Batch(store, exercises, "attack", graders, lambda *_: None)
        return batch.task_of(Submission("eve", "eve", files={exercise.name: HANDED}), exercise)


@pytest.mark.parametrize("bound", [of_an_exercise, of_a_submission])
def test_runs_together_have_an_end(
    bound: Callable[[Exercise, Path], Task],
    exercise: Exercise,
    sandbox: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first run takes all the time, the others are not made, and the student reads both."""
    monkeypatch.setattr("autograder.kernel.delay_seconds", lambda *_: 0.0)  # a machine that keeps nobody waiting
    result = grade_task(bound(exercise, tmp_path), sandbox).result
    said = [verdict.actual for verdict in result.verdicts]
    assert result.outcome is Outcome.FAILED
    assert "still running after 3 s, the time that was left for this run" in said[0]
    assert "This run was not made: the runs before it took all the time" in said[-1]
    assert SPENT.format(seconds=SECONDS) in result.notes


def test_a_job_has_an_end(exercise: Exercise) -> None:
    """Were an attack to get round all that ends a run, the desk would end it, and say so."""
    task = Task("eve", exercise, HANDED, "attack")
    ((_, failure),) = run_jobs([task], grade_task, 1, limits=JobLimits(seconds=SECONDS, cpu_seconds=3600.0))
    assert isinstance(failure, Failure)
    assert "not done after 3 s" in failure.reason


def test_arguments_that_are_made_to_be_large_leave_the_grader_small(exercise: Exercise, sandbox: Sandbox) -> None:
    """Attack 81: lists in lists take twenty times as much as on their way, in all that is made of them."""
    task = Task("eve", exercise, SubmittedFile(CASES["attack_81_"].source, "eve"), "attack")
    tracemalloc.start()
    try:
        result = grade_task(task, sandbox).result
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert CASES["attack_81_"].stated["says"] in result.verdicts[0].actual
    assert most < MOST_BYTES, f"{most >> 20} MiB"
