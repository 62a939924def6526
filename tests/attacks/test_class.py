"""Among attackers, and after crashes, a class is graded as it is without."""

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from autograder.checks.results import Outcome
from autograder.desk.store_writer import StoreWriter
from tests.attacks.corpus import CASES, make_course
from tests.attacks.crashes import make_class, try_crashes
from tests.attacks.records import records
from tests.benchmarks.false_positives import try_all
from tests.conftest import ROOT
from tests.intake.test_hostile import FILE, LONE, deep, notebook, zipped

COMMAND = Path(sys.executable).with_name("autograder")
# One of each kind: forgery, the channel, processes, memory, output, standstill, survivors, killing, names, text; the
# memory of the judge; files, priority and limits of the same user, and of the supervisor.
ATTACKERS = (
    *("20_report_channel", "32a_garbage_on_the_channel", "33_fork_bomb", "37_memory_of_many", "46_endless_output"),
    *("49_deadlock", "55_shared_memory_left", "59_kill_everybody", "70_markup", "72_formula", "73_bad_text"),
    *("81_large_arguments", "82_others_of_the_same_user", "83_limits_of_the_supervisor"),
)


def grade(folder: Path, submissions: str, results: str) -> str:
    """Grade a class with one seed for all; what the grader said."""
    command = [str(COMMAND), "grade", submissions, "--course", "course", "--exercise", "01"]
    command += ["--seed", "invariance", "--results", results]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def hand_in_badly(folder: Path) -> int:
    """Submissions that no program is to be found in, and that would stop a careless reader; how many."""
    claims = tarfile.TarInfo("process_target.py")
    claims.size = 1 << 60
    (folder / "exabytes.tar").write_bytes(claims.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    cells = [{"cell_type": "code", "source": "%%writefile \ud800.py\n1\n", "metadata": {}}]
    (folder / "surrogate.ipynb").write_text(json.dumps({"cells": cells}))
    (folder / "encoded").mkdir()
    (folder / "encoded" / "process_target.py").write_bytes(b"# coding: punycode\n" + b"a-" * 100_000)
    (folder / "broken.zip").write_bytes(b"PK\3\4")
    return 4


def test_honest_records_are_the_same_among_attackers(tmp_path: Path) -> None:
    """Byte by byte, but for times, pids, nonces and the order that times give; and no report obeys an attacker."""
    make_course(tmp_path / "course", ["fork"])
    make_class(tmp_path / "alone", 3)
    shutil.copytree(tmp_path / "alone", tmp_path / "among")
    for name in ATTACKERS:
        folder = tmp_path / "among" / f"=<script>{name}\x1b[31m"
        folder.mkdir()
        shutil.copy(CASES / f"attack_{name}.py", folder / "process_target.py")
    badly = hand_in_badly(tmp_path / "among")
    grade(tmp_path, "alone", "results-alone")
    said = grade(tmp_path, "among", "results-among")
    alone, among = records(tmp_path / "results-alone"), records(tmp_path / "results-among")
    assert len(among) == len(alone) + len(ATTACKERS) + badly
    assert {name: record for name, record in among.items() if name in alone} == alone
    reports = [said, *((tmp_path / "results-among" / name).read_text() for name in ("results.csv", "junit.xml"))]
    for report in reports:
        assert not any(ord(character) < 32 and character != "\n" for character in report.replace("\r\n", "\n"))
        assert "\u202e" not in report
    assert '\n"=' not in reports[1]
    assert "<script" not in reports[2]


def test_one_odd_entry_costs_nobody_else_anything(tmp_path: Path) -> None:
    """Attack 76: each of the three that ended a class once, by the command; what is right in them is graded, too."""
    right = (ROOT / "solutions/02_process_subclass" / FILE).read_bytes()
    (tmp_path / "class").mkdir()
    try:
        hand_in_oddly(tmp_path / "class", right)
        command = [str(COMMAND), "grade", "class", "--course", str(ROOT), "--exercise", "02", "--results", "results"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=900)
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "class")], check=True)  # Python's own ways do not reach that deep
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    students = json.loads((tmp_path / "results" / "results.json").read_text())["students"]
    told = {one["student"]: " ".join(one["notes"]) for one in students}
    assert {one["student"]: one["exercises"][0]["points"] for one in students} == dict.fromkeys(told, 12.0)
    assert told["ada"] == ""
    assert "A file without a name was refused: it has no name." in told["nameless"]
    assert "a?.py" in told["surrogate"]
    assert "was refused: its name is too long." in told["deep"]


def hand_in_oddly(folder: Path, right: bytes) -> None:
    """An honest student, and three who hand in the same program beside something odd."""
    for name, build in {"surrogate": notebook(f"a{LONE}.py"), "deep": deep}.items():
        build(folder)
        (folder / "eve" / FILE).write_bytes(right)
        (folder / "eve").rename(folder / name)
    (folder / "nameless.zip").write_bytes(zipped(("", b"1"), (FILE, right)))
    (folder / "ada").mkdir()
    (folder / "ada" / FILE).write_bytes(right)


def test_a_grader_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    """Everybody is graded once, with the results of an undisturbed run, and nothing is left behind."""
    assert try_crashes(tmp_path, 2, 8) == []


def test_only_what_has_changed_is_graded_again(tmp_path: Path) -> None:
    """A changed program is graded again, what the kit could not decide too; all else is kept as it was."""
    make_course(tmp_path / "course", ["fork"])
    make_class(tmp_path / "class", 3)
    grade(tmp_path, "class", "results")
    with StoreWriter.open(tmp_path / "results") as store:
        for student, outcome in (("student00", Outcome.PASSED), ("student02", Outcome.INCONCLUSIVE)):
            kept = store.result(student, "01_process_target")
            assert kept is not None
            kept.result.output, kept.result.outcome = "a result that was kept", outcome
            store.write(student, kept.handed, kept.result, None)
    program = tmp_path / "class/student01/process_target.py"
    program.write_bytes((tmp_path / "class/student00/process_target.py").read_bytes())
    grade(tmp_path, "class", "results")
    found = records(tmp_path / "results")
    assert b"a result that was kept" in found["student00"]
    assert b'"points":12.0,"max_points":12.0' in found["student01"]
    assert b"a result that was kept" not in found["student02"]


def test_honest_programs_are_not_stopped() -> None:
    """Everything of multiprocessing works in the sandbox, under every start method; the benchmark repeats it."""
    assert try_all(1, 2) == (36, [])
