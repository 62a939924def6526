"""Changed checks and points of a regrade reach nbgrader's gradebook; what a person has written there stays."""

import io
import sys

import nbformat
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.checks.results import Outcome, StudentResult, Verdict
from autograder.cli.gradebook import Recording
from autograder.intake.submission import read_class
from tests.review.conftest import CHECKS, TOPIC, Small

NEW_CHECK = '\n\n@pytest.mark.points(4)\ndef test_new(run: Run) -> None:\n    """It is new."""\n    run(two_workers)\n'


def regrade(small: Small, dry_run: bool = False) -> str:
    """Record a class that was regraded: the second check counts 5, the fourth is gone, a new one counts 4."""
    checks = small.folder / "course/exercises" / TOPIC / "test_process_subclass.py"
    if "test_new" not in checks.read_text():
        text = checks.read_text().replace(f"def {CHECKS[3]}", f"def not_{CHECKS[3]}")
        checks.write_text(text + NEW_CHECK)
        with (small.folder / "course/assignment.toml").open("a") as file:
            file.write(f"[points.{TOPIC}]\n{CHECKS[1]} = 5\n")
    for name, module in list(sys.modules.items()):  # pytest reads a file of checks once a process, under its name
        if str(getattr(module, "__file__", "")).endswith("test_process_subclass.py"):
            del sys.modules[name]
    submissions = read_class(small.folder / "class", small.exercises)
    students = []
    for one in submissions:
        result = small.result((CHECKS[2],) if one.student == "bo" else ())
        result.verdicts = [verdict for verdict in result.verdicts if verdict.check != CHECKS[3]]
        for verdict in result.verdicts:
            verdict.of = 5 / 3 if verdict.check == CHECKS[1] else verdict.of
        for method in small.exercises[0].about.start_methods:
            result.verdicts.append(Verdict("test_new", "It is new.", method, 4 / 3, Outcome.PASSED))
        result.conclude()
        students.append(StudentResult(one.student, one.origin, one.notes, [result]))
    recording = Recording(small.url, small.desk, "processes", small.exercises, True, dry_run)
    said = io.StringIO()
    console = Console(file=said, width=200)
    recording.write(console, students, submissions, follow=True)
    return said.getvalue()


def test_changed_points_and_checks_reach_the_gradebook(small: Small) -> None:
    """The most that a check can give, its score, a new check, one that is gone; a score by hand stays and is shown."""
    with Gradebook(small.url) as gradebook:
        grade = gradebook.find_grade(CHECKS[1], TOPIC, "processes", "bo")
        grade.manual_score = 2.5
        gradebook.find_comment("solution", TOPIC, "processes", "bo").manual_comment = "Nearly. Come and see me."
        gradebook.db.commit()
    said = " ".join(regrade(small).split())
    assert f"{TOPIC}: {CHECKS[1]} counts 5, and not 3." in said
    assert f"{TOPIC}: test_new is new, and counts 4." in said
    assert f"{TOPIC}: {CHECKS[3]} is gone; what was written by hand there stays." in said
    assert "2.5, which stays" in said
    assert f"note bo, {TOPIC}: the comment by hand stays: Nearly. Come and see me." in said
    assert "the comment by hand" not in " ".join(regrade(small).split())
    with Gradebook(small.url) as gradebook:
        for student, total in (("ada", 15), ("bo", 9.5)):
            submission = gradebook.find_submission("processes", student)
            assert (submission.score, submission.max_score) == (total, 15)
        assert gradebook.find_grade("test_new", TOPIC, "processes", "ada").score == 4
    page = nbformat.read(small.desk / "autograded/bo/processes" / f"{TOPIC}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    shown = {cell.metadata.nbgrader.grade_id: cell for cell in page.cells if cell.metadata.get("nbgrader")}
    assert "test_new" in shown
    assert CHECKS[3] not in shown
    assert shown[CHECKS[1]].metadata.nbgrader.points == 5
    source = nbformat.read(small.desk / "source/processes" / f"{TOPIC}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert "test_new" in [cell.metadata.nbgrader.grade_id for cell in source.cells if cell.metadata.get("nbgrader")]
    assert "of 3 submissions were new or changed" in said
    assert "Gradebook: 0 of 3 submissions were new or changed." in regrade(small)


def test_a_dry_run_only_tells(small: Small) -> None:
    """Neither the gradebook nor a notebook is changed."""
    before = (small.desk / "source/processes" / f"{TOPIC}.ipynb").read_bytes()
    said = regrade(small, dry_run=True)
    assert "test_new is new, and counts 4." in said
    assert "Nothing was written to the gradebook" in said
    assert (small.desk / "source/processes" / f"{TOPIC}.ipynb").read_bytes() == before
    with Gradebook(small.url) as gradebook:
        assert gradebook.find_submission("processes", "ada").max_score == 12
