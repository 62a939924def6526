"""The one line of configuration: ``c.Autograde.exporter_class = "autograder.gradebook.exporter.SandboxExporter"``.

nbgrader reads each submitted notebook through an exporter. This one reads it leniently, builds the
notebook that is graded from the instructor's, and puts our preprocessors in the places of
``Execute`` and ``SaveAutoGrades``, wherever the configured lists have them. Notebooks that are no
exercise of the kit are left to nbgrader.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import Execute, SaveAutoGrades
from traitlets.utils.importstring import import_item

from autograder.checks.assignment import Assignment
from autograder.checks.course import EXERCISE_FILE, Course, Exercise
from autograder.extras import find_programs
from autograder.gradebook.grader import Grader
from autograder.gradebook.preprocessor import GradeInSandbox, SaveGrades
from autograder.gradebook.received import grade_id_of, rebuild
from autograder.intake.notebooks import below_first_line
from autograder.intake.written_cells import SOLUTION

REPLACED = {Execute: GradeInSandbox, SaveAutoGrades: SaveGrades}


class SandboxExporter(NotebookExporter):
    """What nbgrader's ``Autograde`` exports notebooks with; its parent is that converter."""

    def __init__(self, **settings: Any) -> None:
        """Nothing is started before there is something to grade."""
        self.grader = Grader()
        find_programs()
        super().__init__(**settings)

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
        notebook, notes = rebuild(path, self.read_instructors(resources), exercise)
        for note in notes:
            self.log.warning("%s, %s: %s", resources["nbgrader"]["student"], exercise.name, note)
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

    def source_folder(self, resources: Any) -> Path:
        """The instructor's own folder of the assignment."""
        course = self.course_directory
        return Path(course.format_path(course.source_directory, ".", resources["nbgrader"]["assignment"]))

    def find_exercise(self, resources: Any) -> Exercise | None:
        """The exercise that a notebook belongs to, with the instructor's own checks; ``None`` for other notebooks."""
        source, name = self.source_folder(resources), resources["nbgrader"]["notebook"]
        if not (source / "exercises" / name / EXERCISE_FILE).is_file():
            return None
        course = Course.load(source)
        assignment = Assignment.of(course)
        counted = {exercise.name: exercise for exercise in (*course.exercises, *(assignment or course).exercises)}
        return counted[name]

    def read_instructors(self, resources: Any) -> Any:
        """The instructor's notebook."""
        import nbformat

        name = resources["nbgrader"]["notebook"]
        return nbformat.read(self.source_folder(resources) / f"{name}.ipynb", as_version=4)

    def read_reference(self, resources: Any) -> bytes | None:
        """The reference that stands in the instructor's notebook."""
        cells = self.read_instructors(resources).cells
        solution = next((cell.source for cell in cells if grade_id_of(cell) == SOLUTION), "")
        return below_first_line(solution).encode() or None
