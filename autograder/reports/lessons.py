"""What is to be learned from an exercise's result: Python's own error, the mistake, what was printed, the points."""

from rich.console import Console

from autograder.checks.results import Diagnosis, ExerciseResult
from autograder.reports.check_text import CheckPrinter
from autograder.reports.drawn import unite_errors
from autograder.reports.printed import Printed, printed
from autograder.reports.terminal import NOTHING_BEFORE, print_points, print_python_error, say


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
    for one in printed(result):
        print_printed(console, one)
    for note in result.remarks:
        say(console, note, 2, style="dim")
    print_points(console, result.points, result.max_points, result.outcome)


def print_printed(console: Console, one: Printed) -> None:
    """Print the end of what a program has printed."""
    console.print()
    say(console, f"{one.title}:", 2, style="dim")
    for line in one.lines:
        say(console, line, 4, style="dim")


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
