"""The cost of nbgrader's autograding with the kit, beside the stock one whose check cells hold ordinary asserts.

``python -m tests.benchmarks.autograde [ROUNDS] [STUDENTS]`` grades the notebooks of a few students both ways, in
turn, in one run, and prints wall and processor seconds (children included) of each pair and their ratios. The stock
course has the same exercise and as many check cells; they try, under fork alone, what such cells usually try, in a
kernel. Ours grades under every start method in the sandbox, beside the reference, and begins anew each time.

Measured on 2026-11-27, Python 3.11.7, two processors on which others ran (load 4 to 6), six notebooks, three pairs:
ours takes 1.07 times the wall time of stock (0.97 to 1.11) and 1.02 times its processor time. nbgrader's own start, two
seconds of processor time, is in both. The aim of half the wall time is not reached.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.gradebook.course import EXERCISE, RIGHT, Notebook, hand_in, make_course, run

CONFIGURATION = """
import os, sys
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
c = get_config()
c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))
"""
ASSERTS = {
    "test_worker_is_a_process_with_its_own_run": """
import multiprocessing
multiprocessing.set_start_method("fork", force=True)
assert issubclass(Worker, multiprocessing.Process)
assert "run" in vars(Worker)
""",
    "test_nothing_runs_before_start": """
import os
queue = multiprocessing.Queue()
def task(name):
    queue.put((name, os.getpid()))
worker = Worker(task, "delta")
assert worker.pid is None
assert queue.empty()
""",
    "test_the_task_runs_in_a_child": """
worker.start()
name, pid = queue.get(timeout=10)
worker.join()
assert pid == worker.pid != os.getpid()
assert worker.exitcode == 0
""",
    "test_the_worker_keeps_its_name": """
assert worker.name == name == "delta"
""",
}
Cost = tuple[float, float]


def make_stock(ours: Path, stock: Path) -> None:
    """A course without the kit: the program stands in its cell, the checks are asserts, a kernel runs both."""
    path = ours / "source" / "week1" / f"{EXERCISE}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        source = "".join(cell["source"])
        cell["source"] = source.partition("\n")[2] if grade_id == "solution" else ASSERTS.get(grade_id, source)
    (stock / "source" / "week1").mkdir(parents=True)
    (stock / "source" / "week1" / path.name).write_text(json.dumps(notebook))
    (stock / "nbgrader_config.py").write_text(CONFIGURATION)
    done = run("nbgrader", "generate_assignment", "week1", cwd=stock)
    assert done.returncode == 0, done.stderr


def made(folder: Path) -> Path:
    """A folder that is there."""
    folder.mkdir()
    return folder


def hand_in_all(course: Path, students: int, kit: bool) -> None:
    """Everybody hands in the right program."""
    for number in range(students):
        notebook = Notebook.released(course)
        program = f"# written by student {number}\n{RIGHT}"  # equal programs would be run once
        if kit:
            notebook.write(program)
        else:
            notebook.solution["source"] = program
        hand_in(course, f"student{number}", notebook)


def measure(course: Path) -> Cost:
    """Wall and processor seconds of one run of `nbgrader autograde`, as if there had been none before."""
    for name in ("autograded", "results"):
        shutil.rmtree(course / name, ignore_errors=True)
    before, began = os.times(), time.perf_counter()
    done = run("nbgrader", "autograde", "week1", cwd=course)
    wall, after = time.perf_counter() - began, os.times()
    points = [cell["outputs"] for path in course.glob("autograded/*/week1/*.ipynb") for cell in checks(path)]
    if done.returncode or any(one.get("output_type") == "error" for several in points for one in several):
        raise SystemExit(done.stderr + str(points))
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, spent


def checks(path: Path) -> list[dict[str, Any]]:
    """The check cells of a graded notebook."""
    return Notebook(json.loads(path.read_text())).checks


def main() -> None:
    """Measure in pairs, the order changing, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    students = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = make_course(made(Path(folder) / "ours")), Path(folder) / "stock"
        make_stock(ours, stock)
        hand_in_all(ours, students, kit=True)
        hand_in_all(stock, students, kit=False)
        pairs: list[tuple[Cost, Cost]] = []
        for number in range(rounds):
            courses = (ours, stock) if number % 2 else (stock, ours)
            costs = {course: measure(course) for course in courses}
            pairs.append((costs[ours], costs[stock]))
            for name, (wall, spent) in zip(("ours", "stock"), pairs[-1], strict=True):
                print(f"{name:5} {wall:6.2f} s wall {spent:6.2f} s CPU", flush=True)
    for index, name in enumerate(("wall", "CPU")):
        ratios = [mine[index] / other[index] for mine, other in pairs]
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"ours / stock, {name}: {statistics.median(ratios):.2f} (median of {rounds}, {spread})")


if __name__ == "__main__":
    main()
