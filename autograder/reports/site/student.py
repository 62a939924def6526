"""What the page of one student shows: their own work, and nothing of anybody else."""

from dataclasses import dataclass

from markupsafe import Markup

from autograder.checks.results import ExerciseResult, Outcome, PythonError, State, StudentResult, Verdict
from autograder.desk.store import Kept
from autograder.reports.explanation import marked_lines, text_of
from autograder.reports.html import SHOWN_CHARACTERS, SHOWN_LINES, first_of_each, points_of
from autograder.reports.printed import Printed, printed

PROGRAM_LINES = 2000


@dataclass(frozen=True)
class Line:
    """A line of the program, and what a verdict says of it."""

    number: int
    text: str
    said: str = ""


@dataclass(frozen=True)
class Failure:
    """Why a check did not pass, once for all start methods in which it was the same."""

    start_methods: str
    expected: str
    seen: str
    next_step: str
    evidence: list[str]
    undecided: bool


@dataclass(frozen=True)
class CheckView:
    """One check: what holds when it passes, its verdict under each start method, and why it did not pass."""

    name: str
    sentence: str
    points: float
    most: float
    verdicts: list[tuple[str, str]]  # start method, state
    failures: list[Failure]


@dataclass(frozen=True)
class ExerciseView:
    """One exercise of one student."""

    result: ExerciseResult
    origin: str
    lines: list[Line]
    more_lines: int
    checks: list[CheckView]
    next_steps: list[str]
    printed: list[Printed]
    picture: Markup | None
    comment: str = ""  # the instructor's, for everyone with this mistake

    @property
    def errors(self) -> list[PythonError]:
        """Python's own errors, told where something failed."""
        return self.result.python_errors if self.result.state is State.FAILED else []


@dataclass(frozen=True)
class StudentView:
    """All of one student's page; ``late``: by how much, in words."""

    student: StudentResult
    late: str
    exercises: list[ExerciseView]
    expected: int  # how many exercises are graded

    @property
    def undecided(self) -> bool:
        """Whether a verdict is open."""
        return any(one.result.state is State.UNDECIDED for one in self.exercises)

    @property
    def left(self) -> int:
        """How many exercises are not graded yet."""
        return self.expected - len(self.exercises)


def view_exercise(kept: Kept, picture: Markup | None, comment: str = "") -> ExerciseView:
    """One result with all that is shown of it, and what the instructor says to everyone with this mistake."""
    result = kept.result
    lines, more = program_lines(kept)
    by_check: dict[str, list[Verdict]] = {}
    for verdict in result.verdicts:
        by_check.setdefault(verdict.check, []).append(verdict)
    said: set[str] = set()
    checks = [view_check(name, verdicts, said) for name, verdicts in by_check.items()]
    steps = [failure.next_step for check in checks for failure in check.failures if failure.next_step]
    shown = printed(result, SHOWN_LINES) if result.state is not State.PASSED else []
    steps = list(dict.fromkeys(steps))
    return ExerciseView(result, str(kept.handed.origin), lines, more, checks, steps, shown, picture, comment)


def program_lines(kept: Kept) -> tuple[list[Line], int]:
    """The program with what is said of its lines, and how many lines are left out."""
    if kept.handed.missing or not kept.handed.source.strip():
        return [], 0
    marked = marked_lines(kept.result)
    lines = text_of(kept.handed).split("\n")
    shown = [
        Line(number, line.expandtabs(4)[:SHOWN_CHARACTERS], str(marked.get(number, "")))
        for number, line in enumerate(lines[:PROGRAM_LINES], 1)
    ]
    return shown, len(lines) - len(shown)


def view_check(name: str, verdicts: list[Verdict], said: set[str]) -> CheckView:
    """One check under all start methods; ``said``: what went wrong with whole runs, as far as it was told before."""
    points, most = points_of(verdicts)
    states = [(verdict.start_method, verdict.state.value) for verdict in verdicts]
    failures = [view_failure(one, verdicts, said) for one in first_of_each(verdicts)]
    return CheckView(name, verdicts[0].sentence, points, most, states, failures)


def view_failure(verdict: Verdict, verdicts: list[Verdict], said: set[str]) -> Failure:
    """One reason, with the start methods in which it was the reason; what was said before is not said again."""
    seen = str(verdict.actual)
    if verdict.trouble and verdict.trouble in said:
        seen = seen.removeprefix(verdict.trouble).strip() or seen
    said.add(str(verdict.trouble))
    same = [one for one in verdicts if one.actual == verdict.actual and one.outcome is not Outcome.PASSED]
    methods = ", ".join(one.start_method for one in same)
    undecided = verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE)
    evidence = list(verdict.evidence[:SHOWN_LINES])
    return Failure(methods, verdict.expected, seen, verdict.next_step, evidence, undecided)
