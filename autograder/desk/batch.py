"""Grade a class: every student, every exercise, on several processes, with one seed for all."""

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.checks.attempt import EXERCISE_SECONDS, Key
from autograder.checks.course import Exercise
from autograder.checks.results import ClassResult, ExerciseResult, Machine, Outcome, StudentResult
from autograder.desk.grading import grade_exercise
from autograder.desk.journal import Journal
from autograder.desk.reference import excuse_what_the_reference_fails, failed_result
from autograder.desk.workers import Failure, JobLimits, run_jobs
from autograder.engine.canaries import Trial, choose
from autograder.engine.evidence import Evidence
from autograder.intake.submission import Submission, SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

EVIDENCE_LINES = 60
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
    references: dict[Key, Evidence] = field(default_factory=dict)
    seconds: float = EXERCISE_SECONDS


Graded = tuple[ExerciseResult, dict[Key, Evidence]]


def grade_task(task: Task, sandbox: Sandbox) -> Graded:
    """Grade one task; the evidence is wanted of references alone."""
    arguments = task.exercise, task.handed, sandbox, task.seed, task.references
    result, attempt = grade_exercise(*arguments, seconds=task.seconds)
    left = task.seconds - attempt.spent
    if task.student and result.outcome is Outcome.FAILED and not task.handed.obstacle and left > attempt.spent:
        again, second = grade_exercise(*arguments, seconds=left)
        if not second.is_spent:
            mark_unsteady(result, again)
    for verdict in result.verdicts:
        del verdict.evidence[EVIDENCE_LINES:]
    return result, attempt.evidence if not task.student else {}


def mark_unsteady(result: ExerciseResult, again: ExerciseResult) -> None:
    """Say of each verdict that a second run did not repeat; the first run counts, whatever the second gives."""
    second = {(verdict.check, verdict.start_method): verdict.outcome for verdict in again.verdicts}
    for verdict in result.verdicts:
        other = second.get((verdict.check, verdict.start_method))
        if {verdict.outcome, other} == {Outcome.PASSED, Outcome.FAILED}:
            verdict.unsteady = True
            words = "A second run with the same draws passed: the program is unsteady."
            if other is Outcome.FAILED:
                words = "A second run with the same draws failed: the program is unsteady."
            verdict.actual = Message.joined([Message.of(verdict.actual), Message(words)])


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
            answer = failed_result(task.exercise, answer.reason), {}
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
    for name, (control, _) in controls.items():
        if control.outcome is not Outcome.PASSED:
            words = "The reference of {exercise} does not pass on this machine: {reason}"
            graded.notes.append(Message(words, exercise=name, reason=control.sentence))
    tasks = [
        Task(
            one.student,
            exercise,
            one.handed(exercise),
            graded.seed,
            controls[exercise.name][1] if exercise.name in controls else {},
            min(EXERCISE_SECONDS, SUBMISSION_SECONDS / len(exercises)),
        )
        for one, exercise in left
    ]
    for task, answer in run_jobs(tasks, grade_task, workers, level, JOB_LIMITS):
        result = failed_result(task.exercise, answer.reason) if isinstance(answer, Failure) else answer[0]
        excuse_what_the_reference_fails(
            result, controls[task.exercise.name][0] if task.exercise.name in controls else None
        )
        yield students[task.student], result
