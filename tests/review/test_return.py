"""What goes back: feedback pages, and files for learning platforms, by nbgrader's own commands."""

import csv
import json
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.checks.results import Outcome
from tests.review.conftest import CHECKS, TOPIC, Small

EXPORTERS = "autograder.gradebook.exporters"
MOODLE = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Feedback comments\r\n"
    'Participant 1,"Lovelace, Ada",ada@example.org,Submitted,,100.00,Yes,\r\n'
    "Participant 2,Bo,bo@example.org,Submitted,7,100.00,No,mine\r\n"
    "Participant 3,Zoe,zoe@example.org,,,100.00,Yes,\r\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,other (7),processes (1234)\r\n"
    "    Points Possible,,,,,5,12\r\n"
    '"Lovelace, Ada",101,,ada,"A, morning",4,\r\n'
    "Bo,102,,bo,A,,\r\n"
)


@pytest.fixture(scope="module")
def exported(small_course: Small) -> Small:
    """The platforms' own files, put into the course."""
    (small_course.desk / "moodle.csv").write_text(MOODLE, newline="")
    (small_course.desk / "canvas.csv").write_text(CANVAS, newline="")
    return small_course


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file."""
    return list(csv.DictReader(path.read_text().splitlines()))


def export(small: Small, name: str) -> str:
    """Run nbgrader's export with one of our exporters; gives what it said."""
    done = small.nbgrader("export", f"--exporter={EXPORTERS}.{name}")
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_csv_is_quoted_and_holds_no_formula(exported: Small) -> None:
    """Every student, with points, and names as text."""
    export(exported, "CsvExporter")
    found = {row["student_id"]: row for row in rows(exported.desk / "grades.csv")}
    assert {name: float(row["score"]) for name, row in found.items()} == {"ada": 12, "bo": 9, "'=cmd<b>": 12}
    assert "Sentence of" in found["bo"]["comments"]


def test_canvas_gets_its_own_file_back(exported: Small) -> None:
    """Points in the assignment's column; all else as it was; who is not in it is told."""
    said = export(exported, "CanvasExporter")
    found = rows(exported.desk / "canvas-filled.csv")
    assert [row["processes (1234)"] for row in found] == ["12", "12", "9"]
    assert [row["other (7)"] for row in found] == ["5", "4", ""]
    assert found[1]["Section"] == "A, morning"
    assert "=cmd<b> is not in Canvas's file" in said


def test_moodle_gets_its_worksheet_back(exported: Small) -> None:
    """On Moodle's scale, with comments; a grade that cannot be changed stays."""
    said = export(exported, "MoodleExporter")
    found = rows(exported.desk / "moodle-filled.csv")
    assert [row["Grade"] for row in found] == ["100.00", "7", ""]
    assert found[1]["Feedback comments"] == "mine"
    assert "cannot be changed" in said


def test_gradescope_gets_a_file_for_each_student(exported: Small) -> None:
    """A total, and a test for each check."""
    export(exported, "GradescopeExporter")
    found = json.loads((exported.desk / "gradescope/processes/bo/results.json").read_text())
    assert found["score"] == 9
    assert [test["status"] for test in found["tests"]].count("failed") == 1
    assert len(list(exported.desk.glob("gradescope/processes/*/results.json"))) == 3


def test_what_is_undecided_is_no_final_mark(small: Small) -> None:
    """A word in the table, no status for Gradescope, none of Canvas's cells; decided by a person, it is graded."""
    (small.desk / "canvas.csv").write_text(CANVAS, newline="")
    small.write({"ada": (CHECKS[2],)}, Outcome.INCONCLUSIVE)
    with Gradebook(small.url, "desk") as gradebook:
        gradebook.update_or_create_student("di")
    for name in ("CsvExporter", "GradescopeExporter", "CanvasExporter"):
        export(small, name)
    states = {row["student_id"]: row["state"] for row in rows(small.desk / "grades.csv")}
    assert (states["ada"], states["bo"], states["di"]) == ("undecided", "graded", "not handed in")
    assert [row["processes (1234)"] for row in rows(small.desk / "canvas-filled.csv")] == ["12", "", "12"]
    tests = json.loads((small.desk / "gradescope/processes/ada/results.json").read_text())["tests"]
    assert sorted((one.get("score", -1.0), one.get("status", "")) for one in tests) == [(-1, ""), *[(3, "passed")] * 3]
    with Gradebook(small.url, "desk") as gradebook:
        gradebook.find_grade(CHECKS[2], TOPIC, "processes", "ada").manual_score = 2
        gradebook.db.commit()
    export(small, "CsvExporter")
    assert rows(small.desk / "grades.csv")[0]["state"] == "graded"


def test_an_exporter_says_what_is_missing(small: Small) -> None:
    """The platform's file is not there: one sentence names it."""
    (small.desk / "canvas.csv").unlink(missing_ok=True)
    done = small.nbgrader("export", f"--exporter={EXPORTERS}.CanvasExporter")
    assert done.returncode != 0
    (told,) = [line for line in done.stderr.splitlines() if "INFO" not in line]
    assert told == "canvas.csv cannot be read: No such file or directory. Export it from Canvas and put it there."


def test_feedback_holds_code_verdicts_and_comments_and_nobody_elses(small: Small) -> None:
    """Nbgrader's own command makes a page for each student; markup from inside is shown and not obeyed."""
    with Gradebook(small.url, "desk") as gradebook:
        gradebook.find_comment("solution", TOPIC, "processes", "bo").manual_comment = "Nearly. Come and see me."
        gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo").manual_score = 2
        gradebook.db.commit()
    done = small.nbgrader("generate_feedback", "processes", "--force")
    assert done.returncode == 0, done.stderr
    pages = {name: (small.desk / f"feedback/{name}/processes/{TOPIC}.html").read_text() for name in ("ada", "bo")}
    assert "written by bo" in pages["bo"]
    assert "written by bo" not in pages["ada"]
    assert "Nearly. Come and see me." in pages["bo"]
    assert "Nearly. Come and see me." not in pages["ada"]
    assert pages["bo"].count("2 of 3, changed by hand; the checks gave 0.") == 1
    assert "changed by hand" not in pages["ada"]
    assert "Sentence of test_the_task_runs_in_a_child" in pages["bo"]
    assert "look there" in pages["bo"]
    assert "look there" not in pages["ada"]
    assert "<script>alert(1)" not in pages["bo"]
    assert "&lt;script&gt;alert(1)" in pages["bo"]
