"""``python -m tests.benchmarks.worst_submission [ATTACK]...``: what one submission can cost, with the shipped limits.

Ten of the attacks in ``tests/attacks/cases/`` that take the most time are handed in one after another, each to all
exercises of the course, and graded by ``autograder grade``. Printed are the wall and processor seconds of each, of all
processes (a control group counts them, as root), the references included; how the results came out; and the longest.
It is to be no more than ten minutes of an idle machine. ``--exercise NN`` takes one exercise alone, an attack's number
the attacks of that name alone, and ``--workers 1`` tells how long one grader alone takes. Whether the machine was idle
is for whoever runs it to see.
"""

import argparse
import ast
import json
import subprocess
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from autograder.checks.course import Course, Exercise
from tests.attacks.corpus import Case, load_cases
from tests.benchmarks.floor import begin_accounting, end_accounting, measure
from tests.conftest import ROOT

WORST = (
    *("33_fork_bomb", "34_setsid_bomb", "37_memory_of_many", "46_endless_output", "47_dripping_output"),
    *("48_busy_loop", "51b_big_integer", "78a_computing_without_end", "78b_waiting_without_end", "81_large_arguments"),
)
ADAPTER = """

def _attack(*given):
    flat = [one for each in given for one in (each if isinstance(each, list) else [each])]
    return launch(next(filter(callable, flat), print), "name")
"""
FUNCTION = "\n\ndef {name}(*given):\n    return _attack(*given)\n"
CLASS = (
    "\n\nimport multiprocessing\n\nclass {name}(multiprocessing.Process):\n"
    "    def __init__(self, *given):\n        super().__init__()\n        _attack(*given)\n"
)


def adapted(case: Case, exercise: Exercise) -> bytes:
    """An attack under every name that an exercise asks for; each begins it with the task that it is given."""
    source = case.source.decode() + ADAPTER
    for made in ast.parse((exercise.folder / exercise.file).read_text()).body:
        if isinstance(made, ast.FunctionDef) and made.name != "launch":
            source += FUNCTION.format(name=made.name)
        elif isinstance(made, ast.ClassDef):
            source += CLASS.format(name=made.name)
    return source.encode()


def hand_in(case: Case, exercises: tuple[Exercise, ...], folder: Path) -> None:
    """Put the attack into a folder of submissions."""
    for exercise in exercises:
        target = folder / "eve" / exercise.name / exercise.file
        target.parent.mkdir(parents=True)
        target.write_bytes(adapted(case, exercise))


def grade(submissions: Path, results: Path, names: list[str], workers: int | None) -> None:
    """Have the command grade them."""
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), "--results", str(results)]
    command += [word for name in names for word in ("--exercise", name)]
    command += ["--workers", str(workers)] if workers else []
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)


def outcomes(results: Path) -> str:
    """How many exercises came to which outcome."""
    (student,) = json.loads((results / "results.json").read_text())["students"]
    counted = Counter(one["outcome"] for one in student["exercises"])
    return ", ".join(f"{number} {name}" for name, number in counted.items())


def main() -> None:
    """Grade each attack, and print a line for it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.worst_submission")
    parser.add_argument("attacks", nargs="*", help="beginnings of names, as 78b; by default the ten worst")
    parser.add_argument("--exercise", action="append", default=[], help="this exercise alone, by name or number")
    parser.add_argument("--workers", type=int)
    given = parser.parse_args()
    exercises = Course.load(ROOT).pick(given.exercise)
    names = [one.name for one in exercises]
    wanted = tuple(f"attack_{name}" for name in given.attacks or WORST)
    group, longest = begin_accounting(), 0.0
    try:
        for case in (one for one in load_cases() if one.name.startswith(wanted)):
            with tempfile.TemporaryDirectory(prefix="worst-") as name:
                folder = Path(name)
                hand_in(case, exercises, folder / "class")
                work = partial(grade, folder / "class", folder / "results", names, given.workers)
                wall, processor = (spent / 1000 for spent in measure(work, group))
                longest = max(longest, wall)
                told = outcomes(folder / "results")
            print(f"{wall:7.1f} s wall {processor:7.1f} s processor  {case.name}: {told}", flush=True)
    finally:
        end_accounting(group)
    print(f"The longest took {longest / 60:.1f} minutes, with {len(exercises)} exercises.")


if __name__ == "__main__":
    main()
