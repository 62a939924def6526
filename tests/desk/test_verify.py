"""The proof of a course, with made-up gradings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.desk import verify
from autograder.desk.verify import TRIALS, Program, Proof, prove
from tests.conftest import ROOT

EXERCISE = Course.load(ROOT).exercises[0]
LATE = Program(EXERCISE, "mistake", Path("late.py"))


@pytest.mark.parametrize(
    ("named", "tries", "problems"),
    [
        (["late"], 1, []),
        (["", "late"], 2, []),
        (["", "", ""], TRIALS, ["is diagnosed as nothing, 3 times"]),
        (["early", "late"], 1, ["is diagnosed as early"]),
        (["", "early", "late"], 2, ["is diagnosed as early"]),
    ],
)
def test_a_mistake_may_be_nameless_by_chance_and_never_misnamed(
    named: list[str], tries: int, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain evidence is tried again, a wrong name is told at once."""
    names = iter(named)

    def graded(programs: list[Program], workers: int | None) -> Iterator[Proof]:
        yield from (Proof(program, diagnosis=next(names)) for program in programs)

    monkeypatch.setattr(verify, "all_programs", lambda exercises: [LATE])
    monkeypatch.setattr(verify, "try_programs", graded)
    stub, proof = prove([EXERCISE])
    assert stub.problems == []
    assert (proof.tries, proof.problems) == (tries, problems)
