"""Who has named a file in another way is told which name to use, and nothing is graded in its place."""

import json
from pathlib import Path, PurePosixPath

import pytest

from autograder.checks.course import Course
from autograder.intake.near_misses import meant_for, nearest
from autograder.intake.submission import SubmittedFile, read_class
from tests.conftest import ROOT

COURSE = Course.load(ROOT)
(EXERCISE,) = COURSE.pick(["02"])


def handed(folder: Path, name: str, data: bytes = b"x = 1\n") -> SubmittedFile:
    """What a student gets who hands in a folder with one file of this name."""
    (folder / "ada").mkdir()
    (folder / "ada" / name).write_bytes(data)
    (ada,) = read_class(folder, COURSE.exercises)
    return ada.handed(EXERCISE)


@pytest.mark.parametrize(
    "name",
    [
        *("process_subclass (1).py", "Process_Subclass.py", "process_subclass.py.txt", "process_subclass.txt"),
        *("process-subclass.py", "ProcessSubclass.py", "02_process_subclass.py", "process_subclass - Kopie.py"),
        *("process_subclas.py", "process_subclass2.PY", "process_subclass 副本.py", "weber_process_subclass.py"),
    ],
)
def test_a_name_that_is_nearly_right_is_told_to_its_author(tmp_path: Path, name: str) -> None:
    """The sentence of the missing file names the one that is there, and the name to use."""
    found = handed(tmp_path, name)
    assert found.missing
    assert f"{name} may be meant for it, and has another name: name it process_subclass.py" in found.obstacle


@pytest.mark.parametrize(
    ("name", "kind"), [("process_subclass.docx", "a Word document"), ("02 Process Subclass.PDF", "a PDF")]
)
def test_a_document_is_told_to_be_none(tmp_path: Path, name: str, kind: str) -> None:
    """A program in a document must be saved as text."""
    assert (
        f"{name} may be meant for it, but it is {kind}: save the program as plain text"
        in handed(tmp_path, name).obstacle
    )


def test_a_notebook_without_marks_is_told(tmp_path: Path) -> None:
    """Where no cell says what file it is, the line to put in is told."""
    data = json.dumps({"cells": [{"cell_type": "code", "source": "class Worker: pass"}]}).encode()
    told = handed(tmp_path, "homework.ipynb", data).obstacle
    assert "homework.ipynb has no cell that begins with %%writefile process_subclass.py" in told


@pytest.mark.parametrize("name", ["trial.py", "x.py", "notes.md", "process.py", "subclass.py"])
def test_other_names_are_taken_for_nothing(name: str) -> None:
    """A file that is called otherwise altogether was meant for nothing that is known."""
    assert meant_for(PurePosixPath(name), [EXERCISE]) is None


def test_what_lies_in_a_course_as_it_was_handed_out_is_meant_for_nothing(tmp_path: Path) -> None:
    """Neither another exercise's file, nor checks, nor what editors leave; a program under a copy's name is."""
    for exercise in COURSE.exercises:
        for file in (exercise.file, exercise.checks.name, f"{exercise.file}~"):
            (tmp_path / file).write_text("x = 1\n")
    (tmp_path / "join (1).py").write_text("x = 1\n")
    assert [nearest(tmp_path, exercise, COURSE.exercises) for exercise in COURSE.exercises] == [None] * 12
    (tmp_path / "join (1).py").write_text("x = 2\n")
    found = [nearest(tmp_path, exercise, COURSE.exercises) for exercise in COURSE.exercises]
    assert [path.name for path in found if path is not None] == ["join (1).py"]
    assert found[5] is not None


def test_the_longest_name_is_the_one_that_was_meant() -> None:
    """One topic's name is a word of another's."""
    found = meant_for(PurePosixPath("start_all_join_all (2).py"), list(COURSE.exercises))
    assert found is not None
    assert found.file == "start_all_join_all.py"
