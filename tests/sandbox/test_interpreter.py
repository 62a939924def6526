"""Which Python runs inside, and that it is the one that is recorded."""

import sys
from pathlib import Path

import pytest

from autograder.engine.canaries import choose
from autograder.engine.steps import read
from autograder.sandbox import interpreter
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import Judge

SERIES = f"{sys.version_info.major}.{sys.version_info.minor}"


def test_the_python_that_is_recorded_is_the_one_that_runs_inside(judged: Judge, sandbox: Sandbox) -> None:
    """Also where root's own cannot be read by others, and the system's stands in."""
    inside = judged("import sys; VERSION = sys.version.split()[0]", read("VERSION")).steps[0].value
    assert sandbox.interpreter.version == inside
    if sandbox.level.meets(Level.B):
        assert choose(Level.B).python == inside


@pytest.mark.parametrize(
    ("says", "taken"),
    [
        (f"{SERIES}.99 {sys.abiflags}", True),
        (f"{SERIES}.99 {sys.abiflags}t", False),  # free-threaded, whatever its file is called
        ("2.7.18 ", False),
        ("", False),
    ],
)
def test_a_python_of_another_build_never_stands_in(
    says: str, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python is asked what it is; its name alone says nothing."""
    program = tmp_path / "bin" / f"python{SERIES}"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(interpreter, "SYSTEM", program.parent)
    found = [Interpreter(str(program), str(tmp_path), f"{SERIES}.99")] if taken else []
    assert Interpreter.candidates()[1:] == found


def test_a_free_threaded_build_is_told_as_what_it_is() -> None:
    """In the record and by `autograder doctor`."""
    assert interpreter.describe("3.14.10", "t") == "3.14.10 free-threaded"
