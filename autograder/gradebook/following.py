"""Bring a gradebook's cells up to a course whose checks or points have changed since they were registered.

nbgrader itself refuses to add or remove cells once there are submissions (its ``SaveCells``), because students'
notebooks have the cells of the release. Here the notebooks are the instructor's, with the program put in, so they can
follow. A check that is gone keeps its row with no points, because a person may have written something there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.course import Exercise
from autograder.gradebook.notebook import make_notebook
from autograder.gradebook.received import grade_id_of
from autograder.gradebook.release import handed_out, read_reference, write_notebook
from autograder.gradebook.store import Store

Points = dict[str, float]  # by check


@dataclass(frozen=True)
class Follow:
    """One exercise that counts otherwise than in the gradebook; ``notebook`` is the one of today."""

    exercise: Exercise
    notebook: Any
    old: Points
    new: Points

    @property
    def gone(self) -> list[str]:
        """The checks that there are not any more."""
        return [check for check in self.old if check not in self.new]

    def sentences(self) -> list[str]:
        """What becomes otherwise, check by check."""
        name, found = self.exercise.name, []
        for check, points in self.new.items():
            if check not in self.old:
                found.append(f"{name}: {check} is new, and counts {points:g}.")
            elif abs(self.old[check] - points) > 1e-9:
                found.append(f"{name}: {check} counts {points:g}, and not {self.old[check]:g}.")
        return found + [f"{name}: {check} is gone; what was written by hand there stays." for check in self.gone]


def points_of(notebook: Any) -> Points:
    """What each check of a notebook counts."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return {grade_id_of(cell): float(cell.metadata.nbgrader.get("points", 0.0)) for cell in cells}


def find_changes(notebooks: dict[str, Any], exercises: tuple[Exercise, ...]) -> list[Follow]:
    """The exercises of which the notebooks have other checks or points than the course has now."""
    found = []
    for exercise in exercises:
        new = make_notebook(exercise, read_reference(exercise))
        follow = Follow(exercise, new, points_of(notebooks[exercise.name]), points_of(new))
        if follow.sentences():
            found.append(follow)
    return found


def follow_course(store: Store, folder: Path, changes: list[Follow]) -> None:
    """Write the instructor's notebooks and hand-outs anew, and the gradebook's cells."""
    source = folder / "source" / store.assignment
    for change in changes:
        write_notebook(source, change.exercise, read_reference(change.exercise))
        checks = source / "exercises" / change.exercise.name
        checks.mkdir(parents=True, exist_ok=True)
        for file, data in handed_out(change.exercise).items():
            (checks / file).write_bytes(data)
        place = change.exercise.name, store.assignment
        for cell in change.notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade"):
                name, points = grade_id_of(cell), float(cell.metadata.nbgrader.points)
                store.gradebook.update_or_create_grade_cell(name, *place, max_score=points, cell_type="code")
                text = {"cell_type": "code", "locked": True, "source": cell.source}
                store.gradebook.update_or_create_source_cell(name, *place, **text)
        for check in change.gone:
            store.gradebook.update_or_create_grade_cell(check, *place, max_score=0.0, cell_type="code")
