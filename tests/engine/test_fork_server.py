"""Under forkserver each child loads the student's script itself, whichever Python runs it."""

import pytest

from autograder.engine.evidence import Ending, Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import run_script
from tests.conftest import Judge

GUARDED = """
import os
from multiprocessing import get_context
import work

LOADED_IN = os.getpid()

def tell():
    work.task(LOADED_IN == os.getpid())

if __name__ == "__main__":
    get_context("forkserver").Process(target=tell).start()
"""
UNGUARDED = """
from multiprocessing import get_context
import work

get_context("forkserver").Process(target=work.task, args=("we",)).start()
print("main")
"""

NESTED = """
from multiprocessing import get_context
import work

def tell(depth):
    work.task(depth)

def ask(depth, context):
    p = context.Process(target=tell, args=(depth,))
    p.start()
    p.join()

if __name__ == "__main__":
    context = get_context("forkserver")
    reader, writer = context.Pipe(duplex=False)
    own = context.Process(target=tell, args=(1,))
    other = context.Process(target=ask, args=(2, context))
    own.start()
    other.start()
    own.join()
    other.join()
"""


def run(judged: Judge, source: str, start_method: str) -> Evidence:
    """One run of a script that is given ``work``."""
    given = {"work": {"task": Probe("task", 1, answer="nothing")}}
    return judged(source, run_script(), given=given, start_method=start_method)


@pytest.mark.parametrize("start_method", ["fork", "forkserver"])
def test_a_child_loads_the_script_itself(judged: Judge, start_method: str) -> None:
    """It is no copy of a server that has loaded it, whether forkserver is the default or the script's own choice."""
    (made,) = run(judged, GUARDED, start_method).calls_of("task")
    assert made.arguments == [True]
    assert made.process.parent_is_server


@pytest.mark.parametrize("start_method", ["fork", "forkserver"])
def test_a_missing_guard_shows_in_the_child(judged: Judge, start_method: str) -> None:
    """The script starts its one child, which fails before the task; the script itself comes to its end."""
    evidence = run(judged, UNGUARDED, start_method)
    assert (evidence.ending, len(evidence.made()), evidence.calls) == (Ending.FINISHED, 1, [])
    assert evidence.output == "main\n"
    assert "RuntimeError" in evidence.errors


def test_whoever_asks_the_fork_server_is_known(judged: Judge) -> None:
    """A process that a child has asked for is no child of the caller's, although both have the same parent."""
    given = {"work": {"task": Probe("task", 2, answer="nothing")}}
    evidence = judged(NESTED, run_script(), given=given, start_method="spawn")
    calls = {call.arguments[0]: call.process for call in evidence.calls_of("task")}
    assert {depth: (one.parent_is_server, one.is_child) for depth, one in calls.items()} == {
        1: (True, True),
        2: (True, False),
    }
