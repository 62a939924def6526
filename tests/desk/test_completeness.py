"""What an exercise lacks is told to its author, a sentence each."""

import shutil
from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.desk.completeness import find_gaps
from autograder.errors import UsageError
from tests.conftest import ROOT

NAME = "06_join"


def exercise(tmp_path: Path, **lines: str) -> Exercise:
    """A copy of an exercise of the course, with these lines in its ``exercise.toml``."""
    for part in ("exercises", "solutions"):
        shutil.copytree(ROOT / part / NAME, tmp_path / part / NAME)
    (tmp_path / "exercises/01_process_target").mkdir()
    path = tmp_path / "exercises" / NAME / "exercise.toml"
    kept = [line for line in path.read_text().splitlines() if line.partition(" ")[0] not in lines]
    path.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in lines.items())]) + "\n")
    return Course.load(tmp_path).exercises[0]


def test_an_exercise_of_the_course_lacks_nothing(tmp_path: Path) -> None:
    """So nothing is told of it."""
    assert find_gaps(exercise(tmp_path)) == []


def test_each_gap_is_told(tmp_path: Path) -> None:
    """Texts, exercises that it needs, points, and checks and start methods that mistakes speak of."""
    found = exercise(tmp_path, needs='["01_process_targt"]')
    (found.folder / "README.md").unlink()
    (found.solution / "NOTES.md").unlink()
    checks = found.checks.read_text()
    found.checks.write_text(checks.replace("@pytest.mark.points(3)\n", "", 1))
    odd = found.solution / "mistakes/odd.py"
    odd.write_text('"""Odd."""\n# fails: test_nothing\n# fails under spwan: test_more\n')
    nameless = checks.partition("@pytest.mark.points(3)\ndef ")[2].partition("(")[0]
    assert find_gaps(found) == [
        "06_join/README.md is missing: the task, as students read it.",
        "06_join/NOTES.md is missing: what instructors are told.",
        "exercise.toml: needs: there is no exercise '01_process_targt'.",
        f"test_join.py: {nameless} has no points. Mark it with @pytest.mark.points(3).",
        "mistakes/odd.py: # fails: there is no check 'test_more'.",
        "mistakes/odd.py: # fails: there is no check 'test_nothing'.",
        "mistakes/odd.py: # fails under: 'spwan' is none of fork, spawn, forkserver.",
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("limits", "{ secnds = 10 }", "limits: there is no 'secnds'"),
        ("given", '["nope.py"]', "given: there is no 'nope.py' in this folder"),
        ("minutes", "-3", "minutes"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, key: str, value: str, said: str) -> None:
    """With the file, before anything is graded."""
    with pytest.raises(UsageError, match=said):
        exercise(tmp_path, **{key: value})
