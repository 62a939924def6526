"""What was recorded is judged again as it was, with no sandbox and no line of the student's; and runs are compared."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.checks.attempt_record import AttemptRecord, RecordedRuns, pack, unpack
from autograder.checks.course import Course, Exercise
from autograder.checks.results import ExerciseResult, Outcome
from autograder.desk.batch import Task, grade_task
from autograder.desk.reference import excuse_what_the_reference_fails
from autograder.desk.replay import Control, compare_runs, judge_again, replay, run_anew
from autograder.engine import draw, judge
from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.steps import call
from autograder.errors import NeedsRun
from autograder.intake.submission import SubmittedFile
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT, Judge
from tests.desk.small_course import CALLS, make_small_exercise

COURSE = Course.load(ROOT)
HOST = os.uname().nodename.encode()  # a short one stands in many bytes by chance
INSIDE = (b"/kit/", b"/judge/", b"inside.probe", b"inside.watched", *([HOST] if len(HOST) > 7 else []))
POOLS = ("09", "10", "11", "12")  # ten minutes each: in `make differential`
SMALL = """
import pytest
from autograder import Probe, Scenario, call

def one_call(draw):
    return Scenario(call("go", Probe("task", calls=1), draw.workers()))

@pytest.mark.points(3)
def test_the_task_runs(run):
    '''The task is called.'''
    run(one_call).probe("task").was_called()
"""
UNSTEADY = b"""
import os
def go(task, n):
    if os.getpid() < 0:
        task(n)
"""


def as_bytes(result: ExerciseResult) -> bytes:
    """A result to the last byte."""
    return msgspec.json.encode(result, enc_hook=str)


class Graded:
    """Programs of one exercise, graded beside its reference, to be replayed."""

    def __init__(self, exercise: Exercise, sandbox: Sandbox, seed: str = "replay") -> None:
        """Grade the reference."""
        self.exercise, self.sandbox, self.seed = exercise, sandbox, seed
        self.reference = SubmittedFile((exercise.solution / exercise.file).read_bytes(), "reference")
        control = grade_task(Task("", exercise, self.reference, seed), sandbox)
        self.record = control.record or b""
        self.control = Control(control.result, unpack(self.record))

    def grade(self, source: bytes) -> tuple[ExerciseResult, bytes]:
        """The result of a program as a class has it, with the packed record."""
        task = Task("eve", self.exercise, SubmittedFile(source, "eve"), self.seed, self.record)
        found = grade_task(task, self.sandbox)
        excuse_what_the_reference_fails(found.result, self.control.result)
        assert found.record is not None
        return found.result, found.record

    def replay(self, source: bytes, record: bytes) -> ExerciseResult:
        """The same from the record."""
        return replay(self.exercise, SubmittedFile(source, "eve"), unpack(record), self.control)


def refuse_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on whoever tries to run a program fails."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a program was run")

    monkeypatch.setattr(judge, "run", refuse)
    monkeypatch.setattr(Sandbox, "start", refuse)


def assert_replayed(graded: Graded, programs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference and each program give the same bytes, with nothing of the sandbox, and no word of its inside."""
    found = [(path, *graded.grade(path.read_bytes())) for path in programs]
    refuse_to_run(monkeypatch)
    again = replay(graded.exercise, graded.reference, graded.control.record)
    assert as_bytes(again) == as_bytes(graded.control.result)
    for path, result, record in found:
        assert as_bytes(graded.replay(path.read_bytes(), record)) == as_bytes(result), path
        for kept in (msgspec.msgpack.encode(unpack(record)), as_bytes(result)):
            assert not [word for word in (*INSIDE, os.fsencode(ROOT)) if word in kept], path


