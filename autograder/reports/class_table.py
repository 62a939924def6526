"""A class in the terminal: a line for each student, or a summary where there are too many, and the mistakes made."""

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from autograder.checks.results import ExerciseResult, State, StudentResult
from autograder.reports.terminal import plain

SHOWN_STUDENTS = 60
SHOWN_NAMES = 3  # of those who made a mistake
LEAST_NAME, NAME_COLUMNS = 8, 24
CANNOT = "[yellow]cannot be graded[/]"  # the notes below the table say why
LEGEND = "✓ all points, a number: what was earned, – not handed in, ? undecided (costs nothing)."
MARKS = {State.PASSED: "[green]✓[/]", State.NOT_HANDED_IN: "[dim]–[/]", State.UNDECIDED: "[magenta]?[/]"}


class ClassView:
    """What is shown of a class, gathered from one student after the other; no result is kept."""

    def __init__(self, exercises: list[str], students: Iterable[StudentResult]) -> None:
        """Look at everybody once."""
        self.exercises = exercises
        self.number = 0
        self.lines: list[list[str]] = []  # of the first students
        self.states: dict[str, Counter[State]] = {name: Counter() for name in exercises}
        self.points: Counter[str] = Counter()
        self.mistakes: Counter[tuple[str, str]] = Counter()  # how many made each, by exercise and title
        self.makers: dict[tuple[str, str], list[str]] = {}  # the first of them
        for student in students:
            self.look_at(student)

    def look_at(self, student: StudentResult) -> None:
        """Count one student's results."""
        self.number += 1
        cells = dict.fromkeys(self.exercises, "")
        for result in student.exercises:
            cells[result.exercise] = cell(result)
            self.states[result.exercise][result.state] += 1
            self.points[result.exercise] += result.points  # type: ignore[assignment]  # a Counter adds any number
            if result.diagnosis is not None:
                mistake = result.exercise, result.diagnosis.title
                self.mistakes[mistake] += 1
                if self.mistakes[mistake] <= SHOWN_NAMES:
                    self.makers.setdefault(mistake, []).append(student.student)
        if self.number <= SHOWN_STUDENTS:
            points, most = student.total
            late = f" [yellow]−{student.counted.percent:g} %[/]" if student.counted and student.counted.percent else ""
            total = CANNOT if student.cannot_be_graded else f"{points:g} / {most:g}{late}"
            self.lines.append([plain(student.student), *cells.values(), total])

    @property
    def is_large(self) -> bool:
        """Whether there are more students than are shown one by one."""
        return self.number > SHOWN_STUDENTS

    def table(self, width: int) -> Table:
        """A line for each student, in a terminal of so many columns; of a large class, one for each exercise."""
        return self.summary() if self.is_large else self.lines_of_students(width)

    def lines_of_students(self, width: int) -> Table:
        """Student × exercise: points. Where there is little room, names are cut off, and no number is."""
        headings = [*(name[:2] if len(self.exercises) > 1 else name for name in self.exercises), "points"]
        widths = [
            max(map(width_of, column)) for column in zip(headings, *(line[1:] for line in self.lines), strict=True)
        ]
        room = width - sum(widths) - len(widths)  # what stands between two columns
        table = narrow("The class")
        table.add_column("student", no_wrap=True, max_width=max(LEAST_NAME, min(room, NAME_COLUMNS)))
        for heading in headings:
            table.add_column(heading, no_wrap=True, justify="right")
        for line in self.lines:
            table.add_row(*line)
        return table

    def summary(self) -> Table:
        """Exercise × state: how many; and the points of a student on average."""
        table = narrow(f"The class of {self.number}")
        table.add_column("exercise", no_wrap=True)
        for state in State:
            table.add_column(state.value, justify="right")
        table.add_column("points on average", justify="right")
        for name in self.exercises:
            counts = self.states[name]
            graded = counts.total()
            average = f"{self.points[name] / graded:.1f}" if graded else ""
            table.add_row(name, *(str(counts[state]) for state in State), average)
        return table

    def mistakes_table(self) -> Table | None:
        """How often each mistake was recognised, and in whose programs."""
        if not self.mistakes:
            return None
        table = Table(title="Mistakes recognised")
        table.add_column("students", justify="right")
        table.add_column("exercise")
        table.add_column("what happened")
        table.add_column("who", overflow="fold")
        for (exercise, title), number in self.mistakes.most_common():
            more = f" and {number - SHOWN_NAMES} more" if number > SHOWN_NAMES else ""
            who = plain(", ".join(self.makers[exercise, title]))
            table.add_row(str(number), exercise, plain(title), f"{who}{more}")
        return table


def narrow(title: str) -> Table:
    """A table that gives its columns all the room that there is, but for a space between two."""
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, show_edge=False, padding=0)


def cell(result: ExerciseResult) -> str:
    """One exercise of one student, in a few columns."""
    if result.state in MARKS:
        return MARKS[result.state]
    return f"[red]{round(result.points, 1):g}[/]"


def width_of(cell: str) -> int:
    """How many columns a cell takes."""
    return Text.from_markup(cell).cell_len
