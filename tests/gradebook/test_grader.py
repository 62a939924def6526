"""The desk that grades ahead of nbgrader: its store, its end, and what is said of both."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from autograder.checks.attempt_record import unpack
from autograder.checks.course import Course
from autograder.desk.lock import hold
from autograder.desk.store import Store
from autograder.engine.canaries import choose
from autograder.gradebook.ahead import COMMAND
from autograder.gradebook.grader import LOCK_FILE, grade
from autograder.gradebook.order import Order
from autograder.intake.submission import read_class
from autograder.reports.exports import write_all
from autograder.sandbox.levels import Level
from tests.attacks.corpus import make_course
from tests.attacks.crashes import make_class
from tests.attacks.records import records
from tests.gradebook.course import BIN, EXERCISE, RIGHT, WRONG, Notebook, hand_in, run

ENDLESS = f"{RIGHT}\nwhile True:\n    pass\n"


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Path:
    """A course of one's own."""
    shutil.copytree(released, tmp_path / "course")
    return tmp_path / "course"


@contextmanager
def autograding(course: Path) -> Iterator["subprocess.Popen[str]"]:
    """`nbgrader autograde` that has begun to grade, in a process group of its own."""
    command = [str(BIN / "nbgrader"), "autograde", "week1"]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # tests begun in the background are deaf to it
    process = subprocess.Popen(command, cwd=course, stderr=subprocess.PIPE, text=True, start_new_session=True)
    signal.signal(signal.SIGINT, heard)
    try:
        assert process.stderr is not None
        assert any("ahead of nbgrader" in line for line in process.stderr)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_what_was_graded_is_kept_and_is_not_graded_again(course: Path) -> None:
    """In the store of the desk, with everybody's: a second run grades the new one alone, and says who was skipped."""
    hand_in(course, "ada", Notebook.released(course).write(RIGHT))
    hand_in(course, "bo", Notebook.released(course).write(WRONG))
    assert run("nbgrader", "autograde", "week1", cwd=course).returncode == 0
    with Store.open(course / "results" / "week1") as store:
        first = {name: [(one.result.points, one.graded) for one in store.results(name)] for name in store.names}
    assert {name: points for name, [(points, _)] in first.items()} == {"ada": 12, "bo": 9}
    hand_in(course, "cy", Notebook.released(course).write(f"# by cy\n{RIGHT}"))
    shutil.rmtree(course / "submitted" / "bo")
    hand_in(course, "bo", Notebook.released(course).write(f"# by bo\n{RIGHT}"))
    done = run("nbgrader", "autograde", "week1", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "Grading 1 submission ahead" in done.stderr
    told = f"bo has handed in {EXERCISE} again, and nbgrader skips it, because it has graded this student before."
    assert f"{told} To grade it: nbgrader autograde week1 --student=bo --force" in done.stderr
    assert "ada has handed in" not in done.stderr
    with Store.open(course / "results" / "week1") as store:
        second = {name: [(one.result.points, one.graded) for one in store.results(name)] for name in store.names}
    assert (second["ada"], second["bo"], second["cy"][0][0]) == (first["ada"], first["bo"], 12)


def test_the_records_are_those_of_autograder_grade(tmp_path: Path) -> None:
    """Of the same programs with the same seed: results with all that they say, and the evidence of the same runs."""
    make_course(tmp_path / "course", ["fork"])
    make_class(tmp_path / "class", 3)
    course = Course.load(tmp_path / "course")
    submissions = list(read_class(tmp_path / "class", course.exercises))
    grade(Order(tmp_path / "course", tmp_path / "ahead", submissions), choose(Level.B), lambda _: None)
    with Store.open(tmp_path / "ahead") as store:
        seed = store.grading.seed
        write_all(store.grading, store.students(), tmp_path / "ahead")
    given = (tmp_path / "class", "--course", tmp_path / "course", "--seed", seed, "--results", tmp_path / "here")
    assert run("autograder", "grade", *given, cwd=tmp_path).returncode == 1
    assert records(tmp_path / "ahead") == records(tmp_path / "here")
    runs = kept_runs(tmp_path / "ahead")
    assert runs == kept_runs(tmp_path / "here")
    assert [bool(found) for (_, name), found in runs.items() if name.startswith("01")] == [True] * 3


def kept_runs(results: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Which runs the record of each result holds."""
    with Store.open(results) as store:
        kept = [one for name in store.names for one in store.results(name)]
    return {
        (one.student, one.exercise): [(run.scenario, run.start_method) for run in unpack(one.attempt).first.runs]
        for one in kept
        if one.attempt is not None
    }


def test_a_level_that_was_tried_a_while_ago_is_not_tried_again(tmp_path: Path) -> None:
    """The kit's own attacks run once; to grade one more notebook needs none."""
    command = [sys.executable, "-c", COMMAND]
    kept = []
    for _ in range(2):
        subprocess.run(
            command, check=True, stdin=subprocess.DEVNULL, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
        )
        kept.append([(path.name, path.stat().st_mtime_ns) for path in (tmp_path / "autograder" / "levels").iterdir()])
    assert len(kept[0]) == 1
    assert kept[0] == kept[1]


def test_a_folder_of_results_that_is_held_is_told_in_one_sentence(course: Path) -> None:
    """Nothing is graded, and nobody's old grade is touched."""
    hand_in(course, "ada", Notebook.released(course).write(RIGHT))
    (course / "results" / "week1").mkdir(parents=True)
    with hold(course / "results" / "week1", LOCK_FILE, ""):
        done = run("nbgrader", "autograde", "week1", cwd=course)
    assert done.returncode == 1
    assert "Another autograder is at work in" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "autograded").exists()


def test_ctrl_c_stops_at_once_and_is_told(course: Path) -> None:
    """Without a traceback, with nobody left running, and with nothing half written."""
    hand_in(course, "ada", Notebook.released(course).write(ENDLESS))
    with autograding(course) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=300)
        assert process.returncode == -signal.SIGINT
        assert "Stopped. What was done is kept; the same command goes on from there." in said
        assert "Traceback" not in said
        assert not list((course / "autograded").glob("ada/week1/*.ipynb"))
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)


def test_the_desk_does_not_outlive_an_nbgrader_that_is_killed(course: Path) -> None:
    """Whoever kills nbgrader leaves nothing running."""
    hand_in(course, "ada", Notebook.released(course).write(ENDLESS))
    with autograding(course) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        watched = [os.pidfd_open(int(child)) for child in children]
        process.kill()
        for one in watched:
            ended, _, _ = select.select([one], [], [], 120)
            os.close(one)
            assert ended
        assert watched
