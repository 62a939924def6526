"""Programs that are wrong by the clock, by luck or by loading, and right ones that look so: each as its header says."""

import pytest

from autograder.checks.course import Course
from autograder.sandbox.sandbox import Sandbox
from tests.benchmarks.strangers import Program, count_passed, read_programs
from tests.conftest import ROOT

FOLDER = ROOT / "tests/kinds"
PROGRAMS = list(read_programs(FOLDER, Course.load(ROOT), []))


def test_every_program_has_a_header() -> None:
    """None is left out: each says how many checks pass under each start method."""
    assert [one.path for one in PROGRAMS] == sorted(FOLDER.glob("*.py"))
    for one in PROGRAMS:
        assert set(one.claimed) == set(one.exercise.about.start_methods), one.path.name


@pytest.mark.thorough
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.path.stem)
def test_a_program_gets_what_its_header_says(program: Program, sandbox: Sandbox) -> None:
    """Under each start method, with a seed that nobody has chosen."""
    passed = {method: number for method, (number, _, _) in count_passed(program, sandbox).items()}
    assert set(passed) == set(program.claimed)
    for method, (least, most, _) in program.claimed.items():
        assert least <= passed[method] <= most, (method, passed)
