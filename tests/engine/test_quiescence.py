"""Nobody is called quiet who can move, and nobody who cannot is waited for."""

import os
import socket
import subprocess
import sys

import pytest

from autograder import kernel, peers
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.quiescence import Motion, Watch
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from tests.conftest import Judge

PATIENT = Limits(seconds=2.0, cpu_seconds=1.0, wall_seconds=6.0)


@pytest.mark.parametrize("start_method", START_METHODS)
def test_serial_and_parallel_are_told_apart(judged: Judge, start_method: str) -> None:
    """Joined in the loop, calls come one at a time; joined afterwards, all wait together."""
    source = """
    from multiprocessing import Process

    def serial(task, n):
        for number in range(n):
            child = Process(target=task, args=(number,))
            child.start()
            child.join()

    def parallel(task, n):
        children = [Process(target=task, args=(number,)) for number in range(n)]
        for child in children: child.start()
        for child in children: child.join()
    """
    for name, overlap in (("serial", 1), ("parallel", 4)):
        evidence = judged(source, call(name, Probe("task", 4, 4), 4), start_method=start_method)
        assert evidence.overlap("task") == overlap
        assert all(not still.settled and not still.timed for still in evidence.standstills)


def test_the_join_is_named(judged: Judge) -> None:
    """When the caller waits for the child that is held, the evidence names that child."""
    source = """
    from multiprocessing import Process

    def go(task):
        child = Process(target=task)
        child.start()
        child.join()
    """
    (still,) = judged(source, call("go", Probe("task", 1))).standstills
    assert still.wait == "wait4"
    assert still.joins is still.held[0].process


TALKING = """
from multiprocessing import Process
from multiprocessing.connection import Client, Listener

def answer(address, task):
    with Client(address) as connection:
        connection.send(task())

def by_tcp(task):
    with Listener(("localhost", 0)) as listener:
        child = Process(target=answer, args=(listener.address, task))
        child.start()
        with listener.accept() as connection:
            value = connection.recv()
        child.join()
    return value

def by_pipe(task):
    child = Process(target=task)
    child.start()
    child.join()
"""


