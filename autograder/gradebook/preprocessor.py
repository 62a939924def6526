"""nbgrader's autograding without a kernel: the program is graded in the sandbox.

:class:`GradeInSandbox` takes the place of nbgrader's ``Execute``: it writes points and page into
each check cell, as if the cell had been run. :class:`SaveGrades` takes the place of ``SaveAutoGrades``,
which resets comments, and has no word for what could not be decided. Nothing that a student wrote
is executed outside the sandbox, and nothing that the sandbox prints can be taken for points.
Source: nbgrader's ``Autograde.autograde_preprocessors`` and ``utils.determine_grade``.
"""

from typing import Any

from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_grade, is_solution

from autograder.checks.results import ExerciseResult, Outcome
from autograder.gradebook.ahead import handed_file, program_of
from autograder.gradebook.received import NOTES, grade_id_of
from autograder.intake.written_cells import SOLUTION
from autograder.reports.html import check_to_html, points_of

GRADED = "autograder"  # where, in nbgrader's resources, the two find each other


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Grades the solution cell's text, and writes the outcome into the check cells."""

    def preprocess(self, nb: Any, resources: Any) -> Any:
        """Grade; a notebook that is no exercise of the kit is executed as nbgrader does it."""
        exercise = self.parent.find_exercise(resources)
        if exercise is None:
            return Execute(parent=self.parent).preprocess(nb, resources)
        handed = handed_file(exercise, program_of(nb))
        result = self.parent.result(resources, exercise, handed)
        undecided = []
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell) and cell.cell_type == "code":
                fill(cell, result)
                if not cell.outputs or cell.outputs[0].output_type != "execute_result":
                    undecided.append(grade_id_of(cell))
        if undecided:
            self.log.error("%s could not be decided: %s", ", ".join(undecided), result.sentence)
        notes = [note for cell in nb.cells for note in cell.metadata.get(NOTES, [])]
        resources[GRADED] = {"undecided": undecided, "comment": comment_on(result, notes)}
        return nb, resources


def is_open(outcome: Outcome) -> bool:
    """Whether an outcome decides nothing about the student's program."""
    return outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)


def fill(cell: Any, result: ExerciseResult) -> None:
    """Give a check cell the output that it would have had: the points as its value, the page beside it."""
    from nbformat import v4

    check = grade_id_of(cell)
    verdicts = [verdict for verdict in result.verdicts if verdict.check == check]
    page = check_to_html(result, check)
    cell.execution_count = None
    if not verdicts or any(is_open(verdict.outcome) for verdict in verdicts):
        cell.outputs = [v4.new_output("display_data", {"text/html": page})]
        return
    points, most = points_of(verdicts)
    # In the gradebook's own units, should the course have changed its points since the release.
    points = cell.metadata.nbgrader.points * (points / most if most else 1.0)
    cell.outputs = [v4.new_output("execute_result", {"text/plain": repr(points), "text/html": page})]


def comment_on(result: ExerciseResult, notes: list[str]) -> str:
    """The comment beside the program: only words of the kit's and the course's, none from inside the sandbox."""
    parts = list(notes)
    if result.diagnosis is not None:
        parts += [result.diagnosis.title, result.diagnosis.explanation]
    elif result.outcome is Outcome.FAILED:
        failed = {one.sentence: None for one in result.verdicts if one.outcome is Outcome.FAILED}
        parts += [f"Not so yet: {sentence}" for sentence in failed]
    elif is_open(result.outcome):
        parts.append("The grader could not decide everything here; your instructor will.")
    return "\n\n".join(parts)


class SaveGrades(SaveAutoGrades):  # type: ignore[misc]  # nbgrader has no types
    """Saves points and comments; what could not be decided is left for a person, and costs nothing meanwhile."""

    def _add_score(self, cell: Any, resources: Any) -> None:
        if grade_id_of(cell) not in resources.get(GRADED, {}).get("undecided", ()):
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(grade_id_of(cell), self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score, grade.needs_manual_grade = None, True
        self.gradebook.db.commit()

    def _add_comment(self, cell: Any, resources: Any) -> None:
        super()._add_comment(cell, resources)
        words = resources.get(GRADED, {}).get("comment", "")
        if words and grade_id_of(cell) == SOLUTION:
            place = grade_id_of(cell), self.notebook_id, self.assignment_id, self.student_id
            self.gradebook.find_comment(*place).auto_comment = words
            self.gradebook.db.commit()
