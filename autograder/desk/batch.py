"""Grade a class: every student, every exercise, on several processes, with one seed for all."""

import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

import autograder
from autograder.checks.attempt import Key
from autograder.checks.course import Exercise
from autograder.checks.grading import grade_exercise
from autograder.checks.results import ClassResult, ExerciseResult, Machine, Outcome, StudentResult, Verdict
from autograder.checks.submission import Handed, Submission
from autograder.desk.exports import replace
from autograder.desk.workers import Failure, run_jobs
from autograder.engine.canaries import Trial, choose
from autograder.engine.evidence import Evidence
from autograder.engine.levels import Level
from autograder.engine.sandbox import Sandbox

JOURNAL = "graded.jsonl"
EVIDENCE_LINES = 60


@dataclass
class Task:
    """One student's file for one exercise; nobody's, for the reference."""

    student: str
    exercise: Exercise
    handed: Handed
    seed: str
    references: dict[Key, Evidence] = field(default_factory=dict)


Graded = tuple[ExerciseResult, dict[Key, Evidence]]


def grade_task(task: Task, sandbox: Sandbox) -> Graded:
    """Grade one task; the evidence is wanted of references alone."""
    result, attempt = grade_exercise(task.exercise, task.handed, sandbox, task.seed, task.references)
    for verdict in result.verdicts:
        del verdict.evidence[EVIDENCE_LINES:]
    return result, attempt.evidence if not task.student else {}


def this_machine(trial: Trial) -> Machine:
    """What results are obtained with."""
    versions = autograder.__version__, platform.python_version(), platform.release()
    return Machine(*versions, trial.level, trial.level.summary, list(trial.worked))


def run_references(
    exercises: Iterable[Exercise], seed: str, workers: int | None, level: Level | None = None
) -> dict[str, Graded]:
    """The reference's result and evidence for each exercise that has one: the control of the whole batch."""
    found = [one for one in exercises if (one.solution / one.file).is_file()]
    tasks = [Task("", one, Handed((one.solution / one.file).read_bytes(), "reference"), seed) for one in found]
    answers: dict[str, Graded] = {}
    for task, answer in run_jobs(tasks, grade_task, workers, level):
        if isinstance(answer, Failure):
            answer = failed_result(task.exercise, answer.reason), {}
        answers[task.exercise.name] = answer
    return answers


def failed_result(exercise: Exercise, reason: str) -> ExerciseResult:
    """The result of an exercise that the kit itself could not grade."""
    verdict = Verdict("", "The kit grades the exercise", "", 0.0, Outcome.ERROR, "", reason)
    return ExerciseResult(exercise.name, exercise.about.title, exercise.file, outcome=Outcome.ERROR, verdicts=[verdict])


def hold_against_control(result: ExerciseResult, control: ExerciseResult | None) -> None:
    """Where the reference itself does not pass, nobody fails: that verdict is ours to mend."""
    broken = {
        (verdict.check, verdict.start_method): verdict.actual
        for verdict in (control.verdicts if control else ())
        if verdict.outcome is not Outcome.PASSED
    }
    for verdict in result.verdicts:
        reason = broken.get((verdict.check, verdict.start_method))
        if reason is not None and verdict.outcome is Outcome.FAILED:
            verdict.outcome = Outcome.ERROR
            verdict.actual = (
                f"The reference solution fails this check on this machine, so nobody is graded on it: {reason}"
            )
    if broken and control is not None and control.verdicts:
        result.conclude()


def grade_class(
    submissions: list[Submission],
    exercises: tuple[Exercise, ...],
    seed: str,
    folder: Path,
    workers: int | None,
    listener: Callable[[StudentResult, ExerciseResult], None],
    trial: Trial | None = None,
) -> ClassResult:
    """Grade everybody. Whatever was graded is on disk at once (``graded.jsonl``), also after Ctrl-C.

    ``listener`` hears each result as it falls. An interrupted class comes back with ``complete`` false.
    ``trial`` is the level that was chosen and tried; without one, B or better is, or :class:`KitError` raised.
    """
    graded = ClassResult(seed, this_machine(trial or choose(Level.B)))
    graded.students = [StudentResult(one.student, one.origin, one.notes) for one in submissions]
    order = {exercise.name: number for number, exercise in enumerate(exercises)}
    replace(folder / JOURNAL, b"")
    try:
        for student, result in grade_all(submissions, exercises, graded, workers):
            student.exercises.append(result)
            student.exercises.sort(key=lambda one: order[one.exercise])
            with (folder / JOURNAL).open("ab") as journal:
                journal.write(msgspec.json.encode({"student": student.student, "result": result}) + b"\n")
            listener(student, result)
    except KeyboardInterrupt:
        graded.complete = False
    return graded


def grade_all(
    submissions: list[Submission], exercises: tuple[Exercise, ...], graded: ClassResult, workers: int | None
) -> Iterator[tuple[StudentResult, ExerciseResult]]:
    """The references first, then each student's exercises, in whatever order they are done."""
    level = Level(graded.machine.level)
    controls = run_references(exercises, graded.seed, workers, level)
    for name, (control, _) in controls.items():
        if control.outcome is not Outcome.PASSED:
            graded.notes.append(f"The reference of {name} does not pass on this machine: {control.sentence}")
    tasks = [
        Task(
            one.student,
            exercise,
            one.handed(exercise),
            graded.seed,
            controls[exercise.name][1] if exercise.name in controls else {},
        )
        for one in submissions
        for exercise in exercises
    ]
    students = {student.student: student for student in graded.students}
    for task, answer in run_jobs(tasks, grade_task, workers, level):
        result = failed_result(task.exercise, answer.reason) if isinstance(answer, Failure) else answer[0]
        hold_against_control(result, controls[task.exercise.name][0] if task.exercise.name in controls else None)
        yield students[task.student], result
