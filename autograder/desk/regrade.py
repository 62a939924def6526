"""Apply what has changed of a course to a class that was graded: from the store, and run again only what must be.

Theory of operation. Each result is kept with digests of what it depends on. Where none has changed it is kept; where
points alone have, they are counted anew; where checks, the reference or the known mistakes have, the recorded evidence
is judged again. What asks for a run that was not recorded, or for a scenario that is now drawn otherwise, is run
again, and only that. All of it is one transaction, so that it can be shown before it is written.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from autograder.checks.attempt import EXERCISE_SECONDS
from autograder.checks.attempt_record import pack, unpack
from autograder.checks.course import Exercise
from autograder.checks.deadlines import count
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.checks.session import checks_of
from autograder.desk.batch import SUBMISSION_SECONDS, Graded, Task, reference_notes, reference_of, settle
from autograder.desk.controls import control_of
from autograder.desk.course_digest import Digests
from autograder.desk.replay import Control, replay
from autograder.desk.result_diff import pairs, state_of
from autograder.desk.sharing import Sharing
from autograder.desk.store import Kept
from autograder.desk.store_writer import StoreWriter
from autograder.desk.worker_process import Failure
from autograder.errors import NeedsRun, UsageError

PARTS = {
    "run": "what is run has changed",
    "reference": "the reference has changed",
    "checks": "the checks have changed",
    "diagnosis": "the known mistakes have changed",
    "points": "the points have changed",
}
Run = Callable[[list[Task]], Iterable[tuple[Task, Graded | Failure]]]
Place = tuple[str, str, str, str, str]  # exercise, check, its state before, its state now, why


@dataclass(frozen=True)
class Change:
    """What became of one student's points in one exercise, and of the mistake that was named."""

    student: str
    exercise: str
    old: float
    new: float
    mistakes: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Total:
    """What a student's sum was and is by the assignment's rules: points, of how much, why it is so now."""

    student: str
    old: tuple[float, float]
    new: tuple[float, float]
    why: tuple[str, ...]


