"""Processes begin and end when the judge lets them: who waits for whom shows, whoever is faster."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

CHILDREN = """
from multiprocessing import Lock, Manager, Pool, Process, SimpleQueue

def put(task, done):
    done.put(task())

def hears_of_the_end(task):
    done = SimpleQueue()
    child = Process(target=put, args=(task, done))
    child.start()
    return done.get()

def waits_for_the_end(task):
    done = SimpleQueue()
    child = Process(target=put, args=(task, done))
    child.start()
    child.join()
    return done.get()

def closes(task):
    pool = Pool(3)
    pool.apply(task)
    pool.close()

def closes_and_joins(task):
    pool = Pool(3)
    pool.apply(task)
    pool.close()
    pool.join()

def asks_for(task, lock):
    with lock:
        task()

def takes_turns(task):
    lock = Lock()
    children = [Process(target=asks_for, args=(task, lock)) for _ in range(4)]
    for child in children: child.start()
    for child in children: child.join()
    return [child.pid for child in children]

def all_at_once(task):
    children = [Process(target=task) for _ in range(4)]
    for child in children: child.start()
    for child in children: child.join()
    return [child.pid for child in children]

def manages(task):
    with Manager() as manager:
        shared = manager.list([1])
        child = Process(target=shared.append, args=(task(),))
        child.start()
        child.join()
        return len(shared)
"""


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize(
    ("name", "left"),
    [("hears_of_the_end", True), ("waits_for_the_end", False), ("closes", True), ("closes_and_joins", False)],
)
def test_who_does_not_wait_for_an_end_returns_before_it(
    judged: Judge, start_method: str, name: str, left: bool
) -> None:
    """Work that is over is no process that is over; which of them comes first is no longer a race."""
    evidence = judged(CHILDREN, call(name, Probe("task", 1)), start_method=start_method)
    assert evidence.ending is Ending.FINISHED, evidence.errors
    assert bool(evidence.left_running(evidence.steps[0])) is left


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize(
    ("name", "options"),
    [("takes_turns", {"late_child": True}), ("all_at_once", {"one_by_one": True, "late_child": True})],
)
def test_a_child_from_the_middle_is_the_last(
    judged: Judge, start_method: str, name: str, options: dict[str, bool]
) -> None:
    """In the queue for a lock, or among those that wait at the judge; so it is no luck for whom a caller waits."""
    evidence = judged(CHILDREN, call(name, Probe("task", 4, 4)), start_method=start_method, **options)
    pids = evidence.steps[0].value
    released = sorted(evidence.calls, key=lambda one: one.released or 0.0)
    assert sorted(one.process.pid for one in released) == sorted(pids)
    assert released[-1].process.pid == pids[2]


def test_the_server_of_a_manager_is_not_kept(judged: Judge) -> None:
    """A manager gives its server a time limit to end, and kills it after that."""
    evidence = judged(CHILDREN, call("manages", Probe("task", 1)))
    assert evidence.ending is Ending.FINISHED, evidence.errors
    assert evidence.steps[0].value == 2
    assert not [still for still in evidence.standstills if still.timed]
    assert evidence.left_running(evidence.steps[0]) == []


ONE_AFTER_THE_OTHER = """
from multiprocessing import Process

def in_turn(task, number):
    for _ in range(number):
        child = Process(target=task)
        child.start()
        child.join()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_who_was_joined_was_gone_before_the_next_one_was_born(judged: Judge, start_method: str) -> None:
    """The order in which it happened, although ends are looked for and births announce themselves."""
    steps = call("in_turn", Probe("task", 3), 3)
    evidence = judged(ONE_AFTER_THE_OTHER, steps, start_method=start_method)
    assert evidence.ending is Ending.FINISHED
    first, second, third = evidence.made()
    assert first.gone is not None
    assert second.gone is not None
    assert first.born < first.gone <= second.born < second.gone <= third.born
