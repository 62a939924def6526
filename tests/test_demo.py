"""The demo, as the README has it: a class of twelve; and what its evidence is good for afterwards."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.desk.database import STORE_FILE
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
RESULTS = "results/demo"
MOST_BYTES = 8192  # of the store, for each graded exercise with its evidence


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A command in the checkout, as it is typed."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)


@pytest.fixture(scope="module")
def demo() -> subprocess.CompletedProcess[str]:
    """`make demo`, once."""
    return run("make", "demo")


def test_the_demo_writes_where_it_says_and_says_what_is_next(demo: subprocess.CompletedProcess[str]) -> None:
    """`make demo` ends well: twelve students, the files, the next command."""
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert "Traceback" not in demo.stderr
    for student in (path.stem for path in (ROOT / "tests/demo_class").iterdir()):
        assert student in demo.stdout
    written = re.search(r"^Written: (.*)$", demo.stdout, re.MULTILINE)
    assert written is not None
    assert all((ROOT / name).is_file() for name in written[1].split(", "))
    assert "autograder check" in demo.stdout


@pytest.mark.usefixtures("demo")
def test_the_demo_is_judged_again_from_its_evidence_with_the_same_results() -> None:
    """Notebooks, archives and folders alike, without a sandbox; the store has room for it in little space."""
    done = run(str(BIN / "autograder"), "replay", RESULTS)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.search(r"^(\d+) results were judged again from their evidence; (\d+) are the same\.$", done.stdout, re.M)
    assert told is not None, done.stdout
    assert told[1] == told[2] == "48"
    assert (ROOT / RESULTS / STORE_FILE).stat().st_size <= 48 * MOST_BYTES


@pytest.mark.thorough
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("student", ["ada", "bilal", "hana"])
def test_a_folder_a_notebook_and_an_archive_of_the_demo_are_run_again(student: str) -> None:
    """With the same draws, from what the store holds; every verdict is the same."""
    done = run(str(BIN / "autograder"), "replay", RESULTS, student, "--run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Every verdict is the same.") == 4, done.stdout
    assert "4 programs were chosen; of 0, a verdict is another" in done.stdout
