"""Results as data: what was graded, check by check, with a published JSON schema.

A check's points are shared equally between the start methods it is run under, so a program that
works under fork alone gets a third of them. ``inconclusive`` and ``error`` never count as failed:
their points are open.
"""

from enum import StrEnum
from typing import Any

import msgspec

FORMAT = 1


class Outcome(StrEnum):
    """They passed, they failed, we failed, or the machine was too busy to tell."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    INCONCLUSIVE = "inconclusive"


class Verdict(msgspec.Struct):
    """One check under one start method."""

    check: str
    sentence: str
    start_method: str
    points: float
    outcome: Outcome
    expected: str = ""
    actual: str = ""
    next_step: str = ""
    evidence: list[str] = []
    unsteady: bool = False  # a second run with the same draws came out differently; the first one counts
    trouble: str = ""  # what went wrong with the run as a whole; ``actual`` begins with it


class PythonError(msgspec.Struct):
    """An exception of the submission's own code, told as Python tells it and once more in plain words."""

    error: str  # with its type, as Python prints it
    meaning: str
    file: str = ""
    line: int = 0
    function: str = ""
    code: str = ""  # the line as it stands in the file, with its indentation
    marks: str = ""  # what stands below it: carets
    ended: str = ""  # which process or thread it ended, when it was not the caller's own call
    start_methods: list[str] = []

    @property
    def place(self) -> str:
        """Where it was raised, in words: file and line, function, process, start methods."""
        inside = f", in {self.function}" if self.function.isidentifier() else ""
        at = f"{self.file}, line {self.line}{inside}" if self.line else self.file
        under = f"under {', '.join(self.start_methods)}" if self.start_methods else ""
        return ", ".join(part for part in (at, self.ended, under) if part)


class Diagnosis(msgspec.Struct):
    """The mistake that a submission behaves like; what was seen of it in this very run, under which start method."""

    mistake: str
    title: str
    explanation: str
    start_method: str = ""
    happened: list[str] = []
    line: int = 0  # where the source holds the construct that makes the mistake
    code: str = ""


class ExerciseResult(msgspec.Struct):
    """One submission's result in one exercise. Points are in the exercise's own units."""

    exercise: str
    title: str
    file: str
    points: float = 0.0
    max_points: float = 0.0
    outcome: Outcome = Outcome.PASSED
    verdicts: list[Verdict] = []
    python_errors: list[PythonError] = []  # told before any diagnosis
    diagnosis: Diagnosis | None = None
    output: str = ""
    errors: str = ""
    limits: dict[str, int | float] = {}
    notes: list[str] = []  # what the evidence is worth, where it is not the Linux kernel's
    not_tried: list[str] = []  # start methods that the system has not: their points are open
    pictures: dict[str, str] = {}  # of checks that failed, as HTML; made where a result is shown, and never kept

    def conclude(self) -> None:
        """Add up the verdicts."""
        self.max_points = round(sum(verdict.points for verdict in self.verdicts), 2)
        self.points = round(sum(verdict.points for verdict in self.verdicts if verdict.outcome is Outcome.PASSED), 2)
        outcomes = {verdict.outcome for verdict in self.verdicts}
        order = (Outcome.ERROR, Outcome.INCONCLUSIVE, Outcome.FAILED)
        self.outcome = next((outcome for outcome in order if outcome in outcomes), Outcome.PASSED)

    @property
    def remarks(self) -> list[str]:
        """What the result is worth where it is less than on Linux: sentences; none on Linux."""
        methods = ", ".join(self.not_tried)
        missing = f"Not tried here: {methods}. This system has no such start method; your grader counts it too."
        return [*self.notes, *([missing] if methods else [])]

    @property
    def sentence(self) -> str:
        """The one sentence that explains most: the diagnosis, Python's own error, or the first failure."""
        if self.diagnosis is not None:
            return self.diagnosis.title
        if self.python_errors:
            return f"{self.python_errors[0].error} ({self.python_errors[0].place})"
        failed = next((verdict for verdict in self.verdicts if verdict.outcome is not Outcome.PASSED), None)
        return failed.actual if failed else ""


class StudentResult(msgspec.Struct):
    """All of one student's submission."""

    student: str
    origin: str
    notes: list[str]
    exercises: list[ExerciseResult] = []

    @property
    def points(self) -> float:
        """Points over all exercises."""
        return round(sum(result.points for result in self.exercises), 2)


class Machine(msgspec.Struct):
    """What the results were obtained with: the sandbox's level, and the kit's own attacks that got through it."""

    kit: str
    python: str
    kernel: str
    level: str
    sandbox: str
    failed_canaries: list[str] = []


class ClassResult(msgspec.Struct):
    """A graded class: the contents of ``results.json``."""

    seed: str
    machine: Machine
    complete: bool = True
    notes: list[str] = []
    students: list[StudentResult] = []
    format: int = FORMAT

    @property
    def outcome(self) -> Outcome:
        """The most serious outcome of all."""
        outcomes = {result.outcome for student in self.students for result in student.exercises}
        order = (Outcome.ERROR, Outcome.INCONCLUSIVE, Outcome.FAILED)
        return next((outcome for outcome in order if outcome in outcomes), Outcome.PASSED)


def schema() -> dict[str, Any]:
    """The JSON schema of ``results.json``."""
    return msgspec.json.schema(ClassResult)
