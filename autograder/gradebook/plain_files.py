"""Programs that were handed in as plain files get the notebook that nbgrader looks for.

nbgrader grades notebooks alone: without one, it passes a student over. The notebook that is put beside the program is
the one that was handed out, with nothing written in it, so the file beside it is graded (:mod:`.received`). A file
with a name that is nearly right gets one, too, in which its author is told the name to use.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.checks.course import Exercise
from autograder.gradebook.ahead import Instructors
from autograder.gradebook.received import release_cells
from autograder.intake.names import shown
from autograder.intake.near_misses import nearest

NEAR = "%s handed in %s, which is not graded: %s was put beside it, and will tell the name to use, %s."
MADE = "%s handed in %s and no notebook, so %s was put beside it; the program is what is graded."


def add_notebooks(
    instructors: Instructors, files: Iterator[tuple[str, str, Path]], tell: Callable[..., None]
) -> list[Path]:
    """Put a notebook beside each file that is an exercise's program; gives those that were made.

    ``files``: the student, the name of the exercise's file, and where it lies, under whatever name.
    """
    made: list[Path] = []
    by_file = {exercise.file: exercise for exercise in instructors.exercises.values()}
    for student, file, path in files:
        if path.is_symlink() or not path.is_file():
            continue
        exercise = by_file.get(file)
        if exercise is None:
            made += add_for_near_miss(instructors, student, path, tell)
            continue
        stem = path.name.removesuffix(".py")
        begin, _, end = stem.rpartition(exercise.module)  # a platform's own words may stand before and behind
        notebook = path.with_name(f"{begin}{exercise.name}{end}.ipynb")
        if write_released(instructors, exercise, notebook):
            tell(MADE, student, file, notebook.name)
            made.append(notebook)
    return made


def add_for_near_miss(instructors: Instructors, student: str, path: Path, tell: Callable[..., None]) -> Iterator[Path]:
    """The notebook beside a file that may be meant for an exercise of which its folder has nothing else."""
    known = list(instructors.exercises.values())
    for exercise in known:
        notebook = path.with_name(f"{exercise.name}.ipynb")
        if path.with_name(exercise.file).exists() or nearest(path.parent, exercise, known) != path:
            continue
        if write_released(instructors, exercise, notebook):
            tell(NEAR, student, shown(path.name), notebook.name, exercise.file)
            yield notebook


def write_released(instructors: Instructors, exercise: Exercise, path: Path) -> bool:
    """Write a notebook as it was handed out; whether there was none. A link is never followed."""
    import nbformat

    if path.exists() or path.is_symlink():
        return False
    made = instructors.notebook(exercise.name)
    made.cells = release_cells(made)
    nbformat.write(made, path)
    return True
