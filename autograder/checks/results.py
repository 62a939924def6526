"""Results as data: what was graded, check by check, with a published JSON schema.

A check's points are shared equally between the start methods it is run under, so a program that
works under fork alone gets a third of them. ``inconclusive`` and ``error`` never count as failed:
their points are open.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Self

import msgspec

from autograder.messages import LIST, Message, Sentence

FORMAT = 2  # of results.json; 2: a check says what it has earned, and of how much, and its state


class Outcome(StrEnum):
    """They passed, they failed, we failed, or the machine was too busy to tell."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    INCONCLUSIVE = "inconclusive"


class State(StrEnum):
    """What stands in a table of marks: who handed in nothing has not failed at it, and what is undecided is open."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_HANDED_IN = "not handed in"

    @classmethod
    def of(cls, outcome: Outcome, handed_in: bool) -> Self:
        """The state of an outcome; what the kit could not decide is told apart by the outcome alone."""
        if not handed_in:
            return cls.NOT_HANDED_IN
        decided = outcome in (Outcome.PASSED, Outcome.FAILED)
        return cls(outcome.value) if decided else cls.UNDECIDED


class Verdict(msgspec.Struct):
    """One check under one start method."""

    check: str
    sentence: Sentence
    start_method: str
    of: float  # the points that it is worth
    outcome: Outcome
    expected: Sentence = ""
    actual: Sentence = ""
    next_step: Sentence = ""
    evidence: list[Sentence] = []
    unsteady: bool = False  # a second run with the same draws came out differently; the first one counts
    trouble: Sentence = ""  # what went wrong with the run as a whole; ``actual`` begins with it
    earned: float | None = None  # of these points; None while they are open
    state: State = State.UNDECIDED


class PythonError(msgspec.Struct):
    """An exception of the submission's own code, told as Python tells it and once more in plain words."""

    error: str  # with its type, as Python prints it
    meaning: Sentence
    file: str = ""
    line: int = 0
    function: str = ""
    code: str = ""  # the line as it stands in the file, with its indentation
    marks: str = ""  # what stands below it: carets
    ended: Sentence = ""  # which process or thread it ended, when it was not the caller's own call
    start_methods: list[str] = []

    @property
    def place(self) -> Message:
        """Where it was raised, in words: file and line, function, process, start methods."""
        at = Message("{file}", file=self.file)
        if self.line:
            at = Message("{file}, line {line}", file=self.file, line=self.line)
        inside = Message("in {function}", function=self.function) if self.line and self.function.isidentifier() else ""
        methods = ", ".join(self.start_methods)
        under = Message("under {start_methods}", start_methods=methods) if methods else ""
        return Message.joined([at, inside, Message.of(self.ended), under], LIST)


class Diagnosis(msgspec.Struct):
    """The mistake that a submission behaves like; what was seen of it in this very run, under which start method."""

    mistake: str
    title: Sentence
    explanation: Sentence
    start_method: str = ""
    happened: list[Sentence] = []
    line: int = 0  # where the source holds the construct that makes the mistake
    code: str = ""


class ExerciseResult(msgspec.Struct):
    """One submission's result in one exercise. Points are in the exercise's own units."""

    exercise: str
    title: Sentence
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
    notes: list[Sentence] = []  # what the evidence is worth, where it is not the Linux kernel's
    not_tried: list[str] = []  # start methods that the system has not: their points are open
    handed_in: bool = True  # whether there was a program for this exercise, be it one that cannot be graded
    state: State = State.UNDECIDED
    pictures: dict[str, str] = {}  # of checks that failed, as HTML; made where a result is shown, and never kept

    def conclude(self) -> None:
        """Add up the verdicts, and say of each what it has earned."""
        for verdict in self.verdicts:
            verdict.state = State.of(verdict.outcome, self.handed_in)
            passed, failed = verdict.outcome is Outcome.PASSED, verdict.outcome is Outcome.FAILED
            verdict.earned = verdict.of if passed else 0.0 if failed else None
        self.max_points = round(sum(verdict.of for verdict in self.verdicts), 2)
        self.points = round(sum(verdict.earned or 0.0 for verdict in self.verdicts), 2)
        self.outcome = worst(verdict.outcome for verdict in self.verdicts)
        self.state = State.of(self.outcome, self.handed_in)

    @property
    def remarks(self) -> list[str]:
        """What the result is worth where it is less than on Linux: sentences; none on Linux."""
        methods = ", ".join(self.not_tried)
        words = "Not tried here: {start_methods}. This system has no such start method; your grader counts it too."
        return [*self.notes, *([Message(words, start_methods=methods)] if methods else [])]

    @property
    def sentence(self) -> str:
        """The one sentence that explains most: the diagnosis, Python's own error, or the first failure."""
        if self.diagnosis is not None:
            return self.diagnosis.title
        if self.python_errors:
            first = self.python_errors[0]
            return Message("{error} ({place})", error=first.error, place=first.place)
        failed = next((verdict for verdict in self.verdicts if verdict.outcome is not Outcome.PASSED), None)
        return failed.actual if failed else ""


