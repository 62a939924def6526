"""What a scenario can ask for beside plain calls: scripts, lists of tasks, times, a watched dict."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import assign, call, run_script
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
    evidence = judged(RUN_ALL, call(name, [task.labelled(label) for label in SECONDS]), measured=0.3)
    assert evidence.ending is Ending.FINISHED
    assert [one.arguments for one in sorted(evidence.calls, key=lambda one: one.worked[1])] == [[a] for a in SECONDS]
    assert max(one.worked[1] for one in evidence.calls) == pytest.approx(longest)
    (seen,) = evidence.steps
    assert seen.left is not None
    assert seen.left - seen.entered >= longest


TWO_WORKERS = """
import time
from multiprocessing import Process, SimpleQueue
from multiprocessing.connection import wait

def work(task, items):
    while (item := items.get()) is not None:
        task(item)
        began = time.process_time()
        while item == 12 and time.process_time() - began < 0.2: pass

def share(task, numbers):
    items = SimpleQueue()
    for number in [*numbers, None, None]: items.put(number)
    children = [Process(target=work, args=(task, items)) for _ in range(2)]
    for child in children: child.start()
    left = {child.sentinel for child in children}  # for both alike: none of them is the one that is waited for
    while left: left -= set(wait(left))
"""


def test_nobody_misses_a_turn_on_a_busy_machine(judged: Judge) -> None:
    """The judge's own time stands still while a worker is on its way, however long the machine lets it wait."""
    seconds = {11: 0.05, 12: 0.06, 13: 0.05, 14: 0.05}
    task = Probe("task", 4, 2, seconds=seconds)
    evidence = judged(TWO_WORKERS, call("share", task, list(seconds)))
    assert evidence.ending is Ending.FINISHED
    worked = {call.arguments[0]: call.worked for call in evidence.calls}
    assert worked[12] == (0.0, 0.06)
    assert worked[14] == pytest.approx((0.06, 0.11))


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


BARE = """
from multiprocessing import Pipe, Process

def nothing(): pass

def endless(connection):
    connection.send("begun")
    connection.recv()

if __name__ == "__main__":
    here, there = Pipe()
    Process(target=nothing).start()
    Process(target=endless, args=(there,), daemon=True).start()
    here.recv()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_script_ends_as_python_ends_it(judged: Judge, start_method: str) -> None:
    """Children are joined, daemons are ended; every child says hello, even one that imports nothing of ours."""
    evidence = judged(BARE, run_script(), start_method=start_method, given={"work": {"task": Probe("task", 0)}})
    assert evidence.ending is Ending.FINISHED
    assert len(evidence.made()) == 2, evidence.errors
    assert evidence.left_running(evidence.steps[0]) == []


POOLS = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def closed(task, items):
    pool = multiprocessing.Pool(2)
    pool.map(task, items)
    pool.close()
    pool.join()

def forgotten(task, items):
    pool = multiprocessing.Pool(2)
    pool.map(task, items)

def executor_forgotten(task, items):
    executor = ProcessPoolExecutor(2)
    list(executor.map(task, items))
"""


@pytest.mark.parametrize(("name", "left"), [("closed", 0), ("forgotten", 2), ("executor_forgotten", 2)])
def test_a_forgotten_pool_is_not_ended_by_the_garbage_collector(judged: Judge, name: str, left: int) -> None:
    """Whether a program has ended its pool is seen before anybody else can end it."""
    evidence = judged(POOLS, call(name, Probe("task", 4, 2), ["amber", "birch", "cedar", "delta"]))
    assert evidence.ending is Ending.FINISHED
    assert len(evidence.left_running(evidence.steps[0])) == left


@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_one_call_can_be_let_go_last_of_all(judged: Judge, seed: str) -> None:
    """All others are over before it, whatever order was drawn."""
    items = ["amber", "birch", "cedar", "delta"]
    steps = call("closed", Probe("task", 4, 2), items)
    evidence = judged(POOLS, steps, seed=seed, one_by_one=True, late="amber")
    over = sorted(evidence.calls, key=lambda one: one.released or 0.0)
    assert over[-1].arguments == ["amber"]


