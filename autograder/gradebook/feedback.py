"""The page that a student gets back says where a person has changed what the checks gave.

One line of configuration: ``c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback.FeedbackExporter"``.
nbgrader's own page shows the score that counts; what stands in the check cell is what the checks gave.
"""

from typing import Any

from nbconvert.exporters import HTMLExporter
from nbgrader.utils import is_grade

from autograder.reports.html import paragraph

CHANGED = "{score:g} of {most:g}, changed by hand; the checks gave {given:g}."


class FeedbackExporter(HTMLExporter):
    """What nbgrader's ``GenerateFeedback`` exports graded notebooks with."""

    def _preprocess(self, nb: Any, resources: Any) -> Any:
        """Say it when nbgrader's ``GetGrades`` has brought the scores."""
        notebook, resources = super()._preprocess(nb, resources)
        for cell in notebook.cells:
            if is_grade(cell) and cell.cell_type == "code":
                say_override(cell)
        return notebook, resources


def say_override(cell: Any) -> None:
    """Put a sentence above the outcome of a check whose score is not what the check gave."""
    score, most = cell.metadata.nbgrader.get("score"), cell.metadata.nbgrader.get("points")
    for output in cell.outputs:
        if score is None or output.output_type != "execute_result" or "text/html" not in output.data:
            continue
        given = float(output.data["text/plain"])
        if abs(given - score) > 1e-9:
            words = CHANGED.format(score=score, most=most, given=given)
            output.data["text/html"] = f"<b>{paragraph(words)}</b>{output.data['text/html']}"
