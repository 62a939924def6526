"""Late submissions: nbgrader's own penalty plugin, as the course's configuration names it.

Source: nbgrader's documentation, "Late submission plugin", and its ``AssignLatePenalties``.
"""

from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.gradebook.safety import CONFIGURATION_FILE
from autograder.gradebook.store import Store


def read_configuration(folder: Path) -> Any:
    """The course's configuration; raises :class:`UsageError` when it cannot be read."""
    from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

    try:
        return PyFileConfigLoader(CONFIGURATION_FILE, path=str(folder)).load_config()
    except (ConfigFileNotFound, SyntaxError, NameError) as error:
        raise UsageError(f"{folder / CONFIGURATION_FILE} cannot be read: {error}.") from error


class PenaltyRule:
    """Applies the course's rule to whoever is late; by default, nothing is taken off."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Read the configuration once."""
        from nbgrader.preprocessors import AssignLatePenalties

        self.store = store
        self.step = AssignLatePenalties(config=read_configuration(folder))
        self.due = store.gradebook.find_assignment(store.assignment).duedate

    def apply(self, student: str, notebooks: list[str]) -> None:
        """Let nbgrader's plugin set the penalty of each notebook, if the assignment has a date and it has passed."""
        from nbformat import v4

        if self.due is None:
            return
        submission = self.store.gradebook.find_submission(self.store.assignment, student)
        if not submission.total_seconds_late and not submission.late_submission_penalty:
            return
        for name in notebooks:
            place = {"notebook": name, "assignment": self.store.assignment, "student": student}
            resources = {"nbgrader": {**place, "db_url": self.store.url}}
            self.step.preprocess(v4.new_notebook(), resources)
