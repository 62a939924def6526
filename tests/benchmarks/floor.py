"""Measure what grading costs beside the floor: the same program, doing the same, ungraded.

Graded and ungraded runs take turns in one process, so that a noisy machine slows both; the ratio is
of medians. Wall time and processor time (of all processes, children included) are in milliseconds.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder.checks.attempt import Attempt
from autograder.checks.course import Course, Exercise
from autograder.checks.grading import grade_file, new_seed
from autograder.engine.sandbox import Interpreter, Sandbox

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("floor_program.py")
Times = tuple[float, float]


def processor_seconds() -> float:
    """Processor time of this process and all that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(work: Callable[[], None]) -> Times:
    """Wall and processor milliseconds of one piece of work."""
    wall, cpu = time.perf_counter(), processor_seconds()
    work()
    return (time.perf_counter() - wall) * 1000, (processor_seconds() - cpu) * 1000


def run_floor(attempt: Attempt) -> None:
    """Run every program that the attempt has run, without a grader."""
    for (_, method), evidence in attempt.evidence.items():
        script = msgspec.json.encode(evidence.scenario.script(evidence.module, method)).decode()
        folder = str(attempt.exercise.solution)
        command = [Interpreter.current().executable, "-I", "-S", str(PROGRAM), script, folder]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def compare(exercise: Exercise, sandbox: Sandbox, rounds: int) -> None:
    """Print one line for an exercise: graded and floor, and their ratio."""
    reference = exercise.solution / exercise.file
    _, attempt = grade_file(exercise, reference, sandbox, new_seed())
    graded, floor = [], []
    for _ in range(rounds):
        graded.append(measure(lambda: grade_file(exercise, reference, sandbox, new_seed()) and None))
        floor.append(measure(lambda: run_floor(attempt)))
    figures = [statistics.median(column) for times in (graded, floor) for column in zip(*times, strict=True)]
    wall, cpu, floor_wall, floor_cpu = figures
    print(
        f"{exercise.name:<22} wall {wall:6.0f} / {floor_wall:6.0f} ms = {wall / floor_wall:4.2f}   "
        f"cpu {cpu:6.0f} / {floor_cpu:6.0f} ms = {cpu / floor_cpu:4.2f}   ({len(attempt.evidence)} runs)",
        flush=True,
    )


def main() -> None:
    """Compare every exercise; the number of rounds may be given."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with Sandbox() as sandbox:
        for exercise in Course.load(ROOT).exercises:
            compare(exercise, sandbox, rounds)


if __name__ == "__main__":
    main()
