"""A lock that is let go between reading and writing is seen, also where nobody was quick enough to use it."""

import pytest

from autograder.engine.evidence import Evidence
from autograder.engine.lost_updates import interruptions
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

COUNT = """
from multiprocessing import Lock, Process

def in_one(shared, key, lock):
    with lock:
        shared[key] += 1

def in_two(shared, key, lock):
    with lock:
        value = shared[key]
    with lock:
        shared[key] = value + 1

def too_late(shared, key, lock):
    value = shared[key]
    with lock:
        shared[key] = value + 1

def peeks(shared, key, lock):
    if key in shared:
        with lock:
            shared[key] += 1

def count(shared, key, n, name):
    lock = Lock()
    children = [Process(target=globals()[name], args=(shared, key, lock)) for _ in range(n)]
    for child in children: child.start()
    for child in children: child.join()
"""


def counted(judged: Judge, name: str, start_method: str) -> Evidence:
    """One run, in which four children count."""
    shared = ManagedDict("shared", {"hits": 7}, Probe("read", 4, 4), Probe("write", 4, answer="nothing"))
    return judged(COUNT, call("count", shared, "hits", 4, name), start_method=start_method, whereabouts=True)


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["in_one", "peeks"])
def test_whoever_keeps_the_lock_is_alone(judged: Judge, start_method: str, name: str) -> None:
    """Others may look, and they may wait."""
    assert interruptions(counted(judged, name, start_method), "read", "write") == []


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["in_two", "too_late"])
def test_whoever_lets_go_in_between_is_seen(judged: Judge, start_method: str, name: str) -> None:
    """Somebody reads there, or is woken there and finds the lock taken again."""
    found = interruptions(counted(judged, name, start_method), "read", "write")
    assert found
    assert all(one.by is None or one.by is not one.reading.process for one in found)
    assert all(one.reading.process is one.writing.process for one in found)
