"""Grade a whole assignment before ``nbgrader autograde`` converts its first notebook, so that nbgrader only writes.

Theory of operation. nbgrader converts one notebook after the other, on one processor. All programs that it will come
to are taken out of their notebooks first, and graded together by the kit's own desk: on all processors, into a store
that lies in ``results/ASSIGNMENT`` of the course, where every command that works on results finds them. What has been
graded and has not changed is not run again. The desk is a process of its own (:mod:`autograder.gradebook.grader`).
"""

import contextlib
import pickle
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.checks.course import EXERCISE_FILE, Course, Exercise
from autograder.checks.results import ExerciseResult
from autograder.errors import KitError
from autograder.gradebook.order import Answer, Began, Ended, Graded, Order
from autograder.gradebook.received import grade_id_of, rebuild
from autograder.intake.arrival import handed_in_at
from autograder.intake.notebooks import below_first_line
from autograder.intake.submission import Submission, SubmittedFile, find_obstacle
from autograder.intake.written_cells import SOLUTION

RESULTS = "results"  # in the course, with a folder for each assignment
ASSIGNMENT_FILE = "assignment.toml"
COMMAND = "from autograder.gradebook.grader import main; main()"
ENDED = "The grader ended unexpectedly. Grade this submission again."


@dataclass
class Instructors:
    """The instructor's own folder of an assignment."""

    source: Path
    notebooks: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises of the kit in it; none where it has none."""
        if not list(self.source.glob(f"exercises/*/{EXERCISE_FILE}")):
            return {}
        return {exercise.name: exercise for exercise in Course.load(self.source).exercises}

    def notebook(self, name: str) -> Any:
        """A copy of a notebook, to be changed at will."""
        import nbformat

        if name not in self.notebooks:
            self.notebooks[name] = nbformat.read(self.source / f"{name}.ipynb", as_version=4)
        return nbformat.from_dict(self.notebooks[name])

    def lay_out(self, folder: Path) -> None:
        """Make a course of it: the references stand in the notebooks, and the desk wants them in ``solutions/``."""
        shutil.copytree(self.source / "exercises", folder / "exercises")
        if (self.source / ASSIGNMENT_FILE).is_file():
            shutil.copy(self.source / ASSIGNMENT_FILE, folder)
        for exercise in self.exercises.values():
            reference = program_of(self.notebook(exercise.name))
            if reference.strip():
                place = folder / "solutions" / exercise.name
                place.mkdir(parents=True)
                (place / exercise.file).write_text(reference, encoding="utf-8")

    def read(self, folder: Path, student: str) -> Submission:
        """What a student handed in, as it is graded."""
        submission = Submission(student=student, origin=str(folder), handed_in=handed_in_at(folder))
        for exercise in self.exercises.values():
            path = folder / f"{exercise.name}.ipynb"
            if path.is_file():
                notebook, notes = rebuild(path, self.notebook(exercise.name), exercise, self.exercises.values())
                submission.files[exercise.name] = handed_file(exercise, program_of(notebook))
                submission.notes += [f"{exercise.name}: {note}" for note in notes]
        return submission


def program_of(notebook: Any) -> str:
    """The program in the solution cell of a notebook of the kit's own making."""
    return below_first_line(next((cell.source for cell in notebook.cells if grade_id_of(cell) == SOLUTION), ""))


def handed_file(exercise: Exercise, program: str) -> SubmittedFile:
    """A program as it is graded."""
    source = program.encode("utf-8", "replace")
    return SubmittedFile(source, f"{exercise.name}.ipynb", find_obstacle(exercise, source))


class Ahead:
    """The results of one assignment, by what was graded."""

    def __init__(self, instructors: Instructors, results: Path) -> None:
        """Nothing is graded yet."""
        self.instructors, self.folder = instructors, results
        self.desk: Desk | None = None
        self.handed: dict[str, dict[str, SubmittedFile]] = {}  # by student and exercise

    def grade(self, submissions: Iterable[Submission]) -> None:
        """Begin to grade them, whatever of them was not graded before; they are read while the desk starts.

        Raises :class:`KitError` or :class:`UsageError` where that cannot be.
        """
        self.desk = Desk()
        found = list(submissions)
        self.handed |= {one.student: one.files for one in found}
        self.desk.begin(self.instructors, self.folder, found)

    def result(self, student: str, exercise: Exercise, handed: SubmittedFile) -> ExerciseResult:
        """The result of a program, as soon as it is there; one that is another than was seen ahead is graded now.

        Raises :class:`KitError` where there is none.
        """
        known = self.handed.get(student, {})
        if exercise.name not in known or known[exercise.name].source != handed.source:
            files = {**known, exercise.name: handed}
            self.grade([Submission(student=student, origin=handed.origin, files=files)])
        assert self.desk is not None
        return self.desk.result(student, exercise.name)


class Desk:
    """A grader at work in a process of its own; it ends with us, and cleans up first."""

    def __init__(self) -> None:
        """It begins to start."""
        self.place = tempfile.TemporaryDirectory()
        command = [sys.executable, "-P", "-c", COMMAND]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self.results: dict[tuple[str, str], ExerciseResult] = {}
        self.ended: Ended | None = None
        threading.Thread(target=hear, args=(self.process, self.answers), daemon=True).start()
        weakref.finalize(self, end, self.process, self.place)

    def begin(self, instructors: Instructors, results: Path, submissions: list[Submission]) -> None:
        """Say what to grade; raises :class:`KitError` where it cannot begin."""
        course = Path(self.place.name) / "course"
        instructors.lay_out(course)
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended, which is heard next
            self.process.stdin.write(pickle.dumps(Order(course, results, submissions)))
            self.process.stdin.flush()
        self.take(self.answers.get())
        if self.ended is not None:
            raise KitError(self.ended.trouble or ENDED)

    def take(self, answer: Answer) -> None:
        """Note what has come."""
        if isinstance(answer, Graded):
            self.results[answer.student, answer.result.exercise] = answer.result
        elif isinstance(answer, Ended):
            self.ended = answer

    def result(self, student: str, exercise: str) -> ExerciseResult:
        """A result, waited for; raises :class:`KitError` when there will be none."""
        while (student, exercise) not in self.results:
            if self.ended is not None:
                raise KitError(self.ended.trouble or ENDED)
            self.take(self.answers.get())
        return self.results[student, exercise]


def hear(process: "subprocess.Popen[bytes]", answers: "queue.SimpleQueue[Answer]") -> None:
    """Take in what the desk sends as it comes, so that it never waits for us."""
    assert process.stdout is not None
    answer: Answer = Began()
    try:
        while not isinstance(answer, Ended):
            answer = pickle.load(process.stdout)
            answers.put(answer)
    except (EOFError, pickle.UnpicklingError):
        answers.put(Ended(ENDED))


def end(process: "subprocess.Popen[bytes]", place: "tempfile.TemporaryDirectory[str]") -> None:
    """End a desk that may still be at work, which the end of its standard input tells it."""
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
    process.wait()
    place.cleanup()
