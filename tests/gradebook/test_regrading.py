"""What `nbgrader autograde` graded is regraded from the store that it left; what students handed in stays theirs."""

import json
import shutil
from pathlib import Path

from nbgrader.api import Gradebook

from tests.conftest import ROOT
from tests.gradebook.course import ASSIGNMENT, EXERCISE, RIGHT, WRONG, Notebook, hand_in, run

CHECK = "test_the_task_runs_in_a_child"


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_handed_in_stays_byte_for_byte(released: Path, tmp_path: Path) -> None:
    """Points, pages and the gradebook follow; notebooks, files beside them and times are as they were collected."""
    course = tmp_path / "course"
    shutil.copytree(released, course)
    hand_in(course, "ada", Notebook.released(course).write(RIGHT).with_cell("mine = 'a cell of my own'"))
    hand_in(course, "beside", Notebook.released(course), process_subclass=RIGHT)
    hand_in(course, "bo", Notebook.released(course).write(WRONG))
    stamp = course / "submitted/ada/week1/timestamp.txt"
    stamp.write_text("2026-01-31 12:00:00.25 UTC")
    done = run("nbgrader", "autograde", "week1", cwd=course)
    assert done.returncode == 0, done.stderr
    before = files_of(course / "submitted")
    (tmp_path / "week.toml").write_text(f"{ASSIGNMENT}[points.{EXERCISE}]\n{CHECK} = 9\n")
    words = ("--course", ROOT, "--assignment", "week.toml", "--gradebook", "sqlite:///course/gradebook.db", "--yes")
    done = run("autograder", "regrade", "course/results/week1", *words, cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{EXERCISE}: {CHECK} counts 9, and not 3." in done.stdout
    after = files_of(course / "submitted")
    assert [name for name in before | after if before.get(name) != after.get(name)] == []
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        found = {one.student.id: one for one in gradebook.assignment_submissions("week1")}
        assert {name: (one.score, one.max_score) for name, one in found.items()} == {
            "ada": (18, 18),
            "beside": (18, 18),
            "bo": (9, 18),
        }
        assert str(found["ada"].timestamp) == "2026-01-31 12:00:00.250000"
        assert found["bo"].timestamp is None
    page = json.loads((course / f"autograded/ada/week1/{EXERCISE}.ipynb").read_text())
    assert "mine = 'a cell of my own'" in ["".join(cell["source"]) for cell in page["cells"]]
    assert (course / "autograded/ada/week1/timestamp.txt").read_text() == stamp.read_text()
