"""The proof of a course, with made-up gradings."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.course import Course
from autograder.cli.verify import verify as verify_command
from autograder.desk import verify
from autograder.desk.signing import sign_all, split
from autograder.desk.verify import TRIALS, Program, Proof, prove_program
from autograder.diagnosis.signatures import Shown, Signature, Signatures
from autograder.errors import UsageError
from autograder.sandbox.sandbox import Sandbox
from tests.conftest import ROOT

EXERCISE = Course.load(ROOT).exercises[0]
LATEST = 60.0  # seconds until a process that is to end has ended, however busy the machine is
LATE = Program(EXERCISE, "mistake", Path("late.py"))


@pytest.mark.parametrize(
    ("named", "tries", "problems"),
    [
        (["late"], 1, []),
        (["", "late"], 2, []),
        (["", "", ""], TRIALS, ["is diagnosed as nothing, 3 times"]),
        (["early", "late"], 1, ["is diagnosed as early"]),
        (["", "early", "late"], 2, ["is diagnosed as early"]),
    ],
)
def test_a_mistake_may_be_nameless_by_chance_and_never_misnamed(
    named: list[str], tries: int, problems: list[str], sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain evidence is tried again, a wrong name is told at once."""
    names = iter(named)

    monkeypatch.setattr(verify, "try_program", lambda program, sandbox: Proof(program, diagnosis=next(names)))
    proof = prove_program(LATE, sandbox)
    assert (proof.tries, proof.problems) == (tries, problems)


def test_what_is_chance_under_one_start_method_is_so_under_all() -> None:
    """In the scenario where it was seen; what every run shows stays certain."""
    normal: Shown = {"a/fork": [], "a/spawn": [], "b/fork": []}
    certain, chance = split(
        [{"a/fork": ["late", "odd"], "b/fork": ["odd"]}, {"a/fork": ["odd"], "b/fork": ["odd"]}], normal
    )
    assert certain == {"a/fork": ["odd"], "b/fork": ["odd"]}
    assert chance == {"a/fork": ["late"], "a/spawn": ["late"]}


def test_runs_are_added_to_those_that_are_recorded(tmp_path: Path) -> None:
    """What every run showed and the new one does not is chance from then on; a right program's fact is no sign."""
    path = tmp_path / "late.py"
    path.write_text('"""Late."""\n')
    earlier = Signature("late", "Late.", "", {"a/fork": ["odd", "late", "usual"]}, chance={"a/fork": ["rare"]})
    made = sign_all([{"a/fork": ["usual"]}], {path: [{"a/fork": ["odd", "new"]}]}, Signatures({}, [earlier]))
    assert made.normal == {"a/fork": ["usual"]}
    assert [(one.facts, one.chance) for one in made.mistakes] == [
        ({"a/fork": ["odd"]}, {"a/fork": ["late", "new", "rare"]})
    ]
    assert sign_all([], {path: [{"a/fork": ["odd", "new"]}]}, made) == made


def test_adding_without_recording_is_told() -> None:
    """Nothing would be written, and nobody is to find that out afterwards."""
    with pytest.raises(UsageError, match="--add goes with --record"):
        verify_command.main(["--add", "01"], standalone_mode=False)


def test_no_busy_loop_outlives_who_began_it() -> None:
    """Who keeps a machine busy to measure something may be killed; the machine is idle again then."""
    source = (
        "from autograder import kernel; from autograder.desk.verify import busy_loops; import os\n"
        "with busy_loops(2):\n    print(*kernel.descendants_of(os.getpid()), flush=True)\n    input()"
    )
    holder = subprocess.Popen([sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    loops: dict[int, int] = {}
    try:
        assert holder.stdout is not None
        loops = {pid: os.pidfd_open(pid) for pid in map(int, holder.stdout.readline().split())}
        holder.kill()
        holder.wait()
        assert len(loops) == 2
        for pid, descriptor in loops.items():
            assert select.select([descriptor], [], [], LATEST)[0], pid
    finally:
        for descriptor in loops.values():
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
            os.close(descriptor)
        holder.kill()
        holder.communicate()
