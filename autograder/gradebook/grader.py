"""Grades one program after another in a process of its own, for a batch of nbgrader's.

The checks run in pytest sessions, which are none of the business of the process that called us:
that may be formgrader's server. The references are run once a batch, as the control.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from autograder.checks.attempt_record import Key
from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult, Outcome
from autograder.desk.grading import grade_exercise, new_seed
from autograder.desk.reference import excuse_what_the_reference_fails, failed_result
from autograder.engine.evidence import Evidence
from autograder.errors import AutograderError
from autograder.intake.submission import SubmittedFile
from autograder.reports.timeline.choice import pictured
from autograder.sandbox.sandbox import Sandbox

# In the worker: what the references did, by exercise and seed.
_controls: dict[tuple[Path, str], tuple[ExerciseResult, dict[Key, Evidence]]] = {}


class Grader:
    """A worker process with one seed; it is started when there is something to grade, and ends with us."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self.seed = new_seed()
        self.pool: ProcessPoolExecutor | None = None

    def grade(self, exercise: Exercise, handed: SubmittedFile, reference: bytes | None) -> ExerciseResult:
        """The result of one program; what the kit could not grade is said to be the kit's failure."""
        if self.pool is None:
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=end_with_parent)
        try:
            with without_main_module():
                job = self.pool.submit(grade_beside_reference, exercise, handed, reference, self.seed)
            return job.result()
        except BrokenProcessPool:
            self.pool = None
            return failed_result(exercise, "The grader's worker ended unexpectedly. Grade this submission again.")
        except AutograderError as error:
            return failed_result(exercise, str(error))


@contextmanager
def without_main_module() -> Iterator[None]:
    """A worker that is spawned now imports no main module again: that is nbgrader's, and takes seconds to import."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def end_with_parent() -> None:
    """In the worker: see to it that it does not outlive a parent that was killed."""
    threading.Thread(target=wait_for_parent, daemon=True).start()


def wait_for_parent() -> None:
    """Wait until the parent is gone, then end at once; the sandbox ends with us."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def grade_beside_reference(
    exercise: Exercise, handed: SubmittedFile, reference: bytes | None, seed: str
) -> ExerciseResult:
    """Grade one program with the same draws as the reference, and hold it against that."""
    key = exercise.folder, seed
    with Sandbox() as sandbox:
        if reference is not None and key not in _controls:
            control, attempt = grade_exercise(exercise, SubmittedFile(reference, "reference"), sandbox, seed)
            _controls[key] = control, attempt.evidence
        control_result, evidence = _controls.get(key, (None, {}))
        result, attempt = grade_exercise(exercise, handed, sandbox, seed, evidence)
        result.pictures = pictured(result, attempt)
    excuse_what_the_reference_fails(result, control_result)
    return result


def is_open(outcome: Outcome) -> bool:
    """Whether an outcome decides nothing about the student's program."""
    return outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
