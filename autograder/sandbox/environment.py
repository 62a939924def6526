"""Where programs are run: in a sandbox, or, for one's own code on another system than Linux, as they are."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import RunningSandbox


class Environment(Protocol):
    """What a judge needs of the place where a program runs."""

    @property
    def level(self) -> str:
        """The level of the sandbox; empty where there is none."""

    def student_folder(self, name: str, source: bytes, given: dict[str, bytes]) -> Path:
        """A folder with the student's file and the given ones."""

    def start(self, student: Path, limits: Limits) -> AbstractContextManager[RunningSandbox]:
        """Start one run; on leaving, nothing of it is left."""
