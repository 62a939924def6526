"""The notebooks that formgrader shows of programs that were handed in as plain files.

They are the instructor's own notebooks with the student's program in the solution cell, and with the
outcome in the check cells, exactly as ``nbgrader autograde`` leaves them. So both roads end at one desk.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.checks.course import Exercise
from autograder.checks.results import ExerciseResult
from autograder.files import replace
from autograder.gradebook.notebook import write_line
from autograder.gradebook.preprocessor import fill
from autograder.gradebook.received import NOTES, grade_id_of, release_cells
from autograder.intake.arrival import TIMESTAMP_FILE
from autograder.intake.contents import SOURCE_BYTES
from autograder.intake.submission import BAD_TEXT, SubmittedFile, decode_source
from autograder.intake.written_cells import SOLUTION

TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes and reads it


def program_text(handed: SubmittedFile) -> str:
    """The program as text, also where it is none."""
    try:
        return decode_source(handed.source[:SOURCE_BYTES]).replace("\r\n", "\n")
    except BAD_TEXT:
        return handed.source[:SOURCE_BYTES].decode("utf-8", "replace").replace("\0", "\ufffd")


def submitted_notebook(
    instructors: Any,
    exercise: Exercise,
    handed: SubmittedFile,
    notes: list[str],
    own: Mapping[str, list[Any]] = MappingProxyType({}),
) -> Any:
    """The released notebook with the student's program in it, nothing graded yet.

    ``own`` are cells of the student's own, by the id of the cell that each stands below.
    """
    from nbformat import from_dict, v4

    below = dict(own)
    cells = list(below.pop("", []))
    for cell in release_cells(instructors):
        if grade_id_of(cell) == SOLUTION and handed.source:
            cell.source = f"{write_line(exercise)}\n{program_text(handed)}"
        cells.append(cell)
        if grade_id_of(cell):
            cells += below.pop(grade_id_of(cell), [])
    cells += [cell for left in below.values() for cell in left]  # below a check that is gone
    if notes:
        text = "**About this submission**\n\n" + "\n".join(f"- {note}" for note in notes)
        cells.insert(0, v4.new_markdown_cell(text, id="notes", metadata={NOTES: notes}))
    return from_dict({**instructors, "cells": cells})


def graded_notebook(submitted: Any, result: ExerciseResult) -> tuple[Any, dict[str, float | None]]:
    """The same notebook with the outcome in it, and the points of each check; None for what is open."""
    scores: dict[str, float | None] = {}
    for cell in submitted.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
            fill(cell, result)
            output = cell.outputs[0]
            decided = output.output_type == "execute_result"
            scores[grade_id_of(cell)] = float(output.data["text/plain"]) if decided else None
    return submitted, scores


def write_folder(folder: Path, files: dict[str, bytes | None], handed_in: datetime | None) -> None:
    """Put a submission's notebooks and its time into a folder; a file without content is taken away.

    The time comes last: formgrader takes a folder whose time differs from the gradebook's for stale. Without one, what
    nbgrader has noted stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        if data is None:
            path.unlink(missing_ok=True)
        elif not path.is_file() or path.read_bytes() != data:
            replace(path, data)
    if handed_in is not None:
        replace(folder / TIMESTAMP_FILE, format_time(handed_in).encode())


def format_time(moment: datetime) -> str:
    """A moment as nbgrader writes it."""
    return moment.astimezone(UTC).strftime(TIMESTAMP)
