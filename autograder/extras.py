"""What pip's extras bring: whether it is installed, and where nbgrader finds its own programs."""

import importlib.util
import os
import shlex
import sys
from pathlib import Path

from autograder.errors import UsageError

NEEDED = ("nbgrader", "nbformat", "nbconvert")
FOR_PAGES = ("jinja2", "pygal")
FOR_SIMILARITY = ("rapidfuzz", "pygments", "jinja2")


def require_nbgrader() -> None:
    """Raise :class:`UsageError` when nbgrader is not installed."""
    require(NEEDED, "nbgrader, which is")


def require_pages() -> None:
    """Raise :class:`UsageError` when what the pages of a class are made with is not installed."""
    require(FOR_PAGES, "Jinja2 and pygal, which are")


def require_similarity() -> None:
    """Raise :class:`UsageError` when what programs are compared with is not installed."""
    require(FOR_SIMILARITY, "RapidFuzz, Pygments and Jinja2, which are")


def require_cluster() -> None:
    """Raise :class:`UsageError` when Dask is not installed."""
    require(("distributed",), "Dask's distributed, which is", "cluster")


def require(names: tuple[str, ...], called: str, extra: str = "instructor") -> None:
    """Raise :class:`UsageError` when one of these packages is not installed."""
    if any(importlib.util.find_spec(name) is None for name in names):
        raise UsageError(f"This needs {called} not installed. {how_to_install(extra)}")


def how_to_install(extra: str) -> str:
    """What to type for one of the kit's extras, with the Python that runs it now."""
    pip = "pip" if os.environ.get("VIRTUAL_ENV") == sys.prefix else shlex.join([sys.executable, "-m", "pip"])
    return f"In the folder of the kit, beside its pyproject.toml: {pip} install '.[{extra}]'"


def find_programs() -> None:
    """Put the folder of this Python's own programs on ``PATH``, if it is not there.

    nbgrader calls ``alembic`` by its bare name whenever it makes a gradebook. In a virtual
    environment that was not activated, there would be none, and the gradebook would stay half made.
    """
    folder = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if folder not in paths:
        os.environ["PATH"] = os.pathsep.join([*paths, folder])
