"""What students get, as a course of nbgrader's and without Jupyter; and what they never get."""

import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.gradebook.plain import make_plain
from autograder.reports.course_page import how_to_install
from tests.conftest import ROOT
from tests.gradebook.course import EXERCISE, FILE, Notebook, run

MARKERS = (b"BEGIN SOLUTION", b"END SOLUTION")


def all_bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, archives and wheels unpacked."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield from unpacked(path.name, path.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, or what is in it when it is an archive."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield name, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for inner in archive.namelist():
            yield from unpacked(inner, archive.read(inner))


def secrets() -> dict[str, list[str]]:
    """For each program of the solutions, its lines of code that no stub and no text for students has."""
    course = Course.load(ROOT)
    public = "\n".join(
        path.read_text()
        for exercise in course.exercises
        for path in exercise.folder.iterdir()
        if path.is_file() and path.suffix != ".json"
    )
    found = {}
    for path in (ROOT / "solutions").rglob("*.py"):
        code = path.read_text().split('"""', 2)[-1]
        lines = [line.strip() for line in code.splitlines() if len(line.strip()) > 12]
        found[str(path.relative_to(ROOT))] = [line for line in lines if line not in public and not line.startswith("#")]
    return found


def assert_no_solution(folder: Path) -> None:
    """No program of the solutions stands in any file: not all of the lines that only it has."""
    texts = [(name, data) for name, data in all_bytes(folder)]
    assert texts
    text = "\n".join(data.decode("utf-8", "replace") for _, data in texts).replace('\\"', '"')
    assert not any(marker in data for _, data in texts for marker in MARKERS)
    for program, lines in secrets().items():
        assert not lines or not all(line in text for line in lines), program


def test_the_search_for_solutions_finds_them(released: Path) -> None:
    """The instructor's own folder holds the reference, and the search says so."""
    with pytest.raises(AssertionError):
        assert_no_solution(released / "source")


def test_generated_notebooks_hold_the_stub_and_no_solution(released: Path) -> None:
    """Nbgrader's own command makes what students get."""
    notebook = Notebook.released(released)
    source = notebook.solution["source"]
    stub = (ROOT / "exercises" / EXERCISE / FILE).read_text()
    assert "".join(source) == f"%%writefile {FILE}\n{stub}"
    assert_no_solution(released / "release")


def test_check_cells_are_worth_the_points_of_the_checks(released: Path) -> None:
    """A locked cell for each check, with its points, its sentence and the call."""
    checks = Notebook.released(released).checks
    assert [cell["metadata"]["nbgrader"]["points"] for cell in checks] == [3, 3, 3, 3]
    assert all(cell["metadata"]["nbgrader"]["locked"] for cell in checks)
    for cell in checks:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        assert f'check("{EXERCISE}", "{name}")' in "".join(cell["source"])


def test_releasing_again_keeps_the_configuration(released: Path, tmp_path: Path) -> None:
    """What an instructor has changed in it stays; the notebooks are made anew."""
    arguments = ("--course", ROOT, "--assignment", released.parent / "assignment.toml")
    course = tmp_path / "course"
    assert run("autograder", "release", course, *arguments, cwd=tmp_path).returncode == 0
    with (course / "nbgrader_config.py").open("a") as stream:
        stream.write("# mine\n")
    assert run("autograder", "release", course, *arguments, cwd=tmp_path).returncode == 0
    assert (course / "nbgrader_config.py").read_text().endswith("# mine\n")


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written into a folder that is not empty and no course."""
    (tmp_path / "essay.txt").write_text("mine")
    for more in ([], ["--plain"]):
        done = run("autograder", "release", tmp_path, "--course", ROOT, *more, cwd=tmp_path)
        assert done.returncode == 2
        assert "Name a new folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["essay.txt"]


def test_without_solutions_nothing_can_be_released(tmp_path: Path) -> None:
    """A student's copy of the course has no references to make stubs from."""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    done = run("autograder", "release", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "only instructors" in done.stderr


@pytest.mark.parametrize("name", ["homework", "homework.zip"])
def test_without_jupyter_there_is_a_folder_or_a_zip(tmp_path: Path, name: str) -> None:
    """All exercises with their stubs, tasks and checks; the kit; and no solution in any byte."""
    done = run("autograder", "release", tmp_path / name, "--plain", "--course", ROOT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = {path for path, _ in all_bytes(tmp_path)}
    for exercise in Course.load(ROOT).exercises:
        assert exercise.file in {Path(path).name for path in found}
        assert exercise.checks.name in {Path(path).name for path in found}
    assert_no_solution(tmp_path)


def test_what_is_handed_out_tells_the_lines_of_the_course_page(tmp_path: Path) -> None:
    """With the wheel that lies there, and the command that each exercise's own page tells."""
    make_plain(tmp_path / "homework", "homework", Course.load(ROOT).pick(["02", "06"]), None)
    text = (tmp_path / "homework/README.md").read_text()
    (wheel,) = (tmp_path / "homework").glob("*.whl")
    assert how_to_install(f"./{wheel.name}") in text
    assert "    autograder check 02\n" in text
    assert "    autograder check 02\n" in (tmp_path / "homework/exercises/02_process_subclass/README.md").read_text()


def test_the_kit_that_is_handed_out_is_this_kit(tmp_path: Path) -> None:
    """Its wheel is installed with pip, and grades; its exercises work as they lie there."""
    run("autograder", "release", tmp_path / "homework", "--plain", "--course", ROOT, cwd=tmp_path)
    wheel = next((tmp_path / "homework").glob("*.whl"))
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    done = subprocess.run(install, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    assert (next((tmp_path / "site").glob("*.dist-info")) / "METADATA").read_text().count(f"Name: {version}\n") == 1
    command = "import autograder.cli, sys; print(autograder.__file__); autograder.cli.main()"
    checked = subprocess.run(
        [sys.executable, "-c", command, "check", "--json"],
        cwd=tmp_path / "homework" / "exercises" / EXERCISE,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    place, result = checked.stdout.split("\n", 1)
    assert place.startswith(str(tmp_path / "site")), checked.stderr
    assert json.loads(result)[0]["max_points"] == 12
    assert checked.returncode == 1


def test_a_course_can_be_made_of_one_exercise_alone(released: Path) -> None:
    """The assignment says which; nothing of the others is there."""
    names = {path.name for path in (released / "source/week1/exercises").iterdir()}
    assert names == {EXERCISE}
    assert re.search(r"exporter_class = ", (released / "nbgrader_config.py").read_text())
