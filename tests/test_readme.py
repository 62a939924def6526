"""The README's commands, as they stand there."""

import glob
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from autograder.cli.exits import FAILED, INTERRUPTED, KIT_FAILED, USAGE
from autograder.engine import protocol
from autograder.reports.course_page import INSTALL, how_to_install
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
COMMAND = re.compile(r"^    ((?:make|autograder|nbgrader|cd|uv|pipx|pip|python3|\.) .*?)(?:\s{2,}#.*)?$", re.MULTILINE)
COMMANDS = COMMAND.findall((ROOT / "README.md").read_text())
PATH = re.compile(r"`((?:autograder|tests|exercises|solutions|docs)/[\w./*-]+)`")
LINK = re.compile(r"\]\(([^):#]+)\)")
EXPECTED = {
    "autograder check": 1,
    "autograder grade SUBMISSIONS --results results": 1,
    "autograder doctor": 0,
}
ELSEWHERE = {
    "make demo": "tests/test_demo.py",
    "make test": "is running",
    "autograder watch": "tests/test_watch.py",
    "autograder doctor --attack": "tests/test_cli.py",
    "autograder verify": "tests/test_course.py",
    "autograder verify --confusion": "tests/reports/test_confusion.py",
    "autograder verify --confusion FOLDER": "tests/desk/test_strangers.py",
    "autograder release week1.zip --plain": "tests/gradebook/test_release.py",
    "autograder release COURSE_DIR": "tests/gradebook/course.py",
    "nbgrader generate_assignment processes": "tests/gradebook/course.py",
    "nbgrader validate 02_process_subclass.ipynb": "tests/gradebook/test_check_cells.py",
    "nbgrader autograde processes": "tests/gradebook/test_autograde.py",
    "cd COURSE_DIR": "",
    "cd exercises/02_process_subclass": "",
    "autograder grade SUBMISSIONS --gradebook sqlite:///desk/gradebook.db": "tests/review/test_grade.py",
    "autograder grade SUBMISSIONS --roster roster.csv": "tests/test_class.py",
    "autograder explain results STUDENT EXERCISE": "tests/desk/test_regrade.py",
    "autograder replay results": "tests/desk/test_regrade.py",
    "autograder regrade results": "tests/desk/test_regrade.py",
    "autograder report results": "tests/reports/site/test_site.py",
    "autograder similar results": "tests/reports/site/test_similar.py",
    "autograder review desk": "tests/review/test_review.py",
    "autograder services PLACE": "tests/review/test_services.py",
    "nbgrader zip_collect processes": "tests/review/test_collect.py",
    "nbgrader generate_feedback processes": "tests/review/test_return.py",
    **{
        f"nbgrader export --exporter=autograder.gradebook.exporters.{name}Exporter": "tests/review/test_return.py"
        for name in ("Csv", "Canvas", "Moodle", "Gradescope")
    },
}
# They take the package index, so no test types them as they are; `make demo` installs the kit in a folder `.venv`.
INSTALLATIONS = {
    "uv tool install .",
    "pipx install .",
    " && ".join(INSTALL).format(kit="."),
    ". .venv/bin/activate",
    "pip install '.[instructor]'",
}


def test_every_command_of_the_readme_is_tried() -> None:
    """None is there that nobody runs, but for those that install the kit."""
    assert {*EXPECTED, *ELSEWHERE, *INSTALLATIONS} == set(COMMANDS)


def test_what_an_installation_names_is_there() -> None:
    """An extra of the project's own, the folder with its `pyproject.toml`, and the lines of the course page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for extra in re.findall(r"\.\[(\w+)\]", " ".join(INSTALLATIONS)):
        assert extra in project["project"]["optional-dependencies"]
    assert "autograder" in project["project"]["scripts"]
    assert how_to_install(".") in (ROOT / "exercises/README.md").read_text()


def test_the_table_of_exit_codes_is_the_commands_own() -> None:
    """Each code once, with those that the commands know."""
    table = (ROOT / "README.md").read_text().partition("| exit code |")[2].partition("\n\n")[0]
    assert [int(code) for code in re.findall(r"^\| `?(\d+)`? \|", table, re.MULTILINE)] == [
        *(0, FAILED, USAGE, KIT_FAILED, INTERRUPTED)
    ]


def test_every_file_that_a_page_names_is_there() -> None:
    """In the pages for people, and above; `NN_topic` is an exercise that is still to be written."""
    named = {("", ROOT / path) for path in ELSEWHERE.values() if path.startswith("tests/")}
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        text = page.read_text(encoding="utf-8")
        named |= {(page.name, ROOT / path) for path in PATH.findall(text) if "NN_topic" not in path}
        named |= {(page.name, page.parent / path) for path in LINK.findall(text)}
    missing = [(page, str(path)) for page, path in named if not glob.glob(str(path))]
    assert missing == []
    assert len(named) > 30


@pytest.mark.parametrize("command", EXPECTED)
def test_a_command_does_what_the_readme_says(command: str, tmp_path: Path) -> None:
    """It ends with the exit code that fits, without a traceback."""
    (tmp_path / "exercises").symlink_to(ROOT / "exercises")
    words = shlex.split(command.replace("SUBMISSIONS", str(ROOT / "tests/demo_class")))
    folder = tmp_path
    if words[:2] == ["autograder", "check"]:
        folder = ROOT / "exercises/02_process_subclass"
    if words[0] == "autograder":
        words[0] = str(BIN / "autograder")
    if words[:2] == [str(BIN / "autograder"), "grade"]:
        words += ["--exercise", "02"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=900)
    assert done.returncode == EXPECTED[command], done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_every_message_that_is_taken_at_its_word_is_listed() -> None:
    """Of the roles of a connection: those of ours speak for nobody, and what a probe says stands in words."""
    told = [one for one in vars(protocol).values() if getattr(one, "__name__", "").endswith("Hello")]
    roles = {str(one.__struct_config__.tag) for one in told} - {"supervisor", "caller", "probe"}
    claims = (ROOT / "SECURITY.md").read_text().partition("## What remains a claim")[2].partition("\n## ")[0]
    assert len(roles) > 5
    assert {role for role in roles if f"(`{role}`)" not in claims} == set()