IDLE = """
from multiprocessing import Process
import multiprocessing

def add(task, lock):
    with lock:
        task()

def locked(task, n):
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(task, lock)) for _ in range(n)]
    for child in children: child.start()
    for child in children: child.join()

def applied(task, n):
    pools = [multiprocessing.Pool(1) for _ in range(n)]
    for pool in pools: pool.apply(task)
    for pool in pools: pool.terminate()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize(("name", "idle"), [("locked", 0), ("applied", 2)])
def test_an_idle_worker_is_told_from_one_that_waits_for_a_lock(
    judged: Judge, start_method: str, name: str, idle: int
) -> None:
    """Only the latter stands in a line of the program; its parent's lines are not taken for its own."""
    evidence = judged(IDLE, call(name, Probe("task", 3), 3), start_method=start_method, whereabouts=True)
    first = evidence.standstills[0]
    holding = {one.process.number for one in first.held}
    children = [one for one in first.positions if one.process in evidence.made()]
    assert len(children) == 3
    assert sum(one.place is None and one.process.number not in holding for one in children) == idle
    assert [one.place[2] for one in first.positions if one.process.is_caller and one.place] == [name]


SIGNALLED = """
import os, signal
from multiprocessing import Pipe, Process

def add(task, number, line):
    ear, mouth = os.pipe()
    os.set_blocking(mouth, False)
    signal.set_wakeup_fd(mouth)
    signal.signal(number, lambda *_: None)
    line.send("ready")
    while os.read(ear, 1)[0] != number: pass
    task()
    line.send("done")

def in_turn(task, n):
    players = []
    for index in range(n):
        line, theirs = Pipe()
        player = Process(target=add, args=(task, (signal.SIGUSR1, signal.SIGUSR2)[index % 2], theirs))
        player.start()
        players.append((player, line))
    for _, line in players: line.recv()
    for index, (player, line) in enumerate(players):
        os.kill(player.pid, (signal.SIGUSR1, signal.SIGUSR2)[index % 2])
        line.recv()
    for player, _ in players: player.join()
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_the_signals_that_a_program_may_use_are_its_own(judged: Judge, start_method: str) -> None:
    """The judge asks where everybody stands, and nobody takes that for a signal of the program's."""
    evidence = judged(SIGNALLED, call("in_turn", Probe("task", 4), 4), start_method=start_method, whereabouts=True)
    assert evidence.ending is Ending.FINISHED
    assert evidence.standstills[0].positions
    assert [len(still.held) for still in evidence.standstills] == [1, 1, 1, 1]


CURIOUS = """
import gc, re, sys
from multiprocessing import Process

x = 100

def find_numbers(report):
    child = Process(target=report, args=(0,))
    child.start()
    frame, seen = sys._getframe(), [repr(one) for one in gc.get_objects() if type(one) in (dict, list, tuple)]
    while frame is not None:
        seen.append(repr(frame.f_locals))
        frame = frame.f_back
    found = {int(one) for text in seen for one in re.findall("\\\\b([123])\\\\1{3}\\\\b", text)}
    child.join()
    return sorted(found), x
"""


def test_what_a_run_is_to_find_out_is_in_no_frame_beforehand(judged: Judge) -> None:
    """The value that the caller's global will get, and the steps to come, are sent when they are due."""
    report = Probe("report", calls=1, answer="nothing")
    steps = call("find_numbers", report), assign("x", 3333)
    evidence = judged(CURIOUS, assign("x", 1111), *steps, change=("x", 2222))
    assert evidence.ending is Ending.FINISHED
    assert evidence.changed is not None
    assert evidence.steps[1].value == ([1], 2222)


def test_who_has_finished_is_not_asked_to_change_anything(judged: Judge) -> None:
    """The caller has taken its last step while a call is held: it hears that it may end, and nothing before that."""
    code = (
        "import os\nx = 1\ndef go(task):\n    if os.fork() == 0:\n        task(0)\n        os._exit(0)\n    return x\n"
    )
    for _ in range(5):  # who came first, the answer or the signal, was chance
        evidence = judged(code, call("go", Probe("task", 1)), change=("x", 2))
        assert (evidence.ending, evidence.changed, evidence.steps[0].value) == (Ending.FINISHED, None, 1)


def test_a_probe_is_told_as_a_function_of_the_students_script(judged: Judge) -> None:
    """What prints it, or copies its names, shows what it would show at home, and no module of the grader's."""
    source = """
    import functools
    def go(task):
        @functools.wraps(task)
        def wrapped(): pass
        print(task.__module__, task.__qualname__, wrapped.__module__)
        return task(*5)
    """
    evidence = judged(source, call("go", Probe("task", calls=1)))
    assert evidence.output == "__main__ task __main__\n"
    error = evidence.steps[0].error
    assert error is not None
    assert error.type == "TypeError"
    assert "inside" not in error.message
