"""Two graders on one folder of results: the second is told who holds it, and since when."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli.grade import LOCK_FILE
from autograder.desk.lock import hold
from autograder.errors import UsageError
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        (
            ("grade", "class", "--exercise", "01", "--fresh"),
            "Wait until it is done, or choose another folder with --results.",
        ),
        (("regrade", "results", "--yes"), "Wait until it is done, and run the same command again."),
    ],
    ids=["grade", "regrade"],
)
def test_a_second_grader_is_told_who_holds_the_folder(tmp_path: Path, words: tuple[str, ...], way_out: str) -> None:
    """In one sentence with exit code 2, before it touches anything; what it says to do, the command can do."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "results.sqlite").write_text("not to be touched")
    with hold(tmp_path / "results", LOCK_FILE, ""):
        command = [str(COMMAND), *words, "--course", str(ROOT)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 2
    assert f"Another autograder is at work in results: process {os.getpid()} of " in done.stderr
    assert ", since 20" in done.stderr
    assert done.stderr.endswith(f"{way_out}\n")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "results" / "results.sqlite").read_text() == "not to be touched"


def test_the_lock_ends_with_its_holder_however_that_ends(tmp_path: Path) -> None:
    """A holder that was killed holds nothing, and its words are nobody's."""
    script = f"""
import os, signal
from pathlib import Path
from autograder.desk.lock import hold
with hold(Path({str(tmp_path)!r}), "lock", ""):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], timeout=900)
    with hold(tmp_path, "lock", ""):
        assert f"process {os.getpid()} " in (tmp_path / "lock").read_text()
        with pytest.raises(UsageError, match="Wait"), hold(tmp_path, "lock", "Wait."):
            pass
    assert (tmp_path / "lock").read_text() == ""
