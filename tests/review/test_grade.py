"""``autograder grade --gradebook`` as a real process: only what changed is graded, and shown before it is written."""

import shutil
import subprocess
import sys
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.desk.store import Store
from tests.conftest import ROOT
from tests.review.conftest import CHECKS, TOPIC, Small

SOLUTION = ROOT / "solutions" / TOPIC


def grade(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Grade the class in a folder; the URL, the course and the class are relative, as people type them."""
    program = str(Path(sys.executable).with_name("autograder"))
    command = [program, "grade", "class", "--course", "course", "--gradebook", "sqlite:///desk/gradebook.db", *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)


def score(folder: Path) -> float:
    """Bo's score in the check that a mistake of theirs fails."""
    with Gradebook(f"sqlite:///{folder}/desk/gradebook.db", "desk") as gradebook:
        return float(gradebook.find_grade(CHECKS[2], TOPIC, "processes", "bo").auto_score)


def test_a_class_is_graded_changed_and_graded_again(tmp_path: Path) -> None:
    """The whole road of plain files."""
    for kind in ("exercises", "solutions"):
        shutil.copytree(ROOT / kind / TOPIC, tmp_path / "course" / kind / TOPIC)
    (tmp_path / "course/assignment.toml").write_text(f'name = "processes"\ntitle = "P"\n[exercises]\n{TOPIC} = 1\n')
    for student, file in (("ada", "process_subclass.py"), ("bo", "mistakes/joins_in_start.py")):
        (tmp_path / "class" / student).mkdir(parents=True)
        shutil.copy(SOLUTION / file, tmp_path / "class" / student / "process_subclass.py")
    first = grade(tmp_path)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "2 of 2 submissions were new or changed" in first.stdout
    page = (tmp_path / f"desk/autograded/bo/processes/{TOPIC}.ipynb").read_text()
    assert page.count("Who ran when") == 1
    assert "The reference, with the same names and numbers" in page
    assert score(tmp_path) == 0
    (tmp_path / "roster.csv").write_text("name,login\nAda Lovelace,ada\n")
    again = grade(tmp_path, "--roster", "roster.csv")
    assert "are kept where nothing has changed" in again.stdout
    assert "0 of 2 submissions were new or changed" in again.stdout
    with Gradebook(f"sqlite:///{tmp_path}/desk/gradebook.db", "desk") as gradebook:
        assert gradebook.find_student("ada").last_name == "Lovelace"

    shutil.copy(SOLUTION / "process_subclass.py", tmp_path / "class/bo/process_subclass.py")
    refused = grade(tmp_path)
    assert "1 scores in the gradebook would change, so nothing was written" in refused.stderr
    assert refused.returncode == 2
    shown = grade(tmp_path, "--dry-run")
    assert "Scores that would change: 1" in shown.stdout
    assert score(tmp_path) == 0
    assert "not in this class" not in shown.stdout
    written = grade(tmp_path, "--yes")
    assert written.returncode == 0, written.stderr
    assert score(tmp_path) == 3

    shutil.move(tmp_path / "class/ada", tmp_path / "ada")
    left = grade(tmp_path)
    assert "In the gradebook and not in this class: ada." in left.stdout


def regrade(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Regrade the results in a folder, and the gradebook with them."""
    program = str(Path(sys.executable).with_name("autograder"))
    command = [program, "regrade", "results", "--course", "course", "--gradebook", "sqlite:///desk/gradebook.db", *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)


def test_a_gradebook_follows_a_regrading(small: Small) -> None:
    """Changed points are shown with --dry-run before anything is written, then written to the store and there."""
    folder = small.folder
    shutil.copy(SOLUTION / "mistakes/joins_in_start.py", folder / "class/bo/process_subclass.py")
    shutil.rmtree(folder / "desk")
    assert grade(folder).returncode == 1
    with (folder / "course/assignment.toml").open("a") as file:
        file.write(f"[points.{TOPIC}]\n{CHECKS[0]} = 9\n")
    with Store.open(folder / "results") as store:
        before = {one.student: one.points for one in store.students()}
    assert before == {"ada": 12, "bo": 9, "=cmd<b>": 12}
    for option, code, words in (("--dry-run", 1, "Nothing was written."), ("", 2, "Allow it with --yes.")):
        shown = regrade(folder, *([option] if option else []))
        assert (shown.returncode, words in shown.stdout + shown.stderr) == (code, True), shown.stderr
        assert f"{TOPIC}: {CHECKS[0]} counts 9, and not 3." in shown.stdout
        assert "Scores that would change: 3" in shown.stdout
        with Store.open(folder / "results") as store:
            assert {one.student: one.points for one in store.students()} == before
        with Gradebook(small.url, "desk") as gradebook:
            assert gradebook.find_submission("processes", "bo").score == 9
    written = regrade(folder, "--yes")
    assert written.returncode == 1, written.stderr
    assert "3 of 3 submissions were new or changed" in written.stdout
    with Store.open(folder / "results") as store:
        assert {one.student: one.points for one in store.students()} == {"ada": 18, "bo": 15, "=cmd<b>": 18}
    with Gradebook(small.url, "desk") as gradebook:
        found = {one.student.id: one for one in gradebook.assignment_submissions("processes")}
        assert {name: (one.score, one.max_score) for name, one in found.items()} == {
            "ada": (18, 18),
            "bo": (15, 18),
            "=cmd<b>": (18, 18),
        }
    assert "0 of 3 submissions were new or changed" in regrade(folder).stdout


def test_what_a_course_has_collected_is_for_its_own_command(small: Small) -> None:
    """Told before anything is graded."""
    program = str(Path(sys.executable).with_name("autograder"))
    words = [program, "grade", "desk/submitted", "--course", "course", "--gradebook", "sqlite:///desk/gradebook.db"]
    done = subprocess.run(words, cwd=small.folder, capture_output=True, text=True, timeout=900)
    assert done.returncode == 2
    assert "its own command grades that: run nbgrader autograde processes in" in done.stderr
    assert not (small.folder / "results").exists()
