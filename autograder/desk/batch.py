"""Grade a class: every student, every exercise, on several processes, with one seed for all, into a store."""

import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import autograder
from autograder.checks.attempt import EXERCISE_SECONDS, Attempt
from autograder.checks.attempt_record import Key, Recording, pack
from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult, Grading, Machine, Outcome
from autograder.desk.grading import judge_attempt, mark_unsteady, record_of, run_checks, shorten_evidence
from autograder.desk.reference import excuse_what_the_reference_fails, failed_result
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.desk.workers import JobLimits, run_jobs
from autograder.engine.canaries import Trial, choose
from autograder.engine.evidence import Evidence
from autograder.intake.submission import Submission, SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

SUBMISSION_SECONDS = 480.0  # of runs, shared equally by all exercises of one submission
# A job ends itself long before; these end one that hangs in the kit, or that the machine has no time for.
JOB_LIMITS = JobLimits(seconds=900.0, cpu_seconds=50.0)


@dataclass
class Task:
    """One student's file for one exercise; nobody's, for the reference."""

    student: str
    exercise: Exercise
    handed: SubmittedFile
    seed: str
    references: Mapping[Key, Evidence] | Recording = field(default_factory=dict)
    seconds: float = EXERCISE_SECONDS


class Graded(NamedTuple):
    """What came of a task: the result, the packed record of it, and of references alone their evidence."""

    result: ExerciseResult
    record: bytes | None = None
    evidence: Mapping[Key, Evidence] = {}


Listener = Callable[[str, ExerciseResult], None]  # who was graded, and how


def grade_task(task: Task, sandbox: Sandbox) -> Graded:
    """Grade one task, a failing submission's twice."""
    attempt = Attempt(task.exercise, task.handed, task.seed, sandbox, task.references, seconds=task.seconds)
    result = judge_attempt(attempt)
    second, left = None, task.seconds - attempt.spent
    if task.student and result.outcome is Outcome.FAILED and not task.handed.obstacle and left > attempt.spent:
        second = replace(attempt, seconds=left, spent=0.0, kept=0.0, evidence={}, beside={}, looked_at={}, runs=[])
        again = run_checks(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    return Graded(result, pack(record_of(attempt, second)), {} if task.student else attempt.evidence)


def this_machine(trial: Trial) -> Machine:
    """What results are obtained with."""
    versions = autograder.__version__, trial.python, platform.release()
    return Machine(*versions, trial.level, trial.level.summary, list(trial.worked))


def reference_of(exercise: Exercise) -> SubmittedFile:
    """The reference, as if it had been handed in."""
    return SubmittedFile((exercise.solution / exercise.file).read_bytes(), "reference")


def run_references(
    exercises: Iterable[Exercise], seed: str, workers: int | None, level: Level | None = None
) -> dict[str, Graded]:
    """The reference's result and evidence for each exercise that has one: the control of the whole batch."""
    found = [one for one in exercises if (one.solution / one.file).is_file()]
    tasks = [Task("", one, reference_of(one), seed) for one in found]
    answers: dict[str, Graded] = {}
    for task, answer in run_jobs(tasks, grade_task, workers, level, JOB_LIMITS):
        if isinstance(answer, Failure):
            answer = Graded(failed_result(task.exercise, answer.reason))
        answers[task.exercise.name] = answer
    return answers


def grade_class(
    store: StoreWriter,
    submissions: list[Submission],
    exercises: tuple[Exercise, ...],
    seed: str,
    workers: int | None,
    listener: Listener,
    trial: Trial | None = None,
) -> None:
    """Grade everybody. Whatever was graded is in the store at once, also after Ctrl-C or a kill.

    ``listener`` hears each result as it falls, first those that the store has kept. Of an interrupted class the
    store says that it is not complete. ``trial`` is the level that was chosen and tried; without one, B or better is,
    or :class:`KitError` raised.
    """
    machine = this_machine(trial or choose(Level.B))
    store.begin(Grading(seed, machine), exercises)
    kept = store.admit(submissions, exercises)
    for student, exercise in sorted(kept):
        found = store.result(student, exercise)
        if found is not None:
            listener(student, found.result)
    left = [(one, other) for one in submissions for other in exercises if (one.student, other.name) not in kept]
    needed = {exercise.name for _, exercise in left}
    try:
        controls = control(store, [one for one in exercises if one.name in needed], Grading(seed, machine), workers)
        tasks = [make_task(one, exercise, controls, seed, len(exercises)) for one, exercise in left]
        for task, answer in run_jobs(tasks, grade_task, workers, Level(machine.level), JOB_LIMITS):
            result, attempt = settle(task, answer, controls)
            store.write(task.student, task.handed, result, attempt)
            listener(task.student, result)
    except KeyboardInterrupt:
        store.finish(False, reference_notes(store))
    else:
        store.finish(True, reference_notes(store))


def control(store: StoreWriter, exercises: list[Exercise], grading: Grading, workers: int | None) -> dict[str, Graded]:
    """Run the references, and keep what came of them."""
    controls = run_references(exercises, grading.seed, workers, Level(grading.machine.level))
    for exercise in exercises:
        if exercise.name in controls:
            found = controls[exercise.name]
            store.write_reference(reference_of(exercise), found.result, found.record)
    return controls


def reference_notes(store: StoreWriter) -> list[Message]:
    """The references that do not pass here, for the instructor."""
    kept = [found.result for name in store.exercises if (found := store.reference(name)) is not None]
    failing = [result for result in kept if result.outcome is not Outcome.PASSED]
    words = "The reference of {exercise} does not pass on this machine: {reason}"
    return [Message(words, exercise=one.exercise, reason=one.sentence) for one in failing]


def make_task(
    submission: Submission, exercise: Exercise, controls: dict[str, Graded], seed: str, exercises: int
) -> Task:
    """One student's program for one exercise, with what the reference did beside it."""
    beside = controls[exercise.name].evidence if exercise.name in controls else {}
    seconds = min(EXERCISE_SECONDS, SUBMISSION_SECONDS / exercises)
    return Task(submission.student, exercise, submission.handed(exercise), seed, beside, seconds)


def settle(task: Task, answer: Graded | Failure, controls: Mapping[str, Graded]) -> tuple[ExerciseResult, bytes | None]:
    """The result that counts, with the packed record of its runs."""
    beside = controls.get(task.exercise.name)
    if isinstance(answer, Failure):
        answer = Graded(failed_result(task.exercise, answer.reason))
        answer.result.handed_in = not task.handed.missing
        answer.result.conclude()
    excuse_what_the_reference_fails(answer.result, beside.result if beside is not None else None)
    return answer.result, answer.record
