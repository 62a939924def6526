"""A course of nbgrader's that was there before: nothing that students write runs outside of the sandbox."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gradebook.course import EXERCISE, RIGHT, Notebook, hand_in, run

STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'mine'\n"


@pytest.fixture
def stock(released: Path, tmp_path: Path) -> Path:
    """The released course with somebody's own configuration, which knows nothing of the kit."""
    shutil.copytree(released, tmp_path / "course")
    (tmp_path / "course" / "nbgrader_config.py").write_text(STOCK)
    return tmp_path / "course"


def test_nbgraders_own_exporter_refuses_our_notebooks(stock: Path) -> None:
    """Whatever kernel the student's machine wrote into the notebook: no cell runs, and the name says why."""
    notebook = Notebook.released(stock).write(RIGHT)
    touched = stock.parent / "a_cell_ran"
    notebook.with_cell(f"open({str(touched)!r}, 'w')", first=True)
    notebook.data["metadata"]["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    hand_in(stock, "ada", notebook)
    done = run("nbgrader", "autograde", "week1", cwd=stock)
    assert done.returncode != 0
    assert "No such kernel named graded-in-the-autograder-sandbox-only.see-autograder-doctor" in done.stderr
    assert not touched.exists()
    assert not (stock / "autograded" / "ada" / "week1" / f"{EXERCISE}.ipynb").exists()


def test_doctor_says_whether_a_course_is_safe(stock: Path, released: Path) -> None:
    """With the line to add; and of a notebook that is not the kit's, and of one that an older kit made."""
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    line = 'get_config().Autograde.exporter_class = "autograder.gradebook.exporter.SandboxExporter"'
    assert line in done.stdout
    assert "This course is not safe" in done.stdout
    with (stock / "nbgrader_config.py").open("a") as configuration:
        configuration.write(line + "\n")
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "This course is safe.")
    shutil.copy(stock / "source" / "week1" / f"{EXERCISE}.ipynb", stock / "source" / "week1" / "essay.ipynb")
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert done.returncode == 1
    assert "essay.ipynb is no exercise of the kit" in done.stdout


def test_release_into_a_course_that_is_there_makes_it_safe(stock: Path, released: Path) -> None:
    """The line is added, the file as it was is kept, the difference is shown; a second time nothing changes."""
    arguments = ("autograder", "release", stock, "--course", ROOT, "--assignment", released.parent / "assignment.toml")
    done = run(*arguments, cwd=stock.parent)
    assert done.returncode == 0, done.stderr
    assert "+get_config().Autograde.exporter_class" in done.stdout
    (backup,) = stock.glob("nbgrader_config.py.*.bak")
    assert backup.read_text() == STOCK
    changed = (stock / "nbgrader_config.py").read_text()
    assert changed.startswith(STOCK)
    done = run(*arguments, cwd=stock.parent)
    assert "Left as it was" in done.stdout
    assert (stock / "nbgrader_config.py").read_text() == changed


def test_a_configuration_that_will_have_it_otherwise_is_refused_with_the_line(stock: Path, released: Path) -> None:
    """What stands in the user's own file wins over the course's, and is not ours to change."""
    (stock / "nbgrader_config.py").write_text("import sys\nraise ImportError('a broken file')\n")
    arguments = ("autograder", "release", stock, "--course", ROOT, "--assignment", released.parent / "assignment.toml")
    done = run(*arguments, cwd=stock.parent)
    assert done.returncode == 2
    assert "nbgrader_config.py" in done.stderr
    assert list(stock.glob("*.bak")) == []


def test_the_marked_notebook_is_python_for_jupyter(released: Path) -> None:
    """Its language is what Jupyter chooses a kernel by, where it does not have the one that is named."""
    metadata = json.loads((released / "release" / "week1" / f"{EXERCISE}.ipynb").read_text())["metadata"]
    assert metadata["kernelspec"]["language"] == metadata["language_info"]["name"] == "python"
