"""What people see in the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from autograder.checks.results import Outcome, PythonError
from autograder.escaping import for_terminal

Place = tuple[str, str, str]  # student, exercise, check

NOTHING_BEFORE = "Nothing can be checked before that is mended."
LEAST_WIDTH = 24  # of a text; a terminal that leaves less room is written beyond


def plain(text: str) -> str:
    """Text from anywhere, harmless and free of markup."""
    return escape(for_terminal(text))


def indented(console: Console, words: str, indent: int, first: str = "", style: str = "") -> list[Text]:
    """Text from anywhere, harmless, in lines that fit; ``first`` stands before the first of them."""
    room = max(console.width - indent, LEAST_WIDTH)
    lines = Text(for_terminal(words), style).wrap(console, room) or [Text()]
    for line in lines:
        line.rstrip()
    starts = [first.ljust(indent), *[" " * indent] * len(lines)]
    return [Text(start).append_text(line) for start, line in zip(starts, lines, strict=False)]


def say(console: Console, words: str, indent: int, first: str = "", style: str = "") -> None:
    """Print text from anywhere, in lines that fit."""
    for line in indented(console, words, indent, first, style):
        console.print(line, soft_wrap=True, highlight=False)


def print_python_error(console: Console, error: PythonError) -> None:
    """Print an exception of the student's own code: what Python says, the line with its carets, and what it means."""
    console.print()
    say(console, error.error, 2, style="bold red")
    say(console, error.place, 4, style="dim")
    if error.code:
        code, marks = error.code.expandtabs(8), error.marks.expandtabs(8)
        for line in (plain(code), f"[bold red]{plain(marks)}[/]"):
            console.print(f"     | {line}", highlight=False, soft_wrap=True)
    if error.meaning:
        say(console, error.meaning, 4)


def print_points(console: Console, points: float, most: float, outcome: Outcome) -> None:
    """Print what was earned."""
    console.print(Text(f"\n  {points:g} of {most:g} points", "green" if outcome is Outcome.PASSED else "red"))


def changes_table(changes: list[tuple[Place, float | None, float | None, float | None]], shown: int) -> Table:
    """What would become of scores that are in a gradebook: the old one, the new one, and an instructor's own."""
    title = f"Scores that would change: {len(changes)}" + (
        f", of which {shown} are shown" if len(changes) > shown else ""
    )
    table = Table(title=title)
    for name in ("student", "exercise", "check"):
        table.add_column(name, overflow="fold")
    for name in ("now", "then"):
        table.add_column(name, justify="right")
    table.add_column("by hand")
    for (student, exercise, check), old, new, manual in changes[:shown]:
        words = "" if manual is None else f"{manual:g}, which stays"
        table.add_row(plain(student), plain(exercise), plain(check), score(old), score(new), words)
    return table


def score(points: float | None) -> str:
    """Points, or that they are open."""
    return "open" if points is None else f"{points:g}"
