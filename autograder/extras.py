"""What nbgrader needs of its surroundings: to be installed, and to find its own programs."""

import importlib.util
import os
import sys
from pathlib import Path

from autograder.errors import UsageError

NEEDED = ("nbgrader", "nbformat", "nbconvert")


def require_nbgrader() -> None:
    """Raise :class:`UsageError` when nbgrader is not installed."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise UsageError(
            "This needs nbgrader, which is not installed: pip install 'multiprocessing-homework[instructor]'."
        )


def find_programs() -> None:
    """Put the folder of this Python's own programs on ``PATH``, if it is not there.

    nbgrader calls ``alembic`` by its bare name whenever it makes a gradebook. In a virtual
    environment that was not activated, there would be none, and the gradebook would stay half made.
    """
    folder = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if folder not in paths:
        os.environ["PATH"] = os.pathsep.join([*paths, folder])
