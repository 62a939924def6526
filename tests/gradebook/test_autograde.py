"""nbgrader's own `autograde` on a whole class, with the kit in the place of the kernel."""

import json
import re
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from tests.gradebook.course import EXERCISE, FILE, RIGHT, WRONG, Notebook, damage, hand_in, run

TRANSFORMER = """
from IPython import get_ipython
def full_marks(lines):
    return ["12.0\\n"] if any("check(" in line for line in lines) else lines
get_ipython().input_transformers_cleanup.append(full_marks)
"""
HOOK = """
from IPython import get_ipython
import autograder.notebook
def hook(*_):
    autograder.notebook.check = lambda *_: 3.0
get_ipython().events.register("pre_run_cell", hook)
"""
SHOW = "get_ipython().showtraceback = lambda *_, **__: None"
DATABASE = """
import contextlib, pathlib, sqlite3
for path in {course!r}, "../../..", "../..":
    for file in pathlib.Path(path).glob("gradebook.db"):
        with sqlite3.connect(file) as database:
            database.execute("update grade set manual_score = 100")
with contextlib.suppress(OSError):
    pathlib.Path({course!r}, "was_here").touch()
"""
FORGED = """
import sys
print("12.0"); sys.stdout.flush()
print("a warning that costs nothing", file=sys.stderr)
"""


