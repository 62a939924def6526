"""The course page is made from the exercises' own files."""

import shutil
import subprocess
import sys
from pathlib import Path

from autograder.checks.course import Course
from autograder.reports.course_page import make_page, path_of
from tests.conftest import ROOT


def test_the_page_is_what_the_exercises_make() -> None:
    """Whoever changes an exercise makes the page anew: `autograder page`."""
    course = Course.load(ROOT)
    assert path_of(course).read_text(encoding="utf-8") == make_page(course)


def test_the_page_names_every_exercise_with_its_points_and_its_listing() -> None:
    """In order, each with a link that leads somewhere."""
    course = Course.load(ROOT)
    lines = make_page(course).splitlines()
    rows = [line for line in lines if line.startswith("| [")]
    assert len(rows) == len(course.exercises)
    for exercise, line in zip(course.exercises, rows, strict=True):
        assert f"]({exercise.name}/README.md)" in line
        assert (exercise.folder / "README.md").is_file()
        assert exercise.about.objective in line.replace("\\", "")
        assert exercise.about.listing in line.replace("\\", "")


def test_the_command_writes_the_page_with_the_assignments_points(tmp_path: Path) -> None:
    """Weights count, and an exercise that is left out says so; a `|` keeps the table whole."""
    for name in ("01_process_target", "02_process_subclass"):
        shutil.copytree(ROOT / "exercises" / name, tmp_path / "exercises" / name)
    about = tmp_path / "exercises/02_process_subclass/exercise.toml"
    about.write_text(about.read_text().replace("a Process subclass", "this | that"))
    (tmp_path / "assignment.toml").write_text('name = "a"\ntitle = "B"\n[exercises]\n02_process_subclass = 0.5\n')
    command = [str(Path(sys.executable).with_name("autograder")), "page"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "exercises/README.md").read_text()
    assert text.startswith("# B\n")
    assert "\n2 exercises, 6 points.\n" in text
    first, second = [line for line in text.splitlines() if line.startswith("| [")]
    assert "| not graded |" in first
    assert "| 6 |" in second
    assert "this \\| that" in second
