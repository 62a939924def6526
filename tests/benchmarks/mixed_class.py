"""Measure what a class of right and wrong programs costs, with this tree and with another checkout.

``python -m tests.benchmarks.mixed_class CHECKOUT`` makes a class of 60 students from ``solutions/`` by a seed, for each
exercise a right program or, for 40 %, one with a mistake, and has both trees grade it, in turns, so that a noisy
machine slows both. Processor time has all processes in it (a control group counts them, as root). What is printed are
the ratios of this tree to the other one, their median and their spread, and how many verdicts differ: none should
but those of programs that depend on the order of things. ``--students`` and exercises make it smaller; ``--floor``
compares right programs with the bare ones (:mod:`tests.benchmarks.floor`) in both trees.

Measured on 2026-11-27, Linux 6.18 on two processors on which 15 to 20 others wanted to run all the time, level A,
Python 3.11: 3 students by 12 exercises, one pair, against commit 3eb5aa0: 0.63 of its processor time and 0.71 of its
wall time, the start of both and the references included; none of 468 verdicts and names differed. The right
programs of 01, 07 and 12 took 1.38 times the processor time of the bare ones, and 2.10 times before, medians of three
rounds, one tree after the other. Neither an idle machine nor the class of 60 was measured.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from autograder.checks.course import Course, Exercise
from tests.benchmarks.floor import begin_accounting, end_accounting, measure
from tests.conftest import ROOT

FAILING = 0.4
SEED = "mixed class"
Verdicts = dict[tuple[str, ...], str]


def make_class(folder: Path, exercises: tuple[Exercise, ...], students: int) -> None:
    """Write the programs of so many students into ``folder``; the same ones each time."""
    draw = random.Random(SEED)
    for number in range(students):
        for exercise in exercises:
            right = [exercise.solution / exercise.file, *sorted((exercise.solution / "alternatives").glob("*.py"))]
            wrong = sorted((exercise.solution / "mistakes").glob("*.py"))
            program = draw.choice(wrong if draw.random() < FAILING else right)
            target = folder / f"student{number:03}" / exercise.name / exercise.file
            target.parent.mkdir(parents=True)
            # no two programs are the same, so that what this costs is what different programs cost
            target.write_bytes(program.read_bytes() + f"\n# student {number}\n".encode())


def grade(tree: Path, submissions: Path, results: Path, names: list[str], workers: int | None) -> None:
    """Have one tree grade the class, by its own command."""
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), "--results", str(results)]
    command += ["--seed", SEED, *(word for name in names for word in ("--exercise", name))]
    command += ["--workers", str(workers)] if workers else []
    done = subprocess.run(
        command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)


def verdicts_of(results: Path) -> Verdicts:
    """Each verdict and each mistake's name, by student, exercise, check and start method."""
    found: Verdicts = {}
    for student in json.loads((results / "results.json").read_text())["students"]:
        for result in student["exercises"]:
            where = student["student"], result["exercise"]
            found[(*where, "name")] = str((result.get("diagnosis") or {}).get("mistake"))
            for verdict in result["verdicts"]:
                found[(*where, verdict["check"], verdict["start_method"])] = verdict["outcome"]
    return found


def show(name: str, ratios: list[float]) -> None:
    """One line: the median of the ratios, and from which to which they reach."""
    print(f"{name}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})", flush=True)


def compare(given: argparse.Namespace, folder: Path) -> None:
    """Grade the class in pairs, the order changing, and print the ratios."""
    course = Course.load(ROOT)
    make_class(folder / "class", course.pick(given.exercises), given.students)
    trees = {"this": ROOT, "other": given.checkout.resolve()}
    group, pairs = begin_accounting(), []
    try:
        for number in range(given.rounds):
            costs: dict[str, tuple[float, float]] = {}
            for name in sorted(trees, reverse=bool(number % 2)):
                shutil.rmtree(folder / name, ignore_errors=True)
                rest = folder / "class", folder / name, given.exercises, given.workers
                costs[name] = measure(partial(grade, trees[name], *rest), group)
                print(f"{name:5} {costs[name][0] / 1000:7.1f} s wall {costs[name][1] / 1000:7.1f} s CPU", flush=True)
            pairs.append(costs)
    finally:
        end_accounting(group)
    for place, what in enumerate(("wall", "processor")):
        show(f"{what} time, this / other", [one["this"][place] / one["other"][place] for one in pairs])
    ours, theirs = verdicts_of(folder / "this"), verdicts_of(folder / "other")
    differing = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
    print(f"{len(differing)} of {len(ours)} verdicts and names differ", *sorted(differing), sep="\n  ")


def main() -> None:
    """Compare two trees, or both with the bare programs."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mixed_class")
    parser.add_argument("checkout", type=Path, help="another checkout of this repository")
    parser.add_argument("exercises", nargs="*", help="these exercises alone, by name or number")
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--floor", action="store_true", help="compare right programs with the bare ones instead")
    given = parser.parse_args()
    if given.floor:
        for tree in (ROOT, given.checkout.resolve()):
            command = [sys.executable, "-m", "tests.benchmarks.floor", str(given.rounds), *given.exercises]
            print(f"{'this' if tree == ROOT else 'other'} tree, graded / bare:", flush=True)
            subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(given, Path(folder))


if __name__ == "__main__":
    main()
