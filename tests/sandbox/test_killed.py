"""A grader that is killed outright takes its sandboxes with it."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator

import pytest

from autograder import kernel
from autograder.sandbox.levels import Level
from tests.conftest import LEVELS, ROOT, Sandboxes

DEADLINE = 60.0  # seconds in which the processes of a killed grader must be gone, however busy the machine is
GRADER = """
import sys
from autograder.engine import judge
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from autograder.engine.probes import Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call

PROGRAM = b"import os\\ndef go(task):\\n    os.fork()\\n    task()\\n    while True: pass\\n"

class Telling(judge.Judge):
    def release(self, connection):
        super().release(connection)
        print("busy", flush=True)

judge.Judge = Telling
with Sandbox(Level(sys.argv[1])) as sandbox:
    folder = sandbox.student_folder("program.py", PROGRAM, {})
    limits = Limits(cpu_seconds=1000.0, seconds=1000.0, wall_seconds=1000.0)
    judge.run(sandbox, folder, "program", Scenario(call("go", Probe("task", 2, 2))), "fork", "killed", limits)
"""


@pytest.fixture(params=LEVELS)
def busy_grader(request: pytest.FixtureRequest, sandboxes: Sandboxes) -> Iterator[subprocess.Popen[str]]:
    """A grader of its own whose student's program computes on and on, in two processes."""
    level: Level = request.param
    sandboxes(level)
    command = [sys.executable, "-c", textwrap.dedent(GRADER), level.value]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def test_nothing_outlives_a_killed_grader(busy_grader: subprocess.Popen[str]) -> None:
    """At every level, though nobody is left who could clean up."""
    assert busy_grader.stdout is not None
    assert next(busy_grader.stdout) == "busy\n"
    family = {process: kernel.start_time(process) for process in kernel.descendants_of(busy_grader.pid)}
    assert len(family) >= 3
    try:
        busy_grader.kill()
        busy_grader.wait()
        deadline = time.monotonic() + DEADLINE
        while alive(family) and time.monotonic() < deadline:
            os.sched_yield()
        assert not [kernel.command_line(process) for process in alive(family)]
    finally:
        for process in alive(family):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def alive(family: dict[int, int]) -> list[int]:
    """Those that are still there and are no zombies."""
    found = []
    for process, started in family.items():
        status = kernel.read_status(f"/proc/{process}")
        if status is not None and status.state not in "ZX" and kernel.start_time(process) == started:
            found.append(process)
    return found
