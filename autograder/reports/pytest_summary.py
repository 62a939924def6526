"""What somebody who types `pytest` reads below the checks: the same as `autograder check` tells there.

Where pytest-xdist runs the checks, each worker has seen some of the runs alone. Python's own errors and what was
printed are gathered from all of them; a mistake is not named then, because its name must explain every run.
"""

import io
from collections.abc import Sequence

import msgspec
from rich.console import Console

from autograder.checks.attempt import Attempt
from autograder.checks.results import ExerciseResult, Outcome, Verdict
from autograder.desk.grading import judge_attempt
from autograder.escaping import for_json
from autograder.reports.lessons import print_lessons
from autograder.reports.terminal import say

NOT_NAMED = "`autograder check` makes all runs in one place, and names the mistake where it is a known one."


def result_of(attempt: Attempt, verdicts: Sequence[Verdict]) -> ExerciseResult:
    """All of a result that rests on the runs of one process."""
    own = {check for check, _ in attempt.looked_at}
    return judge_attempt(attempt, lambda _: [verdict for verdict in verdicts if verdict.check in own])


def learned(attempt: Attempt, verdicts: Sequence[Verdict]) -> str:
    """What a worker sends to the process that reports, as JSON."""
    return for_json(result_of(attempt, verdicts)).decode()


def gather(verdicts: Sequence[Verdict], heard: Sequence[str]) -> ExerciseResult:
    """One result from what several workers have seen."""
    result = ExerciseResult("", "", "", verdicts=list(verdicts))
    for one in (msgspec.json.decode(text, type=ExerciseResult) for text in heard):
        known = {(error.error.partition(":")[0], error.line) for error in result.python_errors}
        result.python_errors += [e for e in one.python_errors if (e.error.partition(":")[0], e.line) not in known]
        result.output, result.errors = result.output or one.output, result.errors or one.errors
        result.notes += [note for note in one.notes if note not in result.notes]
    result.conclude()
    return result


def lines(attempt: Attempt | None, verdicts: Sequence[Verdict], heard: Sequence[str], width: int) -> list[str]:
    """What is printed, in lines that fit; ``attempt``: None where workers have made the runs."""
    page = io.StringIO()
    console = Console(file=page, width=width, highlight=False)
    result = result_of(attempt, verdicts) if attempt is not None else gather(verdicts, heard)
    if len(result.verdicts) < len(verdicts):  # several exercises in one session: the last one's lesson, all points
        result.verdicts = list(verdicts)
        result.conclude()
    if attempt is None and result.outcome is Outcome.FAILED and not result.python_errors:
        say(console, NOT_NAMED, 2)
    print_lessons(console, result, "")
    *told, points = page.getvalue().rstrip("\n").split("\n")
    return [*told, points.strip()]
