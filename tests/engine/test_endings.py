"""However a program ends, the judge says how, and nothing of it is left."""

import os
from pathlib import Path

import pytest

from autograder import kernel
from autograder.engine import deadlines
from autograder.engine.deadlines import CAPPED_SECONDS
from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.steps import assign, call, describe, read
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import Judge

TASK = Probe("task", 1)


@pytest.fixture(autouse=True)
def nothing_is_left(sandbox: Sandbox) -> object:
    """After each test, no process that it started is there any more, and no run's folder."""
    before = set(kernel.descendants_of(os.getpid()))
    yield
    assert set(kernel.descendants_of(os.getpid())) <= before
    assert not list(sandbox.folder.glob("run-*"))


@pytest.mark.parametrize(
    ("source", "ending"),
    [
        ("def go(task): return 1", Ending.FINISHED),
        ("def go(task): raise ValueError('no')", Ending.FAILED),
        ("def gone(task): pass", Ending.FAILED),
        ("def go(task:", Ending.IMPORT_FAILED),
        ("import nowhere", Ending.IMPORT_FAILED),
        ("import sys\nsys.exit(0)", Ending.IMPORT_FAILED),
        ("import os\nos._exit(0)", Ending.EXITED),
        ("import os\ndef go(task): os._exit(3)", Ending.EXITED),
        ("import os\ndef go(task): os.kill(os.getpid(), 9)", Ending.EXITED),
        ("def go(task):\n  while True: print('x' * 100000)", Ending.TOO_MUCH_OUTPUT),
        ("import os\ndef go(task):\n  while True: os.fork()", Ending.TOO_MANY_PROCESSES),
    ],
)
def test_every_ending_is_told(judged: Judge, source: str, ending: Ending) -> None:
    """The ending that fits, for each way to end."""
    assert judged(source, call("go", TASK)).ending is ending


def test_exit_status_and_signal_are_observed(judged: Judge) -> None:
    """The supervisor says how the caller ended; a signal is a negative number."""
    assert judged("import os\ndef go(task): os._exit(3)", call("go", TASK)).exit_status == 3
    assert judged("import os\ndef go(task): os.kill(os.getpid(), 9)", call("go", TASK)).exit_status == -9


def test_a_forked_copy_that_returns_is_not_the_caller(judged: Judge) -> None:
    """After ``os.fork`` two processes return from the call; only the caller's return counts."""
    evidence = judged("import os\ndef go(task):\n    return os.fork()", call("go", TASK))
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].value > 0


def test_survivors_are_seen_when_a_step_returns(judged: Judge) -> None:
    """A child that was never waited for is alive when the call returns."""
    source = """
    from multiprocessing import Process
    def go(task): Process(target=task).start()
    """
    (seen,) = judged(source, call("go", TASK)).steps
    assert len(seen.survivors) == 1


def test_a_daemon_that_forked_twice_is_seen_and_killed(judged: Judge) -> None:
    """A process that left its family is still in the sandbox."""
    source = """
    import os, time

    def go(task):
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.write(writing, b"x")
                time.sleep(1000)
            os._exit(0)
        os.wait()
        os.read(reading, 1)
    """
    evidence = judged(source, call("go", TASK))
    assert len(evidence.leftovers) == 1


def test_steps_can_read_assign_and_describe(judged: Judge) -> None:
    """The caller does what the scenario says, and says what came of it, with exact types."""
    source = """
    from multiprocessing import Process
    x = 1
    class Worker(Process):
        def run(self): pass
    def go(): return [x, (x,), {x: None}, {x}, True, "text", 1.5]
    """
    evidence = judged(source, assign("x", 7), call("go"), read("x"), describe("Worker"))
    assert evidence.steps[1].value == [7, (7,), {7: None}, {7}, True, "text", 1.5]
    assert evidence.steps[2].value == 7
    assert evidence.steps[3].value == {"class": True, "process": True, "run": True}


@pytest.mark.parametrize(
    "value", ["float('nan')", "10**400", "type('L', (list,), {})()", "object()", "'\\ud800'", "b'x'"]
)
def test_values_that_are_not_plain_stay_opaque(judged: Judge, value: str) -> None:
    """What is not a plain builtin value equals nothing."""
    (seen,) = judged(f"def go(): return {value}", call("go")).steps
    assert type(seen.value).__name__ == "Opaque"


def test_a_value_that_is_too_large_is_told_so(judged: Judge) -> None:
    """A packet has a greatest size."""
    (seen,) = judged("def go(): return [['x' * 400] * 400] * 400", call("go")).steps
    assert seen.value.type == "too long"


