"""What a scenario can ask for beside plain calls: scripts, lists of tasks, times, a watched dict."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.scenario import START_METHODS, ManagedDict, Probe, call, run_script
from tests.conftest import Judge

RUN_ALL = """
import time
from multiprocessing import Process

def together(tasks):
    began = time.perf_counter()
    children = [Process(target=task) for task in tasks]
    for child in children: child.start()
    for child in children: child.join()
    return time.perf_counter() - began

def in_turn(tasks):
    for task in tasks:
        child = Process(target=task)
        child.start()
        child.join()
"""
SECONDS = {"amber": 0.03, "birch": 0.05, "cedar": 0.07}


@pytest.mark.parametrize(("name", "longest"), [("together", 0.07), ("in_turn", 0.15)])
def test_calls_can_be_held_for_a_time(judged: Judge, name: str, longest: float) -> None:
    """The judge's own time shows the makespan exactly, whatever the machine is doing."""
    task = Probe("task", 3, 3, seconds=SECONDS)
    evidence = judged(RUN_ALL, call(name, [task.labelled(label) for label in SECONDS]))
    assert evidence.ending is Ending.FINISHED
    assert [one.arguments for one in sorted(evidence.calls, key=lambda one: one.worked[1])] == [[a] for a in SECONDS]
    assert max(one.worked[1] for one in evidence.calls) == pytest.approx(longest)
    (seen,) = evidence.steps
    assert seen.left is not None
    assert seen.left - seen.entered >= longest


COUNT = """
from multiprocessing import Lock, Process

def add(shared, key, lock):
    if lock is None:
        shared[key] += 1
    else:
        with lock:
            shared[key] += 1

def without(shared, key, n): count(shared, key, n, None)
def with_lock(shared, key, n): count(shared, key, n, Lock())

def count(shared, key, n, lock):
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children: child.start()
    for child in children: child.join()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize(("name", "overlap", "total"), [("without", 3, 8), ("with_lock", 1, 10)])
def test_a_lost_update_is_certain(judged: Judge, start_method: str, name: str, overlap: int, total: int) -> None:
    """Everybody is parked after the read: without a lock all read the same, with one they take turns."""
    reads, writes = Probe("read", 3, 3), Probe("write", 3, holds=False, answer="nothing")
    shared = ManagedDict("shared", {"hits": 7}, reads, writes)
    steps = call(name, shared, "hits", 3), call("shared.get", "hits")
    evidence = judged(COUNT, *steps, start_method=start_method)
    assert evidence.overlap("read") == overlap
    assert evidence.steps[1].value == total
    assert evidence.standstills[0].children == 3
    assert evidence.left_running(evidence.steps[0]) == []


SCRIPT = """
from multiprocessing import Process
import work

def main():
    child = Process(target=work.task, args=("we",))
    child.start()
    print("main Process")
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_script_is_run_as_a_script(judged: Judge, start_method: str) -> None:
    """``__name__`` is ``__main__`` in it, and children made by spawn import it under another name."""
    task = Probe("task", 1)
    evidence = judged(
        SCRIPT + "\nif __name__ == '__main__':\n    main()\n",
        run_script(),
        start_method=start_method,
        given={"work": {"task": task}},
    )
    assert evidence.ending is Ending.FINISHED, evidence.errors
    assert evidence.output.splitlines() == ["main Process"]
    assert [one.arguments for one in evidence.calls] == [["we"]]
    assert not evidence.calls[0].process.is_caller


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_script_without_a_guard_fails_where_it_would(judged: Judge, start_method: str) -> None:
    """Under fork all seems well; spawn and forkserver import the script again, in the child."""
    evidence = judged(
        SCRIPT + "\nmain()\n", run_script(), start_method=start_method, given={"work": {"task": Probe("task", 1)}}
    )
    assert len(evidence.calls) == (1 if start_method == "fork" else 0)
    assert ("RuntimeError" in evidence.errors) is (start_method != "fork")
