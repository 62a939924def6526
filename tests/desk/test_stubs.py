"""Stubs are made from references, with nbgrader's markers and without nbgrader."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.preprocessors import ClearSolutions

from autograder.desk.stubs import make_stub
from autograder.errors import UsageError
from tests.conftest import ROOT

REFERENCES = sorted(path for path in (ROOT / "solutions").glob("*/*.py"))
WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("nbgrader", "nbformat", "nbconvert", "sqlalchemy", "jsonschema"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
sys.argv = ["autograder", "verify", "01_process_target"]
from autograder.cli import main
main()
"""


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_a_stub_is_what_nbgrader_makes(path: Path) -> None:
    """Letter by letter, so a notebook and a file give students the same."""
    source = path.read_text()
    read: Any = nbformat.from_dict
    marked = {"nbgrader": {"schema_version": 3, "solution": True, "grade": False}}
    cell = read({"cell_type": "code", "source": source, "metadata": marked})
    cleared, _ = ClearSolutions().preprocess_cell(cell, {"language": "python"}, 0)
    assert make_stub(source) == cleared.source.rstrip("\n") + "\n"


@pytest.mark.parametrize(
    "source", ["### BEGIN SOLUTION\n1", "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION"]
)
def test_markers_that_do_not_fit_are_told(source: str) -> None:
    """In one sentence."""
    with pytest.raises(UsageError, match="END SOLUTION"):
        make_stub(source)


def test_a_course_is_proved_without_nbgrader(tmp_path: Path) -> None:
    """Nothing of the extra `instructor` is needed for `autograder verify`."""
    for kind in ("exercises", "solutions"):
        (tmp_path / kind / "01_process_target").mkdir(parents=True)
    exercise = ROOT / "exercises/01_process_target"
    for name in ("exercise.toml", "README.md", "process_target.py", "test_process_target.py"):
        (tmp_path / "exercises/01_process_target" / name).write_bytes((exercise / name).read_bytes())
    for name in ("NOTES.md", "process_target.py"):
        known = (ROOT / "solutions/01_process_target" / name).read_bytes()
        (tmp_path / "solutions/01_process_target" / name).write_bytes(known)
    command = [sys.executable, "-c", WITHOUT]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 programs, all as they should be" in done.stdout
