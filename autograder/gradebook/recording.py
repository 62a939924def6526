"""Put a graded class on the desk: the notebooks that formgrader shows, and the scores and comments.

The steps: make or read the course → build each student's notebooks → show what would change → write.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.checks.course import Exercise
from autograder.checks.results import StudentResult
from autograder.errors import UsageError
from autograder.gradebook.ahead import RESULTS
from autograder.gradebook.following import Follow, find_changes, follow_course
from autograder.gradebook.late import PenaltyRule
from autograder.gradebook.pages import graded_notebook, submitted_notebook, write_folder
from autograder.gradebook.preprocessor import comment_on
from autograder.gradebook.received import OwnCells, own_cells
from autograder.gradebook.release import make_course
from autograder.gradebook.safety import CONFIGURATION_FILE
from autograder.gradebook.store import Change, Place, Record, Store
from autograder.gradebook.writing import Writer
from autograder.intake.submission import Submission

SUBMITTED = "submitted"  # in the course: what was handed in, as nbgrader has collected it, or as it is shown there


@dataclass
class Prepared:
    """One student's record, with the notebooks that go beside it; none are submitted that nbgrader has collected."""

    record: Record
    submitted: dict[str, bytes | None] = field(default_factory=dict)
    autograded: dict[str, bytes | None] = field(default_factory=dict)


def course_folder(url: str, desk: Path | None) -> Path:
    """Where the course of a gradebook is: as it was said, else beside an SQLite file."""
    if desk is not None:
        return desk
    _, is_sqlite, file = url.partition("sqlite:///")
    if not is_sqlite or not file:
        raise UsageError("Say with --desk in which folder the course of this gradebook is, or is to be.")
    return Path(file.partition("?")[0]).absolute().parent


def absolute(url: str) -> str:
    """A gradebook's URL that is the same in every folder."""
    start, is_sqlite, file = url.partition("sqlite:///")
    if start or not is_sqlite or not file or file.startswith(":memory:"):
        return url
    return f"sqlite:///{Path(file).absolute()}"


def prepare_course(desk: Path, url: str, name: str, exercises: tuple[Exercise, ...], assignment: Path | None) -> None:
    """Make the course where there is none, and the assignment where the course has it not."""
    new = not (desk / CONFIGURATION_FILE).is_file()
    if not all((desk / "source" / name / f"{exercise.name}.ipynb").is_file() for exercise in exercises):
        make_course(desk, name, exercises, assignment)
    if new and url != f"sqlite:///{(desk / 'gradebook.db').absolute()}":
        with (desk / CONFIGURATION_FILE).open("a", encoding="utf-8") as configuration:
            configuration.write(f"\n# The gradebook of this course:\nc.CourseDirectory.db_url = {url!r}\n")
        (desk / CONFIGURATION_FILE).chmod(0o600)  # a URL can hold a password


def read_notebooks(desk: Path, name: str, exercises: tuple[Exercise, ...]) -> dict[str, Any]:
    """The instructor's notebooks, by exercise."""
    import nbformat

    source = desk / "source" / name
    return {one.name: nbformat.read(source / f"{one.name}.ipynb", as_version=4) for one in exercises}


def prepare_student(
    submission: Submission,
    student: StudentResult,
    exercises: tuple[Exercise, ...],
    notebooks: dict[str, Any],
    own: Mapping[str, OwnCells] | None = None,
) -> Prepared:
    """Everything that is to be written of one student.

    ``own``: the student's own cells by exercise, where nbgrader itself has collected notebooks and noted their time.
    """
    import nbformat

    moment = datetime.fromtimestamp(submission.handed_in or 0.0, UTC) if own is None else None
    prepared = Prepared(Record(student.student, moment))
    by_name = {exercise.name: exercise for exercise in exercises}
    for result in student.exercises:
        exercise = by_name[result.exercise]
        handed = submission.handed(exercise)
        name, instructors = f"{exercise.name}.ipynb", notebooks[exercise.name]
        made = submitted_notebook(instructors, exercise, handed, student.notes, (own or {}).get(exercise.name, {}))
        if own is None:
            prepared.submitted[name] = nbformat.writes(made).encode() if handed.source else None
        graded, scores = graded_notebook(made, result)
        prepared.autograded[name] = nbformat.writes(graded).encode()
        for check, score in scores.items():
            prepared.record.scores[Place(student.student, exercise.name, check)] = score
        prepared.record.comments[exercise.name] = comment_on(result, student.notes)
    return prepared


