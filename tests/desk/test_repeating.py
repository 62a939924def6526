"""A failure is repeated where chance or load can have decided it, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder.checks import calling, session
from autograder.checks.attempt_record import RecordedRuns, unpack
from autograder.checks.course import Exercise
from autograder.checks.results import Outcome
from autograder.desk.batch import Task, grade_task
from autograder.desk.replay import replay
from autograder.engine import judge
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import Judge
from tests.desk.test_replay import as_bytes, small

__all__ = ["small"]
METHODS = ["fork", "spawn", "forkserver"]
NEVER_CALLS = b"def go(task, n):\n    pass\n"
FAILS_UNDER_SPAWN = b"""
import multiprocessing
def go(task, n):
    if multiprocessing.get_start_method() != "spawn":
        return task(n)
"""
ANOTHER_SCENARIO = """
def other_call(draw):
    return Scenario(call("other", Probe("task", calls=1)))

@pytest.mark.points(1)
def test_the_other_runs(run):
    '''The task is called here, too.'''
    run(other_call).probe("task").was_called()
"""
SPINS = b"""
import time
def go(task, n):
    end = time.process_time() + 60
    while time.process_time() < end:
        pass
"""
RAISES = b"raise RuntimeError('not today')\n"


def runs_of(attempt: RecordedRuns | None) -> list[str]:
    """Under which start methods the runs of an attempt were made."""
    return [run.start_method for run in attempt.runs] if attempt is not None else []


@pytest.mark.parametrize(
    ("source", "repeated"),
    [
        (NEVER_CALLS, []),
        (RAISES, []),
        (FAILS_UNDER_SPAWN, ["spawn"]),
        (SPINS, METHODS),
    ],
    ids=["alike", "not imported", "under spawn alone", "at a time limit"],
)
def test_only_runs_in_doubt_are_made_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise, source: bytes, repeated: list[str]
) -> None:
    """Runs in which all start methods agree, by proof, are made once; the result is the same from its record."""
    made: list[str] = []
    run: Callable[..., Evidence] = judge.run

    def note(*given: object) -> Evidence:
        made.append(str(given[4]))
        return run(*given)

    monkeypatch.setattr(judge, "run", note)
    with (small.folder / "exercise.toml").open("a") as file:
        file.write("[limits]\ncpu_seconds = 0.5\n")
    small = Exercise.load(small.folder)
    handed = SubmittedFile(source, "eve")
    graded = grade_task(Task("eve", small, handed, "repeating"), sandbox)
    assert graded.result.outcome is Outcome.FAILED
    assert made == METHODS + repeated
    record = unpack(graded.record or b"")
    assert runs_of(record.again) == repeated
    assert not any(verdict.unsteady for verdict in graded.result.verdicts)
    assert as_bytes(replay(small, handed, record)) == as_bytes(graded.result)
    assert made == METHODS + repeated


def test_only_the_scenario_that_fails_is_run_again(sandbox: Sandbox, small: Exercise) -> None:
    """And only under the start method in doubt; the runs of the other scenario are taken as they were."""
    with small.checks.open("a") as file:
        file.write(ANOTHER_SCENARIO)
    source = FAILS_UNDER_SPAWN + b"def other(task):\n    task()\n"
    graded = grade_task(Task("eve", small, SubmittedFile(source, "eve"), "repeating"), sandbox)
    record = unpack(graded.record or b"")
    assert sorted({run.scenario for run in record.first.runs}) == ["one_call", "other_call"]
    assert record.again is not None
    assert [(run.scenario, run.start_method) for run in record.again.runs] == [("one_call", "spawn")]
    assert [verdict.check for verdict in graded.result.verdicts if verdict.outcome is Outcome.FAILED] == [
        "test_the_task_runs"
    ]


def test_checks_are_collected_once_by_a_process(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """For all programs that it grades, as long as their file stays as it is."""
    sessions: list[str] = []
    run_session = session.run_session

    def note(exercise: Exercise, plugins: list[Any], *arguments: str) -> tuple[int, str]:
        sessions.append(exercise.name)
        return run_session(exercise, plugins, *arguments)

    monkeypatch.setattr(calling, "run_session", note)
    for number in range(3):
        grade_task(Task("eve", small, SubmittedFile(NEVER_CALLS + b"\n" * number, "eve"), "repeating"), sandbox)
    assert sessions == [small.name]
    small.checks.write_bytes(small.checks.read_bytes() + b"\n")
    grade_task(Task("eve", small, SubmittedFile(NEVER_CALLS, "eve"), "repeating"), sandbox)
    assert sessions == [small.name] * 2


def test_a_conjecture_is_a_doubt(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise) -> None:
    """Also where the program ends by itself, and all start methods agree."""
    run: Callable[..., Evidence] = judge.run

    def conjecture(*given: object) -> Evidence:
        evidence = run(*given)
        evidence.conjectured = given[4] == "fork"
        return evidence

    monkeypatch.setattr(judge, "run", conjecture)
    graded = grade_task(Task("eve", small, SubmittedFile(NEVER_CALLS, "eve"), "repeating"), sandbox)
    assert runs_of(unpack(graded.record or b"").again) == ["fork"]


def test_what_computes_while_a_call_is_held_is_a_conjecture(judged: Judge) -> None:
    """The judge cannot prove that a caller that computes waits for nothing; it goes by its processor time."""
    source = """
    from threading import Thread

    def waits(task):
        thread = Thread(target=task)
        thread.start()
        thread.join()

    def spins(task):
        thread = Thread(target=task)
        thread.start()
        while thread.is_alive():
            pass
    """
    for name in ("waits", "spins"):
        evidence = judged(source, call(name, Probe("task", 1)), limits=Limits(cpu_seconds=0.5))
        assert evidence.ending is Ending.FINISHED
        assert evidence.conjectured is (name == "spins")