def test_the_start_method_is_a_default_that_can_be_overridden(judged: Judge) -> None:
    """A submission may choose its own start method."""
    source = """
    import multiprocessing
    multiprocessing.set_start_method("spawn")
    def go(): return multiprocessing.get_start_method()
    """
    assert judged(source, call("go"), start_method="fork").steps[0].value == "spawn"
    source = "import multiprocessing\ndef go(): return multiprocessing.get_start_method()"
    assert judged(source, call("go"), start_method="forkserver").steps[0].value == "forkserver"


def test_a_global_can_be_changed_while_a_call_is_held(judged: Judge) -> None:
    """The change happens in the caller alone, while the child waits."""
    source = """
    from multiprocessing import Process
    x = 100
    def child(report):
        report(x)
    def go(report):
        p = Process(target=child, args=(report,))
        p.start()
        p.join()
        return x
    """
    evidence = judged(source, call("go", Probe("report", 1, watch=("x",))), change=("x", 7))
    assert evidence.steps[0].value == 7
    assert evidence.calls[0].arguments == [100]
    assert evidence.calls[0].watched == {"x": 100}


def test_probes_can_raise(judged: Judge) -> None:
    """A task can be made to fail."""
    source = """
    def go(task):
        try:
            return task("bad")
        except ValueError as error:
            return str(error)
    """
    evidence = judged(source, call("go", Probe("task", 1, fails=("bad",))))
    assert evidence.calls[0].raised
    assert evidence.steps[0].value == evidence.calls[0].answer


@pytest.mark.parametrize("path", ["/", "/dev", "/kit", "/home/student", "/judge", "/proc/1"])
def test_nothing_outside_scratch_space_can_be_written(judged: Judge, path: str) -> None:
    """Only /tmp and /dev/shm can be written, and both are private."""
    source = f"""
    def go():
        try:
            open({path!r} + "/written", "w")
        except OSError as error:
            return type(error).__name__
    """
    assert judged(source, call("go")).steps[0].value in ("OSError", "PermissionError", "FileNotFoundError")


def test_checks_and_references_are_out_of_reach(judged: Judge) -> None:
    """The course is not in the sandbox, nor in the memory or environment of anything in it."""
    source = f"""
    import os, sys, gc
    def go():
        paths = {str(Path(__file__).parents[2])!r}, {str(Path.home() / ".ssh")!r}, "/etc/passwd"
        found = [path for path in paths if os.path.exists(path)]
        try:
            found.append(open("/proc/1/environ").read())
        except OSError:
            pass
        try:
            os.listdir("/proc/1/fd")
            found.append("descriptors of process 1")
        except OSError:
            pass
        return found + sorted(os.environ.keys() - {{"PWD", "LC_CTYPE"}})
    """
    found = judged(source, call("go")).steps[0].value
    assert [one for one in found if one not in ("",)] == []


def test_the_memory_limit_is_an_error_of_the_program(judged: Judge) -> None:
    """A process that wants too much memory gets MemoryError; the grader goes on."""
    evidence = judged("def go(): return len(bytearray(3 << 30))", call("go"), limits=Limits())
    error = evidence.steps[0].error
    assert error is not None
    assert error.type == "MemoryError"


@pytest.mark.parametrize("seconds", [CAPPED_SECONDS, 60.0])
def test_the_process_limit_holds(judged: Judge, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """A bomb that leaves the grader's sight early is bounded by the kernel; it is seen if nobody counted in between."""
    monkeypatch.setattr(deadlines, "CAPPED_SECONDS", seconds)
    monkeypatch.setattr(deadlines, "RESOURCE_SECONDS", seconds)
    source = """
    import os
    def go():
        made = 0
        try:
            while True:
                if os.posix_spawn("/proc/self/exe", ["x", "-I", "-S", "-c", "import time; time.sleep(1000)"], {}):
                    made += 1
        except OSError:
            return made
    """
    evidence = judged(source, call("go"), limits=Limits(processes=30))
    assert evidence.ending is Ending.TOO_MANY_PROCESSES
    assert evidence.tasks == 30


def test_shared_memory_that_is_left_behind_is_evidence(judged: Judge) -> None:
    """A segment that nobody unlinked is named, and gone with the sandbox."""
    source = """
    from multiprocessing.shared_memory import SharedMemory
    kept = []
    def go(): kept.append(SharedMemory(create=True, size=64)); return kept[0].name
    """
    evidence = judged(source, call("go"))
    assert evidence.leftovers == [f"shared memory {evidence.steps[0].value}"]
