"""Grade a class: every student, every exercise, on several processes, with one seed for all, into a store.

Theory of operation. Submissions are read as there is somebody to run their programs, and what comes of each is in the
store before the next is looked at; so a class of any size takes the memory of one submission a worker. The desk is the
one who writes. What needs no run is not given to a worker: what the store has already, an equal program's result
(:mod:`autograder.desk.sharing`), and what cannot be run.
"""

import contextlib
import platform
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from autograder.checks.attempt import EXERCISE_SECONDS, Attempt
from autograder.checks.attempt_record import Recording, pack, unpack
from autograder.checks.course import Exercise
from autograder.checks.repeating import second_attempt
from autograder.checks.results import ExerciseResult, Grading, Machine, Outcome
from autograder.desk.controls import damage_of
from autograder.desk.course_digest import Digests
from autograder.desk.grading import call_or_run, judge_attempt, mark_unsteady, record_of, shorten_evidence
from autograder.desk.kit import kit_here
from autograder.desk.reference import excuse_what_the_reference_fails, failed_result
from autograder.desk.replay import judge_again, judge_runs
from autograder.desk.sharing import Sharing
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure, answer_of
from autograder.desk.workers import JobLimits, Workers
from autograder.engine.canaries import Trial, choose
from autograder.engine.draw import machine_counts
from autograder.errors import NeedsRun, UsageError
from autograder.intake.submission import Submission, SubmittedFile
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

SUBMISSION_SECONDS = 480.0  # of runs, shared equally by all exercises of one submission
# A job ends itself long before; these end one that hangs in the kit, or that the machine has no time for.
JOB_LIMITS = JobLimits(seconds=900.0, cpu_seconds=50.0)
REFERENCES_HELD = 64  # decoded, in a worker


@dataclass
class Task:
    """One student's file for one exercise; nobody's, for the reference."""

    student: str
    exercise: Exercise
    handed: SubmittedFile
    seed: str
    reference: bytes = b""  # the packed record of the reference's runs with the same draws; empty where there is none
    seconds: float = EXERCISE_SECONDS
    counts: Set[int] = field(default_factory=machine_counts)
    recorded: bytes = b""  # a packed record of earlier runs of the program: those that serve are not made again


class Graded(NamedTuple):
    """What came of a task: the result, the packed record of it, and where it was, if that is not where all are."""

    result: ExerciseResult
    record: bytes | None = None
    machine: Machine | None = None


class Listener(Protocol):
    """Hears how a class gets on."""

    def __call__(self, student: str, result: ExerciseResult) -> None:
        """Somebody was graded."""


