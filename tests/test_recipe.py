"""The recipe of CONTRIBUTING.md, followed to the letter for one throwaway exercise in a copy of the course."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

RECIPE = (ROOT / "CONTRIBUTING.md").read_text().partition("## Add an exercise")[2].partition("\n## ")[0]
STEPS = re.findall(r"^\d+\. `([^`]+)`", RECIPE, re.MULTILINE)
COMMANDS = re.findall(r"^    (autograder .+)$", RECIPE, re.MULTILINE)

# What an author writes at each step: an exercise about multiprocessing.Queue.
TOML = """\
title = "Bring results home through a queue"
objective = "let children send their results to the caller through a queue"
listing = "none; made up"
"""
REFERENCE = '''\
"""Bring results home through a queue."""

from multiprocessing import Process, Queue


def child(task, queue):
    """Runs in each child: send what `task()` returns."""
    ### BEGIN SOLUTION
    queue.put(task())
    ### END SOLUTION


def gather(task, n):
    """Let `n` children call `task()` at once; return the list of what it returned."""
    ### BEGIN SOLUTION
    queue = Queue()
    processes = [Process(target=child, args=(task, queue)) for _ in range(n)]
    for process in processes:
        process.start()
    results = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    return results
    ### END SOLUTION
'''
CHECKS = '''\
"""The checks of 13_results_queue."""

import pytest

from autograder import Probe, Scenario, call


def several_children(draw):
    """A drawn number of children send one result each."""
    n = draw.workers()
    return Scenario(call("gather", Probe("task", calls=n, together=n), n, keep="results"))


@pytest.mark.points(3)
def test_all_children_work_at_once(run):
    """Each of `n` children calls `task()` once, and all of them are at work at the same time."""
    task = run(several_children).probe("task")
    task.was_called()
    task.ran_in_children()
    task.ran_in_processes()
    task.ran_together()


@pytest.mark.points(3)
def test_every_result_comes_back(run):
    """`gather` returns the list of what `task()` returned in each child, in any order."""
    seen = run(several_children)
    seen.probe("task").was_called()
    seen.probe("task").ran_in_children()
    results = seen.value("gather")
    if type(results) is not list or sorted(map(str, results)) != sorted(seen.probe("task").answers):
        seen.fail("`gather` returns what every child has sent", f"It returned {results!r}.")
'''
SUBCLASS = """\
from multiprocessing import Process, Queue


class Sender(Process):
    def __init__(self, task, queue):
        super().__init__()
        self.task, self.queue = task, queue

    def run(self):
        self.queue.put(self.task())


def gather(task, n):
    queue = Queue()
    senders = [Sender(task, queue) for _ in range(n)]
    for sender in senders:
        sender.start()
    results = []
    while len(results) < n:
        results.append(queue.get())
    for sender in senders:
        sender.join()
    return results
"""
SIMPLE = REFERENCE.replace("Process, Queue", "Process, SimpleQueue").replace("Queue()", "SimpleQueue()")
PLAIN_LIST = '''\
"""The children wrote into a list that only they have.

Each process has its own memory. What a child appends to a list is in the child's own copy of it.

Who can read what a child writes, and what is there that both can reach?
"""
# fails: test_every_result_comes_back

from multiprocessing import Process


def child(task, results):
    results.append(task())


def gather(task, n):
    results = []
    processes = [Process(target=child, args=(task, results)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return results
'''
FIRST_ONLY = '''\
"""One result was fetched, and the others stayed in the queue.

Each child sent a result. A queue gives one of them at a time.

How many have been sent, and how many times does your program ask?
"""
# fails: test_every_result_comes_back

from multiprocessing import Process, Queue


def child(task, queue):
    queue.put(task())


def gather(task, n):
    queue = Queue()
    processes = [Process(target=child, args=(task, queue)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [queue.get()]
'''
WRITTEN = {
    "exercises/NN_topic/exercise.toml": {"exercise.toml": TOML},
    "solutions/NN_topic/topic.py": {"results_queue.py": REFERENCE},
    "exercises/NN_topic/test_topic.py": {"test_results_queue.py": CHECKS},
    "solutions/NN_topic/alternatives/*.py": {"subclass.py": SUBCLASS, "simple_queue.py": SIMPLE},
    "solutions/NN_topic/mistakes/*.py": {"plain_list.py": PLAIN_LIST, "first_only.py": FIRST_ONLY},
    "exercises/NN_topic/README.md": {"README.md": "# 13 Bring results home through a queue\n"},
    "solutions/NN_topic/NOTES.md": {"NOTES.md": "# 13: notes for instructors\n"},
    "assignment.toml": {},  # a line is added to it
}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def follow(course: Path) -> None:
    """Write the files of every step."""
    for step in STEPS:
        folder = (course / step).parent
        folder = Path(str(folder).replace("NN_topic", "13_results_queue"))
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in WRITTEN[step].items():
            (folder / name).write_text(text, encoding="utf-8")
    assignment = course / "assignment.toml"
    assignment.write_text(assignment.read_text().replace("\n12_", "\n13_results_queue = 1\n12_", 1))


def test_the_recipe_adds_an_exercise_and_touches_no_file_of_the_kit(tmp_path: Path) -> None:
    """Every step has its file, every command ends well, and autograder/ is byte for byte what it was."""
    assert set(STEPS) == set(WRITTEN)
    assert COMMANDS == ["autograder verify --record NN", "autograder page", "autograder verify NN"]
    leave_out = shutil.ignore_patterns("__pycache__")
    for part in ("exercises", "solutions", "autograder"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=leave_out)
    shutil.copy(ROOT / "assignment.toml", tmp_path)
    before = contents(tmp_path / "autograder")
    follow(tmp_path)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tmp_path)}
    for command in COMMANDS:
        words = [sys.executable, "-m", *shlex.split(command.replace("NN", "13"))]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "all as they should be" in done.stdout
    assert "13_results_queue/README.md" in (tmp_path / "exercises/README.md").read_text()
    assert contents(tmp_path / "autograder") == before
