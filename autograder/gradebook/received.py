"""Take in a notebook as a student handed it in, whatever became of it on the way.

Theory of operation. nbgrader trusts the metadata of a submitted notebook, and gives up a whole
submission when it is broken. Here a submitted notebook is only read: its cells are matched with the
cells that were released, by their ids or by what stands in them, and the notebook that is graded is
built anew from the instructor's own. So a cell that is missing, edited, renamed or there twice, a wrong
kernel, outputs of any size and a file that is no notebook at all end in the same well-formed
notebook, with a note for each thing that was not as it was handed out. Nothing of it is executed.

Which text is graded: (1) what the cells that write ``topic.py`` leave in it (:mod:`autograder.intake.written_cells`),
the solution cell among them, if anything was written; else (2) ``topic.py`` beside the notebook; else the solution
cell as it was handed out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.checks.course import Exercise
from autograder.desk.stubs import make_stub
from autograder.gradebook.notebook import write_line
from autograder.intake.archives import Budget
from autograder.intake.contents import SOURCE_BYTES, read_capped
from autograder.intake.names import Refused
from autograder.intake.near_misses import nearest, say_meant
from autograder.intake.notebooks import NOTEBOOK_BYTES, Cell, Unreadable, below_first_line, read_notebook
from autograder.intake.submission import BAD_TEXT, decode_source
from autograder.intake.written_cells import SOLUTION, all_together, read_program

OUTPUT_BYTES = 10 * 1024 * 1024  # more than that is worth a word
EXTRA_CELLS = 200
CODING = re.compile(r"^([ \t\f]*#.*?coding[:=][ \t]*)([-\w.]+)", re.MULTILINE)
NOTES = "autograder_notes"
OwnCells = dict[str, list[Any]]  # by the id of the cell that they stand below


@dataclass
class Received:
    """What was made of a submitted notebook: the program's text, the student's own cells, and notes."""

    program: str | None = None
    extra: dict[str, list[Cell]] = field(default_factory=dict)  # by the id of the cell that they stand below
    notes: list[str] = field(default_factory=list)


def rebuild(
    path: Path, instructors: Any, exercise: Exercise, exercises: Iterable[Exercise] = ()
) -> tuple[Any, list[str]]:
    """The notebook that is graded, and what is to be told of the one that was handed in.

    ``exercises``: all of the assignment, whose files may lie beside it.
    """
    from nbformat import from_dict, v4

    released = release_cells(instructors)
    try:
        received = receive(path, released, exercise)
        if received.program is None:
            received.notes += say_near(path, exercise, exercises)
    except Exception as error:  # one notebook costs its author alone
        received = Received(notes=[f"This notebook could not be taken in ({type(error).__name__}). Hand it in again."])
    made = from_dict({**instructors, "cells": []})
    if received.notes:
        text = "**About this submission**\n\n" + "\n".join(f"- {note}" for note in received.notes)
        made.cells.append(v4.new_markdown_cell(text, metadata={NOTES: received.notes}))
    made.cells += [make_cell(cell) for cell in received.extra.get("", [])]
    for cell in released:
        grade_id = grade_id_of(cell)
        if grade_id == SOLUTION and received.program is not None:
            cell.source = f"{write_line(exercise)}\n{received.program}"
        made.cells.append(cell)
        made.cells += [make_cell(one) for one in received.extra.get(grade_id, [])]
    return made, received.notes


def own_cells(path: Path, instructors: Any, exercise: Exercise) -> OwnCells:
    """The cells of the student's own in a notebook that was handed in, by the id of the cell that they stand below."""
    try:
        found = receive(path, release_cells(instructors), exercise).extra
    except Exception:  # what cannot be taken in was told when it was graded
        return {}
    return {name: [make_cell(cell) for cell in cells if not cell.grade_id] for name, cells in found.items()}


def release_cells(instructors: Any) -> list[Any]:
    """The cells of an instructor's notebook as students got them."""
    from nbformat import from_dict

    cells = [from_dict(cell) for cell in instructors.cells]
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if grade_id_of(cell) == SOLUTION:
            cell.source = make_stub(cell.source)
    return cells


def receive(path: Path, released: list[Any], exercise: Exercise) -> Received:
    """Match the cells that were handed in with those that were released."""
    received = Received()
    cells = read_cells(path, received.notes)
    wanted = {grade_id_of(cell): cell.source for cell in released if grade_id_of(cell)}
    by_source = {source: grade_id for grade_id, source in wanted.items()}
    plain = {cell.source.strip() for cell in released if not grade_id_of(cell)}
    found: dict[str, list[Cell]] = {}
    below, known = "", []
    for cell in cells or []:
        grade_id = cell.grade_id if cell.grade_id in wanted else by_source.get(cell.source, "")
        known.append(replace(cell, grade_id=grade_id))
        if grade_id:
            found.setdefault(grade_id, []).append(cell)
            below = grade_id
        elif cell.source.strip() and cell.source.strip() not in plain:
            received.extra.setdefault(below, []).append(cell)
    if cells is not None:
        compare(wanted, found, received.notes)
    received.program = choose_program(path, known, wanted.get(SOLUTION, ""), received.notes, exercise)
    return received


