"""One notebook on three roads: a folder of notebooks, nbgrader, and a check cell in a kernel that has run it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.gradebook.notebook import make_notebook
from autograder.gradebook.received import grade_id_of, rebuild
from autograder.intake.notebooks import below_first_line
from autograder.intake.submission import read_class
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
(EXERCISE,) = COURSE.pick(["02"])
FILE = EXERCISE.file
WRITE = f"%%writefile {FILE}\n"
# Cells in the order in which they stand and are run, the solution cell first; and what is graded.
CELLS = {
    "plain": ([f"{WRITE}x = 1\n"], "x = 1\n"),
    "without its line": (["x = 1\n"], "x = 1\n"),
    "a comment above": ([f"# mine\n{WRITE}x = 1\n"], "# mine\nx = 1\n"),
    "quotes": ([f"%%writefile '{FILE}'\nx = 1\n"], "x = 1\n"),
    "appended": ([f"{WRITE}x = 1\n", f"%%writefile -a {FILE}\ny = 2\n"], "x = 1\ny = 2\n"),
    "twice": ([f"{WRITE}x = 1\n", f"{WRITE}x = 2\n"], "x = 2\n"),
    "twice, the last one with a comment above": ([f"{WRITE}x = 1\n", f"# mine\n{WRITE}x = 2\n"], "# mine\nx = 2\n"),
}
KERNEL = """
import json, pathlib, sys
from IPython.core.interactiveshell import InteractiveShell
from autograder.intake.live_cells import choose_text

shell, (path, exercise, *cells) = InteractiveShell.instance(), sys.argv[1:]
for cell in cells:
    shell.run_cell(cell, store_history=True)
saved = pathlib.Path(exercise).with_suffix(".ipynb")
pathlib.Path("notebook").rename(saved)  # Jupyter has saved it last of all
saved.touch()
pathlib.Path("graded").write_bytes(choose_text(pathlib.Path(path), exercise).source or b"")
"""
Road = Callable[[Path, list[str]], str]


def handed_in(cells: list[str]) -> str:
    """The notebook as a student saves it, as JSON."""
    notebook = make_notebook(EXERCISE, "### BEGIN SOLUTION\n### END SOLUTION\n")
    at = next(number for number, cell in enumerate(notebook.cells) if grade_id_of(cell) == "solution")
    notebook.cells[at].source = cells[0]
    notebook.cells[at + 1 : at + 1] = [
        {"cell_type": "code", "source": one, "metadata": {}, "outputs": []} for one in cells[1:]
    ]
    return json.dumps(notebook)


def in_a_class_folder(folder: Path, cells: list[str]) -> str:
    """`autograder grade`."""
    (folder / "class").mkdir()
    (folder / "class/weber.ipynb").write_text(handed_in(cells))
    (weber,) = read_class(folder / "class", [EXERCISE])
    return weber.handed(EXERCISE).source.decode()


def by_nbgrader(folder: Path, cells: list[str]) -> str:
    """`nbgrader autograde`."""
    path = folder / f"{EXERCISE.name}.ipynb"
    path.write_text(handed_in(cells))
    reference = (EXERCISE.solution / FILE).read_text(encoding="utf-8")
    made, _ = rebuild(path, make_notebook(EXERCISE, reference), EXERCISE)
    return below_first_line(next(cell.source for cell in made.cells if grade_id_of(cell) == "solution"))


def in_a_kernel(folder: Path, cells: list[str]) -> str:
    """A check cell, where IPython has run the cells above."""
    (folder / "notebook").write_text(handed_in(cells))
    command = [sys.executable, "-W", "ignore", "-c", KERNEL, str(folder / FILE), EXERCISE.name, *cells]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return (folder / "graded").read_text()


@pytest.mark.parametrize("road", [in_a_class_folder, by_nbgrader, in_a_kernel])
@pytest.mark.parametrize("name", CELLS)
def test_the_same_text_is_graded_on_every_road(tmp_path: Path, road: Road, name: str) -> None:
    """As IPython would have saved it, or as it was meant; the last cell that writes the file wins."""
    cells, graded = CELLS[name]
    assert road(tmp_path, cells) == graded
