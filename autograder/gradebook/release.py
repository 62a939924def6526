"""Make a course of nbgrader's: its configuration, and the instructor's notebooks of one assignment.

``source/`` is the instructor's, and holds the references. What students get is made from it by
``nbgrader generate_assignment``, without them. Beside the notebooks lie the open checks
(``exercises/``), so that students can check themselves; no reference lies there.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.assignment import ASSIGNMENT_FILE
from autograder.checks.attempt import EXERCISE_SECONDS
from autograder.checks.course import EXERCISE_FILE, SIGNATURES_FILE, Exercise
from autograder.errors import UsageError
from autograder.extras import find_programs, require_nbgrader
from autograder.gradebook.notebook import make_notebook
from autograder.gradebook.safety import CONFIGURATION_FILE, secure

CONFIGURATION = '''"""nbgrader's configuration of this course; yours to change."""

import os

from autograder.extras import find_programs

find_programs()  # nbgrader calls other programs by name, also where no environment is activated

c = get_config()
c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))
c.CourseDirectory.course_id = "{course}"

# Programs are graded in the kit's sandbox, and no kernel is started:
c.Autograde.exporter_class = "autograder.gradebook.exporter.SandboxExporter"

# Feedback says where a person has changed what the checks gave:
c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback.FeedbackExporter"

# Archives of Moodle and Canvas are taken apart with care, each student's for itself:
c.ZipCollectApp.extractor_plugin = "autograder.gradebook.collector.PlatformExtractor"
c.ZipCollectApp.collector_plugin = "autograder.gradebook.collector.PlatformCollector"
'''
STUDENT_CONFIGURATION = f'''"""For `nbgrader validate` in this folder."""

c = get_config()
c.Execute.timeout = 600  # seconds; the grader ends what hangs, on an idle machine within {EXERCISE_SECONDS:.0f} s
c.Execute.kernel_name = "python3"  # on one's own machine; the notebook itself names none, so no grader runs it
'''


@dataclass(frozen=True)
class Made:
    """What was written, and what was changed in a configuration that was there, as a diff."""

    configuration: Path
    notebooks: list[Path]
    new: bool
    change: str


def make_course(folder: Path, name: str, exercises: tuple[Exercise, ...], assignment: Path | None) -> Made:
    """Make a course, or the assignment ``name`` of a course that is there.

    ``assignment`` is the file that says what each exercise counts, if there is one.

    A configuration that is there is left as it is, unless it would have students' programs run outside of the
    sandbox (:mod:`autograder.gradebook.safety`). Raises :class:`UsageError` when the folder is
    somebody else's, or when a reference is missing.
    """
    require_nbgrader()
    find_programs()
    configuration = folder / CONFIGURATION_FILE
    if folder.exists() and not configuration.is_file() and any(folder.iterdir()):
        raise UsageError(
            f"{folder} is not empty and no nbgrader course. Name a new folder, or one made by this command."
        )
    references = {exercise.name: read_reference(exercise) for exercise in exercises}
    counts = assignment.read_bytes() if assignment is not None else None  # it may lie in what is made anew
    new = not configuration.is_file()
    change = "" if new else secure(folder)
    source = folder / "source" / name
    if source.exists():
        shutil.rmtree(source)
    source.mkdir(parents=True)
    if new:
        configuration.write_text(CONFIGURATION.format(course=folder.resolve().name), encoding="utf-8")
    written = []
    for exercise in exercises:
        written.append(write_notebook(source, exercise, references[exercise.name]))
        checks = source / "exercises" / exercise.name
        checks.mkdir(parents=True)
        for file, data in handed_out(exercise).items():
            (checks / file).write_bytes(data)
        for given, data in exercise.given_files().items():
            (source / given).write_bytes(data)
    (source / CONFIGURATION_FILE).write_text(STUDENT_CONFIGURATION, encoding="utf-8")
    if counts is not None:
        (source / ASSIGNMENT_FILE).write_bytes(counts)
    return Made(configuration, written, new, change)


def read_reference(exercise: Exercise) -> str:
    """The reference of an exercise; raises :class:`UsageError` when there is none."""
    path = exercise.solution / exercise.file
    if not path.is_file():
        raise UsageError(f"{path} is missing: only instructors, who have solutions/, can release a course.")
    return path.read_text(encoding="utf-8")


def write_notebook(source: Path, exercise: Exercise, reference: str) -> Path:
    """Write the instructor's notebook of one exercise."""
    import nbformat

    path = source / f"{exercise.name}.ipynb"
    nbformat.write(make_notebook(exercise, reference), path)
    return path


def handed_out(exercise: Exercise) -> dict[str, bytes]:
    """What is needed to do an exercise and to check oneself, by name; no stub, and nothing that is the instructor's."""
    names = (EXERCISE_FILE, SIGNATURES_FILE, exercise.checks.name, "README.md", *exercise.about.given)
    return {name: (exercise.folder / name).read_bytes() for name in names if (exercise.folder / name).is_file()}
