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