class Graders(Protocol):
    """Who runs programs: processes of this machine, or of several."""

    machine: Machine  # what results are obtained with, and what is drawn avoids

    @property
    def running(self) -> list[Task]:
        """What is being run."""

    def do(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """Grade each task, and take the next when there is somebody for it."""


class LocalGraders(Workers[Task, Graded]):
    """Processes of this machine, each with a sandbox of the level that was tried; a context manager."""

    def __init__(self, workers: int | None, trial: Trial | None = None) -> None:
        """``trial`` is the level that was chosen; without one, B or better is, or :class:`KitError` raised."""
        self.machine = this_machine(trial or choose(Level.B))
        super().__init__(grade_task, workers, Level(self.machine.level), JOB_LIMITS)


@lru_cache(REFERENCES_HELD)
def recording_of(record: bytes) -> Recording:
    """The runs of a packed record, decoded once for all that are held against them."""
    return Recording(unpack(record).first.runs if record else [])


def grade_task(task: Task, sandbox: Sandbox) -> Graded:
    """Grade one task; the runs of a failing submission's that another run might not repeat are made twice."""
    beside = recording_of(task.reference)
    if task.recorded:
        with contextlib.suppress(NeedsRun, UsageError):  # of another program, or damaged: then all is run
            result, record = judge_again(task.exercise, task.handed, unpack(task.recorded), beside, sandbox)
            return Graded(result, pack(record))
    attempt = Attempt(
        task.exercise, task.handed, task.seed, sandbox, beside, seconds=task.seconds, counts=frozenset(task.counts)
    )
    result = judge_attempt(attempt, call_or_run)
    failed = bool(task.student) and result.outcome is Outcome.FAILED
    second = second_attempt(attempt, result.verdicts) if failed else None
    if second is not None:
        again = call_or_run(second)
        if not second.is_spent:
            mark_unsteady(result, again)
    shorten_evidence(result)
    return Graded(result, pack(record_of(attempt, second)))


def grade_without_run(task: Task) -> Graded:
    """Grade what cannot be run, where no worker is needed."""
    attempt = Attempt(task.exercise, task.handed, task.seed, None, seconds=task.seconds, counts=frozenset(task.counts))
    result = judge_attempt(attempt, judge_runs)
    shorten_evidence(result)
    return Graded(result, pack(record_of(attempt)))


def this_machine(trial: Trial) -> Machine:
    """What results are obtained with."""
    version, files = kit_here()
    level = trial.level, trial.level.summary, list(trial.worked)
    return Machine(version, trial.python, platform.release(), *level, files, sorted(machine_counts()))


def reference_of(exercise: Exercise) -> SubmittedFile:
    """The reference, as if it had been handed in."""
    return SubmittedFile((exercise.solution / exercise.file).read_bytes(), "reference")


def grade_class(
    store: StoreWriter,
    submissions: Iterable[Submission],
    exercises: tuple[Exercise, ...],
    seed: str,
    graders: Graders,
    listener: Listener,
) -> None:
    """Grade everybody. Whatever was graded is in the store at once, also after Ctrl-C or a kill.

    ``listener`` hears each result as it falls, those that the store has kept among them. Of an interrupted class the
    store says that it is not complete.
    """
    store.begin(Grading(seed, graders.machine), exercises)
    batch = Batch(store, exercises, seed, graders, listener)
    try:
        batch.grade(submissions)
    except KeyboardInterrupt:
        store.finish(False, reference_notes(store))
    else:
        store.finish(True, reference_notes(store))


class Batch:
    """A class at work."""

    def __init__(
        self,
        store: StoreWriter,
        exercises: tuple[Exercise, ...],
        seed: str,
        graders: Graders,
        listener: Listener,
    ) -> None:
        """The references are run when they are first needed."""
        self.store, self.exercises, self.seed = store, exercises, seed
        self.counts = frozenset(graders.machine.counts)
        self.graders, self.listener = graders, listener
        self.sharing = Sharing(store)
        self.controls: dict[str, Graded] = {}

    def grade(self, submissions: Iterable[Submission]) -> None:
        """Run the references, then everybody."""
        self.store.begin_admission()
        self.controls = self.kept_references()
        self.run_references([one for one in self.exercises if one.name not in self.controls])
        for task, answer in self.graders.do(self.tasks(submissions)):
            self.keep(task, answer)
        self.store.end_admission()

    def kept_references(self) -> dict[str, Graded]:
        """The undamaged references that an earlier call ran with the same draws, by the kit and course as they are."""
        found = {one.name: (self.store.reference(one.name), Digests.of(one)) for one in self.exercises}
        return {
            name: Graded(kept.result, kept.attempt)
            for name, (kept, digests) in found.items()
            if kept is not None
            and kept.digests == digests
            and kept.result.outcome is Outcome.PASSED
            and not damage_of(kept)
        }

    def run_references(self, exercises: list[Exercise]) -> None:
        """Run those that there are, and keep what came of them: the control of the whole class."""
        there = [one for one in exercises if (one.solution / one.file).is_file()]
        tasks = [Task("", one, reference_of(one), self.seed, counts=self.counts) for one in there]
        for task, answer in self.graders.do(tasks):
            if isinstance(answer, Failure):
                answer = Graded(failed_result(task.exercise, answer.reason))
            self.controls[task.exercise.name] = answer
            self.store.write_reference(task.handed, answer.result, answer.record, answer.machine)

    def tasks(self, submissions: Iterable[Submission]) -> Iterator[Task]:
        """What has to be run, as submissions are read; all else is settled on the way."""
        for position, submission in enumerate(submissions):
            kept = self.store.admit_one(submission, self.exercises, position)
            for exercise in self.exercises:
                task = self.task_of(submission, exercise)
                if not self.is_settled(task, exercise.name in kept):
                    yield task

    def task_of(self, submission: Submission, exercise: Exercise) -> Task:
        """One student's program for one exercise, with what the reference did beside it."""
        beside = self.controls.get(exercise.name)
        record = beside.record or b"" if beside is not None else b""
        seconds = min(EXERCISE_SECONDS, SUBMISSION_SECONDS / len(self.exercises))
        return Task(submission.student, exercise, submission.handed(exercise), self.seed, record, seconds, self.counts)

    def is_settled(self, task: Task, kept: bool) -> bool:
        """Whether a task needs no run, or waits for another's."""
        of = task.student, task.exercise.name
        stands = self.store.result(*of) if kept else None
        whole = stands is not None and not damage_of(stands)
        result = stands.result if stands is not None and whole else self.sharing.take(*of, task.handed)
        if result is not None:
            self.listener(task.student, result)
        elif task.handed.obstacle:
            self.keep(task, answer_of(grade_without_run, task))
        else:
            return self.sharing.join(*of, task.handed)
        return True

    def keep(self, task: Task, answer: Graded | Failure) -> None:
        """Write what came of a task, for all who handed in the same."""
        result, record = settle(task, answer, self.controls)
        machine = answer.machine if isinstance(answer, Graded) else None
        self.store.write(task.student, task.handed, result, record, machine)
        for student in [task.student, *self.sharing.settle(task.student, task.exercise.name, task.handed)]:
            self.listener(student, result)


def reference_notes(store: StoreWriter) -> list[Message]:
    """The references that do not pass here, for the instructor."""
    kept = [found.result for name in store.exercises if (found := store.reference(name)) is not None]
    failing = [result for result in kept if result.outcome is not Outcome.PASSED]
    words = "The reference of {exercise} does not pass on this machine: {reason}"
    return [Message(words, exercise=one.exercise, reason=one.sentence) for one in failing]


def settle(task: Task, answer: Graded | Failure, controls: Mapping[str, Graded]) -> tuple[ExerciseResult, bytes | None]:
    """The result that counts, with the packed record of its runs."""
    beside = controls.get(task.exercise.name)
    if isinstance(answer, Failure):
        answer = Graded(failed_result(task.exercise, answer.reason))
        answer.result.handed_in = not task.handed.missing
        answer.result.conclude()
    excuse_what_the_reference_fails(answer.result, beside.result if beside is not None else None)
    return answer.result, answer.record
