"""A graded class by person: what counts for each, and why, as ``people.csv`` and as a workbook, ``people.xlsx``.

With a roster there is a line for everybody in it, who handed in nothing too, and below them one for each submission
that is nobody's; without one, a line for each submission.
"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from autograder.checks.deadlines import duration
from autograder.checks.results import ExerciseResult, State, StudentResult
from autograder.desk.roster import Person, Roster
from autograder.desk.store import Store
from autograder.escaping import for_csv, visible
from autograder.files import replacing, told_if_unwritable
from autograder.messages import Message
from autograder.reports.exports import to_row

TABLE, WORKBOOK = "people.csv", "people.xlsx"
COLUMNS = (
    *("name", "number", "login", "mail", "group", "submission", "state", "points", "max_points", "earned", "late"),
    *("taken_off", "extra", "due", "handed_in", "why"),
)
NOTHING, UNGRADABLE, HANDED_IN = "nothing handed in", "cannot be graded", "handed in"
UNDECIDED = State.UNDECIDED.value
WIDTHS = {"name": 24, "mail": 28, "submission": 24, "state": 18, "due": 26, "handed_in": 26, "why": 60}
Cell = str | float


def write_people(store: Store, folder: Path) -> list[Path]:
    """Write both files, the workbook where XlsxWriter is installed; gives those that were written."""
    header = [*COLUMNS, *store.exercises]
    files = [folder / TABLE]
    with told_if_unwritable(folder):
        with replacing(folder / TABLE) as stream:
            stream.write(to_row(*header).encode())
            for cells in lines_of(store):
                texts = (for_csv(cell) if isinstance(cell, str) else cell for cell in cells)
                stream.write(to_row(*texts).encode())
        if importlib.util.find_spec("xlsxwriter") is not None:
            with replacing(folder / WORKBOOK) as stream:
                write_workbook(stream, header, lines_of(store))
            files.append(folder / WORKBOOK)
    return files


def write_workbook(stream: BinaryIO, header: list[str], lines: Iterator[list[Cell]]) -> None:
    """The same as a workbook; every text is one, whatever it begins with."""
    from xlsxwriter import Workbook

    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, settings) as book:
        sheet, bold = book.add_worksheet("people"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(header):
            sheet.set_column(place, place, WIDTHS.get(name, 12))
            sheet.write_string(0, place, name, bold)
        for number, cells in enumerate(lines, 1):
            for place, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(number, place, visible(cell))
                else:
                    sheet.write_number(number, place, cell)


def lines_of(store: Store) -> Iterator[list[Cell]]:
    """A line for each person, then one for each submission of nobody in the roster."""
    roster, names = store.roster or Roster("", []), store.names
    whose = best_of(roster, store)
    for number, person in enumerate(roster.people):
        student = store.student(whose[number]) if number in whose else None
        yield line_of(person, student, store.exercises)
    counting = set(whose.values())
    for name in names:
        if name not in counting:
            yield line_of(roster.person(name), store.student(name), store.exercises)


def best_of(roster: Roster, store: Store) -> dict[int, str]:
    """Of each person the submission that counts: the one that was handed in last."""
    found: dict[int, str] = {}
    for name in store.names:
        number = roster.of.get(name)
        if number is None:
            continue
        earlier = found.get(number)
        if earlier is None or (store.handed_in(name) or 0.0) > (store.handed_in(earlier) or 0.0):
            found[number] = name
    return found


def line_of(person: Person | None, student: StudentResult | None, exercises: list[str]) -> list[Cell]:
    """The cells of one line."""
    who = [person.called, person.number, person.login, person.mail, person.group] if person else ["", "", "", "", ""]
    if student is None:
        blank: list[Cell] = ["", NOTHING, 0.0, "", 0.0, "", 0.0, 0.0, "", "", ""]
        return [*who, *blank, *("" for _ in exercises)]
    there = any(one.handed_in for one in student.exercises)
    is_open = any(one.state is State.UNDECIDED for one in student.exercises)
    handed_in = UNDECIDED if is_open else HANDED_IN
    state = handed_in if there else UNGRADABLE if student.cannot_be_graded else NOTHING
    points, most = student.total
    counted = student.counted
    late, due = (duration(counted.late) if counted.late else "", counted.due) if counted else ("", "")
    taken, extra = (counted.taken_off, counted.bonus) if counted else (0.0, 0.0)
    why = Message.joined([*(counted.why if counted else []), *([] if there else student.notes)])
    of_each = {one.exercise: cell_of(one) for one in student.exercises}
    cells: list[Cell] = [student.student, state, points, most, student.points, late, taken, extra]
    if not person:
        who[0] = student.student
    return [*who, *cells, due, student.handed_in, str(why), *(of_each.get(name, "") for name in exercises)]


def cell_of(result: ExerciseResult) -> Cell:
    """The points of one exercise; a word where they are open, and nothing where nothing was handed in."""
    if result.state is State.UNDECIDED:
        return UNDECIDED
    return result.points if result.handed_in else ""
