"""What is made of a notebook as it was handed in: nothing is graded here, and nothing executed."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.checks.course import Course, Exercise
from autograder.gradebook.received import grade_id_of, rebuild
from autograder.intake.notebooks import below_first_line
from tests.conftest import ROOT
from tests.gradebook.course import EXERCISE, FILE, RIGHT, WRONG, Notebook, damage, heavy

UNREADABLE = "The notebook that was handed in cannot be read: it "


@pytest.fixture
def exercise() -> Exercise:
    """The exercise of the notebooks here."""
    return Course.load(ROOT).pick([EXERCISE])[0]


def take(released: Path, folder: Path, notebook: Notebook | str, exercise: Exercise) -> tuple[Any, list[str], str]:
    """The notebook that is graded, the notes on it, and the program in it."""
    path = folder / f"{EXERCISE}.ipynb"
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook.data))
    read: Any = nbformat.read
    instructors = read(released / "source" / "week1" / path.name, as_version=4)
    made, notes = rebuild(path, instructors, exercise)
    nbformat.validate(made)
    solution = next(cell.source for cell in made.cells if grade_id_of(cell) == "solution")
    return made, notes, below_first_line(solution)


def test_a_notebook_that_is_as_it_should_be_gets_no_note(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """The program is the solution cell's, to the letter."""
    _, notes, program = take(released, tmp_path, Notebook.released(released).write(RIGHT), exercise)
    assert notes == []
    assert program == RIGHT


def test_a_damaged_notebook_is_put_right_and_told(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """A note for each kind of damage; each check cell is there once, as it was handed out, and small."""
    made, notes, program = take(released, tmp_path, heavy(damage(Notebook.released(released).write(RIGHT))), exercise)
    assert program == RIGHT
    assert notes == [
        "The notebook held 12 MiB, most of it output; outputs are not graded.",
        "The notebook was saved with a kernel that is not Python's; it was graded as Python.",
        "Cells that were missing, and put back: test_the_task_runs_in_a_child.",
        "Cells that were there more than once, and counted once: test_the_worker_keeps_its_name.",
        "Cells that were edited, and put back as handed out: test_worker_is_a_process_with_its_own_run.",
        "Cells that were marked with another name, and known by their text: test_nothing_runs_before_start.",
    ]
    wanted = ["".join(cell["source"]) for cell in Notebook.released(released).checks]
    assert [cell.source for cell in made.cells if cell.metadata.get("nbgrader", {}).get("grade")] == wanted
    assert len(json.dumps(made)) < 1 << 20


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"cells": [', UNREADABLE + "is not valid JSON. Save it again and hand it in again."),
        ("[" * 100_000, UNREADABLE + "is not valid JSON. Save it again and hand it in again."),
        ("", UNREADABLE + "is not valid JSON. Save it again and hand it in again."),
        ('{"metadata": {}}', UNREADABLE + "holds no cells. Save it again and hand it in again."),
        ("[]", UNREADABLE + "holds no cells. Save it again and hand it in again."),
    ],
    ids=["cut off", "deep", "empty", "no cells", "a list"],
)
def test_a_file_that_is_no_notebook_is_told(
    released: Path, tmp_path: Path, exercise: Exercise, text: str, sentence: str
) -> None:
    """In one sentence, and with what there is to grade: nothing."""
    _, notes, program = take(released, tmp_path, text, exercise)
    assert notes[0] == sentence
    assert "NotImplementedError" in program


def test_odd_cells_are_read_as_well_as_can_be(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """Cells that are no cells, metadata that is none, lone surrogates: the program is found all the same."""
    notebook = Notebook.released(released).write(RIGHT)
    notebook.cells[0] = {"cell_type": 7, "source": ["\ud800", 1], "metadata": []}
    notebook.data["cells"] += [None, 3, {}, {"metadata": {"nbgrader": []}, "source": None}]
    notebook.data["metadata"] = "none"
    assert take(released, tmp_path, notebook, exercise)[2] == RIGHT


def test_without_its_first_line_the_solution_cell_is_graded(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """And the student is told."""
    notebook = Notebook.released(released)
    notebook.solution["source"] = RIGHT
    _, notes, program = take(released, tmp_path, notebook, exercise)
    assert program == RIGHT
    assert notes == [f"The solution cell does not begin with %%writefile {FILE} any more; it was graded anyway."]


def test_the_file_beside_an_untouched_cell_is_graded(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """A student who works in an editor writes nothing in the notebook."""
    (tmp_path / FILE).write_text(RIGHT)
    _, notes, program = take(released, tmp_path, Notebook.released(released), exercise)
    assert program == RIGHT
    assert notes == [f"Nothing was written in the solution cell, so {FILE} beside the notebook was graded."]


def test_what_was_written_in_the_cell_goes_before_the_file(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """The file may be left from an earlier run of the cell."""
    (tmp_path / FILE).write_text(WRONG)
    assert take(released, tmp_path, Notebook.released(released).write(RIGHT), exercise)[2] == RIGHT


def test_another_cell_that_writes_the_module_is_found(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """When the solution cell was deleted."""
    notebook = Notebook.released(released).with_cell(f"%%writefile {FILE}\n{RIGHT}")
    notebook.cells.remove(notebook.solution)
    _, notes, program = take(released, tmp_path, notebook, exercise)
    assert program == RIGHT
    assert f"The solution cell was empty or missing, so another cell that writes {FILE} was graded." in notes


def test_a_link_beside_the_notebook_is_not_followed(released: Path, tmp_path: Path, exercise: Exercise) -> None:
    """Wherever it points."""
    (tmp_path / "secret").write_text(RIGHT)
    (tmp_path / FILE).symlink_to(tmp_path / "secret")
    assert "NotImplementedError" in take(released, tmp_path, Notebook.released(released), exercise)[2]
