"""All about one verdict on one screen: the program with its marked lines, what was expected and seen, and why."""

from rich.console import Console

from autograder.checks.results import ExerciseResult, State
from autograder.intake.submission import BAD_TEXT, SubmittedFile, decode_source
from autograder.reports.lessons import print_result
from autograder.reports.terminal import plain

AROUND = 4  # lines that are shown before and after a marked one of a long program
WHOLE_LINES = 40  # a program that is no longer is shown as a whole


def print_explanation(console: Console, student: str, result: ExerciseResult, handed: SubmittedFile) -> None:
    """Whose program it is and what it earned, the program, and all that its verdicts say."""
    earned = f"{result.points:g} of {result.max_points:g} points"
    console.print(f"[bold]{plain(student)}, {plain(result.exercise)}[/]: {result.state.value}, {earned}")
    if result.state is not State.NOT_HANDED_IN:
        console.print(f"[dim]{plain(handed.origin or result.file)}[/]\n", soft_wrap=True)
        print_program(console, handed, marked_lines(result))
    print_result(console, result)


def marked_lines(result: ExerciseResult) -> dict[int, str]:
    """The lines that a verdict names, each with what is said of it."""
    marked: dict[int, str] = {}
    for error in result.python_errors:
        if error.line and error.file == result.file:
            marked.setdefault(error.line, error.error)
    if result.diagnosis is not None and result.diagnosis.line:
        marked.setdefault(result.diagnosis.line, result.diagnosis.title)
    return marked


def print_program(console: Console, handed: SubmittedFile, marked: dict[int, str]) -> None:
    """The program with numbered lines; of a long one, what stands around the marked ones, or its beginning."""
    lines = text_of(handed).split("\n")
    shown = {near for line in marked or [1] for near in range(line - AROUND, line + AROUND + 1)}
    if len(lines) <= WHOLE_LINES:
        shown = set(range(1, len(lines) + 1))
    elif not marked:
        shown = set(range(1, WHOLE_LINES + 1))
    before = 0
    for number in sorted(one for one in shown if 1 <= one <= len(lines)):
        if number != before + 1:
            console.print("[dim]      …[/]")
        before, line = number, plain(lines[number - 1].expandtabs(4))
        if number in marked:
            console.print(f"[bold red]{number:4} → {line}[/]", soft_wrap=True, highlight=False)
            console.print(f"[red]       ↑ {plain(marked[number])}[/]", soft_wrap=True, highlight=False)
        else:
            console.print(f"[dim]{number:4} |[/] {line}", soft_wrap=True, highlight=False)
    if before < len(lines):
        console.print(f"[dim]      … {len(lines) - before} more lines[/]")


def text_of(handed: SubmittedFile) -> str:
    """The program as text, also where it is none."""
    try:
        return decode_source(handed.source).replace("\r\n", "\n").rstrip("\n")
    except BAD_TEXT:
        return handed.source.decode("utf-8", "replace").replace("\0", "\ufffd").rstrip("\n")
