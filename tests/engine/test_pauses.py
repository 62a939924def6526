"""Who looks first and acts afterwards leaves a gap, and it is found; what excludes others stays right."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

TOGETHER = Probe("task", 4, together=4)
PROGRAM = """
import fcntl, os, tempfile, time
from multiprocessing import Event, Lock, Manager, Process, Queue, Value

def run(add, shared, key, n, tool):
    children = [Process(target=add, args=(shared, key, tool)) for _ in range(n)]
    for child in children: child.start()
    for child in children: child.join()

def look_at_event(shared, key, event):
    while event.is_set(): time.sleep(0.001)
    event.set()
    shared[key] += 1
    event.clear()

def wait_for_event(shared, key, event):
    event.wait(); event.clear(); shared[key] += 1; event.set()

def look_at_value(shared, key, value):
    while value.value: time.sleep(0.001)
    value.value = 1
    shared[key] += 1
    value.value = 0

def look_at_file(shared, key, path):
    while os.path.exists(path): time.sleep(0.001)
    os.close(os.open(path, os.O_CREAT))
    shared[key] += 1
    if os.path.exists(path): os.remove(path)

def make_file(shared, key, path):
    while True:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(0.001)
    shared[key] += 1
    os.remove(path)

def take_lock(shared, key, lock):
    with lock:
        shared[key] += 1

def take_token(shared, key, tokens):
    token = tokens.get()
    shared[key] += 1
    tokens.put(token)

def lock_file(shared, key, path):
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        shared[key] += 1

def path(): return os.path.join(tempfile.mkdtemp(), "busy")

def ready(event):
    event.set()
    return event

def event(shared, key, n): run(look_at_event, shared, key, n, Event())
def waited_event(shared, key, n): run(wait_for_event, shared, key, n, ready(Event()))
def value(shared, key, n): run(look_at_value, shared, key, n, Value("i", 0, lock=False))
def file(shared, key, n): run(look_at_file, shared, key, n, path())
def lock(shared, key, n): run(take_lock, shared, key, n, Lock())
def token(shared, key, n):
    tokens = Queue()
    tokens.put(1)
    run(take_token, shared, key, n, tokens)
def exclusive_file(shared, key, n): run(make_file, shared, key, n, path())
def locked_file(shared, key, n): run(lock_file, shared, key, n, path())
def managed_event(shared, key, n):
    with Manager() as manager: run(wait_for_event, shared, key, n, ready(manager.Event()))
def managed_lock(shared, key, n):
    with Manager() as manager: run(take_lock, shared, key, n, manager.Lock())

def forked(shared, key, n):
    event, children = Event(), []
    for _ in range(n):
        child = os.fork()
        if child == 0:
            while event.is_set(): time.sleep(0.001)
            event.set()
            shared[key] += 1
            event.clear()
            os._exit(0)
        children.append(child)
    for child in children: os.waitpid(child, 0)
"""


def count(judged: Judge, name: str, start_method: str) -> tuple[int, int]:
    """How many had read at the same time, and the total."""
    reads, writes = Probe("read", 3, 3, answer="nothing"), Probe("write", 3, 3, answer="nothing")
    shared = ManagedDict("shared", {"hits": 7}, reads, writes)
    steps = call(name, shared, "hits", 3), call("shared.get", "hits")
    evidence = judged(PROGRAM, *steps, start_method=start_method, late_child=True, pauses=True)
    assert evidence.ending is Ending.FINISHED
    return evidence.overlap("read"), evidence.steps[1].value


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["event", "waited_event", "value", "file", "managed_event"])
def test_a_flag_is_no_lock(judged: Judge, name: str, start_method: str) -> None:
    """Two have found it free, both take it, both read the same, and an update is lost."""
    overlap, total = count(judged, name, start_method)
    assert overlap > 1
    assert total < 10


def test_a_flag_is_no_lock_for_children_that_were_forked_by_hand(judged: Judge) -> None:
    """The frame that goes on in the child is traced, too."""
    assert count(judged, "forked", "fork")[0] > 1


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", ["lock", "token", "exclusive_file", "locked_file", "managed_lock"])
def test_what_excludes_others_stays_right(judged: Judge, name: str, start_method: str) -> None:
    """However long each is kept before each deed."""
    assert count(judged, name, start_method) == (1, 10)


GATHER = """
import os
from multiprocessing import Manager, Process

def child(task, shared):
    task()
    shared.pids = shared.pids + [os.getpid()]

def go(task, n):
    with Manager() as manager:
        shared = manager.Namespace(pids=[])
        children = [Process(target=child, args=(task, shared)) for _ in range(n)]
        for child_ in children: child_.start()
        for child_ in children: child_.join()
        return len(shared.pids)
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_what_all_do_after_their_calls_they_do_together(judged: Judge, start_method: str) -> None:
    """All have read the list before the first of them writes it anew."""
    evidence = judged(GATHER, call("go", TOGETHER, 4), start_method=start_method, pauses=True)
    assert evidence.steps[0].value == 1
