"""Programs that were handed in as plain files get the notebook that nbgrader looks for.

nbgrader grades notebooks alone: without one, it passes a student over. The notebook that is put beside the program is
the one that was handed out, with nothing written in it, so the file beside it is graded (:mod:`.received`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.gradebook.ahead import Instructors
from autograder.gradebook.received import release_cells

MADE = "%s handed in %s and no notebook, so %s was put beside it; the program is what is graded."


def add_notebooks(
    instructors: Instructors, files: Iterator[tuple[str, str, Path]], tell: Callable[..., None]
) -> list[Path]:
    """Put a notebook beside each file that is an exercise's program; gives those that were made.

    ``files``: the student, the name of the exercise's file, and where it lies, under whatever name.
    """
    import nbformat

    made = []
    by_file = {exercise.file: exercise for exercise in instructors.exercises.values()}
    for student, file, path in files:
        exercise = by_file.get(file)
        if exercise is None or path.is_symlink() or not path.is_file():
            continue
        stem = path.name.removesuffix(".py")
        begin, _, end = stem.rpartition(exercise.module)  # a platform's own words may stand before and behind
        notebook = path.with_name(f"{begin}{exercise.name}{end}.ipynb")
        if notebook.exists():
            continue
        instructors_own = instructors.notebook(exercise.name)
        instructors_own.cells = release_cells(instructors_own)
        nbformat.write(instructors_own, notebook)
        tell(MADE, student, file, notebook.name)
        made.append(notebook)
    return made
