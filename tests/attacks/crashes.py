"""Kill the grader again and again while it grades a class, and let it go on.

``python -m tests.attacks.crashes 20``: so many kills, each between two results that a run has put into its
store, at moments drawn from a seed and counted in results, not in time. Prints what came of it, and exits
with 1 if anything is not as it should be.
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from autograder import kernel
from autograder.desk.database import STORE_FILE
from autograder.desk.store import Store
from tests.attacks.corpus import make_course
from tests.attacks.records import records
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
SEED = "crashes"
DEADLINE = 120.0  # seconds in which a killed grader's processes must be gone, however busy the machine is
RUN_SECONDS = 3600.0  # a whole class, on a machine that has much else to do


def make_class(folder: Path, students: int) -> None:
    """Right and mistaken programs in turn, no two of them equal."""
    solution = ROOT / "solutions/01_process_target"
    sources = [solution / "process_target.py", *sorted((solution / "mistakes").glob("*.py"))[:2]]
    for number in range(students):
        (folder / f"student{number:02}").mkdir(parents=True)
        target = folder / f"student{number:02}" / "process_target.py"
        target.write_bytes(sources[number % len(sources)].read_bytes() + f"\n# {number}\n".encode())


def start(folder: Path, results: str, temporary: Path) -> subprocess.Popen[str]:
    """The grader, at work in a folder of its own, with a place for temporary files of its own."""
    command = [str(COMMAND), "grade", "class", "--course", "course", "--exercise", "01"]
    command += ["--seed", SEED, "--results", results, "--workers", "2", "--progress", "json"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=null, stderr=pipe, text=True)


def graded(results: Path) -> Counter[str]:
    """How many results of each student there are in a store."""
    if not (results / STORE_FILE).is_file():
        return Counter()
    with Store.open(results) as store:
        return Counter({student.student: len(student.exercises) for student in store.students() if student.exercises})


def kill_after(running: subprocess.Popen[str], results: int) -> int:
    """Kill the grader once it has told so many results; how many of its processes outlive the deadline."""
    assert running.stderr is not None
    try:
        for line in running.stderr:
            if line.startswith("{") and json.loads(line)["graded"] >= results:
                break
        family = [open_process(pid) for pid in kernel.descendants_of(running.pid)]
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stderr.close()
    return sum(not has_ended(one) for one in family if one is not None)


def open_process(pid: int) -> int | None:
    """A descriptor that stands for a process; ``None`` when it is gone."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def has_ended(descriptor: int) -> bool:
    """Whether a process ends before the deadline."""
    try:
        return bool(select.select([descriptor], [], [], DEADLINE)[0])
    finally:
        os.close(descriptor)


def try_crashes(folder: Path, kills: int, students: int) -> list[str]:
    """Grade a class undisturbed, and again with so many kills; what is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:  # short, because sockets are made in it
        return crash(folder, Path(temporary), kills, students)


def crash(folder: Path, temporary: Path, kills: int, students: int) -> list[str]:
    """The same, with a place for the grader's temporary files."""
    make_class(folder / "class", students)
    make_course(folder / "course", ["fork"])
    draw, faults = random.Random(SEED), []
    for _ in range(kills):
        before = graded(folder / "killed").total()
        left = kill_after(start(folder, "killed", temporary), before + draw.choice((1, 1, 2)))
        faults += [f"{left} processes outlived the grader"] if left else []
        between = before < graded(folder / "killed").total() < students
        faults += [] if between else ["a kill was not between two results"]
    for results in ("killed", "undisturbed"):
        start(folder, results, temporary).communicate(timeout=RUN_SECONDS)
    killed, undisturbed = records(folder / "killed"), records(folder / "undisturbed")
    faults += [f"{name}: the results differ" for name, one in undisturbed.items() if killed.get(name) != one]
    counted = graded(folder / "killed")
    faults += [f"{name} was graded {count} times" for name, count in counted.items() if count != 1]
    faults += [] if len(counted) == students else [f"{len(counted)} of {students} were graded"]
    return faults + [f"{path} was left behind" for path in sorted(temporary.iterdir())]


def main() -> None:
    """Try it, and say what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="crashes-") as folder:
        faults = try_crashes(Path(folder), kills, 5 * kills // 2)
    print("\n".join([*faults, f"{kills} kills, {len(faults)} faults"]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