def read_cells(path: Path, notes: list[str]) -> list[Cell] | None:
    """The cells of a notebook, read leniently; ``None`` and a note when it is none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(NOTEBOOK_BYTES + 1)
        notebook = read_notebook(data)
    except (OSError, Unreadable) as error:
        what = str(error) if isinstance(error, Unreadable) else "cannot be opened"
        notes.append(f"The notebook that was handed in cannot be read: it {what}. Save it again and hand it in again.")
        return None
    told = sum(len(cell.source) for cell in notebook.cells)
    if len(data) - told > OUTPUT_BYTES:
        notes.append(f"The notebook held {len(data) >> 20} MiB, most of it output; outputs are not graded.")
    if not notebook.language.lower().startswith("python"):
        notes.append("The notebook was saved with a kernel that is not Python's; it was graded as Python.")
    return notebook.cells


def compare(wanted: dict[str, str], found: dict[str, list[Cell]], notes: list[str]) -> None:
    """Say which cells are not as they were handed out; those of the grader are put back."""
    missing = [grade_id for grade_id in wanted if grade_id not in found]
    twice = [grade_id for grade_id, cells in found.items() if len(cells) > 1]
    edited = [
        grade_id
        for grade_id, cells in found.items()
        if grade_id != SOLUTION and any(cell.source != wanted[grade_id] for cell in cells)
    ]
    renamed = [grade_id for grade_id, cells in found.items() if all(cell.grade_id != grade_id for cell in cells)]
    for names, what in (
        (missing, "missing, and put back"),
        (twice, "there more than once, and counted once"),
        (edited, "edited, and put back as handed out"),
        (renamed, "marked with another name, and known by their text"),
    ):
        if names:
            notes.append(f"Cells that were {what}: {', '.join(names)}.")


def choose_program(path: Path, cells: list[Cell], stub: str, notes: list[str], exercise: Exercise) -> str | None:
    """The text that is graded, by the rule at the top of this module; ``None`` when nothing was handed in.

    ``cells`` have the ids of the release, also where those that were handed in have lost theirs.
    """
    handed_out = below_first_line(stub).strip()
    program = read_program(cells, exercise.file, handed_out)
    if not program.is_stub:
        notes += program.notes
        if all(cell.grade_id != SOLUTION or cell.source.strip() in ("", stub.strip()) for cell in cells):
            words = "The solution cell was empty or missing, so another cell that writes {} was graded."
            notes.append(words.format(exercise.file))
        return program.text
    beside = read_beside(path.with_name(exercise.file), notes)
    if beside is not None and beside.strip() != handed_out:
        notes.append(f"Nothing was written in the solution cell, so {exercise.file} beside the notebook was graded.")
        return beside
    together = all_together([cell for cell in cells if not cell.grade_id], exercise.file, handed_out)
    if not together.is_stub and not any(cell.grade_id == SOLUTION for cell in cells):
        notes += together.notes
        return together.text
    if not any(cell.grade_id == SOLUTION for cell in cells):
        notes.append(f"No program was handed in: no solution cell, and no {exercise.file} beside the notebook.")
    return None


def say_near(path: Path, exercise: Exercise, exercises: Iterable[Exercise]) -> list[str]:
    """What lies beside a notebook in which nothing was written, and may be meant for it."""
    found = nearest(path.parent, exercise, exercises)
    if found is None:
        return []
    told = say_meant(PurePosixPath(found.name), exercise)
    return [f"Nothing was written in the solution cell, and there is no {exercise.file} beside the notebook. {told}"]


def read_beside(path: Path, notes: list[str]) -> str | None:
    """The text of a file beside the notebook; ``None`` when there is none."""
    if not path.is_file():
        return None
    try:
        return CODING.sub(r"\1utf-8", decode_source(read_capped(path, Budget())), count=1).replace("\r\n", "\n")
    except (Refused, OSError) as error:
        notes.append(f"{path.name} beside the notebook was refused: {error}.")
    except BAD_TEXT as error:
        notes.append(f"{path.name} beside the notebook cannot be read as Python source: {type(error).__name__}.")
    return None


def make_cell(cell: Cell) -> Any:
    """A cell of the student's own, with nothing that nbgrader would look at."""
    from nbformat import v4

    make: Any = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell}.get(cell.kind, v4.new_raw_cell)
    return make(cell.source[:SOURCE_BYTES])


def grade_id_of(cell: Any) -> str:
    """Nbgrader's id of a cell, empty where it has none."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
