"""The confusion table: made of made-up proofs, and of a real course."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.checks.course import Course
from autograder.desk.verify import Program, Proof
from autograder.reports.confusion import confusion_table, tabulate, to_csv
from tests.conftest import ROOT

EXERCISE = Course.load(ROOT).exercises[0]
COMMAND = Path(sys.executable).with_name("autograder")


def proof(role: str, name: str, diagnosis: str) -> Proof:
    """A proof of a program that does not exist."""
    return Proof(Program(EXERCISE, role, Path(f"{name}.py")), diagnosis=diagnosis)


@pytest.fixture
def proofs() -> list[Proof]:
    """Two mistakes recognised, one taken for another, one for none, and a right program taken for a mistake."""
    return [
        proof("stub", "stub", ""),
        proof("reference", "right", ""),
        proof("alternative", "odd", "late"),
        proof("mistake", "late", "late"),
        proof("mistake", "early", "early"),
        proof("mistake", "wrong", "late"),
        proof("mistake", "strange", ""),
    ]


def test_a_table_counts_what_each_mistake_is_taken_for(proofs: list[Proof]) -> None:
    """The diagonal, and what stands beside it."""
    (table,) = tabulate(proofs)
    assert table.mistakes == ["early", "late", "strange", "wrong"]
    assert table.recognised == 2
    assert table.confused == [("alternative odd", "late"), ("strange", ""), ("wrong", "late")]


def test_what_is_confused_stands_out_in_the_terminal(proofs: list[Proof]) -> None:
    """Each confusion in words beside a mark, after the number that was recognised."""
    console = Console(width=100, record=True, file=sys.stderr)
    console.print(confusion_table(tabulate(proofs)[0]))
    shown = console.export_text()
    assert "2 of 4 mistakes recognised" in shown
    assert "wrong" in next(line for line in shown.splitlines() if "✗" in line and "wrong" in line)
    assert "no diagnosis" in shown
    assert "✓" in next(line for line in shown.splitlines() if "early" in line)


def test_a_table_as_csv_has_a_line_for_each_pair(proofs: list[Proof]) -> None:
    """Readable by any spreadsheet."""
    rows = list(csv.DictReader(to_csv(tabulate(proofs)).splitlines()))
    assert {(row["mistake"], row["diagnosis"]): float(row["programs"]) for row in rows} == {
        ("early", "early"): 1,
        ("late", "late"): 1,
        ("strange", ""): 1,
        ("wrong", "late"): 1,
        ("alternative odd", "late"): 1,
    }


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """One exercise with one mistake, which stands there once more under another name."""
    for part in ("exercises", "solutions"):
        shutil.copytree(EXERCISE.folder.parents[1] / part / EXERCISE.name, tmp_path / part / EXERCISE.name)
    solution = tmp_path / "solutions" / EXERCISE.name
    shutil.rmtree(solution / "alternatives")
    for path in (solution / "mistakes").iterdir():
        if path.stem != "thread_not_process":
            path.unlink()
    shutil.copy(solution / "mistakes/thread_not_process.py", solution / "mistakes/thread_again.py")
    return tmp_path


@pytest.mark.thorough
def test_verify_prints_and_writes_the_table_of_a_real_exercise(small_course: Path) -> None:
    """One mistake that is recognised, and a copy of it under another name, which cannot be: exit code 1."""
    command = [str(COMMAND), "verify", "--confusion", "--csv", "confusion.csv"]
    done = subprocess.run(command, cwd=small_course, capture_output=True, text=True, timeout=900)
    assert "1 of 2 mistakes recognised" in done.stdout, done.stdout + done.stderr
    rows = list(csv.DictReader((small_course / "confusion.csv").read_text().splitlines()))
    assert [(row["mistake"], row["diagnosis"]) for row in rows] == [
        ("thread_again", "thread_not_process"),
        ("thread_not_process", "thread_not_process"),
    ]
    assert done.returncode == 1
