"""A full disk costs what was not written yet: one sentence, no file left behind, the store kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.results import Grading, Machine, StudentResult
from autograder.errors import UsageError
from autograder.reports.exports import write_all
from autograder.sandbox.namespaces import programs
from tests.conftest import ROOT, need

DISK = 256 << 10
SCRIPT = """
import json, os, random, sys
from pathlib import Path
from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult, Grading, Machine
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from autograder.errors import UsageError
from autograder.intake.submission import Submission
from autograder.reports.exports import write_all

folder, course = map(Path, sys.argv[1:])
grading = Grading("seed", Machine("", "", "", "", ""))
(exercise,) = Course.load(course).pick(["01"])
said = []
try:
    write_all(Grading("seed", grading.machine, notes=["x" * (1 << 20)]), [], folder)
except UsageError as error:
    said.append(str(error))
after_results = os.listdir(folder)
submissions = [Submission(f"student{n:02}", "") for n in range(99)]
written = 0
try:
    with StoreWriter.open(folder) as store:
        store.begin(grading, [exercise])
        store.admit(submissions, [exercise])
        for one in submissions:
            result = ExerciseResult(exercise.name, "", "")
            store.write(one.student, one.handed(exercise), result, random.Random(written).randbytes(10 << 10))
            written += 1
except UsageError as error:
    said.append(str(error))
with Store.open(folder) as store:
    kept = sum(len(student.exercises) for student in store.students())
print(json.dumps([said, after_results, written, kept, os.listdir(folder)]))
"""


def on_a_small_disk(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program that finds a file system of a quarter of a megabyte at a folder."""
    need(bool(programs()), "bubblewrap")
    disk = ["--dev-bind", "/", "/", "--size", str(DISK), "--tmpfs", str(folder)]
    return subprocess.run([programs()[0], *disk, *command], capture_output=True, text=True, timeout=900)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Results and store say so in a sentence each; no temporary file is there; every whole result is kept."""
    done = on_a_small_disk(tmp_path, sys.executable, "-c", SCRIPT, str(tmp_path), str(ROOT))
    assert done.returncode == 0, done.stderr
    said, after_results, written, kept, files = json.loads(done.stdout)
    assert len(said) == 2
    assert all("cannot be written to: No space left on device." in one for one in said)
    assert after_results == []
    assert 0 < written < 99
    assert kept == written
    assert set(files) <= {"results.sqlite", "results.sqlite-wal", "results.sqlite-shm"}


def test_the_command_says_it_in_one_sentence(tmp_path: Path) -> None:
    """Before anything is graded, with exit code 2, and no more is on the disk than before."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "process_target.py").write_text("x = 1\n")
    (tmp_path / "small").mkdir()
    command = '"$2" grade class --course "$1" --exercise 01 --require-level D --results small'
    script = f"head -c 1M /dev/zero > small/filler 2> small/said; {command}; echo $?; ls -A small"
    program = str(Path(sys.executable).with_name("autograder"))
    words = ["--chdir", str(tmp_path), "sh", "-c", script, "sh", str(ROOT), program]
    done = on_a_small_disk(tmp_path / "small", *words)
    assert done.stdout.split()[-4:] == ["2", ".grading.lock", "filler", "said"]
    assert done.stderr.startswith("autograder: small cannot be written to: No space left on device.")
    assert done.stderr.count("\n") == 1


def test_any_text_can_be_written(tmp_path: Path) -> None:
    """Lone surrogates, controls and markup in every text of a record."""
    text = "\ud800\x00\x1b[31m\u202e=cmd<&>]]>\uffff"
    student = StudentResult(text, text, [text])
    grading = Grading("seed", Machine(text, text, text, text, text), notes=[text])
    for path in write_all(grading, [student], tmp_path):
        path.read_bytes().decode()
    assert json.loads((tmp_path / "results.json").read_text())["students"][0]["student"].startswith("\\ud800")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """It is a file, for example."""
    (tmp_path / "results").write_text("")
    with pytest.raises(UsageError, match="cannot be written to"):
        write_all(Grading("seed", Machine("", "", "", "", "")), [], tmp_path / "results")