@pytest.mark.parametrize(
    ("exercise", "mistake"),
    [
        ("03_main_guard", "no_main_guard"),
        ("05_manager_share", "proxies_returned"),
        ("10_pool_callback", "callback_raises"),
        ("12_manager_race", "no_lock"),
    ],
)
def test_a_mistake_is_judged_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, exercise: str, mistake: str
) -> None:
    """One of each kind: too many processes, a wrong value, one that hangs, a lost update."""
    (found,) = COURSE.pick([exercise])
    assert_replayed(Graded(found, sandbox), [found.solution / "mistakes" / f"{mistake}.py"], monkeypatch)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one.name, marks=pytest.mark.differential if one.name.startswith(POOLS) else pytest.mark.thorough)
        for one in COURSE.exercises
    ],
)
def test_the_course_is_judged_again(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Every reference, every other right program, every mistake, and the stub."""
    (exercise,) = COURSE.pick([name])
    programs = [exercise.folder / exercise.file]
    for role in ("alternatives", "mistakes"):
        programs += sorted((exercise.solution / role).glob("*.py"))
    assert_replayed(Graded(exercise, sandbox), programs, monkeypatch)


@pytest.fixture
def small(tmp_path: Path) -> Exercise:
    """A small exercise in a course of its own, with a reference."""
    return make_small_exercise(tmp_path, SMALL)


def test_another_machine_gives_the_same(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise) -> None:
    """One with other numbers of processors, and without some of the start methods."""
    graded = Graded(small, sandbox)
    result, record = graded.grade(UNSTEADY)
    counts = draw.machine_counts()
    refuse_to_run(monkeypatch)
    monkeypatch.setattr(draw, "machine_counts", lambda: {number + 1 for number in counts} | {3, 4, 5})
    monkeypatch.setattr("autograder.checks.attempt.machine_counts", draw.machine_counts)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert result.outcome is Outcome.FAILED
    assert as_bytes(graded.replay(UNSTEADY, record)) == as_bytes(result)


def test_another_process_gives_the_same(sandbox: Sandbox, small: Exercise, tmp_path: Path) -> None:
    """Sets of texts have another order there."""
    source = b"def go(task, n): return {'amber', 'birch', 'cedar', 'delta', 'ember'}\n"
    graded = Graded(small, sandbox)
    result, record = graded.grade(source)
    (tmp_path / "record").write_bytes(record)
    (tmp_path / "control").write_bytes(pack(graded.control.record))
    (tmp_path / "source").write_bytes(source)
    script = (
        "import sys, msgspec\n"
        "from pathlib import Path\n"
        "from autograder.checks.attempt_record import unpack\n"
        "from autograder.checks.course import Exercise\n"
        "from autograder.desk.replay import Control, replay\n"
        "from autograder.intake.submission import SubmittedFile\n"
        "folder, exercise = Path(sys.argv[1]), Exercise.load(Path(sys.argv[2]))\n"
        "record, control = (unpack((folder / name).read_bytes()) for name in ('record', 'control'))\n"
        "reference = SubmittedFile((exercise.solution / exercise.file).read_bytes(), 'reference')\n"
        "beside = Control(replay(exercise, reference, control), control)\n"
        "handed = SubmittedFile((folder / 'source').read_bytes(), 'eve')\n"
        "sys.stdout.buffer.write(msgspec.json.encode(replay(exercise, handed, record, beside), enc_hook=str))\n"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", script, str(tmp_path), str(small.folder)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, timeout=300, check=True)
        assert done.stdout == as_bytes(result)


def test_changed_checks_are_applied_to_what_was_seen(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """Other points, another sentence and one more check need no run; another scenario does, and that is said."""
    graded = Graded(small, sandbox)
    result, record = graded.grade(CALLS)
    refuse_to_run(monkeypatch)
    more = "\n@pytest.mark.points(2)\ndef test_in_a_child(run):\n    '''In a child.'''\n"
    more += "    run(one_call).probe('task').ran_in_children()\n"
    small.checks.write_text(SMALL.replace("points(3)", "points(9)").replace("The task is called.", "Called.") + more)
    changed = graded.replay(CALLS, record)
    assert (result.points, result.max_points, changed.points, changed.max_points) == (3.0, 3.0, 9.0, 11.0)
    assert [one.sentence for one in changed.verdicts] == ["Called."] * 3 + ["In a child."] * 3
    assert changed.outcome is Outcome.FAILED
    small.checks.write_text(SMALL.replace("draw.workers()", "draw.workers() + 1"))
    with pytest.raises(NeedsRun, match="What one_call under fork asks for has changed"):
        graded.replay(CALLS, record)
    small.checks.write_text(SMALL.replace("one_call", "another"))
    with pytest.raises(NeedsRun, match="There is no record of a run of another under fork"):
        graded.replay(CALLS, record)
    with pytest.raises(NeedsRun, match="of another program"):
        graded.replay(CALLS + b"#", record)


def test_only_what_is_new_is_run(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise) -> None:
    """One more scenario: its runs are made and kept beside the others, which serve on."""
    graded = Graded(small, sandbox)
    _, record = graded.grade(CALLS)
    more = "\ndef two(draw):\n    return Scenario(call('go', Probe('task', calls=1), 7))\n"
    small.checks.write_text(
        SMALL + more + SMALL[SMALL.index("@") :].replace("_runs", "_runs_too").replace("one_call", "two")
    )
    handed, ran, run = SubmittedFile(CALLS, "eve"), [], judge.run

    def note(*given: Any) -> Evidence:
        ran.append(given[4])
        return run(*given)

    monkeypatch.setattr(judge, "run", note)
    result, kept = judge_again(small, handed, unpack(record), None, sandbox)
    assert ran == ["fork", "spawn", "forkserver"]
    assert (result.points, result.max_points) == (6.0, 6.0)
    assert as_bytes(replay(small, handed, kept)) == as_bytes(result)


def test_a_program_is_run_anew_and_compared(sandbox: Sandbox, small: Exercise) -> None:
    """With the same draws; where it does something else, that is told."""
    graded = Graded(small, sandbox)
    _, record = graded.grade(CALLS)
    handed = SubmittedFile(CALLS, "eve")
    assert list(run_anew(small, handed, unpack(record), sandbox)[1].values()) == [[], [], []]
    source = b"def go(task, n):\n    import secrets\n    return [task(n), secrets.token_hex(4)]\n"
    _, record = graded.grade(source)
    for said in run_anew(small, SubmittedFile(source, "eve"), unpack(record), sandbox)[1].values():
        assert said[0].startswith("In the first run alone: `go(task, ")


def test_checks_that_take_more_than_a_run_have_their_session(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """A fixture of their own, a class, a mark of pytest's: they are judged as in a grading."""
    fixture = "\n@pytest.fixture\ndef wanted():\n    return 'task'\n"
    small.checks.write_text(SMALL.replace("(run):", "(run, wanted):").replace('"task").', "wanted).") + fixture)
    graded = Graded(small, sandbox)
    result, record = graded.grade(UNSTEADY)
    refuse_to_run(monkeypatch)
    assert result.outcome is Outcome.FAILED
    assert as_bytes(graded.replay(UNSTEADY, record)) == as_bytes(result)


def test_what_a_second_attempt_did_not_repeat_is_marked_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """Both attempts are in the record."""
    graded = Graded(small, sandbox)
    failing, passing = (unpack(graded.grade(source)[1]) for source in (UNSTEADY, CALLS))
    mixed = msgspec.structs.replace(failing, again=passing.first)
    refuse_to_run(monkeypatch)
    again = graded.replay(UNSTEADY, pack(mixed))
    assert all(verdict.unsteady for verdict in again.verdicts)
    assert "A second run with the same draws passed" in again.verdicts[0].actual
    spent = msgspec.structs.replace(passing.first, spent=passing.first.seconds)
    assert not any(one.unsteady for one in graded.replay(UNSTEADY, pack(with_again(failing, spent))).verdicts)


def with_again(record: AttemptRecord, again: RecordedRuns) -> AttemptRecord:
    """The record with another second attempt."""
    return msgspec.structs.replace(record, again=again)


def test_where_the_reference_fails_nobody_does(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """Also when it is judged again."""
    (small.solution / small.file).write_bytes(UNSTEADY)
    graded = Graded(small, sandbox)
    result, record = graded.grade(UNSTEADY)
    refuse_to_run(monkeypatch)
    assert result.outcome is Outcome.ERROR
    assert as_bytes(graded.replay(UNSTEADY, record)) == as_bytes(result)


def test_what_could_not_be_handed_in_needs_no_run(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, small: Exercise
) -> None:
    """The reason is the result; the record is short."""
    handed = SubmittedFile(b"", "", "No small.py was handed in.")
    refuse_to_run(monkeypatch)
    found = grade_task(Task("eve", small, handed, "replay"), sandbox)
    assert found.record is not None
    assert as_bytes(replay(small, handed, unpack(found.record))) == as_bytes(found.result)
    assert len(found.record) < 300


SAYS = """
from multiprocessing import Process
import time
def go(task, names):
    children = [Process(target=task, args=(name,)) for name in names]
    for child in children: child.start()
    for child in children: child.join()
    return time.monotonic()
"""


def test_two_runs_of_one_program_are_the_same(judged: Judge) -> None:
    """Pids, times and answers differ, and are not told."""
    steps = call("go", Probe("task", calls=2, together=2), ["amber-1", "birch-2"])
    first, second = (judged(SAYS, steps, one_by_one=True) for _ in range(2))
    assert first.calls[0].answer != second.calls[0].answer
    assert compare_runs(first, second) == []


def test_a_difference_is_told_event_by_event(judged: Judge) -> None:
    """Who was born, called, slept and ended otherwise, what a step gave, and what came in another order."""
    steps = call("go", Probe("task", calls=2, together=2), ["amber-1", "birch-2"])
    first = judged(SAYS, steps, one_by_one=True)
    other = SAYS.replace("names]", "names[:1]]").replace("return time.monotonic()", "time.sleep(3)\n    return 'late'")
    second = judged(other, steps, one_by_one=True)
    said = compare_runs(first, second)
    assert "In the first run alone: child 2 was born." in said
    assert "In the first run alone: child 2 called task('birch-2')." in said
    assert "In the second run alone: the caller slept." in said
    assert "In the second run alone: `go(task, ['amber-1', 'birch-2'])` gave 'late'." in said
    serial = SAYS.replace("child.start()", "child.start(); child.join()")
    third = judged(serial, steps, one_by_one=True)
    moved = [one for one in compare_runs(first, third) if one.startswith("In another order")]
    assert moved
    assert compare_runs(first, judged("def go(task, names): raise KeyError(1)", steps, one_by_one=True))[0] == (
        "The first run ended so: finished. The second: a step failed."
    )
    changed = judged(SAYS, call("go", Probe("task", calls=2), ["amber-1", "birch-2"]))
    assert "were asked for different things" in compare_runs(first, changed)[0]
