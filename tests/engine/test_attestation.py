"""Who called is what the kernel says, never what is claimed."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

CHILD = """
from multiprocessing import Process
import os

def go(task):
    child = Process(target=work, args=(task,))
    child.start()
    child.join()
    return child.pid, os.getpid()

def work(task):
    task(os.getpid(), os.getppid())
"""


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_child_is_told_from_its_parent(judged: Judge, start_method: str) -> None:
    """The pid that a child sees is the one the kernel attests, and its parent is the caller or the fork server."""
    evidence = judged(CHILD, call("go", Probe("task", 1)), start_method=start_method)
    (made,) = evidence.calls
    child_pid, caller_pid = evidence.steps[0].value
    assert not made.process.is_caller
    assert made.process.pid == child_pid == made.arguments[0]
    assert evidence.caller.pid == caller_pid
    if start_method == "forkserver":
        assert made.process.parent_is_server
    else:
        assert made.process.parent == 0
        assert made.arguments[1] == caller_pid


def test_a_thread_passes_for_nobody_else(judged: Judge) -> None:
    """Threads call from the caller's own process, however many there are."""
    evidence = judged(
        """
        from threading import Thread

        def go(task, n):
            threads = [Thread(target=task, args=(i,)) for i in range(n)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
        """,
        call("go", Probe("task", 3, 3), 3),
    )
    assert evidence.overlap("task") == 3
    assert {one.process.number for one in evidence.calls} == {0}


def test_the_parent_itself_is_named(judged: Judge) -> None:
    """A call in the caller is a call in the caller."""
    evidence = judged("def go(task): return task('here')", call("go", Probe("task", 1)))
    (made,) = evidence.calls
    assert made.process.is_caller
    assert evidence.steps[0].value == made.answer


def test_an_os_fork_child_is_a_process_of_its_own(judged: Judge) -> None:
    """A child made by ``os.fork`` is attested like any other."""
    evidence = judged(
        """
        import os

        def go(task):
            pid = os.fork()
            if pid == 0:
                task("inside")
                os._exit(0)
            os.waitpid(pid, 0)
            return pid
        """,
        call("go", Probe("task", 1)),
    )
    (made,) = evidence.calls
    assert made.process.parent == 0
    assert made.process.pid == evidence.steps[0].value


def test_a_printed_pid_is_nobody(judged: Judge) -> None:
    """Patching ``os.getpid`` changes a claim, not who called."""
    evidence = judged(
        """
        import os
        os.getpid = lambda: 4242

        def go(task): task(os.getpid())
        """,
        call("go", Probe("task", 1)),
    )
    (made,) = evidence.calls
    assert made.arguments == [4242]
    assert made.process.is_caller
    assert made.process.pid != 4242


FORGER = """
import json, os, socket

def speak(*messages):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect("/judge/socket")
    for message in messages:
        connection.send(message if isinstance(message, bytes) else json.dumps(message).encode())
    connection.settimeout(5)
    try:
        return connection.recv(60000).decode()
    except OSError as error:
        return type(error).__name__
"""


@pytest.mark.parametrize("role", ["caller", "supervisor"])
def test_a_forged_role_is_hung_up_on(judged: Judge, role: str) -> None:
    """There is one caller and one supervisor, and both were there before the student's code."""
    source = FORGER + f"def go(task): return speak({{'role': {role!r}}})"
    evidence = judged(source, call("go", Probe("task", 1)))
    assert evidence.steps[0].value in ("", "ConnectionResetError", "BrokenPipeError")
    assert len(evidence.processes) == 1
    assert evidence.ending is Ending.FINISHED


def test_a_forged_hello_of_a_probe_is_a_call_of_the_forger(judged: Judge) -> None:
    """Whoever speaks the protocol by hand is attested as the process that it is."""
    source = FORGER + "def go(task): return speak({'role': 'probe', 'name': 'task', 'process': 99, 'pid': 99})"
    evidence = judged(source, call("go", Probe("task", 1)))
    (made,) = evidence.calls
    assert made.process.is_caller


@pytest.mark.parametrize("garbage", [b"\x00\xff", b"{", b"[" * 50_000, b'{"role": "king"}'])
def test_garbage_ends_the_run(judged: Judge, garbage: bytes) -> None:
    """Nonsense on the judge's channel is the student's doing, and stops the run with words for it."""
    evidence = judged(FORGER + f"def go(task): return speak({garbage!r})", call("go", Probe("task", 1)))
    assert evidence.ending is Ending.GARBLED


def test_a_step_cannot_be_left_twice(judged: Judge) -> None:
    """A report that comes twice, or out of order, is not believed."""
    source = """
    import gc, json, socket

    def go(task):
        for found in gc.get_objects():
            if isinstance(found, socket.socket) and found.fileno() > 0:
                try:
                    found.send(json.dumps({"event": "left", "step": 0, "value": 1}).encode())
                    found.send(json.dumps({"event": "left", "step": 0, "value": 2}).encode())
                except OSError:
                    pass
        task("late")
    """
    evidence = judged(source, call("go", Probe("task", 1)))
    assert evidence.ending is Ending.GARBLED


def test_a_forked_copy_does_not_speak_for_the_caller(judged: Judge) -> None:
    """It has the caller's own connection from its parent, but the kernel names the sender of every packet."""
    source = """
    import gc, json, os, socket

    def go(task):
        child = os.fork()
        if child == 0:
            for found in gc.get_objects():
                if isinstance(found, socket.socket) and found.fileno() > 0:
                    try:
                        found.send(json.dumps({"event": "left", "step": 0, "value": 1}).encode())
                    except OSError:
                        pass
            os._exit(0)
        os.waitpid(child, 0)
        task("late")
    """
    evidence = judged(source, call("go", Probe("task", 1)))
    assert evidence.steps[0].left is None
    assert evidence.ending is Ending.GARBLED


def test_nonces_differ_from_call_to_call(judged: Judge) -> None:
    """No answer can be known before it is given, nor used for another task."""
    source = "def go(task): return [task('one'), task('two')]"
    first, second = (judged(source, call("go", Probe("task", 2))) for _ in range(2))
    answers = [one.answer for evidence in (first, second) for one in evidence.calls]
    assert len(set(answers)) == 4
    assert first.steps[0].value == answers[:2]


def test_nobody_speaks_through_a_connection_of_somebody_else(judged: Judge) -> None:
    """A child that only opens a connection and hands it on has not called: the kernel names who sends a hello."""
    source = """
    import json, os, socket
    from multiprocessing import Process

    def child(writing):
        judge = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        judge.connect("/judge/socket")
        socket.send_fds(writing, [b"x"], [judge.fileno()])
        writing.recv(1)

    def go(task):
        reading, writing = socket.socketpair()
        p = Process(target=child, args=(writing,))
        p.start()
        _, (number,), *_ = socket.recv_fds(reading, 10, 1)
        hello = {"role": "probe", "name": "task", "arguments": [], "thread": "MainThread"}
        socket.socket(fileno=number).send(json.dumps(hello).encode())
        reading.send(b"x")
        p.join()
    """
    evidence = judged(source, call("go", Probe("task", 1)))
    assert evidence.calls == []
    assert evidence.ending is Ending.GARBLED