@pytest.mark.parametrize("name", ["by_tcp", "by_pipe"])
def test_tables_of_connections_are_read_only_where_there_can_be_one(
    judged: Judge, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are long, and the same for all networks; a program that makes no TCP socket has nothing in them."""
    read: list[str] = []
    read_table = peers.read_table

    def note(path: str) -> bytes:
        read.append(path)
        return read_table(path)

    monkeypatch.setattr(peers, "read_table", note)
    evidence = judged(TALKING, call(name, Probe("task", 1)))
    assert evidence.ending is Ending.FINISHED
    (task,) = evidence.calls
    assert evidence.steps[0].value == (task.answer if name == "by_tcp" else None)
    if evidence.level in (Level.D, Level.E):
        pytest.skip("without a network of its own, a program has none of these looks")
    assert bool(read) is (name == "by_tcp")


def test_a_network_that_nothing_is_known_of_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kernel does not count sockets for each network, the tables say what there is."""
    process = os.getpid()
    with socket.create_server(("127.0.0.1", 0)):
        assert peers.has_tcp_sockets(process)
    monkeypatch.setattr(kernel, "read_bytes", lambda path: None)
    assert peers.has_tcp_sockets(process)
    monkeypatch.setattr(kernel, "read_bytes", lambda path: b"TCP: inuse 0 orphan 0 tw 0 alloc 3 mem 1\n")
    assert not peers.has_tcp_sockets(process)


def test_a_look_that_finds_nobody_moving_says_that_the_next_is_worth_making_soon() -> None:
    """One such look is no proof, the second one is; after that there is no hurry until somebody was spoken to."""
    source = "import sys; print('up', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == b"up\n"
            watch, near = Watch(os.getpid()), []
            while watch.look() is not Motion.QUIET:
                near.append(watch.is_near)
            assert any(near)
            assert not watch.is_near
            watch.restart()
            assert watch.look() is Motion.BUSY
            assert watch.is_near
        finally:
            child.kill()


def test_a_look_at_a_tree_that_has_just_ended_is_no_error() -> None:
    """Between two looks everybody may have gone: there is nobody left whose network could be looked at."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    watch = Watch(ended.pid, own_network=True)
    assert watch.look() is Motion.BUSY
    assert watch.look() is Motion.QUIET


def test_a_token_ring_is_never_quiet(judged: Judge) -> None:
    """Two processes that pass a byte to and fro look asleep at almost every moment; that is never called proof."""
    source = """
    import os
    from multiprocessing import Process

    def ring(inward, outward):
        while True:
            outward_byte = os.read(inward, 1)
            os.write(outward, outward_byte)

    def go(task):
        (a, b), (c, d) = os.pipe(), os.pipe()
        Process(target=ring, args=(a, d), daemon=True).start()
        Process(target=ring, args=(c, b), daemon=True).start()
        os.write(d, b"x")
        task("beside the ring")
    """
    evidence = judged(source, call("go", Probe("task", 1)), limits=PATIENT)
    assert all(still.settled for still in evidence.standstills)
    assert evidence.ending is Ending.BUSY


def test_fork_churn_is_never_quiet(judged: Judge) -> None:
    """A process that makes and reaps children all the time is not quiet between two of them."""
    source = """
    import subprocess, sys

    def go(task):
        import threading
        threading.Thread(target=churn, daemon=True).start()
        task("beside the churn")

    def churn():
        while True:
            subprocess.run([sys.executable, "-I", "-S", "-c", "pass"])
    """
    evidence = judged(source, call("go", Probe("task", 1)), limits=Limits(wall_seconds=4.0, cpu_seconds=60.0))
    assert evidence.standstills == []


@pytest.mark.parametrize("start_method", START_METHODS)
def test_an_idle_manager_is_not_mistaken_for_motion(judged: Judge, start_method: str) -> None:
    """A manager's server wakes up every second; that moves nothing."""
    source = """
    from multiprocessing import Manager, Process

    def go(task):
        with Manager() as manager:
            shared = manager.dict()
            children = [Process(target=work, args=(task, shared)) for _ in range(2)]
            for child in children: child.start()
            for child in children: child.join()
            return len(shared)

    def work(task, shared):
        shared[task()] = 1
    """
    evidence = judged(source, call("go", Probe("task", 2, 2)), start_method=start_method)
    (still,) = evidence.standstills
    assert len(still.held) == 2
    assert not still.settled
    assert evidence.steps[0].value == 2


def test_staggered_starts_are_not_called_serial(judged: Judge) -> None:
    """A caller that sleeps between two starts is asleep, not done; the calls still overlap."""
    source = """
    import time
    from multiprocessing import Process

    def go(task):
        children = []
        for number in range(3):
            child = Process(target=task, args=(number,))
            child.start()
            children.append(child)
            time.sleep(0.3)
        for child in children: child.join()
    """
    evidence = judged(source, call("go", Probe("task", 3, 3)))
    assert evidence.overlap("task") == 3


@pytest.mark.parametrize("wait", ["time.sleep(0.01)", "child.join(0.01)"])
def test_a_polling_caller_is_proved_to_poll(judged: Judge, wait: str) -> None:
    """Looking again and again is not waiting; nobody else can move, and the caller is kept where it looks."""
    source = f"""
    import time
    from multiprocessing import Process

    def go(task):
        child = Process(target=task)
        child.start()
        while child.is_alive():
            {wait}
    """
    (still,) = judged(source, call("go", Probe("task", 1))).standstills
    assert not still.settled
    assert still.timed
    assert [one.process is not None and one.process.is_caller for one in still.sleepers] == [True]


def test_a_sleeping_caller_goes_on_too_early(judged: Judge) -> None:
    """``time.sleep`` in place of ``join`` is over while the task is still held, and is written down."""
    source = """
    import time
    from multiprocessing import Process

    def go(task):
        Process(target=task).start()
        time.sleep(1.5)
    """
    evidence = judged(source, call("go", Probe("task", 1)))
    (still,), (wait,) = evidence.standstills, evidence.waits
    assert still.step is None
    assert (wait.call, wait.sleeps, wait.main) == ("clock_nanosleep", True, True)


def test_a_deadlock_is_proved_and_placed(judged: Judge) -> None:
    """Two processes that wait for each other are blocked for ever; each says at which line."""
    source = """
    from multiprocessing import Lock, Process, Barrier

    def one(first, second, meet):
        with first:
            meet.wait()
            with second:
                pass

    def go(task):
        a, b, meet = Lock(), Lock(), Barrier(2)
        child = Process(target=one, args=(a, b, meet))
        child.start()
        one(b, a, meet)
    """
    evidence = judged(source, call("go", Probe("task", 1)))
    assert evidence.ending is Ending.BLOCKED
    places = {position.process.number: position.place for position in evidence.positions}
    assert places == {0: ("program.py", 7, "one"), 1: ("program.py", 7, "one")}


def test_an_endless_loop_is_busy_not_blocked(judged: Judge) -> None:
    """A program that computes for ever is told from one that waits for ever, with its line."""
    evidence = judged("def go(task):\n    while True: pass\n", call("go", Probe("task", 1)), limits=PATIENT)
    assert evidence.ending is Ending.BUSY
    assert evidence.positions[0].place == ("program.py", 2, "go")


def test_a_program_asleep_too_long_is_told_so(judged: Judge) -> None:
    """Sleeping again and again, beyond the limit, is neither a deadlock nor a loop that computes."""
    source = "import time\ndef go(task):\n    while True: time.sleep(1000)\n"
    evidence = judged(source, call("go", Probe("task", 1)), limits=PATIENT)
    assert evidence.ending is Ending.ASLEEP
    assert evidence.positions[0].place == ("program.py", 3, "go")
