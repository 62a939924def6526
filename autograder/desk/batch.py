"""Grade a class: every student, every exercise, on several processes, with one seed for all."""

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import autograder
from autograder.checks.attempt import EXERCISE_SECONDS, Attempt
from autograder.checks.attempt_record import Key, pack
from autograder.checks.course import Exercise
from autograder.checks.results import ClassResult, ExerciseResult, Machine, Outcome, StudentResult
from autograder.desk.grading import judge_attempt, mark_unsteady, record_of, run_checks, shorten_evidence
from autograder.desk.journal import Journal
from autograder.desk.reference import excuse_what_the_reference_fails, failed_result
from autograder.desk.workers import Failure, JobLimits, run_jobs
from autograder.engine.canaries import Trial, choose
from autograder.engine.evidence import Evidence
from autograder.intake.submission import Submission, SubmittedFile
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
    references: Mapping[Key, Evidence] = field(default_factory=dict)
    seconds: float = EXERCISE_SECONDS


class Graded(NamedTuple):
    """What came of a task: the result, the packed record of it, and of references alone their evidence."""

    result: ExerciseResult
    record: bytes = b""
    evidence: Mapping[Key, Evidence] = {}


def grade_task(task: Task, sandbox: Sandbox) -> Graded:
    """Grade one task, a failing submission's twice."""
    attempt = Attempt(task.exercise, task.handed, task.seed, sandbox, task.references, seconds=task.seconds)
    result = judge_attempt(attempt)
    second, left = None, task.seconds - attempt.spent
    if task.student and result.outcome is Outcome.FAILED and not task.handed.obstacle and left > attempt.spent:
        second = replace(attempt, seconds=left, spent=0.0, kept=0.0, evidence={}, beside={}, runs=[])
        again = run_checks(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    return Graded(result, pack(record_of(attempt, second)), {} if task.student else attempt.evidence)


def this_machine(trial: Trial) -> Machine:
    """What results are obtained with."""
    versions = autograder.__version__, trial.python, platform.release()
    return Machine(*versions, trial.level, trial.level.summary, list(trial.worked))


def run_references(
    exercises: Iterable[Exercise], seed: str, workers: int | None, level: Level | None = None
) -> dict[str, Graded]:
    """The reference's result and evidence for each exercise that has one: the control of the whole batch."""
    found = [one for one in exercises if (one.solution / one.file).is_file()]
    tasks = [Task("", one, SubmittedFile((one.solution / one.file).read_bytes(), "reference"), seed) for one in found]
    answers: dict[str, Graded] = {}
    for task, answer in run_jobs(tasks, grade_task, workers, level, JOB_LIMITS):
        if isinstance(answer, Failure):
            answer = Graded(failed_result(task.exercise, answer.reason))
        answers[task.exercise.name] = answer
    return answers


def grade_class(
    submissions: list[Submission],
    exercises: tuple[Exercise, ...],
    seed: str,
    folder: Path,
    workers: int | None,
    listener: Callable[[StudentResult, ExerciseResult], None],
    trial: Trial | None = None,
    kept: Mapping[tuple[str, str], ExerciseResult] | None = None,
) -> ClassResult:
    """Grade everybody. Whatever was graded is on disk at once (``graded.jsonl``), also after Ctrl-C or a kill.

    ``listener`` hears each result as it falls. ``kept`` holds results that need no grading, by student and
    exercise, beside those that the journal has kept. An interrupted class comes back with ``complete`` false.
    ``trial`` is the level that was chosen and tried; without one, B or better is, or :class:`KitError` raised.
    """
    graded = ClassResult(seed, this_machine(trial or choose(Level.B)))
    graded.students = [StudentResult(one.student, one.origin, one.notes) for one in submissions]
    order = {exercise.name: number for number, exercise in enumerate(exercises)}
    journal = Journal(folder, seed, graded.machine, exercises)
    kept = {**journal.keep(submissions, exercises), **(kept or {})}
    try:
        for student, result in grade_all(submissions, exercises, graded, workers, kept):
            student.exercises.append(result)
            student.exercises.sort(key=lambda one: order[one.exercise])
            if kept.get((student.student, result.exercise)) is not result:
                journal.write(student.student, result)
            listener(student, result)
    except KeyboardInterrupt:
        graded.complete = False
    return graded


def grade_all(
    submissions: list[Submission],
    exercises: tuple[Exercise, ...],
    graded: ClassResult,
    workers: int | None,
    kept: Mapping[tuple[str, str], ExerciseResult],
) -> Iterator[tuple[StudentResult, ExerciseResult]]:
    """What is kept, the references, then each student's exercises, in whatever order they are done."""
    students = {student.student: student for student in graded.students}
    for (student, _), result in kept.items():
        yield students[student], result
    left = [
        (one, exercise) for one in submissions for exercise in exercises if (one.student, exercise.name) not in kept
    ]
    needed = {exercise.name for _, exercise in left}
    level = Level(graded.machine.level)
    controls = run_references([one for one in exercises if one.name in needed], graded.seed, workers, level)
    for name, control in controls.items():
        if control.result.outcome is not Outcome.PASSED:
            said = control.result.sentence
            graded.notes.append(f"The reference of {name} does not pass on this machine: {said}")
    tasks = [
        Task(
            one.student,
            exercise,
            one.handed(exercise),
            graded.seed,
            controls[exercise.name].evidence if exercise.name in controls else {},
            min(EXERCISE_SECONDS, SUBMISSION_SECONDS / len(exercises)),
        )
        for one, exercise in left
    ]
    for task, answer in run_jobs(tasks, grade_task, workers, level, JOB_LIMITS):
        result = failed_result(task.exercise, answer.reason) if isinstance(answer, Failure) else answer.result
        excuse_what_the_reference_fails(
            result, controls[task.exercise.name].result if task.exercise.name in controls else None
        )
        yield students[task.student], result
