"""A Python that the kit cannot run on, or has not been run on, is told in one sentence."""

import subprocess
import sys
import tomllib

import pytest

from autograder.pythons import NEWEST, OLDEST, caution, refusal
from tests.conftest import ROOT
from tests.pythons.root import SUITES

PRETEND = """
import collections, sys
from autograder.cli import main
version = collections.namedtuple("version", "major minor micro releaselevel serial")
sys.version_info = version(*{version}, 0, "final", 0)
sys.argv = ["autograder", "--version"]
main()
"""


def run_as(version: tuple[int, int]) -> "subprocess.CompletedProcess[str]":
    """The command line, on a Python that says it is this one."""
    command = [sys.executable, "-c", PRETEND.format(version=version)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_an_old_python_is_refused() -> None:
    """With what is needed, what there is, and what to type; the command was not right."""
    done = run_as((3, 10))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "autograder: Python 3.11 or newer is needed, and this is Python 3.10: install a newer one, or name it, as in "
        "`make demo PYTHON=python3.15`.\n"
    )


def test_a_python_that_was_not_tried_is_told_and_used() -> None:
    """One sentence beside the output says what may differ."""
    done = run_as((3, 16))
    assert done.returncode == 0
    assert done.stdout.startswith("autograder, version")
    assert done.stderr == f"autograder: {caution((3, 16))}\n"
    assert done.stderr.startswith("autograder: Python 3.16 has not been tried yet, 3.11 to 3.15 have")


@pytest.mark.parametrize("version", [OLDEST, (3, 12), NEWEST])
def test_a_supported_python_is_told_nothing(version: tuple[int, int]) -> None:
    """Nothing is in the way of the output."""
    assert refusal(version) == caution(version) == ""
    assert run_as(version).stderr == ""


def test_the_file_says_it_itself() -> None:
    """`make` asks it before it installs anything, of whatever Python it was given."""
    done = subprocess.run([sys.executable, ROOT / "autograder/pythons.py"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "autograder/pythons.py" in (ROOT / "Makefile").read_text()


def test_what_is_supported_is_said_once() -> None:
    """The package's metadata and the roots that `make pythons` builds agree."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert wanted == ">=" + ".".join(map(str, OLDEST))
    run_on = sorted(tuple(int(part) for part in version.split(".")) for version in SUITES)
    assert (run_on[0], run_on[-1]) == (OLDEST, NEWEST)
