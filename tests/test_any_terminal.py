"""Output that is no UTF-8, has no colours, or is narrow: the same verdicts, in signs that it has."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
PROGRAM = """from multiprocessing import Process

def run_and_wait(task, name):
    print("你好 – é 😀 \\x85")
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return 0
"""
CHECK_CELL = """
from autograder.notebook import check
print(check("06", "test_exit_code_of_a_child_that_fails"), check("06", "test_the_task_runs_in_a_child").page.isascii())
"""
ENCODINGS = ("ascii", "gbk", *(pytest.param(name, marks=pytest.mark.thorough) for name in ("cp1252", "utf-8")))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A student's folder of exercise 06, with a program that prints what few encodings have."""
    folder = tmp_path / "exercises" / "06_join"
    shutil.copytree(ROOT / "exercises" / "06_join", folder)
    (folder / "join.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end, with these variables."""
    return subprocess.run(command, cwd=cwd, capture_output=True, timeout=900, env={**os.environ, **environment})


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_verdict_is_told_in_signs_that_the_output_has(work: Path, encoding: str) -> None:
    """Words in the place of marks, and what the program printed as far as it can be written."""
    done = run(str(COMMAND), "check", cwd=work, PYTHONIOENCODING=encoding)
    assert done.returncode == 1, done.stderr
    shown = done.stdout.decode(encoding)
    passed, failed = ("✓", "✗") if encoding == "utf-8" else ("ok", "x")
    assert re.search(rf" {passed} fork", shown)
    assert re.search(rf" {failed} fork", shown)
    assert "9 of 12 points" in shown
    assert ("你好" in shown) == (encoding in ("gbk", "utf-8"))
    assert "\\u27" not in shown


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_other_programs_get_json_whatever_the_output_is(work: Path, encoding: str) -> None:
    """JSON is UTF-8 (RFC 8259), and a check cell reads it where it is run by a Python that writes something else."""
    done = run(str(COMMAND), "check", "--json", cwd=work, PYTHONIOENCODING=encoding)
    (result,) = json.loads(done.stdout.decode("utf-8"))
    assert result["output"].startswith("你好 – é 😀")
    cell = run(sys.executable, "-c", CHECK_CELL, cwd=work, PYTHONIOENCODING=encoding)
    assert cell.returncode == 0, cell.stderr
    assert cell.stdout.split()[-2:] == [b"0.0", b"False"]


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.thorough
def test_other_commands_tell_what_they_do_in_signs_that_the_output_has(work: Path, encoding: str) -> None:
    """A class that is graded, one verdict of it, and pytest in the exercise's folder; narrow, and without colours."""
    top = work.parents[1]
    (top / "class/ada").mkdir(parents=True)
    shutil.copy(work / "join.py", top / "class/ada")
    variables = {"PYTHONIOENCODING": encoding, "COLUMNS": "60", "NO_COLOR": "1", "FORCE_COLOR": ""}
    graded = run(str(COMMAND), "grade", "class", "--results", "results", cwd=top, **variables)
    told = run(str(COMMAND), "explain", "results", "ada", "06", cwd=top, **variables)
    tests = run(str(COMMAND.with_name("pytest")), "-p", "no:cacheprovider", cwd=work, **variables)
    for done, words in ((graded, "ada"), (told, "9 of 12 points"), (tests, "9 of 12 points")):
        assert b"Traceback" not in done.stderr
        shown = done.stdout.decode(encoding)
        assert words in shown, done.stderr
        assert "\x1b" not in shown
    assert (graded.returncode, tests.returncode) == (1, 1)


@pytest.mark.parametrize("columns", ["60", "200"])
def test_lines_fit_and_have_no_colours_where_none_are_wanted(work: Path, columns: str) -> None:
    """No escape, no line longer than the terminal is wide, and no line that is filled up with spaces."""
    variables = {"COLUMNS": columns, "NO_COLOR": "1", "FORCE_COLOR": ""}
    done = run(str(COMMAND), "check", "--no-timeline", cwd=work, **variables)
    lines = done.stdout.decode("utf-8").splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert "\x1b" not in "".join(lines)
    assert [line for line in lines if line.endswith("  ")] == []


def test_a_reader_that_goes_away_is_nobodys_failure(work: Path) -> None:
    """As `autograder check | head -1`: the check goes on to its end, and to its exit code."""
    shutil.copy(ROOT / "solutions/06_join/join.py", work)
    with subprocess.Popen([str(COMMAND), "check"], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            while b"Each check is made" not in process.stdout.readline():
                pass
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(900) == 0
        finally:
            process.kill()
