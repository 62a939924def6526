"""The one line of configuration: ``c.Autograde.exporter_class = "autograder.gradebook.exporter.SandboxExporter"``.

nbgrader reads each submitted notebook through an exporter. This one reads it leniently, builds the
notebook that is graded from the instructor's, and puts our preprocessors in the places of
``Execute`` and ``SaveAutoGrades``, wherever the configured lists have them. Notebooks that are no
exercise of the kit are left to nbgrader.
"""

import glob
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import Execute, SaveAutoGrades
from traitlets.utils.importstring import import_item

from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult
from autograder.errors import AutograderError
from autograder.extras import find_programs
from autograder.gradebook.ahead import RESULTS, Ahead, Instructors, program_of
from autograder.gradebook.last_words import tell_in_one_sentence
from autograder.gradebook.plain_files import add_notebooks
from autograder.gradebook.preprocessor import GradeInSandbox, SaveGrades
from autograder.gradebook.received import rebuild
from autograder.intake.submission import Submission, SubmittedFile

REPLACED = {Execute: GradeInSandbox, SaveAutoGrades: SaveGrades}
AGAIN = (
    "%s has handed in %s again, and nbgrader skips it, because it has graded this student before. To grade it: "
    "nbgrader autograde %s --student=%s --force"
)


def program_in(path: Path) -> str | None:
    """The program in a graded notebook; ``None`` where there is none that can be read."""
    import nbformat

    try:
        return program_of(nbformat.read(path, as_version=4))
    except (OSError, ValueError, nbformat.ValidationError):
        return None


