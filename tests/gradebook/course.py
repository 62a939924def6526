"""A small course of nbgrader's, made with the real commands, and the notebooks of a class."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

BIN = Path(sys.executable).parent
EXERCISE = "02_process_subclass"
FILE = "process_subclass.py"
SOLUTIONS = ROOT / "solutions" / EXERCISE
RIGHT = (SOLUTIONS / FILE).read_text()
WRONG = (SOLUTIONS / "mistakes" / "joins_in_start.py").read_text()  # earns 9 of 12 points
ASSIGNMENT = f'name = "week1"\ntitle = "Week one"\n[exercises]\n{EXERCISE} = 1\n'


def run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of this environment's programs, which is not activated: nothing of it is on ``PATH``."""
    name, *arguments = map(str, command)
    surroundings = {**os.environ, "PATH": "/usr/bin:/bin", **environment}
    words = [str(BIN / name), *arguments]
    return subprocess.run(words, cwd=cwd, env=surroundings, capture_output=True, text=True, timeout=900)


def make_course(folder: Path) -> Path:
    """Release one exercise, and generate the students' notebooks."""
    (folder / "assignment.toml").write_text(ASSIGNMENT)
    course = folder / "course"
    for command in (
        ("autograder", "release", course, "--course", ROOT, "--assignment", folder / "assignment.toml"),
        ("nbgrader", "generate_assignment", "week1"),
    ):
        done = run(*command, cwd=folder if command[0] == "autograder" else course)
        assert done.returncode == 0, done.stdout + done.stderr
    return course


@dataclass
class Notebook:
    """A student's notebook, as plain JSON."""

    data: dict[str, Any]

    @classmethod
    def released(cls, course: Path) -> "Notebook":
        """As students get it."""
        return cls(json.loads((course / "release" / "week1" / f"{EXERCISE}.ipynb").read_text()))

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Its cells."""
        cells: list[dict[str, Any]] = self.data["cells"]
        return cells

    @property
    def solution(self) -> dict[str, Any]:
        """The solution cell."""
        return next(cell for cell in self.cells if cell["metadata"].get("nbgrader", {}).get("solution"))

    @property
    def checks(self) -> list[dict[str, Any]]:
        """The check cells."""
        return [cell for cell in self.cells if cell["metadata"].get("nbgrader", {}).get("grade")]

    def write(self, program: str) -> "Notebook":
        """Put a program into the solution cell."""
        self.solution["source"] = f"%%writefile {FILE}\n{program}"
        return self

    def with_cell(self, source: str, first: bool = False) -> "Notebook":
        """Add a cell of the student's own."""
        cell: dict[str, Any] = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
        self.cells.insert(0 if first else len(self.cells), cell)
        return self


def hand_in(course: Path, student: str, notebook: Notebook | str, **files: str) -> Path:
    """Put a submission where nbgrader looks for it, as a student's machine would send it."""
    folder = course / "submitted" / student / "week1"
    shutil.copytree(course / "release" / "week1", folder)
    text = notebook if isinstance(notebook, str) else json.dumps(notebook.data)
    (folder / f"{EXERCISE}.ipynb").write_text(text)
    for name, content in files.items():
        (folder / f"{name}.py").write_text(content)
    return folder


def damage(notebook: Notebook) -> Notebook:
    """Edit, double, drop, and rename cells, and break metadata that nbgrader gives up on."""
    first, second, third, fourth = notebook.checks
    first["source"] = "12.0"
    first["metadata"]["nbgrader"]["points"] = 1000
    second["metadata"]["nbgrader"]["grade_id"] = "another name !"
    notebook.cells.remove(third)
    notebook.cells.append(dict(fourth))
    notebook.cells[0]["metadata"]["nbgrader"]["nonsense"] = {"a": 1}
    notebook.data["metadata"]["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    return notebook


def heavy(notebook: Notebook) -> Notebook:
    """Outputs of twelve megabytes."""
    output = {"output_type": "stream", "name": "stderr", "text": "x" * (12 << 20)}
    notebook.checks[0]["outputs"] = [output]
    return notebook
