"""The student's file is loaded as at home: as the main module, in the caller and in every spawned child."""

import pytest

from autograder.engine.evidence import Ending
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call, read
from tests.conftest import Judge

SPAWNING = ("spawn", "forkserver")
WHO = """
import sys
from multiprocessing import Process

loaded_as = __name__
if __name__ == "__main__":
    raise AssertionError("a trial under a guard is run by nobody")

def go(task):
    child = Process(target=TARGET, args=(task,))
    child.start()
    child.join()
    return child.exitcode

def work(task):
    task(loaded_as, sys.modules["__main__"].loaded_as)
"""


@pytest.mark.parametrize("method", SPAWNING)
def test_a_child_loads_the_file_as_its_main_module(judged: Judge, method: str) -> None:
    """As ``multiprocessing`` has it for a script's children; the caller's own has the name of the file."""
    evidence = judged(
        WHO.replace("TARGET", "work"), call("go", Probe("task", 1)), read("loaded_as"), start_method=method
    )
    assert evidence.calls[0].arguments == ["__mp_main__", "__mp_main__"]
    assert [seen.value for seen in evidence.steps] == [0, "program"]
    (child,) = evidence.made()
    assert child.loaded is not None
    assert child.born < child.loaded < evidence.calls[0].arrived


@pytest.mark.parametrize("method", START_METHODS)
def test_a_child_loads_the_file_whatever_its_target_is(judged: Judge, method: str) -> None:
    """A target of the kit's own spares nobody the lines that stand under no guard."""
    source = (
        WHO.replace("TARGET", "task")
        + "\nimport multiprocessing\nif multiprocessing.current_process().name != 'MainProcess': 1 / 0\n"
    )
    evidence = judged(source, call("go", Probe("task", 1)), start_method=method)
    forked = method == "fork"
    assert evidence.ending is Ending.FINISHED
    assert evidence.steps[0].value == (0 if forked else 1)
    assert len(evidence.calls) == forked
    assert [one.is_stillborn for one in evidence.made()] == [not forked]


TRIAL = """
import multiprocessing

def double(number):
    return 2 * number

def go(task):
    with multiprocessing.Pool(2) as pool:
        return pool.apply(task)

with multiprocessing.Pool(2) as pool:
    print(pool.map(double, [1, 2]))
"""


def test_a_pool_that_is_made_as_the_file_is_loaded_works_under_fork(judged: Judge) -> None:
    """No import is going on for which the pool's threads or its workers would wait."""
    evidence = judged(TRIAL, call("go", Probe("task", 1)))
    assert evidence.ending is Ending.FINISHED
    assert evidence.output == "[2, 4]\n"


@pytest.mark.parametrize("method", SPAWNING)
def test_a_pool_whose_workers_cannot_load_the_file_is_stopped_soon(judged: Judge, method: str) -> None:
    """It would make new workers without end; they are told apart from those that did some work."""
    evidence = judged(TRIAL, call("go", Probe("task", 1)), start_method=method)
    assert evidence.ending is Ending.TOO_MANY_PROCESSES
    assert not evidence.steps
    assert 12 < len(evidence.stillborn()) < 30
    assert "bootstrapping phase" in evidence.errors


RETURNS_TWICE = """
import os

def go(task):
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
    else:
        task("in the copy")
        END
"""


@pytest.mark.parametrize(("end", "copies"), [("", 1), ("return 5", 1), ("os._exit(0)", 0), ("raise SystemExit", 0)])
def test_a_copy_of_the_caller_that_returns_is_seen(judged: Judge, end: str, copies: int) -> None:
    """It goes on with the caller's work at home; one that ends itself is a child like any other."""
    evidence = judged(RETURNS_TWICE.replace("END", end), call("go", Probe("task", 1)))
    assert evidence.ending is Ending.FINISHED
    assert [copy.number for copy in evidence.steps[0].copies] == [1] * copies
    assert evidence.steps[0].copies == [one.process for one in evidence.calls][:copies]


@pytest.mark.parametrize(("end", "status"), [("raise SystemExit(3)", 3), ("1 / 0", 1), ("raise SystemExit", 0)])
def test_what_a_copy_raises_ends_it_as_at_home(judged: Judge, end: str, status: int) -> None:
    """With the exit status that Python gives, and with a traceback that names the line."""
    source = RETURNS_TWICE.replace("os.waitpid(pid, 0)", "return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])")
    evidence = judged(source.replace("END", end), call("go", Probe("task", 1)))
    assert evidence.steps[0].value == status
    assert evidence.steps[0].copies == []
    assert ("ZeroDivisionError" in evidence.errors) is (status == 1)


STARTED = {
    "waited for": "subprocess.run([PYTHON, '-c', ''])",
    "there": "child = subprocess.Popen([PYTHON, '-c', 'import time; time.sleep(1000)'])",
    "a zombie": "child = os.posix_spawn(PYTHON, ['python', '-c', ''], {})",
    "an orphan": "subprocess.run([PYTHON, '-c', 'import os; os.posix_spawn(os.sys.executable, [\"python\"], {})'])",
}


@pytest.mark.parametrize("state", STARTED)
def test_a_process_that_is_started_at_import_without_a_word_is_seen(judged: Judge, state: str) -> None:
    """By the kernel's word, whether it is still there or was waited for."""
    beginning = "import os, subprocess, sys\nPYTHON = sys.executable\n"
    assert judged(beginning + STARTED[state]).unannounced
    assert not judged(beginning).unannounced


def test_who_says_hello_after_the_file_was_loaded_is_counted_once(judged: Judge) -> None:
    """A process that was on its way then is no other one than that which comes."""
    source = "from multiprocessing import Process\nProcess(target=print).start()\ndef go(task):\n    task()\n"
    evidence = judged(source, call("go", Probe("task", 1)))
    assert len(evidence.made()) == 1
    assert evidence.unannounced == []
