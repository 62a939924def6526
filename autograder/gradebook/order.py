"""What goes to the desk that grades a class of nbgrader's, and what comes back; without the desk's own weight."""

from dataclasses import dataclass
from pathlib import Path

from autograder.checks.results import ExerciseResult
from autograder.intake.submission import Submission


@dataclass(frozen=True)
class Order:
    """What is to be graded, and where the results are kept.

    - `course`: a folder with ``exercises/``, ``solutions/`` and, where there is one, ``assignment.toml``.
    - `submissions`: those that are graded; whoever is in the store besides stays there as they are.
    """

    course: Path
    results: Path
    submissions: list[Submission]


@dataclass(frozen=True)
class Began:
    """The folder of results is the desk's, and it grades; results follow."""


@dataclass(frozen=True)
class Graded:
    """One result, with its pictures."""

    student: str
    result: ExerciseResult


@dataclass(frozen=True)
class Ended:
    """Nothing more comes; a sentence says why, if that is not because all is done."""

    trouble: str = ""


Answer = Began | Graded | Ended
