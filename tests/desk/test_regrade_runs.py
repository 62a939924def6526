"""What a regrading judges and runs: of equal programs one, and of one program what was not run before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.attempt_record import RunRecord, unpack
from autograder.checks.course import Exercise
from autograder.checks.results import Machine
from autograder.desk.batch import Graded, Task, grade_class, grade_task
from autograder.desk.regrade import Regrading, regrade
from autograder.desk.replay import replay
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.engine import judge
from autograder.engine.evidence import Evidence
from autograder.intake.submission import Submission, SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.desk.small_course import CALLS, make_small_exercise

CHECKS = """
import pytest
from autograder import Probe, Scenario, call

def one_call(draw):
    return Scenario(call("go", Probe("task", calls=1), draw.workers()))

@pytest.mark.points(3)
def test_the_task_runs(run):
    '''The task is called.'''
    run(one_call).probe("task").was_called()
"""
MORE = """
def two(draw):
    return Scenario(call("go", Probe("task", calls=1), 7))

@pytest.mark.points(3)
def test_it_runs_once_more(run):
    '''The task is called, once more.'''
    run(two).probe("task").was_called()
"""
NEVER = b"def go(task, n): return n\n"
CLASS = {"ada": CALLS + b"# ada\n", "bo": CALLS + b"# ada\n", "cy": CALLS + b"# cy\n", "di": NEVER, "eve": NEVER}
METHODS = ["fork", "spawn", "forkserver"]


@dataclass
class Here:
    """Grades in this process."""

    sandbox: Sandbox
    machine: Machine = field(default_factory=lambda: Machine("kit", "3", "kernel", "A", "sandbox"))
    counts: frozenset[int] = frozenset({2})
    running: list[Task] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def do(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """One after the other."""
        for task in tasks:
            self.done.append(task.student)
            yield task, grade_task(task, self.sandbox)


@pytest.fixture
def small(tmp_path: Path) -> Exercise:
    """A small exercise, with a reference."""
    return make_small_exercise(tmp_path, CHECKS)


@pytest.fixture
def graded(small: Exercise, sandbox: Sandbox, tmp_path: Path) -> Here:
    """The class is graded; two have handed in the same, and two others, too."""
    here = Here(sandbox)
    class_ = [Submission(one, one, files={small.name: SubmittedFile(text, one)}) for one, text in CLASS.items()]
    with StoreWriter.open(tmp_path) as store:
        grade_class(store, class_, (small,), "seed", here, lambda *_: None)
    assert sorted(here.done) == ["", "ada", "cy", "di"]
    here.done.clear()
    return here


def apply(folder: Path, exercise: Exercise, here: Here | None = None) -> Regrading:
    """Regrade; programs are run where somebody is to run them."""
    with StoreWriter.open(folder) as store, store.transaction():
        return regrade(store, (exercise,), here.do if here else None)


def runs_of(folder: Path, exercise: Exercise) -> dict[str, list[list[RunRecord]]]:
    """The runs of everybody's attempts, the reference's among them."""
    with Store.open(folder) as store:
        kept = [store.reference(exercise.name), *(store.result(one, exercise.name) for one in store.names)]
    records = {one.student: unpack(one.attempt) for one in kept if one is not None and one.attempt is not None}
    assert len(records) == len(CLASS) + 1
    return {name: [one.first.runs, one.again.runs if one.again else []] for name, one in records.items()}


def test_of_equal_programs_one_is_judged(
    small: Exercise, graded: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded once is judged once, for everybody who handed it in; the reference besides."""
    judged: list[bytes] = []

    def note(*given: Any) -> Any:
        judged.append(given[1].source)
        return replay(*given)

    monkeypatch.setattr("autograder.desk.regrade.replay", note)
    small.checks.write_text(CHECKS.replace("points(3)", "points(6)"))
    found = apply(tmp_path, small)
    assert sorted(judged) == sorted([CALLS, *{*CLASS.values()}])
    assert (found.judged, found.run) == (5, 0)
    points = {name: (0, 0) if text == NEVER else (3, 6) for name, text in CLASS.items()}
    assert {one.student: (one.old, one.new) for one in found.changes} == points
    with Store.open(tmp_path) as store:
        assert {one.student: (one.points, one.max_points) for one in store.students()} == {
            name: (0 if text == NEVER else 6, 6) for name, text in CLASS.items()
        }


def test_one_more_scenario_is_run_and_nothing_else(
    small: Exercise, graded: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under each start method, of equal programs one; what was run before is kept to the last byte."""
    ran, run = [], judge.run

    def note(*given: Any, **more: Any) -> Evidence:
        ran.append((given[3].steps[0].arguments[-1], given[4]))
        return run(*given, **more)

    before = runs_of(tmp_path, small)
    small.checks.write_text(CHECKS + MORE)
    monkeypatch.setattr(judge, "run", note)
    found = apply(tmp_path, small, graded)
    assert sorted(graded.done) == ["", "ada", "cy", "di"]
    assert (found.run, found.shared, found.judged) == (4, 2, 0)
    assert sorted(ran) == sorted((7, method) for method in METHODS for _ in graded.done)
    after = runs_of(tmp_path, small)
    for name, attempts in before.items():
        for old, new in zip(attempts, after[name], strict=True):
            assert [one for one in new if one.scenario == "one_call"] == old
        assert [one.start_method for one in after[name][0] if one.scenario == "two"] == METHODS
    with Store.open(tmp_path) as store:
        kept = {name: store.result(name, small.name) for name in store.names}
    assert {name: one.run_of for name, one in kept.items() if one is not None and one.run_of} == {
        "bo": "ada",
        "eve": "di",
    }
    assert {name: one.result.points for name, one in kept.items() if one is not None} == {
        name: 0 if text == NEVER else 6 for name, text in CLASS.items()
    }
    assert apply(tmp_path, small).kept == len(CLASS)
