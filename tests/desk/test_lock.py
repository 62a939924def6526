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


def test_a_second_grader_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    """In one sentence with exit code 2, before it touches anything."""
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "results.sqlite").write_text("not to be touched")
    words = [str(COMMAND), "grade", "class", "--course", str(ROOT), "--exercise", "01", "--fresh"]
    with hold(tmp_path / "results", LOCK_FILE, ""):
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    assert done.returncode == 2
    assert f"Another autograder is at work in results: process {os.getpid()} of " in done.stderr
    assert ", since 20" in done.stderr
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