@dataclass
class Regrading:
    """What a regrading does: how many results are kept, counted or judged again, run; and what becomes otherwise."""

    kept: int = 0
    counted: int = 0
    judged: int = 0
    run: int = 0
    shared: int = 0  # with a program that is equal to one that was run
    lost: dict[str, int] = field(default_factory=dict)  # of exercises that are not in the assignment any more
    joined: list[str] = field(default_factory=list)  # exercises of the assignment that were not graded here
    ungraded: int = 0  # results that the kit itself had not reached; grading again is for them
    unread: list[tuple[str, str]] = field(default_factory=list)  # whose evidence is damaged, and in which exercise
    changes: list[Change] = field(default_factory=list)
    checks: Counter[Place] = field(default_factory=Counter)
    totals: list[Total] = field(default_factory=list)  # where dates, extensions or extra exercises change the sum

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it was."""
        done = self.counted or self.judged or self.run or self.unread or self.joined
        return not (done or self.changes or self.checks or self.lost or self.totals)


def changed_parts(old: Digests, new: Digests) -> list[str]:
    """Which parts of an exercise are not as they were."""
    return [name for name in PARTS if getattr(old, name) != getattr(new, name)]


def regrade(
    store: StoreWriter,
    exercises: tuple[Exercise, ...],
    run: Run | None,
    note_class: Callable[[], object] = lambda: None,
) -> Regrading:
    """Bring every result of a store up to the course as it is; use it within a transaction.

    ``run`` does tasks in sandboxes; without it, :class:`NeedsRun` is raised where there are some to be done.
    ``note_class`` puts the rules and the roster of today into the store.
    """
    found = Regrader(store, exercises, run).regrade()
    rules, roster, extensions = store.rules, store.roster, store.extensions
    note_class()
    if (store.rules, store.roster) != (rules, roster):
        for student in store.students():
            before = count(student, rules, extensions.of(student.student))
            old = (before.points, before.max_points) if before else (student.points, student.max_points)
            if student.total != old:
                why = tuple(student.counted.why) if student.counted else ()
                found.totals.append(Total(student.student, old, student.total, why))
    return found


class Regrader:
    """One regrading, at work."""

    def __init__(self, store: StoreWriter, exercises: tuple[Exercise, ...], run: Run | None) -> None:
        """Look at the course as it is now."""
        self.store, self.run = store, run
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.digests = {exercise.name: Digests.of(exercise) for exercise in exercises}
        self.worths: dict[str, dict[str, float]] = {}
        self.controls: dict[str, Control | None] = {}
        self.unread: set[str] = set()  # exercises whose references are damaged
        self.known: dict[tuple[int | None, ...], ExerciseResult | UsageError | None] = {}  # of equal results, by rows
        self.found = Regrading()
        self.seed = store.grading.seed

    def regrade(self) -> Regrading:
        """The references first, then every student."""
        before = set(self.store.exercises)
        self.found.lost = {name: self.store.count(name) for name in sorted(before - set(self.exercises))}
        kept = {name: self.store.reference(name) for name in self.exercises}
        self.store.set_courses(self.exercises.values(), self.digests)
        self.judge_references(kept)
        left: list[tuple[Kept, list[str]]] = []
        for name in self.store.names:
            for one in list(self.store.results(name)):
                parts = changed_parts(one.digests, self.digests[one.exercise])
                if not parts:
                    self.found.kept += 1
                elif not self.judge(one, parts):
                    left.append((one, parts))
        self.run_again(left)
        self.store.finish(self.store.grading.complete, reference_notes(self.store))
        return self.found

    def judge_references(self, kept: dict[str, Kept | None]) -> None:
        """Bring the references up to date; those that have changed are run."""
        tasks = []
        for name, one in kept.items():
            exercise = self.exercises[name]
            parts = changed_parts(one.digests, self.digests[name]) if one is not None else []
            self.take_control(name, one)
            unread = name in self.unread
            if one is None or (unread and self.run is None) or not (parts or unread):
                continue
            anew = unread or {"run", "reference"} & set(parts)
            result = None if anew else self.judged(one, parts, None)
            if result is not None:
                self.store.judge_reference_again(result)
                self.take_control(name, self.store.reference(name))
            elif (exercise.solution / exercise.file).is_file():
                recorded = b"" if anew else one.attempt or b""
                tasks.append(Task("", exercise, reference_of(exercise), self.seed, recorded=recorded))
        for task, answer in self.do(tasks):
            result, attempt = settle(task, answer, {})
            self.store.write_reference(task.handed, result, attempt)
            self.take_control(task.exercise.name, self.store.reference(task.exercise.name))

    def take_control(self, name: str, reference: Kept | None) -> None:
        """Note what is held against others, or that it is damaged."""
        self.controls[name], trouble = control_of(reference)
        (self.unread.add if trouble else self.unread.discard)(name)

    def judge(self, one: Kept, parts: list[str]) -> bool:
        """Judge one result again, if what is recorded serves for that; what is damaged stays, unless it may be run."""
        if one.attempt is None:
            self.found.ungraded += 1
            return True
        if one.rows not in self.known:
            self.known[one.rows] = self.judged_or_damaged(one, parts)
        result = self.known[one.rows]
        if isinstance(result, UsageError):
            if self.run is None:
                self.found.unread.append((one.student, one.exercise))
            return self.run is None
        if result is None:
            return False
        self.found.counted += parts == ["points"]
        self.found.judged += parts != ["points"]
        self.store.judge_again(one.student, result)
        self.note(one, result, parts)
        return True

    def judged_or_damaged(self, one: Kept, parts: list[str]) -> ExerciseResult | UsageError | None:
        """The same as :meth:`judged` for a student's, with what is told of a damaged record in its place."""
        try:
            return self.judged(one, parts, self.controls[one.exercise])
        except UsageError as error:
            return error

    def judged(self, one: Kept, parts: list[str], control: Control | None) -> ExerciseResult | None:
        """What the recorded evidence gives now; ``None`` where it does not serve."""
        exercise = self.exercises[one.exercise]
        if parts == ["points"] and not one.damage:
            return self.counted(one, exercise)
        if one.attempt is None or "run" in parts:
            return None
        if one.exercise in self.unread and not one.handed.obstacle:
            raise UsageError("The evidence of the reference is damaged.")
        try:
            return replay(exercise, one.handed, unpack(one.attempt), control)
        except NeedsRun:
            return None

    def counted(self, one: Kept, exercise: Exercise) -> ExerciseResult:
        """The same verdicts with the points of today."""
        if exercise.name not in self.worths:
            own = checks_of(exercise)
            self.worths[exercise.name] = {check.name: exercise.worth(check.name, check.points) for check in own}
        result = msgspec.structs.replace(one.result)
        result.verdicts = [msgspec.structs.replace(verdict) for verdict in one.result.verdicts]
        for verdict in result.verdicts:
            worth = self.worths[exercise.name].get(verdict.check)
            if worth is not None:
                verdict.of = worth / len(exercise.about.start_methods)
        result.conclude()
        return result

    def run_again(self, left: list[tuple[Kept, list[str]]]) -> None:
        """Run what the recorded evidence does not serve for, of equal programs one."""
        if not left:
            return
        seconds = min(EXERCISE_SECONDS, SUBMISSION_SECONDS / len(self.exercises))
        tasks, of, sharing = [], {}, Sharing(self.store)
        for one, parts in left:
            of[one.student, one.exercise] = one, parts
            if sharing.join(one.student, one.exercise, one.handed):
                continue
            control = self.controls[one.exercise]
            beside = pack(control.record) if control is not None else b""
            task = Task(one.student, self.exercises[one.exercise], one.handed, self.seed, beside, seconds)
            task.recorded = b"" if "run" in parts else one.attempt or b""
            tasks.append(task)
        for task, answer in self.do(tasks):
            control = self.controls[task.exercise.name]
            beside_it = {} if control is None else {task.exercise.name: Graded(control.result)}
            result, attempt = settle(task, answer, beside_it)
            self.store.write(task.student, task.handed, result, attempt)
            others = sharing.settle(task.student, task.exercise.name, task.handed)
            self.found.shared += len(others)
            for student in (task.student, *others):
                kept, parts = of[student, task.exercise.name]
                self.note(kept, result, parts)

    def do(self, tasks: list[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """Run tasks, where that is allowed; raises :class:`NeedsRun` where it is not."""
        if tasks and self.run is None:
            names = sorted({task.exercise.name for task in tasks})
            programs = "1 program" if len(tasks) == 1 else f"{len(tasks)} programs"
            raise NeedsRun(f"{programs} must be run again for {', '.join(names)}.")
        if tasks and self.run is not None:
            self.found.run += len(tasks)
            yield from self.run(tasks)

    def note(self, old: Kept, new: ExerciseResult, parts: list[str]) -> None:
        """Write down what has become otherwise."""
        named = tuple(one.diagnosis.mistake if one.diagnosis else "" for one in (old.result, new))
        if (old.result.points, old.result.max_points) != (new.points, new.max_points) or named[0] != named[1]:
            mistakes = (named[0], named[1])
            self.found.changes.append(Change(old.student, old.exercise, old.result.points, new.points, mistakes))
        why = " and ".join(PARTS[part] for part in parts)
        for before, now in pairs(old.result, new):
            states = state_of(before), state_of(now)
            if states[0] != states[1]:
                check = (now or before or Verdict("", "", "", 0, Outcome.ERROR)).check
                self.found.checks[old.exercise, check, *states, why] += 1


def judge_as_recorded(exercise: Exercise, one: Kept, control: Control | None) -> ExerciseResult:
    """The result of the evidence that is kept, by the course as it is; raises :class:`NeedsRun` where it has none."""
    if one.attempt is None:
        raise NeedsRun("No evidence of it is kept: the kit itself had failed. Grade it again.")
    return replay(exercise, one.handed, unpack(one.attempt), control)
