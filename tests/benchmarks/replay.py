"""Measure how much faster recorded runs are judged again than programs are graded anew, and how large records are.

Each program of the demo class is graded and then judged again from its record, in turns, so that a noisy machine slows
both; a failing one is graded twice, as in a class. What is compared is the wall clock of both, one program at a time.
The reference is left out of both, and the checks are read in once for all that is judged again. ``COUNT`` takes only
so many programs, drawn by a seed.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import msgspec

from autograder.checks.attempt_record import unpack
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult
from autograder.desk.batch import Graded, Task, grade_task
from autograder.desk.reference import excuse_what_the_reference_fails
from autograder.desk.replay import Control, replay
from autograder.intake.submission import SubmittedFile, read_class
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

SEED = "bench"
T = TypeVar("T")
P = ParamSpec("P")


def timed(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[T, float]:
    """What came of it, and the seconds that it took."""
    began = time.monotonic()
    return work(*given, **named), time.monotonic() - began


def control_of(exercise: Exercise, sandbox: Sandbox) -> tuple[Graded, Control]:
    """The reference, graded; once judged again, so that the checks are read in."""
    handed = SubmittedFile((exercise.solution / exercise.file).read_bytes(), "reference")
    graded = grade_task(Task("", exercise, handed, SEED), sandbox)
    control = Control(graded.result, unpack(graded.record or b""))
    replay(exercise, handed, control.record)
    return graded, control


def replay_packed(exercise: Exercise, handed: SubmittedFile, record: bytes, control: Control) -> ExerciseResult:
    """The result of a packed record."""
    return replay(exercise, handed, unpack(record), control)


def main(count: int | None) -> None:
    """Print the ratio, and the sizes."""
    exercises = Course.load(ROOT).exercises
    found = [
        (exercise, handed)
        for one in read_class(ROOT / "tests" / "demo_class", exercises)
        for exercise in exercises
        if not (handed := one.handed(exercise)).obstacle
    ]
    if count is not None:
        found = random.Random(SEED).sample(found, min(count, len(found)))
    sizes, anew, again = [], [], []
    controls: dict[str, tuple[Graded, Control]] = {}
    with Sandbox() as sandbox:
        for exercise, handed in found:
            if exercise.name not in controls:
                controls[exercise.name] = control_of(exercise, sandbox)
            beside, control = controls[exercise.name]
            task = Task("student", exercise, handed, SEED, beside.record or b"")
            graded, seconds = timed(grade_task, task, sandbox)
            assert graded.record is not None
            excuse_what_the_reference_fails(graded.result, control.result)
            result, shorter = timed(replay_packed, exercise, handed, graded.record, control)
            same = [msgspec.json.encode(one, enc_hook=str) for one in (result, graded.result)]
            assert same[0] == same[1], (exercise.name, handed.origin)
            sizes.append(len(graded.record))
            anew.append(seconds)
            again.append(shorter)
    ratios = [one / other for one, other in zip(anew, again, strict=True)]
    print(f"{len(found)} programs: graded in {sum(anew):.1f} s, judged again in {sum(again):.2f} s")
    print(
        f"{sum(anew) / sum(again):.0f} times as fast; of single programs {min(ratios):.0f} to {max(ratios):.0f} times"
    )
    print(f"records: {statistics.mean(sizes):.0f} bytes on average, {max(sizes)} at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else None)
