"""Whatever one submission does, it takes no more than its time: of an exercise, of the desk, and of nobody else."""

import runpy
import signal
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from autograder.checks.attempt import EXERCISE_SECONDS, Attempt
from autograder.checks.course import Course
from autograder.checks.results import Outcome
from autograder.desk.batch import (
    JOB_LIMITS,
    SUBMISSION_SECONDS,
    Batch,
    Graders,
    LocalGraders,
    Task,
    grade_task,
)
from autograder.desk.grading import SPENT
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.desk.workers import JobLimits, run_jobs
from autograder.engine import judge
from autograder.engine.canaries import Trial
from autograder.engine.evidence import Ending
from autograder.errors import CheckFailed, Inconclusive
from autograder.intake.submission import Submission, SubmittedFile
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

(EXERCISE,) = Course.load(ROOT).pick(["01"])
FOR_EVER = b"""
import socket, struct
def launch(task, name):
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 100_000))
    task(name)
    while True:
        try:
            here.recv(1)
        except BlockingIOError:
            task(name)
"""


def test_a_program_that_computed_for_nothing_is_given_less_to_compute_in_its_next_runs(sandbox: Sandbox) -> None:
    """So whoever loops for ever waits for one such run, and not for one under every start method."""
    (exercise,) = Course.load(ROOT).pick(["06"])
    scenarios = runpy.run_path(str(exercise.checks))
    source = b"def run_and_wait(task, name):\n    while True:\n        pass\n"
    attempt = Attempt(exercise, SubmittedFile(source, ""), "seed", sandbox)
    for method in ("fork", "spawn"):
        attempt.run(scenarios["the_task_ends_well"], method)
    first, second = attempt.evidence.values()
    assert (first.ending, second.ending) == (Ending.BUSY, Ending.BUSY)
    assert first.limits.cpu_seconds == exercise.limits.cpu_seconds
    assert second.limits.cpu_seconds < exercise.limits.cpu_seconds


def compute_or_wait(job: str, sandbox: Sandbox) -> str:
    """A job that can hang in three ways."""
    while job == "compute":
        pass
    if job == "deaf":
        pow(3, 1 << 40)  # of one line of C, which no signal interrupts
    if job == "wait":
        signal.pause()
    return f"{job} is done"


@pytest.mark.parametrize(
    ("job", "limits", "why"),
    [
        ("compute", JobLimits(seconds=3600.0, cpu_seconds=5.0), "the grader computed for 5 s"),
        ("deaf", JobLimits(seconds=3600.0, cpu_seconds=5.0), "the grader computed for 5 s"),
        ("wait", JobLimits(seconds=20.0, cpu_seconds=3600.0), "not done after 20 s"),
    ],
)
def test_a_job_that_hangs_is_ended_and_the_others_are_done(job: str, limits: JobLimits, why: str) -> None:
    """Its worker is replaced, and the answer says what was wrong."""
    answers = dict(run_jobs([job, "another"], compute_or_wait, 1, limits=limits))
    failure = answers[job]
    assert isinstance(failure, Failure)
    assert why in failure.reason
    assert "costs no points" in failure.reason
    if job != "wait":  # else a busy machine may take as long for the other one
        assert answers["another"] == "another is done"


def test_the_runs_of_an_exercise_share_its_time(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run takes all of it; the others fail without being made, and that is told."""
    monkeypatch.setattr("autograder.kernel.delay_seconds", lambda *_: 0.0)  # a machine that keeps nobody waiting
    task = Task("eve", EXERCISE, SubmittedFile(FOR_EVER, "eve"), "bounds", seconds=3.0)
    result = grade_task(task, sandbox).result
    assert result.outcome is Outcome.FAILED
    assert result.points == 0.0
    said = [verdict.actual for verdict in result.verdicts]
    assert "still running after 3 s" in said[0]
    assert "This run was not made" in said[-1]
    assert SPENT.format(seconds=3.0) in result.notes
    assert not any(verdict.unsteady for verdict in result.verdicts)


def test_a_busy_machine_takes_no_time_from_a_program(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told to have been others' doing does not count; a run that was given up counts as what it had."""
    attempt = Attempt(EXERCISE, SubmittedFile(FOR_EVER, "eve"), "bounds", sandbox)

    def busy(*_: object) -> object:
        error = Inconclusive("too busy")
        error.seconds = error.kept = 30.0
        raise error

    monkeypatch.setattr(judge, "run", busy)
    with pytest.raises(Inconclusive):
        attempt.spend(ROOT, None, "fork")  # type: ignore[arg-type]
    assert attempt.spent == 0.0
    assert attempt.kept > 0.0
    with pytest.raises(CheckFailed, match="was not made"):
        replace(attempt, spent=attempt.seconds, kept=0.0).spend(ROOT, None, "fork")  # type: ignore[arg-type]
    with pytest.raises(Inconclusive, match=r"^too busy"):  # it was run: others had more of its time than itself
        replace(attempt, spent=attempt.seconds, kept=100.0).spend(ROOT, None, "fork")  # type: ignore[arg-type]
    with pytest.raises(Inconclusive, match="for all runs"):
        replace(attempt, spent=attempt.seconds, kept=1000.0).spend(ROOT, None, "fork")  # type: ignore[arg-type]


def test_what_did_not_end_is_not_run_again_for_the_next_check(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was out of time is evidence as any other, for all checks that look at its scenario."""
    monkeypatch.setattr("autograder.kernel.delay_seconds", lambda *_: 0.0)  # a machine that keeps nobody waiting
    made, run = [], judge.run
    monkeypatch.setattr(judge, "run", lambda *given: made.append(given) or run(*given))  # type: ignore[func-returns-value]
    attempt = Attempt(EXERCISE, SubmittedFile(FOR_EVER, "eve"), "bounds", sandbox, seconds=3.0)
    scenario = runpy.run_path(str(EXERCISE.checks))["one_child"]
    for check in ("test_one", "test_another"):
        attempt.look_at(check, scenario, "fork")
    (evidence,) = attempt.evidence.values()
    assert evidence.ending is Ending.OVERTIME
    assert len(made) == 1


@pytest.mark.parametrize(("number", "seconds"), [(1, 40.0), (12, 40.0), (24, 20.0)])
def test_the_exercises_of_a_submission_share_its_time(number: int, seconds: float, tmp_path: Path) -> None:
    """What the desk gives to each: less where there are many."""
    exercises = (EXERCISE,) * number
    graders = cast(Graders, SimpleNamespace(machine=SimpleNamespace(counts=[2])))
    with StoreWriter.open(tmp_path) as store:
        batch = Batch(store, exercises, "bounds", graders, lambda *_: None)
        given = [batch.task_of(Submission("eve", "eve"), one).seconds for one in exercises]
    assert given == [seconds] * number
    assert sum(given) <= SUBMISSION_SECONDS


def test_a_class_is_graded_within_the_limits_of_a_job() -> None:
    """On this machine: beyond what the runs of an exercise take, and so that twelve are done in ten minutes."""
    assert LocalGraders(1, Trial(Level.E, "")).limits is JOB_LIMITS
    assert EXERCISE_SECONDS < JOB_LIMITS.cpu_seconds < JOB_LIMITS.seconds
    assert len(Course.load(ROOT).exercises) * JOB_LIMITS.cpu_seconds <= 600
