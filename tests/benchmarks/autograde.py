"""The cost of nbgrader's autograding with the kit, beside the stock one running the same checks in a kernel.

``python -m tests.benchmarks.autograde [ROUNDS]`` grades the notebooks of a few students both ways, in turn, in
one run, and prints wall and processor seconds (children included) of each pair and their ratios. To start
nbgrader takes several seconds either way; so the notebooks that one command grades share them.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.gradebook.course import RIGHT, Notebook, hand_in, make_course, run

STOCK = "--Autograde.exporter_class=nbconvert.exporters.NotebookExporter"
PATIENT = "--Execute.timeout=600"
STUDENTS = 6
Cost = tuple[float, float]


def measure(course: Path, *options: str) -> Cost:
    """Wall and processor seconds of one run of `nbgrader autograde`."""
    before, began = os.times(), time.perf_counter()
    done = run("nbgrader", "autograde", "week1", "--force", *options, cwd=course)
    wall, after = time.perf_counter() - began, os.times()
    if done.returncode:
        raise SystemExit(done.stderr)
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, spent


def main() -> None:
    """Measure in pairs, the order changing, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder))
        for number in range(STUDENTS):
            hand_in(course, f"student{number}", Notebook.released(course).write(RIGHT))
        pairs: list[tuple[Cost, Cost]] = []
        for number in range(rounds):
            first, second = ((), (STOCK, PATIENT)) if number % 2 else ((STOCK, PATIENT), ())
            costs = {first: measure(course, *first), second: measure(course, *second)}
            pairs.append((costs[()], costs[STOCK, PATIENT]))
            shutil.rmtree(course / "autograded")
            for name, (wall, spent) in zip(("ours", "stock"), pairs[-1], strict=True):
                print(f"{name:5} {wall:6.2f} s wall {spent:6.2f} s CPU", flush=True)
    for index, name in enumerate(("wall", "CPU")):
        ratio = statistics.median(stock[index] / ours[index] for ours, stock in pairs)
        print(f"stock / ours, {name}: {ratio:.2f} (median of {rounds})")


if __name__ == "__main__":
    main()
