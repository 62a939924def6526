"""The check cells as a student runs them: in a kernel, by `nbgrader validate`, and called by themselves."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import notebook
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult
from autograder.errors import UsageError
from autograder.gradebook.notebook import make_notebook
from autograder.reports.check_text import LONGEST
from tests.conftest import ROOT
from tests.gradebook.course import EXERCISE, FILE, RIGHT, WRONG, Notebook, hand_in, run

SPINNING = RIGHT.replace("self.task(self.name)", "self.task(self.name)\n        while True:\n            pass")
PRINTING = RIGHT.replace("self.task(self.name)", "print('mine')") + "\nprint('loaded')\n"
COMMAND = re.compile(r"(?:^ *|(?<!`)[`!])(?:python3?|pytest|pip|autograder|cd)(?: [^`\n]*)?(?:`|$)", re.MULTILINE)
CHILD, NAME = "test_the_task_runs_in_a_child", "test_the_worker_keeps_its_name"


@pytest.fixture
def work(released: Path, tmp_path: Path) -> Iterator[Path]:
    """A student's own folder of the assignment."""
    shutil.copytree(released / "release" / "week1", tmp_path / "week1")
    yield tmp_path / "week1"
    notebook._graded.clear()


def test_a_check_cell_shows_points_verdict_explanation_and_evidence(work: Path) -> None:
    """The value is a number for nbgrader, and a page for people."""
    (work / FILE).write_text(WRONG)
    points = notebook.check(EXERCISE, CHILD, work)
    assert float(points) == 0
    assert repr(points) == "0.0"
    assert f"<p>{FILE} was graded as it was saved at " in points._repr_html_()
    for words in ("0 of 3 points", "✗ spawn", "What happened:", "The evidence", "<details open><summary>Who ran when"):
        assert words in points._repr_html_()


def test_one_run_serves_every_cell_once(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other cells are answered at once; the same cell again, or another program, is graded anew.

    How long that takes at most is said before; `nbgrader validate` shows only what failed, and is told nothing else.
    """
    (work / FILE).write_text(RIGHT)
    runs = []
    really = notebook.grade

    def counted(course: Course, exercise: Exercise, folder: Path) -> ExerciseResult:
        said = capsys.readouterr().out
        validating = notebook.VALIDATING in os.environ
        assert said == ("" if validating else f"checking {FILE}: {LONGEST}\n")
        runs.append(folder)
        return really(course, exercise, folder)

    monkeypatch.setattr(notebook, "grade", counted)
    assert [float(notebook.check(EXERCISE, name, work)) for name in (CHILD, NAME)] == [3, 3]
    assert len(runs) == 1
    monkeypatch.setenv(notebook.VALIDATING, "1")
    notebook.check(EXERCISE, NAME, work)
    assert len(runs) == 2
    (work / FILE).write_text(WRONG)
    assert float(notebook.check(EXERCISE, CHILD, work)) == 0
    assert len(runs) == 3


def test_markup_from_inside_is_shown_and_not_obeyed(work: Path) -> None:
    """A program that raises and prints markup puts none into the page."""
    (work / FILE).write_text("print('<script>a</script>')\nraise ValueError('<img src=x onerror=b>')\n")
    page = notebook.check(EXERCISE, CHILD, work)._repr_html_()
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "<script" not in page


def test_a_cell_that_asks_for_what_is_not_there_is_an_error(work: Path) -> None:
    """A cell without a verdict never looks like one that has passed."""
    (work / FILE).write_text(RIGHT)
    with pytest.raises(UsageError, match="has no check 'test_nothing'"):
        notebook.check(EXERCISE, "test_nothing", work)


@pytest.mark.parametrize(
    ("cell", "failing", "told"),
    [
        (None, 4, ["still the stub; nothing has been", "Expected: "]),
        (f"%%writefile {FILE}\n{RIGHT}", 0, []),
        (f"# mine\n%%writefile '{FILE}'\n{RIGHT}", 0, []),
        (RIGHT, 0, []),
        (f"%%writefile {FILE}\n{SPINNING}", 1, [f"{FILE} was graded as it was saved at ", "Seen: "]),
        (f"%%writefile {FILE}\n{PRINTING}", 3, ["Your program printed:", "loaded"]),
    ],
    ids=["stub", "right", "comment above", "no first line", "spinning", "printing"],
)
def test_nbgrader_validate_gives_the_right_answer(
    released: Path, work: Path, cell: str | None, failing: int, told: list[str]
) -> None:
    """It tells what remains to be done; of a program that never ends, the check that says so fails."""
    notebook_file = Notebook.released(released)
    if cell is not None:
        notebook_file.solution["source"] = cell
    course = work.parent / "course"
    shutil.copytree(released, course)
    folder = hand_in(course, "me", notebook_file)
    done = run("nbgrader", "validate", f"{EXERCISE}.ipynb", cwd=folder)
    assert done.returncode == 0, done.stderr
    if failing:
        assert "VALIDATION FAILED" in done.stdout
        assert done.stdout.count("The following cell failed:") == failing
        assert "Traceback" not in done.stdout
        assert "Partial credit" not in done.stdout
        assert done.stdout.count("Your program printed") == told.count("Your program printed:")  # once for all checks
        assert [words for words in told if words not in done.stdout] == []
    else:
        assert "Success! Your notebook passes all the tests." in done.stdout


@pytest.mark.parametrize("exercise", Course.load(ROOT).exercises, ids=lambda exercise: exercise.name)
def test_the_notebook_tells_to_type_nothing(exercise: Exercise) -> None:
    """What a shell does elsewhere is done by a cell here: no command stands in the texts, be it in a sentence."""
    cells = make_notebook(exercise, "").cells
    words = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "What is graded" in words
    assert "run as a script" in words.lower()
    assert COMMAND.findall(words) == []
