"""What is to be learned from an exercise's result: Python's own error, the mistake, what was printed, the points."""

import re

from rich.console import Console

from autograder.checks.results import Diagnosis, ExerciseResult
from autograder.reports.check_text import CheckPrinter
from autograder.reports.drawn import unite_errors
from autograder.reports.terminal import NOTHING_BEFORE, print_points, print_python_error, say

SHOWN_LINES, SHOWN_CHARACTERS = 12, 300  # of what a program prints, and of each of its lines
ON_PURPOSE = re.compile(  # what a child prints whose task the grader lets fail
    r"(?:^Process \S+:\n)?^Traceback \(most recent call last\):\n(?:^[ \t].*\n)+"
    r"^[\w.]+: the task failed on purpose.*\n?",
    re.MULTILINE,
)


def print_result(console: Console, result: ExerciseResult) -> None:
    """Print all of an exercise's result: its verdicts, each reason once, and what is to be learned."""
    with CheckPrinter(console, []) as printer:
        for verdict in result.verdicts:
            printer.hear(verdict)
    print_lessons(console, result, printer.unusable)


def print_lessons(console: Console, result: ExerciseResult, unusable: str) -> None:
    """Print what is to be learned, and the points; the verdicts stand above.

    ``unusable``: why no check could begin, which was not told yet; where there is an error of Python's, that tells it.
    """
    for error in unite_errors(result.python_errors):
        print_python_error(console, error)
    if unusable:
        console.print()
        say(console, NOTHING_BEFORE if result.python_errors else f"{unusable} {NOTHING_BEFORE}", 2)
    if result.diagnosis is not None:
        print_diagnosis(console, result.diagnosis, result.file)
    print_output(console, result.output + ON_PURPOSE.sub("", result.errors))
    for note in result.remarks:
        say(console, note, 2, style="dim")
    print_points(console, result.points, result.max_points, result.outcome)


def print_output(console: Console, printed: str) -> None:
    """Print the end of what a program has printed, its lines not too long; nothing where there is nothing."""
    lines = printed.strip("\n").splitlines()
    if not printed.strip():
        return
    few = f" (the last {SHOWN_LINES} of {len(lines)} lines)" if len(lines) > SHOWN_LINES else ""
    console.print(f"\n  [dim]Your program printed{few}:[/]", highlight=False)
    for line in lines[-SHOWN_LINES:]:
        more = len(line) - SHOWN_CHARACTERS
        shown = f"{line[:SHOWN_CHARACTERS]} … and {more} characters more" if more > 0 else line
        say(console, shown.expandtabs(8), 4, style="dim")


def print_diagnosis(console: Console, diagnosis: Diagnosis, file: str) -> None:
    """Print what happened, in which line, what was seen of it in this run, why, and where to look."""
    console.print()
    say(console, f"What happened: {diagnosis.title}", 2, style="bold")
    if diagnosis.line:
        say(console, f"{file}, line {diagnosis.line}: {diagnosis.code.strip()}", 4, style="dim")
    if diagnosis.happened:
        console.print()
        say(console, f"In this run, under {diagnosis.start_method}:", 4)
        for sentence in diagnosis.happened:
            say(console, sentence, 6, "    -")
    console.print()
    for paragraph in diagnosis.explanation.split("\n"):
        say(console, paragraph, 4)
