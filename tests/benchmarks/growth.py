"""Measure what the desk takes for classes of growing size: memory at its peak, and processor time.

    python -m tests.benchmarks.growth --count 100 --count 10000

Each student hands in a program that no other one has, in a folder of their own. Two programs, a right one and a
mistaken one, are really graded; what came of them is then the answer for everybody, and no other program is run. All
the rest is real: entries are found, programs read, results written, exported and shown as a table. Each size has a
process of its own, whose peak the kernel tells (getrusage(2)).

On Python 3.11 and two shared processors: 46 MB for 100 students, 47 MB for 1,000, 49 MB for 10,000, and 6.0, 6.1 and
5.8 ms of processor time for each student. 100,000 were not measured.
"""

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from rich.console import Console

from autograder.checks.attempt_record import pack, unpack
from autograder.checks.course import Course
from autograder.checks.result_record import decode_result, encode_result
from autograder.checks.results import Machine
from autograder.cli.grade import report
from autograder.desk.batch import Graded, Task, grade_class, grade_task, reference_of
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.intake.submission import SubmittedFile, read_class
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

COUNTS = [100, 1000, 10_000]
SEED = "growth"
(EXERCISE,) = Course.load(ROOT).pick(["01"])
MISTAKEN = sorted((EXERCISE.solution / "mistakes").glob("*.py"))[0]


class Recorded(msgspec.Struct):
    """What came of the two programs, and of the reference."""

    answers: list[tuple[bytes, bytes]]


class RecordedGraders:
    """Answers each task with what was recorded, as if the program had just been run."""

    machine = Machine("kit", "3", "kernel", "A", "sandbox", counts=[2])
    running: list[Task] = []  # noqa: RUF012

    def __init__(self, recorded: Recorded) -> None:
        """Nothing was asked yet."""
        self.recorded, self.asked = recorded.answers, 0

    def do(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """One after the other; each record is another one, as those of real runs are."""
        for task in tasks:
            result, record = self.recorded[self.asked % len(self.recorded)]
            self.asked += 1
            own = unpack(record)
            own.first.spent = float(self.asked)
            yield task, Graded(decode_result(result), pack(own))


def record() -> Recorded:
    """Grade the two programs."""
    with Sandbox() as sandbox:
        reference = grade_task(Task("", EXERCISE, reference_of(EXERCISE), SEED), sandbox)
        beside = reference.record or b""
        handed = [SubmittedFile(path.read_bytes(), "x") for path in (EXERCISE.solution / EXERCISE.file, MISTAKEN)]
        graded = [grade_task(Task("x", EXERCISE, one, SEED, beside), sandbox) for one in handed]
    return Recorded([(encode_result(one.result), one.record or b"") for one in graded])


def hand_in(folder: Path, count: int) -> None:
    """So many students, each with a program of their own."""
    source = (EXERCISE.solution / EXERCISE.file).read_text()
    for number in range(count):
        place = folder / f"Student Number {number:06}"
        place.mkdir(parents=True)
        (place / EXERCISE.file).write_text(f"{source}\n# {number}\n")


def measure(folder: Path) -> None:
    """Grade the class of a folder, export and show it; print the processor time of both, and the peak."""
    recorded = msgspec.msgpack.decode((folder / "recorded").read_bytes(), type=Recorded)
    began = time.process_time()
    with StoreWriter.open(folder / "results") as store:
        class_ = read_class(folder / "class", [EXERCISE])
        grade_class(store, class_, (EXERCISE,), SEED, RecordedGraders(recorded), lambda *_: None)
        graded = time.process_time()
        report(Console(file=io.StringIO(), width=120), store, "again")
        shown = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{graded - began:.1f} {shown - graded:.1f} {peak:.0f}")


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, action="append", help=f"students (default: {COUNTS})")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    recorded = msgspec.msgpack.encode(record())
    print("students   graded   exported, shown   of each student   peak of the desk   (processor time)")
    for count in options.count or COUNTS:
        with tempfile.TemporaryDirectory(prefix="growth-") as place:
            folder = Path(place)
            (folder / "results").mkdir()
            (folder / "recorded").write_bytes(recorded)
            hand_in(folder / "class", count)
            command = [sys.executable, "-m", "tests.benchmarks.growth", "--measure", place]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            grading, showing, peak = done.stdout.split()[-3:]
            each = 1000 * (float(grading) + float(showing)) / count
            print(f"{count:8} {grading:>6} s {showing:>15} s {each:>14.1f} ms {peak:>15} MB", flush=True)


if __name__ == "__main__":
    main()
