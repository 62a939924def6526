"""Measure what grading costs, as a class has it, beside the floor: the same program, doing the same, ungraded.

Graded and ungraded runs take turns in one process, so that a noisy machine slows both; the ratio is
of medians. Wall time and processor time (of all processes, children included) are in milliseconds.
"""

import contextlib
import os
import resource
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder.checks.attempt import Attempt
from autograder.checks.course import Course, Exercise
from autograder.desk.batch import Task, grade_task
from autograder.desk.grading import grade_file, new_seed
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("floor_program.py")
Times = tuple[float, float]


ACCOUNTING = Path("/sys/fs/cgroup/cpuacct")


def begin_accounting() -> Path | None:
    """A control group that counts every process, also those that nobody waits for; root alone can make one."""
    group = ACCOUNTING / f"autograder-{os.getpid()}"
    try:
        group.mkdir()
        (group / "cgroup.procs").write_text(str(os.getpid()))
    except OSError:
        print("no control group: processes that a sandbox ends by force are missing from its processor time")
        return None
    return group


def end_accounting(group: Path | None) -> None:
    """Leave the control group, wait for whoever is still in it (the servers of ungraded runs), and remove it."""
    if group is None:
        return
    (ACCOUNTING / "cgroup.procs").write_text(str(os.getpid()))
    for process in (group / "cgroup.procs").read_text().split():
        with contextlib.suppress(ProcessLookupError):
            descriptor = os.pidfd_open(int(process))
            select.select([descriptor], [], [], 10)
            os.close(descriptor)
    group.rmdir()


def processor_seconds(group: Path | None) -> float:
    """Processor time of this process and all below it."""
    if group is not None:
        return int((group / "cpuacct.usage").read_text()) / 1e9
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(work: Callable[[], object], group: Path | None) -> Times:
    """Wall and processor milliseconds of one piece of work."""
    wall, cpu = time.perf_counter(), processor_seconds(group)
    work()
    return (time.perf_counter() - wall) * 1000, (processor_seconds(group) - cpu) * 1000


def run_floor(attempt: Attempt, sandbox: Sandbox) -> None:
    """Run every program that the attempt has run, without a grader, by the Python that graded runs have inside."""
    for (_, method), evidence in attempt.evidence.items():
        steps = {"steps": [step.script() for step in evidence.scenario.steps]}
        script = msgspec.json.encode({**evidence.scenario.script(evidence.module, method), **steps}).decode()
        folders = str(attempt.exercise.solution), str(attempt.exercise.folder)
        command = sandbox.interpreter.command(str(PROGRAM), script, *folders)
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdin=quiet, stdout=quiet, stderr=quiet)


def compare(exercise: Exercise, sandbox: Sandbox, rounds: int, group: Path | None) -> list[float]:
    """Print one line for an exercise; gives the medians: wall and processor time graded, then those of the floor."""
    reference = exercise.solution / exercise.file
    handed = SubmittedFile(reference.read_bytes(), str(reference))
    _, attempt = grade_file(exercise, reference, sandbox, new_seed())
    graded, floor = [], []
    for _ in range(rounds):
        graded.append(measure(lambda: grade_task(Task("", exercise, handed, new_seed()), sandbox), group))
        floor.append(measure(lambda: run_floor(attempt, sandbox), group))
    figures = [statistics.median(column) for times in (graded, floor) for column in zip(*times, strict=True)]
    show(exercise.name, figures, f"{len(attempt.evidence)} runs")
    return figures


def show(name: str, figures: list[float], remark: str) -> None:
    """One line: graded and floor, and their ratio."""
    wall, cpu, floor_wall, floor_cpu = figures
    print(
        f"{name:<22} wall {wall:6.0f} / {floor_wall:6.0f} ms = {wall / floor_wall:4.2f}   "
        f"cpu {cpu:6.0f} / {floor_cpu:6.0f} ms = {cpu / floor_cpu:4.2f}   ({remark})",
        flush=True,
    )


def main() -> None:
    """Compare every exercise, or those that are named after the number of rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    group = begin_accounting()
    try:
        with Sandbox() as sandbox:
            chosen = Course.load(ROOT).pick(sys.argv[2:])
            rows = [compare(exercise, sandbox, rounds, group) for exercise in chosen]
        show("the whole course", [sum(column) for column in zip(*rows, strict=True)], f"{len(rows)} exercises")
    finally:
        end_accounting(group)


if __name__ == "__main__":
    main()