class SandboxExporter(NotebookExporter):
    """What nbgrader's ``Autograde`` exports notebooks with; its parent is that converter."""

    def __init__(self, **settings: Any) -> None:
        """Grade everything that nbgrader will come to; raises nbgrader's own exception where that cannot be done."""
        find_programs()
        super().__init__(**settings)
        self.assignments: dict[str, Ahead] = {}
        if isinstance(self.parent, Autograde):
            tell_in_one_sentence(self.parent.parent)
            self.add_notebooks(self.course_directory.assignment_id)
            for assignment in dict.fromkeys(assignment for assignment, _, _ in self.asked_for()):
                self.grade_ahead(assignment)

    def add_notebooks(self, assignment: str) -> None:
        """Let nbgrader see those who handed in a plain file where it looks for a notebook."""
        converter, course = self.parent, self.course_directory
        pattern = converter._format_source(assignment, course.student_id)  # type: ignore[union-attr]
        instructors = self.ahead(assignment).instructors
        if course.notebook_id != "*" or not instructors.exercises:
            return
        for folder in map(Path, glob.glob(pattern)):
            files = ((folder.parent.name, path.name, path) for path in sorted(folder.iterdir()))
            for notebook in add_notebooks(instructors, files, self.log.warning):
                converter.assignments.setdefault(str(folder), []).append(str(notebook))  # type: ignore[union-attr]

    def asked_for(self) -> Iterator[tuple[str, str, Path]]:
        """The assignment, the student and the folder of each submission that nbgrader was asked to grade."""
        converter: Any = self.parent
        pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        for folder in sorted(converter.assignments):
            found = re.match(pattern, folder)
            if found is not None:
                yield found["assignment"], found["student"], Path(folder)

    def grade_ahead(self, assignment: str) -> None:
        """Grade those of an assignment's submissions that nbgrader does not skip."""
        ahead = self.ahead(assignment)
        wanted = [(student, folder) for name, student, folder in self.asked_for() if name == assignment]
        skipped = {student for student, folder in wanted if self.skips(assignment, student, folder)}
        for student, folder in wanted:
            if student in skipped:
                self.tell_skipped(assignment, student, folder)
        wanted = [(student, folder) for student, folder in wanted if student not in skipped]
        if not ahead.instructors.exercises or not wanted:
            return
        try:
            ahead.grade(self.read(ahead.instructors, student, folder) for student, folder in wanted)
        except AutograderError as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from error
        many = f"{len(wanted)} submission{'s' if len(wanted) > 1 else ''}"
        self.log.info("Grading %s ahead of nbgrader; the results are kept in %s", many, ahead.folder)

    def read(self, instructors: Instructors, student: str, folder: Path) -> Submission:
        """What a student handed in; what was odd about it is told here, once."""
        submission = instructors.read(folder, student)
        for note in submission.notes:
            self.log.warning("%s, %s", student, note)
        return submission

    def skips(self, assignment: str, student: str, folder: Path) -> bool:
        """Whether nbgrader will skip a submission, by the rule of its ``BaseConverter.init_destination``."""
        converter, course = self.parent, self.course_directory
        if student in course.student_id_exclude.split(","):
            return True
        graded = Path(course.format_path(course.autograded_directory, student, assignment))
        if converter.force or not graded.exists() or course.notebook_id != "*":  # type: ignore[union-attr]
            return False
        new, old = (course.get_existing_timestamp(str(place)) for place in (folder, graded))
        return new is None or old is None or new <= old

    def tell_skipped(self, assignment: str, student: str, folder: Path) -> None:
        """Say so where nbgrader skips a submission that is not the one that it has graded."""
        course = self.course_directory
        if student in course.student_id_exclude.split(","):
            return
        graded = Path(course.format_path(course.autograded_directory, student, assignment))
        for name, handed in self.ahead(assignment).instructors.read(folder, student).files.items():
            if program_in(graded / f"{name}.ipynb") not in (handed.source.decode(), None):
                self.log.warning(AGAIN, student, name, assignment, student)

    def ahead(self, assignment: str) -> Ahead:
        """The results of an assignment."""
        if assignment not in self.assignments:
            course = self.course_directory
            source = Path(course.format_path(course.source_directory, ".", assignment))
            self.assignments[assignment] = Ahead(Instructors(source), Path(course.root) / RESULTS / assignment)
        return self.assignments[assignment]

    def register_preprocessor(self, preprocessor: Any, enabled: bool = False) -> Any:
        """Register ours where nbgrader's would be."""
        known = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
        ours = REPLACED.get(known, known) if isinstance(known, type) else known
        return super().register_preprocessor(ours, enabled)

    def from_file(self, file_stream: Any, resources: Any = None, **settings: Any) -> Any:
        """Read a notebook; one that was handed in is read leniently, and built anew."""
        exercise = self.find_exercise(resources)
        path = Path(file_stream.name)
        if exercise is None or not self.is_handed_in(path, resources):
            return super().from_file(file_stream, resources=resources, **settings)
        instructors = self.ahead(resources["nbgrader"]["assignment"]).instructors
        notebook, _ = rebuild(path, instructors.notebook(exercise.name), exercise, instructors.exercises.values())
        return self.from_notebook_node(notebook, resources=resources, **settings)

    @property
    def course_directory(self) -> Any:
        """Where nbgrader says that everything is."""
        converter: Any = self.parent
        return converter.coursedir

    def is_handed_in(self, path: Path, resources: Any) -> bool:
        """Whether a notebook is in the folder of submissions (and not yet in that of the graded)."""
        course, names = self.course_directory, resources["nbgrader"]
        folder = course.format_path(course.submitted_directory, names["student"], names["assignment"])
        return path.resolve().parent == Path(folder).resolve()

    def find_exercise(self, resources: Any) -> Exercise | None:
        """The exercise that a notebook belongs to, with the instructor's own checks; ``None`` for other notebooks."""
        names = resources["nbgrader"]
        return self.ahead(names["assignment"]).instructors.exercises.get(names["notebook"])

    def result(self, resources: Any, exercise: Exercise, handed: SubmittedFile) -> ExerciseResult:
        """The result of the program that stands in a notebook."""
        names = resources["nbgrader"]
        return self.ahead(names["assignment"]).result(names["student"], exercise, handed)
