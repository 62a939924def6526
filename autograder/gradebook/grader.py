"""Grades a class of nbgrader's in a process of its own, which :mod:`autograder.gradebook.ahead` starts.

The process that called us may be formgrader's server, or nbgrader's command, which takes seconds to import: neither is
to be the parent of the workers. What to grade comes by standard input, and results go out by standard output, each as
it falls, so that nbgrader writes the first while the last are run. In between everything is as in ``autograder grade``:
the same store, the same records, all processors, and one grader at a time.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator

from autograder.checks.assignment import Assignment
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult
from autograder.desk.batch import LocalGraders, grade_class
from autograder.desk.grading import new_seed
from autograder.desk.lock import hold
from autograder.desk.store_writer import StoreWriter
from autograder.engine.canaries import Trial, choose
from autograder.engine.kept_trials import keep_or_try
from autograder.errors import AutograderError
from autograder.files import told_if_unwritable
from autograder.gradebook.order import Answer, Began, Ended, Graded, Order
from autograder.intake.submission import Submission
from autograder.reports.timeline.recorded import RecordedPictures
from autograder.sandbox.levels import Level

LOCK_FILE = ".grading.lock"  # the one of ``autograder grade``
STOPPED = "Stopped. What was graded is kept in {}; the same command goes on from there."
Send = Callable[[Answer], None]


def counted(course: Course) -> tuple[Exercise, ...]:
    """The exercises of a course, those of its assignment with what they count there."""
    assignment = Assignment.of(course)
    found = {exercise.name: exercise for exercise in (*course.exercises, *(assignment or course).exercises)}
    return tuple(found.values())


class Listener:
    """Sends each result that was asked for on its way, those of failed checks with pictures of their runs."""

    def __init__(self, store: StoreWriter, exercises: tuple[Exercise, ...], students: set[str], send: Send) -> None:
        """``students``: of whom results are asked for."""
        self.store, self.students, self.send = store, students, send
        self.pictures = RecordedPictures(store, exercises)

    def __call__(self, student: str, result: ExerciseResult) -> None:
        """One more result is there."""
        if student not in self.students:
            return
        kept = self.store.result(student, result.exercise)
        result.pictures = self.pictures.of(kept) if kept is not None else {}
        points = f"{result.points:g} of {result.max_points:g} points"
        print(f"graded {student}, {result.exercise}: {points}", file=sys.stderr)
        self.send(Graded(student, result))


def grade(order: Order, trial: Trial, send: Send) -> None:
    """Grade a class into the store of its folder; raises :class:`AutograderError`."""
    exercises = counted(Course.load(order.course))
    with told_if_unwritable(order.results):
        order.results.mkdir(parents=True, exist_ok=True)
    with (
        hold(order.results, LOCK_FILE, "Wait until it is done, and run the same command again."),
        StoreWriter.open(order.results) as store,
        LocalGraders(None, trial) as graders,
    ):
        send(Began())
        students = {one.student for one in order.submissions}
        everybody = sorted([*order.submissions, *others(store, students)], key=lambda one: one.student)
        listener = Listener(store, exercises, students, send)
        grade_class(store, everybody, exercises, store.seed or new_seed(), graders, listener)
        send(Ended("" if store.grading.complete else STOPPED.format(order.results)))


def others(store: StoreWriter, graded: set[str]) -> Iterator[Submission]:
    """Whoever is in the store besides, with what they handed in: nothing of theirs is run again."""
    for name in store.names:
        if name not in graded:
            student, kept = store.student_and_kept(name)
            files = {one.exercise: one.handed for one in kept if not one.handed.missing}
            moment = store.handed_in(name)
            yield Submission(student=name, origin=student.origin, files=files, notes=student.notes, handed_in=moment)


def end_with_parent() -> None:
    """Stop as by Ctrl-C when whoever called is gone, whose end of standard input is closed then."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGINT)


def main() -> None:
    """Read an order, grade, send what comes of it. What takes time to begin with is done before the order is there."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # whatever else is printed is for people

        def send(answer: Answer) -> None:
            if isinstance(answer, Ended):  # whoever called lets go of us now, which is no reason to stop
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            pickle.dump(answer, answers)
            answers.flush()

        trial: Trial | AutograderError
        try:
            trial = choose(Level.B, keep_or_try)
        except AutograderError as error:
            trial = error
        try:
            order: Order = pickle.load(sys.stdin.buffer)
        except EOFError:  # there was nothing to grade
            return
        threading.Thread(target=end_with_parent, daemon=True).start()
        try:
            if isinstance(trial, AutograderError):
                raise trial
            grade(order, trial, send)
        except AutograderError as error:
            send(Ended(str(error)))
        except BrokenPipeError:
            return
        except KeyboardInterrupt:
            send(Ended(STOPPED.format(order.results)))