class Desk:
    """A course of nbgrader's with its gradebook, and a graded class that is to be put there."""

    def __init__(self, folder: Path, store: Store, notebooks: dict[str, Any], results: Path | None = None) -> None:
        """The assignment is made known to the gradebook. ``results`` is where the class was graded, if that is over."""
        self.folder, self.store, self.notebooks, self.results = folder, store, notebooks, results
        store.register(notebooks)
        self.released = dict(notebooks)
        self.changes_of_checks: list[Follow] = []
        self.left_out: dict[str, str] = {}  # students of whom nothing can be written, and why
        self.writer = Writer(store)

    def own_cells(self, submission: Submission, exercises: tuple[Exercise, ...]) -> dict[str, OwnCells] | None:
        """The student's own cells, if nbgrader has collected this and its own command has graded it; else None.

        Nothing is ever written over what it has collected.
        """
        assignment = self.store.assignment
        folder = self.folder / SUBMITTED / submission.student / assignment
        ours = self.results is not None and self.results.resolve() == (self.folder / RESULTS / assignment).resolve()
        if not folder.is_dir() or not (ours or Path(submission.origin).parts[-3:] == folder.parts[-3:]):
            return None
        return {one.name: own_cells(folder / f"{one.name}.ipynb", self.released[one.name], one) for one in exercises}

    def prepare(
        self, students: Iterable[StudentResult], submissions: Iterable[Submission], exercises: tuple[Exercise, ...]
    ) -> list[Prepared]:
        """Each student of whom anything was graded."""
        handed = {one.student: one for one in submissions}
        prepared = []
        for student in students:
            if student.student not in handed or not student.exercises:
                continue
            one = handed[student.student]
            try:
                own = self.own_cells(one, exercises)
                made = prepare_student(one, student, exercises, self.notebooks, own)
                for change in self.changes_of_checks:  # a check that is gone has nothing to give
                    gone = [Place(one.student, change.exercise.name, check) for check in change.gone]
                    made.record.scores |= dict.fromkeys(gone, 0.0)
                prepared.append(made)
            except Exception as error:  # one submission costs its author alone
                self.left_out[one.student] = f"{type(error).__name__}: {error}"
        return prepared

    def see_changed_checks(self, exercises: tuple[Exercise, ...]) -> list[str]:
        """Let the gradebook's checks and points be those of the course; gives what that changes, as sentences.

        Nothing is written before :meth:`write`.
        """
        self.changes_of_checks = find_changes(self.notebooks, exercises)
        self.notebooks |= {one.exercise.name: one.notebook for one in self.changes_of_checks}
        return [sentence for one in self.changes_of_checks for sentence in one.sentences()]

    def gone(self, prepared: list[Prepared]) -> list[str]:
        """Students of whom the gradebook has scores in this assignment, and who are not in the class."""
        here = {one.record.student for one in prepared} | set(self.left_out)
        return sorted({place.student for place in self.store.scores()} - here)

    def changes(self, prepared: list[Prepared]) -> list[Change]:
        """The scores that were decided before and would become others."""
        return self.store.changes([one.record for one in prepared])

    def comments_that_stay(self, prepared: list[Prepared], changes: list[Change]) -> dict[tuple[str, str], str]:
        """What a person has written, by student and exercise, where what the checks give would become otherwise."""
        return self.store.comments_that_stay([one.record for one in prepared], changes)

    def missing(self, prepared: list[Prepared]) -> list[str]:
        """The checks that the gradebook does not have, because they came after the release."""
        coming = {one.exercise.name for one in self.changes_of_checks}
        places = [
            place for one in prepared for place in self.writer.missing(one.record) if place.exercise not in coming
        ]
        return sorted({f"{place.exercise}: {place.check}" for place in places})

    def write(self, prepared: list[Prepared]) -> int:
        """Write everybody, notebooks first; gives the number of students of whom anything was new."""
        if self.changes_of_checks:
            follow_course(self.store, self.folder, self.changes_of_checks)
            self.writer = Writer(self.store)
        rule = PenaltyRule(self.folder, self.store)
        written = 0
        for one in prepared:
            student, moment = one.record.student, one.record.handed_in
            for kind, files in ((SUBMITTED, one.submitted), ("autograded", one.autograded)):
                if files:
                    write_folder(self.folder / kind / student / self.store.assignment, files, moment)
            written += self.writer.write(one.record)
            rule.apply(student, list(self.writer.notebooks))
        return written
