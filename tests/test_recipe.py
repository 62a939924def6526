"""The recipe of CONTRIBUTING.md, followed to the letter for one throwaway exercise in a copy of the course."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

RECIPE = (ROOT / "CONTRIBUTING.md").read_text().partition("## Add an exercise")[2].partition("\n## ")[0]
STEPS = re.findall(r"^\d+\. `([^`]+)`", RECIPE, re.MULTILINE)
COMMANDS = re.findall(r"^    (autograder .+)$", RECIPE, re.MULTILINE)

pytestmark = pytest.mark.timeout(7200)  # on a machine that is shared, a session in a session takes its time

# What an author writes at each step: an exercise about multiprocessing.Queue.
TOML = """\
title = "Bring results home through a queue"
objective = "let children send their results to the caller through a queue"
listing = "none; made up"
minutes = 30
needs = ["07_start_all_join_all"]
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
"""The checks of 13_results_queue. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, ObservedRun, Probe, Scenario, call

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]


def several_children(draw: Draw) -> Scenario:
    """A drawn number of children send one result each."""
    n = draw.workers()
    return Scenario(call("gather", Probe("task", calls=n, together=n), n, keep="results"))


@pytest.mark.points(3)
def test_all_children_work_at_once(run: Run) -> None:
    """Each of `n` children calls `task()` once, and all of them are at work at the same time."""
    task = run(several_children).probe("task")
    task.was_called()
    task.ran_in_children()
    task.ran_in_processes()
    task.ran_together()


@pytest.mark.points(3)
def test_every_result_comes_back(run: Run) -> None:
    """`gather` returns the list of what `task()` returned in each child, in any order."""
    observed = run(several_children)
    observed.probe("task").was_called()
    observed.probe("task").ran_in_children()
    results = observed.value("gather")
    if type(results) is not list or sorted(map(str, results)) != sorted(observed.probe("task").answers):
        observed.fail("`gather` returns what every child has sent", f"It returned {results!r}.")
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
MISTAKE = '''\
"""{explanation}
"""
# fails: {checks}
{declared}
from multiprocessing import Process, Queue


def child(task, queue):
    queue.put(task())


def write(task, results):
    results.append(task())


def gather(task, n):
{body}'''
START = """\
    queue = Queue()
    processes = [Process(target=child, args=(task, queue)) for _ in range(n)]
    for process in processes:
        process.start()
"""
JOIN = """\
    for process in processes:
        process.join()
"""
AT_ONCE, ALL_BACK = "test_all_children_work_at_once", "test_every_result_comes_back"
# Of each mistake: what the student reads, the checks that it fails, the body of `gather`, and its construct.
MISTAKES = {
    "plain_list": (
        "The children wrote into a list that only they have.\n\nEach process has its own memory. What a child appends "
        "to a list is in the child's own copy of it.\n\nWho can read what a child writes, and what can both reach?",
        ALL_BACK,
        START.replace("Queue()", "[]").replace("child,", "write,") + JOIN + "    return queue\n",
        "# has: $L = []\n#      Process(args=(..., $L, ...), ...)\n# ok: queue = Queue()",
    ),
    "first_only": (
        "One result was fetched, and the others stayed in the queue.\n\nEach child sent a result. A queue gives one of "
        "them at a time.\n\nHow many have been sent, and how many times does your program ask?",
        ALL_BACK,
        START + JOIN + "    return [queue.get()]\n",
        "# has: return [$_.get()]\n# ok: return [queue.get() for _ in range(n)]",
    ),
    "nothing_returned": (
        "The results were fetched, and nobody was given them.\n\nA function without a `return` gives None. The list is "
        "gone when the function is over.\n\nWhat does the caller of `gather` get to see?",
        ALL_BACK,
        START + "    results = [queue.get() for _ in processes]\n" + JOIN,
        "# has: $R = $_\n# has not: def gather(...):\n#              return $_\n"
        "# ok: def gather(task, n):\n#         return results",
    ),
    "never_started": (
        "The processes were made, but never started.\n\n`Process(...)` makes an object that could become a process. "
        "Nothing runs before it is told to.\n\nWhich method of a `Process` makes a child?",
        f"{AT_ONCE}, {ALL_BACK}",
        START.partition("    for")[0] + "    return []\n",
        "# has: Process(...)\n# has not: $_.start()\n# has not: $_.run()\n# ok: Process(target=child).start()",
    ),
    "run_instead_of_start": (
        "`run()` was called instead of `start()`, and that makes no process.\n\n`run` is what the child does. Whoever "
        "calls it does the work in its own process.\n\nIn which process is the task, by `os.getpid()`?",
        f"{AT_ONCE}, {ALL_BACK}",
        START.replace("start()", "run()") + "    return [queue.get() for _ in processes]\n",
        "# has: $_.run()\n# has not: $_.start()\n# ok: process.start()",
    ),
    "one_after_another": (
        "Each child was started after the one before had ended.\n\nA `join` in the loop that starts the children waits "
        "for each of them before the next one begins.\n\nWhere does the caller wait, and who works meanwhile?",
        AT_ONCE,
        START + "        process.join()\n    return [queue.get() for _ in processes]\n",
        "# has: for $P in $_:\n#          $P.start()\n#          $P.join()\n# ok: process.join()",
    ),
}
README = """\
# 13 Bring results home through a queue

