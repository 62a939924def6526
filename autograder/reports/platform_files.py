"""A learning platform's own file with the points filled in; all else in it stays as it is.

Moodle's offline grading worksheet and Canvas's export of its gradebook are known by their columns, whose names are
compared without case: Moodle writes "Maximum Grade" or "Maximum grade", as its version has it.
"""

import csv
import io
import re
from pathlib import Path

from autograder.checks.results import ExerciseResult, State
from autograder.desk.store import Store
from autograder.desk.tables import DELIMITERS, EXCEL
from autograder.escaping import for_csv
from autograder.files import replace, told_if_unwritable
from autograder.messages import Message
from autograder.reports.people import best_of

CANVAS_COLUMNS = ("student", "id")
MOODLE_COLUMNS = ("identifier", "grade")
MOST, MAY_CHANGE, COMMENTS = "maximum grade", "grade can be changed", "feedback comments"
FILES = {"moodle": "moodle-filled.csv", "canvas": "canvas-filled.csv"}


def fill_roster(store: Store, path: Path, title: str) -> Path | None:
    """Give a roster that is a platform's file back with everybody's points; None where it is not.

    ``title``: what the assignment is called, which is the column in Canvas's file.
    """
    roster = store.roster
    if roster is None or path.suffix.lower() in EXCEL:
        return None
    text = path.read_text(encoding="utf-8-sig")
    between = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    rows = [(reader.line_num, cells) for cells in reader]
    header = rows[0][1]
    kind = platform_of(header)
    if not kind:
        return None
    whose = best_of(roster, store)
    of_line = {person.line: whose.get(number) for number, person in enumerate(roster.people)}
    column = find_column(header, title) if kind == "canvas" else -1
    if column == len(header):
        header.append(title)
    for line, cells in rows[1:]:
        cells += [""] * (len(header) - len(cells))
        student = of_line.get(line)
        if student is not None:
            fill_line(store, student, header, cells, column)
    file = store.folder / FILES[kind]
    written = io.StringIO()
    csv.writer(written, delimiter=between).writerows(cells for _, cells in rows)
    with told_if_unwritable(store.folder):
        replace(file, written.getvalue().encode())
    return file


def fill_line(store: Store, name: str, header: list[str], cells: list[str], column: int) -> None:
    """One student's line: in Canvas's ``column``, or by Moodle's columns where that is -1."""
    student = store.student(name)
    points, most = student.total
    is_open = any(one.state is State.UNDECIDED for one in student.exercises)
    if column >= 0:  # there is no room for a word beside a number, so what is open stays so
        cells[column] = cells[column] if is_open else f"{points:g}"
        return
    said = [told(one) for one in student.exercises if one.sentence]
    why = Message.joined([*(student.counted.why if student.counted else []), *said])
    fill_moodle(header, cells, points, most, str(why))


def told(result: ExerciseResult) -> Message:
    """What is said of an exercise, and whether its points are still open."""
    if result.state is State.UNDECIDED:
        return Message("undecided: {sentence}", sentence=Message.of(result.sentence))
    return Message.of(result.sentence)


def fill_moodle(header: list[str], cells: list[str], points: float, most: float, comments: str) -> bool:
    """A line of Moodle's worksheet, in points of its own maximum; False where Moodle says that it cannot be changed."""
    named = {name: cells[place] for name, place in places(header).items() if place < len(cells)}
    if named.get(MAY_CHANGE, "Yes") != "Yes":
        return False
    scale = (to_number(named.get(MOST, "")) or most) / most if most else 1.0
    cells[places(header)["grade"]] = f"{points * scale:.2f}"
    if COMMENTS in places(header):
        cells[places(header)[COMMENTS]] = for_csv(comments.replace("<", "&lt;"))
    return True


def platform_of(header: list[str]) -> str:
    """Whose file it is by its columns: "moodle", "canvas", or nobody's that is known."""
    there = set(places(header))
    return "moodle" if there >= set(MOODLE_COLUMNS) else "canvas" if there >= set(CANVAS_COLUMNS) else ""


def places(header: list[str]) -> dict[str, int]:
    """Where each column is, by its name in small letters; the first of two of one name."""
    return {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}


def find_column(header: list[str], name: str) -> int:
    """The assignment's column: Canvas writes its name and number, ``processes (1234)``; behind the last if none is."""
    pattern = re.compile(rf"{re.escape(name)}(?: \(\d+\))?", re.IGNORECASE)
    return next((number for number, title in enumerate(header) if pattern.fullmatch(title.strip())), len(header))


def to_number(text: str) -> float | None:
    """A number as Moodle writes it, in any language; None for none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