class Machine(msgspec.Struct):
    """What the results were obtained with: the sandbox's level, and the kit's own attacks that got through it.

    ``files`` is a digest of the kit's own; ``counts`` are the numbers of processors that a program can ask for, which
    the sizes that are drawn avoid. Results that differ in any of these say nothing of one another.
    """

    kit: str
    python: str
    kernel: str
    level: str
    sandbox: str
    failed_canaries: list[str] = []
    files: str = ""
    counts: list[int] = []


class Counted(msgspec.Struct):
    """What a student's sum became by the assignment's rules: dates, what late work loses, extra exercises."""

    points: float
    max_points: float
    due: str = ""  # ISO 8601 with its zone, of this student
    late: float = 0.0  # seconds
    percent: float = 0.0  # taken off of what was earned, for being late
    taken_off: float = 0.0  # the same in points
    bonus: float = 0.0  # points of extra exercises
    why: list[Sentence] = []


class StudentResult(msgspec.Struct):
    """All of one student's submission; ``handed_in`` is the moment of that (ISO 8601, UTC), empty if not known.

    ``run_of`` names for an exercise the student whose equal program was run in the place of this one; ``machines`` says
    where a program was run, if that is not where the whole class was.
    ``paths`` says of each exercise which file was graded, by its path inside what was handed in.
    """

    student: str
    origin: str
    notes: list[Sentence]
    exercises: list[ExerciseResult] = []
    handed_in: str = ""
    run_of: dict[str, str] = {}
    machines: dict[str, Machine] = {}
    paths: dict[str, str] = {}
    counted: Counted | None = None

    @property
    def total(self) -> tuple[float, float]:
        """What counts in the end, and of how much: by the assignment's rules, where it has some."""
        return (self.counted.points, self.counted.max_points) if self.counted else (self.points, self.max_points)

    @property
    def points(self) -> float:
        """Points over all exercises, as their checks gave them."""
        return round(sum(result.points for result in self.exercises), 2)

    @property
    def max_points(self) -> float:
        """The most points that these exercises can give."""
        return round(sum(result.max_points for result in self.exercises), 2)

    @property
    def cannot_be_graded(self) -> bool:
        """Whether something was handed in, as the notes tell, and no program in it for any exercise."""
        return bool(self.notes) and not any(result.handed_in for result in self.exercises)


class Grading(msgspec.Struct):
    """What a class was graded with, and whether everybody was: the head of ``results.json``."""

    seed: str
    machine: Machine
    complete: bool = True
    notes: list[Sentence] = []
    format: int = FORMAT


class ClassResult(Grading):
    """A graded class: the contents of ``results.json``, for its schema; nowhere is all of it in memory."""

    students: list[StudentResult] = []


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The most serious of several outcomes; passed, where there is none."""
    found = set(outcomes)
    order = (Outcome.ERROR, Outcome.INCONCLUSIVE, Outcome.FAILED)
    return next((outcome for outcome in order if outcome in found), Outcome.PASSED)


def schema() -> dict[str, Any]:
    """The JSON schema of ``results.json``, of this format and no other."""
    found = msgspec.json.schema(ClassResult)
    found["$defs"][ClassResult.__name__]["properties"]["format"]["const"] = FORMAT
    return found