@dataclass
class Graded:
    """The graded class, and what the command said."""

    course: Path
    said: str

    def grades(self, student: str) -> dict[str, float | None]:
        """The automatic score of each check."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            notebook = gradebook.find_submission_notebook(EXERCISE, "week1", student)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    def points(self, student: str) -> float:
        """All scores together, those of people included."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            return float(gradebook.find_submission_notebook(EXERCISE, "week1", student).score)

    def comment(self, student: str) -> str:
        """The comment beside the program."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            return str(gradebook.find_comment("solution", EXERCISE, "week1", student).comment or "")

    def notebook(self, student: str) -> Notebook:
        """What formgrader shows."""
        path = self.course / "autograded" / student / "week1" / f"{EXERCISE}.ipynb"
        return Notebook(json.loads(path.read_text()))


@pytest.fixture(scope="session")
def graded(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """A class of everything that can happen, autograded in one run, with a kernel that tells when it is started."""
    course = tmp_path_factory.mktemp("class") / "course"
    shutil.copytree(released, course)

    def fresh() -> Notebook:
        return Notebook.released(course)

    attack = DATABASE.format(course=str(course))
    tampering = fresh().write(WRONG)
    for source in (TRANSFORMER, HOOK, SHOW, attack):
        tampering.with_cell(source, first=True)
    hand_in(course, "ada", fresh().write(RIGHT))
    hand_in(course, "bad_json", '{"cells": [')
    hand_in(course, "beside", fresh(), process_subclass=RIGHT)
    hand_in(course, "damaged", damage(fresh().write(RIGHT)))
    hand_in(course, "forger", fresh().write(FORGED + attack + WRONG))
    hand_in(course, "tamper", tampering)
    hand_in(course, "wrong", fresh().write(WRONG))
    kernels = course.parent / "jupyter" / "kernels" / "python3"
    kernels.mkdir(parents=True)
    started = course.parent / "kernel_was_started"
    (kernels / "kernel.json").write_text(
        json.dumps({"argv": ["/bin/sh", "-c", f"touch {started}"], "display_name": "it tells", "language": "python"})
    )
    done = run("nbgrader", "autograde", "week1", cwd=course, JUPYTER_PATH=str(course.parent / "jupyter"))
    assert done.returncode == 0, done.stdout + done.stderr
    return Graded(course, done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("student", "points"),
    {
        "ada": 12,
        "bad_json": 0,
        "beside": 12,
        "damaged": 12,
        "forger": 9,
        "tamper": 9,
        "wrong": 9,
    }.items(),
)
def test_everybody_gets_what_the_program_is_worth(graded: Graded, student: str, points: float) -> None:
    """Right programs get all, wrong ones what they earn, whatever became of the notebook."""
    assert graded.points(student) == points


def test_no_kernel_is_started(graded: Graded) -> None:
    """The kernel that tells when it is started has told nothing."""
    assert not (graded.course.parent / "kernel_was_started").exists()


def test_with_nbgraders_own_exporter_the_same_kernel_tells(graded: Graded, tmp_path: Path) -> None:
    """The test above can fail: without both of our walls, a kernel is started."""
    course = tmp_path / "course"
    shutil.copytree(graded.course, course)
    stock = "--Autograde.exporter_class=nbconvert.exporters.NotebookExporter"
    command = ("nbgrader", "autograde", "week1", "--student=ada", "--force", stock, "--Execute.kernel_name=python3")
    run(*command, cwd=course, JUPYTER_PATH=str(graded.course.parent / "jupyter"))
    assert (graded.course.parent / "kernel_was_started").exists()
    (graded.course.parent / "kernel_was_started").unlink()


def test_tampering_gains_nothing_and_reaches_nothing(graded: Graded) -> None:
    """Input transformer, hook, patched traceback and a gradebook written to: neither in cells nor in the program."""
    assert not (graded.course / "was_here").exists()
    with sqlite3.connect(graded.course / "gradebook.db") as database:
        assert database.execute("select count(*) from grade where manual_score is not null").fetchone() == (0,)
    assert graded.grades("tamper") == graded.grades("wrong") == graded.grades("forger")


def test_partial_credit_and_explanation_both_arrive(graded: Graded) -> None:
    """In the cell: points as its value, the page beside it. In the gradebook: the comment."""
    cells = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in graded.notebook("wrong").checks}
    output = cells["test_the_task_runs_in_a_child"]["outputs"][0]
    page = "".join(output["data"]["text/html"])
    assert output["output_type"] == "execute_result"
    assert float("".join(output["data"]["text/plain"])) == graded.grades("wrong")["test_the_task_runs_in_a_child"] == 0
    assert "What happened:" in page
    assert "The evidence" in page
    assert "one after another" in graded.comment("wrong")


def test_the_picture_of_the_run_is_on_the_feedback_page(graded: Graded, tmp_path: Path) -> None:
    """Folded, beside the reference's run, at the check that failed alone; nbgrader's templates let it through."""
    cells = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in graded.notebook("wrong").checks}
    pages = {name: "".join(cell["outputs"][0]["data"]["text/html"]) for name, cell in cells.items()}
    assert [name for name, page in pages.items() if "<svg" in page] == ["test_the_task_runs_in_a_child"]
    picture = pages["test_the_task_runs_in_a_child"].partition("<details><summary>Who ran when</summary>")[2]
    assert picture.startswith("<svg")
    assert "The same in words" in picture
    assert "The reference, with the same names and numbers" in picture
    course = tmp_path / "course"
    shutil.copytree(graded.course, course)
    done = run("nbgrader", "generate_feedback", "week1", "--student=wrong", "--force", cwd=course)
    assert done.returncode == 0, done.stderr
    (page,) = course.glob(f"feedback/wrong/week1/{EXERCISE}.html")
    (name,) = re.findall(r'aria-labelledby="([\w-]+)"', picture)
    assert f'<title id="{name}">' in page.read_text()


def test_what_a_program_prints_is_no_output_of_a_cell(graded: Graded) -> None:
    """A printed number is no score, and stderr costs nothing."""
    outputs = [output for cell in graded.notebook("forger").checks for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} == {"execute_result"}
    assert sum(float("".join(output["data"]["text/plain"])) for output in outputs) == 9


@pytest.mark.parametrize(
    ("student", "sentence"),
    [
        ("bad_json", "The notebook that was handed in cannot be read: it is not valid JSON."),
        ("beside", f"Nothing was written in the solution cell, so {FILE} beside the notebook was graded."),
        ("damaged", "Cells that were missing, and put back: test_the_task_runs_in_a_child."),
    ],
)
def test_bad_input_is_told_to_student_and_instructor(graded: Graded, student: str, sentence: str) -> None:
    """In one sentence: in the notebook, in the comment, and in the log; the rest of the class goes on."""
    assert f"{student}, {EXERCISE}: {sentence}" in graded.said
    assert sentence in graded.comment(student)
    assert sentence in json.dumps(graded.notebook(student).data)


def test_a_students_own_cells_are_kept_and_not_run(graded: Graded) -> None:
    """Formgrader shows them where they were."""
    sources: list[Any] = ["".join(cell["source"]) for cell in graded.notebook("tamper").cells]
    assert any("input_transformers_cleanup" in source for source in sources)


def test_a_score_and_a_comment_of_a_person_survive_another_run(graded: Graded, tmp_path: Path) -> None:
    """Grading again changes neither, and gives the same points."""
    course = tmp_path / "course"
    shutil.copytree(graded.course, course)
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        gradebook.find_grade("test_the_task_runs_in_a_child", EXERCISE, "week1", "wrong").manual_score = 2
        gradebook.find_comment("solution", EXERCISE, "week1", "wrong").manual_comment = "Come and see me."
        gradebook.db.commit()
    done = run("nbgrader", "autograde", "week1", "--student=wrong", "--force", cwd=course)
    assert done.returncode == 0, done.stderr
    again = Graded(course, done.stderr)
    assert again.points("wrong") == 11
    assert again.comment("wrong") == "Come and see me."
    assert again.grades("wrong") == graded.grades("wrong")
