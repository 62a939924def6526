"""The proof of the course: stubs fail, right programs pass, every mistake gets its verdict and its name."""

from pathlib import Path

import pytest

from autograder.checks.course import Course, Exercise
from autograder.checks.session import checks_of
from autograder.desk.completeness import declared
from autograder.desk.verify import Program, all_programs, programs_of, prove_program, prove_stub
from autograder.diagnosis.signatures import load_signatures
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

EXERCISES = Course.load(ROOT).exercises
PROGRAMS = all_programs(EXERCISES)


def test_exercises_are_numbered_without_a_gap() -> None:
    """The article's twelve in its order, and whatever was added after them."""
    assert [exercise.name[:2] for exercise in EXERCISES] == [f"{number:02}" for number in range(1, len(EXERCISES) + 1)]
    assert len(EXERCISES) >= 12


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_a_stub_is_what_the_reference_makes(exercise: Exercise) -> None:
    """So nobody gets a task that the solution does not fit."""
    assert prove_stub(exercise, record=False).problems == []


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.title.replace(" ", "_"))
def test_a_program_gets_its_verdict_and_its_name(program: Program, sandbox: Sandbox) -> None:
    """Under fork, spawn and forkserver; as `autograder verify` proves it, which does the same for all."""
    assert prove_program(program, sandbox).problems == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_an_exercise_is_complete(exercise: Exercise) -> None:
    """Task, checks, reference, notes, at least two alternatives and six mistakes, each with an explanation."""
    programs = list(programs_of(exercise))
    assert (exercise.folder / "README.md").is_file()
    assert (exercise.solution / "NOTES.md").is_file()
    assert len([one for one in programs if one.role == "alternative"]) >= 2
    assert len([one for one in programs if one.role == "mistake"]) >= 6
    signatures = load_signatures(exercise.folder / "signatures.json")
    assert signatures is not None
    recorded = {one.mistake: one for one in signatures.mistakes}
    assert set(recorded) == {one.path.stem for one in programs if one.role == "mistake"}
    assert all(one.title.endswith((".", "?", "!")) and len(one.explanation) > 100 for one in recorded.values())


@pytest.mark.parametrize("exercise", EXERCISES[:12], ids=lambda exercise: exercise.name)
def test_a_missing_guard_costs_two_thirds(exercise: Exercise) -> None:
    """As the instructions say: a file without one works under `fork` alone, if at all."""
    failed = declared((exercise.solution / "mistakes" / "no_main_guard.py").read_text(encoding="utf-8"), exercise)
    checks, methods = checks_of(exercise), exercise.about.start_methods
    kept = sum(check.points for check in checks for method in methods if (check.name, method) not in failed)
    assert 0 < kept <= sum(check.points for check in checks), f"{kept / len(methods)} points are kept"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_program_of_the_solutions_is_in_what_students_get(exercise: Exercise) -> None:
    """No line of code that only a reference or a mistake has stands in an exercise's folder."""
    handed_out = "".join(path.read_text() for path in exercise.folder.iterdir() if path.is_file())
    for program in programs_of(exercise):
        if program.role in ("reference", "mistake"):
            assert body(program.path) not in handed_out, program.title


def body(path: Path) -> str:
    """The last lines of a program: what it does."""
    return "\n".join(path.read_text().rstrip().splitlines()[-3:])
