"""A pool that will never answer is told by its cause, on real processes under each start method."""

import pytest

from autograder.checks.endings import say_ending, where_to_begin
from autograder.checks.pools import why_silent
from autograder.engine.evidence import Ending, Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from autograder.sandbox.limits import Limits
from tests.conftest import Judge

PROGRAM = """
import os
import signal
import sys
from multiprocessing import Pool

class Failed(Exception):
    def __init__(self, item, cause):
        super().__init__(f"{item} failed")

class Result:
    def __init__(self, item):
        self.item = item
    def __setstate__(self, state):
        raise TypeError("not again")

def fails(task, item):
    raise Failed(task(item), "we")

def gives(task, item):
    task(item)
    return Result(item)

def leaves(task, item):
    task(item)
    sys.exit(3)

def is_killed(task, item):
    task(item)
    os.kill(os.getpid(), signal.SIGKILL)

def fails_plainly(task, item):
    raise KeyError(task(item))

def works(task, item):
    return task(item)

def raises(result):
    return len(result.none)

def wants_two(error, item):
    pass

def fails_by_value(task, item):
    raise ValueError(task(item))

def raises_again(error):
    raise error

def go(task, name, callback, error_callback):
    known = globals()
    with Pool(2) as pool:
        pool.apply_async(known[name], (task, "amber"), callback=known.get(callback),
                         error_callback=known.get(error_callback)).wait()
        pool.close()
        pool.join()
"""
WRONG, NOT_REBUILT = "the error callback has the wrong parameters", "what a worker sent cannot be rebuilt"
DIED = "a worker died at its work"
LIMITS = Limits(cpu_seconds=0.5)  # the pool itself computes on when its thread has died


def run(judged: Judge, *arguments: str, method: str = "fork") -> Evidence:
    """One run that comes to no end."""
    return judged(PROGRAM, call("go", Probe("task", 1), *arguments), start_method=method, limits=LIMITS)


@pytest.mark.parametrize(
    ("arguments", "method", "cause", "said"),
    [
        (("works", "raises", ""), "fork", "the callback raised", "program.py, line 39, in raises"),
        (("fails_plainly", "", "wants_two"), "spawn", WRONG, "with one argument, the exc"),
        (("fails_by_value", "", "raises_again"), "fork", "the error callback raised", "line 48, in raises_again"),
        (("fails", "", ""), "forkserver", NOT_REBUILT, "missing 1 required positional argument: 'cause'"),
        (("gives", "", ""), "fork", NOT_REBUILT, "not again"),
        (("leaves", "", ""), "spawn", DIED, "ended itself with exit status 3 after its call `task('amber')`"),
        (("is_killed", "", ""), "fork", DIED, "was killed by SIGKILL after its call `task('amber')`"),
        (("is_killed", "", ""), "forkserver", DIED, "was killed by SIGKILL after its call `task('amber')`"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_cause_is_told_first(judged: Judge, arguments: tuple[str, ...], method: str, cause: str, said: str) -> None:
    """Not that the program hangs or computes; and where the caller waits."""
    evidence = run(judged, *arguments, method=method)
    silence = why_silent(evidence)
    assert silence is not None
    assert silence.cause == cause
    assert said in silence.text
    assert "here the caller, in program.py, line " in silence.text
    assert say_ending(evidence) == silence.text
    assert "Which line keeps" not in where_to_begin(evidence, "Which line keeps the next task from starting?")


def test_a_worker_that_is_replaced_is_told_so(judged: Judge) -> None:
    """By what was born after its death."""
    silence = why_silent(run(judged, "is_killed", "", ""))
    assert silence is not None
    assert "A new worker has taken its place" in silence.text


def test_a_program_that_computes_is_still_told_so(judged: Judge) -> None:
    """And where."""
    source = "def go(task):\n    while True: pass\n"
    evidence = judged(source, call("go", Probe("task", 1)), limits=LIMITS)
    assert evidence.ending is Ending.BUSY
    assert say_ending(evidence).startswith("The program computed on and on")
    assert "program.py, line 2, in go" in say_ending(evidence)


def test_how_a_child_ended_is_the_kernels_word(judged: Judge) -> None:
    """Also when its parent has asked for its status long before."""
    source = """
    import os
    import signal
    from multiprocessing import Process

    def work(task, how):
        task(how)
        os._exit(7) if how == "exits" else os.kill(os.getpid(), signal.SIGKILL)

    def go(task):
        for how in ("exits", "is killed"):
            child = Process(target=work, args=(task, how))
            child.start()
            child.join()
    """
    evidence = judged(source, call("go", Probe("task", 2)))
    statuses = [one.status for one in evidence.made()]
    assert statuses == [7, -9]