*About 30 minutes. Do exercise 07 before it.*

A queue carries what a child has found out to whoever waits at its other end.

## Your task

In `results_queue.py`, write `child(task, queue)` and `gather(task, n)`: `n` children call `task()` at once, and
`gather` returns the list of what it returned, in any order.

## Example

```python
def greet():
    return "hello"

if __name__ == "__main__":
    print(gather(greet, 2))
```

prints

```
['hello', 'hello']
```

## What is graded (6 points)

| check | points |
|---|---|
| `n` children call the task, all at the same time | 3 |
| every result comes back | 3 |

## What a run may use

Only Python's own modules are there when you are graded. Of what a run prints, the first 20 kB are kept, and the last
12 lines of these are shown. A run that writes more than 4 MiB is stopped. All runs of your program together end after
40 s, or later on a machine that is busy.

## How to check it

    autograder check 13

## What Python's documentation says

*multiprocessing — Process-based parallelism*, section *Exchanging objects between processes*: queues are thread and
process safe.
"""
WRITTEN = {
    "exercises/NN_topic/exercise.toml": {"exercise.toml": TOML},
    "solutions/NN_topic/topic.py": {"results_queue.py": REFERENCE},
    "exercises/NN_topic/test_topic.py": {"test_results_queue.py": CHECKS},
    "solutions/NN_topic/alternatives/*.py": {"subclass.py": SUBCLASS, "simple_queue.py": SIMPLE},
    "solutions/NN_topic/mistakes/*.py": {
        f"{name}.py": MISTAKE.format(explanation=explanation, checks=checks, body=body, declared=declared)
        for name, (explanation, checks, body, declared) in MISTAKES.items()
    },
    "exercises/NN_topic/README.md": {"README.md": README},
    "solutions/NN_topic/NOTES.md": {"NOTES.md": "# 13: notes for instructors\n"},
    "assignment.toml": {},  # a line is added to it
}


def follow(course: Path) -> None:
    """Write the files of every step."""
    for step in STEPS:
        folder = (course / step).parent
        folder = Path(str(folder).replace("NN_topic", "13_results_queue"))
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in WRITTEN[step].items():
            (folder / name).write_text(text, encoding="utf-8")
    assignment = course / "assignment.toml"
    assignment.write_text(re.sub(r"(?m)^12_.*$", r"\g<0>\n13_results_queue = 1", assignment.read_text()))


# What holds every exercise to the rules of the house; what grades the others' programs is left out of it.
RULES = (
    *("tests/test_course.py", "tests/test_quality.py", "tests/test_instructions.py", "tests/docs"),
    *("tests/checks/test_assignment.py", "tests/reports/test_course_page.py", "tests/gradebook/test_release.py"),
)


def run(*words: str, folder: Path) -> str:
    """Run a command in the copy, with the copy's own kit; what it printed. It must end well."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=3000)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, as git has it, in which the recipe was followed to its end."""
    assert set(STEPS) == set(WRITTEN)
    assert COMMANDS == ["autograder verify --record NN", "autograder page", "autograder verify NN"]
    folder = tmp_path_factory.mktemp("project")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    run("git", "init", "--quiet", folder=folder)
    run("git", "add", "--all", folder=folder)
    follow(folder)
    for command in COMMANDS:
        said = run(sys.executable, "-m", *shlex.split(command.replace("NN", "13")), folder=folder)
    assert "all as they should be" in said
    return folder


def test_the_recipe_adds_an_exercise_and_touches_no_file_of_the_kit(course: Path) -> None:
    """Every step has its file, every command ends well, and what was there before is what it was."""
    changed = run("git", "status", "--porcelain", "--untracked-files=all", folder=course).splitlines()
    known = ("exercises/13_results_queue/", "solutions/13_results_queue/", "exercises/README.md", "assignment.toml")
    assert [line for line in changed if line[:2] != "A " and not line[3:].startswith(known)] == []
    assert "13_results_queue/README.md" in (course / "exercises/README.md").read_text()


def test_the_projects_own_tests_pass_with_what_the_recipe_has_added(course: Path) -> None:
    """Its rules for every exercise, the proof of the new one, types, style and architecture."""
    others = [path.name for path in (ROOT / "exercises").iterdir() if path.is_dir()]
    chosen = " and ".join(f"not {name}" for name in others)
    words = sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rA", "-k", chosen, *RULES
    said = run(*words, folder=course)
    for proof in ("reference_results_queue", "mistake_first_only", "alternative_subclass", "is_complete", "ruff check"):
        assert re.search(rf"^PASSED .*{proof}", said, re.MULTILINE), said
