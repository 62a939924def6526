"""Grade every program of the course again and again, half of the time under load; count wrong verdicts.

``python -m tests.benchmarks.stress 2000``: prints each wrong verdict or changed diagnosis as it
comes, and the sum at the end. Exits with 1 if there was any. The load is eight busy loops.
"""

import itertools
import sys
import time
from collections import Counter
from pathlib import Path

from autograder.checks.course import Course
from autograder.desk.verify import BUSY_LOOPS, Program, Proof, busy_loops, programs_of, try_program
from autograder.desk.worker_process import Failure
from autograder.desk.workers import run_jobs

ROOT = Path(__file__).parents[2]
WORKERS = 4  # more than processors, because many a mistake is asleep most of the time


def faults(program: Program, proof: Proof | Failure) -> list[str]:
    """What is wrong with one grading; nothing, as a rule."""
    if isinstance(proof, Failure):
        return [proof.reason]
    if program.role == "mistake" and proof.diagnosis != program.path.stem:
        return [*proof.problems, f"diagnosed as {proof.diagnosis or 'nothing'}"]
    return proof.problems


def grade_many(programs: list[Program], count: int, loops: int) -> Counter[str]:
    """Grade so many programs, one after another in turn; count the gradings and the faults."""
    counted: Counter[str] = Counter()
    began = time.monotonic()
    with busy_loops(loops):
        for program, proof in run_jobs(itertools.islice(itertools.cycle(programs), count), try_program, WORKERS):
            counted["gradings"] += 1
            for fault in faults(program, proof):
                counted["faults"] += 1
                print(f"  {program.title}: {fault}", flush=True)
            if counted["gradings"] % 100 == 0:
                print(f"  {counted['gradings']} of {count}, {counted['faults']} faults", flush=True)
    print(
        f"{loops} busy loops: {count} gradings in {time.monotonic() - began:.0f} s, {counted['faults']} faults",
        flush=True,
    )
    return counted


def main() -> None:
    """Half without load, half with; the number of gradings and exercises may be given."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    exercises = Course.load(ROOT).pick(sys.argv[2:])
    programs = [program for exercise in exercises for program in programs_of(exercise) if program.role != "stub"]
    found = grade_many(programs, count - count // 2, 0) + grade_many(programs, count // 2, BUSY_LOOPS)
    print(f"{found['gradings']} gradings, {found['faults']} faults")
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
