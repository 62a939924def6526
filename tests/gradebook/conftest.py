"""What the tests of nbgrader share: one course, and one graded class."""

from pathlib import Path

import pytest

from tests.gradebook.course import make_course


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that was released; nobody has handed in yet. Not to be changed."""
    return make_course(tmp_path_factory.mktemp("released"))
