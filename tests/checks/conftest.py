"""A small exercise in a course of its own, for the tests of what checks do."""

from pathlib import Path

import pytest

CHECKS = """
import pytest
from autograder import Probe, Scenario, call

def one_call(draw):
    return Scenario(call("go", Probe("task", calls=1), draw.name()))

@pytest.mark.points(3)
def test_the_task_runs(run):
    '''The task is called.'''
    run(one_call).probe("task").was_called()

@pytest.mark.points(3)
def test_in_a_child(run):
    '''The task runs in a child process.'''
    run(one_call).probe("task").ran_in_children()
"""
IN_THE_CALLER = "def go(task, name): task(name)\n"
IN_A_CHILD = """
from multiprocessing import Process
def go(task, name):
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
"""


@pytest.fixture
def exercise(pytester: pytest.Pytester) -> Path:
    """A small exercise in a course of its own; the session is in its folder."""
    folder = pytester.path / "course" / "exercises" / "50_small"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text('title = "Small"\nobjective = "do it"\nlisting = "none"\n')
    (folder / "test_small.py").write_text(CHECKS)
    (folder / "small.py").write_text(IN_A_CHILD)
    return folder
